//! Rows that say to which campaign a ticket belongs, and why.

use diesel::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::clock::Instant;
use crate::base::ids::{CampaignId, TicketId};
use crate::infra::db::schema::{membership, reporter, ticket};
use crate::infra::db::{Backend, Conn};

/// To which campaign a ticket belongs, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Queryable, Selectable, Insertable)]
#[diesel(table_name = membership)]
pub struct Membership {
    /// Row of the ticket.
    pub ticket_id: i64,
    /// Row of the campaign; none: a person took it out, and it stays out.
    pub campaign_id: Option<i64>,
    /// Whether a person put it there; the program leaves it alone then.
    pub person: bool,
    /// How sure it is, 0 to 100.
    pub strength: i32,
    /// What it has in common with the campaign, JSON.
    pub why: String,
    /// The unit of its reporter; empty where unknown.
    pub unit: String,
    /// Since when.
    pub since: Instant,
    /// When it was reported.
    pub reported_at: Instant,
}

fn columns() -> <Membership as Selectable<Backend>>::SelectExpression {
    <Membership as Selectable<Backend>>::construct_selection()
}

/// The membership of a ticket.
pub fn membership(conn: &mut Conn, of: TicketId) -> QueryResult<Option<Membership>> {
    membership::table.find(of.0).select(columns()).first(conn).optional()
}

/// The memberships of several tickets (rows).
pub fn memberships(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<Membership>> {
    membership::table.filter(membership::ticket_id.eq_any(of)).select(columns()).load(conn)
}

/// Puts a membership in the place of the one before.
pub fn put(conn: &mut Conn, new: &Membership) -> QueryResult<()> {
    diesel::delete(membership::table.find(new.ticket_id)).execute(conn)?;
    diesel::insert_into(membership::table).values(new).execute(conn).map(drop)
}

/// Puts back what was before; nothing: the ticket belongs nowhere, and may be put into a campaign again.
pub fn bring_back(conn: &mut Conn, of: TicketId, before: Option<&Membership>) -> QueryResult<()> {
    match before {
        Some(before) => put(conn, before),
        None => leave(conn, of),
    }
}

/// Takes the membership of a ticket away.
pub fn leave(conn: &mut Conn, of: TicketId) -> QueryResult<()> {
    diesel::delete(membership::table.find(of.0)).execute(conn).map(drop)
}

/// Rows of the tickets of a campaign, the oldest first, at most 20,000.
pub fn member_ids(conn: &mut Conn, of: CampaignId) -> QueryResult<Vec<i64>> {
    membership::table
        .filter(membership::campaign_id.eq(of.0))
        .order(membership::ticket_id.asc())
        .limit(20_000)
        .select(membership::ticket_id)
        .load(conn)
}

/// Numbers of the tickets of a campaign, the oldest first, at most 20,000.
pub fn numbers(conn: &mut Conn, of: CampaignId) -> QueryResult<Vec<String>> {
    membership::table
        .inner_join(ticket::table)
        .filter(membership::campaign_id.eq(of.0))
        .order(membership::ticket_id.asc())
        .limit(20_000)
        .select(ticket::number)
        .load(conn)
}

/// How many tickets these campaigns (rows) have.
pub fn counts(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, i64)>> {
    membership::table
        .filter(membership::campaign_id.eq_any(of))
        .group_by(membership::campaign_id)
        .select((membership::campaign_id.assume_not_null(), diesel::dsl::sql::<diesel::sql_types::BigInt>("count(*)")))
        .load(conn)
}

/// When the first and the last report of a campaign came.
pub fn span(conn: &mut Conn, of: CampaignId) -> QueryResult<Option<(Instant, Instant)>> {
    use diesel::dsl::{max, min};
    let found: (Option<Instant>, Option<Instant>) = membership::table
        .filter(membership::campaign_id.eq(of.0))
        .select((min(membership::reported_at), max(membership::reported_at)))
        .first(conn)?;
    Ok(found.0.zip(found.1))
}

/// When the reports of these campaigns (rows) came, the oldest first: campaign and time.
pub fn times(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Instant)>> {
    membership::table
        .filter(membership::campaign_id.eq_any(of))
        .order(membership::reported_at.asc())
        .limit(50_000)
        .select((membership::campaign_id.assume_not_null(), membership::reported_at))
        .load(conn)
}

/// A ticket of a campaign as its page lists it. Subject and names are foreign text.
#[derive(Clone, Debug, Queryable)]
pub struct Member {
    /// Row of the ticket.
    pub id: i64,
    /// Number of the ticket.
    pub number: String,
    /// Subject.
    pub subject: String,
    /// State.
    pub status: String,
    /// Verdict.
    pub verdict: Option<String>,
    /// Grade.
    pub grade: Option<String>,
    /// Score.
    pub score: Option<i32>,
    /// What the reporter did.
    pub exposure: Option<String>,
    /// Name of the reporter.
    pub reporter: Option<String>,
    /// Address of the reporter.
    pub address: Option<String>,
    /// Whether nobody can be written to: from outside.
    pub outside: bool,
    /// Unit.
    pub unit: String,
    /// Whether a person put it there.
    pub person: bool,
    /// Strength.
    pub strength: i32,
    /// Why, JSON.
    pub why: String,
    /// When it was reported.
    pub reported_at: Instant,
}

/// The tickets of a campaign behind row `after`, the oldest first, at most `limit`.
pub fn members(conn: &mut Conn, of: CampaignId, after: i64, limit: i64) -> QueryResult<Vec<Member>> {
    membership::table
        .inner_join(ticket::table.left_join(reporter::table))
        .filter(membership::campaign_id.eq(of.0))
        .filter(membership::ticket_id.gt(after))
        .order(membership::ticket_id.asc())
        .limit(limit)
        .select((
            ticket::id,
            ticket::number,
            ticket::subject,
            ticket::status,
            ticket::verdict,
            ticket::grade,
            ticket::score,
            ticket::exposure,
            reporter::name.nullable(),
            reporter::address.nullable(),
            ticket::outside,
            membership::unit,
            membership::person,
            membership::strength,
            membership::why,
            membership::reported_at,
        ))
        .load(conn)
}
