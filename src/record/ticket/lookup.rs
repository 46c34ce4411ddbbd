//! Lookup codes: with one, a reporter looks at the state of their ticket without an account. The row holds a random seed
//! and the digest of the code; the code itself is the seed under the signing key, so a copy of the database opens nothing.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::base::secret::{NoRandom, SigningKey, base32, hex, random, sha256_hex};
use crate::infra::db::Conn;
use crate::infra::db::schema::lookup;

/// Characters of a code: 80 bits.
pub const LENGTH: usize = 16;

/// The code of a seed: 16 Crockford base32 characters.
pub fn code(key: &SigningKey, seed: &str) -> String {
    base32(&key.tag("lookup", &[seed])).chars().take(LENGTH).collect()
}

/// A new seed.
pub fn new_seed() -> Result<String, NoRandom> {
    Ok(hex(&random::<16>()?))
}

/// The row of the code of a reporter and ticket; made from `seed` where there is none that is not revoked.
pub fn ensure(
    conn: &mut Conn,
    key: &SigningKey,
    ticket: TicketId,
    who: ReporterId,
    seed: &str,
    at: Instant,
) -> QueryResult<i64> {
    let found = lookup::table
        .filter(lookup::ticket_id.eq(ticket.0))
        .filter(lookup::reporter_id.eq(who.0))
        .filter(lookup::revoked_at.is_null())
        .select(lookup::id)
        .first(conn)
        .optional()?;
    match found {
        Some(id) => Ok(id),
        None => make(conn, key, ticket, who, seed, at),
    }
}

/// The rows of the codes in force of several tickets (rows): ticket, reporter, code.
pub fn of_tickets(conn: &mut Conn, tickets: &[i64]) -> QueryResult<Vec<(i64, i64, i64)>> {
    lookup::table
        .filter(lookup::ticket_id.eq_any(tickets))
        .filter(lookup::revoked_at.is_null())
        .order(lookup::id.desc())
        .select((lookup::ticket_id, lookup::reporter_id, lookup::id))
        .load(conn)
}

/// A new code of a reporter and ticket, from `seed`.
pub fn make(
    conn: &mut Conn,
    key: &SigningKey,
    ticket: TicketId,
    who: ReporterId,
    seed: &str,
    at: Instant,
) -> QueryResult<i64> {
    diesel::insert_into(lookup::table)
        .values((
            lookup::ticket_id.eq(ticket.0),
            lookup::reporter_id.eq(who.0),
            lookup::code_hash.eq(sha256_hex(code(key, seed).as_bytes())),
            lookup::seed.eq(seed),
            lookup::created_at.eq(at),
        ))
        .returning(lookup::id)
        .get_result(conn)
}

/// The seed of a code's row, for the letter that carries the code.
pub fn seed(conn: &mut Conn, id: i64) -> QueryResult<String> {
    lookup::table.find(id).select(lookup::seed).first(conn)
}

/// Ticket and reporter of a code (normalised); absent for a wrong or revoked one, and nothing says which.
pub fn find(conn: &mut Conn, code: &str) -> QueryResult<Option<(TicketId, ReporterId)>> {
    let row: Option<(i64, i64)> = lookup::table
        .filter(lookup::code_hash.eq(sha256_hex(code.as_bytes())))
        .filter(lookup::revoked_at.is_null())
        .select((lookup::ticket_id, lookup::reporter_id))
        .first(conn)
        .optional()?;
    Ok(row.map(|(ticket, who)| (TicketId(ticket), ReporterId(who))))
}

/// Revokes the codes of a ticket and says how many.
pub fn revoke(conn: &mut Conn, ticket: TicketId, at: Instant) -> QueryResult<usize> {
    diesel::update(lookup::table.filter(lookup::ticket_id.eq(ticket.0)).filter(lookup::revoked_at.is_null()))
        .set(lookup::revoked_at.eq(at))
        .execute(conn)
}
