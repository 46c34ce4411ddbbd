//! Sending an issued advisory to agencies: whom, by group or one by one, and the letter as it will arrive.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{MailAdvisory, Signed};
use super::super::page::{self, Frame};
use super::ticket_talk::MASK;
use crate::desk::letter::{LOOKUP_CODE, Rendered};
use crate::desk::mailing::{self, Choice, Chosen, Group};
use crate::desk::{self, ask};
use crate::record::advisory;

#[derive(Template)]
#[template(path = "page/mailing_send.html")]
struct Page {
    frame: Frame,
    uuid: String,
    name: String,
    groups: Vec<Band>,
    /// How many agencies there are today, in words.
    total: String,
    /// How many are chosen, in words.
    chosen: String,
    /// Chosen ones without a contact.
    unreachable: usize,
    letter: Rendered,
    per_minute: u32,
    mistake: Option<String>,
}

/// A group of agencies.
struct Band {
    name: String,
    label: String,
    on: bool,
    reachable: usize,
    rows: Vec<Row>,
}

/// An agency.
struct Row {
    id: i64,
    name: String,
    mails: Vec<String>,
    told: bool,
    on: bool,
}

/// Whom the page ticks for a beginning.
#[derive(Deserialize)]
pub struct Wanted {
    whom: Option<String>,
}

/// `GET /advisories/{id}/mailing/send`; with `whom=silent` the agencies are ticked whose people got a mail of the campaign and
/// have not reported it.
pub async fn show(
    signed: Signed<MailAdvisory>,
    web: Data<Web>,
    uuid: Path<String>,
    wanted: Query<Wanted>,
) -> Result<HttpResponse, Fault> {
    let mut choice = Choice::default();
    if wanted.whom.as_deref() == Some("silent") {
        let of = uuid.clone();
        let agencies = web.db.read(move |conn| ask::to_warn(conn, &of)).await?;
        choice.agencies = agencies.into_iter().map(|agency| agency.0).collect();
    }
    render(&web, &signed, &uuid, &choice, StatusCode::OK, None).await
}

/// `POST /advisories/{id}/mailing/send`: `agency` and `band`, several; `action=send` sends, anything else counts them.
pub async fn submit(
    signed: Signed<MailAdvisory>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Fault> {
    let all = |name: &'static str| form.iter().filter(move |(key, _)| key == name).map(|(_, value)| value);
    let choice = Choice {
        agencies: all("agency").filter_map(|id| id.parse().ok()).collect(),
        bands: all("band").cloned().collect(),
    };
    if all("action").next().is_none_or(|action| action != "send") {
        return render(&web, &signed, &uuid, &choice, StatusCode::OK, None).await;
    }
    let (by, desk, wanted, chosen) = (signed.by(&web), web.desk(), uuid.to_string(), choice.clone());
    match web.db.write(move |conn| mailing::send(conn, &desk, &by, &wanted, &chosen)).await {
        Ok(_) => Ok(page::back_to(&format!("/advisories/{uuid}/mailing"), "mailed")),
        Err(desk::Error::Invalid { message, .. }) => {
            let mistake = Some(signed.words.say(message));
            render(&web, &signed, &uuid, &choice, StatusCode::UNPROCESSABLE_ENTITY, mistake).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    uuid: &str,
    choice: &Choice,
    status: StatusCode,
    mistake: Option<String>,
) -> Result<HttpResponse, Fault> {
    let (desk, wanted, now) = (web.desk(), uuid.to_owned(), web.clock.now());
    let read = web.db.read(move |conn| {
        let found = advisory::by_uuid(conn, &wanted)?.ok_or(desk::Error::NotFound)?;
        let letter = mailing::preview(conn, &desk, &wanted, now)?;
        let groups = mailing::choose(conn, found.row(), desk.zone.local(now).date())?;
        Ok::<_, desk::Error>((found, letter, groups))
    });
    let (found, letter, groups) = match read.await {
        Ok(read) => read,
        // Not issued: there is nothing to send, and the advisory says why.
        Err(desk::Error::Invalid { .. }) => return Ok(page::see_other(&format!("/advisories/{uuid}"))),
        Err(error) => return Err(error.into()),
    };
    let offices = || groups.iter().flat_map(|group| &group.offices);
    let all = offices().count();
    let reachable = offices().filter(|office| !office.contacts.is_empty()).count();
    let (frame, chosen) = (signed.frame("advisories"), choice.count(&groups));
    let page = Page {
        uuid: found.uuid,
        name: found.number.unwrap_or_default(),
        total: total(&frame, all, reachable),
        chosen: reached(&frame, chosen),
        unreachable: chosen.unreachable,
        groups: groups.iter().map(|group| band(&frame, group, choice)).collect(),
        letter: Rendered { body: letter.body.replace(LOOKUP_CODE, MASK), ..letter },
        per_minute: web.config.mail.per_minute,
        mistake,
        frame,
    };
    page::html_as(status, &page)
}

fn total(frame: &Frame, all: usize, reachable: usize) -> String {
    let [all, reachable, without] = [all, reachable, all - reachable].map(|n| n.to_string());
    let values = [("all", all.as_str()), ("reachable", reachable.as_str()), ("without", without.as_str())];
    frame.words.say_with("mailing-total", values)
}

fn reached(frame: &Frame, chosen: Chosen) -> String {
    let (agencies, letters) = (chosen.agencies.to_string(), chosen.letters.to_string());
    frame.words.say_with("mailing-chosen", [("agencies", agencies.as_str()), ("letters", letters.as_str())])
}

fn band(frame: &Frame, group: &Group, choice: &Choice) -> Band {
    let rows: Vec<Row> = group
        .offices
        .iter()
        .map(|office| Row {
            id: office.agency.id,
            name: office.agency.name.clone(),
            mails: office.contacts.iter().map(|contact| contact.mail.clone()).collect(),
            told: office.told,
            on: choice.agencies.contains(&office.agency.id),
        })
        .collect();
    Band {
        label: if group.band.is_empty() { frame.say("mailing-band-other") } else { group.band.clone() },
        on: choice.bands.contains(&group.band),
        reachable: rows.iter().filter(|row| !row.mails.is_empty()).count(),
        name: group.band.clone(),
        rows,
    }
}
