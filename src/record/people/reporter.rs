//! Rows of reporters.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use crate::base::clock::Instant;
use crate::base::ids::ReporterId;
use crate::infra::db::Conn;
use crate::infra::db::schema::{reporter, ticket};

/// A person who reported something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reporter {
    /// Row.
    pub id: ReporterId,
    /// Name as last written, may be empty; foreign text.
    pub name: String,
    /// Mail address, lower case.
    pub address: String,
}

/// Notes that the owner of an address (lower case) was heard of at `at`, and gives their row.
/// A name that is not empty replaces the one before.
pub fn upsert(conn: &mut Conn, at: Instant, address: &str, name: &str) -> QueryResult<ReporterId> {
    if let Some(known) = by_address(conn, address)? {
        let row = reporter::table.find(known.id.0);
        if name.is_empty() || name == known.name {
            diesel::update(row).set(reporter::last_seen_at.eq(at)).execute(conn)?;
        } else {
            diesel::update(row).set((reporter::last_seen_at.eq(at), reporter::name.eq(name))).execute(conn)?;
        }
        return Ok(known.id);
    }
    diesel::insert_into(reporter::table)
        .values((
            reporter::address.eq(address),
            reporter::name.eq(name),
            reporter::first_seen_at.eq(at),
            reporter::last_seen_at.eq(at),
        ))
        .returning(reporter::id)
        .get_result(conn)
        .map(ReporterId)
}

/// The reporter with this address (lower case).
pub fn by_address(conn: &mut Conn, address: &str) -> QueryResult<Option<Reporter>> {
    let row: Option<(i64, String, String)> = reporter::table
        .filter(reporter::address.eq(address))
        .select((reporter::id, reporter::name, reporter::address))
        .first(conn)
        .optional()?;
    Ok(row.map(of))
}

/// The reporter of a row; `NotFound` when there is none.
pub fn get(conn: &mut Conn, id: ReporterId) -> QueryResult<Reporter> {
    reporter::table.find(id.0).select((reporter::id, reporter::name, reporter::address)).first(conn).map(of)
}

/// What became of a person's reports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Queryable)]
pub struct Track {
    /// How many were decided: phishing, malware, spam or legitimate.
    pub decided: i32,
    /// How many of these were phishing, malware or spam.
    pub rightly: i32,
}

/// What became of a person's reports.
pub fn track(conn: &mut Conn, id: ReporterId) -> QueryResult<Track> {
    reporter::table.find(id.0).select((reporter::decided, reporter::rightly)).first(conn)
}

/// Counts anew what became of the reports of the people of these tickets (rows), after their conclusions changed.
pub fn recount(conn: &mut Conn, tickets: &[i64]) -> QueryResult<()> {
    let people: Vec<Option<i64>> =
        ticket::table.filter(ticket::id.eq_any(tickets)).select(ticket::reporter_id).distinct().load(conn)?;
    let count = |verdicts: &str| {
        sql::<Integer>(&format!(
            "(SELECT count(*) FROM ticket WHERE ticket.reporter_id = reporter.id AND ticket.verdict IN ({verdicts}))"
        ))
    };
    diesel::update(reporter::table.filter(reporter::id.eq_any(people.into_iter().flatten())))
        .set((
            reporter::decided.eq(count("'phishing', 'malware', 'spam', 'legitimate'")),
            reporter::rightly.eq(count("'phishing', 'malware', 'spam'")),
        ))
        .execute(conn)
        .map(drop)
}

/// The reporters of several rows.
pub fn several(conn: &mut Conn, ids: &[ReporterId]) -> QueryResult<Vec<Reporter>> {
    let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let rows: Vec<(i64, String, String)> = reporter::table
        .filter(reporter::id.eq_any(ids))
        .select((reporter::id, reporter::name, reporter::address))
        .load(conn)?;
    Ok(rows.into_iter().map(of).collect())
}

fn of((id, name, address): (i64, String, String)) -> Reporter {
    Reporter { id: ReporterId(id), name, address }
}
