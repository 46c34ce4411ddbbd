//! Reading mail: what arrived, and the mail that it reports. Never fails and never panics: a value and the problems.
//!
//! `split` finds the parts of a mail in one pass, `head` reads a header block, `decode` undoes encodings, `charset` reads text
//! in any character set, `html` and `plain` make readable text with links, `forwarded` finds a mail inside the text of another
//! (`dialects` is the table of clients and languages), `carried` one inside a file (`outlook` and `tnef` read properties,
//! `rebuild` makes a mail of them), `inside` opens attachments, `safe` makes a page that can be looked at, and `read` puts it
//! together.

mod address;
mod attachment;
mod auth;
mod block;
mod bounce;
mod bytes;
mod carried;
mod charset;
mod dates;
mod decode;
mod dialects;
pub mod envelope;
mod forwarded;
mod head;
mod html;
mod inside;
mod legacy;
mod likely;
mod links;
mod mapi;
mod outlook;
mod parameter;
mod plain;
pub mod probe;
mod read;
mod rebuild;
mod received;
mod rendered;
mod rewriters;
mod rtf;
mod safe;
mod sample;
mod split;
mod stamp;
mod tnef;
mod trace;
mod words;
mod wrote;

pub use attachment::Inside;
pub(crate) use dialects::without_prefixes;
pub use envelope::{Automatic, Envelope};
pub use inside::Trick;
pub(crate) use links::claimed_host;
pub use read::{Reader, Reading, SampleReading};
pub use rendered::Looks;
pub use sample::{Code, Found, Traits};
pub use stamp::stamp;
