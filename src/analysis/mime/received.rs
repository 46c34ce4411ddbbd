//! Hops: the trace fields that servers add (RFC 5321 §4.4). Only the newest ones, of servers one trusts, are sure.

use mail_parser::{HeaderName, HeaderValue, Host};

use super::head::{Head, instant};
use crate::analysis::evidence::Hop;
use crate::base::text::one_line;

/// Most hops that are kept.
const HOPS: usize = 60;

/// The hops of a mail, the newest first.
pub(super) fn hops(head: &Head) -> Vec<Hop> {
    head.all(&HeaderName::Received).take(HOPS).map(|(value, raw)| hop(value, raw)).collect()
}

fn hop(value: &HeaderValue<'_>, raw: &str) -> Hop {
    let HeaderValue::Received(found) = value else { return by_words(raw) };
    let ip = found.from_ip().map(|ip| ip.to_string()).or_else(|| bracketed(raw));
    let words = by_words(raw);
    Hop {
        from: words.from.or_else(|| found.from().or(found.helo()).map(name)),
        by: found.by().map(name).or(words.by),
        ip,
        with: words.with.or_else(|| found.with().map(|with| with.as_str().to_owned())),
        date: found.date().filter(mail_parser::DateTime::is_valid).as_ref().and_then(instant),
    }
}

fn name(host: &Host<'_>) -> String {
    match host {
        Host::Name(name) => one_line(name, 255).to_lowercase(),
        Host::IpAddr(ip) => ip.to_string(),
    }
}

/// What the words `from`, `by` and `with` say, for a line that is no proper trace field.
fn by_words(raw: &str) -> Hop {
    let line = one_line(raw, 2000);
    let mut hop = Hop { ip: bracketed(&line), ..Hop::default() };
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

/// The first address in square brackets.
fn bracketed(raw: &str) -> Option<String> {
    raw.split('[').skip(1).take(20).find_map(|rest| {
        let inner = rest.split(']').next()?;
        let inner = inner.strip_prefix("IPv6:").unwrap_or(inner);
        inner.parse::<std::net::IpAddr>().ok().map(|ip| ip.to_string())
    })
}
