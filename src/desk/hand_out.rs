//! Handing out what came in a mail, as a download: the raw mail, a reported mail, an attachment locked in a zip. Every one
//! is put down in the audit log. The mail is taken apart in a cell.

use super::examine::{self, Question};
use super::{Error, analyse, seal};
use crate::analysis::evidence::{Evidence, Source};
use crate::base::clock::Instant;
use crate::base::config::Config;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::cell::CellPool;
use crate::infra::db::{Conn, Db};
use crate::infra::zip::{PASSWORD, locked_zip};
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence;
use crate::record::ticket;

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The mail as it arrived.
    Arrival,
    /// A reported mail, by its number in the evidence.
    Sample(usize),
    /// An attachment of a reported mail, or (without a sample) of the reporter's own mail; zipped.
    Attachment(Option<usize>, usize),
}

/// A file to save.
#[derive(Debug)]
pub struct File {
    /// Its name: letters, digits, dots and dashes of ours.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes `wanted` out of an arrival of the ticket. `NotFound` when there is no such ticket, arrival, sample or attachment,
/// or the sample is an inline forward, which has no bytes of its own.
pub async fn hand_out(
    db: &Db,
    config: &Config,
    cells: &CellPool,
    actor: Actor,
    (number, arrival): (String, ArrivalId),
    wanted: Wanted,
    now: Instant,
) -> Result<File, Error> {
    let asked = number.clone();
    let (raw, as_sample, name) = db.read(move |conn| found(conn, &asked, arrival, wanted)).await?;
    let stem = format!("{number}-{arrival}");
    let file = match wanted {
        Wanted::Arrival => File { name: format!("{stem}.eml"), bytes: raw },
        Wanted::Sample(sample) => {
            let known = analyse::known(config);
            let bytes = ask(cells, &Question::SampleRaw { known, as_sample, sample }, &raw).await?;
            File { name: format!("{stem}-{}.eml", sample + 1), bytes }
        }
        Wanted::Attachment(sample, attachment) => {
            let known = analyse::known(config);
            let bytes = ask(cells, &Question::Attachment { known, as_sample, sample, attachment }, &raw).await?;
            let locked = tokio::task::spawn_blocking(move || locked_zip(&name, &bytes, PASSWORD)).await;
            let locked = locked.map_err(|error| Error::Internal(error.to_string()))?;
            let bytes = locked.map_err(|error| Error::Internal(format!("zip: {error}")))?;
            File { name: format!("{stem}-tep-{}.zip", attachment + 1), bytes }
        }
    };
    let detail = format!("{wanted:?} of arrival {arrival}");
    db.write(move |conn| {
        let object = format!("ticket:{number}");
        Ok::<_, Error>(audit::append(
            conn,
            now,
            &actor,
            &[Entry { action: "evidence.download", object: &object, detail: &detail }],
        )?)
    })
    .await?;
    Ok(file)
}

/// The raw mail, whether it was taken as the sample itself, and the name of the wanted attachment.
pub(super) fn found(
    conn: &mut Conn,
    number: &str,
    arrival: ArrivalId,
    wanted: Wanted,
) -> Result<(Vec<u8>, bool, String), Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    if TicketId(evidence::by_id(conn, arrival)?.ticket_id) != ticket.row() {
        return Err(Error::NotFound);
    }
    seal::is_open(&ticket)?;
    let raw = evidence::raw(conn, arrival)?;
    if wanted == Wanted::Arrival {
        return Ok((raw, false, String::new()));
    }
    let seen = seen(conn, arrival)?.ok_or(Error::NotFound)?;
    let name = match wanted {
        Wanted::Attachment(Some(sample), attachment) => {
            seen.samples.get(sample).and_then(|sample| sample.attachments.get(attachment))
        }
        Wanted::Attachment(None, attachment) => seen.report.attachments.get(attachment),
        Wanted::Arrival | Wanted::Sample(_) => None,
    };
    let name = name.map(|attachment| attachment.name.clone()).unwrap_or_default();
    Ok((raw, as_sample(&seen), name))
}

/// What was seen in an arrival; nothing before it was analysed.
pub(super) fn seen(conn: &mut Conn, arrival: ArrivalId) -> Result<Option<Evidence>, Error> {
    let stored = evidence::of_arrival(conn, arrival)?;
    let read = stored.map(|stored| serde_json::from_str(&stored.detail)).transpose();
    read.map_err(|error| Error::Internal(format!("stored evidence: {error}")))
}

/// Whether the mail itself was taken as the suspicious one, on which the numbers of its samples rest.
pub(super) fn as_sample(seen: &Evidence) -> bool {
    seen.samples.iter().any(|sample| sample.source == Source::Itself)
}

async fn ask(cells: &CellPool, question: &Question, raw: &[u8]) -> Result<Vec<u8>, Error> {
    match cells.run(&[&examine::ask(question), raw]).await {
        Ok(answer) => examine::read_bytes(&answer).ok_or(Error::NotFound),
        Err(error) if error.is_temporary() => Err(Error::Unavailable(error.to_string())),
        Err(error) => Err(Error::Internal(error.to_string())),
    }
}
