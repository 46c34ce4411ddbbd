//! Rows of sessions. The cookie's token never rests here, only its digest.

use diesel::prelude::*;

use super::Role;
use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::schema::{account, account_role, session};
use crate::infra::db::{Backend, Conn};

/// A session, named by the digest of its token.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = session)]
pub struct Session {
    /// SHA-256 of the token, in hexadecimal.
    pub hash: String,
    /// Whose it is.
    pub account_id: i64,
    /// The token that every form of the session carries.
    pub csrf: String,
    /// When it began.
    pub created_at: Instant,
    /// When it was last used, to the minute.
    pub seen_at: Instant,
    /// From which network address it began.
    pub address: String,
    /// What the browser calls itself, at most 200 characters; foreign text.
    pub agent: String,
}

fn columns() -> <Session as Selectable<Backend>>::SelectExpression {
    <Session as Selectable<Backend>>::construct_selection()
}

/// Stores a new session.
pub fn open_session(conn: &mut Conn, new: &Session) -> QueryResult<()> {
    diesel::insert_into(session::table).values(new).execute(conn).map(drop)
}

/// The session with this digest, however old.
pub fn session_by_hash(conn: &mut Conn, hash: &str) -> QueryResult<Option<Session>> {
    session::table.find(hash).select(columns()).first(conn).optional()
}

/// Notes that a session is in use.
pub fn see_session(conn: &mut Conn, hash: &str, at: Instant) -> QueryResult<()> {
    diesel::update(session::table.find(hash)).set(session::seen_at.eq(at)).execute(conn).map(drop)
}

/// Sessions of an account, the last used first.
pub fn sessions_of(conn: &mut Conn, id: AccountId) -> QueryResult<Vec<Session>> {
    session::table
        .filter(session::account_id.eq(id.0))
        .order((session::seen_at.desc(), session::hash.asc()))
        .select(columns())
        .load(conn)
}

/// Digests of the sessions last seen since `oldest.0` and begun since `oldest.1`, of accounts that are not disabled and have
/// one of these roles.
pub fn sessions_in_force(conn: &mut Conn, oldest: (Instant, Instant), roles: &[Role]) -> QueryResult<Vec<String>> {
    session::table
        .inner_join(account::table.inner_join(account_role::table))
        .filter(session::seen_at.ge(oldest.0))
        .filter(session::created_at.ge(oldest.1))
        .filter(account::disabled_at.is_null())
        .filter(account_role::role.eq_any(roles.to_vec()))
        .select(session::hash)
        .distinct()
        .load(conn)
}

/// Ends one session of an account; says whether there was one.
pub fn close_session(conn: &mut Conn, id: AccountId, hash: &str) -> QueryResult<bool> {
    diesel::delete(session::table.filter(session::hash.eq(hash)).filter(session::account_id.eq(id.0)))
        .execute(conn)
        .map(|rows| rows > 0)
}

/// Ends the sessions of an account but the one with the digest `keep`; says how many.
pub fn end_sessions(conn: &mut Conn, id: AccountId, keep: Option<&str>) -> QueryResult<usize> {
    diesel::delete(
        session::table
            .filter(session::account_id.eq(id.0))
            .filter(session::hash.ne(keep.unwrap_or_default().to_owned())),
    )
    .execute(conn)
}

/// Removes sessions last seen before `seen`, or begun before `created`.
pub fn sweep_sessions(conn: &mut Conn, seen: Instant, created: Instant) -> QueryResult<()> {
    diesel::delete(session::table.filter(session::seen_at.lt(seen).or(session::created_at.lt(created))))
        .execute(conn)
        .map(drop)
}
