//! Who works on a ticket.

use super::Error;
use super::change::Change;
use super::notice::{self, Kind, Told};
use super::policy::Permission;
use crate::base::ids::AccountId;
use crate::infra::db::Conn;
use crate::record::people;
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
    if let Some((id, _)) = assignee {
        let by = Some((change.account, change.name.as_str()));
        let told = Told { kind: Kind::Assigned, ticket: ticket.row(), campaign: None, by, at: change.now };
        notice::tell(conn, &[id], &told)?;
    }
    let detail = assignee.map_or_else(|| "nobody".to_owned(), |(id, _)| format!("account:{id}"));
    change.end(conn, &mut ticket, "ticket.assign", &detail)
}

/// The name of an account that tickets can be given to.
pub fn fit(conn: &mut Conn, id: AccountId) -> Result<String, Error> {
    let account = people::account_by_id(conn, id)?;
    let fit = account.disabled_at.is_none() && Permission::Work.given_to(&people::roles_of(conn, id)?);
    if fit { Ok(account.name) } else { Err(Error::Invalid { field: "assignee", message: "ticket-assignee-unfit" }) }
}

/// Whom tickets can be given to, by name.
pub fn workers(conn: &mut Conn) -> Result<Vec<(AccountId, String)>, Error> {
    let all = people::accounts(conn)?.into_iter();
    let fit = all.filter(|(account, roles)| account.disabled_at.is_none() && Permission::Work.given_to(roles));
    Ok(fit.map(|(account, _)| (account.key(), account.name)).collect())
}
