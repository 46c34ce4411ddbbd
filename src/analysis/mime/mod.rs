//! Reading mail: what arrived, and the mail that it reports. Never fails and never panics: a value and the problems.
//!
//! `split` finds the parts of a mail in one pass, `head` reads a header block, `decode` undoes encodings, `html` and `plain`
//! make readable text with links, `forwarded` finds a mail inside the text of another, and `read` puts it together.

mod address;
mod attachment;
mod auth;
mod bounce;
mod dates;
mod decode;
mod dialects;
pub mod envelope;
mod forwarded;
mod head;
mod html;
mod links;
mod plain;
mod read;
mod received;
mod rendered;
mod rewriters;
mod sample;
mod split;

pub use attachment::Inside;
pub use envelope::{Automatic, Envelope};
pub(crate) use links::claimed_host;
pub use read::{Reader, Reading, SampleReading};
pub use rendered::Looks;
pub use sample::Traits;
