//! One decision answers everybody: a conclusion over a campaign, or over some of its tickets. Each reporter gets the letter
//! in their own thread, with their own number; the tickets move; until the letters have begun to leave, all of it can be
//! taken back, and what has not left can be stopped later.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::campaign::Act;
use super::due::Promises;
use super::notify::{self, Outgoing, Threads};
use super::verdict::{self, Before, Conclusion};
use super::{Desk, Error, letter, notice};
use crate::base::clock::Instant;
use crate::base::ids::{LetterId, ReporterId, StepId, TicketId};
use crate::infra::db::{Conn, lock_tickets};
use crate::record::campaign::{self, Campaign, Code, State};
use crate::record::exposure;
use crate::record::measure::{self, Done};
use crate::record::outbox;
use crate::record::people::{self, Reporter};
use crate::record::ticket::{self, Kind, Status, Ticket, Verdict, transfer};

/// A conclusion over a campaign.
#[derive(Clone, Debug)]
pub struct Decision {
    /// The conclusion.
    pub conclusion: Conclusion,
    /// Only these tickets (rows); none: all that are in the campaign now.
    pub only: Option<Vec<i64>>,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was made; so many letters leave.
    Decided(usize),
    /// It waits for a second person.
    Proposed,
}

/// A decision as it is stored until a second person says yes.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Proposal {
    verdict: String,
    reasons: Vec<String>,
    remark: String,
    letter: bool,
    close: bool,
    only: Option<Vec<i64>>,
}

/// What a decision did, as its step keeps it: how the campaign stood before.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Made {
    verdict: String,
    letters: usize,
    whole: bool,
    state_before: String,
    verdict_before: Option<String>,
    reasons_before: String,
    remark_before: String,
    answers_before: Option<Instant>,
}

/// The verdict and number of letters that a step of code `verdict` or `proposed` speaks of.
pub fn told_by(detail: &str) -> Option<(Verdict, usize)> {
    let made: serde_json::Value = serde_json::from_str(detail).ok()?;
    let letters = made.get("letters").and_then(serde_json::Value::as_u64).unwrap_or_default();
    Some((Verdict::of(made.get("verdict")?.as_str()?)?, usize::try_from(letters).ok()?))
}

/// The letter as the first reporter would get it; `None` where nobody gets one.
pub fn preview(
    conn: &mut Conn,
    desk: &Desk,
    uuid: &str,
    conclusion: &Conclusion,
) -> Result<Option<letter::Rendered>, Error> {
    let home = campaign::by_uuid(conn, uuid)?.ok_or(Error::NotFound)?;
    let ids: Vec<TicketId> = campaign::member_ids(conn, home.row())?.into_iter().map(TicketId).take(50).collect();
    for ticket in ticket::several(conn, &ids)?.into_iter().rev().filter(|ticket| !ticket.outside) {
        if let Some(person) = notify::recipient(conn, &ticket)? {
            let done = verdict::done(conn, &ticket)?;
            return verdict::words(desk, &ticket, &person, conclusion, None, &done).map(Some);
        }
    }
    Ok(None)
}

/// Decides, or proposes where so many letters need a second person.
pub fn decide(conn: &mut Conn, desk: &Desk, act: &Act, decision: &Decision) -> Result<Outcome, Error> {
    let mut home = act.begin(conn)?;
    // A decision whose letters still wait is replaced, not contradicted.
    if let Some(last) = campaign::last_decision(conn, home.row())?
        && campaign::is_waiting(conn, last)?
    {
        stop(conn, act, &mut home, last)?;
    }
    let work = gather(conn, home.clone(), decision)?;
    if desk.config.verdict.second_approver && work.letters > desk.config.verdict.many as usize {
        let conclusion = &decision.conclusion;
        let proposal = Proposal {
            verdict: conclusion.verdict.word().into(),
            reasons: conclusion.reasons.clone(),
            remark: conclusion.remark.clone(),
            letter: conclusion.letter,
            close: conclusion.close,
            only: decision.only.clone(),
        };
        let detail = serde_json::to_string(&proposal).map_err(|error| Error::Internal(error.to_string()))?;
        campaign::add_step(conn, home.row(), act.now, act.account, Code::Proposed, &detail)?;
        if let Some(ticket) = work.tickets.first() {
            let by = act.account.map(|id| (id, ""));
            notice::proposed(conn, (home.row(), ticket.row()), by, act.now)?;
        }
        act.end(conn, &mut home, ("campaign.propose", conclusion.verdict.word()), &[])?;
        return Ok(Outcome::Proposed);
    }
    carry_out(conn, desk, act, home, work, decision).map(Outcome::Decided)
}

