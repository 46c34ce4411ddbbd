//! Mail out: a finished letter becomes a message that answers to nobody's trick, and leaves by one of three ways.
//!
//! No letter is worded here, none is retried here: the outbox keeps them and asks again.

mod build;
mod error;
mod flowed;
mod folder;
mod letter;
mod own_id;
mod smtp;
mod transport;

pub use build::{BuildError, LOOP_HEADER, Mail, build, is_address};
pub use error::SendError;
pub use letter::{Automatic, Enclosed, Letter};
pub use own_id::{OwnId, message_id, verify};
pub use smtp::{SmtpSettings, UnfitUrl};
pub use transport::{Sent, Transport};
