//! A ticket: why it is suspicious, the reported mail, the conversation, and everything that can be done with it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::measure_part::{self, Measures};
use super::queue::{self, Asked, Queue};
use super::shown;
use super::ticket_aside::{self, Beside};
use super::ticket_compose::{self, Compose, Typed};
use super::ticket_mail::{self, File, Mail};
use super::ticket_talk::{self, Happened, Said};
use super::{campaign_part, exposures};
use crate::base::clock::Instant;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::desk::case_file::{self, CaseFile};
use crate::desk::change::Change;
use crate::desk::measure::Place;
use crate::desk::policy::Permission;
use crate::desk::said;
use crate::desk::{mention, notice};
use crate::record::exposure::{Exposed, What};
use crate::record::ticket::{Exposure, Kind, MessageKind, Seal, Status};

#[derive(Template)]
#[template(path = "page/ticket.html")]
struct Page {
    frame: Frame,
    queue: Queue,
    asked: Asked,
    file: CaseFile,
    facts: Facts,
    mails: Vec<Mail>,
    own_files: Vec<File>,
    said: Vec<Said>,
    /// The row of the last of them.
    last: i64,
    /// What others said since the form that comes back was opened.
    meanwhile: Vec<Said>,
    happened: Vec<Happened>,
    typed: Typed,
    compose: Compose,
    bounds: Bounds,
    measures: Option<Measures>,
    beside: Beside,
}

/// How much goes with a reply.
struct Bounds {
    files: u32,
    size: String,
    copies: u32,
}

