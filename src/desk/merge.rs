//! Putting a ticket into another one of the same reporter, and undoing it. Its number stays: whoever answers its letters, or
//! opens its status page, is at the other ticket.

use super::change::Change;
use super::transfer::{self as moves, Before};
use super::{Error, due};
use crate::base::ids::TicketId;
use crate::infra::db::{Conn, lock_tickets};
use crate::record::ticket::transfer::{self, Way};
use crate::record::ticket::{self, Status, Ticket};

fn refused(message: &'static str) -> Error {
    Error::Invalid { field: "into", message }
}

/// Puts the ticket of the form into the one with the number `into`, typed by a person. Errors beside the field `into`: no such
/// ticket, the ticket itself, another reporter's, sealed, or no longer open.
pub fn merge(conn: &mut Conn, change: &Change, into: &str) -> Result<(), Error> {
    let found = ticket::by_number(conn, &change.number)?.ok_or(Error::NotFound)?;
    let other = ticket::by_number(conn, into.trim().to_uppercase().as_str())?.ok_or(refused("merge-unfit"))?;
    lock_tickets(conn, &moves::ordered(found.row(), other.row()))?;
    let ticket = change.begin(conn)?;
    let other = ticket::by_id(conn, other.row())?;
    let same = ticket.reporter_id.is_some() && ticket.reporter_id == other.reporter_id;
    if ticket.id == other.id || !same || other.status == Status::Duplicate {
        return Err(refused("merge-unfit"));
    }
    if !ticket.status.is_open() {
        return Err(refused("merge-done"));
    }
    put(conn, change, ticket, other, true)
}

/// Puts a held ticket into another held one.
pub(super) fn put(
    conn: &mut Conn,
    change: &Change,
    mut ticket: Ticket,
    mut other: Ticket,
    own: bool,
) -> Result<(), Error> {
    if ticket.is_shut() || other.is_shut() {
        return Err(refused("merge-sealed"));
    }
    // Nobody looks there any more.
    if !other.status.is_open() {
        return Err(refused("merge-other-done"));
    }
    let before = moves::pour(conn, &ticket, &mut other, own, change.now)?;
    let pair = (ticket.row(), other.row());
    transfer::add(conn, Way::Merge, pair, &before.stored()?, (change.account, change.now))?;
    ticket.duplicate_of = Some(other.id);
    ticket.status = Status::Duplicate;
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "merged", &other.number)?;
    change.put_down(conn, &other, ("ticket.merge", "has-merged"), &ticket.number)?;
    change.end(conn, &mut ticket, "ticket.merge", &other.object())?;
    moves::index(conn, [&ticket, &other])
}

/// Takes the ticket of the form out of the one into which it was put: everything that went along comes back, what came since
/// stays there.
pub fn undo(conn: &mut Conn, change: &Change) -> Result<(), Error> {
    let found = ticket::by_number(conn, &change.number)?.ok_or(Error::NotFound)?;
    let merge = transfer::merged(conn, found.row())?.ok_or(refused("merge-none"))?;
    let other = TicketId(merge.into_id);
    lock_tickets(conn, &moves::ordered(found.row(), other))?;
    let mut ticket = change.begin(conn)?;
    let mut other = ticket::by_id(conn, other)?;
    if transfer::merged(conn, other.row())?.is_some() {
        return Err(refused("merge-further"));
    }
    if other.is_shut() {
        return Err(refused("merge-sealed"));
    }
    moves::pour_back(conn, &mut ticket, &mut other, &Before::read(&merge.before)?)?;
    due::reckon(conn, &mut other, change.now)?;
    transfer::end(conn, merge.id, change.now)?;
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "unmerged", &other.number)?;
    change.put_down(conn, &other, ("ticket.unmerge", "has-unmerged"), &ticket.number)?;
    change.end(conn, &mut ticket, "ticket.unmerge", &other.object())?;
    moves::index(conn, [&ticket, &other])
}
