//! Rows that say which ticket a decision answered, by which letter, and how far the letters are.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{LetterId, StepId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{campaign_answer, outbox};

/// A ticket that a decision answered.
#[derive(Clone, Debug, Queryable)]
pub struct Answer {
    /// Row of the ticket.
    pub ticket: i64,
    /// Row of the letter; none where nobody was written to.
    pub letter: Option<i64>,
    /// How the ticket stood until then, JSON.
    pub before: String,
}

/// Puts down that a decision answered a ticket.
pub fn add_answer(
    conn: &mut Conn,
    step: StepId,
    ticket: TicketId,
    letter: Option<LetterId>,
    before: &str,
) -> QueryResult<()> {
    diesel::insert_into(campaign_answer::table)
        .values((
            campaign_answer::step_id.eq(step.0),
            campaign_answer::ticket_id.eq(ticket.0),
            campaign_answer::outbox_id.eq(letter.map(|id| id.0)),
            campaign_answer::before.eq(before),
        ))
        .execute(conn)
        .map(drop)
}

/// The tickets that a decision answered, the oldest first.
pub fn answers(conn: &mut Conn, step: StepId) -> QueryResult<Vec<Answer>> {
    campaign_answer::table
        .filter(campaign_answer::step_id.eq(step.0))
        .order(campaign_answer::ticket_id.asc())
        .select((campaign_answer::ticket_id, campaign_answer::outbox_id, campaign_answer::before))
        .load(conn)
}

/// Takes away what was put down of tickets (rows) that are not answered after all.
pub fn drop_answers(conn: &mut Conn, step: StepId, tickets: &[i64]) -> QueryResult<()> {
    diesel::delete(campaign_answer::table.filter(campaign_answer::step_id.eq(step.0)))
        .filter(campaign_answer::ticket_id.eq_any(tickets))
        .execute(conn)
        .map(drop)
}

/// How far the letters of a decision are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Letters in all, without those taken back.
    pub all: i64,
    /// Handed over.
    pub sent: i64,
    /// Given up.
    pub failed: i64,
    /// Not begun; these can be taken back.
    pub waiting: i64,
    /// When the next of them may leave.
    pub due_at: Option<Instant>,
}

/// How far the letters of a decision are.
pub fn progress(conn: &mut Conn, step: StepId) -> QueryResult<Progress> {
    type Found = (String, i32, Instant);
    let rows: Vec<Found> = campaign_answer::table
        .inner_join(outbox::table)
        .filter(campaign_answer::step_id.eq(step.0))
        .select((outbox::state, outbox::attempts, outbox::due_at))
        .load(conn)?;
    let mut out = Progress::default();
    for (state, attempts, due) in rows {
        let (sent, failed) = (state == "sent", state == "failed");
        let waiting = state == "queued" && attempts == 0;
        out.all += i64::from(state != "cancelled");
        out.sent += i64::from(sent);
        out.failed += i64::from(failed);
        out.waiting += i64::from(waiting);
        if waiting {
            out.due_at = Some(out.due_at.map_or(due, |known| known.min(due)));
        }
    }
    Ok(out)
}

/// Whether letters of a decision can still be taken back.
pub fn is_waiting(conn: &mut Conn, step: StepId) -> QueryResult<bool> {
    Ok(progress(conn, step)?.waiting > 0)
}
