//! Accounts of the desk: adding, changing, disabling them, their passwords and sessions.

use super::policy::Permission;
use super::{Error, password, sign_in};
use crate::base::clock::Instant;
use crate::base::config;
use crate::base::ids::AccountId;
use crate::base::locale::Language;
use crate::base::text::one_line;
use crate::infra::db::{Conn, Db};
use crate::record::audit::{self, Actor, Entry};
use crate::record::people;
pub use crate::record::people::{Account, Role, Session, Theme};

/// An account to be added.
#[derive(Clone)]
pub struct NewAccount {
    /// Mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Roles, at least one.
    pub roles: Vec<Role>,
    /// First password; a random one where absent.
    pub password: Option<String>,
    /// Whether the first sign-in asks for another password.
    pub must_change: bool,
}

/// Adds an account; gives its row and its first password, to be handed over once.
pub async fn add(db: &Db, now: Instant, actor: Actor, new: NewAccount) -> Result<(AccountId, String), Error> {
    let (email, name) = (new.email.trim().to_lowercase(), one_line(&new.name, 80));
    let well_formed = email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
    if !well_formed || email.len() > 254 || email.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(Error::Invalid { field: "email", message: "account-email-bad" });
    }
    if name.is_empty() {
        return Err(Error::Invalid { field: "name", message: "field-empty" });
    }
    if new.roles.is_empty() {
        return Err(Error::Invalid { field: "roles", message: "account-no-role" });
    }
    let first = match new.password {
        Some(given) => {
            password::check(&given, &email, &name)?;
            given
        }
        None => password::generate()?,
    };
    let digest = password::digest(first.clone()).await?;
    let id = db
        .write(move |conn| {
            if people::account_by_email(conn, &email)?.is_some() {
                return Err(Error::Invalid { field: "email", message: "account-email-taken" });
            }
            let id = people::add_account(conn, (&email, &name), &digest, new.must_change, now)?;
            people::set_roles(conn, id, &new.roles)?;
            note(conn, now, &actor, "account.add", id, &words(&new.roles))?;
            Ok(id)
        })
        .await?;
    Ok((id, first))
}

/// All accounts with their roles, by name.
pub async fn list(db: &Db) -> Result<Vec<(Account, Vec<Role>)>, Error> {
    db.read(|conn| Ok(people::accounts(conn)?)).await
}

/// Gives an account exactly these roles. Somebody must be left who manages accounts.
pub async fn set_roles(db: &Db, now: Instant, actor: Actor, id: AccountId, roles: Vec<Role>) -> Result<(), Error> {
    if roles.is_empty() {
        return Err(Error::Invalid { field: "roles", message: "account-no-role" });
    }
    db.write(move |conn| {
        people::account_by_id(conn, id)?;
        let before = words(&people::roles_of(conn, id)?);
        people::set_roles(conn, id, &roles)?;
        needs_manager(conn)?;
        note(conn, now, &actor, "account.roles", id, &format!("{before}>{}", words(&roles)))
    })
    .await
}

/// Disables an account, whose sessions end at once. Somebody must be left who manages accounts.
pub async fn disable(db: &Db, now: Instant, actor: Actor, id: AccountId) -> Result<(), Error> {
    db.write(move |conn| {
        people::account_by_id(conn, id)?;
        people::set_disabled(conn, id, Some(now))?;
        people::end_sessions(conn, id, None)?;
        needs_manager(conn)?;
        note(conn, now, &actor, "account.disable", id, "")
    })
    .await
}

/// Enables an account again.
pub async fn enable(db: &Db, now: Instant, actor: Actor, id: AccountId) -> Result<(), Error> {
    db.write(move |conn| {
        people::account_by_id(conn, id)?;
        people::set_disabled(conn, id, None)?;
        note(conn, now, &actor, "account.enable", id, "")
    })
    .await
}

/// Gives an account a random password, to be handed over once and changed at the next sign-in; its sessions end.
pub async fn reset_password(db: &Db, now: Instant, actor: Actor, id: AccountId) -> Result<String, Error> {
    let first = password::generate()?;
    let digest = password::digest(first.clone()).await?;
    db.write(move |conn| {
        people::account_by_id(conn, id)?;
        people::set_password(conn, id, &digest, true)?;
        people::end_sessions(conn, id, None)?;
        note(conn, now, &actor, "account.password-reset", id, "")
    })
    .await?;
    Ok(first)
}

