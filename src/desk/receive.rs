//! Taking in mail: the one value with which every way in ends, and the transaction that makes it a ticket.

pub use super::incoming::{Channel, Incoming};
use super::thread::{self, Facts, Place};
use super::{Desk, Error, due, mailing_reply, notice, open};
use crate::analysis::evidence::Mailbox;
use crate::analysis::mime::{Envelope, envelope};
use crate::base::clock::Instant;
use crate::base::ids::ArrivalId;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::infra::{blob, mailer};
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence::{self, NewArrival, Role};
use crate::record::queue::{self, JobKind};
use crate::record::ticket::{self, MessageKind, NewMessage, Status, Ticket, transfer};

/// What became of a mail: said only after it is durable on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Number of the ticket (`HOTRO-2026-000123`), or of the advisory that the mail answers.
    pub number: String,
    /// Public id of the ticket or advisory (UUID).
    pub id: String,
    /// Whether the same mail was here before.
    pub duplicate: bool,
}

/// A mail made ready outside the transaction: header block read, bytes hashed and compressed.
#[derive(Debug)]
pub struct Prepared {
    envelope: Envelope,
    packed: blob::Packed,
}

/// Reads the header block, hashes and compresses. Costs time in proportion to the size; belongs on a blocking thread.
pub fn prepare(incoming: &Incoming) -> Prepared {
    Prepared { envelope: envelope::read(&incoming.bytes), packed: blob::pack(&incoming.bytes) }
}

/// Puts one mail where it belongs, in the caller's transaction: raw mail, arrival, ticket, conversation, timeline, jobs.
pub fn take(conn: &mut Conn, desk: &Desk, incoming: &Incoming, mail: &Prepared) -> Result<Receipt, Error> {
    let sender = sender(incoming, &mail.envelope);
    blob::put(conn, &mail.packed, incoming.at)?;
    let answer = mailing_reply::keep(conn, desk, incoming, &mail.envelope, (&mail.packed.hash, &sender.address))?;
    match answer {
        Some((advisory, duplicate)) => {
            Ok(Receipt { number: advisory.number.unwrap_or_default(), id: advisory.uuid, duplicate })
        }
        None => file(conn, desk, incoming, mail),
    }
}

/// Puts one mail, whose bytes are stored, at a ticket, also one that answers an advisory and says more than that it was received.
pub(super) fn file(conn: &mut Conn, desk: &Desk, incoming: &Incoming, mail: &Prepared) -> Result<Receipt, Error> {
    let sender = sender(incoming, &mail.envelope);
    let place = thread::place(&facts(conn, desk, incoming, mail, &sender)?);
    let (ticket, role) = match place {
        Place::New { kind, silent, claimed } => {
            let ticket = open::open(
                conn,
                desk,
                &open::Opening { incoming, envelope: &mail.envelope, sender: &sender, kind, silent, claimed },
            )?;
            (ticket, Role::First)
        }
        Place::Again(id) => {
            ticket::touch(conn, id, incoming.at)?;
            (ticket::by_id(conn, id)?, Role::Again)
        }
        Place::FollowUp(id) => (ticket::hold(conn, id)?, Role::Followup),
        Place::Stranger(id) => (ticket::by_id(conn, id)?, Role::Stranger),
        Place::Automatic(id) => (ticket::by_id(conn, id)?, Role::Automatic),
    };
    let arrival = evidence::add(
        conn,
        &NewArrival {
            ticket: ticket.row(),
            hash: &mail.packed.hash,
            role,
            message_id: mail.envelope.message_id.as_deref(),
            sender: &sender.address,
            channel: incoming.channel.word(),
            envelope_sender: incoming.sender.as_deref(),
            envelope_recipients: &incoming.recipients.join(" "),
            at: incoming.at,
        },
    )?;
    settle(conn, incoming, &sender, &ticket, role, arrival)?;
    Ok(Receipt { number: ticket.number, id: ticket.uuid, duplicate: role == Role::Again })
}

