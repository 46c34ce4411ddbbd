//! Rows of what is to be done for a ticket, and of the checklists from which it is taken.

use diesel::prelude::*;

use super::Verdict;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::schema::{account, checklist, task};
use crate::infra::db::{Backend, Conn};

/// A checklist as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = checklist)]
pub struct Checklist {
    /// Row id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The conclusion that it is for; none: every one.
    pub verdict: Option<Verdict>,
    /// What is to be done, one thing a line.
    pub items: String,
    /// Since when it is not offered any more.
    pub retired_at: Option<Instant>,
}

/// Something to be done for a ticket.
#[derive(Clone, Debug, Queryable)]
pub struct Task {
    /// Row id.
    pub id: i64,
    /// Name of the checklist that it came with; empty for one by itself.
    pub checklist: String,
    /// What is to be done.
    pub words: String,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// Name of who did it.
    pub done_by: Option<String>,
}

fn columns() -> <Checklist as Selectable<Backend>>::SelectExpression {
    <Checklist as Selectable<Backend>>::construct_selection()
}

/// All checklists by name, at most 200.
pub fn checklists(conn: &mut Conn) -> QueryResult<Vec<Checklist>> {
    checklist::table.order((checklist::name.asc(), checklist::id.asc())).limit(200).select(columns()).load(conn)
}

/// The checklist of a row.
pub fn checklist(conn: &mut Conn, id: i64) -> QueryResult<Option<Checklist>> {
    checklist::table.find(id).select(columns()).first(conn).optional()
}

/// Adds a checklist, whose `id` is taken from the database; gives its row.
pub fn add_checklist(conn: &mut Conn, new: &Checklist) -> QueryResult<i64> {
    diesel::insert_into(checklist::table)
        .values((
            checklist::name.eq(&new.name),
            checklist::verdict.eq(new.verdict),
            checklist::items.eq(&new.items),
            checklist::retired_at.eq(new.retired_at),
        ))
        .returning(checklist::id)
        .get_result(conn)
}

/// Writes a checklist back.
pub fn change_checklist(conn: &mut Conn, row: &Checklist) -> QueryResult<()> {
    diesel::update(checklist::table.find(row.id))
        .set((
            checklist::name.eq(&row.name),
            checklist::verdict.eq(row.verdict),
            checklist::items.eq(&row.items),
            checklist::retired_at.eq(row.retired_at),
        ))
        .execute(conn)
        .map(drop)
}

/// What is to be done for a ticket, in the order in which it was added, at most 200.
pub fn of_ticket(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<Task>> {
    task::table
        .left_join(account::table)
        .filter(task::ticket_id.eq(ticket.0))
        .order(task::id.asc())
        .limit(200)
        .select((task::id, task::checklist, task::words, task::done_at, account::name.nullable()))
        .load(conn)
}

/// How much of it is not done yet.
pub fn left(conn: &mut Conn, ticket: TicketId) -> QueryResult<i64> {
    task::table.filter(task::ticket_id.eq(ticket.0)).filter(task::done_at.is_null()).count().get_result(conn)
}

/// Adds something to be done, under the name of a checklist or (empty) by itself.
pub fn add(conn: &mut Conn, ticket: TicketId, checklist: &str, words: &str) -> QueryResult<()> {
    diesel::insert_into(task::table)
        .values((task::ticket_id.eq(ticket.0), task::checklist.eq(checklist), task::words.eq(words)))
        .execute(conn)
        .map(drop)
}

/// The words of something to be done for a ticket, and whether it is done.
pub fn find(conn: &mut Conn, ticket: TicketId, id: i64) -> QueryResult<Option<(String, bool)>> {
    task::table
        .filter(task::id.eq(id))
        .filter(task::ticket_id.eq(ticket.0))
        .select((task::words, task::done_at.is_not_null()))
        .first(conn)
        .optional()
}

/// Marks something as done by somebody, or (none) as not done.
pub fn tick(conn: &mut Conn, id: i64, done: Option<(AccountId, Instant)>) -> QueryResult<()> {
    diesel::update(task::table.find(id))
        .set((task::done_at.eq(done.map(|(_, at)| at)), task::done_by.eq(done.map(|(who, _)| who.0))))
        .execute(conn)
        .map(drop)
}

/// Removes something that was to be done.
pub fn remove(conn: &mut Conn, id: i64) -> QueryResult<()> {
    diesel::delete(task::table.find(id)).execute(conn).map(drop)
}
