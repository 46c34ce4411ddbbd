//! Reading mail: what arrived, and the mail that it reports. Never fails and never panics: a value and the problems.
//!
//! `split` finds the parts of a mail in one pass, `head` reads a header block, `decode` undoes encodings, `html` and `plain`
//! make readable text with links, `forwarded` finds a mail inside the text of another, `carried` one inside a file (`outlook` and `tnef` read
//! properties, `rebuild` makes a mail of them), `inside` opens attachments, `safe` makes a page that can be looked at, and
//! `read` puts it together.

mod address;
mod attachment;
mod auth;
mod bounce;
mod bytes;
mod carried;
mod dates;
mod decode;
mod dialects;
pub mod envelope;
mod forwarded;
mod head;
mod html;
mod inside;
mod links;
mod mapi;
mod outlook;
mod plain;
mod read;
mod rebuild;
mod received;
mod rendered;
mod rewriters;
mod rtf;
mod safe;
mod sample;
mod split;
mod tnef;

pub use attachment::Inside;
pub use envelope::{Automatic, Envelope};
pub use inside::Trick;
pub(crate) use links::claimed_host;
pub use read::{Reader, Reading, SampleReading};
pub use rendered::Looks;
pub use sample::{Found, Traits};
