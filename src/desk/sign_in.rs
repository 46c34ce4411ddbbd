//! Signing in and out, and who is behind a session.

use chrono::TimeDelta;

use super::policy::Permission;
use super::view::{self, Shown};
use super::{Error, password};
use crate::base::clock::Instant;
use crate::base::config;
use crate::base::ids::AccountId;
use crate::base::locale::Language;
use crate::base::secret::{sha256_hex, token};
use crate::base::text::one_line;
use crate::infra::db::{Conn, Db};
use crate::record::audit::{self, Actor, Entry};
use crate::record::people::{self, Account, Role, Session, Theme};
use crate::record::ticket::list::{Counts, counts};

/// Somebody at the sign-in page.
#[derive(Clone)]
pub struct Attempt {
    /// The address typed.
    pub email: String,
    /// The password typed.
    pub password: String,
    /// Network address.
    pub address: String,
    /// What the browser calls itself.
    pub agent: String,
}

/// Who is behind a session.
#[derive(Clone, Debug)]
pub struct Who {
    /// The account.
    pub id: AccountId,
    /// Its address.
    pub email: String,
    /// Its name.
    pub name: String,
    /// Its roles.
    pub roles: Vec<Role>,
    /// Language of pages.
    pub language: Language,
    /// Colours of pages.
    pub theme: Theme,
    /// Whether nothing but the change of the password is open.
    pub must_change: bool,
    /// The token that forms carry.
    pub csrf: String,
    /// Digest of the session's token.
    pub session: String,
    /// Live counts of the queue, where they were asked for and may be seen.
    pub counts: Option<Counts>,
    /// Saved views, as [`Who::counts`].
    pub views: Vec<Shown>,
}

/// Opens a session and gives its token, which is stored nowhere. Wrong address and wrong password are one answer;
/// `failures` of them in `lock` close the account to that network address, and ten times as many that address to all.
pub async fn sign_in(db: &Db, now: Instant, rules: &config::Session, attempt: Attempt) -> Result<String, Error> {
    let email = attempt.email.trim().to_lowercase();
    let keys = [key(&email, &attempt.address), format!("address:{}", attempt.address)];
    let (asked, locks) = (email.clone(), keys.clone());
    let account = db
        .read(move |conn| {
            for lock in &locks {
                if people::locked_until(conn, lock, now)?.is_some() {
                    return Err(refused("sign-in-locked"));
                }
            }
            Ok::<_, Error>(people::account_by_email(conn, &asked)?)
        })
        .await?;
    let stored = account.as_ref().filter(|one| one.disabled_at.is_none()).map(|one| one.password_hash.clone());
    let right = password::matches(attempt.password.clone(), stored).await?;
    let limits = (rules.failures, rules.lock.delta());
    let secret = token()?;
    let csrf = token()?;
    let session = account.filter(|_| right).map(|account| {
        let agent = one_line(&attempt.agent, 200);
        (
            Session {
                hash: sha256_hex(secret.as_bytes()),
                account_id: account.id,
                csrf,
                created_at: now,
                seen_at: now,
                address: attempt.address.clone(),
                agent,
            },
            account.key(),
        )
    });
    let (idle, lifetime) = (rules.idle.delta(), rules.lifetime.delta());
    let opened = db
        .write(move |conn| match session {
            Some((session, id)) => {
                // Many guesses at the same time all came past the first look at the lock.
                if people::locked_until(conn, &keys[0], now)?.is_some() {
                    return Err(refused("sign-in-locked"));
                }
                people::clear_failures(conn, &keys[0])?;
                people::sweep_sessions(conn, before(now, idle), before(now, lifetime))?;
                open(conn, now, &session, id).map(|()| true)
            }
            None => refuse(conn, now, &keys, limits, &attempt.address, &email).map(|()| false),
        })
        .await?;
    if opened { Ok(secret) } else { Err(refused("sign-in-failed")) }
}

