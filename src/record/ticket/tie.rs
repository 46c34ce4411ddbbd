//! Rows of what ties tickets to each other and people to tickets: related tickets, followers, time spent.

use diesel::dsl::sum;
use diesel::prelude::*;

use super::{Status, Verdict};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::{account, effort, follower, relation, ticket};

/// A ticket that has to do with another one.
#[derive(Clone, Debug, Queryable)]
pub struct Related {
    /// Its number.
    pub number: String,
    /// Its subject: foreign text.
    pub subject: String,
    /// Where it stands.
    pub status: Status,
    /// What it turned out to be.
    pub verdict: Option<Verdict>,
    /// What a stamp of state secrecy did to it.
    pub seal: Option<super::Seal>,
}

/// Time that somebody spent.
#[derive(Clone, Debug, Queryable)]
pub struct Effort {
    /// Minutes, 1 to 1440.
    pub minutes: i32,
    /// On what; may be empty.
    pub what: String,
    /// When it was put down.
    pub at: Instant,
    /// Name of who.
    pub by: Option<String>,
}

fn pair(one: TicketId, other: TicketId) -> (i64, i64) {
    (one.0.min(other.0), one.0.max(other.0))
}

/// Tickets related to a ticket, the newest first, at most 50.
pub fn related(conn: &mut Conn, to: TicketId) -> QueryResult<Vec<Related>> {
    let newer = relation::table.filter(relation::older_id.eq(to.0)).select(relation::newer_id);
    let older = relation::table.filter(relation::newer_id.eq(to.0)).select(relation::older_id);
    ticket::table
        .filter(ticket::id.eq_any(newer).or(ticket::id.eq_any(older)))
        .order(ticket::id.desc())
        .limit(50)
        .select((ticket::number, ticket::subject, ticket::status, ticket::verdict, ticket::seal))
        .load(conn)
}

/// Whether two tickets are related.
pub fn are_related(conn: &mut Conn, one: TicketId, other: TicketId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(relation::table.find(pair(one, other)))).get_result(conn)
}

/// Relates two different tickets that are not related.
pub fn relate(conn: &mut Conn, one: TicketId, other: TicketId) -> QueryResult<()> {
    let (older, newer) = pair(one, other);
    diesel::insert_into(relation::table)
        .values((relation::older_id.eq(older), relation::newer_id.eq(newer)))
        .execute(conn)
        .map(drop)
}

/// Ends the relation of two tickets; says whether there was one.
pub fn unrelate(conn: &mut Conn, one: TicketId, other: TicketId) -> QueryResult<bool> {
    diesel::delete(relation::table.find(pair(one, other))).execute(conn).map(|rows| rows == 1)
}

/// Who follows a ticket: row and name, by name.
pub fn followers(conn: &mut Conn, of: TicketId) -> QueryResult<Vec<(i64, String)>> {
    follower::table
        .inner_join(account::table)
        .filter(follower::ticket_id.eq(of.0))
        .order(account::name.asc())
        .select((account::id, account::name))
        .load(conn)
}

/// Whether somebody follows a ticket.
pub fn follows(conn: &mut Conn, who: AccountId, what: TicketId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(follower::table.find((who.0, what.0)))).get_result(conn)
}

/// Lets somebody who does not follow a ticket follow it.
pub fn follow(conn: &mut Conn, who: AccountId, what: TicketId) -> QueryResult<()> {
    diesel::insert_into(follower::table)
        .values((follower::account_id.eq(who.0), follower::ticket_id.eq(what.0)))
        .execute(conn)
        .map(drop)
}

/// Lets somebody follow a ticket no more; says whether they did.
pub fn unfollow(conn: &mut Conn, who: AccountId, what: TicketId) -> QueryResult<bool> {
    diesel::delete(follower::table.find((who.0, what.0))).execute(conn).map(|rows| rows == 1)
}

/// How many tickets each account follows, by its row.
pub fn followed_by(conn: &mut Conn) -> QueryResult<Vec<(i64, i64)>> {
    follower::table.group_by(follower::account_id).select((follower::account_id, diesel::dsl::count_star())).load(conn)
}

/// Puts down time that somebody spent on a ticket.
pub fn spend(
    conn: &mut Conn,
    on: TicketId,
    who: AccountId,
    (minutes, what): (i32, &str),
    at: Instant,
) -> QueryResult<()> {
    diesel::insert_into(effort::table)
        .values((
            effort::ticket_id.eq(on.0),
            effort::account_id.eq(who.0),
            effort::minutes.eq(minutes),
            effort::what.eq(what),
            effort::at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// The last 20 entries of time spent on a ticket, the newest first, and the sum of all in minutes.
pub fn spent(conn: &mut Conn, on: TicketId) -> QueryResult<(Vec<Effort>, i64)> {
    let entries = effort::table
        .left_join(account::table)
        .filter(effort::ticket_id.eq(on.0))
        .order(effort::id.desc())
        .limit(20)
        .select((effort::minutes, effort::what, effort::at, account::name.nullable()))
        .load(conn)?;
    let all: Option<i64> =
        effort::table.filter(effort::ticket_id.eq(on.0)).select(sum(effort::minutes)).get_result(conn)?;
    Ok((entries, all.unwrap_or_default()))
}
