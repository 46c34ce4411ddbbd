//! What two copies of one lure have in common: keys that can be looked up, of a file, an address of a page, a sender, a
//! subject, a text, a picture. Pure: which mails belong together is for the desk to say.
//!
//! A key that everybody shares (our own domains, big public hosts, an empty text) is not made, or made as [`Kind::Rest`],
//! which binds nothing and only says that it was there.

mod key;
mod kind;
mod look;
mod page;
mod words;

pub use key::{BANDS, Fingerprint, of};
pub use kind::{Key, Kind};
pub use look::{look, tells};
