//! Stores tickets by the desk's own use-cases, as the door, the worker and people would, many in one transaction. Letters
//! count as sent and jobs as done: nothing of a filled database ever leaves.

use chrono::TimeDelta;

use super::case::{Case, Maker};
use crate::analysis::evidence::Evidence;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ExposedId, JobId, LetterId, ReporterId, TicketId};
use crate::desk::change::Change;
use crate::desk::exposed_account::Mark;
use crate::desk::receive::{self, Incoming, Prepared};
use crate::desk::verdict::Conclusion;
use crate::desk::{Desk, Error, analyse, assign, exposed_account, note, reply, reporter_answer, status, verdict};
use crate::infra::db::Conn;
use crate::record::audit::Actor;
use crate::record::ticket::{self, Status, Ticket};
use crate::record::{evidence, exposure, outbox, queue};

/// Most jobs and letters that a batch leaves behind.
const LEFT: i64 = 100_000;

/// Everything that storing needs.
pub(super) struct Player {
    pub(super) desk: Desk,
    pub(super) maker: Maker,
    /// Who works, with their names.
    pub(super) people: Vec<(AccountId, &'static str)>,
}

impl Player {
    /// Stores a batch of tickets.
    pub(super) fn play(&self, conn: &mut Conn, cases: &[Case]) -> Result<(), Error> {
        for case in cases {
            self.one(conn, case)?;
        }
        let last = cases.last().map(|case| case.incoming.at + TimeDelta::days(365));
        last.map_or(Ok(()), |far| settle(conn, far))
    }

    fn one(&self, conn: &mut Conn, case: &Case) -> Result<(), Error> {
        let fate = &case.fate;
        let came = case.incoming.at;
        let number = self.arrive(conn, &case.incoming, &case.mail, &case.seen)?;
        let begun = came + TimeDelta::minutes(fate.minutes);
        if let Some(said) = fate.exposure {
            let ticket = named(conn, &number)?;
            let who = ReporterId(ticket.reporter_id.ok_or(Error::NotFound)?);
            let visitor = Actor::Visitor("192.0.2.7".into());
            reporter_answer::answer(conn, &self.desk, &visitor, ticket.row(), who, said, came + TimeDelta::minutes(4))?;
        }
        if fate.taken {
            let change = self.change(conn, case, &number, begun)?;
            assign::set(conn, &change, Some((change.account, &change.name)))?;
        }
        if fate.noted {
            let change = self.change(conn, case, &number, begun)?;
            note::add(conn, &change, "Đã gọi điện cho đơn vị, chờ phản hồi.")?;
        }
        if fate.asked {
            let change = self.change(conn, case, &number, begun)?;
            reply::send(conn, &self.desk, &change, "Đề nghị chuyển tiếp lại thư dưới dạng tệp đính kèm.", true)?;
        }
        if fate.again {
            let (incoming, mail, seen) = self.maker.later(case, &number, begun + TimeDelta::minutes(9));
            self.arrive(conn, &incoming, &mail, &seen)?;
        }
        self.conclude(conn, case, &number, begun + TimeDelta::minutes(20))
    }

    fn conclude(&self, conn: &mut Conn, case: &Case, number: &str, at: Instant) -> Result<(), Error> {
        let Some(word) = case.fate.verdict else { return Ok(()) };
        let row = named(conn, number)?.row();
        self.secure(conn, row, at)?;
        let found = case.seen.samples.first().map(|sample| sample.findings.as_slice()).unwrap_or_default();
        let conclusion = Conclusion {
            verdict: word,
            reasons: found.iter().take(3).map(|finding| finding.reason.clone()).collect(),
            remark: String::new(),
            letter: true,
            close: false,
        };
        let change = self.change(conn, case, number, at)?;
        verdict::decide(conn, &self.desk, &change, &conclusion)?;
        let ticket = named(conn, number)?;
        if case.fate.closed && ticket.status == Status::Resolved {
            let change = self.change(conn, case, number, at + TimeDelta::hours(20))?;
            status::set(conn, &change, Status::Closed)?;
        }
        let Some(who) = ticket.reporter_id.filter(|_| case.fate.contested) else { return Ok(()) };
        let visitor = Actor::Visitor("192.0.2.7".into());
        let own = (ticket.row(), ReporterId(who));
        reporter_answer::contest(conn, &visitor, own, word, "Đề nghị xem lại.", at + TimeDelta::hours(30))
    }

    /// A mail arrives and is analysed; gives the number of its ticket.
    fn arrive(&self, conn: &mut Conn, mail: &Incoming, raw: &Prepared, seen: &Evidence) -> Result<String, Error> {
        let number = receive::take(conn, &self.desk, mail, raw)?.number;
        let ticket = named(conn, &number)?.row();
        let arrival = evidence::arrivals(conn, ticket)?.pop().ok_or(Error::NotFound)?;
        analyse::keep(conn, &self.desk, &arrival, seen, mail.at + TimeDelta::seconds(3))?;
        Ok(number)
    }

    /// Takes every step that secures the accounts of a ticket.
    fn secure(&self, conn: &mut Conn, ticket: TicketId, at: Instant) -> Result<(), Error> {
        let Some((who, _)) = self.people.first().copied() else { return Ok(()) };
        for case in exposure::of_ticket(conn, ticket)?.into_iter().filter(|case| case.closed_at.is_none()) {
            for step in case.what.steps() {
                let place = (ExposedId(case.id), *step);
                exposed_account::mark(conn, &actor(who), who, place, Mark::Done, at)?;
            }
        }
        Ok(())
    }

    fn change(&self, conn: &mut Conn, case: &Case, number: &str, now: Instant) -> Result<Change, Error> {
        let at = case.serial as usize % self.people.len().max(1);
        let (account, name) = self.people.get(at).copied().ok_or(Error::NotFound)?;
        let version = named(conn, number)?.version;
        Ok(Change { account, name: name.into(), actor: actor(account), number: number.into(), version, now })
    }
}

fn actor(who: AccountId) -> Actor {
    Actor::Account(who, "127.0.0.1".into())
}

fn named(conn: &mut Conn, number: &str) -> Result<Ticket, Error> {
    ticket::by_number(conn, number)?.ok_or(Error::NotFound)
}

/// Letters are sent and jobs are done, all of those that are due until `far`.
fn settle(conn: &mut Conn, far: Instant) -> Result<(), Error> {
    let until = far + TimeDelta::minutes(1);
    for letter in outbox::lease(conn, "bench", (far, until), LEFT, 0)? {
        outbox::sent(conn, LetterId(letter.id), letter.due_at)?;
    }
    for job in queue::lease(conn, "bench", far, until, LEFT)? {
        queue::done(conn, JobId(job.id))?;
    }
    Ok(())
}
