//! What a reporter did with the reported mail: said on the status page, or by a one-digit reply.

use super::{Error, exposed, find, receive};
use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::people;
use crate::record::ticket::{self, Exposure, MessageKind, NewMessage, Ticket};

/// Takes the answer of a reporter on the status page. A worse answer counts at once, and brings a ticket that was done back
/// to the desk; a lower one is only written down.
pub fn answer(
    conn: &mut Conn,
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
    raise(conn, &mut ticket, exposure, now)?;
    ticket::refresh(conn, &ticket, now)?;
    audit::append(
        conn,
        now,
        actor,
        &[Entry { action: "ticket.exposure", object: &ticket.object(), detail: exposure.word() }],
    )?;
    if worse { receive::wake(conn, ticket, now) } else { Ok(()) }
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

/// Reads a reply whose first line is the digit that the acknowledgement asks for: 0 nothing, 1 link, 2 file, 3 password.
pub fn from_reply(conn: &mut Conn, ticket: &mut Ticket, words: &str, now: Instant) -> Result<(), Error> {
    let exposure = match words.lines().map(str::trim).find(|line| !line.is_empty()) {
        Some("0" | "0.") => Exposure::Nothing,
        Some("1" | "1.") => Exposure::Clicked,
        Some("2" | "2.") => Exposure::Opened,
        Some("3" | "3.") => Exposure::Password,
        _ => return Ok(()),
    };
    raise(conn, ticket, exposure, now)
}

fn raise(conn: &mut Conn, ticket: &mut Ticket, exposure: Exposure, now: Instant) -> Result<(), Error> {
    if ticket.exposure.is_none_or(|known| exposure.rank() > known.rank()) {
        ticket.exposure = Some(exposure);
    }
    exposed::told(conn, ticket, exposure, now)?;
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
    find::later(conn, ticket, now)?;
    Ok(())
}
