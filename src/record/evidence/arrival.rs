//! Rows of arrivals: which mail came when, by which way, to which ticket.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::blob;
use crate::infra::db::schema::{arrival, evidence, sighting};
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// What an arrival is to its ticket.
    Role {
        /// It opened the ticket.
        First = "first",
        /// The same mail once more.
        Again = "again",
        /// A participant wrote again.
        Followup = "followup",
        /// Somebody else wrote with a valid reference.
        Stranger = "stranger",
        /// A machine wrote: out of office, bounce, our own letter come back.
        Automatic = "automatic",
    }
}

/// An arrival as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = arrival)]
pub struct Arrival {
    /// Row id.
    pub id: i64,
    /// Row of its ticket.
    pub ticket_id: i64,
    /// SHA-256 of the raw mail.
    pub blob_hash: String,
    /// What it is to the ticket.
    pub role: Role,
    /// Message-ID without brackets.
    pub message_id: Option<String>,
    /// Address in From, lower case; empty when there is none.
    pub sender: String,
    /// By which way it came.
    pub channel: String,
    /// Envelope sender; empty for the null return path, absent where the way has none.
    pub envelope_sender: Option<String>,
    /// When.
    pub at: Instant,
}

/// An arrival to be added.
#[derive(Clone, Debug)]
pub struct NewArrival<'a> {
    /// Its ticket.
    pub ticket: TicketId,
    /// SHA-256 of the raw mail.
    pub hash: &'a str,
    /// What it is to the ticket.
    pub role: Role,
    /// Message-ID without brackets.
    pub message_id: Option<&'a str>,
    /// Address in From, lower case.
    pub sender: &'a str,
    /// By which way it came.
    pub channel: &'a str,
    /// Envelope sender; absent where the way has none.
    pub envelope_sender: Option<&'a str>,
    /// Envelope recipients, separated by blanks.
    pub envelope_recipients: &'a str,
    /// When.
    pub at: Instant,
}

/// Adds an arrival.
pub fn add(conn: &mut Conn, new: &NewArrival<'_>) -> QueryResult<ArrivalId> {
    diesel::insert_into(arrival::table)
        .values((
            arrival::ticket_id.eq(new.ticket.0),
            arrival::blob_hash.eq(new.hash),
            arrival::role.eq(new.role),
            arrival::message_id.eq(new.message_id),
            arrival::sender.eq(new.sender),
            arrival::channel.eq(new.channel),
            arrival::envelope_sender.eq(new.envelope_sender),
            arrival::envelope_recipients.eq(new.envelope_recipients),
            arrival::at.eq(new.at),
        ))
        .returning(arrival::id)
        .get_result(conn)
        .map(ArrivalId)
}

fn columns() -> <Arrival as Selectable<Backend>>::SelectExpression {
    <Arrival as Selectable<Backend>>::construct_selection()
}

/// The arrival of a row.
pub fn by_id(conn: &mut Conn, id: ArrivalId) -> QueryResult<Arrival> {
    arrival::table.find(id.0).select(columns()).first(conn)
}

/// The ticket at which the same raw mail arrived first.
pub fn by_hash(conn: &mut Conn, hash: &str) -> QueryResult<Option<TicketId>> {
    let found: Option<i64> = arrival::table
        .filter(arrival::blob_hash.eq(hash))
        .order(arrival::id.asc())
        .select(arrival::ticket_id)
        .first(conn)
        .optional()?;
    Ok(found.map(TicketId))
}

/// The ticket at which a mail with the same Message-ID and sender arrived first.
pub fn by_message(conn: &mut Conn, message_id: &str, sender: &str) -> QueryResult<Option<TicketId>> {
    let found: Option<i64> = arrival::table
        .filter(arrival::message_id.eq(message_id))
        .filter(arrival::sender.eq(sender))
        .order(arrival::id.asc())
        .select(arrival::ticket_id)
        .first(conn)
        .optional()?;
    Ok(found.map(TicketId))
}

/// All arrivals of a ticket, the oldest first, at most 200.
pub fn arrivals(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Arrival>> {
    arrival::table
        .filter(arrival::ticket_id.eq(ticket.0))
        .order(arrival::id.asc())
        .limit(200)
        .select(columns())
        .load(conn)
}

/// Message-IDs of the mails of participants, the oldest first, at most 20: what a letter of ours refers to.
pub fn last_inbound(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<String>> {
    let mut ids: Vec<Option<String>> = arrival::table
        .filter(arrival::ticket_id.eq(ticket.0))
        .filter(arrival::role.eq_any([Role::First, Role::Followup]))
        .filter(arrival::message_id.is_not_null())
        .order(arrival::id.desc())
        .limit(20)
        .select(arrival::message_id)
        .load(conn)?;
    ids.reverse();
    Ok(ids.into_iter().flatten().collect())
}

/// Message-IDs of the mails of participants of several tickets (rows), each with its ticket, the oldest first.
pub fn inbound_of(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<(i64, String)>> {
    arrival::table
        .filter(arrival::ticket_id.eq_any(tickets))
        .filter(arrival::role.eq_any([Role::First, Role::Followup]))
        .filter(arrival::message_id.is_not_null())
        .order(arrival::id.asc())
        .select((arrival::ticket_id, arrival::message_id.assume_not_null()))
        .load(conn)
}

/// The raw mail of an arrival.
pub fn raw(conn: &mut Conn, id: ArrivalId) -> QueryResult<Vec<u8>> {
    let hash: String = arrival::table.find(id.0).select(arrival::blob_hash).first(conn)?;
    blob::get(conn, &hash)?.ok_or(diesel::result::Error::NotFound)
}

/// Moves an arrival from a ticket to another one, where it is `role`, with what was seen in it. Says whether it was there.
pub fn transfer(conn: &mut Conn, id: ArrivalId, from: TicketId, (to, role): (TicketId, Role)) -> QueryResult<bool> {
    let there = arrival::table.filter(arrival::id.eq(id.0)).filter(arrival::ticket_id.eq(from.0));
    let moved = diesel::update(there).set((arrival::ticket_id.eq(to.0), arrival::role.eq(role))).execute(conn)?;
    if moved == 0 {
        return Ok(false);
    }
    diesel::update(evidence::table.find(id.0)).set(evidence::ticket_id.eq(to.0)).execute(conn)?;
    diesel::update(sighting::table.filter(sighting::arrival_id.eq(id.0)))
        .set(sighting::ticket_id.eq(to.0))
        .execute(conn)?;
    Ok(true)
}
