//! How every change of a ticket by a person begins and ends: read at the version of the form, written back with one
//! audit line.

use super::{Error, due};
use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::infra::db::Conn;
use crate::record::audit::{self, Actor, Entry};
use crate::record::ticket::{self, Status, Ticket, transfer};

/// Who changes which ticket, as the form says.
#[derive(Clone, Debug)]
pub struct Change {
    /// The person.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// For the audit log.
    pub actor: Actor,
    /// Number of the ticket.
    pub number: String,
    /// The version that the form was made from.
    pub version: i32,
    /// The present.
    pub now: Instant,
}

impl Change {
    /// The ticket, unless somebody changed it since the form was made ([`Error::Conflict`]).
    pub(super) fn begin(&self, conn: &mut Conn) -> Result<Ticket, Error> {
        match ticket::at_version(conn, &self.number, self.version)? {
            Some(Ok(ticket)) => Ok(ticket),
            Some(Err(by)) => Err(Error::Conflict { by }),
            None => Err(Error::NotFound),
        }
    }

    /// The ticket at whatever version, for what is put beside it: it changes nothing that another person decided.
    pub(super) fn beside(&self, conn: &mut Conn) -> Result<Ticket, Error> {
        ticket::hold_number(conn, &self.number)?.ok_or(Error::NotFound)
    }

    /// Puts down what was put beside a ticket: timeline and audit log. Nobody's form becomes stale by it.
    pub(super) fn put_down(
        &self,
        conn: &mut Conn,
        ticket: &Ticket,
        (action, code): (&str, &str),
        detail: &str,
    ) -> Result<(), Error> {
        if !code.is_empty() {
            ticket::happened(conn, ticket.row(), self.now, Some(self.account), code, detail)?;
        }
        ticket::refresh(conn, ticket, self.now)?;
        audit::append(conn, self.now, &self.actor, &[Entry { action, object: &ticket.object(), detail }])?;
        Ok(())
    }

    /// Writes the ticket back, with its line in the audit log.
    pub(super) fn end(&self, conn: &mut Conn, ticket: &mut Ticket, action: &str, detail: &str) -> Result<(), Error> {
        due::reckon(conn, ticket, self.now)?;
        ticket::change(conn, ticket, Some(self.account), self.now)?;
        audit::append(conn, self.now, &self.actor, &[Entry { action, object: &ticket.object(), detail }])?;
        Ok(())
    }

    /// Moves the ticket, if that is legal, and says so on the timeline.
    pub(super) fn shift(&self, conn: &mut Conn, ticket: &mut Ticket, next: Status) -> Result<(), Error> {
        let before = ticket.status;
        if before == next {
            return Ok(());
        }
        if !before.may_become(next) {
            return Err(Error::Invalid { field: "status", message: "ticket-status-illegal" });
        }
        if before == Status::Duplicate && transfer::merged(conn, ticket.row())?.is_some() {
            return Err(Error::Invalid { field: "status", message: "merge-first-undo" });
        }
        ticket.status = next;
        if next != Status::Duplicate {
            ticket.duplicate_of = None;
        }
        match next {
            Status::Resolved => ticket.resolved_at = Some(self.now),
            Status::Closed => {
                ticket.resolved_at = ticket.resolved_at.or(Some(self.now));
                ticket.closed_at = Some(self.now);
            }
            _ => ticket.closed_at = None,
        }
        let code = if before.is_open() || !next.is_open() { "status" } else { "reopened" };
        Ok(ticket::happened(conn, ticket.row(), self.now, Some(self.account), code, next.word())?)
    }
}
