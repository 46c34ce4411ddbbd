//! When tickets waited for their reporters.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::TicketId;
use crate::infra::db::Conn;
use crate::infra::db::schema::ticket_pause as pause;

/// When a ticket waited, in order; the last has no end while it still waits.
pub type Pauses = Vec<(Instant, Option<Instant>)>;

/// When each of these tickets waited. Those that never did are left out.
pub fn of(conn: &mut Conn, tickets: &[i64]) -> QueryResult<BTreeMap<i64, Pauses>> {
    let rows: Vec<(i64, Instant, Option<Instant>)> = pause::table
        .filter(pause::ticket_id.eq_any(tickets))
        .order((pause::ticket_id.asc(), pause::id.asc()))
        .select((pause::ticket_id, pause::from_at, pause::until_at))
        .load(conn)?;
    let mut out: BTreeMap<i64, Pauses> = BTreeMap::new();
    for (ticket, from, until) in rows {
        out.entry(ticket).or_default().push((from, until));
    }
    Ok(out)
}

/// A ticket begins to wait.
pub fn begin(conn: &mut Conn, ticket: TicketId, at: Instant) -> QueryResult<()> {
    let new = (pause::ticket_id.eq(ticket.0), pause::from_at.eq(at));
    diesel::insert_into(pause::table).values(new).execute(conn).map(drop)
}

/// A ticket waits no more.
pub fn end(conn: &mut Conn, ticket: TicketId, at: Instant) -> QueryResult<()> {
    let open = pause::table.filter(pause::ticket_id.eq(ticket.0)).filter(pause::until_at.is_null());
    diesel::update(open).set(pause::until_at.eq(at)).execute(conn).map(drop)
}