/// What stands in the head and at the side.
struct Facts {
    subject: String,
    reporter: String,
    address: String,
    received: String,
    /// What is promised next, until when in words, and how that is coloured.
    due: Option<(String, String, &'static str)>,
    assignee: Option<String>,
    mine: bool,
    me: i64,
    /// Colour and words of what the reporter did.
    exposure: Option<(&'static str, String)>,
    /// Row, colour, words, mailbox, and how far the steps went, of each exposed account.
    exposed: Vec<(i64, &'static str, String, String, String)>,
    /// Whom to call about them, in words; and to whom a letter went.
    reach: Vec<(bool, String)>,
    /// What is known of the reporter, in words.
    record: Vec<String>,
    /// A lower answer than the one on record: what they said, and the sentence.
    lower: Option<(Exposure, String)>,
    /// What the reporter wrote of themselves: word of the deed, and the sentence.
    deed: Option<(&'static str, String)>,
    /// Whom it can be given to, and whether it is theirs.
    workers: Vec<(i64, String, bool)>,
    moves: Vec<(Status, String)>,
    problems: Vec<String>,
    campaign: Option<Wave>,
}

/// The campaign of the ticket, and why it is in it.
struct Wave {
    uuid: String,
    title: String,
    size: i64,
    strength: i32,
    ties: Vec<(String, i32)>,
}

/// `GET /tickets/{number}?view=…`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let answer = render(&web, &signed, &number, asked.into_inner(), StatusCode::OK, Typed::default()).await?;
    mention::seen(&web.db, signed.id, &number, web.clock.now()).await?;
    Ok(answer)
}

/// The page, with a form that comes back.
pub async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    number: &str,
    asked: Asked,
    status: StatusCode,
    typed: Typed,
) -> Result<HttpResponse, Fault> {
    let evidence = signed.may(Permission::ReadEvidence);
    let file = case_file::open(&web.db, number, evidence).await?;
    let now = web.clock.now();
    if evidence && !file.evidence.is_empty() {
        case_file::looked(&web.db, signed.actor(), number, now).await?;
    }
    if notice::looked(&web.db, signed.id, file.ticket.row(), now).await? {
        web.live.changed();
    }
    let queue = queue::load(web, signed, &asked, Some(number)).await?;
    let compose = ticket_compose::load(web, signed, &file.ticket, &typed, now).await?;
    let frame = signed.frame(&queue.mark());
    let place = Place::Ticket(file.ticket.number.clone());
    let measures = if evidence { Some(measure_part::load(web, &frame, place).await?) } else { None };
    let beside = ticket_aside::load(web, signed, number).await?;
    let page = Page {
        beside,
        facts: facts(&frame, signed, &file, now),
        mails: ticket_mail::mails(&frame, &file),
        own_files: ticket_mail::own_files(&frame, &file),
        said: ticket_talk::said(&frame, &file.conversation, &file.enclosed, now),
        last: ticket_talk::last(&file.conversation),
        meanwhile: ticket_talk::meanwhile(&frame, &file.conversation, &file.enclosed, typed.seen, now),
        happened: ticket_talk::happened(&frame, &file.timeline, now),
        queue,
        asked,
        file,
        measures,
        typed,
        compose,
        bounds: Bounds {
            files: web.config.letter.files,
            size: shown::size(&frame, web.config.letter.files_size.0 as u64),
            copies: web.config.letter.copies,
        },
        frame,
    };
    page::html_as(status, &page)
}

fn facts<P>(frame: &Frame, signed: &Signed<P>, file: &CaseFile, now: Instant) -> Facts {
    let ticket = &file.ticket;
    let name = file.reporter.as_ref().map(|person| if person.name.is_empty() { &person.address } else { &person.name });
    let moves = Status::ALL.iter().copied().filter(|next| {
        ticket.status.may_become(*next) && !matches!(next, Status::Duplicate | Status::New) && *next != ticket.status
    });
    let problems = file.evidence.iter().flat_map(|seen| &seen.evidence.problems);
    let moves = moves.map(|next| {
        let reopens = !ticket.status.is_open() && next == Status::Triage;
        (next, if reopens { frame.say("move-reopen") } else { frame.word("move", next) })
    });
    let workers = file.workers.iter().map(|(id, name)| (id.0, name.clone(), Some(id.0) == ticket.assignee_id));
    Facts {
        subject: shown::subject(frame, &ticket.subject, ticket.seal),
        reporter: name.map_or_else(|| frame.say("no-reporter"), |name| shown::line(name)),
        address: file.reporter.as_ref().map(|person| person.address.clone()).unwrap_or_default(),
        received: list_time(ticket.created_at, Zone::default()),
        due: promised(frame, file, now),
        assignee: file.workers.iter().find(|(id, _)| Some(id.0) == ticket.assignee_id).map(|(_, name)| name.clone()),
        me: signed.id.0,
        mine: ticket.assignee_id == Some(signed.id.0),
        exposure: ticket.exposure.map(|known| (exposure_level(known), frame.word("exposure", known))),
        exposed: file.exposed.iter().map(|(case, taken)| exposed(frame, case, *taken)).collect(),
        reach: file.reach.values().map(|reach| exposures::reached(frame, reach)).collect(),
        record: record(frame, file),
        lower: lower(frame, file),
        deed: deed(file),
        workers: workers.collect(),
        moves: moves.collect(),
        problems: problems.map(|sentence| frame.words.retold("problem-", sentence)).collect(),
        campaign: file.campaign.as_ref().map(|(home, member, size)| Wave {
            uuid: home.uuid.clone(),
            title: shown::prose(&home.title),
            size: *size,
            strength: member.strength,
            ties: if signed.may(Permission::ReadEvidence) {
                campaign_part::ties(frame, &member.why)
            } else {
                Vec::new()
            },
        }),
    }
}

/// What is promised next, until when in words, and how that is coloured.
fn promised(frame: &Frame, file: &CaseFile, now: Instant) -> Option<(String, String, &'static str)> {
    let ticket = &file.ticket;
    if ticket.status == Status::Waiting {
        return Some((frame.say("due-paused"), String::new(), ""));
    }
    let next = Some(ticket.next_due_at).filter(|next| *next < desk::due::never())?;
    let (words, level) = shown::left(frame, next, now, file.warn);
    let answer = ticket.answered_at.is_none() && next == ticket.due_at;
    Some((frame.say(if answer { "due-next-answer" } else { "due-next-verdict" }), words, level))
}

fn exposed(frame: &Frame, case: &Exposed, taken: usize) -> (i64, &'static str, String, String, String) {
    let open = case.closed_at.is_none();
    let level = if open && case.what.rank() >= What::Password.rank() { "bad" } else { "" };
    let steps = case.what.steps().len();
    let far = if steps == 0 { String::new() } else { format!("{taken}/{steps}") };
    (case.id, level, frame.word("exposed", case.what), shown::line(&case.mailbox), far)
}

/// The gravest thing that the reporter wrote of themselves, where nothing as grave is on the board.
fn deed(file: &CaseFile) -> Option<(&'static str, String)> {
    let known = file.exposed.iter().map(|(case, _)| case.what.rank() + 1).max().unwrap_or(0);
    let told = file.conversation.iter().filter(|one| {
        matches!(one.kind, MessageKind::Report | MessageKind::Followup | MessageKind::Answer) && !one.stranger
    });
    let deeds = told.filter_map(|one| said::deed(&one.body)).max_by_key(|(what, _)| what.rank());
    deeds.filter(|(what, _)| what.rank() + 1 > known).map(|(what, words)| (what.word(), shown::line(&words)))
}

/// What is known of the reporter, in words.
fn record(frame: &Frame, file: &CaseFile) -> Vec<String> {
    let Some(record) = file.record else { return Vec::new() };
    let (decided, rightly) = (record.track.decided.to_string(), record.track.rightly.to_string());
    let values = [("decided", decided.as_str()), ("rightly", rightly.as_str())];
    let mut out = vec![
        frame.say_with("side-reports", "count", record.reports),
        frame.words.say_with(&format!("side-track-{}", record.word()), values),
    ];
    out.extend(record.answered_after.map(|span| {
        let (unit, count) = shown::span(span);
        frame.say_with(&format!("side-answered-{unit}"), "count", count)
    }));
    out.extend(file.rating.map(|rating| frame.word("side-rating", rating)));
    out
}

/// The last answer of the reporter, where it is lower than what is on record and nobody of the desk has settled it.
fn lower(frame: &Frame, file: &CaseFile) -> Option<(Exposure, String)> {
    let last = file.timeline.iter().rev().find(|event| event.code.starts_with("exposure"))?;
    let said = Exposure::of(&last.detail).filter(|_| last.code == "exposure")?;
    let known = file.ticket.exposure.filter(|known| known.rank() > said.rank())?;
    let (now, before) = (frame.word("exposure", said), frame.word("exposure", known));
    Some((said, frame.words.say_with("side-lower", [("said", now.as_str()), ("known", before.as_str())])))
}

fn exposure_level(exposure: Exposure) -> &'static str {
    match exposure {
        Exposure::Nothing => "",
        loss if loss.is_loss() => "bad",
        _ => "warn",
    }
}

impl Page {
    /// A path of this ticket, with the list beside it kept.
    fn path(&self, tail: &str) -> String {
        self.asked.beside(&format!("/tickets/{}{tail}", self.file.ticket.number))
    }

