//! Tricks in the subject: an answer to a mail that nobody wrote, the reader's own address, a serial number made up for each
//! reader, warning signs.

use super::odd_word::is_thrown;
use super::view::{Raised, View};
use crate::analysis::evidence::Grade;

pub(super) fn find(view: &View<'_>, out: &mut Vec<Raised>) {
    if view.traits.from_list || view.traits.answers {
        return;
    }
    if let Some(why) = why(view) {
        out.push(Raised::new("SUBJECT_BAIT", "text").with("subject", view.sample.subject.as_str()).with("why", why));
    }
}

/// What is wrong with the subject, as the word that its sentence chooses by.
fn why(view: &View<'_>) -> Option<&'static str> {
    let subject = view.sample.subject.as_str();
    let lower = subject.to_lowercase();
    let answers = ["re:", "re :", "tr:", "aw:"].iter().any(|prefix| lower.starts_with(prefix));
    let quotes =
        view.sample.text.contains("\n>") || view.sample.text.starts_with('>') || view.sample.text.contains("wrote:");
    let reader =
        view.sample.to.iter().map(|to| to.address.to_lowercase()).find(|to| to.len() > 5 && lower.contains(to));
    let signs = subject
        .chars()
        .filter(|c| matches!(c, '\u{2600}'..='\u{27bf}' | '\u{1f300}'..='\u{1faff}' | '\u{203c}' | '\u{2049}'))
        .count();
    let serial = subject
        .split(|c: char| c.is_whitespace() || "[]()#:-,".contains(c))
        .any(|word| word.len() >= 8 && is_thrown(word) && word.is_ascii());
    if answers && !quotes && view.sample.grade == Grade::A {
        Some("answer")
    } else if reader.is_some() {
        Some("reader")
    } else if serial {
        Some("serial")
    } else if signs > 0 {
        Some("signs")
    } else {
        None
    }
}