/// A second person says yes to a proposed decision, or no; not the one who proposed it.
pub fn answer(conn: &mut Conn, desk: &Desk, act: &Act, step: StepId, yes: bool) -> Result<Outcome, Error> {
    let mut home = act.begin(conn)?;
    let found = campaign::step(conn, home.row(), step)?;
    let found = found.filter(|found| found.code == Code::Proposed && found.undone_at.is_none());
    let found = found.ok_or(Error::Invalid { field: "step", message: "campaign-step-gone" })?;
    let own = found.account_id.is_some() && found.account_id == act.account.map(|id| id.0);
    if yes && own {
        return Err(Error::Invalid { field: "step", message: "campaign-same-person" });
    }
    campaign::mark_undone(conn, step, act.now)?;
    if !yes {
        campaign::add_step(conn, home.row(), act.now, act.account, Code::Undone, Code::Proposed.word())?;
        act.end(conn, &mut home, ("campaign.reject", ""), &[])?;
        return Ok(Outcome::Proposed);
    }
    let kept: Proposal = serde_json::from_str(&found.detail).map_err(|error| Error::Internal(error.to_string()))?;
    let decision = Decision {
        conclusion: Conclusion {
            verdict: Verdict::of(&kept.verdict).ok_or_else(|| Error::Internal(kept.verdict.clone()))?,
            reasons: kept.reasons,
            remark: kept.remark,
            letter: kept.letter,
            close: kept.close,
        },
        only: kept.only,
    };
    let work = gather(conn, home.clone(), &decision)?;
    carry_out(conn, desk, act, home, work, &decision).map(Outcome::Decided)
}

/// What a decision is carried out on, looked up at once.
struct Work {
    tickets: Vec<Ticket>,
    people: BTreeMap<i64, Reporter>,
    /// What each ticket's reporter was told last.
    told: BTreeMap<i64, Verdict>,
    threads: Threads,
    /// What was done against the attack of each ticket.
    done: BTreeMap<i64, Vec<Done>>,
    promises: Promises,
    whole: bool,
    letters: usize,
}

impl Work {
    /// Who gets a letter about a ticket: nobody from outside, nobody who was told the same.
    fn recipient(&self, ticket: &Ticket, conclusion: &Conclusion) -> Option<&Reporter> {
        let told = self.told.get(&ticket.id) == Some(&conclusion.verdict);
        let fit = conclusion.letter && !told && !ticket.outside && ticket.kind != Kind::Request;
        ticket.reporter_id.filter(|_| fit).and_then(|id| self.people.get(&id))
    }
}

fn gather(conn: &mut Conn, home: Campaign, decision: &Decision) -> Result<Work, Error> {
    let all = campaign::member_ids(conn, home.row())?;
    let wanted = |id: &i64| decision.only.as_ref().is_none_or(|only| only.contains(id));
    let ids: Vec<i64> = all.iter().copied().filter(wanted).collect();
    if ids.is_empty() {
        return Err(Error::Invalid { field: "ticket", message: "campaign-nothing-ticked" });
    }
    lock_tickets(conn, &ids)?;
    let mut tickets = ticket::several(conn, &ids.iter().map(|id| TicketId(*id)).collect::<Vec<_>>())?;
    tickets.reverse();
    // Whose report goes on at another of these tickets is answered there.
    let merged = transfer::merged_among(conn, &ids)?;
    tickets.retain(|one| !merged.contains(&one.id));
    let people: Vec<ReporterId> = tickets.iter().filter_map(|one| one.reporter_id.map(ReporterId)).collect();
    let people = people::several(conn, &people)?.into_iter().map(|person| (person.id.0, person)).collect();
    let told = outbox::told(conn, &ids)?;
    let told = told.into_iter().filter_map(|one| Some((one.ticket, verdict::of_letter(&one.kind)?))).collect();
    let threads = Threads::of(conn, &ids)?;
    let done = measure::done_of(conn, &ids)?;
    let promises = Promises::load(conn)?;
    let mut work = Work { tickets, people, told, threads, done, promises, whole: ids.len() == all.len(), letters: 0 };
    work.letters = work.tickets.iter().filter(|ticket| work.recipient(ticket, &decision.conclusion).is_some()).count();
    Ok(work)
}

