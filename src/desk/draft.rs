//! Drafts: what somebody has begun to write at a ticket stays, whatever becomes of the page, until it is sent or dropped.

use super::{Error, note};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::Conn;
use crate::record::draft;
pub use crate::record::draft::{Draft, Kind, Side};
use crate::record::ticket;

/// Most drafts of an account.
const MOST: i64 = 100;
/// Longest list of copies, in bytes.
const COPIES: usize = 2_000;

/// Words of somebody as the form holds them.
#[derive(Clone, Debug)]
pub struct Typed {
    /// What is being written.
    pub kind: Kind,
    /// Its words so far.
    pub words: String,
    /// Who is to get a copy, as typed.
    pub copies: String,
}

/// Keeps a draft; says whether one is kept, which none is without words, and not of what was just sent: a page saves on its
/// own, and its last word may come late. Errors: no such ticket, too long, too many.
pub fn keep(conn: &mut Conn, by: AccountId, number: &str, typed: Typed, now: Instant) -> Result<bool, Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?.row();
    let side = typed.kind.side();
    let last = ticket::last_words(conn, ticket, by)?;
    let just_sent = note::checked(&typed.words).is_ok_and(|words| last == Some(words));
    if typed.words.trim().is_empty() || just_sent {
        draft::gone(conn, by, ticket, side)?;
        return Ok(false);
    }
    if typed.words.chars().count() > note::LIMIT || typed.copies.len() > COPIES {
        return Err(Error::Invalid { field: "text", message: "ticket-text-long" });
    }
    let known = draft::of(conn, by, ticket)?.iter().any(|one| one.kind.side() == side);
    if !known && draft::count(conn, by)? >= MOST {
        return Err(Error::Invalid { field: "text", message: "draft-too-many" });
    }
    let words = typed.words.replace('\0', "").replace("\r\n", "\n");
    draft::put(conn, by, ticket, &Draft { kind: typed.kind, words, copies: typed.copies, at: now })?;
    Ok(true)
}

/// The drafts of an account at the ticket of a number, at most one a side, the newest first.
pub fn at(conn: &mut Conn, by: AccountId, number: &str) -> Result<Vec<Draft>, Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    of(conn, by, ticket.row())
}

/// The drafts of an account at a ticket, as [`at`].
pub fn of(conn: &mut Conn, by: AccountId, ticket: TicketId) -> Result<Vec<Draft>, Error> {
    Ok(draft::of(conn, by, ticket)?)
}

/// What was typed is sent: its draft goes, and one of the same words on the other side, where they were begun before it was
/// chosen what they become.
pub(super) fn sent(conn: &mut Conn, by: AccountId, number: &str, typed: &Typed) -> Result<(), Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?.row();
    let same =
        |draft: &Draft| draft.kind.side() == typed.kind.side() || typed.words.trim().starts_with(draft.words.trim());
    for draft in draft::of(conn, by, ticket)?.iter().filter(|draft| same(draft)) {
        draft::gone(conn, by, ticket, draft.kind.side())?;
    }
    Ok(())
}

/// Drops a draft.
pub fn discard(conn: &mut Conn, by: AccountId, number: &str, kind: Kind) -> Result<(), Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    Ok(draft::gone(conn, by, ticket.row(), kind.side())?)
}
