//! Rows of mentions: a note that names a colleague.

use diesel::prelude::*;
use diesel::sql_types::BigInt;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, MessageId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::mention;

/// Puts down that a note at a ticket names an account.
pub fn add(conn: &mut Conn, who: AccountId, ticket: TicketId, note: MessageId, at: Instant) -> QueryResult<()> {
    diesel::insert_into(mention::table)
        .values((
            mention::message_id.eq(note.0),
            mention::account_id.eq(who.0),
            mention::ticket_id.eq(ticket.0),
            mention::at.eq(at),
        ))
        .execute(conn)
        .map(drop)
}

/// Whether an account is named at a ticket in a note that it has not seen.
pub fn is_unseen(conn: &mut Conn, who: AccountId, ticket: TicketId) -> QueryResult<bool> {
    diesel::select(diesel::dsl::exists(
        mention::table
            .filter(mention::account_id.eq(who.0))
            .filter(mention::seen_at.is_null())
            .filter(mention::ticket_id.eq(ticket.0)),
    ))
    .get_result(conn)
}

/// Puts down that an account has seen the notes of a ticket that name it.
pub fn see(conn: &mut Conn, who: AccountId, ticket: TicketId, at: Instant) -> QueryResult<()> {
    diesel::update(
        mention::table
            .filter(mention::account_id.eq(who.0))
            .filter(mention::seen_at.is_null())
            .filter(mention::ticket_id.eq(ticket.0)),
    )
    .set(mention::seen_at.eq(at))
    .execute(conn)
    .map(drop)
}

/// How many tickets have notes that an account (row) has not seen and that name it.
pub fn unseen_by_account(conn: &mut Conn) -> QueryResult<Vec<(i64, i64)>> {
    mention::table
        .filter(mention::seen_at.is_null())
        .group_by(mention::account_id)
        .select((mention::account_id, diesel::dsl::sql::<BigInt>("count(DISTINCT ticket_id)")))
        .load(conn)
}
