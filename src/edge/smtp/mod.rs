//! Mail in by LMTP (RFC 2033, on the grammar of RFC 5321), from the mail server of the house.
//!
//! A transaction is one [`Incoming`](crate::desk::receive::Incoming) however many recipients it has: the raw mail byte for
//! byte, with the envelope beside it. No `Return-Path:` or `Received:` is added, as delivery agents do, so that the hash,
//! the signatures and what the desk downloads are those of the mail that was sent.
//!
//! A reply is written only after the door has answered: `250` means durable. The state machine is generic over the
//! stream and over the protocol. Deliberately absent: TLS and AUTH (the mail server is next door), delivery reports
//! (RFC 3461), BINARYMIME, and any look into the content.

mod body;
mod command;
mod config;
mod data;
mod listen;
mod path;
mod reply;
mod session;
#[cfg(test)]
mod tests;
mod wire;

pub use config::{Listen, LmtpConfig};
pub use listen::{Listeners, bind};

use crate::desk::receive::Channel;
use command::Hello;

/// Which protocol a listener speaks: where the two differ, and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// LMTP, RFC 2033: greeting by `LHLO`, a final reply for each recipient.
    Lmtp,
}

impl Protocol {
    /// The word in the first line.
    fn name(self) -> &'static str {
        match self {
            Self::Lmtp => "LMTP",
        }
    }

    /// Whether this greeting belongs to the protocol (RFC 2033 §4.1 forbids `HELO` and `EHLO`).
    fn greets_by(self, hello: Hello) -> bool {
        match self {
            Self::Lmtp => hello == Hello::Lhlo,
        }
    }

    /// The way in, as the ticket remembers it.
    fn channel(self) -> Channel {
        match self {
            Self::Lmtp => Channel::Lmtp,
        }
    }

    /// How often the final reply is said for so many accepted recipients (RFC 2033 §4.2).
    fn final_replies(self, recipients: usize) -> usize {
        match self {
            Self::Lmtp => recipients,
        }
    }
}
