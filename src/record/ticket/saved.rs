//! Rows of saved views: a search under a name.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::schema::saved_view;
use crate::infra::db::{Backend, Conn};

/// A saved view as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = saved_view)]
pub struct Saved {
    /// Row id.
    pub id: i64,
    /// Who saved it; only they may change it.
    pub account_id: i64,
    /// Its name.
    pub name: String,
    /// The role with which it is shared; none: with nobody.
    pub role: Option<String>,
    /// The list, as the query of its address.
    pub query: String,
}

fn columns() -> <Saved as Selectable<Backend>>::SelectExpression {
    <Saved as Selectable<Backend>>::construct_selection()
}

/// The views that an account sees: its own and those shared with its roles, by name.
pub fn seen_by(conn: &mut Conn, account: AccountId, roles: &[&str], limit: i64) -> QueryResult<Vec<Saved>> {
    saved_view::table
        .filter(saved_view::account_id.eq(account.0).or(saved_view::role.eq_any(roles.to_vec())))
        .order((saved_view::name.asc(), saved_view::id.asc()))
        .limit(limit)
        .select(columns())
        .load(conn)
}

/// How many views an account has saved.
pub fn count_of(conn: &mut Conn, account: AccountId) -> QueryResult<i64> {
    saved_view::table.filter(saved_view::account_id.eq(account.0)).count().get_result(conn)
}

/// The view of a row, where it is the account's own.
pub fn own(conn: &mut Conn, id: i64, account: AccountId) -> QueryResult<Option<Saved>> {
    saved_view::table
        .filter(saved_view::id.eq(id))
        .filter(saved_view::account_id.eq(account.0))
        .select(columns())
        .first(conn)
        .optional()
}

/// Adds a view; gives its row.
pub fn add(
    conn: &mut Conn,
    account: AccountId,
    name: &str,
    role: Option<&str>,
    query: &str,
    at: Instant,
) -> QueryResult<i64> {
    diesel::insert_into(saved_view::table)
        .values((
            saved_view::account_id.eq(account.0),
            saved_view::name.eq(name),
            saved_view::role.eq(role),
            saved_view::query.eq(query),
            saved_view::created_at.eq(at),
        ))
        .returning(saved_view::id)
        .get_result(conn)
}

/// Writes name and role of a view back.
pub fn change(conn: &mut Conn, view: &Saved) -> QueryResult<()> {
    diesel::update(saved_view::table.find(view.id))
        .set((saved_view::name.eq(&view.name), saved_view::role.eq(view.role.as_deref())))
        .execute(conn)
        .map(drop)
}

/// Deletes a view.
pub fn delete(conn: &mut Conn, id: i64) -> QueryResult<()> {
    diesel::delete(saved_view::table.find(id)).execute(conn).map(drop)
}
