//! What the desk knows of a reporter: how much they reported, how often rightly, how soon they are usually answered. Shown in
//! words to staff alone; in the queue it moves a ticket by a few points ([`crate::record::ticket::list::Sort::Risk`]).

use chrono::TimeDelta;

use super::Error;
use crate::base::ids::ReporterId;
use crate::infra::db::Conn;
use crate::record::people::{self, Track};
use crate::record::ticket::list;

/// So few conclusions say nothing of a person.
const FEW: i32 = 3;

/// A reporter's record.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Tickets.
    pub reports: i64,
    /// What became of them.
    pub track: Track,
    /// Median time from report to first answer, of the last 50 that were answered.
    pub answered_after: Option<TimeDelta>,
}

impl Record {
    /// How often the person is right, as a word: `few`, `often`, `mixed`, `seldom`.
    pub fn word(&self) -> &'static str {
        let Track { decided, rightly } = self.track;
        match rightly {
            _ if decided < FEW => "few",
            rightly if rightly * 10 >= decided * 7 => "often",
            rightly if rightly * 10 >= decided * 3 => "mixed",
            _ => "seldom",
        }
    }
}

/// The record of a reporter.
pub(super) fn of(conn: &mut Conn, who: ReporterId) -> Result<Record, Error> {
    let mut times: Vec<TimeDelta> =
        list::answer_times(conn, who)?.into_iter().map(|(opened, answered)| answered - opened).collect();
    times.sort();
    Ok(Record {
        reports: list::reported_by(conn, who)?,
        track: people::track(conn, who)?,
        answered_after: times.get(times.len() / 2).copied(),
    })
}
