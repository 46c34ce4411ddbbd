//! Rows of drafts: what somebody has begun to write at a ticket. Nobody else sees them, so the audit log does not speak of
//! them.

use diesel::prelude::*;

use crate::base::clock::Instant;
use crate::base::ids::{AccountId, TicketId};
use crate::infra::db::Conn;
use crate::infra::db::schema::draft;
use crate::text_enum;

text_enum! {
    /// What is being written.
    Kind {
        /// A letter to the reporter.
        Reply = "reply",
        /// A letter that asks the reporter for more.
        More = "more",
        /// A note that stays inside.
        Note = "note",
        /// A telephone call that was made.
        Call = "call",
    }
}

text_enum! {
    /// Of which there is one draft each.
    Side {
        /// What goes out.
        Letter = "letter",
        /// What stays inside.
        Inside = "inside",
    }
}

impl Kind {
    /// On which side it is.
    pub fn side(self) -> Side {
        match self {
            Self::Reply | Self::More => Side::Letter,
            Self::Note | Self::Call => Side::Inside,
        }
    }
}

/// A draft as its row holds it.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct Draft {
    /// What is being written.
    pub kind: Kind,
    /// Its words so far.
    pub words: String,
    /// Who is to get a copy, as typed.
    pub copies: String,
    /// When it was kept.
    pub at: Instant,
}

/// Keeps a draft in the place of the one on its side.
pub fn put(conn: &mut Conn, by: AccountId, of: TicketId, new: &Draft) -> QueryResult<()> {
    gone(conn, by, of, new.kind.side())?;
    diesel::insert_into(draft::table)
        .values((
            draft::account_id.eq(by.0),
            draft::ticket_id.eq(of.0),
            draft::side.eq(new.kind.side()),
            draft::kind.eq(new.kind),
            draft::words.eq(&new.words),
            draft::copies.eq(&new.copies),
            draft::at.eq(new.at),
        ))
        .execute(conn)
        .map(drop)
}

/// The drafts of an account at a ticket, at most one a side, the newest first.
pub fn of(conn: &mut Conn, by: AccountId, of: TicketId) -> QueryResult<Vec<Draft>> {
    draft::table
        .filter(draft::account_id.eq(by.0))
        .filter(draft::ticket_id.eq(of.0))
        .order((draft::at.desc(), draft::side.desc()))
        .select((draft::kind, draft::words, draft::copies, draft::at))
        .load(conn)
}

/// Drops the draft of an account on one side of a ticket.
pub fn gone(conn: &mut Conn, by: AccountId, of: TicketId, side: Side) -> QueryResult<()> {
    diesel::delete(draft::table.find((by.0, of.0, side))).execute(conn).map(drop)
}

/// Drops everybody's drafts at a ticket.
pub fn gone_of(conn: &mut Conn, of: TicketId) -> QueryResult<()> {
    diesel::delete(draft::table.filter(draft::ticket_id.eq(of.0))).execute(conn).map(drop)
}

/// How many drafts an account has.
pub fn count(conn: &mut Conn, by: AccountId) -> QueryResult<i64> {
    draft::table.filter(draft::account_id.eq(by.0)).count().get_result(conn)
}

/// Those of these tickets (rows) at which an account has a draft.
pub fn among(conn: &mut Conn, by: AccountId, tickets: &[i64]) -> QueryResult<Vec<i64>> {
    draft::table
        .filter(draft::account_id.eq(by.0))
        .filter(draft::ticket_id.eq_any(tickets))
        .select(draft::ticket_id)
        .load(conn)
}
