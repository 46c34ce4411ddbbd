//! Hops: the trace fields that servers add (RFC 5321 §4.4). Only the newest ones, of servers one trusts, are sure; what is
//! odd about them is judged in `trace`.

use chrono::{DateTime, FixedOffset};
use mail_parser::{HeaderName, HeaderValue, Host, Received};

use super::head::{Head, instant};
use crate::analysis::evidence::Hop;
use crate::base::text::one_line;

/// Most hops that are kept.
const HOPS: usize = 60;
/// Longest name of a host or cipher, in characters.
const NAME: usize = 255;

/// The hops of a mail, the newest first.
pub(super) fn hops(head: &Head) -> Vec<Hop> {
    head.all(&HeaderName::Received).take(HOPS).map(|(value, raw)| hop(value, raw)).collect()
}

/// The receiving host of one trace field.
pub(super) fn by(value: &HeaderValue<'_>, raw: &str) -> Option<String> {
    hop(value, raw).by
}

fn hop(value: &HeaderValue<'_>, raw: &str) -> Hop {
    let words = by_words(raw);
    let HeaderValue::Received(found) = value else { return words };
    let ip = found.from_ip().map(|ip| ip.to_string()).or(words.ip);
    let from = words.from.or_else(|| found.from().or(found.helo()).map(name));
    let with = words.with.or_else(|| found.with().map(|with| with.as_str().to_owned()));
    let helo = found.helo().map(name);
    // Exim writes the reverse name first and the HELO behind it, where they differ.
    let behind = helo.is_some().then(|| from.clone()).flatten();
    let reverse = found.from_iprev().map(|name| one_line(name, NAME).to_lowercase()).or(behind);
    Hop {
        reverse: reverse.map(|name| name.trim_end_matches('.').to_owned()).filter(|name| is_name(name)),
        helo: helo.filter(|helo| Some(helo) != from.as_ref()),
        tls: tls(found, with.as_deref()),
        date: found.date().filter(mail_parser::DateTime::is_valid).as_ref().and_then(instant).or(words.date),
        by: found.by().map(name).or(words.by),
        from,
        ip,
        with,
        ..Hop::default()
    }
}

fn name(host: &Host<'_>) -> String {
    match host {
        Host::Name(name) => one_line(name, NAME).to_lowercase(),
        Host::IpAddr(ip) => ip.to_string(),
    }
}

/// Whether it is the name of a host; servers write `unknown` where an address has none.
fn is_name(name: &str) -> bool {
    name.contains('.') && name.parse::<std::net::IpAddr>().is_err() && !name.contains(['[', '(', '@', ' '])
}

/// TLS as far as it is written: version and cipher, or that the protocol implies it (RFC 3848).
fn tls(found: &Received<'_>, with: Option<&str>) -> Option<String> {
    let version = found.tls_version().map(|version| version.as_str().to_owned());
    let cipher = found.tls_cipher().map(|cipher| one_line(cipher, NAME)).filter(|cipher| !cipher.is_empty());
    let implied = || {
        let with = with?.to_ascii_uppercase();
        (with.ends_with("SMTPS") || with.ends_with("SMTPSA") || with.ends_with("LMTPS")).then(|| "TLS".to_owned())
    };
    match (version, cipher) {
        (Some(version), Some(cipher)) => Some(format!("{version} {cipher}")),
        (version, cipher) => version.or(cipher).or_else(implied),
    }
}

/// What the words `from`, `by` and `with` say, for a line that is no proper trace field.
fn by_words(raw: &str) -> Hop {
    let line = one_line(raw, 2000);
    let mut hop = Hop { ip: bracketed(&line), date: last_date(&line), ..Hop::default() };
    let mut words = line.split(' ');
    let mut depth = 0_usize;
    while let Some(word) = words.next() {
        let opened = word.matches('(').count();
        let inside = depth > 0 || word.starts_with('(');
        depth = (depth + opened).saturating_sub(word.matches(')').count());
        let slot = match word {
            _ if inside => continue,
            "from" => &mut hop.from,
            "by" => &mut hop.by,
            "with" => &mut hop.with,
            _ => continue,
        };
        if slot.is_none() {
            *slot = words
                .next()
                .map(|word| word.trim_matches([';', '(', ')', '[', ']']))
                .filter(|word| !word.is_empty())
                .map(str::to_owned);
        }
    }
    hop.from = hop.from.map(|name| name.to_lowercase());
    hop.by = hop.by.map(|name| name.to_lowercase());
    hop
}

/// The date behind the last semicolon.
fn last_date(line: &str) -> Option<DateTime<FixedOffset>> {
    let (_, date) = line.rsplit_once(';')?;
    DateTime::parse_from_rfc2822(date.split('(').next().unwrap_or_default().trim()).ok()
}

/// The first address in square brackets.
fn bracketed(raw: &str) -> Option<String> {
    raw.split('[').skip(1).take(20).find_map(|rest| {
        let inner = rest.split(']').next()?;
        let inner = inner.strip_prefix("IPv6:").unwrap_or(inner);
        inner.parse::<std::net::IpAddr>().ok().map(|ip| ip.to_string())
    })
}

impl Hop {
    /// Name the sending host gave (HELO).
    pub fn helo(&self) -> Option<&str> {
        self.helo.as_deref().or(self.from.as_deref())
    }
}
