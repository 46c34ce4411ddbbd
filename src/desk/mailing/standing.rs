//! How far an advisory is with each recipient, and that as a table for a spreadsheet. Reads only.

use super::super::{Desk, Error};
use super::place::{Where, failed, places};
use super::send;
use crate::base::clock::Instant;
use crate::base::locale::Words;
use crate::base::text::list_time;
use crate::infra::db::Conn;
use crate::paper::table as csv;
use crate::record::advisory::{self, Advisory};
use crate::record::mailing::Mailing;

/// A recipient.
#[derive(Clone, Debug)]
pub struct Line {
    /// The recipient.
    pub to: Mailing,
    /// Where it is.
    pub place: Where,
    /// When the first letter left.
    pub sent_at: Option<Instant>,
    /// Why a letter came back; foreign text.
    pub reason: String,
}

/// How far an advisory is.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The advisory.
    pub advisory: Advisory,
    /// The recipients, by group and agency.
    pub lines: Vec<Line>,
    /// How many could be reminded now.
    pub late: usize,
    /// When the last reminder was queued.
    pub reminded_at: Option<Instant>,
}

impl Standing {
    /// How many recipients are at a place.
    pub fn count(&self, place: Where) -> usize {
        self.lines.iter().filter(|line| line.place == place).count()
    }
}

/// How far an advisory is with each recipient.
pub fn standing(conn: &mut Conn, uuid: &str, now: Instant) -> Result<Standing, Error> {
    let found = advisory::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let late = send::due(conn, &found, now)?.len();
    let lines: Vec<Line> = places(conn, found.row())?
        .into_iter()
        .map(|(to, place, letters)| Line {
            place,
            sent_at: letters.iter().find_map(|letter| letter.sent_at),
            reason: letters
                .iter()
                .rev()
                .filter(|one| failed(one))
                .find_map(|one| one.error.clone())
                .unwrap_or_default(),
            to,
        })
        .collect();
    let reminded_at = lines.iter().filter_map(|line| line.to.reminded_at).max();
    Ok(Standing { advisory: found, lines, late, reminded_at })
}

/// The standing as a table, its headings in these words; no cell is taken for a formula.
pub fn table(desk: &Desk, standing: &Standing, words: &Words) -> String {
    let at = |at: Option<Instant>| at.map(|at| list_time(at, desk.zone)).unwrap_or_default();
    let columns = [
        "mailing-agency",
        "mailing-band",
        "mailing-person",
        "mailing-recipient",
        "mailing-place",
        "mailing-sent-at",
        "mailing-reason",
        "mailing-received-at",
        "mailing-received-how",
        "mailing-received-by",
        "mailing-note",
        "mailing-reminded-at",
    ];
    let heading: Vec<String> = columns.iter().map(|key| words.say(key)).collect();
    let rows = standing.lines.iter().map(|line| {
        let to = &line.to;
        let how = to.received_how.map(|how| words.say(&format!("mailing-how-{how}"))).unwrap_or_default();
        vec![
            to.agency.clone(),
            to.band.clone(),
            to.person.clone(),
            to.recipient.clone(),
            words.say(&format!("mailing-at-{}", line.place)),
            at(line.sent_at),
            line.reason.clone(),
            at(to.received_at),
            how,
            to.received_by.clone(),
            to.note.clone(),
            at(to.reminded_at),
        ]
    });
    let all: Vec<Vec<String>> = std::iter::once(heading).chain(rows).collect();
    csv::write(all.iter().map(|row| row.iter().map(String::as_str).collect()))
}
