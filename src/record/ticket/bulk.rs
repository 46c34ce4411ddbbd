//! Rows of what was done to several tickets at once, from which it can be taken back.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, StepId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{bulk, bulk_change};
use crate::text_enum;

text_enum! {
    /// What is done to several tickets at once.
    BulkKind {
        /// Given to somebody, or to nobody.
        Assign = "assign",
        /// Moved.
        Status = "status",
        /// Put into a campaign.
        Campaign = "campaign",
        /// A tag was put on it.
        Tag = "tag",
    }
}

/// Something done to several tickets.
#[derive(Clone, Debug, Queryable)]
pub struct Bulk {
    /// Row id.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// What.
    pub deed: BulkKind,
    /// To whom, where to: a name, a state, a public id of a campaign, a row of a tag.
    pub detail: String,
    /// Row of the step of the campaign.
    pub step_id: Option<i64>,
    /// How many tickets.
    pub tickets: i64,
}

/// A ticket as it was before.
#[derive(Clone, Debug, Queryable)]
pub struct BulkChange {
    /// Row of the ticket.
    pub ticket_id: i64,
    /// What was changed of it, JSON; empty where the campaign's step knows.
    pub before: String,
    /// Its version after.
    pub version: i32,
}

/// Puts down what is done.
pub fn add_bulk(
    conn: &mut Conn,
    (by, at): (AccountId, Instant),
    deed: BulkKind,
    detail: &str,
    step: Option<StepId>,
) -> QueryResult<i64> {
    diesel::insert_into(bulk::table)
        .values((
            bulk::account_id.eq(by.0),
            bulk::at.eq(at),
            bulk::deed.eq(deed),
            bulk::detail.eq(detail),
            bulk::step_id.eq(step.map(|step| step.0)),
        ))
        .returning(bulk::id)
        .get_result(conn)
}

/// Puts down a ticket of it.
pub fn add_bulk_change(conn: &mut Conn, of: i64, ticket: TicketId, before: &str, version: i32) -> QueryResult<()> {
    diesel::insert_into(bulk_change::table)
        .values((
            bulk_change::bulk_id.eq(of),
            bulk_change::ticket_id.eq(ticket.0),
            bulk_change::before.eq(before),
            bulk_change::version.eq(version),
        ))
        .execute(conn)
        .map(drop)
}

/// The last thing that an account did since `since`, unless it was taken back.
pub fn last_bulk(conn: &mut Conn, by: AccountId, since: Instant) -> QueryResult<Option<Bulk>> {
    let last: Option<(Bulk, Option<Instant>)> = bulk::table
        .filter(bulk::account_id.eq(by.0))
        .order(bulk::id.desc())
        .select((
            (
                bulk::id,
                bulk::at,
                bulk::deed,
                bulk::detail,
                bulk::step_id,
                sql::<BigInt>("(SELECT count(*) FROM bulk_change WHERE bulk_id = bulk.id)"),
            ),
            bulk::undone_at,
        ))
        .first(conn)
        .optional()?;
    Ok(last.filter(|(bulk, undone_at)| undone_at.is_none() && bulk.at >= since).map(|(bulk, _)| bulk))
}

/// The tickets of it, in the order of their rows.
pub fn bulk_changes(conn: &mut Conn, of: i64) -> QueryResult<Vec<BulkChange>> {
    bulk_change::table
        .filter(bulk_change::bulk_id.eq(of))
        .order(bulk_change::ticket_id.asc())
        .select((bulk_change::ticket_id, bulk_change::before, bulk_change::version))
        .load(conn)
}

/// Marks it as taken back.
pub fn end_bulk(conn: &mut Conn, id: i64, at: Instant) -> QueryResult<()> {
    diesel::update(bulk::table.find(id)).set(bulk::undone_at.eq(at)).execute(conn).map(drop)
}
