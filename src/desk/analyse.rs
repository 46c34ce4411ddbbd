//! Analysing an arrival: what is known → a cell reads the mail → one short write. Running it again gives the same rows
//! and no second letter.

use super::examine::{self, Known, Question};
use super::{Desk, Error, bounce, cluster, due, find, history, join, late, notify, prove, reporter_answer, seal, show};
use crate::analysis::evidence::{Evidence, Grade};
use crate::analysis::known::Brand;
use crate::analysis::picture::DRAWS;
use crate::base::clock::{Clock, Instant};
use crate::base::config::Config;
use crate::base::ids::{ArrivalId, TicketId};
use crate::base::text::one_line;
use crate::infra::cell::{CellError, CellPool};
use crate::infra::db::{Conn, Db, lock_campaigns};
use crate::infra::dns::Resolver;
use crate::record::audit::{self, Actor, Entry};
use crate::record::evidence::{self, Arrival, Role};
use crate::record::people;
use crate::record::queue::{self, JobKind};
use crate::record::ticket::{self, Kind, Seal, Ticket};

/// Most of the reporter's words that are kept, in characters.
const WORDS: usize = 20_000;

/// What the desk knows before it looks.
pub fn known(config: &Config) -> Known {
    Known {
        our_domains: config
            .reporter
            .domains
            .0
            .iter()
            .filter(|domain| *domain != "*")
            .map(|domain| domain.to_lowercase())
            .collect(),
        our_address: config.mail.address.to_lowercase(),
        protected: config.protect.domains.0.clone(),
        agencies: config.protect.agencies.0.clone(),
        trusted: config.protect.trusted.0.iter().map(|known| known.to_lowercase()).collect(),
        brands: config.protect.brands.0.iter().filter_map(|line| Brand::parse(line)).collect(),
        authserv_ids: config.intake.authserv_ids.0.iter().map(|id| id.to_lowercase()).collect(),
        arrived: None,
    }
}

/// Analyses an arrival and acknowledges its ticket. Of what was erased nothing is left to analyse.
pub async fn analyse(
    db: &Db,
    desk: &Desk,
    clock: &Clock,
    (cells, dns): (&CellPool, &Resolver),
    arrival: ArrivalId,
) -> Result<(), Error> {
    let found = db
        .read(move |conn| {
            let row = evidence::by_id(conn, arrival)?;
            let ticket = ticket::by_id(conn, TicketId(row.ticket_id))?;
            if ticket.seal == Some(Seal::Erased) {
                return Ok::<_, Error>(None);
            }
            Ok(Some((row, ticket.kind, evidence::raw(conn, arrival)?)))
        })
        .await?;
    let Some((row, kind, raw)) = found else { return Ok(()) };
    let as_sample = row.role == Role::First && kind == Kind::Sample;
    let facts = Known { arrived: Some(row.at.and_utc().timestamp()), ..known(&desk.config) };
    let mut seen = examine(cells, facts.clone(), as_sample, &raw).await?;
    if let Ok(evidence) = &mut seen {
        prove::prove((cells, dns), &facts, as_sample, &raw, evidence).await;
    }
    let (desk, now) = (desk.clone(), clock.now());
    db.write(move |conn| match seen {
        Ok(evidence) => keep(conn, &desk, &row, &evidence, now),
        Err(problem) => unreadable(conn, &desk, &row, problem, now),
    })
    .await
}

/// Asks a cell. The outer error is temporary; the inner one is about this mail and stays so.
pub(super) async fn examine(
    cells: &CellPool,
    known: Known,
    as_sample: bool,
    raw: &[u8],
) -> Result<Result<Evidence, &'static str>, Error> {
    let question = examine::ask(&Question::Examine { known, as_sample });
    match cells.run(&[&question, raw]).await {
        Ok(answer) => Ok(examine::read_evidence(&answer).map_err(|_garbled| "unreadable")),
        Err(error) if error.is_temporary() => Err(Error::Unavailable(error.to_string())),
        Err(CellError::Overrun(_)) => Ok(Err("overrun")),
        Err(_) => Ok(Err("died")),
    }
}

