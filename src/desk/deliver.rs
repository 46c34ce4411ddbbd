//! Handing queued letters to the mail server: at least once, always under the same Message-ID.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;

use super::{Desk, Error, letter};
use crate::base::clock::{Clock, Instant};
use crate::base::ids::{LetterId, MailingId};
use crate::infra::blob;
use crate::infra::db::Db;
use crate::infra::mailer::{self, Automatic, SendError, Transport};
use crate::record::mailing;
use crate::record::outbox::{self, Enclosed, Letter};
use crate::record::queue::wait;
use crate::record::ticket::lookup;

/// Letters taken at a time.
const BATCH: i64 = 16;
/// How long a worker may keep them; what was in hand at a crash waits that long.
const LEASE: TimeDelta = TimeDelta::seconds(45);
/// No letter is begun later than this after its lease, so that a slow mail server does not get it from two workers.
const BEGIN: TimeDelta = TimeDelta::seconds(15);

/// Delivers the letters that are due and says how many it took; 0 when there is nothing to do.
pub async fn deliver(
    db: &Db,
    desk: &Desk,
    clock: &Clock,
    transport: &Arc<Transport>,
    who: &str,
) -> Result<usize, Error> {
    let now = clock.now();
    let (key, name, bulk) = (desk.key.clone(), who.to_owned(), i64::from(desk.config.mail.per_minute));
    let letters: Vec<(Letter, Option<String>)> = db
        .write(move |conn| {
            let leased = outbox::lease(conn, &name, (now, now + LEASE), BATCH, bulk)?;
            leased
                .into_iter()
                .map(|letter| {
                    let code = match (letter.lookup_id, letter.mailing_id) {
                        (Some(id), _) => Some(lookup::code(&key, &lookup::seed(conn, id)?)),
                        (None, Some(id)) => Some(mailing::code(&key, &mailing::seed(conn, MailingId(id))?)),
                        (None, None) => None,
                    };
                    Ok((letter, code))
                })
                .collect::<Result<_, Error>>()
        })
        .await?;
    let count = letters.len();
    let mut enclosed = enclosed(db, &letters).await?;
    for (letter, code) in letters {
        if clock.now() - now > BEGIN {
            break;
        }
        let (id, attempts, created) = (LetterId(letter.id), letter.attempts, letter.created_at);
        let finished = finish(desk, letter, code);
        let sent = match bytes(db, enclosed.remove(&id.0).unwrap_or_default()).await? {
            Some(files) => hand_over(transport, mailer::Letter { files, ..finished }).await,
            None => Err(SendError { permanent: true, detail: "a file of it was erased".into() }),
        };
        note(db, desk, id, attempts, created, sent, clock.now()).await?;
    }
    Ok(count)
}

async fn hand_over(transport: &Arc<Transport>, letter: mailer::Letter) -> Result<(), SendError> {
    let transport = Arc::clone(transport);
    tokio::task::spawn_blocking(move || transport.send(&letter))
        .await
        .unwrap_or_else(|_| Err(SendError { permanent: false, detail: "delivery was broken off".into() }))
}

/// The files of letters, by their rows.
async fn enclosed(db: &Db, letters: &[(Letter, Option<String>)]) -> Result<BTreeMap<i64, Vec<Enclosed>>, Error> {
    let ids: Vec<i64> = letters.iter().map(|(letter, _)| letter.id).collect();
    let mut out: BTreeMap<i64, Vec<Enclosed>> = BTreeMap::new();
    if ids.is_empty() {
        return Ok(out);
    }
    for file in db.read(move |conn| Ok::<_, Error>(outbox::enclosed_in(conn, &ids)?)).await? {
        out.entry(file.letter).or_default().push(file);
    }
    Ok(out)
}

/// Files with their bytes, which are only in memory while their letter leaves; nothing where some are gone.
async fn bytes(db: &Db, files: Vec<Enclosed>) -> Result<Option<Vec<mailer::Enclosed>>, Error> {
    if files.is_empty() {
        return Ok(Some(Vec::new()));
    }
    db.read(move |conn| {
        let with = |file: Enclosed| -> Result<Option<mailer::Enclosed>, Error> {
            Ok(blob::get(conn, &file.hash)?.map(|bytes| mailer::Enclosed { name: file.name, bytes }))
        };
        files.into_iter().map(with).collect()
    })
    .await
}

/// Writes down what became of a delivery.
async fn note(
    db: &Db,
    desk: &Desk,
    id: LetterId,
    attempts: i32,
    created: Instant,
    sent: Result<(), SendError>,
    now: Instant,
) -> Result<(), Error> {
    let give_up = desk.config.mail.give_up.delta();
    let dice = crate::base::secret::random::<4>().map(u32::from_le_bytes).unwrap_or_default();
    db.write(move |conn| match sent {
        Ok(()) => Ok(outbox::sent(conn, id, now)?),
        Err(error) if error.permanent || now - created > give_up => {
            tracing::warn!(letter = id.0, attempts, "a letter was given up");
            Ok(outbox::fail(conn, id, &error.detail)?)
        }
        Err(error) => {
            tracing::info!(letter = id.0, attempts, "a letter could not be delivered for now");
            Ok(outbox::later(conn, id, now + wait(attempts, dice), &error.detail)?)
        }
    })
    .await
}

/// The letter as it leaves: the lookup code filled in.
fn finish(desk: &Desk, letter: Letter, code: Option<String>) -> mailer::Letter {
    let code = code.map(|code| grouped(&code)).unwrap_or_default();
    mailer::Letter {
        from_name: desk.config.mail.name.clone(),
        from_address: desk.config.mail.address.clone(),
        to_name: Some(letter.recipient_name).filter(|name| !name.is_empty()),
        to_address: letter.recipient,
        copies: letter.copies.split_whitespace().map(str::to_owned).collect(),
        files: Vec::new(),
        subject: letter.subject,
        text: letter.body.replace(letter::LOOKUP_CODE, &code),
        message_id: letter.message_id,
        in_reply_to: letter.in_reply_to,
        references: letter.refs.split_whitespace().map(str::to_owned).collect(),
        date: letter.created_at,
        auto_submitted: letter.automatic.then_some(Automatic::Replied),
        language: letter.language,
    }
}

/// `ABCD-EFGH-JKMN-PQRS`: four at a time, to be typed from paper.
fn grouped(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    chars.chunks(4).map(|chunk| chunk.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
