//! Whatever somebody writes at a ticket, sent or kept, after which it is no draft any more.

use super::change::Change;
use super::draft::{self, Kind, Typed};
use super::{Desk, Error, note, reply};
use crate::infra::db::Conn;

/// Sends what goes out and keeps what stays inside. Errors: those of a reply and of a note; the draft stays then.
pub fn submit(conn: &mut Conn, desk: &Desk, change: &Change, typed: &Typed) -> Result<(), Error> {
    match typed.kind {
        Kind::Reply => reply::send(conn, desk, change, &typed.words, false).map(drop)?,
        Kind::More => reply::send(conn, desk, change, &typed.words, true).map(drop)?,
        Kind::Note => note::add(conn, change, &typed.words)?,
        Kind::Call => note::call(conn, change, &typed.words)?,
    }
    draft::discard(conn, change.account, &change.number, typed.kind)
}
