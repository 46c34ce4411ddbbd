//! An advisory: the form left, the A4 page as it will print right, what was done with it, and what can be done now.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::advisory_typed::Typed;
use super::shown;
use crate::base::clock::Instant;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::desk::advisory::{self, Act, AdvisoryFile, Content};
use crate::desk::policy::Permission;
use crate::paper::dispatch::{Authority, CAPTION, Sheet};
use crate::record::advisory::{Advisory, Line, State, Step};

#[derive(Template)]
#[template(path = "page/advisory.html")]
struct Page {
    frame: Frame,
    uuid: String,
    /// The version that the row has now.
    current: i32,
    /// The version that is shown, where it is an older one.
    older: Option<i32>,
    name: String,
    /// Whether it was issued once, so that it may be on its way to agencies.
    number_given: bool,
    state: State,
    level: &'static str,
    campaign: Option<(String, String)>,
    ticket: Option<String>,
    replaces: Vec<(String, String)>,
    replaced_by: Option<(String, String)>,
    figures: Figures,
    /// The form; none for whoever only reads, and where nothing may be changed.
    form: Option<Typed>,
    has_figure: bool,
    authorities: [Authority; 6],
    sheet: Sheet,
    figure: Option<String>,
    short: String,
    returned: Option<(String, String)>,
    history: Vec<Done>,
    said: Said,
    today: String,
}

/// How far the lure got, and until when that was counted.
struct Figures {
    reports: i32,
    reporters: i32,
    agencies: i32,
    at: String,
}

/// A change in the history.
struct Done {
    version: i32,
    what: String,
    comment: String,
    by: String,
    at: String,
    shown: bool,
}

/// What was typed into another form of the page, and what is wrong with what came.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// The words of a new version.
    pub typed: Option<Typed>,
    /// The comment with which it goes back.
    pub comment: String,
    /// Number and date of the registry.
    pub registry: (String, String),
    /// Field and sentence.
    pub mistake: Option<(&'static str, String)>,
}

/// Which version is asked for.
#[derive(Deserialize)]
pub struct Asked {
    pub(super) version: Option<i32>,
}

/// `GET /advisories/{id}?version=…`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    uuid: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    render(&web, &signed, &uuid, asked.version, StatusCode::OK, Said::default()).await
}

/// The page, with what was typed and what could not be done.
pub async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    uuid: &str,
    version: Option<i32>,
    status: StatusCode,
    said: Said,
) -> Result<HttpResponse, Fault> {
    let (wanted, now) = (uuid.to_owned(), web.clock.now());
    let file = web.db.read(move |conn| advisory::read(conn, &wanted, version)).await?;
    let content = match &said.typed {
        Some(typed) => typed.content(&web.config.public_url()),
        None => file.content.clone(),
    };
    page::html_as(status, &page(signed, &file, content, said, now))
}

fn page<P>(signed: &Signed<P>, file: &AdvisoryFile, content: Content, said: Said, now: Instant) -> Page {
    let frame = signed.frame("advisories");
    let row = &file.advisory;
    let older = (file.version != row.version).then_some(file.version);
    let editable = older.is_none() && row.state.is_open() && signed.may(Permission::Work);
    // What was typed is shown even where meanwhile nothing may be changed any more: nobody types it twice. A form that was
    // refused for its age goes on from the version of now, which its writer was told of and which stays in the history.
    let refused = said.mistake.as_ref().is_some_and(|(field, _)| *field == "version");
    let version = said.typed.as_ref().filter(|_| !refused).map_or(row.version, |typed| typed.version);
    let form = (editable || said.typed.is_some()).then(|| Typed::of(&content, version));
    let named = |other: &Advisory| (other.uuid.clone(), name(&frame, other));
    Page {
        uuid: row.uuid.clone(),
        current: row.version,
        older,
        name: name(&frame, row),
        number_given: row.number.is_some(),
        state: row.state,
        level: level(row.state),
        campaign: file.campaign.as_ref().map(|(uuid, title)| (uuid.clone(), shown::prose(title))),
        ticket: file.ticket.clone(),
        replaces: file.replaces.iter().map(named).collect(),
        replaced_by: file.replaced_by.as_ref().map(named),
        figures: Figures {
            reports: row.reports,
            reporters: row.reporters,
            agencies: row.agencies,
            at: list_time(row.counted_at, Zone::default()),
        },
        form,
        has_figure: file.has_figure,
        authorities: Authority::ALL,
        sheet: Sheet::of(&content.dispatch),
        figure: (file.has_figure && content.figure).then(|| format!("/advisories/{}/figure", row.uuid)),
        short: content.short,
        returned: returned(file),
        history: file.history.iter().map(|line| done(&frame, file, line, now)).collect(),
        said,
        today: Zone::default().local(now).date().to_string(),
        frame,
    }
}

/// The comment with which it came back last, until it is laid before the one who signs again.
fn returned(file: &AdvisoryFile) -> Option<(String, String)> {
    let last = file.history.iter().find(|line| matches!(line.step, Step::Submitted | Step::Returned))?;
    let open = last.step == Step::Returned && file.advisory.state.is_open();
    open.then(|| (last.comment.clone(), last.by.clone().unwrap_or_default()))
}

fn done(frame: &Frame, file: &AdvisoryFile, line: &Line, now: Instant) -> Done {
    Done {
        version: line.version,
        what: frame.word("advisory-step", line.step),
        comment: line.comment.clone(),
        by: line.by.clone().unwrap_or_default(),
        at: shown::moment(line.at, now),
        shown: line.version == file.version,
    }
}

/// What people call an advisory: its number, or that it has none.
pub fn name(frame: &Frame, of: &Advisory) -> String {
    match &of.number {
        Some(number) => frame.say_with("advisory-numbered", "number", number),
        None => frame.say("advisory-unnumbered"),
    }
}

/// The colour of a state.
pub fn level(state: State) -> &'static str {
    match state {
        State::Draft => "accent",
        State::ToSign | State::Returned => "warn",
        State::Issued => "good",
        State::Replaced => "",
    }
}

impl Page {
    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.said.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}

/// Who does something with an advisory, from the version that the form was made from.
pub fn act<P>(web: &Web, signed: &Signed<P>, uuid: &str, version: i32) -> Act {
    Act { account: signed.id, actor: signed.actor(), uuid: uuid.to_owned(), version, now: web.clock.now() }
}

/// What follows a form: back to the page, with what was done; or the page again with what was typed and a sentence.
pub async fn answer<P>(
    web: &Web,
    signed: &Signed<P>,
    uuid: &str,
    (outcome, done): (Result<(), desk::Error>, &str),
    said: Said,
) -> Result<HttpResponse, Fault> {
    let error = match outcome {
        Ok(()) => return Ok(page::back_to(&format!("/advisories/{uuid}"), done)),
        Err(error) => error,
    };
    let (status, mistake) = match &error {
        desk::Error::Conflict { by } => {
            (StatusCode::CONFLICT, ("version", signed.words.say_with("advisory-conflict", [("name", by.as_str())])))
        }
        desk::Error::Invalid { field, message } => {
            (StatusCode::UNPROCESSABLE_ENTITY, (*field, signed.words.say(message)))
        }
        _ => return Err(error.into()),
    };
    render(web, signed, uuid, None, status, Said { mistake: Some(mistake), ..said }).await
}
