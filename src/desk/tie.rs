//! What ties tickets and people together without changing where a ticket stands: related tickets, followers, time spent.

use super::Error;
use super::change::Change;
use crate::base::text::one_line;
use crate::infra::db::{Conn, lock_tickets};
use crate::record::ticket::{self, Ticket, tie};

/// Most minutes of one entry: a day.
const MINUTES: i32 = 1440;
/// Most tickets related to one.
const RELATED: usize = 50;

/// Relates a ticket to the one with the number `other`, typed by a person. Errors beside the field `other`: no such ticket,
/// the ticket itself, related already.
pub fn relate(conn: &mut Conn, change: &Change, other: &str) -> Result<(), Error> {
    let (ticket, other) = both(conn, change, other)?;
    if tie::are_related(conn, ticket.row(), other.row())? || tie::related(conn, ticket.row())?.len() >= RELATED {
        return Err(unfit());
    }
    tie::relate(conn, ticket.row(), other.row())?;
    change.put_down(conn, &ticket, ("ticket.relate", "related"), &other.number)?;
    change.put_down(conn, &other, ("ticket.relate", "related"), &ticket.number)
}

/// Ends the relation to another ticket.
pub fn unrelate(conn: &mut Conn, change: &Change, other: &str) -> Result<(), Error> {
    let (ticket, other) = both(conn, change, other)?;
    if !tie::unrelate(conn, ticket.row(), other.row())? {
        return Err(unfit());
    }
    change.put_down(conn, &ticket, ("ticket.unrelate", "unrelated"), &other.number)?;
    change.put_down(conn, &other, ("ticket.unrelate", "unrelated"), &ticket.number)
}

fn unfit() -> Error {
    Error::Invalid { field: "other", message: "related-unfit" }
}

/// Both tickets, held in the order of their rows, so that two of these never wait for each other.
fn both(conn: &mut Conn, change: &Change, other: &str) -> Result<(Ticket, Ticket), Error> {
    let one = ticket::by_number(conn, &change.number)?.ok_or(Error::NotFound)?;
    let other = ticket::by_number(conn, other.trim().to_uppercase().as_str())?;
    let other = other.filter(|other| other.id != one.id).ok_or_else(unfit)?;
    lock_tickets(conn, &[one.id.min(other.id), one.id.max(other.id)])?;
    Ok((ticket::by_id(conn, one.row())?, ticket::by_id(conn, other.row())?))
}

/// Lets the person follow the ticket, or not any more. Twice the same is once.
pub fn follow(conn: &mut Conn, change: &Change, on: bool) -> Result<(), Error> {
    let ticket = change.beside(conn)?;
    let (who, what) = (change.account, ticket.row());
    if tie::follows(conn, who, what)? == on {
        return Ok(());
    }
    if on {
        tie::follow(conn, who, what)?;
        change.put_down(conn, &ticket, ("ticket.follow", ""), "")
    } else {
        tie::unfollow(conn, who, what)?;
        change.put_down(conn, &ticket, ("ticket.unfollow", ""), "")
    }
}

/// Puts down time spent on the ticket, 1 to 1440 minutes.
pub fn spend(conn: &mut Conn, change: &Change, minutes: i32, what: &str) -> Result<(), Error> {
    if !(1..=MINUTES).contains(&minutes) {
        return Err(Error::Invalid { field: "minutes", message: "effort-minutes" });
    }
    let ticket = change.beside(conn)?;
    tie::spend(conn, ticket.row(), change.account, (minutes, &one_line(what, 200)), change.now)?;
    change.put_down(conn, &ticket, ("ticket.effort", ""), &minutes.to_string())
}
