//! Where in a text the words of a finding stand, so that a reader sees them marked.

use std::ops::Range;

use crate::base::text::fold;

/// Most bytes of text that are looked through.
const TEXT: usize = 60_000;
/// Most places of one phrase.
const PLACES: usize = 3;

/// The words of a text with the bytes at which they stand, folded, without punctuation around them.
#[derive(Debug)]
pub(super) struct Places {
    words: Vec<(Range<usize>, String)>,
}

impl Places {
    pub(super) fn new(text: &str) -> Self {
        let end = (0..=TEXT.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        let text = text.get(..end).unwrap_or_default();
        let start = text.as_ptr() as usize;
        let place = |word: &str| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let at = word.as_ptr() as usize - start;
            (at..at + word.len(), fold(word))
        };
        Self { words: text.split_whitespace().map(place).filter(|(at, _)| !at.is_empty()).collect() }
    }

    /// Byte ranges of the text in which these words stand, at most three; none where the text writes them otherwise.
    pub(super) fn of(&self, phrase: &str) -> Vec<(usize, usize)> {
        let wanted: Vec<String> = Self::new(phrase).words.into_iter().map(|(_, word)| word).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let matching = |window: &&[(Range<usize>, String)]| window.iter().map(|(_, word)| word).eq(wanted.iter());
        let whole = |window: &[(Range<usize>, String)]| Some((window.first()?.0.start, window.last()?.0.end));
        self.words.windows(wanted.len()).filter(matching).filter_map(whole).take(PLACES).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn words_are_found_across_lines_and_without_their_marks() {
        let text = "Kính gửi,\nhộp thư   của\nbạn đã đầy. Hộp thư!";
        let places = Places::new(text);
        let found: Vec<_> =
            places.of("hop thu cua ban").into_iter().filter_map(|(from, to)| text.get(from..to)).collect();
        assert_eq!(found, ["hộp thư   của\nbạn"]);
        assert_eq!(places.of("Hộp thư").len(), 2);
        assert!(places.of("không có").is_empty() && places.of(" .").is_empty());
    }
}
