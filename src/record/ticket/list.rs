//! Lists of tickets: views, filters, search, keyset pages and live counts.

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text, Timestamp};

use super::{Exposure, Kind, Seal, Status, Verdict};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ReporterId};
use crate::infra::db::schema::{account, contest, reporter, ticket};
use crate::infra::db::{Backend, Conn, fulltext};
use crate::text_enum;

text_enum! {
    /// A view of the queue.
    View {
        /// New, or being triaged.
        Triage = "triage",
        /// Mine, with work left.
        Mine = "mine",
        /// Nobody's, with work left.
        Unassigned = "unassigned",
        /// Waiting for the reporter.
        Waiting = "waiting",
        /// The promised first answer is late.
        Overdue = "overdue",
        /// An account, a device or money may be lost, with work left.
        Password = "password",
        /// A reporter does not agree with the conclusion.
        Contested = "contested",
        /// Under seal, for its stamp of state secrecy.
        Sealed = "sealed",
        /// Requests for help, with work left.
        Requests = "requests",
        /// Everything with work left.
        Open = "open",
        /// Resolved, closed or duplicate.
        Done = "done",
        /// Everything.
        All = "all",
    }
}

text_enum! {
    /// The order of a list.
    Sort {
        /// The riskiest first: the score, what the reporter did (money 50, a code 45, a password or a program 40, a file 15,
        /// a link 10), and from -5 to +4 for how many of the reporter's earlier reports were right.
        Risk = "risk",
        /// The newest first.
        Newest = "newest",
        /// The earliest due first.
        Due = "due",
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The view.
    pub view: View,
    /// Only these states; empty: those of the view.
    pub status: Vec<Status>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// Only this reporter.
    pub reporter: Option<ReporterId>,
    /// Words to search for, folded; empty: no search.
    pub words: String,
    /// Who looks, for [`View::Mine`].
    pub me: Option<AccountId>,
    /// The order.
    pub sort: Sort,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Rows of a page.
    pub limit: i64,
    /// The present, for [`View::Overdue`].
    pub now: Instant,
}

/// Where a page ended: the sort value of its last row, and the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Risk, or microseconds of the due time; 0 for the newest first.
    pub value: i64,
    /// Row id.
    pub id: i64,
}

/// A row of a list.
#[derive(Clone, Debug, Queryable)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// Public id.
    pub uuid: String,
    /// Number.
    pub number: String,
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
    /// Due.
    pub due_at: Instant,
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
}

impl Row {
    /// The cursor behind this row.
    pub fn cursor(&self, sort: Sort) -> Cursor {
        let value = match sort {
            Sort::Risk => i64::from(self.risk),
            Sort::Newest => 0,
            Sort::Due => self.due_at.and_utc().timestamp_micros(),
        };
        Cursor { value, id: self.id }
    }
}

/// The value behind [`Sort::Risk`], in whole numbers, so that both databases agree.
const RISK: &str = "(coalesce(ticket.score, -1) \
    + CASE ticket.exposure WHEN 'money' THEN 50 WHEN 'otp' THEN 45 WHEN 'password' THEN 40 WHEN 'app' THEN 40 \
      WHEN 'opened' THEN 15 WHEN 'clicked' THEN 10 ELSE 0 END \
    + coalesce(10 * (reporter.rightly + 1) / (reporter.decided + 2) - 5, 0))";

