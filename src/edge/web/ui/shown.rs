//! How foreign text, scores and times stand on pages: nothing in them can be clicked, the part that counts is marked.

use chrono::{Datelike, TimeDelta};

use super::super::page::Frame;
use crate::analysis::signal::{defang, quote};
use crate::base::clock::Instant;
use crate::base::text::{Zone, list_time, visible};
use crate::record::ticket::Seal;

/// An address or URL, defanged, in three parts: the middle one is the registrable domain, which says whose it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Indicator {
    /// What stands before the registrable domain.
    pub before: String,
    /// The registrable domain.
    pub domain: String,
    /// What stands behind it.
    pub after: String,
}

impl Indicator {
    /// Marks a mail address.
    pub fn address(address: &str) -> Self {
        let host = address.rsplit_once('@').map_or("", |(_, host)| host);
        Self::of(address, host, psl::domain_str(host).unwrap_or(host))
    }

    /// Marks what an indicator of a kind shows: a URL, a host, an address; other values have no domain to mark.
    pub fn known(kind: &str, value: &str) -> Self {
        match kind {
            "address" => Self::address(value),
            "url" => {
                let parsed = url::Url::parse(value).ok();
                let host = parsed.as_ref().and_then(url::Url::host_str).unwrap_or_default();
                Self::of(value, host, psl::domain_str(host).unwrap_or(host))
            }
            "host" | "domain" => Self::of(value, value, psl::domain_str(value).unwrap_or(value)),
            _ => Self { before: defang(value), ..Self::default() },
        }
    }

    /// Marks a URL whose host and registrable domain are known.
    pub fn url(url: &str, host: Option<&str>, domain: Option<&str>) -> Self {
        let host = host.unwrap_or_default();
        Self::of(url, host, domain.unwrap_or(host))
    }

    fn of(text: &str, host: &str, domain: &str) -> Self {
        let shown = defang(text);
        let (host, domain) = (defang(host), defang(domain));
        let lower = shown.to_ascii_lowercase();
        let found = lower.find(&host.to_ascii_lowercase()).filter(|_| !host.is_empty());
        let marked = found.and_then(|at| {
            let start = at + host.len().checked_sub(domain.len())?;
            let (before, rest) = shown.split_at_checked(start)?;
            let (middle, after) = rest.split_at_checked(domain.len())?;
            middle.eq_ignore_ascii_case(&domain).then(|| (before.to_owned(), middle.to_owned(), after.to_owned()))
        });
        match marked {
            Some((before, domain, after)) => Self { before, domain, after },
            None => Self { before: shown, ..Self::default() },
        }
    }

    /// The whole, for the copy button.
    pub fn whole(&self) -> String {
        format!("{}{}{}", self.before, self.domain, self.after)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.domain.is_empty()
    }
}

/// How a score is coloured: `bad` from 70, `warn` from 40, nothing below; green would say more than a score can.
pub fn level(score: Option<i32>) -> &'static str {
    match score {
        Some(70..) => "bad",
        Some(40..) => "warn",
        _ => "",
    }
}

/// How a verdict is coloured.
pub fn verdict_level(word: &str) -> &'static str {
    match word {
        "phishing" | "malware" => "bad",
        "spam" => "warn",
        "legitimate" => "good",
        _ => "",
    }
}

/// Foreign text of several lines without control and direction characters.
pub fn prose(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || *c == '\t' || visible(*c)).collect()
}

/// One line of foreign text, at most 200 characters, defanged.
pub fn line(text: &str) -> String {
    quote(text, 200)
}

/// The time of day for today, else the date with it.
pub fn moment(at: Instant, now: Instant) -> String {
    let zone = Zone::default();
    if zone.local(at).date() == zone.local(now).date() { hour(at) } else { list_time(at, zone) }
}

/// The time of day for today, else the day alone, with its year where that is another: for narrow columns.
pub fn day(at: Instant, now: Instant) -> String {
    let (then, today) = (Zone::default().local(at), Zone::default().local(now));
    match () {
        () if then.date() == today.date() => hour(at),
        () if then.year() == today.year() => then.format("%d/%m").to_string(),
        () => then.format("%d/%m/%Y").to_string(),
    }
}

fn hour(at: Instant) -> String {
    Zone::default().local(at).format("%H:%M").to_string()
}

/// How long until `due`, in words, and how that is coloured: `late`, `soon` within `warn` before it, or nothing.
pub fn left(frame: &Frame, due: Instant, now: Instant, warn: TimeDelta) -> (String, &'static str) {
    let late = due < now;
    let span = if late { now - due } else { due - now };
    let (unit, count) = self::span(span);
    let (prefix, level) = match () {
        () if late => ("late", "late"),
        () if span <= warn => ("soon", "soon"),
        () => ("left", ""),
    };
    (frame.say_with(&format!("{prefix}-{unit}"), "count", count), level)
}

/// A span in the unit people say: last part of its message key, and how many.
pub fn span(span: TimeDelta) -> (&'static str, i64) {
    match span {
        span if span < TimeDelta::hours(1) => ("minutes", span.num_minutes().max(1)),
        span if span < TimeDelta::days(1) => ("hours", span.num_hours()),
        span => ("days", span.num_days()),
    }
}

/// Bytes in the unit people read: `12 KB`, `1,4 MB`.
pub fn size(frame: &Frame, bytes: u64) -> String {
    let comma = if frame.lang() == "vi" { "," } else { "." };
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}{comma}{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The subject of a ticket; a sentence where it has none or is under seal.
pub fn subject(frame: &Frame, subject: &str, seal: Option<Seal>) -> String {
    match seal {
        Some(Seal::Stamped) => frame.say("sealed-subject"),
        Some(Seal::Erased) => frame.say("erased-subject"),
        _ if subject.is_empty() => frame.say("no-subject"),
        _ => prose(subject),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_registrable_domain_is_marked_and_nothing_can_be_clicked() {
        let parts = |shown: Indicator| (shown.before, shown.domain, shown.after);
        let of = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(parts(Indicator::address("dls.km@dls.gov.ua")), of("dls[.]km[@]", "dls[.]gov[.]ua", ""));
        assert_eq!(
            parts(Indicator::url(
                "https://laichau.gov.vn@mail.evil.top/laichau.gov.vn",
                Some("mail.evil.top"),
                Some("evil.top")
            )),
            of("hxxps://laichau[.]gov[.]vn[@]mail[.]", "evil[.]top", "/laichau[.]gov[.]vn")
        );
        assert_eq!(parts(Indicator::address("broken")), of("broken", "", ""));
        assert_eq!(parts(Indicator::url("data:text/html,x", None, None)), of("data:text/html,x", "", ""));
        assert!(Indicator::address("").is_empty());
    }

    #[test]
    fn a_low_score_is_never_green() {
        assert_eq!([Some(95), Some(69), Some(3), None].map(level), ["bad", "warn", "", ""]);
    }
}
