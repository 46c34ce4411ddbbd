//! Who works on a ticket.

use super::Error;
use super::change::Change;
use crate::base::ids::AccountId;
use crate::infra::db::Conn;
use crate::record::ticket::{self, Status};

/// Gives a ticket to somebody, or to nobody. A new ticket that somebody takes is being triaged.
/// `name` is the assignee's, for the timeline.
pub fn set(conn: &mut Conn, change: &Change, assignee: Option<(AccountId, &str)>) -> Result<(), Error> {
    let mut ticket = change.begin(conn)?;
    ticket.assignee_id = assignee.map(|(id, _)| id.0);
    let name = assignee.map_or("", |(_, name)| name);
    ticket::happened(conn, ticket.row(), change.now, Some(change.account), "assigned", name)?;
    if ticket.status == Status::New && assignee.is_some() {
        change.shift(conn, &mut ticket, Status::Triage)?;
    }
    let detail = assignee.map_or_else(|| "nobody".to_owned(), |(id, _)| format!("account:{id}"));
    change.end(conn, &mut ticket, "ticket.assign", &detail)
}
