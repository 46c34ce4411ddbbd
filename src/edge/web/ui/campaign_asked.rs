//! Who else got the mail of a campaign: the list from the mail server's log, without those who reported, by unit.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::limit::{Limit, STALL};
use super::super::page::{self, Frame};
use super::super::upload;
use super::{advisory, shown};
use crate::base::text::list_time;
use crate::desk::ask::{self, AskFile};
use crate::desk::{self, ask_list};
use crate::record::advisory::State;

/// Most bytes of a form with its file.
const LARGEST: usize = 4 * 1024 * 1024;
/// Most people shown on the page; all are in the export.
const SHOWN: usize = 200;
/// Most people shown of what was read.
const SAMPLE: usize = 10;

#[derive(Template)]
#[template(path = "page/campaign_asked.html")]
struct Page {
    frame: Frame,
    uuid: String,
    title: String,
    listed: i64,
    reported: i64,
    silent: usize,
    units: Vec<(String, usize)>,
    people: Vec<(String, String, String)>,
    /// Public id and name of the advisory to warn with, and whether it is issued.
    warning: Option<(String, String, bool)>,
    more: usize,
    typed: String,
    plan: Option<Plan>,
    mistake: Option<String>,
}

/// What was read, before it is kept.
struct Plan {
    count: usize,
    again: usize,
    unusable: usize,
    cut: bool,
    bad: Vec<String>,
    sample: Vec<(String, String)>,
    /// The table that is kept.
    table: String,
}

/// `GET /campaigns/{id}/asked`.
pub async fn show(signed: Signed<Work>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    render(&signed, &web, &uuid, (None, String::new()), None).await
}

/// `POST /campaigns/{id}/asked?csrf=…`: reads a file or pasted lines; with `keep` puts them on the list.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Fault> {
    let mut share = web.uploads.share();
    let upload = upload::read(&request, payload, Limit { bytes: LARGEST, stall: STALL }, &mut share).await?;
    let file = upload.files.first().map(|(_, bytes)| ask_list::text(bytes));
    let table = file.unwrap_or_else(|| upload.field("table").to_owned());
    if upload.field("keep").is_empty() {
        let read = ask::read(&web.desk(), &table);
        if read.people.is_empty() && read.unusable == 0 {
            return render(&signed, &web, &uuid, (None, table), Some("asked-nobody")).await;
        }
        return render(&signed, &web, &uuid, (Some(plan(signed.frame("campaigns"), &web, &read)), table), None).await;
    }
    let (desk, actor, now, of) = (web.desk(), signed.actor(), web.clock.now(), uuid.clone());
    let kept = table.clone();
    match web.db.write(move |conn| ask::put(conn, &desk, &actor, (&of, &kept), now)).await {
        Ok(_) => Ok(page::back_to(&format!("/campaigns/{uuid}/asked"), "ask-kept")),
        Err(desk::Error::Invalid { message, .. }) => render(&signed, &web, &uuid, (None, table), Some(message)).await,
        Err(error) => Err(error.into()),
    }
}

/// A form without fields of its own.
#[derive(Deserialize)]
pub struct Nothing {}

/// `POST /campaigns/{id}/asked/clear`.
pub async fn clear(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    _: Form<Nothing>,
) -> Result<HttpResponse, Fault> {
    let (actor, now, of) = (signed.actor(), web.clock.now(), uuid.clone());
    web.db.write(move |conn| ask::clear(conn, &actor, &of, now)).await?;
    Ok(page::back_to(&format!("/campaigns/{uuid}/asked"), "ask-cleared"))
}

/// `GET /campaigns/{id}/asked/export`: those who have not reported, as CSV.
pub async fn export(signed: Signed<Work>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    let uuid = uuid.into_inner();
    let file = web.db.read(move |conn| ask::open(conn, &uuid)).await?;
    let heading = ["asked-unit", "asked-address", "asked-time"].map(|key| signed.words.say(key));
    let heading = [heading[0].as_str(), heading[1].as_str(), heading[2].as_str()];
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", "attachment; filename=\"chua-phan-anh.csv\""))
        .body(ask::export(&web.desk(), &file, heading)))
}

async fn render(
    signed: &Signed<Work>,
    web: &Web,
    uuid: &str,
    (plan, typed): (Option<Plan>, String),
    mistake: Option<&str>,
) -> Result<HttpResponse, Fault> {
    let of = uuid.to_owned();
    let file = web.db.read(move |conn| ask::open(conn, &of)).await?;
    let frame = signed.frame("campaigns");
    let unknown = frame.say("asked-unit-unknown");
    let named = |unit: &str| if unit.is_empty() { unknown.clone() } else { shown::line(unit) };
    let AskFile { campaign, listed, silent, units, warning } = file;
    let time = |at: crate::base::clock::Instant| list_time(at, web.desk().zone);
    let people = silent.iter().take(SHOWN).map(|one| {
        let unit = named(one.unit.as_deref().unwrap_or_default());
        (one.address.clone(), unit, one.delivered_at.map(time).unwrap_or_default())
    });
    let page = Page {
        people: people.collect(),
        more: silent.len().saturating_sub(SHOWN),
        reported: listed - silent.len() as i64,
        silent: silent.len(),
        units: units.iter().map(|(unit, count)| (named(unit), *count)).collect(),
        warning: warning.map(|one| (one.uuid.clone(), advisory::name(&frame, &one), one.state == State::Issued)),
        title: shown::prose(&campaign.title),
        uuid: campaign.uuid,
        listed,
        // What was pasted stays for mending, but a whole file is not sent back.
        typed: if typed.len() < 64 * 1024 { typed } else { String::new() },
        plan,
        mistake: mistake.map(|key| frame.say(key)),
        frame,
    };
    let status = if page.mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page::html_as(status, &page)
}

fn plan(frame: Frame, web: &Web, read: &ask_list::Read) -> Plan {
    let zone = web.desk().zone;
    let bad = read.bad.iter().map(|bad| {
        let (line, text) = (bad.line.to_string(), shown::line(&bad.text));
        frame.words.say_with(&format!("asked-bad-{}", bad.why), [("line", line.as_str()), ("text", text.as_str())])
    });
    let sample = read.people.iter().take(SAMPLE);
    Plan {
        count: read.people.len(),
        again: read.again,
        unusable: read.unusable,
        cut: read.cut,
        bad: bad.collect(),
        sample: sample
            .map(|(address, at)| (address.clone(), at.map(|at| list_time(at, zone)).unwrap_or_default()))
            .collect(),
        table: ask::again(read),
    }
}
