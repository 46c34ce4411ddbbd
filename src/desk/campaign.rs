//! What people do with a campaign: put a ticket in, take tickets out, put two campaigns together, give it a title; and each
//! of it undone. A ticket takes its evidence along: what was seen in it stays with it, what binds a campaign is counted anew.

use std::collections::{BTreeMap, BTreeSet};

use super::bond::Bond;
use super::{Desk, Error, unit};
use crate::analysis::fingerprint::Key;
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, CampaignId, StepId, TicketId};
use crate::base::text::one_line;
use crate::infra::db::{Conn, lock_campaigns};
use crate::record::audit::{self, Actor, Entry};
use crate::record::campaign::{self, Campaign, Code, Membership, State};
use crate::record::ticket::{self, Kind, Ticket};

/// Who does something with which campaign.
#[derive(Clone, Debug)]
pub struct Act {
    /// The person; none for a program with a token.
    pub account: Option<AccountId>,
    /// Their name; empty for a program.
    pub name: String,
    /// For the audit log.
    pub actor: Actor,
    /// Public id of the campaign.
    pub uuid: String,
    /// The version that the form was made from; none: whatever it is now.
    pub version: Option<i32>,
    /// The present.
    pub now: Instant,
}

impl Act {
    /// The campaign, locked, unless it was merged or somebody changed it since the form was made.
    pub(super) fn begin(&self, conn: &mut Conn) -> Result<Campaign, Error> {
        lock_campaigns(conn)?;
        let home = campaign::by_uuid(conn, &self.uuid)?.ok_or(Error::NotFound)?;
        if home.state == State::Merged {
            return Err(Error::Invalid { field: "campaign", message: "campaign-is-merged" });
        }
        Ok(home)
    }

    /// Writes the campaign back, with the lines of the audit log for it and for its tickets.
    pub(super) fn end(
        &self,
        conn: &mut Conn,
        home: &mut Campaign,
        (action, detail): (&str, &str),
        tickets: &[String],
    ) -> Result<(), Error> {
        campaign::change(conn, home, self.version, self.account, self.now)?.map_err(|by| Error::Conflict { by })?;
        let (object, uuid) = (home.object(), home.uuid.clone());
        let mut lines = vec![Entry { action, object: &object, detail }];
        lines.extend(tickets.iter().map(|object| Entry { action, object, detail: &uuid }));
        Ok(audit::append(conn, self.now, &self.actor, &lines)?)
    }
}

/// Puts a ticket into the campaign, out of another one where it is in one.
pub fn join(conn: &mut Conn, desk: &Desk, act: &Act, number: &str) -> Result<(), Error> {
    lock_campaigns(conn)?;
    let found = ticket::by_number(conn, &number.trim().to_uppercase())?;
    match found {
        Some(ticket) if fits(conn, act, &ticket)? => put(conn, desk, act, &[ticket]).map(drop),
        _ => Err(Error::Invalid { field: "number", message: "campaign-ticket-unfit" }),
    }
}

/// Whether a ticket can be put into the campaign: it reports a mail, and is not there yet.
pub(super) fn fits(conn: &mut Conn, act: &Act, ticket: &Ticket) -> Result<bool, Error> {
    let home = act.begin(conn)?;
    let there = campaign::membership(conn, ticket.row())?.is_some_and(|one| one.campaign_id == Some(home.id));
    Ok(ticket.kind != Kind::Request && !there)
}

/// Puts tickets that fit into the campaign, in one step.
pub(super) fn put(conn: &mut Conn, desk: &Desk, act: &Act, tickets: &[Ticket]) -> Result<StepId, Error> {
    let mut home = act.begin(conn)?;
    let detail = match tickets {
        [one] => one.number.clone(),
        several => several.len().to_string(),
    };
    let step = campaign::add_step(conn, home.row(), act.now, act.account, Code::Joined, &detail)?;
    let objects = relocate(conn, desk, act, step, tickets, Some(&home))?;
    measure(conn, &mut home)?;
    act.end(conn, &mut home, ("campaign.join", ""), &objects)?;
    Ok(step)
}

