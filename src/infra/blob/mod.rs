//! Raw mail, kept once under the SHA-256 of its bytes and never changed.

mod database;

pub use database::{Packed, erase, get, pack, put};
