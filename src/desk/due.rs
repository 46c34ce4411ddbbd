//! Until when a ticket is to be answered and concluded: reckoned from calendar, rules and pauses with every change that
//! matters, and stored on the ticket, so that lists only read it.

use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::Error;
use crate::base::clock::Instant;
use crate::base::hours::Hours;
use crate::base::ids::{ReporterId, TicketId};
use crate::infra::db::{Conn, Db, lock_tickets};
use crate::record::agency;
use crate::record::people;
use crate::record::queue::{self, JobKind};
use crate::record::ticket::due::{self, Harm, Rule};
use crate::record::ticket::{self, Status, Ticket};

/// Tickets of one round of reckoning all of them anew.
const ROUND: i64 = 100;

/// Where nothing is promised: behind every other time, before what four digits of a year can say ends.
pub fn never() -> Instant {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX).and_time(NaiveTime::MIN)
}

/// How long before it a promise is warned of.
pub fn warning(conn: &mut Conn) -> Result<TimeDelta, Error> {
    Ok(TimeDelta::minutes(i64::from(due::plan(conn)?.warn_minutes)))
}

/// Calendar and rules as they are now.
#[derive(Clone, Debug)]
pub(super) struct Promises {
    hours: Hours,
    rules: Vec<Rule>,
}

impl Promises {
    /// As they are stored.
    pub(super) fn load(conn: &mut Conn) -> Result<Self, Error> {
        Ok(Self { hours: due::hours(conn)?, rules: due::rules(conn)? })
    }

    fn ask_for_agencies(&self) -> bool {
        self.rules.iter().any(|rule| rule.agency_id.is_some())
    }

    /// Puts on a ticket what is due. `pauses` is when it waited, `agency` the row of its reporter's agency.
    fn put(&self, ticket: &mut Ticket, pauses: &[(Instant, Option<Instant>)], agency: Option<i64>, now: Instant) {
        let pauses: Vec<_> = pauses.iter().map(|(from, until)| (*from, until.unwrap_or(now))).collect();
        let fits = |rule: &&Rule| {
            rule.score.is_none_or(|least| ticket.score >= Some(least))
                && rule.agency_id.is_none_or(|wanted| agency == Some(wanted))
        };
        let plain = self.rules.iter().filter(|rule| rule.harm.is_none()).find(fits);
        let grave = |rule: &&Rule| {
            rule.harm.is_some_and(|least| ticket.harm.is_some_and(|harm| harm.rank() >= least.rank())) && fits(rule)
        };
        let hurried = self.rules.iter().find(grave).zip(ticket.harmed_at);
        let ends = |minutes: fn(&Rule) -> i32| {
            let end = |rule: &Rule, from: Instant| {
                let span = TimeDelta::minutes(i64::from(minutes(rule)));
                self.hours.due(from, span, rule.round_the_clock, &pauses)
            };
            let usual = plain.map(|rule| end(rule, ticket.created_at));
            usual.into_iter().chain(hurried.map(|(rule, from)| end(rule, from))).min().unwrap_or(never())
        };
        ticket.due_at = ends(|rule| rule.answer_minutes);
        ticket.verdict_due_at = ends(|rule| rule.verdict_minutes);
    }
}

/// The nearest promise of a ticket that is not kept. None while it waits for its reporter, and when no work is left.
fn next(ticket: &Ticket) -> Instant {
    if !ticket.status.is_open() || ticket.status == Status::Waiting {
        return never();
    }
    let answer = ticket.answered_at.is_none().then_some(ticket.due_at);
    let verdict = ticket.verdict.is_none().then_some(ticket.verdict_due_at);
    answer.into_iter().chain(verdict).min().unwrap_or(never())
}

fn settle(ticket: &mut Ticket) {
    let next = next(ticket);
    if ticket.next_due_at != next {
        ticket.next_due_at = next;
        ticket.alarm = 0;
    }
}

/// Takes down what happened to somebody of the ticket, if nothing as grave is known.
pub(super) fn harmed(ticket: &mut Ticket, harm: Harm, now: Instant) {
    if ticket.harm.is_none_or(|known| harm.rank() > known.rank()) {
        ticket.harm = Some(harm);
        ticket.harmed_at = Some(now);
    }
}

/// Puts what is due on a ticket that is not stored yet.
pub(super) fn begin(conn: &mut Conn, ticket: &mut Ticket, reporter: &str) -> Result<(), Error> {
    let promises = Promises::load(conn)?;
    let on = ticket.created_at.date();
    let home = if promises.ask_for_agencies() { agency::of_address(conn, reporter, on)? } else { None };
    promises.put(ticket, &[], home.map(|home| home.id), ticket.created_at);
    settle(ticket);
    Ok(())
}

