//! Lists of reporters: whoever was heard of last comes first.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::ReporterId;
use crate::base::text::fold;
use crate::infra::db::schema::{reporter, ticket};
use crate::infra::db::{Backend, Conn};

/// Most reporters among whom a search looks, from the cursor on.
const SEARCHED: i64 = 20_000;

/// A reporter as a list shows them.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = reporter)]
pub struct Person {
    /// Row id.
    pub id: i64,
    /// Mail address, lower case.
    pub address: String,
    /// Name as last written, may be empty; foreign text.
    pub name: String,
    /// Telephone, may be empty.
    pub telephone: String,
    /// When they were first heard of.
    pub first_seen_at: Instant,
    /// When they were last heard of.
    pub last_seen_at: Instant,
    /// How many of their reports were decided.
    pub decided: i32,
    /// How many of these were phishing, malware or spam.
    pub rightly: i32,
}

fn columns() -> <Person as Selectable<Backend>>::SelectExpression {
    <Person as Selectable<Backend>>::construct_selection()
}

/// A page of reporters behind a cursor (when the last one was heard of, and their row). A search is for a part of name or
/// address, with or without tone marks, among the next 20,000.
pub fn page(conn: &mut Conn, search: &str, after: Option<(Instant, i64)>, limit: usize) -> QueryResult<Vec<Person>> {
    let wanted = fold(search.trim());
    let mut query = reporter::table.order((reporter::last_seen_at.desc(), reporter::id.desc())).into_boxed::<Backend>();
    if let Some((at, id)) = after {
        let same = reporter::last_seen_at.eq(at).and(reporter::id.lt(id));
        query = query.filter(reporter::last_seen_at.lt(at).or(same));
    }
    let most = if wanted.is_empty() { limit as i64 } else { SEARCHED };
    let found: Vec<Person> = query.limit(most).select(columns()).load(conn)?;
    let fits = |one: &Person| one.address.contains(&wanted) || fold(&one.name).contains(&wanted);
    Ok(found.into_iter().filter(|one| wanted.is_empty() || fits(one)).take(limit).collect())
}

/// The reporter of a row.
pub fn person(conn: &mut Conn, id: ReporterId) -> QueryResult<Option<Person>> {
    reporter::table.find(id.0).select(columns()).first(conn).optional()
}

/// The reporter with an address (lower case).
pub fn person_at(conn: &mut Conn, address: &str) -> QueryResult<Option<Person>> {
    reporter::table.filter(reporter::address.eq(address)).select(columns()).first(conn).optional()
}

/// Reporters whose addresses end so (`.snv@laichau.gov.vn`) or are one of them, by address, at most `limit`.
pub fn with_endings(conn: &mut Conn, patterns: &[String], limit: i64) -> QueryResult<Vec<Person>> {
    let escaped = |text: &str| text.replace('!', "!!").replace('%', "!%").replace('_', "!_").replace('*', "%");
    let mut query = reporter::table.order((reporter::address.asc(), reporter::id.asc())).into_boxed::<Backend>();
    // Of no pattern nobody.
    query = query.filter(reporter::id.lt(0));
    for pattern in patterns.iter().take(50) {
        query = query.or_filter(reporter::address.like(escaped(pattern)).escape('!'));
    }
    query.limit(limit).select(columns()).load(conn)
}

/// Writes name and telephone of a reporter.
pub fn set_person(conn: &mut Conn, id: ReporterId, name: &str, telephone: &str) -> QueryResult<()> {
    diesel::update(reporter::table.find(id.0))
        .set((reporter::name.eq(name), reporter::telephone.eq(telephone)))
        .execute(conn)
        .map(drop)
}

/// How many tickets each of these reporters (rows) has.
pub fn tickets_of(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<(i64, i64)>> {
    ticket::table
        .filter(ticket::reporter_id.eq_any(ids))
        .group_by(ticket::reporter_id)
        .select((ticket::reporter_id.assume_not_null(), diesel::dsl::count_star()))
        .load(conn)
}
