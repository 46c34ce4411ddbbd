//! What a key is taken from.

/// What a key is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The digest of a file.
    File,
    /// The address of a page, normalised.
    Url,
    /// Sender and subject, numbers and names taken out.
    Letter,
    /// The words of the text, numbers, addresses and names taken out.
    Body,
    /// A part of the text's `MinHash`: several of them in common mean a text that is nearly the same.
    Band,
    /// The address of a page, its changing parts taken out.
    Template,
    /// The protected name that a host borrows, and how it writes it.
    Family,
    /// The sender's address.
    Sender,
    /// What the mail looks like: the perceptual hash of the first picture that it is nearly the same as.
    Look,
    /// What binds nothing: pages of big hosts, pictures, texts of a few words.
    Rest,
}

impl Kind {
    /// All of them, the strongest first.
    pub const ALL: [Self; 10] = [
        Self::File,
        Self::Url,
        Self::Letter,
        Self::Body,
        Self::Band,
        Self::Template,
        Self::Family,
        Self::Sender,
        Self::Look,
        Self::Rest,
    ];

    /// The word in the database and in message keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Url => "url",
            Self::Letter => "letter",
            Self::Body => "body",
            Self::Band => "band",
            Self::Template => "template",
            Self::Family => "family",
            Self::Sender => "sender",
            Self::Look => "look",
            Self::Rest => "rest",
        }
    }

    /// The kind of a word; absent for any other.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// A key: what it is taken from, and its value.
pub type Key = (Kind, String);
