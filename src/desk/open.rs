//! Opening a ticket for an arriving mail.

use chrono::Datelike;

use super::incoming::{Channel, Incoming};
use super::{Desk, Error, due, find};
use crate::analysis::evidence::Mailbox;
use crate::analysis::mime::Envelope;
use crate::base::ids::public_id;
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::people;
use crate::record::queue::{self, JobKind};
use crate::record::ticket::{self, Kind, Status, Ticket};

/// What a ticket is opened from.
#[derive(Clone, Debug)]
pub(super) struct Opening<'a> {
    /// The mail.
    pub incoming: &'a Incoming,
    /// Its header block.
    pub envelope: &'a Envelope,
    /// Who sent it, address in lower case.
    pub sender: &'a Mailbox,
    /// What it is taken for until it is analysed.
    pub kind: Kind,
    /// Nobody is answered unasked.
    pub silent: bool,
    /// A number that its sender claims without taking part.
    pub claimed: Option<String>,
}

/// Opens a ticket: number, reporter, participant, searchable words, the job that acknowledges it in time.
pub(super) fn open(conn: &mut Conn, desk: &Desk, opening: &Opening<'_>) -> Result<Ticket, Error> {
    let Opening { incoming, sender, .. } = opening;
    let at = incoming.at;
    let anonymous = incoming.channel == Channel::Staff && sender.address == desk.config.mail.address.to_lowercase();
    let person = if sender.address.contains('@') && !anonymous {
        Some(people::upsert(conn, at, &sender.address, &one_line(sender.name.as_deref().unwrap_or(""), 120))?)
    } else {
        None
    };
    let number = ticket::next_number(conn, &desk.config.desk.prefix, desk.zone.local(at).year())?;
    let mut new = blank(desk, opening, number);
    new.reporter_id = person.map(|id| id.0);
    due::begin(conn, &mut new, &sender.address)?;
    let id = ticket::insert(conn, &new)?;
    new.id = id.0;
    if let Some(person) = person {
        ticket::join(conn, id, person, at)?;
    }
    find::index(conn, &new)?;
    if !new.silent {
        queue::push(conn, JobKind::Acknowledge, id.0, at + desk.config.letter.patience.delta(), at)?;
    }
    let object = new.object();
    audit::append(
        conn,
        at,
        &Actor::System,
        &[Entry { action: "ticket.open", object: &object, detail: incoming.channel.word() }],
    )?;
    Ok(new)
}

fn blank(desk: &Desk, opening: &Opening<'_>, number: String) -> Ticket {
    let Opening { incoming, envelope, sender, .. } = opening;
    let at = incoming.at;
    Ticket {
        id: 0,
        uuid: public_id(),
        number,
        kind: opening.kind,
        status: Status::New,
        verdict: None,
        channel: incoming.channel.word().into(),
        reporter_id: None,
        outside: !desk.answers(&sender.address) && incoming.channel != Channel::Staff,
        silent: opening.silent || !incoming.answer,
        subject: one_line(&envelope.subject, 300),
        words: String::new(),
        claimed_number: opening.claimed.clone(),
        message_id: envelope.message_id.clone(),
        sender_name: String::new(),
        sender_address: String::new(),
        grade: None,
        score: None,
        suggested: None,
        links: 0,
        attachments: 0,
        arrivals: 1,
        exposure: None,
        assignee_id: None,
        duplicate_of: None,
        version: 1,
        updated_by: None,
        created_at: at,
        updated_at: at,
        due_at: due::never(),
        analysed_at: None,
        acknowledged_at: None,
        answered_at: None,
        resolved_at: None,
        closed_at: None,
        seal: None,
        official: None,
        verdict_due_at: due::never(),
        next_due_at: due::never(),
        harm: None,
        harmed_at: None,
        alarm: 0,
    }
}
