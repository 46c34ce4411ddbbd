//! What reporters say after a conclusion: that they do not agree, once, and what they thought of the help.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::Verdict;
use crate::base::clock::Instant;
use crate::base::ids::{ReporterId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{contest, rating};
use crate::text_enum;

text_enum! {
    /// What a reporter thought of the help.
    Rating {
        /// It helped.
        Helpful = "helpful",
        /// It helped in part.
        Partly = "partly",
        /// It did not help.
        Unhelpful = "unhelpful",
    }
}

/// Puts down that a reporter does not agree with a conclusion.
pub fn contest(
    conn: &mut Conn,
    (ticket, who): (TicketId, ReporterId),
    verdict: Verdict,
    words: &str,
    at: Instant,
) -> QueryResult<()> {
    diesel::insert_into(contest::table)
        .values((
            contest::ticket_id.eq(ticket.0),
            contest::reporter_id.eq(who.0),
            contest::verdict.eq(verdict),
            contest::words.eq(words),
            contest::at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// When a reporter said that they do not agree.
pub fn contested_at(conn: &mut Conn, ticket: TicketId, who: ReporterId) -> QueryResult<Option<Instant>> {
    contest::table.find((ticket.0, who.0)).select(contest::at).first(conn).optional()
}

/// Those of these tickets (rows) on which somebody does not agree and nobody concluded anew.
pub fn contested_among(conn: &mut Conn, tickets: &[i64]) -> QueryResult<BTreeSet<i64>> {
    let open = contest::table.filter(contest::ticket_id.eq_any(tickets)).filter(contest::settled_at.is_null());
    let found: Vec<i64> = open.select(contest::ticket_id).load(conn)?;
    Ok(found.into_iter().collect())
}

/// Somebody concluded anew about these tickets (rows).
pub fn settle_contests(conn: &mut Conn, tickets: &[i64], at: Instant) -> QueryResult<()> {
    let open = contest::table.filter(contest::ticket_id.eq_any(tickets)).filter(contest::settled_at.is_null());
    diesel::update(open).set(contest::settled_at.eq(at)).execute(conn).map(drop)
}

/// What was concluded then about these tickets (rows) was taken back: what it settled is open again.
pub fn reopen_contests(conn: &mut Conn, tickets: &[i64], settled: Instant) -> QueryResult<()> {
    let then = contest::table.filter(contest::ticket_id.eq_any(tickets)).filter(contest::settled_at.eq(settled));
    diesel::update(then).set(contest::settled_at.eq(None::<Instant>)).execute(conn).map(drop)
}

/// Puts down what a reporter thought of the help, in the place of what they said before; says whether it is the first.
pub fn rate(conn: &mut Conn, (ticket, who): (TicketId, ReporterId), choice: Rating, at: Instant) -> QueryResult<bool> {
    let known = diesel::update(rating::table.find((ticket.0, who.0)))
        .set((rating::choice.eq(choice), rating::at.eq(at)))
        .execute(conn)?;
    if known > 0 {
        return Ok(false);
    }
    diesel::insert_into(rating::table)
        .values((
            rating::ticket_id.eq(ticket.0),
            rating::reporter_id.eq(who.0),
            rating::choice.eq(choice),
            rating::at.eq(at),
        ))
        .execute(conn)?;
    Ok(true)
}

/// What the people of a ticket thought of the help: their rows and choices, the last said first, at most 50.
pub fn ratings(conn: &mut Conn, ticket: TicketId) -> QueryResult<Vec<(i64, Rating)>> {
    let all = rating::table.filter(rating::ticket_id.eq(ticket.0)).order(rating::at.desc());
    all.limit(50).select((rating::reporter_id, rating::choice)).load(conn)
}
