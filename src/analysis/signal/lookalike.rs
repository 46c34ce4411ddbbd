//! Hosts that borrow a protected name: as a subdomain, with a dash for a dot, under another top-level domain, with a
//! letter changed, or with letters of another script that look the same.

use std::cell::OnceCell;
use std::collections::HashSet;

use unicode_security::skeleton;

use super::view::{Raised, View, domain, registrable};
use crate::analysis::known::is_under;
use crate::base::text::fold;

/// Shortest name that is compared: `gdt` or `mof` is inside too many others.
const SHORTEST: usize = 6;
/// Labels that are no names of anybody.
const COMMON: &[&str] = &["mail", "webmail", "www", "portal", "email", "online", "congan", "server"];
/// Registries that give names only to whom they belong.
const CLOSED: &[&str] = &["gov.vn", "edu.vn", "mil.vn"];

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let mut seen = HashSet::new();
    let protected = OnceCell::new();
    let links = view.foreign_links().map(|(at, _, host)| (format!("link:{at}"), host));
    let from = view.from_domain.map(|domain| ("from".to_owned(), domain));
    let replies =
        view.sample.reply_to.iter().filter_map(|to| domain(&to.address)).map(|domain| ("reply-to".to_owned(), domain));
    for (at, host) in from.into_iter().chain(replies).chain(links).take(600) {
        if !seen.insert(host) || view.known.is_genuine(host) || view.known.is_of_a_brand(host) {
            continue;
        }
        let (owner, label) = owner(host);
        let protected =
            protected.get_or_init(|| view.known.protected.iter().map(|name| Protected::new(name)).collect::<Vec<_>>());
        if let Some(raised) = protected.iter().find_map(|protected| compare(host, &owner, &label, protected, &at)) {
            out.push(raised);
        }
    }
}

/// Whom a host belongs to, and how the name of the owner looks.
fn owner(host: &str) -> (String, Label) {
    let owner = registrable(host);
    let (unicode, _) = idna::domain_to_unicode(&owner);
    let label = Label::new(unicode.split('.').next().unwrap_or_default());
    (owner, label)
}

fn compare(host: &str, owner: &str, label: &Label, protected: &Protected<'_>, at: &str) -> Option<Raised> {
    if borrowed_as_subdomain(host, protected.name) {
        let raised = Raised::new("PROTECTED_AS_SUBDOMAIN", at).with("protected", protected.name);
        return Some(raised.with("host", host).with("registrable", owner));
    }
    let how = technique(host, owner, label, protected)?;
    let shown = match idna::domain_to_unicode(host) {
        (unicode, Ok(())) if unicode != host => format!("{unicode} ({host})"),
        _ => host.to_owned(),
    };
    let raised = Raised::new("LOOKALIKE_PROTECTED", at).with("host", shown);
    Some(raised.with("protected", protected.name).with("how", how))
}

/// `laichau.gov.vn.evil.top`, `laichau.gov.vn-x.top`.
fn borrowed_as_subdomain(host: &str, protected: &str) -> bool {
    let dotted = format!(".{host}");
    [format!(".{protected}."), format!(".{protected}-")].iter().any(|borrowed| dotted.contains(borrowed.as_str()))
}

