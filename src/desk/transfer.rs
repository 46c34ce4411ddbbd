//! What goes along when mails go from one ticket to another, and how it comes back. Campaigns count the report that they
//! counted before: membership and fingerprints stay.

use serde::{Deserialize, Serialize};

use super::{Error, due, find, show};
use crate::analysis::evidence::Evidence;
use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, ReporterId, TicketId};
use crate::infra::db::Conn;
use crate::record::evidence::{self, Arrival, Role};
use crate::record::exposure;
use crate::record::ticket::due::Harm;
use crate::record::ticket::{self, Exposure, Status, Ticket, Verdict};

/// Most rounds of 200 arrivals each that go along.
const ROUNDS: usize = 50;

/// What lists show of a ticket and its mails decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shown {
    subject: String,
    sender_name: String,
    sender_address: String,
    grade: Option<String>,
    score: Option<i32>,
    suggested: Option<String>,
    links: i32,
    attachments: i32,
    exposure: Option<String>,
    #[serde(default)]
    harm: Option<(String, Instant)>,
}

impl Shown {
    fn of(ticket: &Ticket) -> Self {
        Self {
            subject: ticket.subject.clone(),
            sender_name: ticket.sender_name.clone(),
            sender_address: ticket.sender_address.clone(),
            grade: ticket.grade.clone(),
            score: ticket.score,
            suggested: ticket.suggested.map(|one| one.word().to_owned()),
            links: ticket.links,
            attachments: ticket.attachments,
            exposure: ticket.exposure.map(|one| one.word().to_owned()),
            harm: ticket.harm.zip(ticket.harmed_at).map(|(harm, at)| (harm.word().to_owned(), at)),
        }
    }

    fn put_back(&self, ticket: &mut Ticket) {
        ticket.subject.clone_from(&self.subject);
        ticket.sender_name.clone_from(&self.sender_name);
        ticket.sender_address.clone_from(&self.sender_address);
        ticket.grade.clone_from(&self.grade);
        ticket.score = self.score;
        ticket.suggested = self.suggested.as_deref().and_then(Verdict::of);
        ticket.links = self.links;
        ticket.attachments = self.attachments;
        ticket.exposure = self.exposure.as_deref().and_then(Exposure::of);
        let harm = self.harm.as_ref().and_then(|(word, at)| Some((Harm::of(word)?, *at)));
        (ticket.harm, ticket.harmed_at) = harm.unzip();
    }
}

/// What went, and how it was before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Before {
    status: String,
    duplicate_of: Option<i64>,
    resolved_at: Option<Instant>,
    closed_at: Option<Instant>,
    /// Rows of the arrivals that went, each with what it was.
    arrivals: Vec<(i64, String)>,
    entries: Vec<i64>,
    exposed: Vec<i64>,
    /// Copies of the same mail that went along.
    copies: i32,
    /// What the other ticket showed before and after.
    shown: (Shown, Shown),
}

impl Before {
    /// As it is stored.
    pub(super) fn stored(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Internal(error.to_string()))
    }

    /// From what was stored.
    pub(super) fn read(text: &str) -> Result<Self, Error> {
        serde_json::from_str(text).map_err(|error| Error::Internal(error.to_string()))
    }
}

/// Puts everything of a ticket that its reporter and the desk said into another one, which then shows the best of both.
/// `own`: it is the same person's, who takes part in the other one from now on.
pub(super) fn pour(
    conn: &mut Conn,
    from: &Ticket,
    into: &mut Ticket,
    own: bool,
    now: Instant,
) -> Result<Before, Error> {
    let (here, there) = (from.row(), into.row());
    let before = Shown::of(into);
    let (entries, exposed) = (ticket::entries(conn, here)?, exposure::rows_of(conn, here)?);
    let mut arrivals = Vec::new();
    for _ in 0..ROUNDS {
        let some = evidence::arrivals(conn, here)?;
        if some.is_empty() {
            break;
        }
        for arrival in some {
            take(conn, &arrival, into, own)?;
            arrivals.push((arrival.id, arrival.role.word().to_owned()));
        }
    }
    ticket::move_entries(conn, &entries, here, there)?;
    exposure::transfer(conn, &exposed, here, there)?;
    if own {
        for person in ticket::participants(conn, here)? {
            ticket::join(conn, there, ReporterId(person.reporter_id), now)?;
        }
    }
    let told = from.exposure.filter(|_| own).into_iter().chain(into.exposure);
    into.exposure = told.max_by_key(|one| one.rank());
    into.arrivals += from.arrivals;
    if let Some((harm, at)) = from.harm.zip(from.harmed_at) {
        due::harmed(into, harm, at);
    }
    due::reckon(conn, into, now)?;
    Ok(Before {
        status: from.status.word().to_owned(),
        duplicate_of: from.duplicate_of,
        resolved_at: from.resolved_at,
        closed_at: from.closed_at,
        arrivals,
        entries,
        exposed,
        copies: from.arrivals,
        shown: (before, Shown::of(into)),
    })
}

/// Takes an arrival to another ticket, which shows it where that counts.
fn take(conn: &mut Conn, arrival: &Arrival, into: &mut Ticket, own: bool) -> Result<(), Error> {
    let role = match arrival.role {
        Role::First if own => Role::Followup,
        Role::First => Role::Stranger,
        role => role,
    };
    let id = ArrivalId(arrival.id);
    evidence::transfer(conn, id, TicketId(arrival.ticket_id), (into.row(), role))?;
    if let Some(stored) = evidence::of_arrival(conn, id)? {
        let seen: Evidence = serde_json::from_str(&stored.detail)
            .map_err(|error| Error::Internal(format!("stored evidence: {error}")))?;
        show::best(into, role, &seen);
    }
    Ok(())
}

/// Takes out of a ticket what [`pour`] put into it and is still there. What lists show goes back unless it changed since.
pub(super) fn pour_back(conn: &mut Conn, from: &mut Ticket, into: &mut Ticket, before: &Before) -> Result<(), Error> {
    let (here, there) = (from.row(), into.row());
    for (id, role) in &before.arrivals {
        let role = Role::of(role).unwrap_or(Role::Followup);
        evidence::transfer(conn, ArrivalId(*id), there, (here, role))?;
    }
    ticket::move_entries(conn, &before.entries, there, here)?;
    exposure::transfer(conn, &before.exposed, there, here)?;
    if Shown::of(into) == before.shown.1 {
        before.shown.0.put_back(into);
    } else {
        show::anew(conn, into)?;
    }
    into.arrivals = (into.arrivals - before.copies).max(1);
    from.status = Status::of(&before.status).unwrap_or(Status::Triage);
    from.duplicate_of = before.duplicate_of;
    from.resolved_at = before.resolved_at;
    from.closed_at = before.closed_at;
    Ok(())
}

/// Both tickets can be found by what is in them now.
pub(super) fn index(conn: &mut Conn, both: [&Ticket; 2]) -> Result<(), Error> {
    both.into_iter().try_for_each(|one| find::index(conn, one))
}

/// The rows of two tickets in one order, so that two transactions never wait for each other.
pub(super) fn ordered(one: TicketId, other: TicketId) -> [i64; 2] {
    [one.0.min(other.0), one.0.max(other.0)]
}
