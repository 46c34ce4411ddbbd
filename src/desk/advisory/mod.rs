//! Advisories: a draft is opened from a campaign or from a ticket of none, written, laid before the one who signs, returned
//! or issued, and replaced by a newer one. Nobody signs here, and nothing is sent: the clerk takes the DOCX, and enters number
//! and date once it is signed (Decree 30/2020).

mod change;
mod content;
mod facts;
mod figure;
mod open;
mod paper;
mod read;

pub use change::{Act, count, issue, save, send_back, submit};
pub use content::{Content, typed_rows};
pub use open::{Origin, open, replace};
pub use paper::{ShortMail, document, short_mail};
pub use read::{AdvisoryFile, figure, read};