fn carry_out(
    conn: &mut Conn,
    desk: &Desk,
    act: &Act,
    mut home: Campaign,
    work: Work,
    decision: &Decision,
) -> Result<usize, Error> {
    let conclusion = &decision.conclusion;
    let many = work.letters > desk.config.verdict.many as usize;
    let hold = if many { desk.config.verdict.hold } else { desk.config.letter.hold };
    let due = act.now + hold.delta();
    let made = Made {
        verdict: conclusion.verdict.word().into(),
        letters: work.letters,
        whole: work.whole,
        state_before: home.state.word().into(),
        verdict_before: home.verdict.clone(),
        reasons_before: home.reasons.clone(),
        remark_before: home.remark.clone(),
        answers_before: home.answers_from,
    };
    let detail = serde_json::to_string(&made).map_err(|error| Error::Internal(error.to_string()))?;
    let step = campaign::add_step(conn, home.row(), act.now, act.account, Code::Verdict, &detail)?;
    let mut objects = Vec::new();
    let ids: Vec<i64> = work.tickets.iter().map(|ticket| ticket.id).collect();
    let exposed = exposure::open_among(conn, &ids)?;
    for ticket in &work.tickets {
        let letter = send(conn, desk, act, &work, ticket, conclusion, due)?;
        let mut ticket = ticket.clone();
        if ticket.verdict == Some(conclusion.verdict) && letter.is_none() && !ticket.status.is_open() {
            continue;
        }
        let before = Before::of(&ticket).stored()?;
        let marks = (letter.is_some(), exposed.contains(&ticket.id));
        conclude(conn, act, &work.promises, &mut ticket, conclusion, marks)?;
        campaign::add_answer(conn, step, ticket.row(), letter, &before)?;
        objects.push(ticket.object());
    }
    ticket::settle_contests(conn, &ids, act.now)?;
    people::recount(conn, &ids)?;
    if work.whole {
        home.state = State::Decided;
        home.verdict = Some(conclusion.verdict.word().into());
        home.reasons = serde_json::to_string(&conclusion.reasons).unwrap_or_else(|_| "[]".into());
        home.remark.clone_from(&conclusion.remark);
        home.answers_from = Some(due).filter(|_| conclusion.letter);
        campaign::set_decided(conn, home.row(), &ids)?;
    }
    act.end(conn, &mut home, ("campaign.verdict", conclusion.verdict.word()), &objects)?;
    Ok(work.letters)
}

fn send(
    conn: &mut Conn,
    desk: &Desk,
    act: &Act,
    work: &Work,
    ticket: &Ticket,
    conclusion: &Conclusion,
    due_at: Instant,
) -> Result<Option<LetterId>, Error> {
    let Some(person) = work.recipient(ticket, conclusion) else { return Ok(None) };
    let was = work.told.get(&ticket.id).copied().filter(|was| *was != conclusion.verdict);
    let done = work.done.get(&ticket.id).map_or(&[][..], Vec::as_slice);
    let words = verdict::words(desk, ticket, person, conclusion, was, done)?;
    let kind = format!("verdict-{}", conclusion.verdict);
    let by = act.account.map(|id| (id, act.name.as_str()));
    let out = Outgoing { kind: &kind, words: &words, automatic: false, by, shown: "", due_at };
    work.threads.send(conn, desk, ticket, person, &out, act.now).map(Some)
}

/// Where a decision leaves a ticket. One that told of an account which is not secured yet stays in work.
fn conclude(
    conn: &mut Conn,
    act: &Act,
    promises: &Promises,
    ticket: &mut Ticket,
    conclusion: &Conclusion,
    (told, exposed): (bool, bool),
) -> Result<(), Error> {
    let (id, now) = (ticket.row(), act.now);
    ticket.verdict = Some(conclusion.verdict);
    if told {
        ticket.answered_at = ticket.answered_at.or(Some(now));
        ticket.acknowledged_at = ticket.acknowledged_at.or(Some(now));
    }
    ticket::happened(conn, id, now, act.account, "verdict", conclusion.verdict.word())?;
    let next = match (exposed, conclusion.close) {
        (true, _) => Status::Working,
        (false, true) => Status::Closed,
        (false, false) => Status::Resolved,
    };
    if ticket.status != Status::Duplicate && ticket.status.may_become(next) {
        ticket.status = next;
        if !next.is_open() {
            ticket.resolved_at = ticket.resolved_at.or(Some(now));
            ticket.closed_at = Some(now).filter(|_| next == Status::Closed);
        }
        ticket::happened(conn, id, now, act.account, "status", next.word())?;
    }
    promises.reckon(conn, ticket, now)?;
    Ok(ticket::change(conn, ticket, act.account, now)?)
}

