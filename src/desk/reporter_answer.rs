//! What a reporter did with the reported mail: said on the status page, or by a one-digit reply.

use super::change::Change;
use super::{Desk, Error, due, exposed_account, find, notice, receive};
use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::people;
use crate::record::ticket::{self, Exposure, MessageKind, NewMessage, Rating, Ticket, Verdict};

/// Takes the answer of a reporter on the status page. A worse answer counts at once, and brings a ticket that was done back
/// to the desk; a lower one is only written down.
pub fn answer(
    conn: &mut Conn,
    desk: &Desk,
    actor: &Actor,
    ticket: TicketId,
    who: ReporterId,
    exposure: Exposure,
    now: Instant,
) -> Result<(), Error> {
    let mut ticket = ticket::hold(conn, ticket)?;
    let name = people::get(conn, who)?.name;
    let worse = exposure.rank() > ticket.exposure.map_or(0, Exposure::rank);
    say(conn, &ticket, &name, exposure, now)?;
    raise(conn, desk, &mut ticket, exposure, now)?;
    due::reckon(conn, &mut ticket, now)?;
    ticket::refresh(conn, &ticket, now)?;
    audit::append(
        conn,
        now,
        actor,
        &[Entry { action: "ticket.exposure", object: &ticket.object(), detail: exposure.word() }],
    )?;
    if worse { receive::wake(conn, ticket, now) } else { Ok(()) }
}

/// Staff say what the reporter did, after a lower answer that waited for them.
pub fn settle(conn: &mut Conn, change: &Change, exposure: Exposure) -> Result<(), Error> {
    let mut ticket = change.begin(conn)?;
    ticket.exposure = Some(exposure);
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "exposure-set", exposure.word())?;
    change.end(conn, &mut ticket, "ticket.exposure", exposure.word())
}

/// Takes words that a reporter adds on the status page; like a mail, they bring a ticket that was done back to the desk.
pub fn add_words(
    conn: &mut Conn,
    actor: &Actor,
    ticket: TicketId,
    who: ReporterId,
    words: &str,
    now: Instant,
) -> Result<(), Error> {
    let words: String = words.trim().chars().filter(|c| *c != '\0').take(5_000).collect();
    if words.is_empty() {
        return Err(Error::Invalid { field: "words", message: "portal-words-empty" });
    }
    let ticket = ticket::hold(conn, ticket)?;
    let name = people::get(conn, who)?.name;
    entry(conn, &ticket, &name, &words, now)?;
    ticket::happened(conn, ticket.row(), now, None, "answer", "")?;
    ticket::refresh(conn, &ticket, now)?;
    audit::append(conn, now, actor, &[Entry { action: "ticket.answer", object: &ticket.object(), detail: "" }])?;
    receive::wake(conn, ticket, now)
}

/// Takes it that a reporter does not agree with the conclusion, once a ticket, with words: the ticket comes back to the desk
/// with a mark that stays until somebody concludes anew.
pub fn contest(
    conn: &mut Conn,
    actor: &Actor,
    (ticket, who): (TicketId, ReporterId),
    verdict: Verdict,
    words: &str,
    now: Instant,
) -> Result<(), Error> {
    let words: String = words.trim().chars().filter(|c| *c != '\0').take(5_000).collect();
    if words.is_empty() {
        return Err(Error::Invalid { field: "contest", message: "portal-contest-empty" });
    }
    let ticket = ticket::hold(conn, ticket)?;
    if ticket::contested_at(conn, ticket.row(), who)?.is_some() {
        return Err(Error::Invalid { field: "contest", message: "portal-contest-twice" });
    }
    let name = people::get(conn, who)?.name;
    ticket::contest(conn, (ticket.row(), who), verdict, &words, now)?;
    entry(conn, &ticket, &name, &words, now)?;
    ticket::happened(conn, ticket.row(), now, None, "contested", verdict.word())?;
    ticket::refresh(conn, &ticket, now)?;
    let line = Entry { action: "ticket.contest", object: &ticket.object(), detail: verdict.word() };
    audit::append(conn, now, actor, &[line])?;
    receive::wake(conn, ticket, now)
}

/// Takes what a reporter thought of the help; the last word counts, the audit log has the first.
pub fn rate(
    conn: &mut Conn,
    actor: &Actor,
    (ticket, who): (TicketId, ReporterId),
    choice: Rating,
    now: Instant,
) -> Result<(), Error> {
    let ticket = ticket::by_id(conn, ticket)?;
    if ticket::rate(conn, (ticket.row(), who), choice, now)? {
        let line = Entry { action: "ticket.rating", object: &ticket.object(), detail: choice.word() };
        audit::append(conn, now, actor, &[line])?;
    }
    Ok(())
}

/// Reads a reply whose first line is a digit that the acknowledgement asks for ([`Exposure::of_digit`]).
pub fn from_reply(conn: &mut Conn, desk: &Desk, ticket: &mut Ticket, words: &str, now: Instant) -> Result<(), Error> {
    let first = words.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match Exposure::of_digit(first.strip_suffix('.').unwrap_or(first)) {
        Some(exposure) => raise(conn, desk, ticket, exposure, now),
        None => Ok(()),
    }
}

fn raise(conn: &mut Conn, desk: &Desk, ticket: &mut Ticket, exposure: Exposure, now: Instant) -> Result<(), Error> {
    if ticket.exposure.is_none_or(|known| exposure.rank() > known.rank()) {
        ticket.exposure = Some(exposure);
    }
    exposed_account::told(conn, desk, ticket, exposure, now)?;
    Ok(ticket::happened(conn, ticket.row(), now, None, "exposure", exposure.word())?)
}

fn say(conn: &mut Conn, ticket: &Ticket, name: &str, exposure: Exposure, now: Instant) -> Result<(), Error> {
    entry(conn, ticket, name, exposure.word(), now)
}

fn entry(conn: &mut Conn, ticket: &Ticket, name: &str, body: &str, now: Instant) -> Result<(), Error> {
    let new = NewMessage {
        ticket: ticket.row(),
        kind: MessageKind::Answer,
        account: None,
        author: name,
        stranger: false,
        body,
        arrival: None,
        letter: None,
        at: now,
    };
    ticket::say(conn, &new)?;
    notice::answered(conn, ticket, now)?;
    find::later(conn, ticket, now)
}
