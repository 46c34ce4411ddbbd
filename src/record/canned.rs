//! Rows of canned replies: written once, for a verdict or for any, in one language.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::schema::{account, canned};
use crate::infra::db::{Backend, Conn};

/// A canned reply as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = canned)]
pub struct Canned {
    /// Row id.
    pub id: i64,
    /// Tag of its language.
    pub language: String,
    /// Word of the verdict that it is for; none: for any.
    pub verdict: Option<String>,
    /// What it is called.
    pub title: String,
    /// Its words, with places `{{…}}`.
    pub body: String,
    /// Raised with every change; a form carries the one it was made from.
    pub version: i32,
    /// When it was changed last.
    pub updated_at: Instant,
    /// Since when nobody is offered it.
    pub disabled_at: Option<Instant>,
}

/// What of a canned reply people write.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// Tag of its language.
    pub language: &'a str,
    /// Word of the verdict that it is for.
    pub verdict: Option<&'a str>,
    /// What it is called.
    pub title: &'a str,
    /// Its words.
    pub body: &'a str,
}

fn columns() -> <Canned as Selectable<Backend>>::SelectExpression {
    <Canned as Selectable<Backend>>::construct_selection()
}

/// All of them, those that nobody is offered last, by language and title; at most `limit`.
pub fn all(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Canned>> {
    canned::table
        .order((
            canned::disabled_at.is_not_null().asc(),
            canned::language.desc(),
            canned::title.asc(),
            canned::id.asc(),
        ))
        .limit(limit)
        .select(columns())
        .load(conn)
}

/// Those that are offered, by title; at most `limit`.
pub fn offered(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Canned>> {
    canned::table
        .filter(canned::disabled_at.is_null())
        .order((canned::title.asc(), canned::id.asc()))
        .limit(limit)
        .select(columns())
        .load(conn)
}

/// How many there are.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    canned::table.count().get_result(conn)
}

/// The one of a row.
pub fn get(conn: &mut Conn, id: i64) -> QueryResult<Canned> {
    canned::table.find(id).select(columns()).first(conn)
}

/// Adds one; gives its row.
pub fn add(conn: &mut Conn, new: &Written<'_>, by: AccountId, at: Instant) -> QueryResult<i64> {
    diesel::insert_into(canned::table)
        .values((
            canned::language.eq(new.language),
            canned::verdict.eq(new.verdict),
            canned::title.eq(new.title),
            canned::body.eq(new.body),
            canned::version.eq(1),
            canned::created_at.eq(at),
            canned::updated_at.eq(at),
            canned::updated_by.eq(by.0),
        ))
        .returning(canned::id)
        .get_result(conn)
}

/// Writes one that has this version; says whether it had.
pub fn change(
    conn: &mut Conn,
    (id, version): (i64, i32),
    new: &Written<'_>,
    by: AccountId,
    at: Instant,
) -> QueryResult<bool> {
    let rows = diesel::update(canned::table.find(id).filter(canned::version.eq(version)))
        .set((
            canned::language.eq(new.language),
            canned::verdict.eq(new.verdict),
            canned::title.eq(new.title),
            canned::body.eq(new.body),
            canned::version.eq(version + 1),
            canned::updated_at.eq(at),
            canned::updated_by.eq(by.0),
        ))
        .execute(conn)?;
    Ok(rows == 1)
}

/// Takes one out of what is offered from `since`, or puts it back; says whether there was one.
pub fn disable(conn: &mut Conn, id: i64, since: Option<Instant>, by: AccountId, at: Instant) -> QueryResult<bool> {
    let rows = diesel::update(canned::table.find(id))
        .set((canned::disabled_at.eq(since), canned::updated_at.eq(at), canned::updated_by.eq(by.0)))
        .execute(conn)?;
    Ok(rows == 1)
}

/// The name of whoever changed one last.
pub fn changed_by(conn: &mut Conn, id: i64) -> QueryResult<Option<String>> {
    canned::table.inner_join(account::table).filter(canned::id.eq(id)).select(account::name).first(conn).optional()
}
