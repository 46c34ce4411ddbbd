//! What a detector sees of a mail, and what it gives back.

use crate::analysis::evidence::{Link, Sample};
use crate::analysis::known::{Brand, Known, is_under};
use crate::analysis::mime::Traits;
use crate::base::text::fold;

/// Most characters of text in which phrases are looked for.
const TEXT: usize = 30_000;

/// Bytes of name, subject and text in which lures are looked for: whoever lures comes to the point.
const LEAD: usize = 5_000;

/// A mail as detectors see it.
#[derive(Debug)]
pub struct View<'a> {
    /// The evidence without findings.
    pub sample: &'a Sample,
    /// What only the bytes show.
    pub traits: &'a Traits,
    /// What the desk knows.
    pub known: &'a Known,
    /// Subject and text, folded.
    pub(super) folded: String,
    /// Name, subject and beginning of the text as lures are looked for: without quoted lines and addresses, folded, letters
    /// in disguise put right.
    pub(super) lead: String,
    /// Domain of the sender, lower case.
    pub(super) from_domain: Option<&'a str>,
}

/// A signal without its weight and sentence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Raised {
    pub(super) code: &'static str,
    pub(super) at: String,
    pub(super) values: Vec<(&'static str, String)>,
}

impl Raised {
    pub(super) fn new(code: &'static str, at: impl Into<String>) -> Self {
        Self { code, at: at.into(), values: Vec::new() }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}

impl<'a> View<'a> {
    /// Looks at a mail.
    pub fn new(sample: &'a Sample, traits: &'a Traits, known: &'a Known) -> Self {
        let cut = sample.text.char_indices().nth(TEXT).map_or(sample.text.len(), |(at, _)| at);
        let text = sample.text.get(..cut).unwrap_or_default();
        let folded = fold(&format!("{}\n{text}", sample.subject));
        let from_domain = domain(&sample.from.address);
        let name = sample.from.name.as_deref().unwrap_or_default();
        // What an answer quotes is somebody else's.
        let quotes = traits.answers || traits.from_list;
        let lines = text.lines().filter(|line| !quotes || !line.trim_start().starts_with(['>', '|']));
        let mut lead = format!("{name}\n{}\n", sample.subject);
        if lead.matches('_').count() > 1 {
            lead = lead.replace('_', " ");
        }
        for word in lines.flat_map(|line| line.split_whitespace()) {
            if lead.len() > LEAD {
                break;
            }
            // Underscores stand for blanks, or break a word.
            let spaced = word.matches('_').count() > 1;
            lead.push_str(&if word.contains("://") {
                "url".into()
            } else if spaced {
                word.replace('_', " ")
            } else {
                word.to_owned()
            });
            lead.push(' ');
        }
        let lead = loosened(&lead);
        Self { sample, traits, known, folded, lead, from_domain }
    }

    /// A text folded, with letters in disguise put right.
    #[expect(clippy::unused_self, reason = "reads as the same look at another text")]
    pub(super) fn loose(&self, text: &str) -> String {
        loosened(text)
    }

    /// Whether an answer would go to somebody else than the sender.
    pub(super) fn writes_back(&self) -> bool {
        let own = self.from_domain.unwrap_or_default();
        let reply = self.sample.reply_to.iter().any(|to| domain(&to.address).is_some_and(|to| !same_owner(to, own)));
        let mailto = self.sample.links.iter().any(|link| link.url.starts_with("mailto:") && link.url.contains('?'));
        reply || mailto
    }

    /// Whether an HTML mail has links to others, and none to its sender.
    pub(super) fn calls_elsewhere(&self) -> bool {
        let Some(from) = self.from_domain else { return false };
        let mut links = self.foreign_links().filter(|(_, link, _)| link.text.is_some()).peekable();
        self.traits.looks.html && links.peek().is_some() && links.all(|(_, _, host)| !self.related(host, from))
    }