/// Stores what was seen and lets the ticket follow.
pub fn keep(conn: &mut Conn, desk: &Desk, row: &Arrival, seen: &Evidence, now: Instant) -> Result<(), Error> {
    let (id, facts) = (TicketId(row.ticket_id), known(&desk.config));
    if !seen.samples.is_empty() {
        lock_campaigns(conn)?;
    }
    let mut ticket = ticket::hold(conn, id)?;
    let first = ticket.analysed_at.is_none();
    let before = ticket.clone();
    let said = seen.report.words.clone();
    let seen = history::remember(conn, desk, &facts, &ticket, seen, now)?;
    let seen = &seal::keepable(conn, &mut ticket, row, seen, now)?;
    show::keep(conn, &facts, ArrivalId(row.id), id, seen, now)?;
    if DRAWS && desk.config.cell.pictures && !seen.samples.is_empty() && !ticket.is_shut() {
        queue::push(conn, JobKind::Draw, row.id, now, now)?;
    }
    let words: String = seen.report.words.chars().filter(|c| *c != '\0').take(WORDS).collect();
    ticket::set_body(conn, ArrivalId(row.id), &words)?;
    if row.role == Role::First {
        ticket.words.clone_from(&words);
        if ticket.subject.is_empty() {
            ticket.subject = one_line(&seen.report.subject, 300);
        }
        take_kind(&mut ticket, seen);
    }
    if row.role == Role::Followup {
        reporter_answer::from_reply(conn, desk, &mut ticket, &said, now)?;
    }
    let known_before = ticket.grade.clone();
    let mut placed = None;
    if show::best(&mut ticket, row.role, seen) && !ticket.is_shut() {
        placed = Some(cluster::place(conn, desk, &facts, &ticket, row, seen, now)?);
    }
    let original = seen.samples.iter().any(|sample| sample.grade == Grade::A);
    if row.role == Role::Followup && original && known_before.is_some_and(|grade| grade != "A") {
        ticket::happened(conn, id, now, None, "original", "")?;
    }
    join::original(conn, &facts, row, seen, &mut ticket, now)?;
    if row.role == Role::First && first {
        ticket.analysed_at = Some(now);
        // The acknowledgement promises a time.
        due::reckon(conn, &mut ticket, now)?;
        let score = ticket.score.map(|score| score.to_string()).unwrap_or_default();
        ticket::happened(conn, id, now, None, "analysed", &score)?;
        let answered = match &placed {
            Some(placed) => late::answer(conn, desk, &mut ticket, placed, seen, now)?,
            None => false,
        };
        if !answered {
            notify::acknowledge(conn, desk, &mut ticket, now)?;
        }
    }
    find::index(conn, &ticket)?;
    if let Some(told) = &seen.bounce {
        bounce::take(conn, desk, row, told, &mut ticket, now)?;
    }
    finish(conn, &before, &mut ticket, "ticket.analyse", now)
}

/// A mail that a cell could not read is a ticket all the same.
fn unreadable(conn: &mut Conn, desk: &Desk, row: &Arrival, problem: &'static str, now: Instant) -> Result<(), Error> {
    let mut ticket = ticket::hold(conn, TicketId(row.ticket_id))?;
    let before = ticket.clone();
    ticket::happened(conn, ticket.row(), now, None, "unreadable", problem)?;
    if ticket.analysed_at.is_none() {
        ticket.analysed_at = Some(now);
        notify::acknowledge(conn, desk, &mut ticket, now)?;
    }
    finish(conn, &before, &mut ticket, "ticket.unreadable", now)
}

/// Writes the ticket back. Analysis is no person's change, so the version that forms carry stays what it was.
fn finish(conn: &mut Conn, before: &Ticket, ticket: &mut Ticket, action: &str, now: Instant) -> Result<(), Error> {
    due::reckon(conn, ticket, now)?;
    ticket::refresh(conn, ticket, now)?;
    if before.verdict != ticket.verdict {
        people::recount(conn, &[ticket.id])?;
    }
    let detail = format!("{}>{}", before.kind, ticket.kind);
    audit::append(conn, now, &Actor::System, &[Entry { action, object: &ticket.object(), detail: &detail }])?;
    Ok(())
}

/// A mail from inside that reports none is a request.
fn take_kind(ticket: &mut Ticket, seen: &Evidence) {
    ticket.kind = match (seen.samples.is_empty(), ticket.kind) {
        (true, Kind::Report) => Kind::Request,
        (false, Kind::Request) => Kind::Report,
        (false, Kind::Sample)
            if seen.samples.iter().any(|sample| sample.source != crate::analysis::evidence::Source::Itself) =>
        {
            Kind::Report
        }
        (_, kind) => kind,
    };
}
