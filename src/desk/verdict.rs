//! The conclusion: verdict, letter to the reporter, state, in one transaction.

use serde::{Deserialize, Serialize};

use super::change::Change;
use super::notify::{self, Outgoing};
use super::{Desk, Error, letter};
use crate::base::clock::Instant;
use crate::base::ids::LetterId;
use crate::base::locale::Language;
use crate::infra::db::Conn;
use crate::record::exposure;
use crate::record::measure::{self, Done};
use crate::record::outbox;
use crate::record::people::{self, Reporter};
use crate::record::ticket::{self, Kind, Status, Ticket, Verdict, transfer};

/// How a ticket stood before a decision over its whole campaign, to be put back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Before {
    status: String,
    verdict: Option<String>,
    answered_at: Option<Instant>,
    acknowledged_at: Option<Instant>,
    resolved_at: Option<Instant>,
    closed_at: Option<Instant>,
}

impl Before {
    /// How a ticket stands.
    pub(super) fn of(ticket: &Ticket) -> Self {
        Self {
            status: ticket.status.word().into(),
            verdict: ticket.verdict.map(|verdict| verdict.word().into()),
            answered_at: ticket.answered_at,
            acknowledged_at: ticket.acknowledged_at,
            resolved_at: ticket.resolved_at,
            closed_at: ticket.closed_at,
        }
    }

    /// As it is stored.
    pub(super) fn stored(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Internal(error.to_string()))
    }

    /// Puts a ticket back as it stood; what nobody had looked at is looked at now.
    pub(super) fn put_back(&self, ticket: &mut Ticket) {
        ticket.status = Status::of(&self.status).unwrap_or(Status::Triage);
        ticket.verdict = self.verdict.as_deref().and_then(Verdict::of);
        ticket.answered_at = self.answered_at;
        ticket.acknowledged_at = self.acknowledged_at;
        ticket.resolved_at = self.resolved_at;
        ticket.closed_at = self.closed_at;
    }
}

/// A conclusion as the form gives it.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// What it is.
    pub verdict: Verdict,
    /// Reasons for the reporter, as sentences.
    pub reasons: Vec<String>,
    /// A sentence of the analyst's own, may be empty: measures taken, who sent it.
    pub remark: String,
    /// Whether the reporter gets the letter.
    pub letter: bool,
    /// Whether the ticket is closed with it, else only resolved.
    pub close: bool,
}

/// The letter as it would leave; `None` where nobody is known to get it.
pub fn preview(
    conn: &mut Conn,
    desk: &Desk,
    number: &str,
    conclusion: &Conclusion,
) -> Result<Option<letter::Rendered>, Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    let Some(person) = notify::recipient(conn, &ticket)? else { return Ok(None) };
    let was = told(conn, &ticket)?.filter(|was| *was != conclusion.verdict);
    let done = done(conn, &ticket)?;
    words(desk, &ticket, &person, conclusion, was, &done).map(Some)
}

/// The conclusion that a letter told the reporter of a ticket.
fn told(conn: &mut Conn, ticket: &Ticket) -> Result<Option<Verdict>, Error> {
    let family = transfer::family(conn, ticket.row())?;
    Ok(outbox::told(conn, &family)?.into_iter().last().and_then(|letter| of_letter(&letter.kind)))
}

/// The verdict of a letter, by its kind `verdict-…`.
pub(super) fn of_letter(kind: &str) -> Option<Verdict> {
    kind.strip_prefix("verdict-").and_then(Verdict::of)
}

/// What was done against the attack of a ticket and is still in force.
pub(super) fn done(conn: &mut Conn, ticket: &Ticket) -> Result<Vec<Done>, Error> {
    Ok(measure::done_of(conn, &[ticket.id])?.remove(&ticket.id).unwrap_or_default())
}

/// The letter of a conclusion; `done` is what was done meanwhile; `was` is an earlier one that was told and is corrected by it.
pub(super) fn words(
    desk: &Desk,
    ticket: &Ticket,
    person: &Reporter,
    conclusion: &Conclusion,
    was: Option<Verdict>,
    done: &[Done],
) -> Result<letter::Rendered, Error> {
    let sender = letter::Sender::of(&desk.config);
    let facts = letter::Facts { done, ..notify::facts(desk, ticket, person) };
    let remark = Some(conclusion.remark.trim()).filter(|remark| !remark.is_empty());
    // A request has no mail to judge; its end is told without a verdict.
    if ticket.kind == Kind::Request {
        return letter::done(&sender, &facts, remark, Language::Vi);
    }
    letter::verdict(&sender, &facts, conclusion.verdict, &conclusion.reasons, remark, was, Language::Vi)
}

/// Sets the verdict, queues its letter behind the hold and resolves or closes the ticket. The letter's row is returned,
/// with which it can be taken back. Somebody from outside gets no letter: nothing was promised to strangers.
pub fn decide(
    conn: &mut Conn,
    desk: &Desk,
    change: &Change,
    conclusion: &Conclusion,
) -> Result<Option<LetterId>, Error> {
    let mut ticket = change.begin(conn)?;
    if ticket.kind == Kind::Request && conclusion.verdict != Verdict::Undetermined {
        return Err(Error::Invalid { field: "verdict", message: "verdict-request" });
    }
    let person = notify::recipient(conn, &ticket)?.filter(|_| conclusion.letter && !ticket.outside);
    let mut letter = None;
    if let Some(person) = person {
        let was = told(conn, &ticket)?.filter(|was| *was != conclusion.verdict);
        let done = done(conn, &ticket)?;
        let words = words(desk, &ticket, &person, conclusion, was, &done)?;
        let kind = format!("verdict-{}", conclusion.verdict);
        let out = Outgoing {
            kind: &kind,
            words: &words,
            automatic: false,
            by: Some((change.account, &change.name)),
            shown: "",
            due_at: change.now + desk.config.letter.hold.delta(),
        };
        letter = Some(notify::send(conn, desk, &ticket, &person, &out, change.now)?);
        ticket.answered_at = ticket.answered_at.or(Some(change.now));
        // The conclusion says all that the acknowledgement would: one of each is what a reporter gets unasked.
        ticket.acknowledged_at = ticket.acknowledged_at.or(Some(change.now));
    }
    let before = ticket.verdict.map_or("none", Verdict::word);
    ticket.verdict = Some(conclusion.verdict);
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "verdict", conclusion.verdict.word())?;
    // A conclusion secures nobody: while an account waits for its steps, the work goes on.
    let next = match (exposure::open_at(conn, ticket.row())?, conclusion.close) {
        (true, _) => Status::Working,
        (false, true) => Status::Closed,
        (false, false) => Status::Resolved,
    };
    if ticket.status != next && (next != Status::Working || ticket.status.is_open()) {
        change.shift(conn, &mut ticket, next)?;
    }
    let detail = format!("{before}>{}", conclusion.verdict);
    change.end(conn, &mut ticket, "ticket.verdict", &detail)?;
    ticket::settle_contests(conn, &[ticket.id], change.now)?;
    people::recount(conn, &[ticket.id])?;
    Ok(letter)
}
