//! Lists of tickets: keyset pages and live counts.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Timestamp};

pub use super::filter::{Cursor, Filter, Sort, View};
use super::{Exposure, Kind, Seal, Status, Verdict, narrow};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ReporterId, TicketId};
use crate::infra::db::schema::{account, reporter, ticket};
use crate::infra::db::{Backend, Clause, Conn};

/// A row of a list.
#[derive(Clone, Debug, Queryable)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// Public id.
    pub uuid: String,
    /// Number.
    pub number: String,
    /// Version, for forms.
    pub version: i32,
    /// What the arriving mail is.
    pub kind: Kind,
    /// State.
    pub status: Status,
    /// Verdict.
    pub verdict: Option<Verdict>,
    /// Score.
    pub score: Option<i32>,
    /// Grade.
    pub grade: Option<String>,
    /// From outside.
    pub outside: bool,
    /// Subject.
    pub subject: String,
    /// Sender's display name.
    pub sender_name: String,
    /// Sender's address.
    pub sender_address: String,
    /// Links.
    pub links: i32,
    /// Attachments.
    pub attachments: i32,
    /// Arrivals of the same mail.
    pub arrivals: i32,
    /// Exposure.
    pub exposure: Option<Exposure>,
    /// Message-ID of the reporter's mail.
    pub message_id: Option<String>,
    /// Opened.
    pub created_at: Instant,
    /// Until when the first answer is promised.
    pub due_at: Instant,
    /// The nearest promise that is not kept.
    pub next_due_at: Instant,
    /// First answered by a person.
    pub answered_at: Option<Instant>,
    /// What a stamp of state secrecy did to it.
    pub seal: Option<Seal>,
    /// Reporter's name.
    pub reporter_name: Option<String>,
    /// Reporter's address.
    pub reporter_address: Option<String>,
    /// Assignee's name.
    pub assignee: Option<String>,
    /// The value behind [`Sort::Risk`].
    pub risk: i32,
    /// Whether it has the words that were searched for with their tone marks.
    pub exact: bool,
}

impl Row {
    /// The cursor behind this row.
    pub fn cursor(&self, sort: Sort) -> Cursor {
        let value = match sort {
            Sort::Risk => i64::from(self.risk),
            Sort::Newest | Sort::Oldest => 0,
            Sort::Due => self.next_due_at.and_utc().timestamp_micros(),
        };
        Cursor { value, id: self.id, exact: self.exact }
    }
}

/// One page. Where words were typed with tone marks, tickets that have them so come first, in the order of the list; the
/// others follow.
pub fn page(conn: &mut Conn, filter: &Filter) -> QueryResult<Vec<Row>> {
    let wanted = narrow::filtered(conn, filter)?;
    let Some(exact) = narrow::exact(conn, &filter.search) else {
        return some(conn, filter, wanted, filter.after, (false, filter.limit));
    };
    let mut rows = Vec::new();
    if filter.after.is_none_or(|cursor| cursor.exact) {
        rows = some(conn, filter, wanted.clone().and(exact.clone()), filter.after, (true, filter.limit))?;
    }
    let left = filter.limit - rows.len() as i64;
    if left > 0 {
        let after = filter.after.filter(|cursor| !cursor.exact);
        rows.extend(some(conn, filter, wanted.and(exact.denied()), after, (false, left))?);
    }
    Ok(rows)
}

