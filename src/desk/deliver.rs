//! Handing queued letters to the mail server: at least once, always under the same Message-ID.

use std::sync::Arc;

use chrono::TimeDelta;

use super::{Desk, Error, letter};
use crate::base::clock::{Clock, Instant};
use crate::base::ids::{LetterId, MailingId};
use crate::infra::db::Db;
use crate::infra::mailer::{self, Automatic, SendError, Transport};
use crate::record::mailing;
use crate::record::outbox::{self, Letter};
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
    for (letter, code) in letters {
        if clock.now() - now > BEGIN {
            break;
        }
        let (id, attempts, created) = (LetterId(letter.id), letter.attempts, letter.created_at);
        let finished = finish(desk, letter, code);
        let transport = Arc::clone(transport);
        let sent = tokio::task::spawn_blocking(move || transport.send(&finished))
            .await
            .unwrap_or_else(|_| Err(SendError { permanent: false, detail: "delivery was broken off".into() }));
        note(db, desk, id, attempts, created, sent, clock.now()).await?;
    }
    Ok(count)
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