/// What follows from the place: an entry in the conversation, an event, a job, a ticket that moves.
fn settle(
    conn: &mut Conn,
    incoming: &Incoming,
    sender: &Mailbox,
    ticket: &Ticket,
    role: Role,
    arrival: ArrivalId,
) -> Result<(), Error> {
    let (kind, code) = match role {
        Role::Again => return Ok(ticket::happened(conn, ticket.row(), incoming.at, None, "again", "")?),
        Role::First => (MessageKind::Report, "received"),
        Role::Followup => (MessageKind::Followup, "followup"),
        Role::Stranger => (MessageKind::Followup, "stranger"),
        Role::Automatic => (MessageKind::Followup, "automatic"),
    };
    let author = sender.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&sender.address);
    ticket::say(
        conn,
        &NewMessage {
            ticket: ticket.row(),
            kind,
            account: None,
            author: &one_line(author, 120),
            stranger: role == Role::Stranger,
            body: "",
            arrival: Some(arrival),
            letter: None,
            at: incoming.at,
        },
    )?;
    ticket::happened(conn, ticket.row(), incoming.at, None, code, incoming.channel.word())?;
    queue::push(conn, JobKind::Analyse, arrival.0, incoming.at, incoming.at)?;
    if role == Role::Followup {
        notice::answered(conn, ticket, incoming.at)?;
        wake(conn, ticket.clone(), incoming.at)?;
    }
    Ok(())
}

/// A participant wrote: a ticket that waited or was done comes back to the desk.
pub(super) fn wake(conn: &mut Conn, mut ticket: Ticket, at: Instant) -> Result<(), Error> {
    let before = ticket.status;
    // What was put into another ticket goes on there.
    if before == Status::Duplicate && transfer::merged(conn, ticket.row())?.is_some() {
        return Ok(());
    }
    let next = match before {
        Status::Resolved | Status::Closed | Status::Duplicate => Status::Triage,
        Status::Waiting => Status::Working,
        _ => return Ok(()),
    };
    ticket.status = next;
    if before != Status::Waiting {
        ticket.closed_at = None;
        ticket::happened(conn, ticket.row(), at, None, "reopened", before.word())?;
    }
    due::reckon(conn, &mut ticket, at)?;
    ticket::change(conn, &mut ticket, None, at)?;
    let detail = format!("{before}>{next}");
    audit::append(
        conn,
        at,
        &Actor::System,
        &[Entry { action: "ticket.status", object: &ticket.object(), detail: &detail }],
    )?;
    Ok(())
}

/// Who sent it: the person behind the spam button on a trusted way, else From; address in lower case.
fn sender(incoming: &Incoming, envelope: &Envelope) -> Mailbox {
    if let Some(address) = envelope.spam_report_sender.as_ref().filter(|_| incoming.trusted) {
        return Mailbox { name: None, address: address.trim().to_lowercase() };
    }
    Mailbox { name: envelope.from.name.clone(), address: envelope.from.address.trim().to_lowercase() }
}

/// Looks up what decides where the mail belongs.
fn facts<'a>(
    conn: &mut Conn,
    desk: &Desk,
    incoming: &Incoming,
    mail: &'a Prepared,
    sender: &Mailbox,
) -> Result<Facts<'a>, Error> {
    let envelope = &mail.envelope;
    let mut same = evidence::by_hash(conn, &mail.packed.hash)?;
    if let (None, Some(id)) = (same, &envelope.message_id) {
        same = evidence::by_message(conn, id, &sender.address)?;
    }
    let mut referred = None;
    for id in envelope.in_reply_to.iter().chain(envelope.references.iter().rev()).take(50) {
        let Some(own) = mailer::verify(&desk.key, id) else { continue };
        let Some(ticket) = ticket::by_uuid(conn, &own.ticket_uuid)? else { continue };
        let home = transfer::home(conn, ticket.row())?;
        referred = Some((home, ticket::is_participant(conn, home, &sender.address)?));
        break;
    }
    let claimed = ticket::numbers_in(&desk.config.desk.prefix, &envelope.subject).into_iter().next();
    let mut numbered = None;
    if let Some(ticket) = claimed.as_deref().map(|number| ticket::by_number(conn, number)).transpose()?.flatten() {
        let home = transfer::home(conn, ticket.row())?;
        // Whoever fills in the form on the page proved no address.
        let proved = incoming.channel != Channel::Web;
        numbered = Some((home, proved && ticket::is_participant(conn, home, &sender.address)?));
    }
    let null_sender = incoming.sender.as_deref() == Some("")
        || (incoming.sender.is_none() && envelope.return_path.as_deref() == Some(""));
    Ok(Facts {
        envelope,
        null_sender,
        trusted: incoming.trusted,
        ours: sender.address == desk.config.mail.address.to_lowercase() && incoming.channel != Channel::Staff,
        inside: desk.answers(&sender.address) || incoming.channel == Channel::Staff,
        same,
        referred,
        numbered,
        claimed,
    })
}