/// A change of one's own password.
#[derive(Clone)]
pub struct PasswordChange {
    /// The account.
    pub id: AccountId,
    /// Digest of the session that stays; all others end.
    pub session: String,
    /// Network address, for counting failures.
    pub address: String,
    /// The password until now.
    pub current: String,
    /// The new one.
    pub password: String,
}

/// Changes one's own password. A wrong current one counts like a failed sign-in.
pub async fn change_password(
    db: &Db,
    now: Instant,
    actor: Actor,
    rules: &config::Session,
    change: PasswordChange,
) -> Result<(), Error> {
    let PasswordChange { id, session, address, current, password: next } = change;
    let account = db.read(move |conn| Ok::<_, Error>(people::account_by_id(conn, id)?)).await?;
    let key = sign_in::key(&account.email, &address);
    let asked = key.clone();
    if db.read(move |conn| Ok::<_, Error>(people::locked_until(conn, &asked, now)?)).await?.is_some() {
        return Err(Error::Invalid { field: "current", message: "sign-in-locked" });
    }
    if !password::matches(current.clone(), Some(account.password_hash)).await? {
        let (failures, lock) = (rules.failures, rules.lock.delta());
        db.write(move |conn| {
            people::fail(conn, &key, now, failures, lock)?;
            note(conn, now, &actor, "account.password-refused", id, "")
        })
        .await?;
        return Err(Error::Invalid { field: "current", message: "password-current-wrong" });
    }
    password::check(&next, &account.email, &account.name)?;
    if next == current {
        return Err(Error::Invalid { field: "password", message: "password-same" });
    }
    let digest = password::digest(next).await?;
    db.write(move |conn| {
        people::set_password(conn, id, &digest, false)?;
        people::end_sessions(conn, id, Some(&session))?;
        people::clear_failures(conn, &key)?;
        note(conn, now, &actor, "account.password", id, "")
    })
    .await
}

/// Sets language and colours of one's own pages.
pub async fn set_taste(
    db: &Db,
    now: Instant,
    actor: Actor,
    id: AccountId,
    language: Language,
    theme: Theme,
) -> Result<(), Error> {
    db.write(move |conn| {
        people::set_taste(conn, id, language.tag(), theme)?;
        note(conn, now, &actor, "account.taste", id, &format!("{} {theme}", language.tag()))
    })
    .await
}

/// Sets what of a ticket one's own lists show.
pub async fn set_parts(
    db: &Db,
    now: Instant,
    actor: Actor,
    id: AccountId,
    parts: Vec<people::Part>,
) -> Result<(), Error> {
    db.write(move |conn| {
        people::set_parts(conn, id, &parts)?;
        note(conn, now, &actor, "account.columns", id, &parts.len().to_string())
    })
    .await
}

/// The open sessions of an account, the last used first.
pub async fn sessions(db: &Db, id: AccountId) -> Result<Vec<Session>, Error> {
    db.read(move |conn| Ok(people::sessions_of(conn, id)?)).await
}

/// Ends all sessions of an account but one.
pub async fn end_other_sessions(db: &Db, now: Instant, actor: Actor, id: AccountId, keep: String) -> Result<(), Error> {
    db.write(move |conn| {
        let ended = people::end_sessions(conn, id, Some(&keep))?;
        note(conn, now, &actor, "session.close-others", id, &ended.to_string())
    })
    .await
}

fn note(conn: &mut Conn, now: Instant, actor: &Actor, action: &str, id: AccountId, detail: &str) -> Result<(), Error> {
    let object = format!("account:{id}");
    Ok(audit::append(conn, now, actor, &[Entry { action, object: &object, detail }])?)
}

fn needs_manager(conn: &mut Conn) -> Result<(), Error> {
    let left = people::accounts(conn)?
        .iter()
        .any(|(account, roles)| account.disabled_at.is_none() && Permission::ManageAccounts.given_to(roles));
    if left { Ok(()) } else { Err(Error::Invalid { field: "roles", message: "account-last-admin" }) }
}

fn words(roles: &[Role]) -> String {
    roles.iter().map(|role| role.word()).collect::<Vec<_>>().join(",")
}
