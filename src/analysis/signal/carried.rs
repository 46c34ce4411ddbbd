//! What an address of a page carries: the reader's own address, so that the page can greet by name; or another address to
//! which it sends on.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use url::Url;

use super::view::{Raised, View, same_owner};

/// Words of an address that are looked at, and the longest of them, in bytes.
const WORDS: usize = 40;
const LONGEST: usize = 400;
/// Links that are looked at.
const LINKS: usize = 60;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    let elsewhere = view.calls_elsewhere() || view.foreign_links().count() == 1;
    let mut sends_on = false;
    let mut carries = false;
    for (at, link, host) in view.foreign_links().take(LINKS) {
        let Ok(url) = Url::parse(&link.url) else { continue };
        let rest = link.url.split_once(host).map_or("", |(_, rest)| rest);
        // Newsletters carry the reader's address too, among links to their own pages.
        let address = if elsewhere { carried(rest) } else { None };
        if let Some(address) = address.filter(|_| !carries) {
            carries = true;
            let raised = Raised::new("LINK_CARRIES_ADDRESS", format!("link:{at}")).with("host", host);
            out.push(raised.with("address", address));
        }
        if let Some(next) = next_host(&url).filter(|next| !sends_on && !same_owner(next, host)) {
            sends_on = true;
            let raised = Raised::new("OPEN_REDIRECT", format!("link:{at}")).with("host", host);
            out.push(raised.with("next", next));
        }
    }
}

/// A mail address in the path or query, plain, percent-encoded, in base64 or in hexadecimal.
fn carried(rest: &str) -> Option<String> {
    let plain = percent_decoded(rest);
    let words = plain.split(|c: char| !(c.is_ascii_alphanumeric() || "@.+-_=%".contains(c)));
    words.filter(|word| (6..=LONGEST).contains(&word.len())).take(WORDS).find_map(|word| {
        let value = word.rsplit('=').find(|part| part.contains('@')).unwrap_or(word);
        if is_address(value) {
            return Some(value.to_owned());
        }
        word.split(['=', '.']).filter(|part| part.len() >= 12).find_map(hidden)
    })
}

fn hidden(word: &str) -> Option<String> {
    let base64 = || STANDARD_NO_PAD.decode(word).or_else(|_| URL_SAFE_NO_PAD.decode(word)).ok();
    let hexadecimal = || {
        let digits: Option<Vec<u32>> = word.chars().map(|c| c.to_digit(16)).collect();
        let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
        let byte = |pair: &[u32]| pair.iter().fold(0, |sum, digit| sum * 16 + digit) as u8;
        Some(digits.chunks(2).map(byte).collect::<Vec<u8>>())
    };
    [hexadecimal(), base64()]
        .into_iter()
        .flatten()
        .find_map(|bytes| String::from_utf8(bytes).ok().filter(|text| is_address(text)))
}

fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "._-+=".contains(c));
    local.len() >= 2 && domain.len() >= 3 && plain(local) && plain(domain)
}

fn percent_decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|code| std::str::from_utf8(code).ok());
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        out.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { tail.get(2..).unwrap_or_default() } else { tail };
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The host of the address to which a query or fragment says that the page sends on.
fn next_host(url: &Url) -> Option<String> {
    url.query_pairs().take(WORDS).find_map(|(_, value)| {
        let value = value.trim();
        let web = value.starts_with("http://") || value.starts_with("https://");
        Url::parse(value).ok().filter(|_| web)?.domain().map(str::to_lowercase)
    })
}
