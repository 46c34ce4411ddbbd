//! Who takes part in a ticket: may write to it by its number, and gets its letters.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{participant, reporter};

/// A person on a ticket.
#[derive(Clone, Debug, Queryable)]
pub struct Participant {
    /// Row of the reporter.
    pub reporter_id: i64,
    /// Name, may be empty.
    pub name: String,
    /// Address, lower case.
    pub address: String,
}

/// Adds a person to a ticket; nothing happens when they are on it.
pub fn join(conn: &mut Conn, ticket: TicketId, person: ReporterId, at: Instant) -> QueryResult<()> {
    if on(conn, ticket, person)? {
        return Ok(());
    }
    diesel::insert_into(participant::table)
        .values((participant::ticket_id.eq(ticket.0), participant::reporter_id.eq(person.0), participant::since.eq(at)))
        .execute(conn)
        .map(drop)
}

fn on(conn: &mut Conn, ticket: TicketId, person: ReporterId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(participant::table.find((ticket.0, person.0)))).get_result(conn)
}

/// Whether the address (lower case) takes part in the ticket.
pub fn is_participant(conn: &mut Conn, ticket: TicketId, address: &str) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        participant::table
            .inner_join(reporter::table)
            .filter(participant::ticket_id.eq(ticket.0))
            .filter(reporter::address.eq(address)),
    ))
    .get_result(conn)
}

/// All people on a ticket, the first reporter first.
pub fn participants(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Participant>> {
    participant::table
        .inner_join(reporter::table)
        .filter(participant::ticket_id.eq(ticket.0))
        .select((reporter::id, reporter::name, reporter::address))
        .order((participant::since.asc(), reporter::id.asc()))
        .load(conn)
}
