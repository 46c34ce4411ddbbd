//! Trying again what was given up: a letter, a job.

use super::Error;
use crate::base::clock::Instant;
use crate::base::ids::{JobId, LetterId};
use crate::infra::db::Db;
use crate::record::audit::{self, Actor, Entry};
use crate::record::{outbox, queue};

/// Lets a letter that was given up leave again, under the same Message-ID; `NotFound` when it was not given up.
pub async fn letter(db: &Db, now: Instant, actor: Actor, id: LetterId) -> Result<(), Error> {
    db.write(move |conn| {
        if !outbox::retry(conn, id, now)? {
            return Err(Error::NotFound);
        }
        let object = format!("letter:{id}");
        Ok(audit::append(conn, now, &actor, &[Entry { action: "letter.retry", object: &object, detail: "" }])?)
    })
    .await
}

/// Lets a job that was given up run again; `NotFound` when it was not given up.
pub async fn job(db: &Db, now: Instant, actor: Actor, id: JobId) -> Result<(), Error> {
    db.write(move |conn| {
        if !queue::retry(conn, id, now)? {
            return Err(Error::NotFound);
        }
        let object = format!("job:{id}");
        Ok(audit::append(conn, now, &actor, &[Entry { action: "job.retry", object: &object, detail: "" }])?)
    })
    .await
}
