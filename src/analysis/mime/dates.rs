//! Dates as people's clients write them in a forwarded block, in the languages of `dialects`. Day before month, as in
//! Vietnam; +07:00 where no zone is given, since Vietnam has one zone and no summer time. Names of weekdays say nothing new
//! and are passed over.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, TimeZone};
use regex::{Captures, Regex};

use super::dialects::{Dialects, Month, Phrases};
use super::head::instant;
use crate::base::text::{fold, one_line};

/// Vietnam's offset from UTC, in seconds.
const VIETNAM: i32 = 7 * 3600;
/// Years after which one is counted from the Buddha's death, 543 years earlier.
const BUDDHIST: u32 = 2400;

/// Patterns of dates, compiled once; all work on folded text.
#[derive(Debug)]
pub(super) struct DateReader {
    days: Vec<(Order, Option<Regex>)>,
    time: Option<Regex>,
    zone: Option<Regex>,
}

/// In which order a pattern catches the year, month and day: the groups that hold them.
type Order = [usize; 3];

/// Vietnamese months in words; `January` is *Giêng* with Zimbra and *Một* with others.
const VIETNAMESE: &[&[&str]] = &[
    &["gieng", "mot"],
    &["hai"],
    &["ba"],
    &["tu"],
    &["nam"],
    &["sau"],
    &["bay"],
    &["tam"],
    &["chin"],
    &["muoi"],
    &["muoi mot"],
    &["muoi hai", "chap"],
];

/// Zones that clients name, in hours from UTC.
const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("gmt", 0),
    ("ict", 7),
    ("cest", 2),
    ("cet", 1),
    ("eest", 3),
    ("eet", 2),
    ("msk", 3),
    ("bst", 1),
    ("jst", 9),
    ("kst", 9),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("pst", -8),
    ("pdt", -7),
];

impl DateReader {
    /// Compiles the patterns.
    pub(super) fn new(phrases: &Phrases) -> Self {
        let re = |pattern: &str| Regex::new(pattern).ok();
        let months = any_of(phrases.months.iter().map(|month| month.name.as_str()));
        let vietnamese = any_of(VIETNAMESE.iter().flat_map(|names| names.iter().copied()));
        let (morning, evening) = (any_of(words(&phrases.halves.0)), any_of(words(&phrases.halves.1)));
        let half = format!("{morning}|{evening}");
        let [of_year, of_month, hour, minute, hour_ko, minute_ko] = ["년", "월", "時", "分", "시", "분"].map(fold);
        let year = r"((?:19|20|25)\d\d)";
        let hours = format!("[:.h時点點时]|gio|{hour}|{hour_ko}");
        let minutes = format!("[:.分]|phut|{minute}|{minute_ko}");
        Self {
            days: vec![
                (
                    [1, 2, 3],
                    re(&format!(
                        r"(?:^|[^\d]){year}\s?(?:[-./年]|{of_year})\s?(\d{{1,2}})\s?(?:[-./月]|{of_month})\s?(\d{{1,2}})(?:[^\d]|$)"
                    )),
                ),
                (
                    [3, 2, 1],
                    re(&format!(
                        r"\b(\d{{1,2}})[\s,]{{0,3}}(?:thang|thg|th)\.?\s?(\d{{1,2}}|{vietnamese})\b[\s,]{{0,3}}(?:nam\s)?{year}\b"
                    )),
                ),
                (
                    [3, 2, 1],
                    re(&format!(
                        r"\b(\d{{1,2}})(?:\.?o|\.|st|nd|rd|th|er)?[\s-]{{0,2}}(?:of\s|de\s|den\s|d')?({months})\b[.,]{{0,2}}[\s-]{{0,2}}(?:of\s|de\s|del\s)?{year}\b"
                    )),
                ),
                ([1, 3, 2], re(&format!(r"\b{year}\.?\s(?:m\.?\s|gada\s|г\.?\s)?(\d{{1,2}})\.?\s({months})\b"))),
                ([1, 2, 3], re(&format!(r"\b{year}\.?,?\s(?:m\.?\s|gada\s)?({months})\b\.?\s(\d{{1,2}})\b"))),
                (
                    [3, 1, 2],
                    re(&format!(r"\b({months})\b\.?\s(\d{{1,2}})(?:st|nd|rd|th|\.)?,?\s(?:[\d:]{{7,8}}\s)?{year}\b")),
                ),
                ([3, 2, 1], re(r"\b(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20|25)?\d\d)\b")),
            ],
            time: re(&format!(
                r"(?:({half})\s?|^|[^\d:.])(\d{{1,2}})\s?(?:{hours})\s?(\d{{2}})(?:\s?(?:{minutes})\s?(\d{{2}})?)?(?:\s?({half})(?:[^a-z]|$))?"
            )),
            zone: re(r"(?:\b(?:gmt|utc)|\s)\s?([+-])(\d{1,2}):?(\d{2})?\b"),
        }
    }

