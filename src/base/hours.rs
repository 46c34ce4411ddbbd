//! Working time: hours of the week, holidays and days worked in exchange, and what an instant is after so much of it. Pure;
//! the calendar itself is kept by `record::ticket::due`.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::clock::Instant;
use super::text::Zone;

/// Minutes of a day.
const DAY: u32 = 24 * 60;
/// The furthest that is looked for working time, in days: beyond it the time is taken as it passes on the wall.
const FURTHEST: usize = 3 * 366;
/// Most stretches of work in a day.
const STRETCHES: usize = 6;

/// The days of a week in the order in which people see them.
pub const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

/// The stretches of work of a day: minutes since midnight, first included, last not; in order, without overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretches(Vec<(u32, u32)>);

impl Stretches {
    /// Reads `07:30–11:30, 13:30–17:00`; nothing is a day without work. Absent where it is something else.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::default());
        }
        let mut out: Vec<(u32, u32)> = Vec::new();
        for part in text.split([',', ';']) {
            let (from, until) = part.split_once(['-', '–'])?;
            let (from, until) = (minute(from)?, minute(until)?);
            if from >= until || out.last().is_some_and(|(_, before)| from < *before) || out.len() == STRETCHES {
                return None;
            }
            out.push((from, until));
        }
        Some(Self(out))
    }

    /// Whether nobody works.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl std::fmt::Display for Stretches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, (from, until)) in self.0.iter().enumerate() {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{:02}:{:02}–{:02}:{:02}", from / 60, from % 60, until / 60, until % 60)?;
        }
        Ok(())
    }
}

/// The minute of `7:30` or `24:00`.
fn minute(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.len() <= 2 && !part.starts_with('+'));
    let (hour, minute) = (number(hour)?, number(minute).filter(|minute| *minute < 60)?);
    Some(hour * 60 + minute).filter(|minute| *minute <= DAY)
}

/// Working hours of each weekday, Monday first, with the days that differ.
#[derive(Clone, Debug)]
pub struct Hours {
    /// The zone in which the hours are meant.
    pub zone: Zone,
    /// Each weekday, Monday first.
    pub week: [Stretches; 7],
    /// Days that differ: whether they are worked. Those that are have the hours of the first working day of the week.
    pub days: BTreeMap<NaiveDate, bool>,
}

impl Hours {
    fn on(&self, day: NaiveDate) -> &[(u32, u32)] {
        let usual = || self.week.get(day.weekday().num_days_from_monday() as usize);
        let stretches = match self.days.get(&day) {
            Some(false) => None,
            Some(true) => self.week.iter().find(|stretches| !stretches.is_empty()),
            None => usual(),
        };
        stretches.map_or(&[], |stretches| &stretches.0)
    }

