//! What receiving servers wrote about authentication (RFC 8601). Read only from a reported mail with its own headers,
//! never from the reporter's: her server vouches for her, not for the attacker.

use mail_parser::HeaderName;

use super::head::Head;
use crate::analysis::evidence::Auth;
use crate::base::text::one_line;

/// The results of the topmost server that wrote any: the last one to receive the mail.
pub(super) fn results(head: &Head) -> Auth {
    let mut auth = Auth::default();
    for raw in head.all_raw(&HeaderName::AuthenticationResults).take(10) {
        let line = without_comments(raw);
        let mut parts = line.split(';');
        let by = parts.next().and_then(|id| id.split_whitespace().next()).map(|id| one_line(id, 255).to_lowercase());
        if auth.by.is_some() && auth.by != by {
            break;
        }
        auth.by = by;
        for part in parts.take(50) {
            method(&mut auth, part);
        }
    }
    if auth.spf.is_none() {
        let word = head.raw(&HeaderName::ReceivedSpf).and_then(|raw| raw.split_whitespace().next());
        auth.spf = word.map(result);
    }
    auth
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
