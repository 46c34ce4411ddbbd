//! A ticket: why it is suspicious, the reported mail, the conversation, and everything that can be done with it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::campaign_part;
use super::queue::{self, Asked, Queue};
use super::shown;
use super::ticket_mail::{self, File, Mail};
use super::ticket_talk::{self, Happened, Said};
use crate::base::clock::Instant;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::desk::case_file::{self, CaseFile};
use crate::desk::change::Change;
use crate::desk::policy::Permission;
use crate::desk::said;
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
    happened: Vec<Happened>,
    typed: Typed,
}

/// What stands in the head and at the side.
struct Facts {
    subject: String,
    reporter: String,
    address: String,
    received: String,
    due: Option<(String, bool)>,
    assignee: Option<String>,
    mine: bool,
    me: i64,
    /// Colour and words of what the reporter did.
    exposure: Option<(&'static str, String)>,
    /// Row, colour, words, mailbox, and how far the steps went, of each exposed account.
    exposed: Vec<(i64, &'static str, String, String, String)>,
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

/// What was typed into a form that comes back, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// Which form: `reply`, `more`, `note`, `call`; empty for none.
    pub kind: String,
    /// The words.
    pub text: String,
    /// The sentence beside it.
    pub mistake: Option<String>,
}

/// `GET /tickets/{number}?view=…`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    render(&web, &signed, &number, asked.into_inner(), StatusCode::OK, Typed::default()).await
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
    let queue = queue::load(web, signed, &asked, Some(number)).await?;
    let frame = signed.frame(&queue.mark());
    let page = Page {
        facts: facts(&frame, signed, &file, now),
        mails: ticket_mail::mails(&frame, &file),
        own_files: ticket_mail::own_files(&frame, &file),
        said: ticket_talk::said(&frame, &file.conversation, now),
        happened: ticket_talk::happened(&frame, &file.timeline, now),
        queue,
        asked,
        file,
        typed,
        frame,
    };
    page::html_as(status, &page)
}

fn facts<P>(frame: &Frame, signed: &Signed<P>, file: &CaseFile, now: Instant) -> Facts {
    let ticket = &file.ticket;
    let waits = ticket.status.is_open() && ticket.answered_at.is_none();
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
        due: waits.then(|| shown::left(frame, ticket.due_at, now)),
        assignee: file.workers.iter().find(|(id, _)| Some(id.0) == ticket.assignee_id).map(|(_, name)| name.clone()),
        me: signed.id.0,
        mine: ticket.assignee_id == Some(signed.id.0),
        exposure: ticket.exposure.map(|known| (exposure_level(known), frame.word("exposure", known))),
        exposed: file.exposed.iter().map(|(case, taken)| exposed(frame, case, *taken)).collect(),
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

fn exposure_level(exposure: Exposure) -> &'static str {
    match exposure {
        Exposure::Nothing => "",
        Exposure::Clicked | Exposure::Opened => "warn",
        Exposure::Password => "bad",
    }
}

impl Page {
    /// A path of this ticket, with the list beside it kept.
    fn path(&self, tail: &str) -> String {
        self.asked.beside(&format!("/tickets/{}{tail}", self.file.ticket.number))
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
    render(web, signed, number, asked, status, Typed { mistake: Some(sentence), ..typed }).await
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
