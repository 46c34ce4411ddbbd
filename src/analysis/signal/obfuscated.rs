//! Letters put wrong on purpose, so that people read a word and filters do not: digits and signs for letters, letters of
//! another script that look the same, invisible or piled-up marks inside words.

use regex::Regex;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::view::{Raised, View};
use crate::base::text::fold;

/// Characters of text that are looked at.
const TEXT: usize = 8_000;
/// Invisible characters inside words, and marks that belong to no letter, up to which it may be a mistake.
const MISTAKES: usize = 2;

/// Vietnamese and English words that are written with a digit or sign to pass a filter.
const DISGUISED: &str = r"(?i)\b(?:th[0o]ng|b[a4@][0o]|l[0o]ng|kh[0o]ng|kh[0o][a4@]|tr[0o]ng|thu[0o]ng|c[0o]ng|d[0o]ng|t[a4@]i|kh[0o][a4@]n|ng[a4@]n|h[a4@]ng|t[i1!][e3]n|nh[a4@]n|ch[a4@]p|d[i1!][e3]u|k[i1!][e3]n|h[0o]|tr[0o]|b[i1!]|m[a4@]t|kh[a4@]u|x[a4@]c|m[i1!]nh|c[a4@]p|nh[a4@]t|acc[0o]unts?|p[a4@]ssw[0o]rds?|s[e3]cur[i1!]ty|v[e3]r[i1!]fy|micr[0o]s[0o]ft|[0o]ffice|p[a4@]yp[a4@]l|inv[0o]ice|l[0o]gin|b[i1!]tc[0o]in)\b";
const CAPITAL_I: &str = r"\b[A-Za-z]{0,3}[a-z]+I(?:[a-mo-z][a-z]?)?\b|\bI(?:og|ogin|ink|ast|ocked|imited)\b|\bl(?:nvoice|mportant|nfo|dentity|nformation)";

/// Compiled patterns.
#[derive(Debug)]
pub(super) struct Disguises {
    words: Option<Regex>,
    capital: Option<Regex>,
    inserted: Option<Regex>,
}

impl Default for Disguises {
    fn default() -> Self {
        Self {
            words: Regex::new(DISGUISED).ok(),
            capital: Regex::new(CAPITAL_I).ok(),
            inserted: Regex::new(r"\b[A-Z]{3,}'[A-Z]{3,}\b|\b[a-z]{1,5}![a-z]{1,4}'?[a-z]{0,4}\b").ok(),
        }
    }
}

impl Disguises {
    pub(super) fn find(&self, view: &View<'_>, out: &mut Vec<Raised>) {
        let name = view.sample.from.name.as_deref().unwrap_or_default();
        let places = [("from", name), ("subject", view.sample.subject.as_str()), ("text", view.sample.text.as_str())];
        for (at, text) in places {
            let cut = text.char_indices().nth(TEXT).map_or(text.len(), |(at, _)| at);
            let text = text.get(..cut).unwrap_or_default();
            if let Some((sample, how)) = self.disguised(text, at != "text") {
                out.push(Raised::new("OBFUSCATED_TEXT", at).with("sample", sample).with("how", how));
                return;
            }
        }
        if view.traits.looks.broken_words > MISTAKES {
            let count = view.traits.looks.broken_words.to_string();
            out.push(Raised::new("OBFUSCATED_TEXT", "text").with("sample", count).with("how", "invisible"));
        }
    }

    /// A disguised word of a text, and how it is disguised. Headlines are looked at more strictly than prose.
    fn disguised(&self, text: &str, headline: bool) -> Option<(String, &'static str)> {
        let words = || text.split_whitespace().filter(|word| word.chars().count() <= 60);
        if let Some(word) = words().find(|word| mixes_scripts(word)) {
            return Some((word.to_owned(), "scripts"));
        }
        if let Some(word) = words().find(|word| piles_marks(word)) {
            return Some((word.to_owned(), "marks"));
        }
        if words().filter(|word| word.contains('\u{ad}')).count() > MISTAKES {
            return Some((words().find(|word| word.contains('\u{ad}'))?.to_owned(), "invisible"));
        }
        let plain = words().filter(|word| !word.contains(['/', '@', '=', '\\', ':']));
        for word in plain {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let digits = !bare.chars().all(char::is_alphabetic) && self.whole(&fold(bare));
            let inserted = self.inserted.as_ref().is_some_and(|pattern| pattern.is_match(bare) && headline_word(bare));
            let capital = headline && self.capital.as_ref().is_some_and(|pattern| pattern.is_match(bare));
            if digits || inserted || capital {
                return Some((bare.to_owned(), "letters"));
            }
        }
        None
    }

    /// Whether a folded word is, from end to end, one that is written in disguise.
    fn whole(&self, folded: &str) -> bool {
        let found = self.words.as_ref().and_then(|pattern| pattern.find(folded));
        found.is_some_and(|found| found.len() == folded.len()) && !folded.chars().all(char::is_alphabetic)
    }
}

/// A joined word of capitals, or one with a sign for a letter.
fn headline_word(word: &str) -> bool {
    word.contains('!') || word.chars().filter(char::is_ascii_uppercase).count() >= 6
}

/// Latin letters beside Cyrillic, Greek, Armenian or Cherokee ones in one word.
fn mixes_scripts(word: &str) -> bool {
    if word.is_ascii() {
        return false;
    }
    let has = |wanted: &[Script]| word.chars().any(|c| c.is_alphabetic() && wanted.contains(&c.script()));
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    latin >= 2
        && !word.contains("пїЅ")
        && has(&[Script::Cyrillic, Script::Greek, Script::Armenian, Script::Cherokee])
        && !word.contains(['/', '@', '-', '_', '(', ',', '.', '='])
        || word.chars().filter(|c| matches!(c, '\u{1d400}'..='\u{1d7ff}')).count() >= 3
}

/// Marks that compose with no letter of a Latin word.
fn piles_marks(word: &str) -> bool {
    if !word.chars().any(is_combining_mark) {
        return false;
    }
    let marks = word.nfc().filter(|c| is_combining_mark(*c)).count();
    marks > MISTAKES && word.chars().filter(char::is_ascii_alphabetic).count() >= 2
}
