//! Letters to reporters: rendered now, stored finished, delivered later.

use std::collections::BTreeMap;

use super::letter::{self, Facts, Rendered};
use super::{Desk, Error, find};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, LetterId, ReporterId};
use crate::base::locale::Language;
use crate::base::secret::{hex, random};
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::evidence;
use crate::record::outbox::{self, NewLetter};
use crate::record::people::{self, Reporter};
use crate::record::ticket::{self, Kind, MessageKind, NewMessage, Ticket, lookup};

/// A rendered letter on its way into the outbox.
#[derive(Debug)]
pub struct Outgoing<'a> {
    /// Which letter: `acknowledgement`, `request`, `reply`, `more`, `verdict-phishing`…
    pub kind: &'a str,
    /// Its words.
    pub words: &'a Rendered,
    /// Whether a machine writes it unasked.
    pub automatic: bool,
    /// Who caused it, and the name shown as author.
    pub by: Option<(AccountId, &'a str)>,
    /// The words shown in the conversation; empty: the letter itself is shown.
    pub shown: &'a str,
    /// When it may leave.
    pub due_at: Instant,
}

/// The person to whom the letters of a ticket go; `None` where nobody is known.
pub fn recipient(conn: &mut Conn, ticket: &Ticket) -> Result<Option<Reporter>, Error> {
    Ok(ticket.reporter_id.map(|id| people::get(conn, ReporterId(id))).transpose()?)
}

/// Queues the acknowledgement of a ticket, once; says whether there was one. Not due to: silent tickets, tickets that a person has
/// answered, people who got more automatic letters in the last hour than the limit.
pub fn acknowledge(conn: &mut Conn, desk: &Desk, ticket: &mut Ticket, now: Instant) -> Result<bool, Error> {
    if ticket.acknowledged_at.is_some() {
        return Ok(false);
    }
    ticket.acknowledged_at = Some(now);
    let Some(person) = recipient(conn, ticket)?.filter(|_| !ticket.silent && ticket.answered_at.is_none()) else {
        return Ok(false);
    };
    let recent = outbox::recent_automatic(conn, &person.address, now - chrono::TimeDelta::hours(1))?;
    if recent >= i64::from(desk.config.reporter.hourly) {
        ticket::happened(conn, ticket.row(), now, None, "limited", "")?;
        return Ok(false);
    }
    let sender = letter::Sender::of(&desk.config);
    let facts = facts(desk, ticket, &person);
    let (kind, words) = match ticket.kind {
        Kind::Request => ("request", letter::request(&sender, &facts, Language::Vi)),
        Kind::Report | Kind::Sample => ("acknowledgement", letter::acknowledgement(&sender, &facts, Language::Vi)),
    };
    let words = words.map_err(|error| Error::Internal(error.to_string()))?;
    let out = Outgoing { kind, words: &words, automatic: true, by: None, shown: "", due_at: now };
    send(conn, desk, ticket, &person, &out, now)?;
    Ok(true)
}

/// What letters say about a ticket.
pub fn facts<'a>(desk: &Desk, ticket: &'a Ticket, person: &'a Reporter) -> Facts<'a> {
    Facts {
        number: &ticket.number,
        reporter_name: &person.name,
        subject: &ticket.subject,
        shown_sender: if ticket.sender_name.is_empty() { &ticket.sender_address } else { &ticket.sender_name },
        received_at: ticket.created_at,
        due_at: ticket.due_at,
        grade_c: ticket.grade.as_deref() == Some("C"),
        sealed: ticket.is_shut(),
        attachment: None,
        lookup: true,
        done: &[],
        zone: desk.zone,
    }
}

/// Puts a rendered letter into the outbox and the conversation, threaded behind what the person wrote.
pub fn send(
    conn: &mut Conn,
    desk: &Desk,
    ticket: &Ticket,
    to: &Reporter,
    out: &Outgoing<'_>,
    now: Instant,
) -> Result<LetterId, Error> {
    let inbound = evidence::last_inbound(conn, ticket.row())?;
    let code = lookup::ensure(conn, &desk.key, ticket.row(), to.id, &lookup::new_seed()?, now)?;
    put(conn, desk, ticket, to, out, (&inbound, code), now)
}

/// What letters of several tickets are threaded behind, and the codes that open their pages: looked up at once.
#[derive(Debug, Default)]
pub(super) struct Threads {
    inbound: BTreeMap<i64, Vec<String>>,
    codes: BTreeMap<(i64, i64), i64>,
}

impl Threads {
    /// Looks them up for these tickets (rows).
    pub(super) fn of(conn: &mut Conn, tickets: &[i64]) -> Result<Self, Error> {
        let mut out = Self::default();
        for (ticket, id) in evidence::inbound_of(conn, tickets)? {
            out.inbound.entry(ticket).or_default().push(id);
        }
        let codes = lookup::of_tickets(conn, tickets)?;
        out.codes = codes.into_iter().map(|(ticket, who, id)| ((ticket, who), id)).collect();
        Ok(out)
    }

    /// Queues a letter of one of them, as [`send`].
    pub(super) fn send(
        &self,
        conn: &mut Conn,
        desk: &Desk,
        ticket: &Ticket,
        to: &Reporter,
        out: &Outgoing<'_>,
        now: Instant,
    ) -> Result<LetterId, Error> {
        let code = match self.codes.get(&(ticket.id, to.id.0)) {
            Some(code) => *code,
            None => lookup::make(conn, &desk.key, ticket.row(), to.id, &lookup::new_seed()?, now)?,
        };
        let inbound = self.inbound.get(&ticket.id).map_or(&[][..], Vec::as_slice);
        let last = inbound.get(inbound.len().saturating_sub(20)..).unwrap_or_default();
        put(conn, desk, ticket, to, out, (last, code), now)
    }
}

fn put(
    conn: &mut Conn,
    desk: &Desk,
    ticket: &Ticket,
    to: &Reporter,
    out: &Outgoing<'_>,
    (inbound, code): (&[String], i64),
    now: Instant,
) -> Result<LetterId, Error> {
    let serial = hex(&random::<6>()?);
    let letter = outbox::queue(
        conn,
        &NewLetter {
            ticket: Some(ticket.row()),
            mailing: None,
            kind: out.kind,
            language: Language::Vi.tag(),
            recipient_name: &to.name,
            recipient: &to.address,
            subject: &out.words.subject,
            body: &out.words.body,
            message_id: &mailer::message_id(&desk.key, &ticket.uuid, &serial, desk.domain()),
            in_reply_to: inbound.last().map(String::as_str),
            refs: &inbound.join(" "),
            automatic: out.automatic,
            lookup: Some(code),
            due_at: out.due_at,
            by: out.by.map(|(id, _)| id),
            at: now,
        },
    )?;
    ticket::say(
        conn,
        &NewMessage {
            ticket: ticket.row(),
            kind: if out.shown.is_empty() { MessageKind::Letter } else { MessageKind::Reply },
            account: out.by.map(|(id, _)| id),
            author: out.by.map_or("", |(_, name)| name),
            stranger: false,
            body: out.shown,
            arrival: None,
            letter: Some(letter),
            at: now,
        },
    )?;
    if !out.shown.is_empty() {
        find::later(conn, ticket, now)?;
    }
    let by = out.by.map(|(id, _)| id);
    ticket::happened(conn, ticket.row(), now, by, "letter", out.kind)?;
    Ok(letter)
}