/// Takes tickets (rows) out of the campaign; they stay out until a person puts them somewhere.
pub fn split(conn: &mut Conn, desk: &Desk, act: &Act, tickets: &[i64]) -> Result<(), Error> {
    let mut home = act.begin(conn)?;
    let all: BTreeSet<i64> = campaign::member_ids(conn, home.row())?.into_iter().collect();
    let ids: Vec<TicketId> = tickets.iter().filter(|id| all.contains(id)).map(|id| TicketId(*id)).collect();
    if ids.is_empty() {
        return Err(Error::Invalid { field: "ticket", message: "campaign-nothing-ticked" });
    }
    let tickets = ticket::several(conn, &ids)?;
    let detail = ids.len().to_string();
    let step = campaign::add_step(conn, home.row(), act.now, act.account, Code::Split, &detail)?;
    let objects = relocate(conn, desk, act, step, &tickets, None)?;
    measure(conn, &mut home)?;
    act.end(conn, &mut home, ("campaign.split", &detail), &objects)
}

/// Puts another campaign into this one, whole.
pub fn merge(conn: &mut Conn, desk: &Desk, act: &Act, other: &str) -> Result<(), Error> {
    let mut home = act.begin(conn)?;
    let other = campaign::by_uuid(conn, other)?.filter(|other| other.state != State::Merged && other.id != home.id);
    let mut other = other.ok_or(Error::Invalid { field: "other", message: "campaign-other-unfit" })?;
    let ids: Vec<TicketId> = campaign::member_ids(conn, other.row())?.into_iter().map(TicketId).collect();
    let tickets = ticket::several(conn, &ids)?;
    let step = campaign::add_step(conn, home.row(), act.now, act.account, Code::Merged, &other.uuid)?;
    let objects = relocate(conn, desk, act, step, &tickets, Some(&home))?;
    other.state = State::Merged;
    other.merged_into = Some(home.id);
    campaign::refresh(conn, &other)?;
    measure(conn, &mut home)?;
    let detail = other.uuid.clone();
    act.end(conn, &mut home, ("campaign.merge", &detail), &objects)
}

/// Gives the campaign another title.
pub fn rename(conn: &mut Conn, act: &Act, title: &str) -> Result<(), Error> {
    let mut home = act.begin(conn)?;
    let title = one_line(title, 160);
    if title.is_empty() {
        return Err(Error::Invalid { field: "title", message: "field-empty" });
    }
    campaign::add_step(conn, home.row(), act.now, act.account, Code::Renamed, &home.title)?;
    home.title = title;
    act.end(conn, &mut home, ("campaign.rename", ""), &[])
}

/// Takes a step back: every ticket that is still where the step put it goes where it was, another title comes back.
pub fn undo(conn: &mut Conn, act: &Act, step: StepId) -> Result<(), Error> {
    let mut home = act.begin(conn)?;
    let undone = Error::Invalid { field: "step", message: "campaign-step-gone" };
    let Some(found) = campaign::step(conn, home.row(), step)?.filter(|found| found.undone_at.is_none()) else {
        return Err(undone);
    };
    let mut objects = Vec::new();
    match found.code {
        Code::Joined | Code::Split => objects = move_back(conn, act, step)?,
        Code::Merged => {
            if let Some(mut other) =
                campaign::by_uuid(conn, &found.detail)?.filter(|one| one.merged_into == Some(home.id))
            {
                other.state = if other.verdict.is_some() { State::Decided } else { State::Open };
                other.merged_into = None;
                campaign::refresh(conn, &other)?;
            }
            objects = move_back(conn, act, step)?;
        }
        Code::Renamed => home.title.clone_from(&found.detail),
        Code::Opened | Code::Verdict | Code::Proposed | Code::Undone => return Err(undone),
    }
    campaign::mark_undone(conn, step, act.now)?;
    campaign::add_step(conn, home.row(), act.now, act.account, Code::Undone, found.code.word())?;
    measure(conn, &mut home)?;
    act.end(conn, &mut home, ("campaign.undo", found.code.word()), &objects)
}

/// What binds campaigns, to be counted up and down.
type Counts = BTreeMap<i64, BTreeMap<Key, i32>>;

