//! Rows of notices.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, CampaignId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{campaign, notice, ticket};
use crate::text_enum;

text_enum! {
    /// What somebody is told.
    Kind {
        /// A ticket was given to them.
        Assigned = "assigned",
        /// The reporter of their ticket wrote.
        Answered = "answered",
        /// What is promised of a ticket is due soon.
        Soon = "soon",
        /// It is late.
        Overdue = "overdue",
        /// A colleague named them in a note.
        Mention = "mention",
        /// A conclusion over a campaign waits for a second person.
        Proposal = "proposal",
    }
}

/// A notice to be put down.
#[derive(Clone, Copy, Debug)]
pub struct NewNotice<'a> {
    /// For whom.
    pub account: AccountId,
    /// What.
    pub kind: Kind,
    /// Which ticket.
    pub ticket: TicketId,
    /// Which campaign, where it is about one.
    pub campaign: Option<CampaignId>,
    /// Who caused it; empty where the program did.
    pub by: &'a str,
    /// When it is to be told by mail.
    pub mail_at: Option<Instant>,
    /// When it is put down.
    pub at: Instant,
}

/// A notice as its page shows it. The subject is foreign text.
#[derive(Clone, Debug, Queryable)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// What.
    pub kind: Kind,
    /// Who caused it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
    /// Number of the ticket.
    pub number: String,
    /// Subject of the reported mail.
    pub subject: String,
    /// Whether nobody may see what the ticket holds, by the word of its seal.
    pub seal: Option<String>,
    /// Public id of the campaign.
    pub campaign: Option<String>,
}

/// A notice that waits to be told by mail.
#[derive(Clone, Debug, Queryable)]
pub struct Waiting {
    /// Row id.
    pub id: i64,
    /// Row of the account.
    pub account_id: i64,
    /// What.
    pub kind: Kind,
    /// Row of the ticket.
    pub ticket_id: i64,
    /// Number of the ticket.
    pub number: String,
    /// Public id of the ticket.
    pub uuid: String,
}

/// Puts a notice down, unless the same one is there unread.
pub fn add(conn: &mut Conn, new: &NewNotice<'_>) -> QueryResult<()> {
    let same = notice::table
        .filter(notice::account_id.eq(new.account.0))
        .filter(notice::ticket_id.eq(new.ticket.0))
        .filter(notice::kind.eq(new.kind))
        .filter(notice::read_at.is_null());
    if diesel::select(diesel::dsl::exists(same)).get_result(conn)? {
        return Ok(());
    }
    diesel::insert_into(notice::table)
        .values((
            notice::account_id.eq(new.account.0),
            notice::kind.eq(new.kind),
            notice::ticket_id.eq(new.ticket.0),
            notice::campaign_id.eq(new.campaign.map(|id| id.0)),
            notice::by_name.eq(new.by),
            notice::created_at.eq(new.at),
            notice::mail_at.eq(new.mail_at),
        ))
        .execute(conn)
        .map(drop)
}

/// Notices of an account, the newest first, older than the row `before`.
pub fn page(conn: &mut Conn, account: AccountId, before: Option<i64>, limit: i64) -> QueryResult<Vec<Row>> {
    notice::table
        .inner_join(ticket::table)
        .left_join(campaign::table)
        .filter(notice::account_id.eq(account.0))
        .filter(notice::id.lt(before.unwrap_or(i64::MAX)))
        .order(notice::id.desc())
        .limit(limit)
        .select((
            notice::id,
            notice::kind,
            notice::by_name,
            notice::created_at,
            notice::read_at,
            ticket::number,
            ticket::subject,
            ticket::seal,
            campaign::uuid.nullable(),
        ))
        .load(conn)
}

/// How many notices an account has not read.
pub fn unread(conn: &mut Conn, account: AccountId) -> QueryResult<i64> {
    notice::table.filter(notice::account_id.eq(account.0)).filter(notice::read_at.is_null()).count().get_result(conn)
}

/// The same for every account that has any, by its row.
pub fn unread_by_account(conn: &mut Conn) -> QueryResult<Vec<(i64, i64)>> {
    notice::table
        .filter(notice::read_at.is_null())
        .group_by(notice::account_id)
        .select((notice::account_id, sql::<BigInt>("count(*)")))
        .load(conn)
}

/// Marks the notices of an account about a ticket as read; says how many.
pub fn read(conn: &mut Conn, account: AccountId, ticket: TicketId, at: Instant) -> QueryResult<usize> {
    let own = notice::table.filter(notice::account_id.eq(account.0)).filter(notice::ticket_id.eq(ticket.0));
    diesel::update(own.filter(notice::read_at.is_null()))
        .set((notice::read_at.eq(at), notice::mail_at.eq(None::<Instant>)))
        .execute(conn)
}

/// Marks all notices of an account as read.
pub fn read_all(conn: &mut Conn, account: AccountId, at: Instant) -> QueryResult<usize> {
    diesel::update(notice::table.filter(notice::account_id.eq(account.0)).filter(notice::read_at.is_null()))
        .set((notice::read_at.eq(at), notice::mail_at.eq(None::<Instant>)))
        .execute(conn)
}

/// Notices whose time to be told by mail has come, with those of the same accounts whose time comes until `soon`; each
/// account's together, at most `limit`.
pub fn waiting(conn: &mut Conn, (now, soon): (Instant, Instant), limit: i64) -> QueryResult<Vec<Waiting>> {
    let due = notice::table.filter(notice::mail_at.le(now)).select(notice::account_id);
    let accounts: Vec<i64> = due.distinct().load(conn)?;
    notice::table
        .inner_join(ticket::table)
        .filter(notice::mail_at.le(soon))
        .filter(notice::account_id.eq_any(accounts))
        .order((notice::account_id.asc(), notice::id.asc()))
        .limit(limit)
        .select((notice::id, notice::account_id, notice::kind, notice::ticket_id, ticket::number, ticket::uuid))
        .load(conn)
}

/// Takes notices out of what waits to be told by mail; gives those that still waited.
pub fn mailed(conn: &mut Conn, ids: &[i64]) -> QueryResult<Vec<i64>> {
    diesel::update(notice::table.filter(notice::id.eq_any(ids)).filter(notice::mail_at.is_not_null()))
        .set(notice::mail_at.eq(None::<Instant>))
        .returning(notice::id)
        .get_results(conn)
}

/// Whether there is a notice from before `before`.
pub fn is_older(conn: &mut Conn, before: Instant) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(notice::table.filter(notice::created_at.lt(before)))).get_result(conn)
}

/// Removes up to `limit` notices from before `before`, read or not; says how many.
pub fn sweep(conn: &mut Conn, before: Instant, limit: i64) -> QueryResult<usize> {
    let old: Vec<i64> = notice::table
        .filter(notice::created_at.lt(before))
        .order(notice::created_at.asc())
        .limit(limit)
        .select(notice::id)
        .load(conn)?;
    if old.is_empty() { Ok(0) } else { diesel::delete(notice::table.filter(notice::id.eq_any(old))).execute(conn) }
}
