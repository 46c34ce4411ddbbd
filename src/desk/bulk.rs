//! Doing one thing to several tickets, and taking it back. What cannot be done to a ticket is told of that ticket and leaves
//! it as it was; the others are done. Everything is one transaction.

use chrono::TimeDelta;
use diesel::Connection;
use serde::{Deserialize, Serialize};

use super::change::Change;
use super::{Desk, Error, assign, campaign, due, status, tag};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, StepId, TicketId};
use crate::infra::db::{Conn, lock_campaigns, lock_tickets};
use crate::record::audit::{self, Actor, Entry};
use crate::record::ticket::{self, Bulk, BulkKind, Status, Ticket};

/// Most tickets at once.
const MOST: usize = 100;
/// How long it can be taken back.
const WINDOW: TimeDelta = TimeDelta::minutes(10);

/// Who does it, and when.
#[derive(Clone, Debug)]
pub struct Act {
    /// The person.
    pub account: AccountId,
    /// Their name.
    pub name: String,
    /// For the audit log.
    pub actor: Actor,
    /// The present.
    pub now: Instant,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Given to somebody, or to nobody.
    Assign(Option<AccountId>),
    /// Moved.
    Status(Status),
    /// Put into the campaign with this public id.
    Campaign(String),
    /// Given the tag of this row.
    Tag(i64),
}

/// A ticket: its number, and the version that the list was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picked {
    /// Number.
    pub number: String,
    /// Version.
    pub version: i32,
}

/// What became of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many tickets were done.
    pub done: usize,
    /// The others, each with the reason.
    pub refused: Vec<(String, Error)>,
}

/// What a ticket was before.
#[derive(Serialize, Deserialize)]
struct Before {
    status: String,
    assignee: Option<i64>,
    duplicate_of: Option<i64>,
    resolved_at: Option<Instant>,
    closed_at: Option<Instant>,
}

/// Does one thing to the picked tickets.
pub fn apply(conn: &mut Conn, desk: &Desk, act: &Act, deed: &Deed, picked: &[Picked]) -> Result<Outcome, Error> {
    if picked.is_empty() {
        return Err(Error::Invalid { field: "pick", message: "bulk-nothing" });
    }
    if picked.len() > MOST {
        return Err(Error::Invalid { field: "pick", message: "bulk-too-many" });
    }
    if matches!(deed, Deed::Campaign(_)) {
        lock_campaigns(conn)?;
    }
    let (mut out, mut found) = (Outcome::default(), Vec::new());
    for one in picked {
        match ticket::by_number(conn, &one.number)? {
            Some(ticket) if found.iter().any(|(_, known): &(_, Ticket)| known.id == ticket.id) => {}
            Some(ticket) => found.push((one, ticket)),
            None => out.refused.push((one.number.clone(), Error::NotFound)),
        }
    }
    // In one order, so that two of these never wait for each other.
    found.sort_by_key(|(_, ticket)| ticket.id);
    lock_tickets(conn, &found.iter().map(|(_, ticket)| ticket.id).collect::<Vec<_>>())?;
    match deed {
        Deed::Assign(to) => {
            let to = to.map(|id| assign::fit(conn, id).map(|name| (id, name))).transpose()?;
            let name = to.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
            let to = to.as_ref().map(|(id, name)| (*id, name.as_str()));
            each(conn, act, (BulkKind::Assign, &name), found, &mut out, |conn, change| assign::set(conn, change, to))?;
        }
        Deed::Status(next) => {
            each(conn, act, (BulkKind::Status, next.word()), found, &mut out, |conn, change| {
                status::set(conn, change, *next)
            })?;
        }
        Deed::Tag(id) => {
            each(conn, act, (BulkKind::Tag, &id.to_string()), found, &mut out, |conn, change| {
                tag::put(conn, change, *id)
            })?;
        }
        Deed::Campaign(uuid) => together(conn, desk, act, uuid, found, &mut out)?,
    }
    Ok(out)
}

/// Changes each ticket in a transaction of its own within the one around it.
fn each(
    conn: &mut Conn,
    act: &Act,
    (kind, detail): (BulkKind, &str),
    found: Vec<(&Picked, Ticket)>,
    out: &mut Outcome,
    set: impl Fn(&mut Conn, &Change) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut changed = Vec::new();
    // A tag makes no form stale.
    let raised = i32::from(kind != BulkKind::Tag);
    for (one, ticket) in found {
        let change = change(act, &one.number, one.version);
        match conn.transaction(|conn| set(conn, &change)) {
            Ok(()) => changed.push((ticket, one.version + raised)),
            Err(why @ (Error::Conflict { .. } | Error::Invalid { .. } | Error::NotFound)) => {
                out.refused.push((ticket.number, why));
            }
            Err(why) => return Err(why),
        }
    }
    out.done = changed.len();
    if changed.is_empty() {
        return Ok(());
    }
    let bulk = ticket::add_bulk(conn, (act.account, act.now), kind, detail, None)?;
    for (ticket, version) in &changed {
        let before = Before {
            status: ticket.status.word().to_owned(),
            assignee: ticket.assignee_id,
            duplicate_of: ticket.duplicate_of,
            resolved_at: ticket.resolved_at,
            closed_at: ticket.closed_at,
        };
        let before = serde_json::to_string(&before).map_err(|error| Error::Internal(error.to_string()))?;
        ticket::add_bulk_change(conn, bulk, ticket.row(), &before, *version)?;
    }
    Ok(())
}

