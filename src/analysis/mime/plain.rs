//! Plain text as readable text: line ends, quote marks and invisible characters put right, links found, also the ones
//! that somebody defanged (`hxxp`, `[.]`) and the ones that Zimbra makes of HTML (`[ http://… | chữ ]`).

use regex::{Match, Regex};

use super::rendered::{LINKS, Looks, Rendered, Shown, breaks_word};
use crate::base::text::visible;

/// Finds addresses of pages in text.
#[derive(Debug)]
pub(super) struct UrlFinder {
    bare: Option<Regex>,
    host: Option<Regex>,
    zimbra: Option<Regex>,
}

impl UrlFinder {
    /// Compiles the patterns, once.
    pub(super) fn new() -> Self {
        Self {
            bare: Regex::new(r#"(?i)(?-u:\b)(?:h(?:tt|xx)ps?\s?(?::|\[:\])//|www(?:\.|\[\.\]))[^\s<>"“”|`{}]+"#).ok(),
            host: Regex::new(&host_pattern()).ok(),
            zimbra: Regex::new(
                r"(?i)\[\s{0,9}((?:https?|ftp|mailto):[^\s|\]]+)\s{0,9}\|\s{0,9}([^\]]{0,500}?)\s{0,9}\]",
            )
            .ok(),
        }
    }

    /// Adds the links that stand in the text itself, in the order of appearance with those that are known already.
    pub(super) fn add_links(&self, page: &mut Rendered) {
        let mut found: Vec<Shown> = Vec::new();
        let mut taken: Vec<(usize, usize)> = page.links.iter().map(|link| (link.at, link.end)).collect();
        for hit in self.zimbra.iter().flat_map(|pattern| pattern.captures_iter(&page.text)).take(LINKS) {
            let (Some(all), Some(url), Some(text)) = (hit.get(0), hit.get(1), hit.get(2)) else { continue };
            taken.push((all.start(), all.end()));
            let text = Some(text.as_str().trim().to_owned()).filter(|text| !text.is_empty() && text != url.as_str());
            found.push(Shown { at: all.start(), end: all.end(), target: url.as_str().to_owned(), text });
        }
        taken.sort_unstable();
        let mut taken = taken.into_iter().peekable();
        for hit in self.bare_addresses(&page.text) {
            while taken.peek().is_some_and(|(_, end)| *end <= hit.start()) {
                taken.next();
            }
            // An address that is the shown text of a link is what the link claims, not where it leads.
            if taken.peek().is_none_or(|(start, _)| hit.start() < *start) {
                let target = trim_end(hit.as_str()).to_owned();
                found.push(Shown { at: hit.start(), end: hit.end(), target, text: None });
            }
        }
        page.links.extend(found);
        page.links.sort_by_key(|link| link.at);
        page.links.truncate(LINKS);
    }
}

impl UrlFinder {
    /// Addresses in a text, with and without scheme, in order; of two at one place the longer one.
    fn bare_addresses<'t>(&self, text: &'t str) -> Vec<Match<'t>> {
        let whole = |hit: &Match<'_>| {
            let before = text.get(..hit.start()).and_then(|text| text.chars().next_back());
            let after = text.get(hit.end()..).and_then(|text| text.chars().next());
            let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "@_-".contains(c));
            !inside(before) && !before.is_some_and(|c| "./\\=:".contains(c)) && !inside(after)
        };
        let mut hits: Vec<Match<'_>> =
            self.bare.iter().flat_map(|pattern| pattern.find_iter(text)).take(LINKS).collect();
        hits.extend(self.host.iter().flat_map(|pattern| pattern.find_iter(text)).filter(whole).take(LINKS));
        hits.sort_by_key(|hit| (hit.start(), std::cmp::Reverse(hit.end())));
        let mut end = 0;
        hits.retain(|hit| hit.start() >= end && std::mem::replace(&mut end, hit.end()) <= hit.start());
        hits.truncate(LINKS);
        hits
    }
}

