//! A ticket as its page shows it, read on one snapshot. Reads only; what is looked at is put down in the audit log once an
//! hour for each person, since reading evidence is to be accounted for (TCVN 14423:2026, 4.8.2.1).

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::reporter_record::{self, Record};
use super::unit;
use super::unit_contact::{self, Reach};
use super::{Error, assign, due};
use crate::analysis::evidence::{Evidence, Sample};
use crate::analysis::signal::indicator::Kind;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::{Conn, Db};
use crate::record::audit::{self, Actor, Entry};
use crate::record::campaign::{self, Campaign, Membership};
use crate::record::evidence::indicator::Counted;
use crate::record::evidence::{self, Arrival, Role, picture};
use crate::record::exposure::{self, Exposed};
use crate::record::outbox::{self, Enclosed};
use crate::record::people::Reporter;
use crate::record::ticket::{self, Event, Message, Participant, Rating, Ticket};

/// Everything about a ticket.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// The ticket.
    pub ticket: Ticket,
    /// How long before it a promise is warned of.
    pub warn: TimeDelta,
    /// Number of the ticket that stands for it.
    pub stands_for: Option<String>,
    /// Who reported it.
    pub reporter: Option<Reporter>,
    /// The agency that the directory finds for their address, under its name of the day of the report.
    pub unit: Option<String>,
    /// What is known of that person.
    pub record: Option<Record>,
    /// What they thought of the help.
    pub rating: Option<Rating>,
    /// Whether somebody does not agree with the conclusion, and nobody concluded anew.
    pub contested: bool,
    /// Everybody on the ticket.
    pub participants: Vec<Participant>,
    /// Mails, letters, calls and notes, the oldest first.
    pub conversation: Vec<Message>,
    /// The files of its letters.
    pub enclosed: Vec<Enclosed>,
    /// What happened, the oldest first.
    pub timeline: Vec<Event>,
    /// The mails that came, the oldest first; empty for whoever may not read evidence.
    pub arrivals: Vec<Arrival>,
    /// What was seen in them, the oldest first; empty for whoever may not read evidence.
    pub evidence: Vec<Seen>,
    /// Indicators of it that other tickets carry too, with the number of all; empty for whoever may not read evidence.
    pub shared: Vec<Counted>,
    /// The mailboxes of which it told, the newest first, each with the number of steps taken.
    pub exposed: Vec<(Exposed, usize)>,
    /// How the units of those mailboxes are reached, by case.
    pub reach: BTreeMap<i64, Reach>,
    /// Their pictures, as far as they are drawn; empty for whoever may not read evidence.
    pub pictures: Vec<picture::Row>,
    /// Its campaign, why it is in it, and how many tickets that has.
    pub campaign: Option<(Campaign, Membership, i64)>,
    /// Whom it can be given to, by name.
    pub workers: Vec<(AccountId, String)>,
}

/// What was seen in one arrival.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The arrival.
    pub arrival: Arrival,
    /// What was seen in it.
    pub evidence: Evidence,
}

impl CaseFile {
    /// The indicator of this kind and value if other tickets carry it: its row, and how many others.
    pub fn elsewhere(&self, kind: Kind, value: &str) -> Option<(i64, i64)> {
        let found = self.shared.iter().find(|(row, _)| row.kind == kind.word() && row.value == value);
        found.map(|(row, count)| (row.id, count - 1))
    }

    /// The samples, the strongest first, with the arrival each came in and its number there. What strangers sent is last.
    pub fn samples(&self) -> Vec<(&Seen, usize, &Sample)> {
        strongest(&self.evidence)
    }
}

