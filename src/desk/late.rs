//! Later reports of a campaign that was decided: answered at once, by the one letter, where nothing in them is new.

use std::collections::BTreeSet;

use chrono::TimeDelta;

use super::cluster::Placed;
use super::notify::{self, Outgoing};
use super::verdict::{self, Conclusion};
use super::{Desk, Error, said};
use crate::analysis::evidence::{Evidence, Grade};
use crate::analysis::fingerprint::{Fingerprint, Key, Kind};
use crate::base::clock::Instant;
use crate::base::ids::CampaignId;
use crate::infra::db::Conn;
use crate::record::campaign::{self, Campaign, State};
use crate::record::outbox;
use crate::record::ticket::{self, Exposure, Kind as Sort, Status, Ticket, Verdict};

/// Answers a report whose mail was decided already; says whether it did. Not what the reporter may be harmed by, not what
/// carries anything new, and never that a mail is legitimate.
pub(super) fn answer(
    conn: &mut Conn,
    desk: &Desk,
    ticket: &mut Ticket,
    placed: &Placed,
    seen: &Evidence,
    now: Instant,
) -> Result<bool, Error> {
    let Some(id) = placed.campaign.filter(|_| desk.config.verdict.late_answers) else { return Ok(false) };
    let mut home = campaign::by_id(conn, id)?;
    let (Some(decision), Some(from)) = (decided(&home), home.answers_from) else { return Ok(false) };
    let plain = ticket.kind == Sort::Report && !ticket.silent && !ticket.outside && ticket.status == Status::New;
    let harmed =
        ticket.exposure.is_some_and(|exposure| exposure != Exposure::Nothing) || said::deed(&ticket.words).is_some();
    if !plain || harmed || seen.samples.iter().any(|sample| sample.grade == Grade::C) || !seen.problems.is_empty() {
        return Ok(false);
    }
    if !nothing_new(conn, id, &placed.prints)? {
        return Ok(false);
    }
    let Some(person) = notify::recipient(conn, ticket)? else { return Ok(false) };
    let recent = outbox::recent_automatic(conn, &person.address, now - TimeDelta::hours(1))?;
    if recent >= i64::from(desk.config.reporter.hourly) {
        return Ok(false);
    }
    let before = verdict::Before::of(ticket);
    let conclusion = Conclusion {
        verdict: decision,
        reasons: serde_json::from_str(&home.reasons).unwrap_or_default(),
        remark: home.remark.clone(),
        letter: true,
        close: false,
    };
    let done = verdict::done(conn, ticket)?;
    let words = verdict::words(desk, ticket, &person, &conclusion, None, &done)?;
    let kind = format!("verdict-{decision}");
    let out = Outgoing { kind: &kind, words: &words, automatic: true, by: None, shown: "", due_at: now.max(from) };
    let letter = notify::send(conn, desk, ticket, &person, &out, now)?;
    // Until its letters leave, the decision can be taken back, this answer with it.
    if let Some(step) = campaign::last_decision(conn, id)?.filter(|_| now < from) {
        campaign::add_answer(conn, step, ticket.row(), Some(letter), &before.stored()?)?;
    }
    home.late += 1;
    campaign::refresh(conn, &home)?;
    let every = desk.config.verdict.sample_every;
    let looked_at = every > 0 && (home.late as u32).is_multiple_of(every);
    settle(conn, ticket, decision, looked_at, now)?;
    Ok(true)
}

/// What the campaign was found to be, where that may be told without looking.
fn decided(home: &Campaign) -> Option<Verdict> {
    let said = home.verdict.as_deref().and_then(Verdict::of).filter(|_| home.state == State::Decided)?;
    matches!(said, Verdict::Phishing | Verdict::Malware | Verdict::Spam).then_some(said)
}

/// Whether every page, file and text was in the campaign before.
fn nothing_new(conn: &mut Conn, home: CampaignId, prints: &[Fingerprint]) -> Result<bool, Error> {
    for print in prints {
        let mut asked: BTreeSet<Key> = print.pages.iter().flatten().cloned().collect();
        let own = |(kind, _): &&Key| matches!(kind, Kind::File | Kind::Body | Kind::Rest);
        let must: Vec<Key> = print.keys.iter().filter(own).cloned().collect();
        asked.extend(must.iter().cloned());
        let known = campaign::decided_keys(conn, home, &asked)?;
        let whole = print.whole
            && must.iter().all(|key| known.contains(key))
            && print.pages.iter().all(|page| page.iter().any(|key| known.contains(key)));
        if !whole {
            return Ok(false);
        }
    }
    Ok(!prints.is_empty())
}

/// The ticket is done, or stays before a person as a sample of the answers that left unlooked at.
fn settle(conn: &mut Conn, ticket: &mut Ticket, said: Verdict, looked_at: bool, now: Instant) -> Result<(), Error> {
    ticket.verdict = Some(said);
    ticket.answered_at = Some(now);
    ticket.acknowledged_at = ticket.acknowledged_at.or(Some(now));
    ticket::happened(conn, ticket.row(), now, None, "verdict", said.word())?;
    if looked_at {
        ticket.status = Status::Triage;
        return Ok(ticket::happened(conn, ticket.row(), now, None, "late-sample", "")?);
    }
    ticket.status = Status::Resolved;
    ticket.resolved_at = Some(now);
    ticket::happened(conn, ticket.row(), now, None, "late", "")?;
    Ok(ticket::happened(conn, ticket.row(), now, None, "status", Status::Resolved.word())?)
}
