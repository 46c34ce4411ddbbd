//! Looking at a reported mail without opening it: its harmless page, its source, its picture. Page and source are taken
//! from the mail in a cell, and each look at them is put down in the audit log; a picture is looked at with its ticket.

use super::examine::{self, Question};
use super::hand_out::{self, Wanted};
use super::{Error, analyse, case_file, seal};
use crate::base::clock::Instant;
use crate::base::config::Config;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::cell::CellPool;
use crate::infra::db::Db;
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence::{self, picture};
use crate::record::ticket;

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// The mail as a page that can do nothing, HTML.
    Page,
    /// Its bytes; of an inline forward those of the mail that arrived.
    Source,
}

/// A reported mail: number of its ticket, arrival, number in the evidence.
pub type Place = (String, ArrivalId, usize);

/// Takes a reported mail apart for a look. Nothing where a cell could not, or there is nothing to see; `NotFound` where there
/// is no such ticket, arrival or sample.
pub async fn look(
    db: &Db,
    config: &Config,
    cells: &CellPool,
    actor: Actor,
    (number, arrival, sample): Place,
    look: Look,
    now: Instant,
) -> Result<Option<Vec<u8>>, Error> {
    let asked = number.clone();
    let (raw, as_sample) = db
        .read(move |conn| {
            let (raw, as_sample, _) = hand_out::found(conn, &asked, arrival, Wanted::Sample(sample))?;
            let count = hand_out::seen(conn, arrival)?.map_or(0, |seen| seen.samples.len());
            if sample < count { Ok((raw, as_sample)) } else { Err(Error::NotFound) }
        })
        .await?;
    let known = analyse::known(config);
    let question = match look {
        Look::Page => Question::Page { known, as_sample, sample },
        Look::Source => Question::SampleRaw { known, as_sample, sample },
    };
    let seen = match cells.run(&[&examine::ask(&question), &raw]).await {
        Ok(answer) => examine::read_bytes(&answer).or_else(|| (look == Look::Source).then_some(raw)),
        Err(error) if error.is_temporary() => return Err(Error::Unavailable(error.to_string())),
        Err(_) => None,
    };
    db.write(move |conn| {
        let (object, detail) =
            (format!("ticket:{number}"), format!("{look:?} of sample {sample} of arrival {arrival}"));
        let entry = Entry { action: "evidence.look", object: &object, detail: &detail };
        Ok::<_, Error>(audit::append(conn, now, &actor, &[entry])?)
    })
    .await?;
    Ok(seen)
}

/// The picture of a reported mail, PNG; `NotFound` where there is none.
pub async fn picture(db: &Db, actor: Actor, place: Place, now: Instant) -> Result<Vec<u8>, Error> {
    let number = place.0.clone();
    let png = pixels(db, place, false).await?;
    case_file::looked(db, actor, &number, now).await?;
    Ok(png)
}

/// Its thumbnail, PNG; a list shows it beside the subject, and like that it says too little to be put down.
pub async fn thumb(db: &Db, place: Place) -> Result<Vec<u8>, Error> {
    pixels(db, place, true).await
}

async fn pixels(db: &Db, (number, arrival, sample): Place, small: bool) -> Result<Vec<u8>, Error> {
    let sample = i32::try_from(sample).unwrap_or(i32::MAX);
    db.read(move |conn| {
        let ticket = ticket::by_number(conn, &number)?.ok_or(Error::NotFound)?;
        if TicketId(evidence::by_id(conn, arrival)?.ticket_id) != ticket.row() {
            return Err(Error::NotFound);
        }
        seal::is_open(&ticket)?;
        picture::png(conn, arrival, sample, small)?.ok_or(Error::NotFound)
    })
    .await
}
