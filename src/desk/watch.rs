//! What is looked at again and again: promises that are due soon or late, mails to the desk whose time has come, notices
//! that are long past.

use chrono::TimeDelta;

use super::notice::{self as telling, Kind, Told};
use super::policy::Permission;
use super::{Desk, Error, due};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::{Conn, Db};
use crate::record::notice;
use crate::record::people::Role;
use crate::record::ticket::due as promises;
use crate::record::ticket::list::{self, Alarm};

/// Tickets of one round.
const ROUND: i64 = 50;
/// Notices older than this are removed, this many at a time.
const KEPT: TimeDelta = TimeDelta::days(90);
const SWEPT: i64 = 500;

/// Does a round, if there is anything to do; says how much that was.
pub async fn round(db: &Db, desk: &Desk, now: Instant) -> Result<usize, Error> {
    let asked = db.read(move |conn| {
        let warn = due::warning(conn)?;
        let alarms =
            list::alarms(conn, Alarm::Late, now, 1)?.len() + list::alarms(conn, Alarm::Soon, now + warn, 1)?.len();
        let old = notice::is_older(conn, now - KEPT)?;
        Ok::<_, Error>(alarms > 0 || old || !notice::waiting(conn, (now, now), 1)?.is_empty())
    });
    if !asked.await? {
        return Ok(0);
    }
    let desk = desk.clone();
    db.write(move |conn| {
        let warn = due::warning(conn)?;
        let late = alarm(conn, Alarm::Late, now, now)?;
        let soon = alarm(conn, Alarm::Soon, now + warn, now)?;
        let swept = notice::sweep(conn, now - KEPT, SWEPT)?;
        Ok(late + soon + swept + telling::mail(conn, &desk, now)?)
    })
    .await
}

/// Tells of tickets that are due before `before`, each once: whoever works on it, else everybody who could; of late ones
/// also the role that the rules name.
fn alarm(conn: &mut Conn, which: Alarm, before: Instant, now: Instant) -> Result<usize, Error> {
    let found = list::raise_alarms(conn, which, before, ROUND)?;
    if found.is_empty() {
        return Ok(0);
    }
    let workers = telling::with_roles(conn, Permission::Work.roles())?;
    let role = promises::plan(conn)?.escalate_to.as_deref().and_then(Role::of).filter(|_| which == Alarm::Late);
    let above = role.map_or(Ok(Vec::new()), |role| telling::with_roles(conn, &[role]))?;
    for (ticket, assignee) in &found {
        let own = assignee.map(AccountId).filter(|id| workers.contains(id));
        let mut to = own.map_or_else(|| workers.clone(), |own| vec![own]);
        to.extend(&above);
        let kind = if which == Alarm::Late { Kind::Overdue } else { Kind::Soon };
        telling::tell(conn, &to, &Told { kind, ticket: TicketId(*ticket), campaign: None, by: None, at: now })?;
    }
    Ok(found.len())
}
