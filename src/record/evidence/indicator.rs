//! Rows of indicators and of where they were seen.

use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Text};

use crate::analysis::signal::indicator::{Indicator, Kind};
use crate::base::clock::Instant;
use crate::base::ids::{ArrivalId, CampaignId, TicketId};
use crate::infra::db::schema::{indicator, membership, sighting, ticket};
use crate::infra::db::{Backend, Conn};

/// An indicator as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = indicator)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// What it is: a word of [`Kind`].
    pub kind: String,
    /// Its normalised value; foreign text.
    pub value: String,
    /// When it was first seen.
    pub first_seen_at: Instant,
    /// When it was last seen.
    pub last_seen_at: Instant,
}

/// Puts the indicators of an arrival in the place of those seen in it before.
pub fn replace<'a>(
    conn: &mut Conn,
    arrival: ArrivalId,
    ticket: TicketId,
    seen: impl IntoIterator<Item = &'a Indicator>,
    at: Instant,
) -> QueryResult<()> {
    diesel::delete(sighting::table.filter(sighting::arrival_id.eq(arrival.0))).execute(conn)?;
    for (kind, value) in seen {
        let known: Option<i64> = indicator::table
            .filter(indicator::kind.eq(kind.word()))
            .filter(indicator::value.eq(value))
            .select(indicator::id)
            .first(conn)
            .optional()?;
        let id = match known {
            Some(id) => {
                diesel::update(indicator::table.find(id)).set(indicator::last_seen_at.eq(at)).execute(conn)?;
                id
            }
            None => diesel::insert_into(indicator::table)
                .values((
                    indicator::kind.eq(kind.word()),
                    indicator::value.eq(value),
                    indicator::first_seen_at.eq(at),
                    indicator::last_seen_at.eq(at),
                ))
                .returning(indicator::id)
                .get_result(conn)?,
        };
        diesel::insert_into(sighting::table)
            .values((
                sighting::arrival_id.eq(arrival.0),
                sighting::indicator_id.eq(id),
                sighting::ticket_id.eq(ticket.0),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// An indicator with the number of tickets that carry it.
pub type Counted = (Row, i64);

/// In how many tickets an indicator was seen, for queries that are grouped by indicator.
const TICKETS: &str = "count(DISTINCT sighting.ticket_id)";
/// Only indicators of several tickets.
const SEVERAL: &str = "count(DISTINCT sighting.ticket_id) > 1";

/// The indicators of a ticket that other tickets carry too, with the number of all tickets; at most 400.
pub fn shared(conn: &mut Conn, of: TicketId) -> QueryResult<Vec<Counted>> {
    let own: Vec<i64> =
        sighting::table.filter(sighting::ticket_id.eq(of.0)).select(sighting::indicator_id).distinct().load(conn)?;
    let counted: Vec<(i64, i64)> = sighting::table
        .filter(sighting::indicator_id.eq_any(own))
        .group_by(sighting::indicator_id)
        .having(sql::<Bool>(SEVERAL))
        .select((sighting::indicator_id, sql::<BigInt>(TICKETS)))
        .limit(400)
        .load(conn)?;
    rows(conn, &counted)
}

/// The rows of counted indicators, in the same order.
fn rows(conn: &mut Conn, counted: &[(i64, i64)]) -> QueryResult<Vec<Counted>> {
    let ids: Vec<i64> = counted.iter().map(|(id, _)| *id).collect();
    let rows: Vec<Row> = indicator::table
        .filter(indicator::id.eq_any(ids))
        .select(<Row as Selectable<Backend>>::construct_selection())
        .load(conn)?;
    let row = |id: i64| rows.iter().find(|row| row.id == id).cloned();
    Ok(counted.iter().filter_map(|(id, count)| Some((row(*id)?, *count))).collect())
}

/// Words of the verdicts after which an indicator is known to be harmful (`record::ticket::Verdict`).
const HARMFUL: [&str; 2] = ["phishing", "malware"];

/// The first of these indicators that a ticket other than `of` carries whose conclusion is phishing or malware: its value
/// and that ticket's number.
pub fn condemned(conn: &mut Conn, of_mail: &[Indicator], of: TicketId) -> QueryResult<Option<(String, String)>> {
    let values: Vec<&str> = of_mail.iter().map(|(_, value)| value.as_str()).collect();
    let found: Vec<(String, String, String)> = sighting::table
        .inner_join(indicator::table)
        .inner_join(ticket::table)
        .filter(indicator::value.eq_any(values))
        .filter(ticket::verdict.eq_any(HARMFUL))
        .filter(ticket::id.ne(of.0))
        .order((ticket::id.desc(), indicator::id.asc()))
        .select((indicator::kind, indicator::value, ticket::number))
        .limit(200)
        .load(conn)?;
    let wanted = |kind: &str, value: &str| of_mail.iter().any(|(own, known)| own.word() == kind && known == value);
    Ok(found.into_iter().find(|(kind, value, _)| wanted(kind, value)).map(|(_, value, number)| (value, number)))
}

/// How many tickets other than `of` that came since `since` carry one of these indicators.
pub fn others_since(conn: &mut Conn, of_mail: &[Indicator], of: TicketId, since: Instant) -> QueryResult<i64> {
    let values: Vec<&str> = of_mail.iter().map(|(_, value)| value.as_str()).collect();
    let kinds: Vec<&str> = of_mail.iter().map(|(kind, _)| kind.word()).collect();
    let ids: Vec<i64> = sighting::table
        .inner_join(indicator::table)
        .inner_join(ticket::table)
        .filter(indicator::value.eq_any(values))
        .filter(indicator::kind.eq_any(kinds))
        .filter(ticket::created_at.gt(since))
        .filter(ticket::id.ne(of.0))
        .select(ticket::id)
        .distinct()
        .limit(1000)
        .load(conn)?;
    Ok(ids.len() as i64)
}

/// The tickets older than `than` that carry one of these indicators, the newest first, at most `limit`.
pub fn older(conn: &mut Conn, of_mail: &[Indicator], than: TicketId, limit: i64) -> QueryResult<Vec<TicketId>> {
    let values: Vec<&str> = of_mail.iter().map(|(_, value)| value.as_str()).collect();
    let kinds: Vec<&str> = of_mail.iter().map(|(kind, _)| kind.word()).collect();
    let ids: Vec<i64> = sighting::table
        .inner_join(indicator::table)
        .filter(indicator::value.eq_any(values))
        .filter(indicator::kind.eq_any(kinds))
        .filter(sighting::ticket_id.lt(than.0))
        .select(sighting::ticket_id)
        .distinct()
        .order(sighting::ticket_id.desc())
        .limit(limit)
        .load(conn)?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// The kind, so that it is looked at only in what the tickets hold: few of all indicators of a kind stand in some tickets, and
/// the index of kinds would go through all of them.
fn of_kinds() -> SqlLiteral<Text> {
    sql("indicator.kind || ''")
}

/// Kinds by which mail and pages can be stopped.
const STOPPED: [Kind; 4] = [Kind::Address, Kind::Domain, Kind::Host, Kind::Url];

/// What mails of these tickets (rows) can be stopped by: addresses, hosts, domains and links, those of most tickets first, at most
/// `limit`.
pub fn of_tickets(conn: &mut Conn, of: &[i64], limit: i64) -> QueryResult<Vec<Row>> {
    let counted: Vec<(i64, i64)> = sighting::table
        .inner_join(indicator::table)
        .filter(sighting::ticket_id.eq_any(of))
        .filter(of_kinds().eq_any(STOPPED.map(Kind::word)))
        .group_by(sighting::indicator_id)
        .order((sql::<BigInt>(TICKETS).desc(), sighting::indicator_id.asc()))
        .select((sighting::indicator_id, sql::<BigInt>(TICKETS)))
        .limit(limit)
        .load(conn)?;
    Ok(rows(conn, &counted)?.into_iter().map(|(row, _)| row).collect())
}

/// The indicator of a row.
pub fn by_id(conn: &mut Conn, id: i64) -> QueryResult<Row> {
    indicator::table.find(id).select(<Row as Selectable<Backend>>::construct_selection()).first(conn)
}

/// The indicators of these rows that mails can be stopped by: addresses, hosts, domains and links; at most 50.
pub fn several(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<Row>> {
    indicator::table
        .filter(indicator::id.eq_any(ids))
        .filter(indicator::kind.eq_any(STOPPED.map(Kind::word)))
        .order(indicator::id.asc())
        .limit(50)
        .select(<Row as Selectable<Backend>>::construct_selection())
        .load(conn)
}

/// The indicator with this value, of any kind; the first one where several have it.
pub fn by_value(conn: &mut Conn, value: &str) -> QueryResult<Option<Row>> {
    indicator::table
        .filter(indicator::value.eq(value))
        .order(indicator::id.asc())
        .select(<Row as Selectable<Backend>>::construct_selection())
        .first(conn)
        .optional()
}

/// The rows of tickets that carry an indicator, the newest first, at most 200.
pub fn tickets(conn: &mut Conn, id: i64) -> QueryResult<Vec<TicketId>> {
    let ids: Vec<i64> = sighting::table
        .inner_join(ticket::table)
        .filter(sighting::indicator_id.eq(id))
        .select(ticket::id)
        .distinct()
        .order(ticket::id.desc())
        .limit(200)
        .load(conn)?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// Indicators of one kind that were seen in several tickets, those of most tickets first, at most `limit`.
pub fn common(conn: &mut Conn, kind: Kind, limit: i64) -> QueryResult<Vec<Counted>> {
    let counted: Vec<(i64, i64)> = sighting::table
        .inner_join(indicator::table)
        .filter(indicator::kind.eq(kind.word()))
        .group_by(sighting::indicator_id)
        .having(sql::<Bool>(SEVERAL))
        .order((sql::<BigInt>(TICKETS).desc(), sighting::indicator_id.desc()))
        .select((sighting::indicator_id, sql::<BigInt>(TICKETS)))
        .limit(limit)
        .load(conn)?;
    rows(conn, &counted)
}

/// The indicators of these kinds (words of [`Kind`]) in the tickets of a campaign, each with the number of its tickets that
/// carry it, those of most tickets first, at most `limit`.
pub fn of_campaign(conn: &mut Conn, of: CampaignId, kinds: &[&str], limit: i64) -> QueryResult<Vec<Counted>> {
    let counted: Vec<(i64, i64)> = membership::table
        .inner_join(sighting::table.on(sighting::ticket_id.eq(membership::ticket_id)))
        .inner_join(indicator::table.on(indicator::id.eq(sighting::indicator_id)))
        .filter(membership::campaign_id.eq(of.0))
        .filter(of_kinds().eq_any(kinds))
        .group_by(sighting::indicator_id)
        .order((sql::<BigInt>(TICKETS).desc(), sighting::indicator_id.asc()))
        .select((sighting::indicator_id, sql::<BigInt>(TICKETS)))
        .limit(limit)
        .load(conn)?;
    rows(conn, &counted)
}