fn change(act: &Act, number: &str, version: i32) -> Change {
    Change {
        account: act.account,
        name: act.name.clone(),
        actor: act.actor.clone(),
        number: number.to_owned(),
        version,
        now: act.now,
    }
}

/// Puts tickets into a campaign in one step of it.
fn together(
    conn: &mut Conn,
    desk: &Desk,
    act: &Act,
    uuid: &str,
    found: Vec<(&Picked, Ticket)>,
    out: &mut Outcome,
) -> Result<(), Error> {
    let act_there = there(act, uuid);
    let mut fit = Vec::new();
    for (_, ticket) in found {
        if campaign::fits(conn, &act_there, &ticket)? {
            fit.push(ticket);
        } else {
            out.refused.push((ticket.number, Error::Invalid { field: "pick", message: "campaign-ticket-unfit" }));
        }
    }
    out.done = fit.len();
    if fit.is_empty() {
        return Ok(());
    }
    let step = campaign::put(conn, desk, &act_there, &fit)?;
    let bulk = ticket::add_bulk(conn, (act.account, act.now), BulkKind::Campaign, uuid, Some(step))?;
    for ticket in &fit {
        ticket::add_bulk_change(conn, bulk, ticket.row(), "", ticket.version)?;
    }
    Ok(())
}

fn there(act: &Act, uuid: &str) -> campaign::Act {
    campaign::Act {
        account: Some(act.account),
        name: act.name.clone(),
        actor: act.actor.clone(),
        uuid: uuid.to_owned(),
        version: None,
        now: act.now,
    }
}

/// What a person can still take back, within ten minutes.
pub fn last(conn: &mut Conn, account: AccountId, now: Instant) -> Result<Option<Bulk>, Error> {
    Ok(ticket::last_bulk(conn, account, now - WINDOW)?)
}

/// Takes back what a person did last: each ticket that nobody changed since is as it was before.
pub fn undo(conn: &mut Conn, act: &Act, id: i64) -> Result<Outcome, Error> {
    let gone = Error::Invalid { field: "bulk", message: "bulk-gone" };
    let Some(bulk) = last(conn, act.account, act.now)?.filter(|bulk| bulk.id == id) else { return Err(gone) };
    let mut out = Outcome::default();
    if bulk.deed == BulkKind::Campaign {
        let step = bulk.step_id.map(StepId).ok_or(gone)?;
        campaign::undo(conn, &there(act, &bulk.detail), step)?;
        out.done = usize::try_from(bulk.tickets).unwrap_or_default();
    } else {
        let changes = ticket::bulk_changes(conn, id)?;
        lock_tickets(conn, &changes.iter().map(|change| change.ticket_id).collect::<Vec<_>>())?;
        for change in changes {
            let mut ticket = ticket::by_id(conn, TicketId(change.ticket_id))?;
            if bulk.deed == BulkKind::Tag {
                untag(conn, act, &ticket, &bulk.detail)?;
                out.done += 1;
                continue;
            }
            if ticket.version != change.version {
                out.refused.push((ticket.number, Error::Conflict { by: String::new() }));
                continue;
            }
            back(conn, act, &mut ticket, &change.before, bulk.deed)?;
            out.done += 1;
        }
    }
    ticket::end_bulk(conn, id, act.now)?;
    Ok(out)
}

/// Takes the tag off again; whoever did so before was only faster.
fn untag(conn: &mut Conn, act: &Act, ticket: &Ticket, id: &str) -> Result<(), Error> {
    let id = id.parse().map_err(|error: std::num::ParseIntError| Error::Internal(error.to_string()))?;
    tag::off(conn, &change(act, &ticket.number, ticket.version), ticket, id)
}

fn back(conn: &mut Conn, act: &Act, ticket: &mut Ticket, before: &str, deed: BulkKind) -> Result<(), Error> {
    let before: Before = serde_json::from_str(before).map_err(|error| Error::Internal(error.to_string()))?;
    ticket.status = Status::of(&before.status).unwrap_or(ticket.status);
    ticket.assignee_id = before.assignee;
    ticket.duplicate_of = before.duplicate_of;
    ticket.resolved_at = before.resolved_at;
    ticket.closed_at = before.closed_at;
    ticket::happened(conn, ticket.row(), act.now, Some(act.account), "undone", deed.word())?;
    due::reckon(conn, ticket, act.now)?;
    ticket::change(conn, ticket, Some(act.account), act.now)?;
    let entry = Entry { action: "ticket.undo", object: &ticket.object(), detail: deed.word() };
    Ok(audit::append(conn, act.now, &act.actor, &[entry])?)
}
