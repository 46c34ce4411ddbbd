//! Who got the mail of a campaign, as the log of the mail server says, and has not reported it.

use std::collections::BTreeMap;

use diesel::dsl::{exists, not};
use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AgencyId, CampaignId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{agency, asked, membership, reporter, ticket};

/// Most people on the list of a campaign.
pub const MOST: usize = 20_000;

/// Somebody to be asked.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Asked {
    /// Mail address, lower case.
    pub address: String,
    /// Name of the agency; none is an unknown unit.
    pub unit: Option<String>,
    /// When the mail was delivered, as far as the log says.
    pub delivered_at: Option<Instant>,
}

/// Puts people on the list: address (lower case), row of the agency, time of delivery. Whoever is there keeps the earlier
/// time. Gives how many are new.
pub fn put(
    conn: &mut Conn,
    campaign: CampaignId,
    people: &[(String, Option<i64>, Option<Instant>)],
) -> QueryResult<usize> {
    let known: Vec<(String, Option<i64>, Option<Instant>)> = asked::table
        .filter(asked::campaign_id.eq(campaign.0))
        .select((asked::address, asked::agency_id, asked::delivered_at))
        .load(conn)?;
    let known: BTreeMap<String, (Option<i64>, Option<Instant>)> =
        known.into_iter().map(|(address, agency, at)| (address, (agency, at))).collect();
    let mut new = 0;
    for (address, agency, at) in people {
        match known.get(address) {
            Some((unit, before)) => {
                let earlier = [*before, *at].into_iter().flatten().min();
                if (*unit, *before) == (*agency, earlier) {
                    continue;
                }
                diesel::update(asked::table.find((campaign.0, address)))
                    .set((asked::agency_id.eq(*agency), asked::delivered_at.eq(earlier)))
                    .execute(conn)?;
            }
            None if known.len() + new < MOST => {
                new += diesel::insert_into(asked::table)
                    .values((
                        asked::campaign_id.eq(campaign.0),
                        asked::address.eq(address),
                        asked::agency_id.eq(*agency),
                        asked::delivered_at.eq(*at),
                    ))
                    .execute(conn)?;
            }
            None => {}
        }
    }
    Ok(new)
}

/// Empties the list of a campaign; says how many were on it.
pub fn clear(conn: &mut Conn, campaign: CampaignId) -> QueryResult<usize> {
    diesel::delete(asked::table.filter(asked::campaign_id.eq(campaign.0))).execute(conn)
}

/// How many are on the list of a campaign, whether they reported or not.
pub fn listed(conn: &mut Conn, campaign: CampaignId) -> QueryResult<i64> {
    asked::table.filter(asked::campaign_id.eq(campaign.0)).count().get_result(conn)
}

/// Those who have not reported it, by unit and address; whoever reports leaves this list at once.
pub fn silent(conn: &mut Conn, campaign: CampaignId) -> QueryResult<Vec<Asked>> {
    let reported = membership::table
        .inner_join(ticket::table.inner_join(reporter::table))
        .filter(membership::campaign_id.eq(campaign.0))
        .filter(reporter::address.eq(asked::address));
    asked::table
        .left_join(agency::table)
        .filter(asked::campaign_id.eq(campaign.0))
        .filter(not(exists(reported)))
        .order((agency::name.asc(), asked::address.asc()))
        .select((asked::address, agency::name.nullable(), asked::delivered_at))
        .load(conn)
}

/// The agencies of those who have not reported it, each once.
pub fn silent_agencies(conn: &mut Conn, campaign: CampaignId) -> QueryResult<Vec<AgencyId>> {
    let reported = membership::table
        .inner_join(ticket::table.inner_join(reporter::table))
        .filter(membership::campaign_id.eq(campaign.0))
        .filter(reporter::address.eq(asked::address));
    let found: Vec<i64> = asked::table
        .filter(asked::campaign_id.eq(campaign.0))
        .filter(asked::agency_id.is_not_null())
        .filter(not(exists(reported)))
        .select(asked::agency_id.assume_not_null())
        .distinct()
        .order(asked::agency_id.asc())
        .load(conn)?;
    Ok(found.into_iter().map(AgencyId).collect())
}
