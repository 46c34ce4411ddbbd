//! The one value with which every way in ends. What becomes of it is decided in `receive`.

use bytes::Bytes;

use crate::base::clock::Instant;

/// By which way a mail came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// LMTP from the mail server.
    Lmtp,
    /// SMTP from another mail server.
    Smtp,
    /// `POST /api/v1/reports`.
    Http,
    /// `hotro intake`, the pipe of a mail alias.
    Pipe,
    /// `hotro import`.
    Import,
    /// Entered by staff: telephone, visit, SMS, own finding.
    Staff,
    /// The form on the page for reporters; nobody proved who sent it.
    Web,
}

impl Channel {
    /// The channel of a word; absent for any other.
    pub fn of(word: &str) -> Option<Self> {
        let all = [Self::Lmtp, Self::Smtp, Self::Http, Self::Pipe, Self::Import, Self::Staff, Self::Web];
        all.into_iter().find(|one| one.word() == word)
    }

    /// The word in the database and in messages (`channel-lmtp`).
    pub fn word(self) -> &'static str {
        match self {
            Self::Lmtp => "lmtp",
            Self::Smtp => "smtp",
            Self::Http => "http",
            Self::Pipe => "pipe",
            Self::Import => "import",
            Self::Staff => "staff",
            Self::Web => "web",
        }
    }
}

/// A mail at our door, from whichever way in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// By which way it came.
    pub channel: Channel,
    /// Envelope sender without angle brackets; empty for the null return path, `None` where the way has no envelope.
    pub sender: Option<String>,
    /// Envelope recipients without angle brackets; empty where the way has no envelope.
    pub recipients: Vec<String>,
    /// When it was wholly read.
    pub at: Instant,
    /// The raw mail, byte for byte (dot-stuffing removed), with CRLF or LF as it came; cheap to clone.
    pub bytes: Bytes,
    /// Whether the way is configured as trusted: only then are `X-Zimbra-*` headers believed.
    pub trusted: bool,
    /// Whether the reporter may be answered; `import` answers nobody unless asked to.
    pub answer: bool,
}