fn some(
    conn: &mut Conn,
    filter: &Filter,
    wanted: Clause,
    after: Option<Cursor>,
    (exact, limit): (bool, i64),
) -> QueryResult<Vec<Row>> {
    let behind = after.map_or_else(Clause::default, |cursor| narrow::behind(filter.sort, cursor));
    let query = ticket::table
        .left_join(reporter::table)
        .left_join(account::table.on(ticket::assignee_id.eq(account::id.nullable())))
        .filter(wanted.and(behind))
        .into_boxed::<Backend>();
    let query = match filter.sort {
        Sort::Newest => query.order(ticket::id.desc()),
        Sort::Oldest => query.order(ticket::id.asc()),
        Sort::Risk => query.order((ticket::risk.desc(), ticket::id.desc())),
        Sort::Due => query.order((ticket::next_due_at.asc(), ticket::id.asc())),
    };
    query
        .limit(limit)
        .select((
            ticket::id,
            ticket::uuid,
            ticket::number,
            ticket::version,
            ticket::kind,
            ticket::status,
            ticket::verdict,
            ticket::score,
            ticket::grade,
            ticket::outside,
            ticket::subject,
            ticket::sender_name,
            ticket::sender_address,
            ticket::links,
            ticket::attachments,
            ticket::arrivals,
            ticket::exposure,
            ticket::message_id,
            ticket::created_at,
            ticket::due_at,
            ticket::next_due_at,
            ticket::answered_at,
            ticket::seal,
            reporter::name.nullable(),
            reporter::address.nullable(),
            account::name.nullable(),
            ticket::risk,
            sql::<Bool>(if exact { "(1 = 1)" } else { "(1 = 0)" }),
        ))
        .load(conn)
}

/// How many tickets a filter leaves, counted no further than `most`.
pub fn count(conn: &mut Conn, filter: &Filter, most: i64) -> QueryResult<i64> {
    let wanted = narrow::filtered(conn, filter)?;
    let ids: Vec<i64> = ticket::table.filter(wanted).limit(most).select(ticket::id).load(conn)?;
    Ok(ids.len() as i64)
}

/// The rows of tickets from a row back, the newest first.
pub fn back_from(conn: &mut Conn, from: i64, limit: i64) -> QueryResult<Vec<TicketId>> {
    let ids: Vec<i64> = ticket::table
        .filter(ticket::id.le(from))
        .order(ticket::id.desc())
        .limit(limit)
        .select(ticket::id)
        .load(conn)?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// The rows of open tickets from a row back, the newest first.
pub fn open_back_from(conn: &mut Conn, from: i64, limit: i64) -> QueryResult<Vec<TicketId>> {
    let ids: Vec<i64> = ticket::table
        .filter(ticket::status.eq_any(Status::OPEN))
        .filter(ticket::id.le(from))
        .order(ticket::id.desc())
        .limit(limit)
        .select(ticket::id)
        .load(conn)?;
    Ok(ids.into_iter().map(TicketId).collect())
}

/// What is told of a promise that is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    /// It is due soon.
    Soon,
    /// It is late.
    Late,
}

impl Alarm {
    /// The marks of tickets of which it was not told, and the one of those of which it was.
    fn marks(self) -> (&'static [i32], i32) {
        match self {
            Self::Soon => (&[0], 1),
            Self::Late => (&[0, 1], 2),
        }
    }
}

/// Tickets that are due before `before` and of which that was not told, the most urgent first.
pub fn alarms(conn: &mut Conn, which: Alarm, before: Instant, limit: i64) -> QueryResult<Vec<i64>> {
    ticket::table
        .filter(ticket::alarm.eq_any(which.marks().0.to_vec()))
        .filter(ticket::next_due_at.lt(before))
        .order((ticket::next_due_at.asc(), ticket::id.asc()))
        .limit(limit)
        .select(ticket::id)
        .load(conn)
}

/// The same, each marked as told; with the row of the account that works on it.
pub fn raise_alarms(
    conn: &mut Conn,
    which: Alarm,
    before: Instant,
    limit: i64,
) -> QueryResult<Vec<(i64, Option<i64>)>> {
    let ids = alarms(conn, which, before, limit)?;
    let (untold, told) = which.marks();
    let rows = ticket::table.filter(ticket::id.eq_any(ids)).filter(ticket::alarm.eq_any(untold.to_vec()));
    diesel::update(rows).set(ticket::alarm.eq(told)).returning((ticket::id, ticket::assignee_id)).get_results(conn)
}

/// The number of the oldest ticket about a mail with this very subject.
pub fn oldest_about(conn: &mut Conn, subject: &str) -> QueryResult<Option<String>> {
    ticket::table
        .filter(ticket::subject.eq(subject))
        .order(ticket::id.asc())
        .select(ticket::number)
        .first(conn)
        .optional()
}

/// How many tickets a person has reported.
pub fn reported_by(conn: &mut Conn, who: ReporterId) -> QueryResult<i64> {
    ticket::table.filter(ticket::reporter_id.eq(who.0)).count().get_result(conn)
}

