//! Rows of routines: steps that are done at a ticket together, under a name. Pages call them macros.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::schema::{account, routine};
use crate::infra::db::{Backend, Conn};

/// A routine as its row holds it; a step that is absent is not done.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = routine, treat_none_as_null = true)]
pub struct Routine {
    /// Row id; taken from the database when it is added.
    #[diesel(skip_insertion)]
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// To whom the ticket is given: `me`, `nobody`, `person`.
    pub give: Option<String>,
    /// Which person.
    pub assignee_id: Option<i64>,
    /// Row of the canned reply that is sent.
    pub canned_id: Option<i64>,
    /// Word of the verdict.
    pub verdict: Option<String>,
    /// Whether the verdict's letter is sent.
    pub letter: bool,
    /// Word of the state.
    pub status: Option<String>,
    /// Whether the next ticket of the list opens.
    pub onward: bool,
    /// Raised with every change; a form carries the one it was made from.
    pub version: i32,
    /// When it was changed last.
    pub updated_at: Instant,
    /// Who changed it last.
    pub updated_by: Option<i64>,
    /// Since when nobody is offered it.
    pub disabled_at: Option<Instant>,
}

fn columns() -> <Routine as Selectable<Backend>>::SelectExpression {
    <Routine as Selectable<Backend>>::construct_selection()
}

/// All of them, those that nobody is offered last, by name; at most `limit`.
pub fn all(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Routine>> {
    routine::table
        .order((routine::disabled_at.is_not_null().asc(), routine::name.asc(), routine::id.asc()))
        .limit(limit)
        .select(columns())
        .load(conn)
}

/// Those that are offered, by name; at most `limit`.
pub fn offered(conn: &mut Conn, limit: i64) -> QueryResult<Vec<Routine>> {
    routine::table
        .filter(routine::disabled_at.is_null())
        .order((routine::name.asc(), routine::id.asc()))
        .limit(limit)
        .select(columns())
        .load(conn)
}

/// How many there are.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    routine::table.count().get_result(conn)
}

/// The one of a row.
pub fn get(conn: &mut Conn, id: i64) -> QueryResult<Routine> {
    routine::table.find(id).select(columns()).first(conn)
}

/// Adds one; gives its row.
pub fn add(conn: &mut Conn, new: &Routine) -> QueryResult<i64> {
    diesel::insert_into(routine::table).values(new).returning(routine::id).get_result(conn)
}

/// Writes one back that has the version before its own; says whether it had.
pub fn change(conn: &mut Conn, new: &Routine) -> QueryResult<bool> {
    let rows = diesel::update(routine::table.find(new.id).filter(routine::version.eq(new.version - 1)))
        .set(new)
        .execute(conn)?;
    Ok(rows == 1)
}

/// Takes one out of what is offered from `since`, or puts it back; says whether there was one.
pub fn disable(conn: &mut Conn, id: i64, since: Option<Instant>, by: AccountId, at: Instant) -> QueryResult<bool> {
    let rows = diesel::update(routine::table.find(id))
        .set((routine::disabled_at.eq(since), routine::updated_at.eq(at), routine::updated_by.eq(by.0)))
        .execute(conn)?;
    Ok(rows == 1)
}

/// The name of whoever changed one last.
pub fn changed_by(conn: &mut Conn, id: i64) -> QueryResult<Option<String>> {
    routine::table
        .inner_join(account::table.on(routine::updated_by.eq(account::id.nullable())))
        .filter(routine::id.eq(id))
        .select(account::name)
        .first(conn)
        .optional()
}