/// Moves tickets, as a person says: puts down from where, counts keys, tells their timelines. Gives their audit objects.
fn relocate(
    conn: &mut Conn,
    desk: &Desk,
    act: &Act,
    step: StepId,
    tickets: &[Ticket],
    to: Option<&Campaign>,
) -> Result<Vec<String>, Error> {
    let ids: Vec<i64> = tickets.iter().map(|one| one.id).collect();
    let before = campaign::memberships(conn, &ids)?;
    let mut after = Vec::new();
    let units = unit::of_tickets(conn, desk, &tickets.iter().collect::<Vec<_>>())?;
    for (one, unit) in tickets.iter().zip(units) {
        let was = before.iter().find(|known| known.ticket_id == one.id);
        campaign::add_move(conn, step, one.row(), to.map(Campaign::row), was)?;
        let bond = Bond::by_person();
        after.push(Membership {
            ticket_id: one.id,
            campaign_id: to.map(|home| home.id),
            person: true,
            strength: bond.strength,
            why: bond.why(),
            unit,
            since: act.now,
            reported_at: one.created_at,
        });
    }
    let after: Vec<(i64, Option<Membership>)> = after.into_iter().map(|one| (one.ticket_id, Some(one))).collect();
    settle(conn, act, tickets, &before, &after)
}

/// Moves tickets back to where a step took them from.
fn move_back(conn: &mut Conn, act: &Act, step: StepId) -> Result<Vec<String>, Error> {
    let moves = campaign::moves(conn, step)?;
    let ids: Vec<i64> = moves.iter().map(|one| one.ticket).collect();
    let now = campaign::memberships(conn, &ids)?;
    let still = |one: &&campaign::Move| {
        now.iter().find(|known| known.ticket_id == one.ticket).is_some_and(|known| known.campaign_id == one.to)
    };
    let after: Vec<(i64, Option<Membership>)> =
        moves.iter().filter(still).map(|one| (one.ticket, one.before.clone())).collect();
    let ids: Vec<TicketId> = after.iter().map(|(id, _)| TicketId(*id)).collect();
    let tickets = ticket::several(conn, &ids)?;
    settle(conn, act, &tickets, &now, &after)
}

/// Puts memberships in the place of others, with everything that follows from them.
fn settle(
    conn: &mut Conn,
    act: &Act,
    tickets: &[Ticket],
    before: &[Membership],
    after: &[(i64, Option<Membership>)],
) -> Result<Vec<String>, Error> {
    let ids: Vec<i64> = after.iter().map(|(id, _)| *id).collect();
    let home_of =
        |all: &[Membership], id: i64| all.iter().find(|one| one.ticket_id == id).and_then(|one| one.campaign_id);
    let mut counts = Counts::new();
    for (id, key) in campaign::of_tickets(conn, &ids)? {
        let to = after.iter().find(|(one, _)| *one == id).and_then(|(_, one)| one.as_ref()?.campaign_id);
        for (campaign, by) in [(home_of(before, id), -1), (to, 1)] {
            let Some(campaign) = campaign else { continue };
            *counts.entry(campaign).or_default().entry(key.clone()).or_default() += by;
        }
    }
    for (campaign, by) in &counts {
        campaign::shift(conn, CampaignId(*campaign), by)?;
    }
    let free: Vec<i64> = after.iter().filter(|(_, one)| one.is_none()).map(|(id, _)| *id).collect();
    campaign::set_loose(conn, &ids, false)?;
    campaign::set_loose(conn, &free, true)?;
    let homes: BTreeSet<i64> = before
        .iter()
        .chain(after.iter().filter_map(|(_, one)| one.as_ref()))
        .filter_map(|one| one.campaign_id)
        .collect();
    let mut titles = campaign::several(conn, &homes.into_iter().collect::<Vec<_>>())?;
    for (id, one) in after {
        campaign::bring_back(conn, TicketId(*id), one.as_ref())?;
        let from = home_of(before, *id);
        let to = one.as_ref().and_then(|one| one.campaign_id);
        let (code, campaign) = if to.is_some() { ("joined", to) } else { ("split", from) };
        let title = titles.iter().find(|home| Some(home.id) == campaign).map_or("", |home| home.title.as_str());
        ticket::happened(conn, TicketId(*id), act.now, act.account, code, title)?;
    }
    for home in &mut titles {
        measure(conn, home)?;
        campaign::refresh(conn, home)?;
    }
    Ok(tickets.iter().filter(|one| ids.contains(&one.id)).map(Ticket::object).collect())
}

/// Since when and until when a campaign was seen, from its tickets.
fn measure(conn: &mut Conn, home: &mut Campaign) -> Result<(), Error> {
    if let Some((first, last)) = campaign::span(conn, home.row())? {
        home.first_seen_at = first;
        home.last_seen_at = last;
    }
    Ok(())
}
