//! Running a routine at a ticket: all of its steps or none, by the use-cases that a person would use one by one.

use super::change::Change;
use super::filling::GAP;
use super::policy::Permission;
use super::routine::{self, Give, Routine, Step};
use super::verdict::{self, Conclusion};
use super::{Desk, Error, assign, canned, case_file, notify, reply, status};
use crate::base::ids::AccountId;
use crate::infra::db::{Conn, DbError};
use crate::record::evidence;
use crate::record::people::Role;
use crate::record::routine as rows;
use crate::record::ticket::{Status, Ticket, Verdict};

/// Reasons that go into the letter of a verdict, the strongest first.
const REASONS: usize = 4;

/// Why nothing of a routine was done, and at which of its steps.
#[derive(Debug)]
pub struct Refused {
    /// The step; none where it was not about a step.
    pub step: Option<Step>,
    /// Why.
    pub error: Error,
}

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        Self { step: None, error }
    }
}

impl From<DbError> for Refused {
    fn from(error: DbError) -> Self {
        Error::from(error).into()
    }
}

impl From<diesel::result::Error> for Refused {
    fn from(error: diesel::result::Error) -> Self {
        Error::from(error).into()
    }
}

fn at<T>(step: Step, outcome: Result<T, Error>) -> Result<T, Refused> {
    outcome.map_err(|error| match error {
        // Another hand at the ticket is not the step's fault.
        error @ Error::Conflict { .. } => Refused { step: None, error },
        error => Refused { step: Some(step), error },
    })
}

/// Runs the routine of a row for somebody with these roles; gives it. A step whose end is reached already is not done again.
pub fn run(conn: &mut Conn, desk: &Desk, change: &Change, id: i64, roles: &[Role]) -> Result<Routine, Refused> {
    let one = rows::get(conn, id)?;
    if one.disabled_at.is_some() {
        return Err(Error::NotFound.into());
    }
    for (step, there) in steps(&one) {
        let needed = if step == Step::Verdict { Permission::Decide } else { Permission::Work };
        if there && !needed.given_to(roles) {
            return at(step, Err(Error::Forbidden));
        }
    }
    let mut change = change.clone();
    let ticket = change.begin(conn)?;
    if let Some(to) = routine::give(&one) {
        at(Step::Give, hand(conn, &mut change, &ticket, to))?;
    }
    let verdict = one.verdict.as_deref().and_then(Verdict::of);
    let words = match one.canned_id {
        Some(canned) => Some(at(Step::Reply, said(conn, desk, &change, (&ticket, verdict), (canned, one.letter)))?),
        None => None,
    };
    if let Some(words) = words.as_deref().filter(|_| !one.letter) {
        at(Step::Reply, reply::send(conn, desk, &change, words, false))?;
        change.version += 1;
    }
    let wanted = one.status.as_deref().and_then(Status::of);
    match (verdict, wanted) {
        (Some(verdict), _) => {
            let conclusion = Conclusion {
                verdict,
                reasons: at(Step::Verdict, reasons(conn, &ticket, verdict))?,
                remark: words.filter(|_| one.letter).unwrap_or_default(),
                letter: one.letter,
                close: wanted == Some(Status::Closed),
            };
            at(Step::Verdict, verdict::decide(conn, desk, &change, &conclusion))?;
        }
        (None, Some(next)) => at(Step::Status, shift(conn, &change, next))?,
        (None, None) => {}
    }
    Ok(one)
}

/// The steps of a routine, each with whether it has it.
pub fn steps(one: &Routine) -> [(Step, bool); 4] {
    [
        (Step::Give, one.give.is_some()),
        (Step::Reply, one.canned_id.is_some()),
        (Step::Verdict, one.verdict.is_some()),
        (Step::Status, one.status.is_some()),
    ]
}

fn hand(conn: &mut Conn, change: &mut Change, ticket: &Ticket, to: Give) -> Result<(), Error> {
    let who = match to {
        Give::Me => Some(change.account),
        Give::Nobody => None,
        Give::Person(who) => Some(who),
    };
    if ticket.assignee_id.map(AccountId) == who {
        return Ok(());
    }
    match who {
        Some(who) => {
            let name = assign::fit(conn, who)?;
            assign::set(conn, change, Some((who, &name)))?;
        }
        None => assign::set(conn, change, None)?,
    }
    change.version += 1;
    Ok(())
}

/// The words of the canned reply; refused where nobody would get them, or where something must be filled in by hand.
fn said(
    conn: &mut Conn,
    desk: &Desk,
    change: &Change,
    (ticket, verdict): (&Ticket, Option<Verdict>),
    (id, concluding): (i64, bool),
) -> Result<String, Error> {
    if notify::recipient(conn, ticket)?.is_none() || (concluding && ticket.outside) {
        return Err(Error::Invalid { field: "text", message: "ticket-no-reporter" });
    }
    let words = canned::concluded(conn, desk, (ticket, verdict.or(ticket.verdict)), id, &change.name)?;
    if words.contains(GAP) { Err(Error::Invalid { field: "text", message: "routine-gap" }) } else { Ok(words) }
}

/// What speaks for a verdict in its letter: the strongest findings, where it is one against the mail.
fn reasons(conn: &mut Conn, ticket: &Ticket, verdict: Verdict) -> Result<Vec<String>, Error> {
    if matches!(verdict, Verdict::Legitimate | Verdict::Undetermined) {
        return Ok(Vec::new());
    }
    let arrivals = evidence::arrivals(conn, ticket.row())?;
    let seen = case_file::seen(conn, ticket, &arrivals)?;
    let best = case_file::strongest(&seen).into_iter().next();
    let found = best.iter().flat_map(|(.., sample)| &sample.findings).map(|finding| finding.reason.clone());
    Ok(found.take(REASONS).collect())
}

fn shift(conn: &mut Conn, change: &Change, next: Status) -> Result<(), Error> {
    if change.begin(conn)?.status == next { Ok(()) } else { status::set(conn, change, next) }
}
