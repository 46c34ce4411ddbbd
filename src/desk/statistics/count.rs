//! Counting rows of a period. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::period::Period;
use crate::base::clock::Instant;
use crate::base::text::Zone;
use crate::record::figures::{Mailbox, Row, Told};
use crate::record::ticket::{Kind, Verdict};

/// The middle and the 90th percentile of some durations, in minutes; nearest rank.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many there are.
    pub count: usize,
    /// Half of them took no longer.
    pub median: Option<i64>,
    /// Nine of ten took no longer.
    pub ninetieth: Option<i64>,
}

/// The spread of durations in minutes.
pub fn spread(mut minutes: Vec<i64>) -> Spread {
    minutes.sort_unstable();
    let count = minutes.len();
    let rank = |share: usize| minutes.get((count * share).div_ceil(100).saturating_sub(1)).copied();
    Spread { count, median: rank(50), ninetieth: rank(90) }
}

/// Whole minutes from one instant to another; none below zero.
pub fn minutes(from: Instant, to: Instant) -> i64 {
    (to - from).num_minutes().max(0)
}

/// What is counted of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How often a mail was reported; requests for help are none.
    pub reports: i64,
    /// Tickets of all kinds.
    pub tickets: i64,
    /// Tickets by verdict, every verdict once.
    pub verdicts: Vec<(Verdict, i64)>,
    /// Campaigns with a ticket.
    pub campaigns: i64,
    /// People who wrote, each once.
    pub reporters: i64,
    /// From opening to the first answer of a person.
    pub answer: Spread,
    /// From opening to the conclusion.
    pub verdict: Spread,
    /// Tickets whose first answer is late, or came late.
    pub late: i64,
    /// Tickets whose first answer came, or should have come.
    pub due: i64,
    /// Exposed mailboxes by what happened, as the word says.
    pub exposed: BTreeMap<String, i64>,
    /// From being put on the board to the last step, where steps were needed.
    pub secured: Spread,
    /// Advisories issued.
    pub advisories: i64,
    /// Agencies that were sent one.
    pub told: i64,
    /// Agencies that confirmed one.
    pub confirmed: i64,
}

fn distinct<T: Ord>(all: impl Iterator<Item = T>) -> i64 {
    all.collect::<BTreeSet<T>>().len() as i64
}

/// Counts a period; `without_steps` says of which exposed mailboxes nothing has to be done.
pub fn counts(
    rows: &[&Row],
    boxes: &[&Mailbox],
    told: &[&Told],
    without_steps: impl Fn(&str) -> bool,
    now: Instant,
) -> Counts {
    let of =
        |verdict: &Verdict| rows.iter().filter(|row| row.verdict.as_deref() == Some(verdict.word())).count() as i64;
    let first = |row: &Row| row.answered_at.or(row.resolved_at).or(row.closed_at);
    let concluded = rows.iter().filter(|row| row.verdict.is_some());
    let mut exposed = BTreeMap::new();
    for one in boxes {
        *exposed.entry(one.what.clone()).or_insert(0) += 1;
    }
    let grave = boxes.iter().filter(|one| !without_steps(&one.what));
    let report = |row: &&&Row| row.kind != Kind::Request.word();
    Counts {
        reports: rows.iter().filter(report).map(|row| i64::from(row.arrivals)).sum(),
        tickets: rows.len() as i64,
        verdicts: Verdict::ALL.iter().map(|verdict| (*verdict, of(verdict))).collect(),
        campaigns: distinct(rows.iter().filter_map(|row| row.campaign)),
        reporters: distinct(rows.iter().filter_map(|row| row.address.as_deref())),
        answer: spread(rows.iter().filter_map(|row| Some(minutes(row.created_at, row.answered_at?))).collect()),
        verdict: spread(concluded.filter_map(|row| Some(minutes(row.created_at, row.resolved_at?))).collect()),
        late: rows.iter().filter(|row| first(row).unwrap_or(now) > row.due_at).count() as i64,
        due: rows.iter().filter(|row| first(row).is_some() || row.due_at < now).count() as i64,
        exposed,
        secured: spread(grave.filter_map(|one| Some(minutes(one.opened_at, one.closed_at?))).collect()),
        advisories: distinct(told.iter().map(|one| one.advisory)),
        told: distinct(told.iter().filter_map(|one| one.agency.as_deref())),
        confirmed: distinct(
            told.iter().filter(|one| one.received_at.is_some()).filter_map(|one| one.agency.as_deref()),
        ),
    }
}

/// Tickets for each day of a period, all and those found to be phishing or malware; the days of weeks that begin with the period
/// where it has more than 62 days, of 30 days where more than 434.
pub fn days(rows: &[&Row], period: &Period, zone: Zone) -> Vec<(chrono::NaiveDate, i64, i64)> {
    let step = match period.days() {
        ..=62 => 1,
        63..=434 => 7,
        _ => 30,
    };
    let mut found: BTreeMap<i64, (i64, i64)> = (0..=(period.days() - 1) / step).map(|n| (n, (0, 0))).collect();
    for row in rows {
        let n = (zone.local(row.created_at).date() - period.from).num_days() / step;
        if let Some((all, bad)) = found.get_mut(&n) {
            *all += 1;
            let verdict = row.verdict.as_deref().and_then(Verdict::of);
            *bad += i64::from(matches!(verdict, Some(Verdict::Phishing | Verdict::Malware)));
        }
    }
    let day = |n: i64| period.from.checked_add_signed(chrono::TimeDelta::days(n * step)).unwrap_or(period.from);
    found.into_iter().map(|(n, (all, bad))| (day(n), all, bad)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spread_is_of_values_that_are_there() {
        assert_eq!(spread(Vec::new()), Spread::default());
        let of = |all: &[i64]| (spread(all.to_vec()).median, spread(all.to_vec()).ninetieth);
        assert_eq!(of(&[7]), (Some(7), Some(7)));
        assert_eq!(of(&[10, 1, 9, 2, 8, 3, 7, 4, 6, 5]), (Some(5), Some(9)));
    }
}