    /// The instant that a written date means. `dialects` are those of the labels around it: *listopad* is November in
    /// Prague and Warsaw, and October in Zagreb.
    pub(super) fn read(&self, text: &str, phrases: &Phrases, dialects: Dialects) -> Option<DateTime<FixedOffset>> {
        let line = one_line(text, 200);
        if let Some(standard) = mail_date(&line) {
            return Some(standard);
        }
        let folded = fold(&line);
        let (day, rest) = self.day(&folded, &phrases.months, dialects)?;
        let time = self.time_of(&rest, phrases).or_else(|| self.time_of(&folded, phrases)).unwrap_or_default();
        let zone = self.zone_of(&rest).unwrap_or(VIETNAM);
        FixedOffset::east_opt(zone)?.from_local_datetime(&day.and_time(time)).single()
    }

    /// The day, and the text without it, so that its digits are not taken for the time.
    fn day(&self, folded: &str, months: &[Month], dialects: Dialects) -> Option<(NaiveDate, String)> {
        self.days.iter().find_map(|([year, month, day], pattern)| {
            let found = pattern.as_ref()?.captures(folded)?;
            let (from, to) =
                (found.get(*year.min(month).min(day))?.start(), found.get(*year.max(month).max(day))?.end());
            let year = match number(&found, *year)? {
                short @ 0..100 => short + 2000,
                long if long > BUDDHIST => long - 543,
                long => long,
            };
            let month = month_of(found.get(*month)?.as_str(), months, dialects)?;
            let day = number(&found, *day)?;
            // Only numbers can stand the other way round.
            let read = date(year, month, day).or_else(|| date(year, day, month))?;
            Some((read, format!("{} {}", folded.get(..from)?, folded.get(to..)?)))
        })
    }

    fn time_of(&self, rest: &str, phrases: &Phrases) -> Option<NaiveTime> {
        let found = self.time.as_ref()?.captures(rest)?;
        let (hour, minute) = (number(&found, 2)?, number(&found, 3)?);
        let second = number(&found, 4).unwrap_or(0);
        let half = found.get(1).or(found.get(5)).map_or("", |half| half.as_str());
        let says = |halves: &[String]| halves.iter().any(|word| word == half);
        let hour = match hour {
            12 if says(&phrases.halves.0) => 0,
            0..12 if says(&phrases.halves.1) => hour + 12,
            _ => hour,
        };
        NaiveTime::from_hms_opt(hour, minute, second)
    }

    fn zone_of(&self, rest: &str) -> Option<i32> {
        let Some(found) = self.zone.as_ref()?.captures(rest) else {
            let named = |word: &str| ZONES.iter().find(|(name, _)| *name == word);
            let word = rest.rsplit([' ', '(', ')']).take(4).find_map(named);
            return word.map(|(_, hours)| hours * 3600);
        };
        let seconds = number(&found, 2)? * 3600 + number(&found, 3).unwrap_or(0) * 60;
        let seconds = i32::try_from(seconds).ok()?;
        Some(if found.get(1)?.as_str() == "-" { -seconds } else { seconds })
    }
}

fn words(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

/// A pattern of words, the longest first.
fn any_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut all: Vec<&str> = words.collect();
    all.sort_unstable_by_key(|word| std::cmp::Reverse(word.len()));
    all.dedup();
    all.into_iter().map(regex::escape).collect::<Vec<_>>().join("|")
}

/// A Date header as it stands (RFC 5322), which carries its zone.
fn mail_date(line: &str) -> Option<DateTime<FixedOffset>> {
    let zoned =
        line.rsplit(' ').take(2).any(|word| word.len() == 5 && word.starts_with(['+', '-'])) || line.ends_with("GMT");
    let parsed = (zoned && line.is_ascii()).then(|| mail_parser::DateTime::parse_rfc822(line)).flatten()?;
    (parsed.is_valid() && parsed.year > 1970).then(|| instant(&parsed)).flatten()
}

