//! A mail of the demo before it is written, and what happens to its ticket afterwards.

use super::forward::Form;
use super::original::Original;
use super::people::Person;

/// What happens to a ticket of the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The user of this place in [`USERS`](super::people::USERS) takes it.
    Take(u8),
    /// An internal note.
    Note(String),
    /// A reply to the reporter.
    Reply(String),
    /// Asking the reporter for more; the ticket waits.
    AskMore,
    /// The conclusion, with its letter: the word of a verdict.
    Verdict(&'static str),
    /// Closing.
    Close,
    /// Another ticket about the same mail, an older one, stands for it.
    Duplicate,
    /// Reopening.
    Reopen,
    /// The reporter answers by mail.
    FollowUp(String),
}

/// A mail before it is written.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) who: Person,
    pub(super) content: Content,
    pub(super) minutes: i64,
    pub(super) words: &'static str,
    pub(super) then: Vec<Step>,
}

/// What a mail to the desk holds.
#[derive(Debug)]
pub(super) enum Content {
    /// A mail passed on.
    Report(Form, Original),
    /// A request with this subject.
    Request(&'static str),
    /// The suspicious mail itself, sent straight to the desk.
    Itself(Original),
}

impl Scene {
    /// The reporter passes a mail on, so many minutes ago, with these words.
    pub(super) fn report(who: Person, form: Form, what: &Original, minutes: i64, words: &'static str) -> Self {
        Self { who, content: Content::Report(form, *what), minutes, words, then: Vec::new() }
    }

    /// What happens afterwards.
    pub(super) fn then<const N: usize>(mut self, steps: [Step; N]) -> Self {
        self.then = steps.into();
        self
    }
}
