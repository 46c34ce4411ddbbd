//! The table as it is looked up: what a label names, whether a line stands above a forwarded mail, months and halves of
//! the day. Everything is compared folded, since people copy blocks without marks and clients write them decomposed.

use std::collections::HashMap;

use super::TABLES;
use super::dialect::{Dialect, Label};
use crate::base::text::{fold, one_line};

/// Longest label, in bytes.
const LABEL: usize = 60;
/// Longest line of a separator, in bytes.
const LINE: usize = 200;
/// Most colons of one line before which a label is looked for.
const COLONS: usize = 60;

/// Dialects as bits, in the order of the table.
pub(in super::super) type Dialects = u64;

/// What stands above a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Mark {
    /// That it was forwarded.
    Forwarded,
    /// That it is the one that is answered or passed on, or only a line.
    Original,
}

/// A month's name, folded.
#[derive(Debug)]
pub(in super::super) struct Month {
    /// The name.
    pub(in super::super) name: String,
    /// Its number, from 1.
    pub(in super::super) number: u32,
    /// Where it has this number.
    pub(in super::super) dialects: Dialects,
}

/// All dialects, ready to be asked.
#[derive(Debug, Default)]
pub(in super::super) struct Phrases {
    labels: HashMap<String, (Label, Dialects)>,
    separators: HashMap<String, Mark>,
    openings: Vec<String>,
    wrote: Vec<String>,
    /// Names of months.
    pub(in super::super) months: Vec<Month>,
    /// Words for the hours before noon, and for those after.
    pub(in super::super) halves: (Vec<String>, Vec<String>),
}

fn words(list: &'static str) -> impl Iterator<Item = String> {
    list.split('|').filter(|word| !word.is_empty()).map(fold)
}

fn dialects() -> impl Iterator<Item = &'static Dialect> {
    TABLES.iter().flat_map(|table| table.iter())
}

impl Phrases {
    /// Folds the table, once.
    pub(in super::super) fn new() -> Self {
        let mut out = Self::default();
        for (at, dialect) in dialects().enumerate() {
            out.add(dialect, 1 << at.min(63));
        }
        // The longer word first: `napsal(a)` before `napsal`.
        out.wrote.sort_by_key(|word| std::cmp::Reverse(word.len()));
        out
    }

    fn add(&mut self, dialect: &'static Dialect, bit: Dialects) {
        for (label, list) in dialect.labels() {
            for word in words(list) {
                let known = self.labels.entry(word).or_insert((label, 0));
                known.1 |= if known.0 == label { bit } else { 0 };
            }
        }
        for (list, mark) in [(dialect.forwarded, Mark::Forwarded), (dialect.original, Mark::Original)] {
            for word in words(list) {
                self.separators.entry(word).or_insert(mark);
            }
        }
        self.openings.extend(words(dialect.opening));
        self.wrote.extend(words(dialect.wrote));
        for (number, names) in (1..).zip(dialect.months.split(',')) {
            self.months.extend(words(names.trim()).map(|name| Month { name, number, dialects: bit }));
        }
        self.halves.0.extend(words(dialect.halves.0));
        self.halves.1.extend(words(dialect.halves.1));
    }

    /// What a word before a colon names, and in which dialects.
    pub(in super::super) fn label(&self, word: &str) -> Option<(Label, Dialects)> {
        if word.len() > LABEL {
            return None;
        }
        self.labels.get(fold(&one_line(word, LABEL)).trim_matches(['*', ' '])).copied()
    }

    /// What a line says of the mail below it, with what stands behind it on the same line (Yahoo).
    pub(in super::super) fn mark<'a>(&self, line: &'a str) -> Option<(Mark, &'a str)> {
        let bare = line.trim_start_matches(is_dash);
        let dashes = line.len() - bare.len();
        if dashes >= 20 && bare.is_empty() && line.starts_with('_') {
            return Some((Mark::Original, ""));
        }
        if dashes >= 2 {
            let end = bare.find("--").or_else(|| bare.find(is_dash)).unwrap_or(bare.len());
            let (said, rest) = bare.split_at_checked(end)?;
            let known = said.len() < LINE && !rest.is_empty();
            let mark = known.then(|| self.separators.get(fold(&one_line(said, LINE)).trim())).flatten()?;
            return Some((*mark, rest.trim_start_matches(is_dash).trim()));
        }
        let said = line.strip_suffix([':', '：']).filter(|said| said.len() < LINE)?;
        self.openings.contains(&fold(&one_line(said, LINE))).then_some((Mark::Forwarded, ""))
    }

    /// The labels inside a line with where each begins and where its value does: Yahoo writes all on one line, glued to
    /// what stands before.
    pub(in super::super) fn labels_in(&self, line: &str) -> Vec<(usize, usize, Label)> {
        let mut out = Vec::new();
        for (colon, mark) in line.match_indices([':', '：']).take(COLONS) {
            let head = line.get(..colon).unwrap_or_default().trim_end();
            let starts = head.char_indices().rev().take(LABEL / 2).map(|(at, _)| at);
            let found = starts.filter(|at| begins_word(head, *at)).filter_map(|at| {
                let (label, _) = self.label(head.get(at..)?)?;
                Some((at, colon + mark.len(), label))
            });
            // The longest: `De la` is not `la`.
            out.extend(found.last());
        }
        out
    }

    /// A folded line without the words that say that somebody wrote; nothing where it has none.
    pub(in super::super) fn without_wrote(&self, line: &str) -> Option<String> {
        let found = self.wrote.iter().filter_map(|word| Some((place(line, word)?, word.len())));
        let (at, length) = found.max_by_key(|(_, length)| *length)?;
        Some(format!("{} {}", line.get(..at)?, line.get(at + length..)?))
    }
}

