//! A letter as the outbox keeps it: every word final.

use crate::base::clock::Instant;

/// Everything that a message is built from. Building it twice gives the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Our name as the receiver sees it.
    pub from_name: String,
    /// Our address; also the envelope sender of a person's letter.
    pub from_address: String,
    /// The receiver's name, if known.
    pub to_name: Option<String>,
    /// The receiver's one address.
    pub to_address: String,
    /// Who gets a copy, at most 20; others are left out.
    pub copies: Vec<String>,
    /// Files that go with it.
    pub files: Vec<Enclosed>,
    /// The subject; put on one line, at most 250 characters.
    pub subject: String,
    /// The body, plain text with line feeds; long paragraphs are one line each.
    pub text: String,
    /// Our own Message-ID without angle brackets, see [`message_id`](super::message_id).
    pub message_id: String,
    /// The Message-ID that this answers; foreign, with or without brackets, left out if it is none.
    pub in_reply_to: Option<String>,
    /// The Message-IDs of the conversation, oldest first; foreign like `in_reply_to`.
    pub references: Vec<String>,
    /// When the letter was written, UTC.
    pub date: Instant,
    /// How the letter came about, if no person wrote it.
    pub auto_submitted: Option<Automatic>,
    /// The language of the text as a tag (RFC 5646), `vi` or `en`.
    pub language: String,
}

/// The most addresses that get a copy of one letter.
pub(super) const MOST_COPIES: usize = 20;

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// Its name; put on one line.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How a letter without an author came about (RFC 3834 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Automatic {
    /// The direct answer to one mail.
    Replied,
    /// Sent for another reason, such as a decision or a clock.
    Generated,
}

impl Automatic {
    /// The word of the header and of the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Replied => "auto-replied",
            Self::Generated => "auto-generated",
        }
    }

    /// Reads [`as_str`](Self::as_str) back; `None` for any other word.
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Replied, Self::Generated].into_iter().find(|kind| kind.as_str() == word)
    }
}
