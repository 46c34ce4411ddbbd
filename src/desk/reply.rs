//! A person's letter to the reporter, threaded behind what the reporter wrote, and taking it back in time.

use super::change::Change;
use super::enclose::{self, File};
use super::letter::Facts;
use super::note::checked;
use super::notify::{self, Outgoing};
use super::{Desk, Error, letter};
use crate::base::ids::LetterId;
use crate::base::locale::Language;
use crate::infra::db::Conn;
use crate::record::outbox;
use crate::record::people;
use crate::record::ticket::{self, Status, transfer};

/// Queues a reply without files and copies; see [`send_with`].
pub fn send(conn: &mut Conn, desk: &Desk, change: &Change, text: &str, ask: bool) -> Result<LetterId, Error> {
    send_with(conn, desk, change, (text, ""), &[], ask)
}

/// Queues a reply; `ask` makes it a request for more, after which the ticket waits for the reporter.
/// `copies` are addresses as typed. It leaves after the hold, until when [`take_back`] works.
pub fn send_with(
    conn: &mut Conn,
    desk: &Desk,
    change: &Change,
    (text, copies): (&str, &str),
    files: &[File],
    ask: bool,
) -> Result<LetterId, Error> {
    let text = checked(text)?;
    let mut ticket = change.begin(conn)?;
    let person =
        notify::recipient(conn, &ticket)?.ok_or(Error::Invalid { field: "text", message: "ticket-no-reporter" })?;
    let sender = letter::Sender::of(&desk.config);
    let copies = enclose::copies(conn, desk, copies, &person.address)?;
    let facts = Facts { lookup: copies.is_empty(), ..notify::facts(desk, &ticket, &person) };
    let words = if ask {
        letter::more(&sender, &facts, &text, Language::Vi)
    } else {
        letter::reply(&sender, &facts, &text, Language::Vi)
    };
    let words = words.map_err(|error| Error::Internal(error.to_string()))?;
    let out = Outgoing {
        kind: if ask { "more" } else { "reply" },
        words: &words,
        automatic: false,
        by: Some((change.account, &change.name)),
        shown: &text,
        due_at: change.now + desk.config.letter.hold.delta(),
    };
    let id = notify::send(conn, desk, &ticket, &person, &out, change.now)?;
    enclose::put(conn, id, &copies, files, change.now)?;
    ticket.answered_at = ticket.answered_at.or(Some(change.now));
    if ask && ticket.status != Status::Waiting {
        change.shift(conn, &mut ticket, Status::Waiting)?;
    } else if ticket.status == Status::New {
        change.shift(conn, &mut ticket, Status::Working)?;
    }
    change.end(conn, &mut ticket, "ticket.reply", out.kind)?;
    Ok(id)
}

/// Takes a letter back that has not left; says whether it was in time.
pub fn take_back(conn: &mut Conn, change: &Change, letter: LetterId) -> Result<bool, Error> {
    let mut ticket = ticket::hold_number(conn, &change.number)?.ok_or(Error::NotFound)?;
    let family = transfer::family(conn, ticket.row())?;
    if !outbox::cancel(conn, &family, letter)? {
        return Ok(false);
    }
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "taken-back", "")?;
    let taken = outbox::by_id(conn, letter)?;
    if taken.kind.starts_with("verdict-") {
        ticket.verdict = None;
        ticket.resolved_at = None;
        if !ticket.status.is_open() {
            change.shift(conn, &mut ticket, Status::Triage)?;
        }
    }
    change.end(conn, &mut ticket, "letter.cancel", &letter.to_string())?;
    if ticket.verdict.is_none() {
        ticket::reopen_contests(conn, &[ticket.id], taken.created_at)?;
        people::recount(conn, &[ticket.id])?;
    }
    Ok(true)
}
