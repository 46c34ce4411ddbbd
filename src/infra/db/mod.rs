//! The database: one set of queries for SQLite and PostgreSQL, behind [`Db::read`] and [`Db::write`].
//!
//! Nothing slow belongs into a write: SQLite has one writer, PostgreSQL holds locks.

mod dialect;
mod error;
pub mod fulltext;
mod migrate;
mod pool;
#[expect(missing_docs, reason = "generated from a migrated file; the migrations say what columns are for")]
#[rustfmt::skip]
pub mod schema;

pub use dialect::{lock_audit, probe};
pub use error::{DbError, is_away};
pub use migrate::migrate;
pub use pool::{Db, Target};

use diesel::prelude::*;

/// A connection to either database.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded database.
    Sqlite(SqliteConnection),
    /// A server.
    #[cfg(feature = "postgres")]
    Postgres(diesel::PgConnection),
}

/// The backend of boxed queries over [`Conn`].
pub type Backend = <Conn as Connection>::Backend;