    /// A phrase found in the folded text, as the mail writes it; the phrase itself where that cannot be told.
    pub(super) fn as_written(&self, phrase: &str) -> String {
        let Some(at) = self.folded.find(phrase) else { return phrase.to_owned() };
        let words = |text: &str| text.split_whitespace().count();
        // A phrase begins and ends at word boundaries, so only punctuation can stand between it and the blanks around it.
        let first = words(&self.folded.get(..at).unwrap_or_default().replace(|c: char| !c.is_whitespace(), "x"));
        let begun = self.folded.get(..at).is_some_and(|before| !before.is_empty() && !before.ends_with(' '));
        let skip = first.saturating_sub(usize::from(begun));
        let all = self.sample.subject.split_whitespace().chain(self.sample.text.split_whitespace());
        let written: Vec<&str> = all.skip(skip).take(words(phrase)).collect();
        let written = written.join(" ");
        let written = written.trim_matches(|c: char| !c.is_alphanumeric());
        if fold(written) == phrase { written.to_owned() } else { phrase.to_owned() }
    }

    /// Whether two hosts belong to one owner, as far as the domains of well-known names and registrable domains tell.
    pub(super) fn related(&self, one: &str, other: &str) -> bool {
        let of_one =
            |brand: &Brand| [one, other].iter().all(|host| brand.domains.iter().any(|own| is_under(host, own)));
        same_owner(one, other) || same_label(one, other) || self.known.brands.iter().any(of_one)
    }

    /// Links to hosts that are not ours, with their numbers.
    pub(super) fn foreign_links(&self) -> impl Iterator<Item = (usize, &'a Link, &'a str)> {
        self.sample.links.iter().enumerate().filter_map(|(at, link)| {
            let host = link.host.as_deref()?;
            (!self.known.is_ours(host)).then_some((at, link, host))
        })
    }

    /// The first link to a host that is not ours.
    pub(super) fn foreign_link(&self) -> Option<usize> {
        self.foreign_links().next().map(|(at, ..)| at)
    }
}

/// A text folded, with digits and signs inside words read as the letters they stand for. A word with three digits in a row is
/// a number and stays.
fn loosened(text: &str) -> String {
    let folded = fold(text);
    let mut out = String::with_capacity(folded.len());
    for word in folded.split(' ') {
        let letters = word.chars().any(char::is_alphabetic);
        let mut digits = 0;
        let number = word.chars().any(|c| {
            digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
            digits >= 3
        });
        if !out.is_empty() {
            out.push(' ');
        }
        if !letters || number || word.len() > 40 {
            out.push_str(word);
            continue;
        }
        let mut chars = word.chars().peekable();
        let mut before = false;
        while let Some(c) = chars.next() {
            let inside = before && chars.peek().is_some_and(|next| next.is_alphabetic());
            let put = match c {
                '0' if before || chars.peek().is_some_and(|next| next.is_alphabetic()) => 'o',
                '1' | '!' if inside => 'i',
                '3' if inside => 'e',
                '4' | '@' if inside => 'a',
                '5' | '$' if inside => 's',
                '_' | '*' | '\u{ad}' if inside => continue,
                c => c,
            };
            out.push(put);
            before = put.is_alphabetic();
        }
    }
    out
}

/// The domain of an address.
pub(super) fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// The registrable domain of a host, or the host itself where it has none.
pub(super) fn registrable(host: &str) -> String {
    psl::domain_str(host).map_or_else(|| host.to_owned(), str::to_owned)
}

/// Whether two hosts have one name under two endings (`tap-chi.vn`, `tap-chi.net`). Whoever borrows a well-known name so is
/// found by that name.
fn same_label(one: &str, other: &str) -> bool {
    let (one, other) = (registrable(one), registrable(other));
    let label = |owner: &str| owner.split('.').next().unwrap_or_default().to_owned();
    label(&one).len() >= 5 && label(&one) == label(&other)
}

/// Whether two hosts belong to one registrable domain.
pub(super) fn same_owner(one: &str, other: &str) -> bool {
    is_under(one, other) || is_under(other, one) || registrable(one) == registrable(other)
}
