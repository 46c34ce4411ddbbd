//! A connection to either database.

use diesel::prelude::*;

/// A connection to either database. Only `infra::db` looks which one it is.
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
