//! The timeline: what happened to a ticket, as codes and values, said in words by the page.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{account, event};

/// Something that happened.
#[derive(Clone, Debug, Queryable)]
pub struct Event {
    /// Row id.
    pub id: i64,
    /// When.
    pub at: Instant,
    /// Code: message key `event-` and this.
    pub code: String,
    /// Its value, a word or a name; empty where there is none.
    pub detail: String,
    /// Name of the account that did it.
    pub by: Option<String>,
}

/// Puts down what happened.
pub fn happened(
    conn: &mut Conn,
    ticket: TicketId,
    at: Instant,
    by: Option<AccountId>,
    code: &str,
    detail: &str,
) -> QueryResult<()> {
    diesel::insert_into(event::table)
        .values((
            event::ticket_id.eq(ticket.0),
            event::at.eq(at),
            event::account_id.eq(by.map(|id| id.0)),
            event::code.eq(code),
            event::detail.eq(detail),
        ))
        .execute(conn)
        .map(drop)
}

/// What happened to a ticket, the oldest first, at most 500 events.
pub fn timeline(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Event>> {
    event::table
        .left_join(account::table)
        .filter(event::ticket_id.eq(ticket.0))
        .order(event::id.asc())
        .limit(500)
        .select((event::id, event::at, event::code, event::detail, account::name.nullable()))
        .load(conn)
}

/// When a person of the desk first did something with a ticket.
pub fn begun_at(conn: &mut Conn, ticket: TicketId) -> QueryResult<Option<Instant>> {
    event::table
        .filter(event::ticket_id.eq(ticket.0))
        .filter(event::account_id.is_not_null())
        .order(event::id.asc())
        .select(event::at)
        .first(conn)
        .optional()
}
