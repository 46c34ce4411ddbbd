//! What the two databases say differently and no query of diesel's covers.

use diesel::prelude::*;
use diesel::sql_query;

use super::Conn;

/// Whether the connection answers.
pub fn probe(conn: &mut Conn) -> QueryResult<()> {
    sql_query("SELECT 1").execute(conn).map(drop)
}

/// Lets one transaction at a time change a ticket; SQLite has only one writer anyway. Rows that refer to it may be added.
#[cfg_attr(not(feature = "postgres"), expect(unused_variables, reason = "only PostgreSQL locks rows"))]
pub fn lock_ticket(conn: &mut Conn, id: i64) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => sql_query("SELECT 1 FROM ticket WHERE id = $1 FOR NO KEY UPDATE")
            .bind::<diesel::sql_types::BigInt, _>(id)
            .execute(inner)
            .map(drop),
    }
}

/// Lets one transaction at a time change these tickets, taken in the order of their rows; as [`lock_ticket`].
#[cfg_attr(not(feature = "postgres"), expect(unused_variables, reason = "only PostgreSQL locks rows"))]
pub fn lock_tickets(conn: &mut Conn, ids: &[i64]) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => sql_query("SELECT 1 FROM ticket WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE")
            .bind::<diesel::sql_types::Array<diesel::sql_types::BigInt>, _>(ids)
            .execute(inner)
            .map(drop),
    }
}

/// Lets one transaction at a time say which tickets belong together; to be called before any ticket is locked.
pub fn lock_campaigns(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => sql_query("LOCK TABLE campaign IN SHARE ROW EXCLUSIVE MODE").execute(inner).map(drop),
    }
}

/// Lets one transaction at a time extend the audit chain; SQLite has only one writer anyway.
pub fn lock_audit(conn: &mut Conn) -> QueryResult<()> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => sql_query("LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE").execute(inner).map(drop),
    }
}
