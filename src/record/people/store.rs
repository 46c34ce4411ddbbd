//! Rows of accounts and their roles.

use diesel::prelude::*;

use super::{Role, Theme};
use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::schema::{account, account_role};
use crate::infra::db::{Backend, Conn};

/// An account of the desk. Deliberately not printable as a whole: it holds the digest of the password.
#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = account)]
pub struct Account {
    /// Row id.
    pub id: i64,
    /// Mail address, lower case: the name to sign in with.
    pub email: String,
    /// Name, as colleagues see it.
    pub name: String,
    /// Argon2id digest in PHC form.
    pub password_hash: String,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
    /// Tag of the language of pages.
    pub language: String,
    /// Colours of pages.
    pub theme: Theme,
    /// When it was made.
    pub created_at: Instant,
    /// When it signed in last.
    pub signed_in_at: Option<Instant>,
    /// When it was disabled.
    pub disabled_at: Option<Instant>,
}

impl Account {
    /// The row as the identifier that other records use.
    pub fn key(&self) -> AccountId {
        AccountId(self.id)
    }
}

fn columns() -> <Account as Selectable<Backend>>::SelectExpression {
    <Account as Selectable<Backend>>::construct_selection()
}

/// The account with this address (lower case).
pub fn account_by_email(conn: &mut Conn, email: &str) -> QueryResult<Option<Account>> {
    account::table.filter(account::email.eq(email)).select(columns()).first(conn).optional()
}

/// The account of a row; `NotFound` when there is none.
pub fn account_by_id(conn: &mut Conn, id: AccountId) -> QueryResult<Account> {
    account::table.find(id.0).select(columns()).first(conn)
}

/// All accounts by name, each with its roles.
pub fn accounts(conn: &mut Conn) -> QueryResult<Vec<(Account, Vec<Role>)>> {
    let all: Vec<Account> =
        account::table.order((account::name.asc(), account::id.asc())).select(columns()).load(conn)?;
    let roles: Vec<(i64, Role)> = account_role::table
        .select((account_role::account_id, account_role::role))
        .order(account_role::role.asc())
        .load(conn)?;
    Ok(all
        .into_iter()
        .map(|one| {
            let own = roles.iter().filter(|(id, _)| *id == one.id).map(|(_, role)| *role).collect();
            (one, own)
        })
        .collect())
}

/// The roles of an account.
pub fn roles_of(conn: &mut Conn, id: AccountId) -> QueryResult<Vec<Role>> {
    account_role::table
        .filter(account_role::account_id.eq(id.0))
        .select(account_role::role)
        .order(account_role::role.asc())
        .load(conn)
}

/// Adds an account; the address (lower case) must be free. `must_change` asks for another password at first sign-in.
pub fn add_account(
    conn: &mut Conn,
    (email, name): (&str, &str),
    hash: &str,
    must_change: bool,
    at: Instant,
) -> QueryResult<AccountId> {
    diesel::insert_into(account::table)
        .values((
            account::email.eq(email),
            account::name.eq(name),
            account::password_hash.eq(hash),
            account::must_change.eq(must_change),
            account::language.eq("vi"),
            account::theme.eq(Theme::System),
            account::created_at.eq(at),
        ))
        .returning(account::id)
        .get_result(conn)
        .map(AccountId)
}

/// Gives an account exactly these roles.
pub fn set_roles(conn: &mut Conn, id: AccountId, roles: &[Role]) -> QueryResult<()> {
    diesel::delete(account_role::table.filter(account_role::account_id.eq(id.0))).execute(conn)?;
    for role in roles {
        diesel::insert_into(account_role::table)
            .values((account_role::account_id.eq(id.0), account_role::role.eq(*role)))
            .execute(conn)?;
    }
    Ok(())
}

/// Disables an account from `at`, or enables it again.
pub fn set_disabled(conn: &mut Conn, id: AccountId, at: Option<Instant>) -> QueryResult<()> {
    diesel::update(account::table.find(id.0)).set(account::disabled_at.eq(at)).execute(conn).map(drop)
}

/// Sets the digest of the password, and whether it must be changed at the next sign-in.
pub fn set_password(conn: &mut Conn, id: AccountId, hash: &str, must_change: bool) -> QueryResult<()> {
    diesel::update(account::table.find(id.0))
        .set((account::password_hash.eq(hash), account::must_change.eq(must_change)))
        .execute(conn)
        .map(drop)
}

/// Notes a sign-in.
pub fn set_signed_in(conn: &mut Conn, id: AccountId, at: Instant) -> QueryResult<()> {
    diesel::update(account::table.find(id.0)).set(account::signed_in_at.eq(at)).execute(conn).map(drop)
}

/// Sets language (`vi`, `en`) and colours of pages.
pub fn set_taste(conn: &mut Conn, id: AccountId, language: &str, theme: Theme) -> QueryResult<()> {
    diesel::update(account::table.find(id.0))
        .set((account::language.eq(language), account::theme.eq(theme)))
        .execute(conn)
        .map(drop)
}
