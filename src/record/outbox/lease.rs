//! Taking the letters that are due: each worker its own, and those of mailings no faster than allowed.

use chrono::TimeDelta;
use diesel::prelude::*;

use super::store::{Letter, State, columns};
use crate::base::clock::Instant;
use crate::infra::db::schema::outbox;
use crate::infra::db::{Backend, Conn};

/// Takes due letters for `who` until `until`: up to `count` of tickets, then as many of mailings as there is room left, but
/// so that no more than `bulk` of those leave in a minute.
pub fn lease(
    conn: &mut Conn,
    who: &str,
    (now, until): (Instant, Instant),
    count: i64,
    bulk: i64,
) -> QueryResult<Vec<Letter>> {
    let mut due: Vec<i64> = due(now)
        .filter(outbox::mailing_id.is_null())
        .order((outbox::due_at.asc(), outbox::id.asc()))
        .limit(count)
        .select(outbox::id)
        .load(conn)?;
    let room = (count - due.len() as i64).min(bulk - begun(conn, now)?);
    if room > 0 {
        let more: Vec<i64> = self::due(now)
            .filter(outbox::mailing_id.is_not_null())
            .order((outbox::due_at.asc(), outbox::id.asc()))
            .limit(room)
            .select(outbox::id)
            .load(conn)?;
        due.extend(more);
    }
    if due.is_empty() {
        return Ok(Vec::new());
    }
    diesel::update(
        outbox::table
            .filter(outbox::id.eq_any(due))
            .filter(outbox::state.eq(State::Queued))
            .filter(outbox::leased_until.is_null().or(outbox::leased_until.lt(now))),
    )
    .set((outbox::leased_until.eq(until), outbox::leased_by.eq(who), outbox::attempts.eq(outbox::attempts + 1)))
    .returning(columns())
    .get_results(conn)
}

/// Letters that may leave and are in nobody's hand.
fn due<'a>(now: Instant) -> outbox::BoxedQuery<'a, Backend> {
    outbox::table
        .into_boxed()
        .filter(outbox::state.eq(State::Queued))
        .filter(outbox::due_at.le(now))
        .filter(outbox::leased_until.is_null().or(outbox::leased_until.lt(now)))
}

/// Letters of mailings that left within the last minute or are in somebody's hand.
fn begun(conn: &mut Conn, now: Instant) -> QueryResult<i64> {
    let of_mailings = outbox::table.filter(outbox::mailing_id.is_not_null());
    let left =
        of_mailings.filter(outbox::state.eq(State::Sent)).filter(outbox::sent_at.gt(now - TimeDelta::minutes(1)));
    let held = of_mailings.filter(outbox::state.eq(State::Queued)).filter(outbox::leased_until.ge(now));
    Ok(left.count().get_result::<i64>(conn)? + held.count().get_result::<i64>(conn)?)
}
