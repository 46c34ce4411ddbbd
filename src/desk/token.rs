//! Tokens with which programs use the API.

use chrono::TimeDelta;

use super::Error;
use crate::base::clock::Instant;
use crate::base::ids::TokenId;
use crate::base::secret::{self, sha256_hex};
use crate::base::text::one_line;
use crate::infra::db::Db;
use crate::record::audit::{self, Actor, Entry};
use crate::record::people::token;
pub use crate::record::people::token::{Scope, Token};

/// How every secret begins, so that one that leaked is recognised.
pub const PREFIX: &str = "hotro_";

/// Makes a token and gives its secret, which is shown once and stored nowhere.
pub async fn add(db: &Db, now: Instant, actor: Actor, name: &str, scope: Scope) -> Result<(TokenId, String), Error> {
    let name = one_line(name, 80);
    if name.is_empty() {
        return Err(Error::Invalid { field: "name", message: "field-empty" });
    }
    let secret = format!("{PREFIX}{}", secret::token()?);
    let hash = sha256_hex(secret.as_bytes());
    let id = db
        .write(move |conn| {
            let id = token::add(conn, &name, &hash, scope, actor.account(), now)?;
            let object = format!("token:{id}");
            audit::append(conn, now, &actor, &[Entry { action: "token.add", object: &object, detail: scope.word() }])?;
            Ok::<_, Error>(id)
        })
        .await?;
    Ok((id, secret))
}

/// All tokens, the newest first.
pub async fn list(db: &Db) -> Result<Vec<Token>, Error> {
    db.read(|conn| Ok(token::all(conn)?)).await
}

/// Revokes a token at once; `NotFound` when none is in force.
pub async fn revoke(db: &Db, now: Instant, actor: Actor, id: TokenId) -> Result<(), Error> {
    db.write(move |conn| {
        if !token::revoke(conn, id, now)? {
            return Err(Error::NotFound);
        }
        let object = format!("token:{id}");
        Ok(audit::append(conn, now, &actor, &[Entry { action: "token.revoke", object: &object, detail: "" }])?)
    })
    .await
}

/// The token in force with this secret. Notes the use at most once a minute.
pub async fn by_secret(db: &Db, now: Instant, secret: &str) -> Result<Option<Token>, Error> {
    if !secret.starts_with(PREFIX) {
        return Ok(None);
    }
    let hash = sha256_hex(secret.as_bytes());
    let found = db.read(move |conn| Ok::<_, Error>(token::by_hash(conn, &hash)?)).await?;
    if let Some(known) = &found {
        let stale = known.used_at.is_none_or(|at| now.signed_duration_since(at) > TimeDelta::minutes(1));
        let id = TokenId(known.id);
        if stale {
            db.write(move |conn| Ok::<_, Error>(token::used(conn, id, now)?)).await?;
        }
    }
    Ok(found)
}
