//! Rows of API tokens. The secret never rests here, only its digest.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TokenId};
use crate::infra::db::schema::token;
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// What a token may be used for.
    Scope {
        /// Hand in reports.
        Intake = "intake",
        /// Read tickets.
        Read = "read",
        /// Read and change tickets.
        Write = "write",
    }
}

/// A token.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = token)]
pub struct Token {
    /// Row id.
    pub id: i64,
    /// What people call it.
    pub name: String,
    /// What it may be used for.
    pub scope: Scope,
    /// Who made it; absent for the command line.
    pub created_by: Option<i64>,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last used, to the minute.
    pub used_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

fn columns() -> <Token as Selectable<Backend>>::SelectExpression {
    <Token as Selectable<Backend>>::construct_selection()
}

/// Adds a token with the digest of its secret.
pub fn add(
    conn: &mut Conn,
    name: &str,
    hash: &str,
    scope: Scope,
    by: Option<AccountId>,
    at: Instant,
) -> QueryResult<TokenId> {
    diesel::insert_into(token::table)
        .values((
            token::name.eq(name),
            token::hash.eq(hash),
            token::scope.eq(scope),
            token::created_by.eq(by.map(|id| id.0)),
            token::created_at.eq(at),
        ))
        .returning(token::id)
        .get_result(conn)
        .map(TokenId)
}

/// All tokens, the newest first.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<Token>> {
    token::table.order(token::id.desc()).select(columns()).load(conn)
}

/// The token with this digest that is not revoked.
pub fn by_hash(conn: &mut Conn, hash: &str) -> QueryResult<Option<Token>> {
    token::table
        .filter(token::hash.eq(hash))
        .filter(token::revoked_at.is_null())
        .select(columns())
        .first(conn)
        .optional()
}

/// Notes that a token is in use.
pub fn used(conn: &mut Conn, id: TokenId, at: Instant) -> QueryResult<()> {
    diesel::update(token::table.find(id.0)).set(token::used_at.eq(at)).execute(conn).map(drop)
}

/// Revokes a token; says whether it was in force.
pub fn revoke(conn: &mut Conn, id: TokenId, at: Instant) -> QueryResult<bool> {
    diesel::update(token::table.find(id.0).filter(token::revoked_at.is_null()))
        .set(token::revoked_at.eq(at))
        .execute(conn)
        .map(|rows| rows > 0)
}