/// One page.
#[expect(clippy::too_many_lines, reason = "one query, read from top to bottom")]
pub fn page(conn: &mut Conn, filter: &Filter) -> QueryResult<Vec<Row>> {
    let mut query = ticket::table
        .left_join(reporter::table)
        .left_join(account::table.on(ticket::assignee_id.eq(account::id.nullable())))
        .into_boxed::<Backend>();
    query = match filter.view {
        View::Triage => query.filter(ticket::status.eq_any([Status::New, Status::Triage])),
        View::Waiting => query.filter(ticket::status.eq(Status::Waiting)),
        View::Done => query.filter(ticket::status.eq_any([Status::Resolved, Status::Closed, Status::Duplicate])),
        View::All | View::Sealed | View::Contested => query,
        _ => query.filter(ticket::status.eq_any(Status::OPEN)),
    };
    query = match filter.view {
        View::Mine => query.filter(ticket::assignee_id.eq(filter.me.map_or(-1, |id| id.0))),
        View::Unassigned => query.filter(ticket::assignee_id.is_null()),
        View::Overdue => query.filter(ticket::answered_at.is_null()).filter(ticket::due_at.lt(filter.now)),
        View::Password => query.filter(ticket::exposure.eq_any(Exposure::LOSSES)),
        View::Contested => query.filter(exists(
            contest::table.filter(contest::ticket_id.eq(ticket::id)).filter(contest::settled_at.is_null()),
        )),
        View::Sealed => query.filter(ticket::seal.eq(Seal::Stamped)),
        View::Requests => query.filter(ticket::kind.eq(Kind::Request)),
        _ => query,
    };
    if !filter.status.is_empty() {
        query = query.filter(ticket::status.eq_any(filter.status.clone()));
    }
    if let Some(verdict) = filter.verdict {
        query = query.filter(ticket::verdict.eq(verdict));
    }
    if let Some(reporter) = filter.reporter {
        query = query.filter(ticket::reporter_id.eq(reporter.0));
    }
    if let Some(found) = fulltext::matching(conn, &filter.words) {
        query = query.filter(sql::<Bool>(found.before).bind::<Text, _>(found.query).sql(found.after));
    }
    if let Some(Cursor { value, id }) = filter.after {
        query = match filter.sort {
            Sort::Newest => query.filter(ticket::id.lt(id)),
            Sort::Risk => query.filter(
                sql::<Bool>(&format!("({RISK}, ticket.id) < ("))
                    .bind::<Integer, _>(value as i32)
                    .sql(", ")
                    .bind::<BigInt, _>(id)
                    .sql(")"),
            ),
            Sort::Due => query.filter(
                sql::<Bool>("(ticket.due_at, ticket.id) > (")
                    .bind::<Timestamp, _>(
                        chrono::DateTime::from_timestamp_micros(value).unwrap_or_default().naive_utc(),
                    )
                    .sql(", ")
                    .bind::<BigInt, _>(id)
                    .sql(")"),
            ),
        };
    }
    query = match filter.sort {
        Sort::Newest => query.order(ticket::id.desc()),
        Sort::Risk => query.order((sql::<Integer>(RISK).desc(), ticket::id.desc())),
        Sort::Due => query.order((ticket::due_at.asc(), ticket::id.asc())),
    };
    query
        .limit(filter.limit)
        .select((
            ticket::id,
            ticket::uuid,
            ticket::number,
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
            ticket::answered_at,
            ticket::seal,
            reporter::name.nullable(),
            reporter::address.nullable(),
            account::name.nullable(),
            sql::<Integer>(RISK),
        ))
        .load(conn)
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
    /// [`View::Contested`].
    #[diesel(sql_type = BigInt)]
    pub contested: i64,
    /// [`View::Sealed`].
    #[diesel(sql_type = BigInt)]
    pub sealed: i64,
    /// Exposed mailboxes that are not secured yet.
    #[diesel(sql_type = BigInt)]
    pub exposed: i64,
    /// [`View::Requests`].
    #[diesel(sql_type = BigInt)]
    pub requests: i64,
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
                count(*) FILTER (WHERE answered_at IS NULL AND due_at < $2) AS overdue,
                count(*) FILTER (WHERE exposure IN ('app', 'password', 'otp', 'money')) AS password,
                (SELECT count(DISTINCT ticket_id) FROM contest WHERE settled_at IS NULL) AS contested,
                (SELECT count(*) FROM ticket WHERE seal = 'stamped') AS sealed,
                (SELECT count(*) FROM exposed WHERE closed_at IS NULL) AS exposed,
                count(*) FILTER (WHERE kind = 'request') AS requests,
                count(*) AS open
         FROM ticket WHERE status IN ('new', 'triage', 'waiting', 'working')",
    )
    .bind::<BigInt, _>(me.map_or(-1, |id| id.0))
    .bind::<Timestamp, _>(now)
    .get_result(conn)
}