/// The samples of a ticket's evidence, the strongest first, as [`CaseFile::samples`] gives them.
pub(super) fn strongest(evidence: &[Seen]) -> Vec<(&Seen, usize, &Sample)> {
    let all = evidence.iter().flat_map(|seen| {
        let samples = seen.evidence.samples.iter().enumerate();
        samples.map(move |(number, sample)| (seen, number, sample))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(seen, _, sample)| (is_foreign(seen.arrival.role), sample.grade));
    all
}

/// Whether an arrival came from somebody who is not on the ticket.
fn is_foreign(role: Role) -> bool {
    matches!(role, Role::Stranger | Role::Automatic)
}

/// The file of a ticket, with its evidence where `with_evidence`.
pub async fn open(db: &Db, number: &str, with_evidence: bool) -> Result<CaseFile, Error> {
    let number = number.to_owned();
    db.read(move |conn| {
        let ticket = ticket::by_number(conn, &number)?.ok_or(Error::NotFound)?;
        let id = ticket.row();
        let reporter = super::notify::recipient(conn, &ticket)?;
        let record = reporter.as_ref().map(|person| reporter_record::of(conn, person.id)).transpose()?;
        let day = ticket.created_at.date();
        let unit = match &reporter {
            Some(person) => unit::known(conn, &person.address, day)?,
            None => None,
        };
        let stands_for = ticket.duplicate_of.map(|other| ticket::by_id(conn, TicketId(other))).transpose()?;
        let exposed = exposed(conn, id)?;
        let cases: Vec<&Exposed> = exposed.iter().map(|(case, _)| case).collect();
        let reach = unit_contact::reach(conn, &cases)?;
        let conversation = ticket::conversation(conn, id)?;
        let letters: Vec<i64> = conversation.iter().filter_map(|one| one.outbox_id).collect();
        let arrivals = if with_evidence { evidence::arrivals(conn, id)? } else { Vec::new() };
        Ok(CaseFile {
            evidence: if with_evidence { seen(conn, &ticket, &arrivals)? } else { Vec::new() },
            shared: if with_evidence { evidence::indicator::shared(conn, id)? } else { Vec::new() },
            exposed,
            reach,
            pictures: if with_evidence { picture::of_ticket(conn, id)? } else { Vec::new() },
            participants: ticket::participants(conn, id)?,
            enclosed: outbox::enclosed_in(conn, &letters)?,
            conversation,
            timeline: ticket::timeline(conn, id)?,
            campaign: home(conn, id)?,
            workers: assign::workers(conn)?,
            stands_for: stands_for.map(|other| other.number),
            warn: due::warning(conn)?,
            ticket,
            reporter,
            unit,
            record,
            rating: ticket::ratings(conn, id)?.first().map(|(_, choice)| *choice),
            contested: !ticket::contested_among(conn, &[id.0])?.is_empty(),
            arrivals,
        })
    })
    .await
}

fn exposed(conn: &mut Conn, id: TicketId) -> Result<Vec<(Exposed, usize)>, Error> {
    let cases = exposure::of_ticket(conn, id)?;
    let taken = exposure::taken(conn, &cases.iter().map(|case| case.id).collect::<Vec<_>>())?;
    let count = |case: &Exposed| taken.get(&case.id).map_or(0, Vec::len);
    Ok(cases.into_iter().map(|case| (count(&case), case)).map(|(count, case)| (case, count)).collect())
}

/// What was seen in these arrivals of a ticket.
pub(super) fn seen(conn: &mut Conn, ticket: &Ticket, arrivals: &[Arrival]) -> Result<Vec<Seen>, Error> {
    let stored = evidence::of_ticket(conn, ticket.row())?;
    let read = stored.into_iter().filter_map(|row| {
        let arrival = arrivals.iter().find(|arrival| arrival.id == row.arrival_id)?.clone();
        Some(serde_json::from_str(&row.detail).map(|evidence| Seen { arrival, evidence }))
    });
    read.collect::<Result<_, _>>().map_err(|error| Error::Internal(format!("stored evidence: {error}")))
}

fn home(conn: &mut Conn, ticket: TicketId) -> Result<Option<(Campaign, Membership, i64)>, Error> {
    let Some(home) = campaign::of_ticket(conn, ticket)? else { return Ok(None) };
    let member = campaign::membership(conn, ticket)?;
    let size = campaign::counts(conn, &[home.id])?.first().map_or(1, |(_, count)| *count);
    Ok(member.map(|member| (home, member, size)))
}

/// Puts down that somebody looked at the evidence of a ticket, unless they did within the last hour.
pub async fn looked(db: &Db, actor: Actor, number: &str, now: Instant) -> Result<(), Error> {
    let (object, who) = (format!("ticket:{number}"), actor.clone());
    let known = {
        let object = object.clone();
        db.read(move |conn| {
            Ok::<_, Error>(audit::has_since(conn, &who, "evidence.view", &object, now - TimeDelta::hours(1))?)
        })
        .await?
    };
    if known {
        return Ok(());
    }
    db.write(move |conn| {
        let entry = Entry { action: "evidence.view", object: &object, detail: "" };
        Ok(audit::append(conn, now, &actor, &[entry])?)
    })
    .await
}
