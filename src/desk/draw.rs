//! Drawing the reported mails of an arrival, in cells of their own: what costs one of them too much is a note beside it. What
//! they look like may bring the ticket into a campaign.

use super::examine::{self, Question};
use super::{Desk, Error, analyse, cluster, hand_out};
use crate::analysis::picture::{DRAWS, Drawn};
use crate::base::clock::{Clock, Instant};
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::cell::{CellError, CellPool};
use crate::infra::db::{Db, lock_campaigns};
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence::{self, picture};
use crate::record::ticket;

/// Most mails of one arrival that are drawn.
const MAILS: usize = 3;

/// Draws the first reported mails of an arrival that was analysed, and keeps the pictures in the place of those before.
/// After the first that takes too long the others are left, so that one mail holds the worker up only once.
pub async fn draw(db: &Db, desk: &Desk, clock: &Clock, cells: &CellPool, arrival: ArrivalId) -> Result<(), Error> {
    if !DRAWS {
        return Ok(());
    }
    let found = db
        .read(move |conn| {
            let row = evidence::by_id(conn, arrival)?;
            let ticket = ticket::by_id(conn, TicketId(row.ticket_id))?;
            // Under seal nobody may see it.
            if ticket.is_shut() {
                return Ok::<_, Error>(None);
            }
            let seen = hand_out::seen(conn, arrival)?;
            Ok(seen.map(|seen| (evidence::raw(conn, arrival), ticket.object(), seen)))
        })
        .await?;
    let Some((raw, object, seen)) = found else { return Ok(()) };
    let raw = raw?;
    let as_sample = hand_out::as_sample(&seen);
    let mut all = Vec::new();
    let mut likeness = vec![None; seen.samples.len()];
    for sample in 0..seen.samples.len().min(MAILS) {
        let question = Question::Picture { known: analyse::known(&desk.config), as_sample, sample };
        let outcome = match cells.run(&[&examine::ask(&question), &raw]).await {
            Ok(answer) => examine::read_picture(&answer).ok_or("empty"),
            Err(error) if error.is_temporary() => return Err(Error::Unavailable(error.to_string())),
            Err(CellError::Overrun(_)) => Err("overrun"),
            Err(_) => Err("died"),
        };
        if let (Ok(drawn), Some(slot)) = (&outcome, likeness.get_mut(sample)) {
            *slot = Some(drawn.likeness);
        }
        let stop = matches!(outcome, Err("overrun" | "died"));
        all.push(row(arrival, sample, outcome, clock.now()));
        if stop {
            break;
        }
    }
    let now = clock.now();
    let desk = desk.clone();
    db.write(move |conn| {
        // Before any ticket is held, as everybody does who may put it into a campaign.
        lock_campaigns(conn)?;
        // Meanwhile it may have been sealed.
        let row = evidence::by_id(conn, arrival)?;
        if ticket::by_id(conn, TicketId(row.ticket_id))?.is_shut() {
            return Ok(());
        }
        picture::replace(conn, arrival, &all)?;
        cluster::look(conn, &desk, &row, &seen, &likeness, now)?;
        let detail = format!("{} of arrival {arrival}", all.len());
        let entry = Entry { action: "evidence.draw", object: &object, detail: &detail };
        Ok(audit::append(conn, now, &Actor::System, &[entry])?)
    })
    .await
}

fn row(arrival: ArrivalId, sample: usize, outcome: Result<Drawn, &str>, at: Instant) -> picture::New {
    let problem = outcome.as_ref().err().copied().unwrap_or_default().to_owned();
    let drawn = outcome.unwrap_or_default();
    picture::New {
        row: picture::Row {
            arrival_id: arrival.0,
            sample: sample as i32,
            width: drawn.width as i32,
            height: drawn.height as i32,
            likeness: drawn.likeness.cast_signed(),
            problem,
            drawn_at: at,
        },
        png: drawn.png,
        thumb: drawn.thumb,
    }
}
