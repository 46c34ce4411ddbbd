//! What of a ticket is found by searching: its reported mails and their files, the words of its reporter, and what was said
//! since. Gathered anew as a whole from what is stored, so that nothing is lost where a mail or an original joins later.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Error;
use crate::analysis::evidence::{Attachment, Evidence, Mailbox, Sample};
use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::infra::db::fulltext::{self, Text};
use crate::infra::db::{Conn, Db};
use crate::record::evidence;
use crate::record::people;
use crate::record::queue::{self, JobKind};
use crate::record::ticket::{self, Ticket};

/// Tickets of one round of gathering all of them anew.
const ROUND: usize = 5;
/// The most text of a part, in bytes; what is beyond is not searched.
const BOUND: usize = 400_000;

/// Gathers what can be found of a ticket. Under a seal that is its number.
pub(super) fn index(conn: &mut Conn, ticket: &Ticket) -> Result<(), Error> {
    let text =
        if ticket.is_shut() { Text { words: ticket.number.clone(), ..Text::default() } } else { text(conn, ticket)? };
    Ok(fulltext::index(conn, ticket.id, &text)?)
}

/// Has what was just said at a ticket found before long.
pub(super) fn later(conn: &mut Conn, ticket: &Ticket, now: Instant) -> Result<(), Error> {
    Ok(queue::push(conn, JobKind::Index, ticket.id, now, now)?)
}

/// Gathers a ticket anew.
pub async fn one(db: &Db, id: TicketId) -> Result<(), Error> {
    db.write(move |conn| {
        let ticket = ticket::by_id(conn, id)?;
        index(conn, &ticket)
    })
    .await
}

/// Gathers five tickets anew, from a row back, and has the older ones done next.
pub async fn round(db: &Db, from: i64, now: Instant) -> Result<(), Error> {
    db.write(move |conn| {
        let ids = ticket::list::back_from(conn, from, ROUND as i64)?;
        for one in ticket::several(conn, &ids)? {
            index(conn, &one)?;
        }
        match ids.last() {
            Some(last) if ids.len() == ROUND => Ok(queue::push(conn, JobKind::Reindex, last.0 - 1, now, now)?),
            _ => Ok(()),
        }
    })
    .await
}

fn text(conn: &mut Conn, ticket: &Ticket) -> Result<Text, Error> {
    let mut out = Text { words: format!("{} {}", ticket.number, ticket.subject), ..Text::default() };
    if let Some(id) = ticket.reporter_id {
        let person = people::get(conn, ReporterId(id))?;
        add(&mut out.reporter, [person.address.as_str(), &person.name]);
    }
    let senders: BTreeSet<String> = evidence::arrivals(conn, ticket.row())?.into_iter().map(|one| one.sender).collect();
    add(&mut out.reporter, senders.iter().map(String::as_str));
    add(&mut out.sender, [ticket.sender_address.as_str(), &ticket.sender_name]);
    let mut bodies = Vec::new();
    for stored in evidence::of_ticket(conn, ticket.row())? {
        let seen: Evidence = serde_json::from_str(&stored.detail)
            .map_err(|error| Error::Internal(format!("stored evidence: {error}")))?;
        mailbox(&mut out.reporter, &seen.report.from);
        files(&mut out, &seen.report.attachments);
        for sample in &seen.samples {
            head(&mut out, sample);
        }
        bodies.extend(seen.samples.into_iter().map(|sample| sample.text));
    }
    add(&mut out.words, [ticket.words.as_str()]);
    for said in ticket::conversation(conn, ticket.row())? {
        add(&mut out.words, [said.author.as_str(), &said.body]);
    }
    // The longest come last: what is too long is cut at its end.
    add(&mut out.words, bodies.iter().map(String::as_str));
    Ok(out)
}

/// Who sent a mail, what it is about, where it leads and what it brings.
fn head(out: &mut Text, sample: &Sample) {
    mailbox(&mut out.sender, &sample.from);
    for other in &sample.reply_to {
        mailbox(&mut out.sender, other);
    }
    add(&mut out.words, [sample.subject.as_str(), sample.return_path.as_deref().unwrap_or_default()]);
    add(&mut out.words, sample.message_id.as_deref());
    add(&mut out.words, sample.received.iter().filter_map(|hop| hop.ip.as_deref()));
    for link in &sample.links {
        add(&mut out.words, [link.url.as_str()]);
    }
    files(out, &sample.attachments);
}

fn files(out: &mut Text, all: &[Attachment]) {
    for file in all {
        add(&mut out.files, [file.name.as_str()]);
        add(&mut out.files, file.contents.iter().map(|inside| inside.name.as_str()));
        add(&mut out.words, [file.sha256.as_str()]);
    }
}

fn mailbox(to: &mut String, one: &Mailbox) {
    add(to, [one.address.as_str(), one.name.as_deref().unwrap_or_default()]);
}

fn add<'a>(to: &mut String, parts: impl IntoIterator<Item = &'a str>) {
    for part in parts {
        let part = part.get(..part.floor_char_boundary(BOUND.saturating_sub(to.len()))).unwrap_or_default();
        if !part.is_empty() {
            // Parts are lines of their own; no phrase crosses from one into the next by more than the words beside it.
            let _always = writeln!(to, "{part}");
        }
    }
}
