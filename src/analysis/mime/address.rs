//! Mailboxes as people and clients write them: decoded header values and the address lines of inline forwards.
//! More forgiving than RFC 5322, since clients quote badly: `N" <a@b>` is a mailbox.

use crate::analysis::evidence::Mailbox;
use crate::base::text::{one_line, visible};

/// Longest display name that is kept, in characters.
const NAME: usize = 300;
/// Longest address that is kept, in characters (RFC 5321 allows 254).
const ADDRESS: usize = 320;
/// Most mailboxes that are kept of one list.
const LIST: usize = 500;

/// A mailbox from a decoded name and address.
pub(super) fn mailbox(name: Option<&str>, address: &str) -> Mailbox {
    let address = clean_address(address);
    let name = name.map(clean_name).filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(&address));
    Mailbox { name, address }
}

/// The display name on one line, without the quotes around it, balanced or not.
fn clean_name(name: &str) -> String {
    let name = one_line(name, NAME);
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’')).to_owned()
}

/// The address without blanks, controls and `mailto:`, its domain in lower case.
pub(super) fn clean_address(address: &str) -> String {
    let address: String = address.chars().filter(|c| visible(*c) && !c.is_whitespace()).take(ADDRESS).collect();
    let address = strip_mailto(&address).trim_matches(|c| matches!(c, '<' | '>' | '"' | '\'' | '*' | ',' | ';'));
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", domain.to_lowercase()),
        None => address.to_owned(),
    }
}

fn strip_mailto(text: &str) -> &str {
    match text.get(..7) {
        Some(head) if head.eq_ignore_ascii_case("mailto:") => text.get(7..).unwrap_or_default(),
        _ => text,
    }
}

/// The domain of an address, lower case.
pub(crate) fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// The mailboxes of one written line. A comma or semicolon ends a mailbox only once its address was seen, so that
/// `Sở Y tế, Phòng 2 <a@b>` stays whole.
pub(super) fn parse_list(text: &str) -> Vec<Mailbox> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut angle = false;
    let mut address = false;
    for (at, c) in text.char_indices() {
        match c {
            '<' => angle = true,
            '>' => angle = false,
            '@' => address = true,
            ',' | ';' if address && !angle => {
                push(&mut out, text.get(start..at));
                start = at + 1;
                address = false;
            }
            _ => {}
        }
        if out.len() >= LIST {
            return out;
        }
    }
    push(&mut out, text.get(start..));
    out
}

fn push(out: &mut Vec<Mailbox>, text: Option<&str>) {
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        out.push(parse_one(text));
    }
}

/// One mailbox: `"N" <a>`, `N <a>`, `'N' <a>`, `N [a]`, `N [mailto:a]`, `N <a<mailto:a>>`, `a`, `N" <a>`.
pub(super) fn parse_one(text: &str) -> Mailbox {
    let text = text.trim().trim_matches('*').trim();
    for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
        if let Some((name, rest)) = text.split_once(open) {
            let inner = rest.split([close, open]).next().unwrap_or_default();
            if inner.contains('@') {
                // `a@b <mailto:…>` and `a@b [c]`: what stands before may itself be the address.
                return mailbox(Some(name), inner);
            }
        }
    }
    if text.contains('@') && !text.trim().contains(char::is_whitespace) {
        return mailbox(None, text);
    }
    match text.split_whitespace().find(|word| word.contains('@')) {
        Some(word) => mailbox(Some(&text.replacen(word, "", 1)), word),
        None => mailbox(Some(text), ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str) -> (Option<String>, String) {
        let found = parse_one(text);
        (found.name, found.address)
    }

    #[test]
    fn every_form_that_clients_write_is_read() {
        let named = (Some("Sở Y tế".to_owned()), "a@laichau.gov.vn".to_owned());
        for text in [
            "\"Sở Y tế\" <a@laichau.gov.vn>",
            "Sở Y tế <a@LaiChau.gov.vn>",
            "'Sở Y tế' <a@laichau.gov.vn>",
            "Sở Y tế [a@laichau.gov.vn]",
            "Sở Y tế [mailto:a@laichau.gov.vn]",
            "Sở Y tế <a@laichau.gov.vn<mailto:a@laichau.gov.vn>>",
            "Sở Y tế\" <a@laichau.gov.vn>",
            "*Sở Y tế* <a@laichau.gov.vn>",
        ] {
            let (name, address) = pair(text);
            assert_eq!(address, named.1, "{text}");
            assert_eq!(name.map(|name| name.replace('*', "")), named.0, "{text}");
        }
        assert_eq!(pair("a@b.vn"), (None, "a@b.vn".into()));
        assert_eq!(pair("a@b.vn <mailto:a@b.vn>"), (None, "a@b.vn".into()));
        assert_eq!(pair("Quản trị"), (Some("Quản trị".into()), String::new()));
    }

    #[test]
    fn a_list_splits_only_after_an_address() {
        let names: Vec<String> =
            parse_list("Sở, Phòng <a@b.vn>; c@d.vn, \"X\" <e@f.vn>").into_iter().map(|m| m.address).collect();
        assert_eq!(names, ["a@b.vn", "c@d.vn", "e@f.vn"]);
    }
}
