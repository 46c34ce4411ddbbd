//! Files that go out with a letter; their bytes are kept once, with the raw mail.

use diesel::prelude::*;

use crate::base::ids::LetterId;
use crate::infra::db::Conn;
use crate::infra::db::schema::{enclosed, outbox};

/// A file of a letter.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Enclosed {
    /// Row of the letter.
    pub letter: i64,
    /// Its place among the letter's files, from 0.
    pub place: i32,
    /// Its name: one line, no path.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// Under which hash its bytes are kept.
    pub hash: String,
}

/// Puts a file, whose bytes are kept already, into its letter.
pub fn enclose(conn: &mut Conn, file: &Enclosed) -> QueryResult<()> {
    diesel::insert_into(enclosed::table)
        .values((
            enclosed::outbox_id.eq(file.letter),
            enclosed::place.eq(file.place),
            enclosed::name.eq(&file.name),
            enclosed::size.eq(file.size),
            enclosed::blob_hash.eq(&file.hash),
        ))
        .execute(conn)
        .map(drop)
}

/// The files of several letters (rows), in their order.
pub fn enclosed_in(conn: &mut Conn, letters: &[i64]) -> QueryResult<Vec<Enclosed>> {
    enclosed::table
        .filter(enclosed::outbox_id.eq_any(letters))
        .order((enclosed::outbox_id.asc(), enclosed::place.asc()))
        .load(conn)
}

/// A file of a letter of these tickets (rows).
pub fn enclosed_at(conn: &mut Conn, tickets: &[i64], letter: LetterId, place: i32) -> QueryResult<Option<Enclosed>> {
    enclosed::table
        .inner_join(outbox::table)
        .filter(outbox::ticket_id.eq_any(tickets))
        .filter(enclosed::outbox_id.eq(letter.0))
        .filter(enclosed::place.eq(place))
        .select(enclosed::all_columns)
        .first(conn)
        .optional()
}