    /// Where the routine of a row is run.
    fn run(&self, id: &str) -> String {
        self.path(&format!("/macros/{id}"))
    }

    /// The same for a form with files, which carries its token in the address.
    fn posted(&self, tail: &str) -> String {
        page::with_query(&self.path(tail), "csrf", self.frame.csrf())
    }

    fn back(&self) -> String {
        self.asked.beside("/tickets")
    }
}

/// A change of a ticket by whoever is signed in, from the version that the form was made from.
pub fn change<P>(web: &Web, signed: &Signed<P>, number: &str, version: i32) -> Change {
    Change {
        account: signed.id,
        name: signed.name.clone(),
        actor: signed.actor(),
        number: number.to_owned(),
        version,
        now: web.clock.now(),
    }
}

/// What a form says that could not be done: the page again, with the words kept and a sentence; other errors pass through.
pub async fn again<P>(
    web: &Web,
    signed: &Signed<P>,
    number: &str,
    asked: Asked,
    error: desk::Error,
    typed: Typed,
) -> Result<HttpResponse, Fault> {
    let (status, sentence) = match &error {
        desk::Error::Conflict { by } if by.is_empty() => (StatusCode::CONFLICT, signed.words.say("ticket-moved-on")),
        desk::Error::Conflict { by } => {
            (StatusCode::CONFLICT, signed.words.say_with("ticket-conflict", [("name", by.as_str())]))
        }
        desk::Error::Invalid { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, signed.words.say(message)),
        _ => return Err(error.into()),
    };
    let seen = typed.seen.filter(|_| status == StatusCode::CONFLICT);
    render(web, signed, number, asked, status, Typed { mistake: Some(sentence), seen, ..typed }).await
}

/// What follows a form of the ticket: back to it, with what was done; or the page again, with what could not be.
pub async fn answer<P>(
    web: &Web,
    signed: &Signed<P>,
    number: &str,
    asked: Asked,
    outcome: Result<(), desk::Error>,
    done: &str,
) -> Result<HttpResponse, Fault> {
    match outcome {
        Ok(()) => Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), done)),
        Err(error) => again(web, signed, number, asked, error, Typed::default()).await,
    }
}
