//! The database: one set of queries for SQLite and PostgreSQL, behind [`Db::read`] and [`Db::write`].
//!
//! Nothing slow belongs into a write: SQLite has one writer, PostgreSQL holds locks.

mod clause;
mod conn;
mod dialect;
mod error;
pub mod fulltext;
mod migrate;
mod pool;
mod types;
#[expect(missing_docs, reason = "generated from a migrated file; the migrations say what columns are for")]
#[rustfmt::skip]
pub mod schema;

pub use clause::Clause;
pub use conn::{Backend, Conn};
pub use dialect::{lock_audit, lock_campaigns, lock_ticket, lock_tickets, probe};
pub use error::{DbError, is_away};
pub use migrate::migrate;
pub use pool::{Db, Target};
