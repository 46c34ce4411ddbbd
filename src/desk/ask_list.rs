//! A table of deliveries from the log of a mail server, as people save it: one line a person with an address, and a time where
//! there is one; heading or none, commas, semicolons or tabs, UTF-8 or UTF-16. Pure.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime};

use crate::base::clock::Instant;
use crate::base::text::{Zone, one_line};
use crate::paper::table;
use crate::record::campaign::asked::MOST;

/// Most lines that are named as unusable.
const NAMED: usize = 50;

/// How logs and people write times; those without an offset are local.
const FORMS: [&str; 8] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%H:%M:%S %d/%m/%Y",
    "%H:%M %d/%m/%Y",
    "%Y/%m/%d %H:%M:%S",
];

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Number of the line among those that are not empty, the heading included.
    pub line: usize,
    /// How it begins.
    pub text: String,
    /// Why, as the last part of a message key: `address`, `foreign`, `time`.
    pub why: &'static str,
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// People, each once, with the earliest time.
    pub people: BTreeMap<String, Option<Instant>>,
    /// Lines about somebody who had one before.
    pub again: usize,
    /// Lines that cannot be used, at most the first 50.
    pub bad: Vec<Bad>,
    /// How many lines cannot be used.
    pub unusable: usize,
    /// Whether there was more than is read.
    pub cut: bool,
}

/// The text of a file.
pub fn text(bytes: &[u8]) -> String {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units = bytes.iter().skip(2).copied().collect::<Vec<u8>>();
        let (pairs, _) = units.as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|pair| order(*pair)).collect::<Vec<u16>>())
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// Reads a table; `ours` says whether an address (lower case) is one of our people's.
pub fn read(text: &str, zone: Zone, ours: impl Fn(&str) -> bool) -> Read {
    let mut out = Read::default();
    for (at, row) in table::read(text).into_iter().enumerate() {
        if at == 0 && !row.iter().any(|cell| cell.contains('@')) {
            continue;
        }
        if out.people.len() >= MOST {
            out.cut = true;
            break;
        }
        match one(&row, zone, &ours) {
            Ok((address, time)) => match out.people.get_mut(&address) {
                Some(before) => {
                    out.again += 1;
                    *before = [*before, time].into_iter().flatten().min();
                }
                None => {
                    out.people.insert(address, time);
                }
            },
            Err(why) => {
                out.unusable += 1;
                if out.bad.len() < NAMED {
                    out.bad.push(Bad { line: at + 1, text: one_line(&row.join("; "), 80), why });
                }
            }
        }
    }
    out
}

fn one(row: &[String], zone: Zone, ours: impl Fn(&str) -> bool) -> Result<(String, Option<Instant>), &'static str> {
    let place = row.iter().position(|cell| cell.contains('@')).ok_or("address")?;
    let address = row.get(place).and_then(|cell| address(cell)).ok_or("address")?;
    if !ours(&address) {
        return Err("foreign");
    }
    let rest: Vec<&str> =
        row.iter().enumerate().filter(|(at, _)| *at != place).map(|(_, cell)| cell.as_str()).collect();
    let joined = rest.windows(2).map(|pair| pair.join(" "));
    let mut cells = rest.iter().map(|cell| (*cell).to_owned()).chain(joined);
    let time = cells.find_map(|cell| time(&cell, zone));
    // Whoever wrote only one more cell meant the time by it.
    let lost = time.is_none() && matches!(rest.as_slice(), [only] if !only.is_empty());
    if lost { Err("time") } else { Ok((address, time)) }
}

/// The address in a cell: bare, in angle brackets, behind a name.
fn address(cell: &str) -> Option<String> {
    let word = cell.split([' ', '<', '>', '"', '\'', ',', ';']).find(|word| word.contains('@'))?;
    let word = word.strip_prefix("mailto:").unwrap_or(word).to_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-+@".contains(c);
    let (local, host) = word.split_once('@')?;
    let fits = !local.is_empty() && host.contains('.') && !host.contains('@') && word.len() <= 254;
    (fits && word.chars().all(plain)).then_some(word)
}

fn time(cell: &str, zone: Zone) -> Option<Instant> {
    if let Ok(at) = DateTime::parse_from_rfc3339(cell) {
        return Some(at.naive_utc());
    }
    let local = FORMS.into_iter().find_map(|form| NaiveDateTime::parse_from_str(cell, form).ok())?;
    Some(zone.utc(local))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Read {
        super::read(text, Zone::default(), |address| address.ends_with("@laichau.gov.vn"))
    }

    #[test]
    fn tables_are_read_however_they_were_saved() {
        let want = "2026-11-24T02:05:00";
        for text in [
            "Người nhận;Thời gian\nan@laichau.gov.vn;24/11/2026 09:05\n",
            "an@laichau.gov.vn,2026-11-24 09:05:00\r\n",
            "time,to\n2026-11-24T09:05:00+07:00,An <AN@laichau.gov.vn>\n",
            "\u{feff}ngày;giờ;người nhận\n24/11/2026;09:05:00;an@laichau.gov.vn;250 OK",
            "an@laichau.gov.vn\t2026-11-24 09:05\nan@laichau.gov.vn\t2026-11-24 10:05",
        ] {
            let read = read(text);
            let people: Vec<_> = read.people.iter().collect();
            let time = want.parse::<NaiveDateTime>().ok();
            assert_eq!(people, [(&"an@laichau.gov.vn".to_owned(), &time)], "{text}: {read:?}");
            assert!(read.bad.is_empty());
        }
        let bare = read("an@laichau.gov.vn\nbinh@laichau.gov.vn\nan@laichau.gov.vn\n");
        assert_eq!((bare.people.len(), bare.again), (2, 1), "no heading, no time");
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("ạ;b@c.vn".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(super::text(&wide), "ạ;b@c.vn");
        assert_eq!(super::text(b"\xff an@x.vn"), "\u{fffd} an@x.vn");
    }

    #[test]
    fn lines_that_cannot_be_used_are_named_and_bounded() {
        let read =
            read("an@laichau.gov.vn;hôm qua\n=cmd();x\nla@evil.example;\nan(at)laichau.gov.vn;\n\nb@laichau.gov.vn;\n");
        let bad: Vec<_> = read.bad.iter().map(|one| (one.line, one.why)).collect();
        assert_eq!(bad, [(1, "time"), (2, "address"), (3, "foreign"), (4, "address")]);
        assert_eq!(read.people.len(), 1);
        let many: String = (0..MOST + 5).map(|n| format!("p{n}@laichau.gov.vn\n")).collect();
        let many = super::tests::read(&many);
        assert!(many.cut && many.people.len() == MOST);
        let junk = super::tests::read(&"x\n".repeat(200));
        assert_eq!((junk.bad.len(), junk.unusable), (NAMED, 199));
    }
}
