//! A reporter: unit, telephone, what became of the reports, and all tickets.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed, Work};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::desk::reporter::{self, File};
use crate::record::ticket::list;

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "page/reporter.html")]
struct Page {
    frame: Frame,
    file: File,
    name: String,
    seen: (String, String),
    record: String,
    tickets: Vec<Row>,
    next: Option<String>,
    telephone: String,
    mistake: Option<String>,
}

/// A ticket of theirs.
struct Row {
    number: String,
    subject: String,
    status: String,
    verdict: Option<(&'static str, String)>,
    at: String,
}

/// What is asked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    before: Option<i64>,
}

/// `GET /reporters/{id}?before=120`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    id: Path<i64>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed, *id, asked.before).await?)
}

async fn loaded<P>(web: &Web, signed: &Signed<P>, id: i64, before: Option<i64>) -> Result<Page, Fault> {
    let (now, me, zone) = (web.clock.now(), signed.id, Zone::default());
    let today = zone.local(now).date();
    let limit = ROWS as i64 + 1;
    let mut file = web.db.read(move |conn| reporter::file(conn, (id, me), (before, limit), now, today)).await?;
    let frame = signed.frame("reporters");
    let more = file.tickets.len() > ROWS;
    file.tickets.truncate(ROWS);
    let next = file.tickets.last().filter(|_| more);
    let next = next.map(|last| page::with_query(&format!("/reporters/{id}"), "before", &last.id.to_string()));
    let (person, record) = (&file.person, &file.record);
    let (decided, rightly) = (record.track.decided.to_string(), record.track.rightly.to_string());
    let values = [("decided", decided.as_str()), ("rightly", rightly.as_str())];
    Ok(Page {
        name: if person.name.is_empty() { person.address.clone() } else { shown::line(&person.name) },
        seen: (list_time(person.first_seen_at, zone), list_time(person.last_seen_at, zone)),
        record: frame.words.say_with(&format!("side-track-{}", record.word()), values),
        tickets: file.tickets.iter().map(|one| row(&frame, one, zone)).collect(),
        telephone: person.telephone.clone(),
        next,
        mistake: None,
        file,
        frame,
    })
}

fn row(frame: &Frame, one: &list::Row, zone: Zone) -> Row {
    Row {
        number: one.number.clone(),
        subject: shown::subject(frame, &one.subject, one.seal),
        status: frame.word("status", one.status),
        verdict: one.verdict.map(|word| (shown::verdict_level(word.word()), frame.word("verdict", word))),
        at: list_time(one.created_at, zone),
    }
}

/// The telephone, as typed.
#[derive(Deserialize)]
pub struct Typed {
    telephone: String,
}

/// `POST /reporters/{id}`.
pub async fn save(
    signed: Signed<Work>,
    web: Data<Web>,
    id: Path<i64>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let (id, telephone) = (id.into_inner(), typed.into_inner().telephone);
    let (actor, now, wanted) = (signed.actor(), web.clock.now(), telephone.clone());
    match web.db.write(move |conn| reporter::call_at(conn, &actor, now, id, &wanted)).await {
        Ok(()) => Ok(page::back_to(&format!("/reporters/{id}"), "saved")),
        Err(desk::Error::Invalid { message, .. }) => {
            let page = loaded(&web, &signed, id, None).await?;
            let mistake = Some(signed.words.say(message));
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &Page { telephone, mistake, ..page })
        }
        Err(error) => Err(error.into()),
    }
}
