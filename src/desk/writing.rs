//! Whatever somebody writes at a ticket, sent or kept, after which it is no draft any more.

use super::change::Change;
use super::draft::{self, Kind, Side, Typed};
use super::enclose::File;
use super::{Desk, Error, note, reply};
use crate::infra::db::Conn;

/// Sends what goes out, with its files, and keeps what stays inside. Errors: those of a reply and of a note; the draft stays then.
pub fn submit(conn: &mut Conn, desk: &Desk, change: &Change, typed: &Typed, files: &[File]) -> Result<(), Error> {
    if typed.kind.side() == Side::Inside && !files.is_empty() {
        return Err(Error::Invalid { field: "files", message: "enclose-inside" });
    }
    let words = (typed.words.as_str(), typed.copies.as_str());
    match typed.kind {
        Kind::Reply => reply::send_with(conn, desk, change, words, files, false).map(drop)?,
        Kind::More => reply::send_with(conn, desk, change, words, files, true).map(drop)?,
        Kind::Note => note::add(conn, change, &typed.words)?,
        Kind::Call => note::call(conn, change, &typed.words)?,
    }
    draft::sent(conn, change.account, &change.number, typed)
}
