//! Mail coming in, and the work on it.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{List, Size, Span};

/// Limits of mail coming in, whichever way.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Intake {
    /// The largest mail taken; above it 552 or 413 is answered.
    pub max_size: Size,
    /// Mails waiting for the database at most; more senders wait.
    pub waiting: usize,
    /// Servers whose Authentication-Results (RFC 8601) are believed, by the name they write first; empty: every server
    /// under `reporter.domains`.
    pub authserv_ids: List,
}

impl Default for Intake {
    fn default() -> Self {
        Self { max_size: Size(50 << 20), waiting: 256, authserv_ids: List::default() }
    }
}

/// The LMTP listener (RFC 2033).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lmtp {
    /// `address:port` or `unix:path`, several separated by commas; empty: no LMTP.
    pub listen: List,
    /// Recipients taken (`hotro@laichau.gov.vn` or `@laichau.gov.vn`); empty: any.
    pub recipients: List,
    /// Connections at the same time.
    pub max_connections: usize,
    /// Whether the mail server behind it is ours, so that its `X-Zimbra-*` headers are believed.
    pub trusted: bool,
}

impl Default for Lmtp {
    fn default() -> Self {
        Self {
            listen: List::of(&["127.0.0.1:2424"]),
            recipients: List::default(),
            max_connections: 100,
            trusted: false,
        }
    }
}

/// The worker: analyses mail and delivers letters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Worker {
    /// Whether `hotro serve` works too; `false` where `hotro worker` runs apart.
    pub inside: bool,
    /// Jobs done at the same time.
    pub jobs: usize,
}

impl Default for Worker {
    fn default() -> Self {
        Self { inside: true, jobs: 2 }
    }
}

/// The limited child processes in which hostile mail is parsed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Cell {
    /// How many.
    pub size: usize,
    /// The longest time for one mail.
    pub deadline: Span,
    /// The most memory for one mail.
    pub memory: Size,
    /// Whether reported mail is drawn, as its reader saw it.
    pub pictures: bool,
    /// The longest time for drawing one mail.
    pub picture_deadline: Span,
    /// The most memory for drawing one mail.
    pub picture_memory: Size,
    /// The program whose hidden command `cell` parses mail; empty: this one.
    pub program: PathBuf,
}

impl Default for Cell {
    fn default() -> Self {
        Self {
            size: 2,
            deadline: Span::seconds(2),
            memory: Size(256 << 20),
            pictures: true,
            picture_deadline: Span::seconds(5),
            picture_memory: Size(512 << 20),
            program: PathBuf::new(),
        }
    }
}

/// Asking DNS whether a reported mail is signed by, and may come from, whom it names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dns {
    /// Whether it is asked at all. The owner of a domain can see that somebody asks about it.
    pub enabled: bool,
    /// Name servers, as addresses; empty: those of the machine.
    pub servers: List,
    /// The longest time for all questions about one reported mail, at most 5s.
    pub timeout: Span,
}

impl Default for Dns {
    fn default() -> Self {
        Self { enabled: false, servers: List::default(), timeout: Span::seconds(5) }
    }
}