    /// The stretches of work from the day of an instant on, as instants.
    fn from(&self, start: Instant) -> impl Iterator<Item = (Instant, Instant)> + '_ {
        let days = self.zone.local(start).date().iter_days().take(FURTHEST);
        days.flat_map(move |day| {
            let at = move |minute: u32| {
                self.zone.utc(day.and_time(chrono::NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute)))
            };
            self.on(day).iter().map(move |(from, until)| (at(*from), at(*until)))
        })
    }

    /// The first instant by which `span` of working time has passed since `start`. Where no work is within three years, the
    /// span is taken as it passes on the wall.
    pub fn after(&self, start: Instant, span: TimeDelta) -> Instant {
        let mut left = span;
        if left <= TimeDelta::zero() {
            return start;
        }
        for (from, until) in self.from(start) {
            let from = from.max(start);
            if from >= until {
                continue;
            }
            if left <= until - from {
                return from + left;
            }
            left -= until - from;
        }
        start + span
    }

    /// How much working time lies between two instants, looking no further than three years.
    pub fn between(&self, start: Instant, end: Instant) -> TimeDelta {
        let within = self.from(start).take_while(|(from, _)| *from < end);
        within.map(|(from, until)| (until.min(end) - from.max(start)).max(TimeDelta::zero())).sum()
    }

    /// When a span that begins at `start` ends, where it stands still during `pauses` (in order, without overlap). It passes
    /// in working time, or `round_the_clock`.
    pub fn due(
        &self,
        start: Instant,
        span: TimeDelta,
        round_the_clock: bool,
        pauses: &[(Instant, Instant)],
    ) -> Instant {
        let (mut at, mut left) = (start, span);
        for (from, until) in pauses {
            if *until <= at {
                continue;
            }
            let before = (*from).max(at);
            let passed = if round_the_clock { before - at } else { self.between(at, before) };
            if passed >= left {
                break;
            }
            left -= passed;
            at = *until;
        }
        if round_the_clock { at + left } else { self.after(at, left) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn office(days: &[(u32, bool)]) -> Hours {
        let day = Stretches::read("7:30-11:30, 13:30–17:00").unwrap();
        let none = Stretches::default();
        let week = [day.clone(), day.clone(), day.clone(), day.clone(), day, none.clone(), none];
        let days = days.iter().map(|(day, works)| (NaiveDate::from_ymd_opt(2026, 4, *day).unwrap(), *works)).collect();
        Hours { zone: Zone::default(), week, days }
    }

    fn at(day: u32, hour: u32, minute: u32) -> Instant {
        let local = NaiveDate::from_ymd_opt(2026, 4, day).unwrap().and_hms_opt(hour, minute, 0).unwrap();
        Zone::default().utc(local)
    }

    #[test]
    fn time_passes_only_while_people_work() {
        let hours = office(&[(27, false), (30, false), (25, true)]);
        // Wednesday 22/4: the break at noon, the night.
        assert_eq!(hours.after(at(22, 9, 29), TimeDelta::hours(4)), at(22, 15, 29));
        assert_eq!(hours.after(at(22, 16, 30), TimeDelta::hours(1)), at(23, 8, 0));
        assert_eq!(
            hours.after(at(22, 7, 30), TimeDelta::hours(4)),
            at(22, 11, 30),
            "the end of a stretch, not the next"
        );
        // Friday 24/4 evening: Saturday is worked in exchange, Monday is a holiday.
        assert_eq!(hours.after(at(24, 20, 0), TimeDelta::hours(8)), at(28, 8, 0));
        assert_eq!(hours.after(at(24, 20, 0), TimeDelta::zero()), at(24, 20, 0));
        assert_eq!(hours.between(at(24, 16, 0), at(28, 8, 0)), TimeDelta::minutes(60 + 450 + 30));
        let never = Hours { week: <_>::default(), ..office(&[]) };
        assert_eq!(never.after(at(22, 9, 0), TimeDelta::hours(4)), at(22, 13, 0), "on the wall where nobody works");
    }

    #[test]
    fn a_span_stands_still_in_a_pause() {
        let hours = office(&[]);
        let pause = [(at(22, 10, 0), at(23, 10, 0))];
        assert_eq!(hours.due(at(22, 9, 0), TimeDelta::hours(2), false, &pause), at(23, 11, 0));
        assert_eq!(hours.due(at(22, 9, 0), TimeDelta::hours(2), true, &pause), at(23, 11, 0));
        assert_eq!(hours.due(at(22, 9, 0), TimeDelta::minutes(30), false, &pause), at(22, 9, 30), "over before");
        assert_eq!(hours.due(at(23, 9, 30), TimeDelta::hours(1), true, &pause), at(23, 11, 0), "begun within");
        assert_eq!(hours.due(at(24, 8, 0), TimeDelta::hours(1), true, &pause), at(24, 9, 0), "begun behind");
    }

    #[test]
    fn hours_are_read_as_they_are_written() {
        for (text, said) in
            [("", ""), ("8:00-12:00", "08:00–12:00"), (" 07:30–11:30;13:30-24:00", "07:30–11:30, 13:30–24:00")]
        {
            assert_eq!(Stretches::read(text).unwrap().to_string(), said);
        }
        for odd in ["8-12", "12:00-8:00", "8:00-12:00, 11:00-13:00", "8:60-9:00", "8:00-24:01", "+8:00-9:00", "x", ","]
        {
            assert_eq!(Stretches::read(odd), None, "{odd}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
        /// Against counting minute by minute.
        #[test]
        fn it_is_what_counting_minutes_gives(
            cuts in proptest::collection::vec(proptest::collection::btree_set(0u32..DAY, 0..5), 7),
            differ in proptest::collection::btree_map(1u32..28, any::<bool>(), 0..6),
            start in 0i64..14 * 1440, span in 0i64..3 * 1440, pause in 0i64..4 * 1440, length in 0i64..2 * 1440, wall in any::<bool>(),
        ) {
            let stretches = |set: &std::collections::BTreeSet<u32>| {
                let all: Vec<u32> = set.iter().copied().collect();
                Stretches(all.chunks_exact(2).map(|two| (two[0], two[1])).collect())
            };
            let week: Vec<Stretches> = cuts.iter().map(stretches).collect();
            let days: Vec<(u32, bool)> = differ.into_iter().collect();
            let hours = Hours { week: week.try_into().unwrap(), ..office(&days) };
            let begin = at(1, 0, 0) + TimeDelta::minutes(start);
            let pauses = [(begin + TimeDelta::minutes(pause), begin + TimeDelta::minutes(pause + length))];
            let works = |now: Instant| {
                let local = Zone::default().local(now);
                let minute = u32::try_from((local.time() - chrono::NaiveTime::MIN).num_minutes()).unwrap();
                hours.on(local.date()).iter().any(|(from, until)| (*from..*until).contains(&minute))
            };
            let stands = |now: Instant| pauses.iter().any(|(from, until)| (*from..*until).contains(&now));
            let (mut now, mut left) = (begin, span);
            for _ in 0..20 * 1440 {
                if left == 0 { break; }
                if (wall || works(now)) && !stands(now) { left -= 1; }
                now += TimeDelta::minutes(1);
            }
            // Where three weeks hold too little work, there is nothing to compare with.
            prop_assume!(left == 0);
            prop_assert_eq!(hours.due(begin, TimeDelta::minutes(span), wall, &pauses), now);
            if !wall {
                let naive = (0..span).filter(|minute| works(begin + TimeDelta::minutes(*minute))).count();
                let counted = hours.between(begin, begin + TimeDelta::minutes(span)).num_minutes();
                prop_assert_eq!(counted, i64::try_from(naive).unwrap());
            }
        }
    }
}
