//! What receiving servers wrote about authentication (RFC 8601). Read only from a reported mail with its own headers,
//! never from the reporter's: her server vouches for her, not for the attacker.
//!
//! Anybody can write such a field. A server is believed where the settings name it and where only our own servers had the
//! mail since; what others wrote is kept with their name.

use mail_parser::HeaderName;

use super::head::Head;
use super::received;
use crate::analysis::evidence::Auth;
use crate::analysis::known::Known;
use crate::base::text::one_line;

/// Most fields of results that are read.
const FIELDS: usize = 50;

/// A field of results: who wrote it, and the rest of it.
struct Field {
    by: String,
    rest: String,
    trusted: bool,
    /// Kept by a forwarder (RFC 8617) and thus older than a field of its own.
    kept: bool,
}

/// The results of the topmost server that is believed, else of the topmost one.
pub(super) fn results(head: &Head, known: &Known) -> Auth {
    let fields = fields(head, known);
    let best = |kept: bool| fields.iter().find(move |field| field.trusted && field.kept == kept);
    let mut auth = Auth::default();
    if let Some(chosen) = best(false).or_else(|| best(true)).or_else(|| fields.iter().find(|field| !field.kept)) {
        auth.by = Some(chosen.by.clone());
        auth.trusted = chosen.trusted;
        let same =
            |field: &&Field| field.by == chosen.by && field.trusted == chosen.trusted && field.kept == chosen.kept;
        for part in fields.iter().filter(same).flat_map(|field| field.rest.split(';').take(50)) {
            method(&mut auth, part);
        }
    }
    if auth.spf.is_none() && !auth.trusted {
        let word = head.raw(&HeaderName::ReceivedSpf).and_then(|raw| raw.split_whitespace().next());
        auth.spf = word.map(result);
    }
    auth
}

fn fields(head: &Head, known: &Known) -> Vec<Field> {
    let mut out = Vec::new();
    let mut ours = true;
    for (name, value, raw) in head.ordered() {
        let kept = match name {
            HeaderName::Received => {
                ours = ours && received::by(value, raw).is_some_and(|by| is_near(&by, known));
                continue;
            }
            HeaderName::AuthenticationResults => false,
            HeaderName::ArcAuthenticationResults => true,
            _ => continue,
        };
        let line = without_comments(raw);
        let line = if kept { line.split_once(';').map_or("", |(_, rest)| rest) } else { &line };
        let (id, rest) = line.split_once(';').unwrap_or((line, ""));
        let Some(by) = id.split_whitespace().next().map(|id| one_line(id, 255).to_lowercase()) else { continue };
        let trusted = ours && known.trusts(&by);
        out.push(Field { by, rest: rest.to_owned(), trusted, kept });
        if out.len() >= FIELDS {
            break;
        }
    }
    out
}

/// Whether a receiving host is one of ours, or stands beside a server that is believed.
fn is_near(host: &str, known: &Known) -> bool {
    let owner = |host: &str| psl::domain_str(host).map(str::to_owned);
    known.is_ours(host)
        || known.authserv_ids.iter().any(|id| id == host || owner(host).is_some() && owner(id) == owner(host))
}

/// Takes one `method=result`. Of several signatures a passing one is what counts (RFC 6376 §4.2).
fn method(auth: &mut Auth, part: &str) {
    let Some((name, rest)) = part.split_once('=') else { return };
    let Some(word) = rest.split_whitespace().next() else { return };
    let slot = match name.trim().split('/').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "spf" => &mut auth.spf,
        "dkim" => &mut auth.dkim,
        "dmarc" => &mut auth.dmarc,
        _ => return,
    };
    let word = result(word);
    if slot.is_none() || word == "pass" {
        *slot = Some(word);
    }
}

fn result(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).take(20).collect::<String>().to_ascii_lowercase()
}

fn without_comments(raw: &str) -> String {
    let mut depth = 0_usize;
    raw.chars()
        .take(10_000)
        .filter(|c| {
            match c {
                '(' => depth += 1,
                ')' if depth > 0 => {
                    depth -= 1;
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect()
}
