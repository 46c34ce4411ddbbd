//! Readable text with its links and the places where a client began a forwarded mail: what `html` and `plain` make,
//! and what `forwarded` reads.

use std::ops::Range;

/// Most characters of readable text that are kept.
pub(super) const TEXT: usize = 100_000;
/// Most links that are kept.
pub(super) const LINKS: usize = 500;

/// A text as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Rendered {
    /// The text, lines ended by `\n`, composed (NFC), without invisible characters.
    pub(super) text: String,
    /// Links in the order of appearance.
    pub(super) links: Vec<Shown>,
    /// Where an anchor of a client begins a forwarded mail.
    pub(super) anchors: Vec<usize>,
    /// Whether there is a form with a password field.
    pub(super) password_form: bool,
    /// Whether there is a script.
    pub(super) script: bool,
    /// What only the source of the text gives away.
    pub(super) looks: Looks,
    /// Whether reading stopped at a limit.
    pub(super) stopped: bool,
    /// Key of what is said where it was read in another character set than the declared one.
    pub(super) read_as: Option<&'static str>,
}

/// What the source of a text gives away beyond the text, for signals. Characters and pictures are counted, not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Looks {
    /// It is, at least in part, HTML.
    pub html: bool,
    /// Pictures.
    pub pictures: usize,
    /// Characters that a style hides from the reader.
    pub hidden: usize,
    /// Invisible characters between two letters of a word.
    pub broken_words: usize,
}

impl Looks {
    /// Adds what another text gives away.
    fn add(&mut self, other: Self) {
        self.html |= other.html;
        self.pictures += other.pictures;
        self.hidden += other.hidden;
        self.broken_words += other.broken_words;
    }
}

/// A link as it stands in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Where its shown text ends; no other link stands inside it.
    pub(super) end: usize,
    /// The target as written.
    pub(super) target: String,
    /// The shown text; absent for a bare address.
    pub(super) text: Option<String>,
}

impl Rendered {
    /// The part of the text in a range, with its links.
    pub(super) fn cut(&self, range: Range<usize>) -> Self {
        let inside = |at: usize| range.contains(&at) || at == range.end && at == self.text.len();
        Self {
            text: self.text.get(range.clone()).unwrap_or_default().to_owned(),
            links: self
                .links
                .iter()
                .filter(|link| inside(link.at))
                .map(|link| Shown {
                    at: link.at.saturating_sub(range.start),
                    end: link.end.saturating_sub(range.start),
                    ..link.clone()
                })
                .collect(),
            anchors: self.anchors.iter().filter(|at| inside(**at)).map(|at| at.saturating_sub(range.start)).collect(),
            password_form: self.password_form,
            script: self.script,
            looks: self.looks,
            stopped: self.stopped,
            read_as: self.read_as,
        }
    }

    /// The text without so many quote marks before each line.
    pub(super) fn unquoted(mut self, quotes: usize) -> Self {
        if quotes == 0 {
            return self;
        }
        let mut text = String::with_capacity(self.text.len());
        // Where the kept text of each line begins in the old text, and where in the new one.
        let mut moved: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let mut rest = line;
            for _ in 0..quotes {
                let Some(inner) = rest.trim_start_matches([' ', '\t']).strip_prefix('>') else { break };
                rest = inner.strip_prefix(' ').unwrap_or(inner);
            }
            moved.push((at + line.len() - rest.len(), text.len()));
            text.push_str(rest);
            at += line.len();
        }
        let place = |old: usize| {
            let line = moved.partition_point(|(start, _)| *start <= old).saturating_sub(1);
            moved.get(line).map_or(0, |(start, new)| new + old.saturating_sub(*start)).min(text.len())
        };
        for link in &mut self.links {
            (link.at, link.end) = (place(link.at), place(link.end));
        }
        self.anchors.iter_mut().for_each(|at| *at = place(*at));
        Self { text, ..self }
    }

    /// Adds another text below this one.
    pub(super) fn append(&mut self, other: Self) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.links.extend(other.links.into_iter().map(|link| Shown {
            at: link.at + base,
            end: link.end + base,
            ..link
        }));
        self.anchors.extend(other.anchors.into_iter().map(|at| at + base));
        self.password_form |= other.password_form;
        self.script |= other.script;
        self.looks.add(other.looks);
        self.stopped |= other.stopped;
        self.read_as = self.read_as.or(other.read_as);
    }
}

/// Whether an invisible character between these two stands inside a word. Joiners are needed in scripts other than Latin.
pub(super) fn breaks_word(before: Option<char>, after: Option<char>) -> bool {
    let latin =
        |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && c < '\u{250}' || matches!(c, '\u{1e00}'..='\u{1eff}'));
    latin(before) && latin(after)
}

/// At most `limit` characters of a text.
pub(super) fn at_most(text: &str, limit: usize) -> &str {
    match text.char_indices().nth(limit) {
        Some((at, _)) => text.get(..at).unwrap_or(text),
        None => text,
    }
}
