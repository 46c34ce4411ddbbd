//! The two languages of the interface: Vietnamese first, English complete. Messages are Fluent files, one per concern,
//! with the same stems in both languages; a test compares their keys and the keys that the code and templates use.

mod files;
mod words;

pub use files::FILES;
pub use words::{Language, Languages, Words};