/// How a host imitates a protected domain, as the word that its sentence chooses by.
fn technique(host: &str, owner: &str, label: &Label, protected: &Protected<'_>) -> Option<&'static str> {
    let undashed = format!(".{}.", host.replace('-', "."));
    if undashed.contains(&format!(".{}.", protected.name)) {
        return Some("dash");
    }
    let bare = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    if protected.name.len() >= 8 && bare(owner) == bare(protected.name) {
        return Some("dot");
    }
    if CLOSED.iter().any(|closed| is_under(host, closed)) {
        return None;
    }
    protected.brands.iter().find_map(|(brand, looks)| label.imitates(brand, looks))
}

/// The labels of a protected domain that are names: the leftmost and the registrable one.
fn brands(protected: &str) -> Vec<&str> {
    let first = protected.split('.').next();
    let owner = psl::domain_str(protected).and_then(|owner| owner.split('.').next());
    let mut brands: Vec<&str> = first.into_iter().chain(owner).collect();
    brands.dedup();
    brands.retain(|brand| brand.len() >= SHORTEST && !COMMON.contains(brand));
    brands
}

/// A domain whose name is protected, and its brands with how they look.
struct Protected<'k> {
    name: &'k str,
    brands: Vec<(&'k str, String)>,
}

impl<'k> Protected<'k> {
    fn new(name: &'k str) -> Self {
        Self { name, brands: brands(name).into_iter().map(|brand| (brand, plain(brand))).collect() }
    }
}

/// A label of a host, and its looks: worked out once, since it is compared with every protected name.
struct Label {
    name: String,
    plain: String,
    tokens: Vec<(String, String)>,
}

impl Label {
    fn new(name: &str) -> Self {
        let name: String = name.chars().take(64).collect();
        let tokens = name.split('-').filter(|_| name.contains('-')).map(|token| (token.to_owned(), plain(token)));
        Self { plain: plain(&name), tokens: tokens.collect(), name }
    }

    fn imitates(&self, brand: &str, looks: &str) -> Option<&'static str> {
        if self.name == brand {
            return Some("tld");
        }
        if self.name.chars().count() > 63 {
            return None;
        }
        if !self.name.is_ascii() && (self.plain == *looks || fold(&self.name) == brand) {
            return Some("letters");
        }
        if self.tokens.iter().any(|(token, plain)| token == brand || plain == looks) {
            return Some("affix");
        }
        let allowed = if brand.len() >= 9 { 2 } else { 1 };
        (distance(&self.plain, looks, allowed) <= allowed).then_some("typo")
    }
}

/// How a label looks: confusable letters, digits for letters and marks undone.
fn plain(label: &str) -> String {
    let folded = fold(label);
    let looks: String = skeleton(&folded).collect();
    fold(&looks)
        .chars()
        .map(|c| match c {
            '0' => 'o',
            '1' | 'i' | '|' => 'l',
            '3' => 'e',
            '5' => 's',
            c => c,
        })
        .collect()
}

/// Damerau–Levenshtein distance (adjacent letters swapped count one); anything above `limit` is `limit + 1`.
fn distance(one: &str, other: &str, limit: usize) -> usize {
    let a: Vec<char> = one.chars().collect();
    let b: Vec<char> = other.chars().collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut best = (get(&last, j) + usize::from(x != y)).min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(limit + 1).min(limit + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tricks_are_named_and_near_misses_are_not() {
        let of = |host: &str| {
            let (owner, label) = owner(host);
            compare(host, &owner, &label, &Protected::new("laichau.gov.vn"), "from").map(|raised| {
                raised.values.iter().find(|(name, _)| *name == "how").map_or(raised.code, |(_, how)| {
                    match how.as_str() {
                        "dash" => "dash",
                        "dot" => "dot",
                        "tld" => "tld",
                        "letters" => "letters",
                        "affix" => "affix",
                        _ => "typo",
                    }
                })
            })
        };
        assert_eq!(of("laichau.gov.vn.xyz"), Some("PROTECTED_AS_SUBDOMAIN"));
        assert_eq!(of("mail.laichau.gov.vn-ms.top"), Some("PROTECTED_AS_SUBDOMAIN"));
        assert_eq!(of("mail-laichau-gov.vn"), Some("dash"));
        assert_eq!(of("laichaugov.vn"), Some("dot"));
        assert_eq!(of("laichau.com.vn"), Some("tld"));
        assert_eq!(of("laichau-login.com"), Some("affix"));
        for typo in ["1aichau.vn", "lalchau.com", "laichua.vn", "iaichau.net"] {
            assert!(of(typo).is_some(), "{typo}");
        }
        assert_eq!(of("xn--lichau-5jf.vn").or(of(&idna::domain_to_ascii("lаichau.vn").unwrap())), Some("letters"));
        assert_eq!(of(&idna::domain_to_ascii("laichâu.vn").unwrap()), Some("letters"));
        for other in
            ["sonla.gov.vn", "laocai.gov.vn", "laichau.edu.vn", "baolaichau.vn", "google.com", "laichau.vnptioffice.vn"]
        {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
