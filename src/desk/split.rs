//! Making a ticket of its own of a mail that came to another one, and undoing it. Nobody is written to by it.

use super::change::Change;
use super::incoming::{Channel, Incoming};
use super::open::{self, Opening};
use super::transfer as moves;
use super::{Desk, Error, due, merge, show};
use crate::analysis::evidence::Mailbox;
use crate::analysis::mime::envelope;
use crate::base::ids::{ArrivalId, TicketId};
use crate::infra::db::{Conn, lock_tickets};
use crate::record::evidence::{self, Arrival, Role};
use crate::record::queue::{self, JobKind};
use crate::record::ticket::transfer::{self, Way};
use crate::record::ticket::{self, Kind, Status, Ticket};

fn refused(message: &'static str) -> Error {
    Error::Invalid { field: "arrival", message }
}

/// Makes a ticket of its own of a mail of the ticket, and gives its number. Errors beside the field `arrival`: not a mail of this
/// ticket, the one that opened it, or a machine's.
pub fn split(conn: &mut Conn, desk: &Desk, change: &Change, arrival: i64) -> Result<String, Error> {
    let mut ticket = change.begin(conn)?;
    if ticket.is_shut() {
        return Err(refused("merge-sealed"));
    }
    let arrivals = evidence::arrivals(conn, ticket.row())?;
    let found = arrivals.into_iter().find(|one| one.id == arrival);
    let fits = |one: &Arrival| matches!(one.role, Role::Followup | Role::Stranger);
    let arrival = found.filter(fits).ok_or(refused("split-unfit"))?;
    let mut fresh = opened(conn, desk, change, &arrival)?;
    let row = ArrivalId(arrival.id);
    evidence::transfer(conn, row, ticket.row(), (fresh.row(), Role::First))?;
    ticket::adopt_arrival(conn, row, fresh.row(), false)?;
    transfer::add(conn, Way::Split, (ticket.row(), fresh.row()), arrival.role.word(), (change.account, change.now))?;
    queue::push(conn, JobKind::Analyse, arrival.id, change.now, change.now)?;
    ticket::happened(conn, fresh.row(), change.now, Some(change.account), "split-from", &ticket.number)?;
    fresh.status = Status::Triage;
    let (number, other) = (fresh.number.clone(), change_of(change, &fresh));
    other.end(conn, &mut fresh, "ticket.split", &ticket.object())?;
    show::anew(conn, &mut ticket)?;
    due::reckon(conn, &mut ticket, change.now)?;
    change.put_down(conn, &ticket, ("ticket.split", "split-off"), &number)?;
    moves::index(conn, [&ticket, &fresh])?;
    Ok(number)
}

fn change_of(change: &Change, ticket: &Ticket) -> Change {
    Change { number: ticket.number.clone(), version: ticket.version, ..change.clone() }
}

fn opened(conn: &mut Conn, desk: &Desk, change: &Change, arrival: &Arrival) -> Result<Ticket, Error> {
    let raw = evidence::raw(conn, ArrivalId(arrival.id))?;
    let envelope = envelope::read(&raw);
    let incoming = Incoming {
        channel: Channel::of(&arrival.channel).unwrap_or(Channel::Import),
        sender: None,
        recipients: Vec::new(),
        at: change.now,
        bytes: bytes::Bytes::new(),
        trusted: false,
        answer: false,
    };
    let sender = Mailbox { name: envelope.from.name.clone(), address: arrival.sender.clone() };
    let (incoming, envelope, sender) = (&incoming, &envelope, &sender);
    open::open(conn, desk, &Opening { incoming, envelope, sender, kind: Kind::Report, silent: true, claimed: None })
}

/// Puts a ticket that was split off back into the one where its mail came in, with everything that came since.
pub fn undo(conn: &mut Conn, change: &Change) -> Result<(), Error> {
    let found = ticket::by_number(conn, &change.number)?.ok_or(Error::NotFound)?;
    let split = transfer::split(conn, found.row())?.ok_or(refused("split-none"))?;
    let origin = transfer::home(conn, TicketId(split.from_id))?;
    lock_tickets(conn, &moves::ordered(found.row(), origin))?;
    let ticket = change.begin(conn)?;
    let origin = ticket::by_id(conn, origin)?;
    if ticket.id == origin.id || ticket.status == Status::Duplicate {
        return Err(refused("split-none"));
    }
    let own = split.before != Role::Stranger.word();
    transfer::end(conn, split.id, change.now)?;
    let first = evidence::arrivals(conn, ticket.row())?.into_iter().find(|one| one.role == Role::First);
    let into = origin.row();
    merge::put(conn, change, ticket, origin, own)?;
    match first {
        Some(first) if !own => Ok(ticket::adopt_arrival(conn, ArrivalId(first.id), into, true)?),
        _ => Ok(()),
    }
}