/// Where a word stands in a text, as a word of its own where its script parts words.
fn place(text: &str, word: &str) -> Option<usize> {
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2e80}');
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !joined(before) && !joined(after) || word.starts_with(|c| c >= '\u{2e80}')
    })
}

/// Whether a word may begin here: after a blank or a mark, or glued to a smaller letter.
fn begins_word(text: &str, at: usize) -> bool {
    let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) else { return false };
    let before = text.get(..at).and_then(|head| head.chars().next_back());
    match before {
        Some(before) if before.is_alphabetic() => first.is_uppercase() && !before.is_uppercase() || first >= '\u{2e80}',
        _ => first.is_alphabetic(),
    }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '_' | '=' | '~' | '‐'..='―' | '─' | '━')
}

/// A subject without what a filter put before it in brackets.
fn without_brackets(subject: &str) -> &str {
    let mut subject = subject.trim_start();
    while let Some((_, rest)) = subject.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        subject = rest.trim_start();
    }
    subject
}

/// What stands before the first colon of a subject, folded, and what stands behind it.
fn prefix(subject: &str) -> Option<(String, &str)> {
    let (head, rest) = without_brackets(subject).split_once([':', '：']).filter(|(head, _)| head.len() <= LABEL)?;
    Some((fold(head.trim_end()), rest))
}

fn is_forward_prefix(head: &str) -> bool {
    dialects().flat_map(|dialect| words(dialect.prefix)).any(|prefix| prefix == head)
}

/// Whether a subject says that the mail is a forward.
pub(in super::super) fn is_forward(subject: &str) -> bool {
    prefix(subject).is_some_and(|(head, _)| is_forward_prefix(&head))
}

/// Prefixes of an answer, which are the same for most; folded.
const ANSWERS: &[&str] = &["re", "tra loi", "tl", "aw", "sv", "antw", "odp", "res", "回复", "回覆", "答复"];

/// A subject without the prefixes of answers and forwards, at most ten.
pub(crate) fn without_prefixes(subject: &str) -> &str {
    let mut subject = subject.trim();
    for _ in 0..10 {
        match prefix(subject) {
            Some((head, rest)) if is_forward_prefix(&head) || ANSWERS.contains(&head.as_str()) => subject = rest.trim(),
            _ => break,
        }
    }
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_whole_and_means_one_thing_at_home() {
        assert!(dialects().count() <= 64);
        for dialect in dialects() {
            let name = dialect.from;
            assert!([0, 1, 12].contains(&dialect.months.split(',').count()), "{name}: months");
            for list in [dialect.from, dialect.to, dialect.date, dialect.subject, dialect.forwarded, dialect.wrote] {
                assert!(!list.is_empty(), "{name}");
            }
        }
        let phrases = Phrases::new();
        for (word, label) in [("Từ", Label::From), ("đến", Label::To), ("Tu", Label::From), ("De la", Label::From)]
        {
            assert_eq!(phrases.label(word).map(|found| found.0), Some(label), "{word}");
        }
    }

    #[test]
    fn lines_above_a_mail_are_known_in_every_hand() {
        let phrases = Phrases::new();
        for line in [
            "-----Thư đã chuyển tiếp -----",
            "----- Thu da chuyen tiep -----",
            "---------- Forwarded message ---------",
            "—— Forwarded Message ——",
            "Begin forwarded message:",
            "Début du message réexpédié :",
            "-------- Välitetty viesti / Fwd.Msg --------",
            "-------- Preposlaná správa --- Forwarded Message --------",
        ] {
            assert_eq!(phrases.mark(line).map(|found| found.0), Some(Mark::Forwarded), "{line}");
        }
        for line in ["-----", "-- ", "Kính gửi:", "Message:", "- Forwarded message -", "---- Họp ----"] {
            assert_eq!(phrases.mark(line), None, "{line}");
        }
        let glued = "----- Edelleenlähetetty viesti ----- Lähettäjä: J <j@a.fi>Aihe: X";
        assert_eq!(phrases.mark(glued), Some((Mark::Forwarded, "Lähettäjä: J <j@a.fi>Aihe: X")));
    }

    #[test]
    fn forwarded_subjects() {
        for subject in ["Fwd: x", "[SPAM] FW: x", "Chuyển tiếp: x", "WG: x", "İLT: x", "转发：x", "I: x", "TR : x"]
        {
            assert!(is_forward(subject), "{subject}");
        }
        for subject in ["Re: x", "x", "Thông báo: fwd:", "[a"] {
            assert!(!is_forward(subject), "{subject}");
        }
        assert_eq!(without_prefixes("[SPAM] Re: Fwd: Trả lời: Thông báo: họp"), "Thông báo: họp");
    }
}
