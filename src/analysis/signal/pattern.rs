//! A pattern on folded text. Folded text is nearly all ASCII, so patterns know no Unicode classes: they compile in a
//! hundredth of the time, and a letter outside ASCII ends a word.

use regex::bytes::{Regex, RegexBuilder};

/// A compiled pattern; one that does not compile matches nothing, and a test finds it.
#[derive(Debug)]
pub(super) struct Pattern(Option<Regex>);

impl Pattern {
    pub(super) fn new(pattern: &str) -> Self {
        Self(RegexBuilder::new(pattern).unicode(false).build().ok())
    }

    pub(super) fn is_match(&self, folded: &str) -> bool {
        self.0.as_ref().is_some_and(|pattern| pattern.is_match(folded.as_bytes()))
    }

    /// The first place of the pattern in a text.
    pub(super) fn find(&self, folded: &str) -> Option<String> {
        let found = self.0.as_ref()?.find(folded.as_bytes())?;
        Some(String::from_utf8_lossy(found.as_bytes()).into_owned())
    }

    /// Whether it compiled.
    #[cfg(test)]
    pub(super) fn is_sound(&self) -> bool {
        self.0.is_some()
    }
}
