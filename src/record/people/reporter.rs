//! Rows of reporters.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::ReporterId;
use crate::infra::db::Conn;
use crate::infra::db::schema::reporter;

/// A person who reported something.
#[derive(Clone, Debug, Queryable)]
pub struct Reporter {
    /// Row id.
    pub id: i64,
    /// Name as the mails give it, may be empty.
    pub name: String,
    /// Address, lower case.
    pub address: String,
}

/// The row of an address (lower case); notes that it was seen, and the name where none was known.
pub fn upsert(conn: &mut Conn, at: Instant, address: &str, name: &str) -> QueryResult<ReporterId> {
    diesel::sql_query(
        "INSERT INTO reporter (address, name, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $3)
         ON CONFLICT (address) DO UPDATE SET last_seen_at = excluded.last_seen_at,
         name = CASE WHEN reporter.name = '' THEN excluded.name ELSE reporter.name END",
    )
    .bind::<diesel::sql_types::Text, _>(address)
    .bind::<diesel::sql_types::Text, _>(name)
    .bind::<diesel::sql_types::Timestamp, _>(at)
    .execute(conn)?;
    reporter::table.filter(reporter::address.eq(address)).select(reporter::id).first(conn).map(ReporterId)
}

/// The reporter of a row.
pub fn get(conn: &mut Conn, id: ReporterId) -> QueryResult<Reporter> {
    reporter::table.find(id.0).select((reporter::id, reporter::name, reporter::address)).first(conn)
}