/// A host name that is no file name and no end of a sentence, with or without scheme, dots written in any way.
fn host_pattern() -> String {
    let dot = r"(?:\.|\[\.\]|\(\.\)|．|。| \[\.\] | \(\.\) | \. | ?\[dot\] ?| ?\(dot\) ?)";
    let scheme = r"(?:h(?:tt|xx)ps? ?(?::|\[:\]|：)(?://|／／))?";
    let last = ENDINGS.join("|");
    let path = r#"(?::[0-9]{2,5})?(?:[/／?][^\s<>"“”|`{}]*)?"#;
    format!("(?i){scheme}[a-z0-9-]+(?:{dot}[a-z0-9-]+)*{dot}(?:{last}){path}")
}

/// Top-level domains that are taken for one without `http://` or `www.` before them.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "vn", "info", "biz", "top", "xyz", "vip", "club", "cc", "cfd", "icu", "life", "win", "space",
    "online", "site", "shop", "click", "work", "buzz", "sbs", "rest", "monster", "link", "live", "store", "app", "dev",
    "io", "ly", "gg", "cloud", "page", "pro", "ink", "fun", "website", "example",
];

/// The address without the punctuation of the sentence around it.
fn trim_end(url: &str) -> &str {
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '"', '»', '…', '*', '>']);
    if url.ends_with(')') && !url.contains('(') || url.ends_with(']') && !url.contains('[') {
        return trim_end(url.get(..url.len() - 1).unwrap_or_default());
    }
    url
}

/// Makes readable text of plain text.
pub(super) fn render(source: &str) -> Rendered {
    let mut text = String::with_capacity(source.len());
    let mut looks = Looks::default();
    let mut chars = source.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => {
                text.truncate(text.trim_end_matches([' ', '\t']).len());
                text.push('\n');
            }
            '\u{a0}' | '\u{202f}' | '\u{3000}' => text.push(' '),
            '\t' => text.push('\t'),
            c if visible(c) => text.push(c),
            _ => looks.broken_words += usize::from(breaks_word(text.chars().next_back(), chars.peek().copied())),
        }
    }
    text.truncate(text.trim_end().len());
    Rendered { text, looks, ..Rendered::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_without_scheme_or_in_disguise_are_found() {
        let of = |text: &str| {
            let mut page = render(text);
            UrlFinder::new().add_links(&mut page);
            page.links.into_iter().map(|link| link.target).collect::<Vec<_>>()
        };
        assert_eq!(of("Vào evil.top/nhan hoặc evil(dot)com, ngay."), ["evil.top/nhan", "evil(dot)com"]);
        assert_eq!(of("hxxps://evil[.]xyz/a và evil . top/b"), ["hxxps://evil[.]xyz/a", "evil . top/b"]);
        assert_eq!(of("evil．top／a"), ["evil．top／a"]);
        assert_eq!(of("https：／／evil.top"), ["https：／／evil.top"]);
        for none in
            ["Viết cho a.b@evil.com nhé", "bao-cao.pdf, main.rs, setup.sh", "v.v. Com lai", "x.comment", "e.g. vn"]
        {
            assert!(of(none).is_empty(), "{none}");
        }
    }

    #[test]
    fn links_stand_out_of_text() {
        let mut page =
            render("Xem [ http://a.top/x | Nhấn vào đây ] và hxxps://b[.]top/y, (http://c.top/). www.d.top!\r\n");
        UrlFinder::new().add_links(&mut page);
        let links: Vec<_> = page.links.iter().map(|link| (link.target.as_str(), link.text.as_deref())).collect();
        assert_eq!(
            links,
            [
                ("http://a.top/x", Some("Nhấn vào đây")),
                ("hxxps://b[.]top/y", None),
                ("http://c.top/", None),
                ("www.d.top", None)
            ]
        );
    }
}
