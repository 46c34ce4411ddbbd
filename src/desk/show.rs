//! What lists, letters and searches show of a ticket, taken from what was seen in its mails.

use std::collections::BTreeSet;

use super::Error;
use crate::analysis::evidence::{Evidence, Grade, Sample};
use crate::analysis::known::Known;
use crate::analysis::signal::indicator;
use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, TicketId};
use crate::base::text::one_line;
use crate::infra::db::Conn;
use crate::record::evidence::{self, Role};
use crate::record::ticket::{Ticket, Verdict};

/// Stores what was seen in an arrival, and its indicators, in the place of what was there.
pub(super) fn keep(
    conn: &mut Conn,
    known: &Known,
    arrival: ArrivalId,
    of: TicketId,
    seen: &Evidence,
    now: Instant,
) -> Result<(), Error> {
    let detail = serde_json::to_string(seen).map_err(|error| Error::Internal(error.to_string()))?;
    evidence::replace(conn, (arrival, of), (&detail.replace("\\u0000", ""), &codes(seen)), now)?;
    note_indicators(conn, arrival, of, seen, known, now)
}

/// The codes of all findings, each once, in alphabetical order with a space between.
pub(super) fn codes(seen: &Evidence) -> String {
    let all = seen.samples.iter().flat_map(|sample| &sample.findings);
    all.map(|finding| finding.code.as_str()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
}

/// Puts down the indicators that stand in the evidence of an arrival.
pub(super) fn note_indicators(
    conn: &mut Conn,
    arrival: ArrivalId,
    id: TicketId,
    seen: &Evidence,
    known: &Known,
    now: Instant,
) -> Result<(), Error> {
    let found: BTreeSet<_> = seen.samples.iter().flat_map(|one| indicator::of(one, known)).collect();
    Ok(evidence::indicator::replace(conn, arrival, id, &found, now)?)
}

/// Lets the ticket show the best sample of an arrival, where that counts; says whether it did.
pub(super) fn best(ticket: &mut Ticket, role: Role, seen: &Evidence) -> bool {
    let sample = seen.samples.iter().min_by_key(|sample| sample.grade);
    let Some(sample) = sample.filter(|sample| matters(ticket, role, sample.grade)) else { return false };
    show(ticket, sample);
    true
}

/// Lets the ticket show anew what the mails that are left in it say; where none says anything, it keeps its subject.
pub(super) fn anew(conn: &mut Conn, ticket: &mut Ticket) -> Result<(), Error> {
    (ticket.sender_name, ticket.sender_address) = (String::new(), String::new());
    (ticket.grade, ticket.score, ticket.suggested) = (None, None, None);
    (ticket.links, ticket.attachments) = (0, 0);
    for stored in evidence::of_ticket(conn, ticket.row())? {
        let seen: Evidence = serde_json::from_str(&stored.detail)
            .map_err(|error| Error::Internal(format!("stored evidence: {error}")))?;
        let arrival = evidence::by_id(conn, ArrivalId(stored.arrival_id))?;
        best(ticket, arrival.role, &seen);
    }
    Ok(())
}

/// The mail that opened the ticket always counts; a later one of a participant where it proves more.
fn matters(ticket: &Ticket, role: Role, grade: Grade) -> bool {
    match role {
        Role::First => true,
        Role::Followup => ticket.grade.as_deref().is_none_or(|now| now >= word(grade)),
        _ => false,
    }
}

fn word(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
    }
}

/// What lists and letters show of a ticket comes from its best sample.
pub(super) fn show(ticket: &mut Ticket, sample: &Sample) {
    if !sample.subject.is_empty() {
        ticket.subject = one_line(&sample.subject, 300);
    }
    ticket.sender_name = one_line(sample.from.name.as_deref().unwrap_or(""), 200);
    ticket.sender_address = one_line(&sample.from.address, 320);
    ticket.grade = Some(word(sample.grade).into());
    ticket.score = Some(i32::from(sample.score));
    ticket.suggested = serde_json::to_value(sample.suggested_verdict).ok().and_then(|word| Verdict::of(word.as_str()?));
    ticket.links = sample.links.len() as i32;
    ticket.attachments = sample.attachments.len() as i32;
}