fn number(found: &Captures<'_>, group: usize) -> Option<u32> {
    found.get(group)?.as_str().parse().ok()
}

/// The number of a month by number or name; of a name with two meanings that of the given dialects.
fn month_of(word: &str, months: &[Month], dialects: Dialects) -> Option<u32> {
    let vietnamese =
        || VIETNAMESE.iter().position(|names| names.contains(&word)).and_then(|at| u32::try_from(at + 1).ok());
    let named = || {
        let here = months.iter().filter(|month| month.name == word);
        here.clone()
            .find(|month| month.dialects & dialects != 0)
            .or_else(|| here.clone().next())
            .map(|month| month.number)
    };
    word.parse().ok().or_else(named).or_else(vietnamese)
}

fn date(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

#[cfg(test)]
mod tests {
    use super::{DateReader, Phrases};

    fn reads(text: &str) -> Option<String> {
        let phrases = Phrases::new();
        DateReader::new(&phrases).read(text, &phrases, 0).map(|at| at.to_rfc3339())
    }

    #[test]
    fn every_client_writes_the_same_minute() {
        let phrases = Phrases::new();
        let reader = DateReader::new(&phrases);
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
            "11/03/21 09:29",
            "Thu Mar 11 09:29:00 2021",
            "Donnerstag, 11. März 2021 09:29",
            "do 11 mrt 2021 om 09:29",
            "tor. 11. mar. 2021 kl. 09.29",
            "jeu. 11 mars 2021 à 09:29",
            "mar., 11 mar. 2021, 9:29 a. m.",
            "quinta-feira, 11 de março de 2021 09:29",
            "giovedì 11 marzo 2021 09:29:00",
            "joi, 11 martie 2021, 09:29",
            "11. maaliskuuta 2021 klo 9.29.00",
            "K, 11. märts 2021 kell 09:29",
            "2021. gada 11. marts 09:29",
            "2021 m. kovo 11 d., 09:29",
            "2021. március 11. 9:29:00",
            "2021. márc. 11. 09:29",
            "11 Mart 2021 Perşembe 09:29",
            "Πέμ, 11 Μαρ 2021 στις 9:29 π.μ.",
            "čtvrtek 11. března 2021 9:29",
            "czw., 11 mar 2021 o 09:29",
            "čet, 11. ožu 2021. u 09:29",
            "четверг, 11 марта 2021 г. 9:29",
            "чт, 11 бер. 2021 р. о 09:29",
            "2021年3月11日(星期四) 上午9:29",
            "2021年3月11日 9時29分",
            "2021년 3월 11일 (목) 오전 9:29",
            "2021/03/11 9:29",
            "11 มีนาคม 2564 09:29",
            "2021. március 11. 3:29:00 CET",
        ] {
            let read = reader.read(text, &phrases, 0).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(read.to_utc().to_rfc3339(), "2021-03-11T02:29:00+00:00", "{text}");
        }
    }

    #[test]
    fn afternoons_and_nonsense() {
        assert_eq!(reads("Chủ Nhật, 5 Tháng Mười Hai, 2021 12:05:00 CH").as_deref(), Some("2021-12-05T12:05:00+07:00"));
        assert_eq!(reads("Thứ Tư, 5 Tháng Năm, 2021 2:05:00 CH").as_deref(), Some("2021-05-05T14:05:00+07:00"));
        assert_eq!(reads("2021年12月5日 下午2:05").as_deref(), Some("2021-12-05T14:05:00+07:00"));
        assert_eq!(reads("31/02/2021"), None);
        assert_eq!(reads("hôm qua"), None);
    }

    #[test]
    fn one_name_of_two_months_is_that_of_the_dialect() {
        let phrases = Phrases::new();
        let reader = DateReader::new(&phrases);
        let month = |label: &str| {
            let (_, dialects) = phrases.label(label).unwrap();
            reader.read("27. listopada 2021 09:31", &phrases, dialects).unwrap().format("%m").to_string()
        };
        assert_eq!((month("Šalje"), month("Nadawca")), ("10".into(), "11".into()));
    }
}
