//! How far an issued advisory is with the agencies: progress, who confirmed it and how, whose letter came back; the reminder, and
//! all of it as a table.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{MailAdvisory, ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::clock::Instant;
use crate::desk;
use crate::desk::mailing::{self, Line, Standing, Where};
use crate::record::advisory::State;

#[derive(Template)]
#[template(path = "page/mailing.html")]
struct Page {
    frame: Frame,
    uuid: String,
    name: String,
    subject: String,
    issued: bool,
    /// Recipients, and how many of them are at each place.
    all: usize,
    counts: Vec<(&'static str, String, usize)>,
    /// Letters that have left or came back.
    left: usize,
    /// That in words.
    progress: String,
    rows: Vec<Row>,
    late: usize,
    reminded: Option<String>,
    mistake: Option<String>,
}

/// A recipient.
struct Row {
    agency: String,
    band: String,
    contact: String,
    recipient: String,
    level: &'static str,
    place: String,
    /// When it was sent, why it came back, who confirmed it and how, each in words.
    told: Vec<String>,
    note: String,
}

/// `GET /advisories/{id}/mailing`.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    render(&web, &signed, &uuid, StatusCode::OK, None).await
}

async fn load(web: &Web, uuid: &str) -> Result<Standing, Fault> {
    let (wanted, now) = (uuid.to_owned(), web.clock.now());
    Ok(web.db.read(move |conn| mailing::standing(conn, &wanted, now)).await?)
}

async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    uuid: &str,
    status: StatusCode,
    mistake: Option<String>,
) -> Result<HttpResponse, Fault> {
    let standing = load(web, uuid).await?;
    let (frame, now) = (signed.frame("advisories"), web.clock.now());
    let counts =
        Where::ALL.iter().map(|place| (level(*place), frame.word("mailing-at", place), standing.count(*place)));
    let all = standing.lines.len();
    let left = all - standing.count(Where::Waiting);
    let page = Page {
        uuid: standing.advisory.uuid.clone(),
        name: standing.advisory.number.clone().unwrap_or_else(|| frame.say("advisory-unnumbered")),
        subject: shown::prose(&standing.advisory.subject),
        issued: standing.advisory.state == State::Issued,
        progress: frame
            .words
            .say_with("mailing-progress", [("left", left.to_string().as_str()), ("all", all.to_string().as_str())]),
        all,
        counts: counts.collect(),
        left,
        rows: standing.lines.iter().map(|line| row(&frame, line, now)).collect(),
        late: standing.late,
        reminded: standing.reminded_at.map(|at| shown::moment(at, now)),
        mistake,
        frame,
    };
    page::html_as(status, &page)
}

fn level(place: Where) -> &'static str {
    match place {
        Where::Waiting => "warn",
        Where::Sent => "accent",
        Where::Returned => "bad",
        Where::Received => "good",
    }
}

fn row(frame: &Frame, line: &Line, now: Instant) -> Row {
    let to = &line.to;
    let mut told = Vec::new();
    if let Some(at) = line.sent_at {
        told.push(frame.say_with("mailing-told-sent", "at", shown::moment(at, now)));
    }
    if !line.reason.is_empty() {
        told.push(shown::line(&line.reason));
    }
    if let Some(at) = to.reminded_at {
        told.push(frame.say_with("mailing-told-reminded", "at", shown::moment(at, now)));
    }
    if let (Some(at), Some(how)) = (to.received_at, to.received_how) {
        let by = shown::line(&to.received_by);
        let by = if by.is_empty() { String::new() } else { format!(" · {by}") };
        told.push(format!("{} {}{by}", frame.word("mailing-how", how), shown::moment(at, now)));
    }
    Row {
        agency: to.agency.clone(),
        band: to.band.clone(),
        contact: to.person.clone(),
        recipient: to.recipient.clone(),
        level: level(line.place),
        place: frame.word("mailing-at", line.place),
        told,
        note: shown::line(&to.note),
    }
}

/// `GET /advisories/{id}/mailing/export`: the same as CSV.
pub async fn export(signed: Signed<ReadTickets>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    let standing = load(&web, &uuid).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", "attachment; filename=\"gui-canh-bao.csv\""))
        .body(mailing::table(&web.desk(), &standing, &signed.words)))
}

/// `POST /advisories/{id}/mailing/remind`.
pub async fn remind(signed: Signed<MailAdvisory>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    let (by, desk, wanted) = (signed.by(&web), web.desk(), uuid.to_string());
    let outcome = web.db.write(move |conn| mailing::remind(conn, &desk, &by, &wanted)).await;
    answer(&web, &signed, &uuid, outcome, "reminded").await
}

/// `POST /advisories/{id}/mailing/stop`.
pub async fn stop(signed: Signed<MailAdvisory>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    let (by, wanted) = (signed.by(&web), uuid.to_string());
    let outcome = web.db.write(move |conn| mailing::stop(conn, &by, &wanted)).await;
    answer(&web, &signed, &uuid, outcome, "mailing-stopped").await
}

/// Back to the page, with what was done; or the page with what could not be.
async fn answer<P>(
    web: &Web,
    signed: &Signed<P>,
    uuid: &str,
    outcome: Result<usize, desk::Error>,
    done: &str,
) -> Result<HttpResponse, Fault> {
    match outcome {
        Ok(_) => Ok(page::back_to(&format!("/advisories/{uuid}/mailing"), done)),
        Err(desk::Error::Invalid { message, .. }) => {
            let mistake = Some(signed.words.say(message));
            render(web, signed, uuid, StatusCode::CONFLICT, mistake).await
        }
        Err(error) => Err(error.into()),
    }
}
