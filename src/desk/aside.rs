//! What stands beside a ticket, for its page: tags, what is to be done, related tickets, followers, time spent. Reads only.

use super::{Error, reporter};
use crate::base::ids::{AccountId, ReporterId, TicketId};
use crate::infra::db::Conn;
use crate::record::agency::Contact;
use crate::record::people;
use crate::record::ticket::tag::{self, Tag};
use crate::record::ticket::task::{self, Checklist, Task};
use crate::record::ticket::tie::{self, Effort, Related};
use crate::record::ticket::{self, Ticket, transfer};

/// What stands beside a ticket.
#[derive(Clone, Debug, Default)]
pub struct Aside {
    /// Its tags, by name.
    pub tags: Vec<Tag>,
    /// The tags that can be put on it.
    pub offered: Vec<Tag>,
    /// What is to be done, in the order in which it was added.
    pub tasks: Vec<Task>,
    /// The checklists that can be added, those for its conclusion first.
    pub checklists: Vec<Checklist>,
    /// Related tickets, the newest first.
    pub related: Vec<Related>,
    /// Names of those who follow it.
    pub followers: Vec<String>,
    /// Whether the reader does.
    pub follows: bool,
    /// The last entries of time spent, the newest first.
    pub efforts: Vec<Effort>,
    /// Time spent in all, minutes.
    pub minutes: i64,
    /// Telephone of its reporter; empty where unknown.
    pub telephone: String,
    /// Row of the reporter's agency, as the directory named it on the day of the report, and its contacts with a telephone.
    pub unit: Option<(i64, Vec<Contact>)>,
    /// Number of the ticket into which it was put.
    pub merged: Option<String>,
    /// Number of the ticket from which it was split off.
    pub split_from: Option<String>,
    /// Numbers of the tickets that were put into it, and of those that were split off from it.
    pub family: (Vec<String>, Vec<String>),
}

/// What stands beside the ticket of a number, as `me` sees it.
pub fn of(conn: &mut Conn, number: &str, me: AccountId) -> Result<Aside, Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    let id = ticket.row();
    let (tags, tasks) = (tag::of_ticket(conn, id)?, task::of_ticket(conn, id)?);
    let mut offered = tag::offered(conn)?;
    offered.retain(|tag| !tags.contains(tag));
    let mut checklists = task::checklists(conn)?;
    checklists.retain(|list| list.retired_at.is_none() && !tasks.iter().any(|task| task.checklist == list.name));
    checklists.sort_by_key(|list| distance(&ticket, list));
    let followers = tie::followers(conn, id)?;
    let (efforts, minutes) = tie::spent(conn, id)?;
    let person = ticket.reporter_id.map(|id| people::person(conn, ReporterId(id))).transpose()?.flatten();
    let unit = match &person {
        Some(person) => reporter::reached(conn, &person.address, ticket.created_at.date())?,
        None => None,
    };
    let called = |all: Vec<Contact>| all.into_iter().filter(|one| !one.telephone.is_empty()).take(3).collect();
    let (merged, split) = (transfer::merged(conn, id)?, transfer::split(conn, id)?);
    Ok(Aside {
        telephone: person.map(|person| person.telephone).unwrap_or_default(),
        unit: unit.map(|(agency, contacts)| (agency.id, called(contacts))),
        merged: number_of(conn, merged.map(|one| one.into_id))?,
        split_from: number_of(conn, split.map(|one| one.from_id))?,
        family: transfer::of_ticket(conn, id)?,
        tags,
        offered,
        tasks,
        checklists,
        related: tie::related(conn, id)?,
        follows: followers.iter().any(|(who, _)| *who == me.0),
        followers: followers.into_iter().map(|(_, name)| name).collect(),
        efforts,
        minutes,
    })
}

fn number_of(conn: &mut Conn, row: Option<i64>) -> Result<Option<String>, Error> {
    Ok(row.map(|row| ticket::by_id(conn, TicketId(row))).transpose()?.map(|ticket| ticket.number))
}

/// How far a checklist is from a ticket: made for its conclusion, or the suggested one while there is none; for every
/// case; for another one.
fn distance(ticket: &Ticket, list: &Checklist) -> u8 {
    match list.verdict {
        Some(verdict) if Some(verdict) == ticket.verdict.or(ticket.suggested) => 0,
        None => 1,
        Some(_) => 2,
    }
}

/// How much is left to be done for a ticket.
pub fn left(conn: &mut Conn, number: &str) -> Result<i64, Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    Ok(task::left(conn, ticket.row())?)
}
