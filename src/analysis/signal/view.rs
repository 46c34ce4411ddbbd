//! What a detector sees of a mail, and what it gives back.

use crate::analysis::evidence::{Link, Sample};
use crate::analysis::known::{Known, is_under};
use crate::analysis::mime::Traits;
use crate::base::text::fold;

/// Most characters of text in which phrases are looked for.
const TEXT: usize = 30_000;

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
        Self { sample, traits, known, folded, from_domain }
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

/// The domain of an address.
pub(super) fn domain(address: &str) -> Option<&str> {
    address.rsplit_once('@').map(|(_, domain)| domain).filter(|domain| !domain.is_empty())
}

/// The registrable domain of a host, or the host itself where it has none.
pub(super) fn registrable(host: &str) -> String {
    psl::domain_str(host).map_or_else(|| host.to_owned(), str::to_owned)
}

/// Whether two hosts belong to one registrable domain.
pub(super) fn same_owner(one: &str, other: &str) -> bool {
    is_under(one, other) || is_under(other, one) || registrable(one) == registrable(other)
}
