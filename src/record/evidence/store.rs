//! What was seen in an arrival, as one replaceable document (schema `hotro.evidence/1`).

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{evidence, sighting};

/// A stored document.
#[derive(Clone, Debug, Queryable)]
pub struct Stored {
    /// Row of the arrival it was seen in.
    pub arrival_id: i64,
    /// The document, JSON.
    pub detail: String,
    /// When the arrival was analysed.
    pub analysed_at: Instant,
}

/// Puts a document in the place of the one before, with the codes of its findings. Analysing again leaves the same rows.
pub fn replace(
    conn: &mut Conn,
    (arrival, ticket): (ArrivalId, TicketId),
    (detail, codes): (&str, &str),
    at: Instant,
) -> QueryResult<()> {
    diesel::delete(evidence::table.find(arrival.0)).execute(conn)?;
    diesel::insert_into(evidence::table)
        .values((
            evidence::arrival_id.eq(arrival.0),
            evidence::ticket_id.eq(ticket.0),
            evidence::detail.eq(detail),
            evidence::analysed_at.eq(at),
            evidence::codes.eq(codes),
        ))
        .execute(conn)
        .map(drop)
}

/// The document of an arrival; nothing before it was analysed.
pub fn of_arrival(conn: &mut Conn, arrival: ArrivalId) -> QueryResult<Option<Stored>> {
    evidence::table
        .find(arrival.0)
        .select((evidence::arrival_id, evidence::detail, evidence::analysed_at))
        .first(conn)
        .optional()
}

/// The documents of a ticket, the oldest arrival first, at most 50.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Stored>> {
    evidence::table
        .filter(evidence::ticket_id.eq(ticket.0))
        .order(evidence::arrival_id.asc())
        .limit(50)
        .select((evidence::arrival_id, evidence::detail, evidence::analysed_at))
        .load(conn)
}

/// Whether an arrival was analysed before.
pub fn is_analysed(conn: &mut Conn, arrival: ArrivalId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(evidence::table.find(arrival.0))).get_result(conn)
}

/// Takes out the document of an arrival, its pictures, and where its indicators were seen.
pub fn erase(conn: &mut Conn, arrival: ArrivalId) -> QueryResult<()> {
    super::picture::replace(conn, arrival, &[])?;
    diesel::delete(sighting::table.filter(sighting::arrival_id.eq(arrival.0))).execute(conn)?;
    diesel::delete(evidence::table.find(arrival.0)).execute(conn).map(drop)
}

/// The documents of several tickets, the oldest arrival first, at most 50 in all.
pub fn of_tickets(conn: &mut Conn, tickets: &[TicketId]) -> QueryResult<Vec<(TicketId, String)>> {
    let ids: Vec<i64> = tickets.iter().map(|id| id.0).collect();
    let found: Vec<(i64, String)> = evidence::table
        .filter(evidence::ticket_id.eq_any(ids))
        .order(evidence::arrival_id.asc())
        .limit(50)
        .select((evidence::ticket_id, evidence::detail))
        .load(conn)?;
    Ok(found.into_iter().map(|(id, detail)| (TicketId(id), detail)).collect())
}