/// Takes a decision back, as far as its letters have not begun to leave; gives how many did not leave, and how many had left.
pub fn take_back(conn: &mut Conn, act: &Act, step: StepId) -> Result<(usize, usize), Error> {
    let mut home = act.begin(conn)?;
    let (stopped, left, objects) = stop(conn, act, &mut home, step)?;
    act.end(conn, &mut home, ("campaign.take-back", &format!("{stopped}/{}", stopped + left)), &objects)?;
    Ok((stopped, left))
}

fn stop(conn: &mut Conn, act: &Act, home: &mut Campaign, step: StepId) -> Result<(usize, usize, Vec<String>), Error> {
    let found = campaign::step(conn, home.row(), step)?;
    let found = found.filter(|found| found.code == Code::Verdict && found.undone_at.is_none());
    let gone = Error::Invalid { field: "step", message: "campaign-step-gone" };
    let Some(found) = found else { return Err(gone) };
    let made: Made = serde_json::from_str(&found.detail).map_err(|error| Error::Internal(error.to_string()))?;
    let answers = campaign::answers(conn, step)?;
    let letters: Vec<i64> = answers.iter().filter_map(|one| one.letter).collect();
    let stopped = outbox::cancel_all(conn, &letters)?;
    if stopped.is_empty() && !letters.is_empty() {
        return Err(gone);
    }
    let back = |one: &&campaign::Answer| one.letter.is_none_or(|letter| stopped.contains(&letter));
    let befores: BTreeMap<i64, &str> =
        answers.iter().filter(back).map(|one| (one.ticket, one.before.as_str())).collect();
    let ids: Vec<i64> = befores.keys().copied().collect();
    lock_tickets(conn, &ids)?;
    let (mut objects, promises) = (Vec::new(), Promises::load(conn)?);
    for mut ticket in ticket::several(conn, &ids.iter().map(|id| TicketId(*id)).collect::<Vec<_>>())? {
        let before = befores.get(&ticket.id).and_then(|before| serde_json::from_str::<Before>(before).ok());
        // Whoever decided otherwise meanwhile meant it.
        let Some(before) = before.filter(|_| ticket.verdict.is_some_and(|said| said.word() == made.verdict)) else {
            continue;
        };
        let now = (ticket.status, ticket.duplicate_of);
        before.put_back(&mut ticket);
        // Where it was put into another one, or taken out of it, meanwhile, that stays.
        if (now.0 == Status::Duplicate) != (ticket.status == Status::Duplicate) {
            (ticket.status, ticket.duplicate_of) = now;
        }
        ticket::happened(conn, ticket.row(), act.now, act.account, "taken-back", "")?;
        ticket::happened(conn, ticket.row(), act.now, act.account, "status", ticket.status.word())?;
        promises.reckon(conn, &mut ticket, act.now)?;
        ticket::change(conn, &mut ticket, act.account, act.now)?;
        objects.push(ticket.object());
    }
    ticket::reopen_contests(conn, &ids, found.at)?;
    people::recount(conn, &ids)?;
    if made.whole {
        home.state = State::of(&made.state_before).unwrap_or(State::Open);
        home.verdict.clone_from(&made.verdict_before);
        home.reasons.clone_from(&made.reasons_before);
        home.remark.clone_from(&made.remark_before);
        home.answers_from = made.answers_before;
        campaign::set_decided(conn, home.row(), &[])?;
    }
    campaign::mark_undone(conn, step, act.now)?;
    campaign::add_step(conn, home.row(), act.now, act.account, Code::Undone, Code::Verdict.word())?;
    Ok((stopped.len(), letters.len() - stopped.len(), objects))
}
