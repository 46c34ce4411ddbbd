//! Periods as officials report: a month of the calendar, or from the 15th to the 14th; days are those of people's clocks.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};

use crate::base::clock::Instant;
use crate::base::text::Zone;
use crate::text_enum;

text_enum! {
    /// How a period is chosen.
    Choice {
        /// The present month of the calendar.
        This = "this",
        /// The month before.
        Last = "last",
        /// A named month of the calendar.
        Month = "month",
        /// From the 15th of the month before the named one to its 14th.
        Reporting = "reporting",
        /// From one day to another.
        Custom = "custom",
    }
}

/// Some days, both ends included; at most five years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How it was chosen.
    pub choice: Choice,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// Most days of a period.
const MOST: u64 = 5 * 366;

fn month(choice: Choice, within: NaiveDate) -> Period {
    let from = within.with_day(1).unwrap_or(within);
    let next = from.checked_add_months(Months::new(1)).unwrap_or(from);
    Period { choice, from, to: next.pred_opt().unwrap_or(from) }
}

fn reporting(within: NaiveDate) -> Period {
    let to = within.with_day(14).unwrap_or(within);
    let from = to.checked_sub_months(Months::new(1)).and_then(|day| day.with_day(15)).unwrap_or(to);
    Period { choice: Choice::Reporting, from, to }
}

impl Period {
    /// The period of a choice; `named` is a day of the named month, `ends` are those of [`Choice::Custom`], in either order.
    /// Without them the present month or reporting period counts.
    pub fn of(
        choice: Choice,
        named: Option<NaiveDate>,
        ends: (Option<NaiveDate>, Option<NaiveDate>),
        today: NaiveDate,
    ) -> Self {
        let before = |day: NaiveDate| day.checked_sub_months(Months::new(1)).unwrap_or(day);
        match choice {
            Choice::This => month(choice, today),
            Choice::Last => month(choice, before(today)),
            Choice::Month => month(choice, named.unwrap_or(today)),
            Choice::Reporting => {
                let next = today.checked_add_months(Months::new(1)).filter(|_| today.day() >= 15);
                reporting(named.or(next).unwrap_or(today))
            }
            Choice::Custom => {
                let (from, to) = (ends.0.or(ends.1).unwrap_or(today), ends.1.or(ends.0).unwrap_or(today));
                let (from, to) = (from.min(to), from.max(to));
                let last = from.checked_add_days(Days::new(MOST)).unwrap_or(from);
                Self { choice, from, to: to.min(last) }
            }
        }
    }

    /// How many days it has.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days() + 1
    }

    /// The period just before: the month or reporting period before, else as many days.
    pub fn before(&self) -> Self {
        let eve = self.from.pred_opt().unwrap_or(self.from);
        match self.choice {
            Choice::Custom => {
                let from = eve.checked_sub_days(Days::new((self.days() - 1).unsigned_abs())).unwrap_or(eve);
                Self { from, to: eve, ..*self }
            }
            Choice::Reporting => reporting(eve),
            choice => month(choice, eve),
        }
    }

    /// From which instant until before which: local midnights.
    pub fn span(&self, zone: Zone) -> (Instant, Instant) {
        let next = self.to.succ_opt().unwrap_or(self.to);
        (zone.utc(self.from.and_time(NaiveTime::MIN)), zone.utc(next.and_time(NaiveTime::MIN)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_whole_and_follow_each_other() {
        let of = |choice, today| Period::of(choice, None, (None, None), day(today));
        let ends = |period: Period| (period.from.to_string(), period.to.to_string());
        let said = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(ends(of(Choice::This, "2026-02-11")), said("2026-02-01", "2026-02-28"));
        assert_eq!(ends(of(Choice::Last, "2026-03-31")), said("2026-02-01", "2026-02-28"));
        assert_eq!(ends(of(Choice::Reporting, "2026-03-14")), said("2026-02-15", "2026-03-14"));
        assert_eq!(ends(of(Choice::Reporting, "2025-12-15")), said("2025-12-15", "2026-01-14"));
        assert_eq!(ends(of(Choice::Reporting, "2026-03-14").before()), said("2026-01-15", "2026-02-14"));
        assert_eq!(ends(of(Choice::This, "2026-03-01").before()), said("2026-02-01", "2026-02-28"));
        let some = (Some(day("2026-03-10")), Some(day("2026-03-01")));
        let custom = Period::of(Choice::Custom, None, some, day("2026-03-11"));
        assert_eq!(ends(custom), said("2026-03-01", "2026-03-10"));
        assert_eq!(ends(custom.before()), said("2026-02-19", "2026-02-28"));
        let (from, until) = custom.span(Zone::default());
        assert_eq!((from.to_string(), until.to_string()), ("2026-02-28 17:00:00".into(), "2026-03-10 17:00:00".into()));
    }
}