/// When the last 50 tickets of a person that were answered were opened and answered.
pub fn answer_times(conn: &mut Conn, who: ReporterId) -> QueryResult<Vec<(Instant, Instant)>> {
    ticket::table
        .filter(ticket::reporter_id.eq(who.0))
        .filter(ticket::answered_at.is_not_null())
        .order(ticket::id.desc())
        .limit(50)
        .select((ticket::created_at, ticket::answered_at.assume_not_null()))
        .load(conn)
}

/// How many tickets each view of open work holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct Counts {
    /// [`View::Triage`].
    #[diesel(sql_type = BigInt)]
    pub triage: i64,
    /// [`View::Mine`].
    #[diesel(sql_type = BigInt)]
    pub mine: i64,
    /// [`View::Unassigned`].
    #[diesel(sql_type = BigInt)]
    pub unassigned: i64,
    /// [`View::Waiting`].
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    /// [`View::Overdue`].
    #[diesel(sql_type = BigInt)]
    pub overdue: i64,
    /// [`View::Password`].
    #[diesel(sql_type = BigInt)]
    pub password: i64,
    /// [`View::Mentions`], of which the notes were not seen.
    #[diesel(sql_type = BigInt)]
    pub mentions: i64,
    /// [`View::Contested`].
    #[diesel(sql_type = BigInt)]
    pub contested: i64,
    /// [`View::Sealed`].
    #[diesel(sql_type = BigInt)]
    pub sealed: i64,
    /// What one was told and has not read.
    #[diesel(sql_type = BigInt)]
    pub notices: i64,
    /// Exposed mailboxes that are not secured yet.
    #[diesel(sql_type = BigInt)]
    pub exposed: i64,
    /// [`View::Requests`].
    #[diesel(sql_type = BigInt)]
    pub requests: i64,
    /// [`View::Followed`].
    #[diesel(sql_type = BigInt)]
    pub followed: i64,
    /// [`View::Open`].
    #[diesel(sql_type = BigInt)]
    pub open: i64,
}

/// Counts the views of open work in one pass over the open tickets.
pub fn counts(conn: &mut Conn, me: Option<AccountId>, now: Instant) -> QueryResult<Counts> {
    diesel::sql_query(
        "SELECT count(*) FILTER (WHERE status IN ('new', 'triage')) AS triage,
                count(*) FILTER (WHERE assignee_id = $1) AS mine,
                count(*) FILTER (WHERE assignee_id IS NULL) AS unassigned,
                count(*) FILTER (WHERE status = 'waiting') AS waiting,
                count(*) FILTER (WHERE next_due_at < $2) AS overdue,
                count(*) FILTER (WHERE exposure IN ('app', 'password', 'otp', 'money')) AS password,
                (SELECT count(DISTINCT ticket_id) FROM mention WHERE account_id = $1 AND seen_at IS NULL) AS mentions,
                (SELECT count(DISTINCT ticket_id) FROM contest WHERE settled_at IS NULL) AS contested,
                (SELECT count(*) FROM ticket WHERE seal = 'stamped') AS sealed,
                (SELECT count(*) FROM notice WHERE account_id = $1 AND read_at IS NULL) AS notices,
                (SELECT count(*) FROM exposed WHERE closed_at IS NULL) AS exposed,
                count(*) FILTER (WHERE kind = 'request') AS requests,
                (SELECT count(*) FROM follower WHERE account_id = $1) AS followed,
                count(*) AS open
         FROM ticket WHERE status IN ('new', 'triage', 'waiting', 'working')",
    )
    .bind::<BigInt, _>(me.map_or(-1, |id| id.0))
    .bind::<Timestamp, _>(now)
    .get_result(conn)
}

/// Open tickets by the row of the account that works on them.
pub fn open_by_assignee(conn: &mut Conn) -> QueryResult<Vec<(i64, i64)>> {
    ticket::table
        .filter(ticket::status.eq_any(Status::OPEN))
        .filter(ticket::assignee_id.is_not_null())
        .group_by(ticket::assignee_id)
        .select((ticket::assignee_id.assume_not_null(), sql::<BigInt>("count(*)")))
        .load(conn)
}
