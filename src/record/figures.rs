//! What the figures of a period are counted from: narrow rows, a fixed number of queries. Counts nothing itself.

use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

use crate::base::clock::Instant;
use crate::infra::db::Conn;
use crate::infra::db::schema::{
    advisory, advisory_version, campaign, campaign_step, evidence, exposed, indicator, mailing, membership, reporter,
    sighting, ticket,
};

/// Most tickets of a period that are counted.
pub const MOST: i64 = 20_000;
/// Most campaigns, advisories' recipients and mailboxes of a period that are read.
const SOME: i64 = 5_000;

/// A ticket as far as it is counted.
#[derive(Clone, Debug, Queryable)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// A word of `record::ticket::Kind`.
    pub kind: String,
    /// A word of `record::ticket::Verdict`.
    pub verdict: Option<String>,
    /// How often its mail arrived.
    pub arrivals: i32,
    /// Opened.
    pub created_at: Instant,
    /// Until when the first answer is promised.
    pub due_at: Instant,
    /// First answered by a person.
    pub answered_at: Option<Instant>,
    /// Concluded.
    pub resolved_at: Option<Instant>,
    /// Closed.
    pub closed_at: Option<Instant>,
    /// Row of its campaign.
    pub campaign: Option<i64>,
    /// Address of its reporter, lower case.
    pub address: Option<String>,
}

/// A mailbox as far as it is counted.
#[derive(Clone, Debug, Queryable)]
pub struct Mailbox {
    /// Its address, lower case.
    pub mailbox: String,
    /// A word of `record::exposure::What`.
    pub what: String,
    /// Put on the board.
    pub opened_at: Instant,
    /// When the last step was taken.
    pub closed_at: Option<Instant>,
}

/// An advisory on its way to an agency.
#[derive(Clone, Debug, Queryable)]
pub struct Told {
    /// Row of the advisory.
    pub advisory: i64,
    /// Name of the agency; absent where it was sent to nobody.
    pub agency: Option<String>,
    /// When it was said that it was received.
    pub received_at: Option<Instant>,
}

/// The tickets opened from `from` until before `until`, the newest first, at most [`MOST`].
pub fn tickets(conn: &mut Conn, from: Instant, until: Instant) -> QueryResult<Vec<Row>> {
    ticket::table
        .left_join(membership::table)
        .left_join(reporter::table)
        .filter(ticket::created_at.ge(from))
        .filter(ticket::created_at.lt(until))
        .order(ticket::created_at.desc())
        .limit(MOST)
        .select((
            ticket::id,
            ticket::kind,
            ticket::verdict,
            ticket::arrivals,
            ticket::created_at,
            ticket::due_at,
            ticket::answered_at,
            ticket::resolved_at,
            ticket::closed_at,
            membership::campaign_id.nullable(),
            reporter::address.nullable(),
        ))
        .load(conn)
}

/// The mailboxes put on the board from `from` until before `until`, at most 5,000.
pub fn mailboxes(conn: &mut Conn, from: Instant, until: Instant) -> QueryResult<Vec<Mailbox>> {
    exposed::table
        .filter(exposed::opened_at.ge(from))
        .filter(exposed::opened_at.lt(until))
        .order(exposed::opened_at.desc())
        .limit(SOME)
        .select((exposed::mailbox, exposed::what, exposed::opened_at, exposed::closed_at))
        .load(conn)
}

/// The advisories dated from `from` to `to`, both inclusive, once for each recipient, at most 5,000 rows.
pub fn advisories(conn: &mut Conn, from: NaiveDate, to: NaiveDate) -> QueryResult<Vec<Told>> {
    advisory::table
        .left_join(mailing::table.on(mailing::advisory_id.eq(advisory::id)))
        .filter(advisory::issued_on.between(from, to))
        .order(advisory::issued_on.desc())
        .limit(SOME)
        .select((advisory::id, mailing::agency.nullable(), mailing::received_at.nullable()))
        .load(conn)
}

/// Public id and title of campaigns (rows), at most 5,000.
pub fn campaigns(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, String, String)>> {
    campaign::table
        .filter(campaign::id.eq_any(of))
        .limit(SOME)
        .select((campaign::id, campaign::uuid, campaign::title))
        .load(conn)
}

/// When the first report of each of these campaigns (rows) came.
pub fn begun(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Option<Instant>)>> {
    membership::table
        .filter(membership::campaign_id.eq_any(of))
        .group_by(membership::campaign_id)
        .select((membership::campaign_id.assume_not_null(), diesel::dsl::min(membership::reported_at)))
        .load(conn)
}

/// When each of these campaigns (rows) was first decided, undone decisions left out.
pub fn decided(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Option<Instant>)>> {
    campaign_step::table
        .filter(campaign_step::campaign_id.eq_any(of))
        .filter(campaign_step::code.eq("verdict"))
        .filter(campaign_step::undone_at.is_null())
        .group_by(campaign_step::campaign_id)
        .select((campaign_step::campaign_id, diesel::dsl::min(campaign_step::at)))
        .load(conn)
}

/// When a ticket of each of these campaigns (rows) was first concluded.
pub fn concluded(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Option<Instant>)>> {
    ticket::table
        .inner_join(membership::table)
        .filter(membership::campaign_id.eq_any(of))
        .filter(ticket::verdict.is_not_null())
        .group_by(membership::campaign_id)
        .select((membership::campaign_id.assume_not_null(), diesel::dsl::min(ticket::resolved_at)))
        .load(conn)
}

/// When the first advisory about each of these campaigns (rows) was issued.
pub fn warned(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Option<Instant>)>> {
    advisory_version::table
        .inner_join(advisory::table)
        .filter(advisory::campaign_id.eq_any(of))
        .filter(advisory_version::step.eq("issued"))
        .group_by(advisory::campaign_id)
        .select((advisory::campaign_id.assume_not_null(), diesel::dsl::min(advisory_version::at)))
        .load(conn)
}

/// For each exposed mailbox that a ticket of these campaigns (rows) told of: the campaign, and when it was secured.
pub fn secured(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Option<Instant>)>> {
    exposed::table
        .inner_join(membership::table.on(exposed::ticket_id.eq(membership::ticket_id.nullable())))
        .filter(membership::campaign_id.eq_any(of))
        .limit(SOME)
        .select((membership::campaign_id.assume_not_null(), exposed::closed_at))
        .load(conn)
}

/// The hosts in the mails of these tickets (rows), with the number of tickets, most first, at most `limit`.
pub fn hosts(conn: &mut Conn, of: &[i64], limit: i64) -> QueryResult<Vec<(String, i64)>> {
    sighting::table
        .inner_join(indicator::table)
        .filter(sighting::ticket_id.eq_any(of))
        // Not by the index of kinds: few of all hosts stand in these mails.
        .filter(sql::<Bool>("indicator.kind || '' = 'host'"))
        .group_by(indicator::value)
        .order((sql::<BigInt>("count(DISTINCT sighting.ticket_id)").desc(), indicator::value.asc()))
        .limit(limit)
        .select((indicator::value, sql::<BigInt>("count(DISTINCT sighting.ticket_id)")))
        .load(conn)
}

/// The finding codes of the mails of these tickets (rows): ticket, and its codes with a space between. Read from an index
/// alone, not from the documents.
pub fn findings(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    evidence::table
        .filter(evidence::ticket_id.eq_any(of))
        .filter(evidence::codes.ne(""))
        .select((evidence::ticket_id, evidence::codes))
        .load(conn)
}
