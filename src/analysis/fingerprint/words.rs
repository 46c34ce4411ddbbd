//! Words: what is left of a subject and a text when numbers, addresses and names are taken out, and which texts are nearly
//! the same (`MinHash` over shingles of three words, Broder 1997).

use std::collections::BTreeSet;

use crate::analysis::evidence::Mailbox;
use crate::base::text::fold;

/// Most words of a text that are looked at.
const MOST: usize = 3_000;
/// Words of a shingle.
const SHINGLE: usize = 3;
/// Hashes of a band: two texts agree in a band when all of them do.
const ROWS: usize = 3;
/// Most words behind a greeting that are taken for a name.
const NAME: usize = 8;

/// Beginnings of lines behind which a name stands, folded.
const GREETINGS: &[&str] = &["kinh gui", "kinh chao", "xin chao", "chao", "than gui", "gui", "dear", "hello", "hi"];
/// What clients put before a subject, folded.
const PREFIXES: &[&str] = &["re", "fwd", "fw", "tr", "tl", "chuyen tiep", "tra loi", "vs", "aw", "wg"];

/// The folded words of the names and addresses of readers.
pub(super) fn names<'a>(readers: impl Iterator<Item = &'a Mailbox>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for reader in readers.take(40) {
        let local = reader.address.split('@').next().unwrap_or_default();
        let name = reader.name.as_deref().unwrap_or_default();
        out.extend(letters(name).chain(letters(local)).filter(|word| word.len() >= 2));
    }
    out
}

/// The words of a subject without prefixes, tags, numbers and names.
pub(super) fn of_subject(subject: &str, names: &BTreeSet<String>) -> Vec<String> {
    let folded = fold(subject);
    let mut rest = folded.trim();
    let prefixed = |text: &&str| text.split_once(':').is_some_and(|(head, _)| PREFIXES.contains(&head.trim()));
    while let Some((_, tail)) = Some(rest).filter(prefixed).and_then(|text| text.split_once(':')) {
        rest = tail.trim_start();
    }
    let tokens = rest.split(' ').filter(|token| is_plain(token));
    tokens
        .flat_map(|token| letters(token).collect::<Vec<_>>())
        .filter(|word| !names.contains(word))
        .take(MOST)
        .collect()
}

/// The words of a text without greetings, numbers, addresses and names.
pub(super) fn of_text(text: &str, names: &BTreeSet<String>) -> Vec<String> {
    let mut out = Vec::new();
    for line in text.lines() {
        if out.len() >= MOST {
            break;
        }
        let folded = fold(line.trim_start_matches(['>', '|', ' ', '\t']));
        let words = folded.split(' ').filter(|token| is_plain(token));
        let words: Vec<String> = words.flat_map(|token| letters(token).collect::<Vec<_>>()).collect();
        let greeting = greeting(&words);
        let skip = if greeting > 0 && words.len() <= greeting + NAME { words.len() } else { greeting };
        out.extend(words.into_iter().skip(skip).filter(|word| !names.contains(word)));
    }
    out.truncate(MOST);
    out
}

/// How many words of a line greet.
fn greeting(words: &[String]) -> usize {
    let begins = |greeting: &&str| {
        let count = greeting.split(' ').count();
        words.len() >= count && greeting.split(' ').zip(words).all(|(one, other)| one == other)
    };
    GREETINGS.iter().find(|greeting| begins(greeting)).map_or(0, |greeting| greeting.split(' ').count())
}

/// Whether a token is words: no number, no address, no host.
fn is_plain(token: &str) -> bool {
    let inner = token.trim_matches(|c: char| !c.is_alphanumeric());
    !token.contains(['@', '\u{fffd}'])
        && !token.contains("://")
        && !token.starts_with("www.")
        && !inner.contains(|c: char| c.is_ascii_digit())
        && !inner.split_once('.').is_some_and(|(host, end)| !host.is_empty() && !end.is_empty())
}

fn letters(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> =
        folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// The bands of a text: each a number and the digest of [`ROWS`] minima.
pub(super) fn bands(words: &[String], count: usize) -> Vec<String> {
    let mut least = vec![u64::MAX; count * ROWS];
    for shingle in words.windows(SHINGLE) {
        let one = digest(shingle.iter().flat_map(|word| word.bytes().chain(std::iter::once(b' '))));
        for (seed, slot) in (1u64..).zip(&mut least) {
            *slot = (*slot).min(mix(one ^ mix(seed)));
        }
    }
    let band = |(number, rows): (usize, &[u64])| {
        let bytes = rows.iter().flat_map(|row| row.to_be_bytes());
        format!("{number:02}{:016x}", digest(bytes))
    };
    least.chunks(ROWS).enumerate().map(band).collect()
}

/// FNV-1a (64 bits): stays the same in every build, which the hasher of the standard library does not promise.
fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of `splitmix64`.
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}