fn open(conn: &mut Conn, now: Instant, session: &Session, id: AccountId) -> Result<(), Error> {
    // The account may have been disabled while the digest was made.
    if people::account_by_id(conn, id)?.disabled_at.is_some() {
        return Err(refused("sign-in-failed"));
    }
    people::open_session(conn, session)?;
    people::set_signed_in(conn, id, now)?;
    let actor = Actor::Account(id, session.address.clone());
    let object = format!("account:{id}");
    Ok(audit::append(conn, now, &actor, &[Entry { action: "session.open", object: &object, detail: "" }])?)
}

fn refuse(
    conn: &mut Conn,
    now: Instant,
    keys: &[String; 2],
    (failures, lock): (u32, TimeDelta),
    address: &str,
    email: &str,
) -> Result<(), Error> {
    let [account_key, address_key] = keys;
    let locked = people::fail(conn, account_key, now, failures, lock)?
        | people::fail(conn, address_key, now, failures.saturating_mul(10), lock)?;
    let object =
        people::account_by_email(conn, email)?.map_or("account:?".to_owned(), |one| format!("account:{}", one.id));
    let detail = if locked { "locked" } else { "" };
    let entry = Entry { action: "session.refused", object: &object, detail };
    Ok(audit::append(conn, now, &Actor::Visitor(address.to_owned()), &[entry])?)
}

/// Who is behind a session token; nobody when it is unknown, too old, or the account disabled.
/// Notes the use at most once a minute. `with_counts` also counts the queue, for those who may see it.
pub async fn who(
    db: &Db,
    now: Instant,
    limits: &config::Session,
    secret: &str,
    with_counts: bool,
    stays_open: bool,
) -> Result<Option<Who>, Error> {
    let hash = sha256_hex(secret.as_bytes());
    let (idle, lifetime) = (before(now, limits.idle.delta()), before(now, limits.lifetime.delta()));
    let asked = hash.clone();
    let found = db
        .read(move |conn| {
            let Some(session) = people::session_by_hash(conn, &asked)? else { return Ok::<_, Error>(None) };
            if session.seen_at < idle || session.created_at < lifetime {
                return Ok(None);
            }
            let account = people::account_by_id(conn, AccountId(session.account_id))?;
            if account.disabled_at.is_some() {
                return Ok(None);
            }
            let roles = people::roles_of(conn, account.key())?;
            let shown = with_counts && Permission::ReadTickets.given_to(&roles);
            let queue = if shown { Some(counts(conn, Some(account.key()), now)?) } else { None };
            let views = if shown { view::shown(conn, account.key(), &roles, now)? } else { Vec::new() };
            Ok(Some((session.seen_at, Who { counts: queue, views, ..described(account, roles, session) })))
        })
        .await?;
    let Some((seen_at, who)) = found else { return Ok(None) };
    if stays_open && seen_at < before(now, TimeDelta::minutes(1)) {
        db.write(move |conn| Ok::<_, Error>(people::see_session(conn, &hash, now)?)).await?;
    }
    Ok(Some(who))
}

fn described(account: Account, roles: Vec<Role>, session: Session) -> Who {
    Who {
        id: account.key(),
        language: Language::of(&account.language),
        email: account.email,
        name: account.name,
        roles,
        theme: account.theme,
        must_change: account.must_change,
        csrf: session.csrf,
        session: session.hash,
        counts: None,
        views: Vec::new(),
    }
}

/// Ends a session of an account, named by its digest; `NotFound` when it is not theirs.
pub async fn sign_out(db: &Db, now: Instant, actor: Actor, id: AccountId, session: String) -> Result<(), Error> {
    db.write(move |conn| {
        if !people::close_session(conn, id, &session)? {
            return Err(Error::NotFound);
        }
        let object = format!("account:{id}");
        Ok(audit::append(conn, now, &actor, &[Entry { action: "session.close", object: &object, detail: "" }])?)
    })
    .await
}

/// The key under which failures of an account from one network address are counted. What was typed may be a password
/// put into the wrong field, so only its digest is kept.
pub(super) fn key(email: &str, address: &str) -> String {
    format!("sign-in:{}:{address}", sha256_hex(email.as_bytes()))
}

fn refused(message: &'static str) -> Error {
    Error::Invalid { field: "password", message }
}

fn before(now: Instant, by: TimeDelta) -> Instant {
    now.checked_sub_signed(by).unwrap_or(Instant::MIN)
}
