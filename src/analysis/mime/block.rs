//! What is found of a mail inside the text of another, and what it is found with; `forwarded` and `wrote` find it.

use chrono::{DateTime, FixedOffset};

use super::dates::DateReader;
use super::dialects::Phrases;
use crate::analysis::evidence::Mailbox;

/// The mail that was found in a text.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Forwarded {
    /// Where the block begins: the reporter's words end here.
    pub(super) start: usize,
    /// Where the body of the forwarded mail begins.
    pub(super) body: usize,
    /// Where the body ends and the reporter's words go on: only where it is quoted.
    pub(super) end: Option<usize>,
    /// How many quote marks stand before the lines of the block and the body.
    pub(super) quotes: usize,
    /// Sender.
    pub(super) from: Mailbox,
    /// Recipients.
    pub(super) to: Vec<Mailbox>,
    /// Copies.
    pub(super) cc: Vec<Mailbox>,
    /// Where answers go.
    pub(super) reply_to: Vec<Mailbox>,
    /// Subject.
    pub(super) subject: String,
    /// When it was sent.
    pub(super) date: Option<DateTime<FixedOffset>>,
}

/// Finds inline forwards; words and patterns made ready once.
#[derive(Debug)]
pub(super) struct ForwardReader {
    pub(super) phrases: Phrases,
    pub(super) dates: DateReader,
}

/// A line without its quote marks, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) quotes: usize,
}

impl Forwarded {
    /// The same where its block and the text below it are quoted: the body ends with the quotes, and what stands below
    /// is the reporter's again.
    pub(super) fn quoted(mut self, lines: &[Line<'_>], body: usize, quotes: usize) -> Self {
        let mut text = lines.iter().skip(body).filter(|line| !line.text.is_empty()).peekable();
        if quotes > 0 && text.peek().is_some_and(|first| first.quotes >= quotes) {
            self.quotes = quotes;
            self.end = text.find(|line| line.quotes < quotes).map(|line| line.start.max(self.body));
        }
        self
    }
}
