//! Putting a mailbox on the board of the exposed: told by telephone, read from a report, or found by the desk itself.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page::{self, Frame};
use crate::desk;
use crate::desk::{exposed_account, notify};
use crate::record::exposure::{NewExposed, What};
use crate::record::ticket;

#[derive(Template)]
#[template(path = "page/exposure_new.html")]
struct Page {
    frame: Frame,
    typed: Typed,
    whats: Vec<(&'static str, bool)>,
    /// Field and sentence.
    mistake: Option<(&'static str, String)>,
}

/// The form.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    mailbox: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    what: String,
    #[serde(default)]
    happened: String,
    #[serde(default)]
    ticket: String,
}

impl Page {
    fn new(frame: Frame, typed: Typed, mistake: Option<(&'static str, String)>) -> Self {
        let chosen = What::of(&typed.what).unwrap_or(What::Password);
        let whats = What::ALL.iter().rev().map(|one| (one.word(), *one == chosen)).collect();
        Self { frame, typed, whats, mistake }
    }

    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}

/// `GET /exposures/new?ticket=…&what=…`: with the reporter of the ticket filled in.
pub async fn show(signed: Signed<Work>, web: Data<Web>, typed: Query<Typed>) -> Result<HttpResponse, Fault> {
    let mut typed = typed.into_inner();
    if !typed.ticket.is_empty() && typed.mailbox.is_empty() {
        let number = typed.ticket.clone();
        let person = web
            .db
            .read(move |conn| {
                let ticket = ticket::by_number(conn, &number)?.ok_or(desk::Error::NotFound)?;
                notify::recipient(conn, &ticket)
            })
            .await?;
        if let Some(person) = person {
            typed.mailbox = person.address;
            typed.person = person.name;
        }
    }
    page::html(&Page::new(signed.frame("exposures"), typed, None))
}

/// `POST /exposures/new`.
pub async fn submit(signed: Signed<Work>, web: Data<Web>, typed: Form<Typed>) -> Result<HttpResponse, Fault> {
    let typed = typed.into_inner();
    let what = What::of(&typed.what).ok_or(Fault::BadRequest)?;
    let (desk, actor, by, now, form) = (web.desk(), signed.actor(), signed.id, web.clock.now(), typed.clone());
    let put = web.db.write(move |conn| {
        let number = form.ticket.trim().to_uppercase();
        let ticket = match number.as_str() {
            "" => None,
            number => {
                let unknown = desk::Error::Invalid { field: "ticket", message: "exposed-ticket-unknown" };
                Some(ticket::by_number(conn, number)?.ok_or(unknown)?.row())
            }
        };
        let Typed { mailbox, person, unit, happened, .. } = form;
        exposed_account::put(
            conn,
            &desk,
            &actor,
            Some(by),
            NewExposed { mailbox, person, unit, what, happened, ticket },
            now,
        )
    });
    match put.await {
        Ok(id) => Ok(page::back_to(&format!("/exposures#case-{id}"), "exposed")),
        Err(desk::Error::Invalid { field, message }) => {
            let mistake = Some((field, signed.words.say(message)));
            let page = Page::new(signed.frame("exposures"), typed, mistake);
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
