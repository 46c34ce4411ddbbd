//! State secrets must not enter hotro. A report with a stamp is sealed as soon as it is analysed: what it says is not stored
//! where a page or a search could find it, only who sent it and why it looks suspicious. Attackers stamp their mail too, so an
//! analyst lifts a false seal, and everything is analysed anew; or confirms a true one, and the content is erased, on record.

use super::change::Change;
use super::{Error, find, show};
use crate::analysis::evidence::{Attachment, Evidence, Finding};
use crate::analysis::known::Known;
use crate::analysis::signal::sentence;
use crate::base::clock::Instant;
use crate::base::ids::ArrivalId;
use crate::base::locale::{Language, Languages};
use crate::infra::blob;
use crate::infra::db::Conn;
use crate::record::advisory;
use crate::record::audit::{self, Actor, Entry};
use crate::record::draft;
use crate::record::evidence::{self, Arrival, Role, picture};
use crate::record::queue::{self, JobKind};
use crate::record::ticket::{self, Seal, Ticket};

/// What may be kept of what was seen in an arrival: all of it, or under a seal what says nothing of its content. A stamp seals
/// the ticket when the arrival is analysed for the first time; one that was lifted stays lifted.
pub(super) fn keepable(
    conn: &mut Conn,
    ticket: &mut Ticket,
    arrival: &Arrival,
    seen: Evidence,
    now: Instant,
) -> Result<Evidence, Error> {
    let again = evidence::is_analysed(conn, ArrivalId(arrival.id))?;
    if seen.secrecy.is_some() && !again && arrival.role != Role::Automatic && !ticket.is_shut() {
        ticket.seal = Some(Seal::Stamped);
        ticket::happened(conn, ticket.row(), now, None, "sealed", "")?;
        // What came before it may be told by it.
        hide(conn, ticket, None, now)?;
    }
    Ok(if ticket.is_shut() { silenced(seen) } else { seen })
}

/// Seals a ticket by hand, whatever it holds.
pub fn close(conn: &mut Conn, known: &Known, change: &Change) -> Result<(), Error> {
    let mut ticket = change.begin(conn)?;
    if ticket.is_shut() {
        return Err(unfit());
    }
    ticket.seal = Some(Seal::Stamped);
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "sealed", "")?;
    hide(conn, &mut ticket, Some(known), change.now)?;
    change.end(conn, &mut ticket, "ticket.seal", "")
}

/// Lifts a false seal, for a reason that goes into the audit log, and has everything analysed anew.
pub fn lift(conn: &mut Conn, change: &Change, why: &str) -> Result<(), Error> {
    let mut ticket = sealed(conn, change)?;
    let why = crate::base::text::one_line(why, 300);
    if why.is_empty() {
        return Err(Error::Invalid { field: "why", message: "seal-why-missing" });
    }
    ticket.seal = Some(Seal::Lifted);
    for arrival in evidence::arrivals(conn, ticket.row())? {
        queue::push(conn, JobKind::Analyse, arrival.id, change.now, change.now)?;
    }
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "unsealed", &why)?;
    change.end(conn, &mut ticket, "ticket.unseal", &why)
}

/// Erases what a sealed ticket holds: the raw mail and everything read from it. Its row, its conversation with us and its
/// place in the audit log stay.
pub fn erase(conn: &mut Conn, change: &Change) -> Result<(), Error> {
    let mut ticket = sealed(conn, change)?;
    let arrivals = evidence::arrivals(conn, ticket.row())?;
    for arrival in &arrivals {
        blob::erase(conn, &arrival.blob_hash, change.now)?;
        evidence::erase(conn, ArrivalId(arrival.id))?;
    }
    draft::gone_of(conn, ticket.row())?;
    ticket.seal = Some(Seal::Erased);
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "erased", "")?;
    change.end(conn, &mut ticket, "ticket.erase", &format!("{} mails", arrivals.len()))
}

fn sealed(conn: &mut Conn, change: &Change) -> Result<Ticket, Error> {
    let ticket = change.begin(conn)?;
    if ticket.seal == Some(Seal::Stamped) { Ok(ticket) } else { Err(unfit()) }
}

fn unfit() -> Error {
    Error::Invalid { field: "seal", message: "seal-unfit" }
}

/// Takes out what was stored of a ticket's content before it was sealed, with the drafts of advisories that describe it. Indicators are drawn anew where `known` is given.
fn hide(conn: &mut Conn, ticket: &mut Ticket, known: Option<&Known>, now: Instant) -> Result<(), Error> {
    ticket.subject.clear();
    ticket.words.clear();
    for stored in evidence::of_ticket(conn, ticket.row())? {
        let arrival = ArrivalId(stored.arrival_id);
        let seen: Evidence = serde_json::from_str(&stored.detail)
            .map_err(|error| Error::Internal(format!("stored evidence: {error}")))?;
        let seen = silenced(seen);
        let detail = serde_json::to_string(&seen).map_err(|error| Error::Internal(error.to_string()))?;
        let content = (detail.as_str(), &*show::codes(&seen));
        evidence::replace(conn, (arrival, ticket.row()), content, stored.analysed_at)?;
        if let Some(known) = known {
            show::note_indicators(conn, arrival, ticket.row(), &seen, known, now)?;
        }
        picture::replace(conn, arrival, &[])?;
        ticket::set_body(conn, arrival, "")?;
    }
    for object in advisory::drop_unissued(conn, ticket.row())? {
        let entry = Entry { action: "advisory.drop", object: &object, detail: &ticket.number };
        audit::append(conn, now, &Actor::System, &[entry])?;
    }
    find::index(conn, ticket)
}

/// Evidence without a word of content: who wrote, how it came, where it leads, why it looks suspicious.
fn silenced(mut seen: Evidence) -> Evidence {
    let quiet = |files: &mut Vec<Attachment>| {
        for file in files {
            file.name.clear();
            file.contents.clear();
        }
    };
    let words = Languages::default().words(Language::Vi);
    seen.report.subject.clear();
    seen.report.words.clear();
    quiet(&mut seen.report.attachments);
    for sample in &mut seen.samples {
        sample.subject.clear();
        sample.text.clear();
        quiet(&mut sample.attachments);
        for link in &mut sample.links {
            link.text = None;
            link.within = None;
        }
        // What is quoted from the text or names a file is content; a sender, a host is not.
        let quoting =
            |finding: &&mut Finding| !["from", "reply-to", "auth", "link:"].iter().any(|at| finding.at.starts_with(at));
        for finding in sample.findings.iter_mut().filter(quoting) {
            finding.spans.clear();
            finding.values.values_mut().for_each(|value| *value = "…".into());
            finding.reason = sentence(&words, finding);
        }
    }
    seen
}

/// Whether what came in a mail of the ticket may be handed out; an error where it is under seal or gone.
pub(super) fn is_open(ticket: &Ticket) -> Result<(), Error> {
    match ticket.seal {
        Some(Seal::Stamped) => Err(Error::Forbidden),
        Some(Seal::Erased) => Err(Error::NotFound),
        Some(Seal::Lifted) | None => Ok(()),
    }
}
