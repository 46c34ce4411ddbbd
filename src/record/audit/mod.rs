//! The audit log: who did what to which record, when, from where. Only added to, each row chained to the one before by a
//! digest, so that a row changed or taken out later shows.

mod chain;
mod store;

pub use chain::digest;
pub use store::{Actor, Entry, Line, Sought, append, broken_at, find, has_since, page};
