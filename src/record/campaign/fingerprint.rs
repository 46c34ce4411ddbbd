//! Rows of fingerprints: by which keys the mails of a ticket are known again.

use std::collections::BTreeSet;

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::analysis::fingerprint::{Key, Kind};
use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{fingerprint, ticket};

/// Puts the keys of an arrival in the place of those before.
pub fn replace_fingerprint<'a>(
    conn: &mut Conn,
    arrival: ArrivalId,
    of: TicketId,
    keys: impl IntoIterator<Item = &'a Key>,
    loose: bool,
) -> QueryResult<()> {
    diesel::delete(fingerprint::table.filter(fingerprint::arrival_id.eq(arrival.0))).execute(conn)?;
    for key in keys {
        add_fingerprint(conn, arrival, of, key, loose)?;
    }
    Ok(())
}

/// Adds a key to those of an arrival that has not got it.
pub fn add_fingerprint(
    conn: &mut Conn,
    arrival: ArrivalId,
    of: TicketId,
    (kind, value): &Key,
    loose: bool,
) -> QueryResult<()> {
    diesel::insert_into(fingerprint::table)
        .values((
            fingerprint::arrival_id.eq(arrival.0),
            fingerprint::kind.eq(kind.word()),
            fingerprint::value.eq(value),
            fingerprint::ticket_id.eq(of.0),
            fingerprint::loose.eq(loose),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether an arrival has keys.
pub fn has_fingerprint(conn: &mut Conn, of: ArrivalId) -> QueryResult<bool> {
    let rows = fingerprint::table.filter(fingerprint::arrival_id.eq(of.0));
    diesel::select(diesel::dsl::exists(rows)).get_result(conn)
}

/// What the latest 2,000 drawn mails of other tickets look like, each value once.
pub fn looks(conn: &mut Conn, but: TicketId) -> QueryResult<Vec<String>> {
    let rows: Vec<String> = fingerprint::table
        // As it stands in the partial index, which no bound value finds.
        .filter(sql::<Bool>("fingerprint.kind = 'look'"))
        .filter(fingerprint::ticket_id.ne(but.0))
        .order(fingerprint::arrival_id.desc())
        .limit(2_000)
        .select(fingerprint::value)
        .load(conn)?;
    Ok(rows.into_iter().collect::<BTreeSet<_>>().into_iter().collect())
}

/// The keys of a ticket, each once.
pub fn fingerprints(conn: &mut Conn, of: TicketId) -> QueryResult<Vec<Key>> {
    Ok(of_tickets(conn, &[of.0])?.into_iter().map(|(_, key)| key).collect())
}

/// The keys of several tickets (rows), each once for each ticket.
pub fn of_tickets(conn: &mut Conn, of: &[i64]) -> QueryResult<Vec<(i64, Key)>> {
    let rows: Vec<(i64, String, String)> = fingerprint::table
        .filter(fingerprint::ticket_id.eq_any(of))
        .select((fingerprint::ticket_id, fingerprint::kind, fingerprint::value))
        .distinct()
        .load(conn)?;
    let read = rows.into_iter().filter_map(|(ticket, kind, value)| Some((ticket, (Kind::of(&kind)?, value))));
    Ok(read.collect())
}

/// A ticket of no campaign that carries a key.
#[derive(Clone, Debug)]
pub struct LooseHit {
    /// Row of the ticket.
    pub ticket: i64,
    /// The key it carries.
    pub key: Key,
    /// What the ticket turned out to be: a word of `record::ticket::Verdict`.
    pub verdict: Option<String>,
    /// When it was opened.
    pub at: Instant,
}

/// Tickets other than `of` that belong to no campaign and carry one of these values, the newest first, at most 1,500 rows.
pub fn loose_sharing(conn: &mut Conn, values: &[&str], of: TicketId) -> QueryResult<Vec<LooseHit>> {
    type Found = (i64, String, String, Option<String>, Instant);
    let rows: Vec<Found> = fingerprint::table
        .inner_join(ticket::table)
        .filter(fingerprint::value.eq_any(values))
        .filter(fingerprint::loose.eq(true))
        .filter(fingerprint::ticket_id.ne(of.0))
        .order(fingerprint::ticket_id.desc())
        .limit(1_500)
        .select((
            fingerprint::ticket_id,
            fingerprint::kind,
            fingerprint::value,
            ticket::verdict.nullable(),
            ticket::created_at,
        ))
        .load(conn)?;
    let read = |(ticket, kind, value, verdict, at): Found| {
        Some(LooseHit { ticket, key: (Kind::of(&kind)?, value), verdict, at })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Says whether tickets (rows) may still be put into a campaign.
pub fn set_loose(conn: &mut Conn, tickets: &[i64], loose: bool) -> QueryResult<()> {
    diesel::update(fingerprint::table.filter(fingerprint::ticket_id.eq_any(tickets)))
        .set(fingerprint::loose.eq(loose))
        .execute(conn)
        .map(drop)
}
