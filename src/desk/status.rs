//! Moving a ticket: triage, working, waiting, resolved, closed, reopened.

use super::Error;
use super::change::Change;
use crate::infra::db::Conn;
use crate::record::exposure;
use crate::record::ticket::Status;

/// Moves a ticket. Errors: not found, changed meanwhile, a move that is not legal.
pub fn set(conn: &mut Conn, change: &Change, next: Status) -> Result<(), Error> {
    let mut ticket = change.begin(conn)?;
    let detail = format!("{}>{next}", ticket.status);
    if ticket.status == next || next == Status::Duplicate {
        return Err(Error::Invalid { field: "status", message: "ticket-status-illegal" });
    }
    if !next.is_open() && exposure::open_at(conn, ticket.row())? {
        return Err(Error::Invalid { field: "status", message: "exposed-steps-left" });
    }
    change.shift(conn, &mut ticket, next)?;
    change.end(conn, &mut ticket, "ticket.status", &detail)
}
