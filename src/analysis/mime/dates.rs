//! Dates as people's clients write them in a forwarded block, in Vietnamese and English. Day before month, as in Vietnam;
//! +07:00 where no zone is given, since Vietnam has one zone and no summer time.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use regex::{Captures, Regex};

use super::head::instant;
use crate::base::text::{fold, one_line};

/// Vietnam's offset from UTC, in seconds.
const VIETNAM: i32 = 7 * 3600;

/// Patterns of dates, compiled once; all work on folded text.
#[derive(Debug)]
pub(super) struct DateReader {
    iso: Option<Regex>,
    slashes: Option<Regex>,
    vietnamese: Option<Regex>,
    day_first: Option<Regex>,
    month_first: Option<Regex>,
    time: Option<Regex>,
    zone: Option<Regex>,
}

/// Reads a day from what a pattern caught.
type ReadDay = fn(&Captures<'_>) -> Option<NaiveDate>;

const MONTHS: &[&[&str]] = &[
    &["january", "jan", "gieng", "mot"],
    &["february", "feb", "hai"],
    &["march", "mar", "ba"],
    &["april", "apr", "tu"],
    &["may", "nam"],
    &["june", "jun", "sau"],
    &["july", "jul", "bay"],
    &["august", "aug", "tam"],
    &["september", "sep", "sept", "chin"],
    &["october", "oct", "muoi"],
    &["november", "nov", "muoi mot"],
    &["december", "dec", "muoi hai", "chap"],
];

impl DateReader {
    /// Compiles the patterns.
    pub(super) fn new() -> Self {
        let re = |pattern: &str| Regex::new(pattern).ok();
        let english = "january|february|march|april|may|june|july|august|september|october|november|december\
                       |jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";
        let vietnamese = "muoi mot|muoi hai|muoi|gieng|mot|hai|ba|tu|nam|sau|bay|tam|chin|chap";
        Self {
            iso: re(r"\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})\b"),
            slashes: re(r"\b(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)\b"),
            vietnamese: re(&format!(
                r"\b(\d{{1,2}})[\s,]{{0,3}}(?:thang|thg|th)\.?\s?(\d{{1,2}}|{vietnamese})\b[\s,]{{0,3}}(?:nam\s)?((?:19|20)\d\d)\b"
            )),
            day_first: re(&format!(r"\b(\d{{1,2}})\.?\s(?:of\s)?({english})\.?,?\s((?:19|20)\d\d)\b")),
            month_first: re(&format!(r"\b({english})\.?\s(\d{{1,2}})(?:st|nd|rd|th)?,?\s((?:19|20)\d\d)\b")),
            time: re(r"\b(\d{1,2})\s?(?::|h|gio)\s?(\d{2})(?:\s?(?::|phut)\s?(\d{2})?)?(?:\s?(am|pm|sa|ch)\b)?"),
            zone: re(r"(?:\b(?:gmt|utc)|\s)\s?([+-])(\d{1,2}):?(\d{2})?\b"),
        }
    }

    /// The instant that a written date means.
    pub(super) fn read(&self, text: &str) -> Option<DateTime<FixedOffset>> {
        let line = one_line(text, 200);
        if let Some(standard) = mail_date(&line) {
            return Some(standard);
        }
        let folded = fold(&line);
        let (day, rest) = self.day(&folded)?;
        let time = self.time_of(&rest).unwrap_or_default();
        let zone = self.zone_of(&rest).unwrap_or(VIETNAM);
        FixedOffset::east_opt(zone)?.from_local_datetime(&day.and_time(time)).single()
    }

    /// The day, and the text without it, so that its digits are not taken for the time.
    fn day(&self, folded: &str) -> Option<(NaiveDate, String)> {
        let tries: [(&Option<Regex>, ReadDay); 5] = [
            (&self.iso, |c| date(number(c, 1)?, number(c, 2)?, number(c, 3)?)),
            (&self.vietnamese, |c| date(number(c, 3)?, month(c, 2)?, number(c, 1)?)),
            (&self.month_first, |c| date(number(c, 3)?, month(c, 1)?, number(c, 2)?)),
            (&self.day_first, |c| date(number(c, 3)?, month(c, 2)?, number(c, 1)?)),
            (&self.slashes, |c| {
                let (day, month, year) = (number(c, 1)?, number(c, 2)?, number(c, 3)?);
                date(year, month, day).or_else(|| date(year, day, month))
            }),
        ];
        tries.iter().find_map(|(pattern, read)| {
            let found = pattern.as_ref()?.captures(folded)?;
            let day = read(&found)?;
            let all = found.get(0)?;
            let rest = format!("{} {}", folded.get(..all.start())?, folded.get(all.end()..)?);
            Some((day, rest))
        })
    }

    fn time_of(&self, rest: &str) -> Option<NaiveTime> {
        let found = self.time.as_ref()?.captures(rest)?;
        let (hour, minute) = (number(&found, 1)?, number(&found, 2)?);
        let second = number(&found, 3).unwrap_or(0);
        let hour = match found.get(4).map(|half| half.as_str()) {
            Some("pm" | "ch") if hour < 12 => hour + 12,
            Some("am" | "sa") if hour == 12 => 0,
            _ => hour,
        };
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    fn zone_of(&self, rest: &str) -> Option<i32> {
        let found = self.zone.as_ref()?.captures(rest)?;
        let seconds = number(&found, 2)? * 3600 + number(&found, 3).unwrap_or(0) * 60;
        let seconds = i32::try_from(seconds).ok()?;
        Some(if found.get(1)?.as_str() == "-" { -seconds } else { seconds })
    }
}

/// A Date header as it stands (RFC 5322), which carries its zone.
fn mail_date(line: &str) -> Option<DateTime<FixedOffset>> {
    let zoned =
        line.rsplit(' ').take(2).any(|word| word.len() == 5 && word.starts_with(['+', '-'])) || line.ends_with("GMT");
    let parsed = zoned.then(|| mail_parser::DateTime::parse_rfc822(line)).flatten()?;
    (parsed.is_valid() && parsed.year > 1970).then(|| instant(&parsed)).flatten()
}

fn number(found: &Captures<'_>, group: usize) -> Option<u32> {
    found.get(group)?.as_str().parse().ok()
}

fn month(found: &Captures<'_>, group: usize) -> Option<u32> {
    let word = found.get(group)?.as_str();
    word.parse().ok().or_else(|| {
        let at = MONTHS.iter().position(|names| names.contains(&word))?;
        u32::try_from(at + 1).ok()
    })
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::DateReader;

    #[test]
    fn every_client_writes_the_same_minute() {
        let reader = DateReader::new();
        for text in [
            "Thứ Năm, 11 Tháng Ba, 2021 9:29:00 SA",
            "Thursday, March 11, 2021 9:29:00 AM",
            "Thursday, March 11, 2021 9:29 AM",
            "2021-03-11 09:29",
            "Th 5, 11 thg 3, 2021 lúc 09:29",
            "Thứ Năm, 11 tháng 3, 2021 9:29 SA",
            "11 tháng 3, 2021 09:29",
            "09h29 ngày 11/3/2021",
            "9 giờ 29 phút, ngày 11 tháng 3 năm 2021",
            "Thu, Mar 11, 2021 at 9:29 AM",
            "Thu, 11 Mar 2021 09:29:00 +0700",
            "Thu, 11 Mar 2021 02:29:00 GMT",
            "11. March 2021 02:29:00 GMT+00:00",
            "11/03/2021 09:29",
        ] {
            let read = reader.read(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.to_utc().to_rfc3339(), "2021-03-11T02:29:00+00:00", "{text}");
        }
    }

    #[test]
    fn afternoons_and_nonsense() {
        let reader = DateReader::new();
        let at = |text: &str| reader.read(text).map(|at| at.to_rfc3339());
        assert_eq!(at("Chủ Nhật, 5 Tháng Mười Hai, 2021 12:05:00 CH").as_deref(), Some("2021-12-05T12:05:00+07:00"));
        assert_eq!(at("Thứ Tư, 5 Tháng Năm, 2021 2:05:00 CH").as_deref(), Some("2021-05-05T14:05:00+07:00"));
        assert_eq!(at("31/02/2021"), None);
        assert_eq!(at("hôm qua"), None);
    }
}
