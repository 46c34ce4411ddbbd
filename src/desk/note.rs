//! Notes that stay inside, and calls that were made.

use super::change::Change;
use super::{Error, due, find, mention};
use crate::infra::db::Conn;
use crate::record::audit::{self, Entry};
use crate::record::ticket::{self, MessageKind, NewMessage};

/// Most characters of a note or reply.
pub const LIMIT: usize = 20_000;

/// Adds an internal note; colleagues named in it by `@` find it. A note never conflicts: it changes nothing that another person decided.
pub fn add(conn: &mut Conn, change: &Change, text: &str) -> Result<(), Error> {
    put(conn, change, MessageKind::Note, text, "ticket.note")
}

/// Logs a telephone call with the reporter; it counts as the first answer.
pub fn call(conn: &mut Conn, change: &Change, text: &str) -> Result<(), Error> {
    put(conn, change, MessageKind::Call, text, "ticket.call")
}

fn put(conn: &mut Conn, change: &Change, kind: MessageKind, text: &str, action: &str) -> Result<(), Error> {
    let text = checked(text)?;
    let mut ticket = ticket::hold_number(conn, &change.number)?.ok_or(Error::NotFound)?;
    let new = NewMessage {
        ticket: ticket.row(),
        kind,
        account: Some(change.account),
        author: &change.name,
        stranger: false,
        body: &text,
        arrival: None,
        letter: None,
        at: change.now,
    };
    let entry = ticket::say(conn, &new)?;
    if kind == MessageKind::Note {
        let by = (change.account, change.name.as_str());
        mention::put(conn, (ticket.row(), entry), &text, by, change.now)?;
    }
    find::later(conn, &ticket, change.now)?;
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), kind.word(), "")?;
    if kind == MessageKind::Call {
        ticket.answered_at = ticket.answered_at.or(Some(change.now));
    }
    // The version stays what it was: nobody's form becomes stale by a note.
    due::reckon(conn, &mut ticket, change.now)?;
    ticket::refresh(conn, &ticket, change.now)?;
    Ok(audit::append(conn, change.now, &change.actor, &[Entry { action, object: &ticket.object(), detail: "" }])?)
}

/// Words that a person typed: trimmed, without NUL, not empty, at most [`LIMIT`] characters.
pub fn checked(text: &str) -> Result<String, Error> {
    let text = text.replace('\0', "").replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        return Err(Error::Invalid { field: "text", message: "ticket-text-empty" });
    }
    if text.chars().count() > LIMIT {
        return Err(Error::Invalid { field: "text", message: "ticket-text-long" });
    }
    Ok(text)
}
