//! Rows of what went from one ticket to another: merged tickets and mails that were split off.

use std::collections::BTreeSet;

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::schema::{ticket, transfer};
use crate::infra::db::{Backend, Conn};
use crate::text_enum;

text_enum! {
    /// Why mails went from one ticket to another.
    Way {
        /// One ticket was put into the other.
        Merge = "merge",
        /// A mail became a ticket of its own.
        Split = "split",
    }
}

/// A transfer as its row holds it.
#[derive(Clone, Debug, Queryable, Selectable)]
#[diesel(table_name = transfer)]
pub struct Transfer {
    /// Row id.
    pub id: i64,
    /// Row of the ticket from which it went.
    pub from_id: i64,
    /// Row of the ticket to which it went.
    pub into_id: i64,
    /// What went and how it was before, JSON.
    pub before: String,
}

/// Most merges of merges that are followed.
const HOPS: usize = 10;

fn columns() -> <Transfer as Selectable<Backend>>::SelectExpression {
    <Transfer as Selectable<Backend>>::construct_selection()
}

/// Puts down a transfer.
pub fn add(
    conn: &mut Conn,
    way: Way,
    (from, into): (TicketId, TicketId),
    before: &str,
    (by, at): (AccountId, Instant),
) -> QueryResult<()> {
    diesel::insert_into(transfer::table)
        .values((
            transfer::kind.eq(way),
            transfer::from_id.eq(from.0),
            transfer::into_id.eq(into.0),
            transfer::account_id.eq(by.0),
            transfer::at.eq(at),
            transfer::before.eq(before),
        ))
        .execute(conn)
        .map(drop)
}

/// The merge in force by which a ticket was put into another one.
pub fn merged(conn: &mut Conn, from: TicketId) -> QueryResult<Option<Transfer>> {
    transfer::table
        .filter(transfer::from_id.eq(from.0))
        .filter(transfer::kind.eq(Way::Merge))
        .filter(transfer::undone_at.is_null())
        .select(columns())
        .first(conn)
        .optional()
}

/// The split in force by which a ticket came into being.
pub fn split(conn: &mut Conn, into: TicketId) -> QueryResult<Option<Transfer>> {
    transfer::table
        .filter(transfer::into_id.eq(into.0))
        .filter(transfer::kind.eq(Way::Split))
        .filter(transfer::undone_at.is_null())
        .select(columns())
        .first(conn)
        .optional()
}

/// Marks a transfer as undone.
pub fn end(conn: &mut Conn, id: i64, at: Instant) -> QueryResult<()> {
    diesel::update(transfer::table.find(id)).set(transfer::undone_at.eq(at)).execute(conn).map(drop)
}

/// The ticket where a merged one goes on; itself where it was not merged.
pub fn home(conn: &mut Conn, mut of: TicketId) -> QueryResult<TicketId> {
    for _ in 0..HOPS {
        match merged(conn, of)? {
            Some(transfer) => of = TicketId(transfer.into_id),
            None => break,
        }
    }
    Ok(of)
}

/// A ticket and those whose letters it goes on with: what was put into it, and into that.
pub fn family(conn: &mut Conn, of: TicketId) -> QueryResult<Vec<i64>> {
    let mut all = vec![of.0];
    let mut last = all.clone();
    for _ in 0..HOPS {
        let more: Vec<i64> = force()
            .filter(transfer::into_id.eq_any(&last))
            .filter(transfer::kind.eq(Way::Merge))
            .select(transfer::from_id)
            .load(conn)?;
        last = more.into_iter().filter(|id| !all.contains(id)).collect();
        if last.is_empty() {
            break;
        }
        all.extend(&last);
    }
    Ok(all)
}

/// Those of these tickets (rows) that were put into another one of them, and by now are no reports of their own.
pub fn merged_among(conn: &mut Conn, ids: &[i64]) -> QueryResult<BTreeSet<i64>> {
    let found: Vec<i64> = force()
        .filter(transfer::from_id.eq_any(ids))
        .filter(transfer::into_id.eq_any(ids))
        .filter(transfer::kind.eq(Way::Merge))
        .select(transfer::from_id)
        .load(conn)?;
    Ok(found.into_iter().collect())
}

#[diesel::dsl::auto_type]
fn force() -> _ {
    transfer::table.filter(transfer::undone_at.is_null())
}

/// Numbers of the tickets that were put into one, and of those that were taken out of it, at most 50 each.
pub fn of_ticket(conn: &mut Conn, id: TicketId) -> QueryResult<(Vec<String>, Vec<String>)> {
    let in_it = force()
        .inner_join(ticket::table.on(transfer::from_id.eq(ticket::id)))
        .filter(transfer::into_id.eq(id.0))
        .filter(transfer::kind.eq(Way::Merge));
    let out = force()
        .inner_join(ticket::table.on(transfer::into_id.eq(ticket::id)))
        .filter(transfer::from_id.eq(id.0))
        .filter(transfer::kind.eq(Way::Split));
    Ok((
        in_it.order(transfer::id.asc()).limit(50).select(ticket::number).load(conn)?,
        out.order(transfer::id.asc()).limit(50).select(ticket::number).load(conn)?,
    ))
}
