//! Rows of what binds a campaign.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;

use super::State;
use crate::analysis::fingerprint::{Key, Kind};
use crate::base::ids::CampaignId;
use crate::infra::db::Conn;
use crate::infra::db::schema::{campaign, campaign_key, fingerprint};

/// A campaign that carries a key.
#[derive(Clone, Debug)]
pub struct Shared {
    /// Row of the campaign.
    pub campaign: i64,
    /// The key.
    pub key: Key,
    /// How many of its tickets carry it.
    pub tickets: i32,
    /// What the campaign turned out to be: a word of `record::ticket::Verdict`.
    pub verdict: Option<String>,
}

/// Campaigns that carry one of these values, at most 2,000 rows, the newest first; not those that were merged.
pub fn sharing(conn: &mut Conn, values: &[&str]) -> QueryResult<Vec<Shared>> {
    type Found = (i64, String, String, i32, Option<String>);
    let rows: Vec<Found> = campaign_key::table
        .inner_join(campaign::table)
        .filter(campaign_key::value.eq_any(values))
        .filter(campaign::state.ne(State::Merged))
        .order(campaign_key::campaign_id.desc())
        .limit(2_000)
        .select((
            campaign_key::campaign_id,
            campaign_key::kind,
            campaign_key::value,
            campaign_key::tickets,
            campaign::verdict,
        ))
        .load(conn)?;
    let read = |(campaign, kind, value, tickets, verdict): Found| {
        Some(Shared { campaign, key: (Kind::of(&kind)?, value), tickets, verdict })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Those of these keys that were in a campaign when a person decided about it.
pub fn decided_keys(conn: &mut Conn, of: CampaignId, keys: &BTreeSet<Key>) -> QueryResult<BTreeSet<Key>> {
    let values: Vec<&str> = keys.iter().map(|(_, value)| value.as_str()).collect();
    let rows: Vec<(String, String)> = campaign_key::table
        .filter(campaign_key::campaign_id.eq(of.0))
        .filter(campaign_key::value.eq_any(values))
        .filter(campaign_key::decided.eq(true))
        .select((campaign_key::kind, campaign_key::value))
        .load(conn)?;
    let found = rows.into_iter().filter_map(|(kind, value)| Some((Kind::of(&kind)?, value)));
    Ok(found.filter(|key| keys.contains(key)).collect())
}

/// Counts keys up or down; a key that no ticket carries any more goes.
pub fn shift(conn: &mut Conn, of: CampaignId, by: &BTreeMap<Key, i32>) -> QueryResult<()> {
    for ((kind, value), by) in by.iter().filter(|(_, by)| **by != 0) {
        let row = campaign_key::table.find((of.0, kind.word(), value));
        let known = diesel::update(row).set(campaign_key::tickets.eq(campaign_key::tickets + *by)).execute(conn)? > 0;
        if !known && *by > 0 {
            diesel::insert_into(campaign_key::table)
                .values((
                    campaign_key::campaign_id.eq(of.0),
                    campaign_key::kind.eq(kind.word()),
                    campaign_key::value.eq(value),
                    campaign_key::tickets.eq(*by),
                    campaign_key::decided.eq(false),
                ))
                .execute(conn)?;
        }
    }
    if by.values().any(|by| *by < 0) {
        diesel::delete(campaign_key::table.filter(campaign_key::campaign_id.eq(of.0)))
            .filter(campaign_key::tickets.le(0))
            .execute(conn)?;
    }
    Ok(())
}

/// Says that a person decided about tickets (rows) of a campaign, so that their keys are known; none: about nothing any more.
pub fn set_decided(conn: &mut Conn, of: CampaignId, tickets: &[i64]) -> QueryResult<()> {
    let all = campaign_key::table.filter(campaign_key::campaign_id.eq(of.0));
    if tickets.is_empty() {
        return diesel::update(all).set(campaign_key::decided.eq(false)).execute(conn).map(drop);
    }
    let values = fingerprint::table.filter(fingerprint::ticket_id.eq_any(tickets)).select(fingerprint::value);
    diesel::update(all.filter(campaign_key::value.eq_any(values)))
        .set(campaign_key::decided.eq(true))
        .execute(conn)
        .map(drop)
}

/// What binds tickets of a campaign, keys of most tickets first, at most `limit`; without bands and what binds nothing.
pub fn keys_of(conn: &mut Conn, of: CampaignId, limit: i64) -> QueryResult<Vec<(Key, i32)>> {
    let rows: Vec<(String, String, i32)> = campaign_key::table
        .filter(campaign_key::campaign_id.eq(of.0))
        .filter(campaign_key::kind.ne_all([Kind::Band.word(), Kind::Rest.word()]))
        .filter(campaign_key::tickets.ge(2))
        .order((campaign_key::tickets.desc(), campaign_key::kind.asc(), campaign_key::value.asc()))
        .limit(limit)
        .select((campaign_key::kind, campaign_key::value, campaign_key::tickets))
        .load(conn)?;
    Ok(rows.into_iter().filter_map(|(kind, value, count)| Some(((Kind::of(&kind)?, value), count))).collect())
}

/// Other campaigns with keys of this one in common, bands left out, those of most keys first, at most 5: rows.
pub fn near(conn: &mut Conn, of: CampaignId) -> QueryResult<Vec<i64>> {
    let own = keys_of(conn, of, 60)?;
    let values: Vec<&str> = own.iter().map(|((_, value), _)| value.as_str()).collect();
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for shared in sharing(conn, &values)?.into_iter().filter(|shared| shared.campaign != of.0) {
        if own.iter().any(|(key, _)| *key == shared.key) {
            *counts.entry(shared.campaign).or_default() += 1;
        }
    }
    let mut found: Vec<(i64, usize)> = counts.into_iter().collect();
    found.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    Ok(found.into_iter().take(5).map(|(id, _)| id).collect())
}
