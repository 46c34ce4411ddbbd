//! Saying that another ticket stands for this one.

use super::Error;
use super::change::Change;
use crate::infra::db::Conn;
use crate::record::ticket::{self, Status};

/// Marks a ticket as a duplicate of the one with the number `of`, typed by a person; its work is done there. Errors beside
/// the field `of`: no such ticket, the ticket itself, or one that is a duplicate already.
pub fn mark(conn: &mut Conn, change: &Change, of: &str) -> Result<(), Error> {
    let mut ticket = change.begin(conn)?;
    let wrong = Error::Invalid { field: "of", message: "ticket-duplicate-unfit" };
    let Some(other) = ticket::by_number(conn, of.trim().to_uppercase().as_str())? else { return Err(wrong) };
    if other.id == ticket.id || other.status == Status::Duplicate {
        return Err(wrong);
    }
    ticket.duplicate_of = Some(other.id);
    change.shift(conn, &mut ticket, Status::Duplicate)?;
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "duplicate", &other.number)?;
    ticket::happened(conn, other.row(), change.now, Some(change.account), "has-duplicate", &ticket.number)?;
    change.end(conn, &mut ticket, "ticket.duplicate", &other.object())
}
