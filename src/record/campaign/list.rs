//! Lists of campaigns with their figures, and how many tickets the campaign of a ticket has.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Timestamp};

use super::{Campaign, State};
use crate::base::clock::Instant;
use crate::base::ids::CampaignId;
use crate::infra::db::schema::{campaign, membership, ticket};
use crate::infra::db::{Backend, Conn};

/// Figures of a campaign, as they are now.
#[derive(Clone, Debug, Queryable)]
pub struct Figures {
    /// Row of the campaign.
    pub campaign: i64,
    /// Tickets.
    pub reports: i64,
    /// People who reported, each once.
    pub reporters: i64,
    /// Units that are known, each once.
    pub units: i64,
    /// The highest score.
    pub score: i32,
    /// Tickets with work left.
    pub open: i64,
    /// When the oldest ticket with work left was opened.
    pub oldest_open: Option<Instant>,
    /// People who followed a link.
    pub clicked: i64,
    /// People who opened a file.
    pub opened: i64,
    /// People who typed a password.
    pub password: i64,
    /// People who gave a one-time code.
    pub otp: i64,
    /// People who transferred money.
    pub money: i64,
    /// People who installed a program.
    pub app: i64,
}

impl Figures {
    /// People who may have lost an account, a device or money.
    pub fn lost(&self) -> i64 {
        self.password + self.otp + self.money + self.app
    }
}

/// The figures of campaigns (rows); one without tickets has none.
pub fn figures(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<Figures>> {
    membership::table
        .inner_join(ticket::table)
        .filter(membership::campaign_id.eq_any(of))
        .group_by(membership::campaign_id)
        .select((
            membership::campaign_id.assume_not_null(),
            sql::<BigInt>("count(*)"),
            sql::<BigInt>("count(DISTINCT ticket.reporter_id)"),
            sql::<BigInt>("count(DISTINCT nullif(membership.unit, ''))"),
            sql::<Integer>("coalesce(max(ticket.score), 0)"),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.status IN ('new', 'triage', 'waiting', 'working'))"),
            sql::<Nullable<Timestamp>>(
                "min(ticket.created_at) FILTER (WHERE ticket.status IN ('new', 'triage', 'waiting', 'working'))",
            ),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.exposure = 'clicked')"),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.exposure = 'opened')"),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.exposure = 'password')"),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.exposure = 'otp')"),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.exposure = 'money')"),
            sql::<BigInt>("count(*) FILTER (WHERE ticket.exposure = 'app')"),
        ))
        .load(conn)
}

/// The campaigns seen last, at most `limit`, in one state where it is given; never those that were merged.
pub fn newest(conn: &mut Conn, state: Option<State>, limit: i64) -> QueryResult<Vec<Campaign>> {
    let mut query = campaign::table.filter(campaign::state.ne(State::Merged)).into_boxed::<Backend>();
    if let Some(state) = state {
        query = query.filter(campaign::state.eq(state));
    }
    query
        .order((campaign::last_seen_at.desc(), campaign::id.desc()))
        .limit(limit)
        .select(<Campaign as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The campaigns with rows below `before` (all where absent), the newest row first, at most `limit`; not merged ones.
pub fn by_row(conn: &mut Conn, before: Option<i64>, limit: i64) -> QueryResult<Vec<Campaign>> {
    campaign::table
        .filter(campaign::state.ne(State::Merged))
        .filter(campaign::id.lt(before.unwrap_or(i64::MAX)))
        .order(campaign::id.desc())
        .limit(limit)
        .select(<Campaign as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The known units of a campaign's reporters with their number of tickets, most first, at most 200.
pub fn units(conn: &mut Conn, of: CampaignId) -> QueryResult<Vec<(String, usize)>> {
    let rows: Vec<(String, i64)> = membership::table
        .filter(membership::campaign_id.eq(of.0))
        .filter(membership::unit.ne(""))
        .group_by(membership::unit)
        .order((sql::<BigInt>("count(*)").desc(), membership::unit.asc()))
        .limit(200)
        .select((membership::unit, sql::<BigInt>("count(*)")))
        .load(conn)?;
    Ok(rows.into_iter().map(|(unit, count)| (unit, count as usize)).collect())
}

/// For tickets (rows) that belong to a campaign: how many tickets it has.
pub fn sizes(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<(i64, i64)>> {
    let homes: Vec<(i64, i64)> = membership::table
        .filter(membership::ticket_id.eq_any(tickets))
        .filter(membership::campaign_id.is_not_null())
        .select((membership::ticket_id, membership::campaign_id.assume_not_null()))
        .load(conn)?;
    let campaigns: Vec<i64> = homes.iter().map(|(_, campaign)| *campaign).collect();
    let counts = super::counts(conn, &campaigns)?;
    let size = |campaign: i64| counts.iter().find(|(id, _)| *id == campaign).map_or(1, |(_, count)| *count);
    Ok(homes.into_iter().map(|(ticket, campaign)| (ticket, size(campaign))).collect())
}

/// How many campaigns have nothing decided and tickets with work left.
pub fn open_count(conn: &mut Conn) -> QueryResult<i64> {
    campaign::table.filter(campaign::state.eq(State::Open)).count().get_result(conn)
}

/// Public id and title of the campaigns that tickets can be put into, the last seen first.
pub fn homes(conn: &mut Conn, limit: i64) -> QueryResult<Vec<(String, String)>> {
    campaign::table
        .filter(campaign::state.ne(State::Merged))
        .order((campaign::last_seen_at.desc(), campaign::id.desc()))
        .limit(limit)
        .select((campaign::uuid, campaign::title))
        .load(conn)
}