/// Puts what is due on a ticket that is about to be written back. To be called with every change of its state, verdict,
/// answer, score, or of what happened to its reporter.
pub(super) fn reckon(conn: &mut Conn, ticket: &mut Ticket, now: Instant) -> Result<(), Error> {
    let promises = Promises::load(conn)?;
    promises.reckon(conn, ticket, now)
}

impl Promises {
    /// As [`reckon`], for one of many.
    pub(super) fn reckon(&self, conn: &mut Conn, ticket: &mut Ticket, now: Instant) -> Result<(), Error> {
        if let Some(harm) = ticket.exposure.and_then(Harm::of_exposure) {
            harmed(ticket, harm, now);
        }
        let pauses = pause(conn, ticket, now)?;
        if ticket.status.is_open() {
            let home = if self.ask_for_agencies() {
                agencies(conn, std::slice::from_ref(ticket))?.pop().flatten()
            } else {
                None
            };
            self.put(ticket, &pauses, home, now);
        }
        settle(ticket);
        Ok(())
    }
}

/// Puts what is due on a ticket and writes it back, without raising its version.
pub(super) fn refresh(conn: &mut Conn, ticket: &mut Ticket, now: Instant) -> Result<(), Error> {
    reckon(conn, ticket, now)?;
    Ok(ticket::refresh(conn, ticket, now)?)
}

/// Notes where a ticket begins or ends to wait; gives when it waited.
fn pause(conn: &mut Conn, ticket: &Ticket, now: Instant) -> Result<due::Pauses, Error> {
    let mut pauses = due::pauses_of(conn, &[ticket.id])?.remove(&ticket.id).unwrap_or_default();
    let waits = ticket.status == Status::Waiting;
    match pauses.last_mut() {
        Some((_, until)) if until.is_none() && !waits => {
            due::end_pause(conn, ticket.row(), now)?;
            *until = Some(now);
        }
        Some((_, None)) => {}
        _ if waits => {
            due::begin_pause(conn, ticket.row(), now)?;
            pauses.push((now, None));
        }
        _ => {}
    }
    Ok(pauses)
}

/// The agencies of the tickets' reporters, by their rows, in the order of the tickets.
fn agencies(conn: &mut Conn, tickets: &[Ticket]) -> Result<Vec<Option<i64>>, Error> {
    let ids: Vec<ReporterId> = tickets.iter().filter_map(|one| one.reporter_id.map(ReporterId)).collect();
    let people = people::several(conn, &ids)?;
    let wanted: Vec<(String, NaiveDate)> = tickets
        .iter()
        .map(|one| {
            let person = people.iter().find(|person| Some(person.id.0) == one.reporter_id);
            (person.map(|person| person.address.clone()).unwrap_or_default(), one.created_at.date())
        })
        .collect();
    let found = agency::of_addresses(conn, &wanted)?;
    Ok(found.into_iter().map(|home| home.map(|home| home.id)).collect())
}

/// Has all open tickets reckoned anew, the newest first.
pub(super) fn all_anew(conn: &mut Conn, now: Instant) -> Result<(), Error> {
    Ok(queue::push(conn, JobKind::Reckon, i64::MAX, now, now)?)
}

/// Reckons up to a hundred open tickets anew, from a row back, and has the older ones done next.
pub async fn round(db: &Db, from: i64, now: Instant) -> Result<(), Error> {
    db.write(move |conn| {
        let ids = ticket::list::open_back_from(conn, from, ROUND)?;
        lock_tickets(conn, &ids.iter().map(|id| id.0).collect::<Vec<_>>())?;
        let mut tickets = ticket::several(conn, &ids)?;
        let promises = Promises::load(conn)?;
        let pauses = due::pauses_of(conn, &ids.iter().map(|id| id.0).collect::<Vec<_>>())?;
        let homes = if promises.ask_for_agencies() { agencies(conn, &tickets)? } else { Vec::new() };
        for (place, ticket) in tickets.iter_mut().enumerate() {
            let home = homes.get(place).copied().flatten();
            promises.put(ticket, pauses.get(&ticket.id).map_or(&[], Vec::as_slice), home, now);
            settle(ticket);
            ticket::set_due(conn, ticket)?;
        }
        match ids.last() {
            Some(TicketId(last)) if ids.len() as i64 == ROUND => {
                Ok(queue::push(conn, JobKind::Reckon, last - 1, now, now)?)
            }
            _ => Ok(()),
        }
    })
    .await
}
