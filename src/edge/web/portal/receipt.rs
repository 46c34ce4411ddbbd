//! The page on which an agency confirms an advisory: the code of the letter, then one button.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::super::fault::Fault;
use super::super::guard::{Open, frame_of};
use super::super::page::{self, Frame};
use super::super::{Web, client};
use super::kept;
use crate::base::text::{Zone, list_time, one_line};
use crate::desk;
use crate::desk::mailing::{self, Receipt};

#[derive(Template)]
#[template(path = "portal/receipt.html")]
struct Page {
    frame: Frame,
    /// Where the forms go.
    action: String,
    confirm: String,
    /// Where the page is read in another language.
    here: &'static str,
    typed: String,
    mistake: Option<String>,
    /// What the code opens, and when it was confirmed.
    receipt: Option<(Receipt, Option<String>)>,
}

/// What the forms hold.
#[derive(Deserialize)]
pub struct Fields {
    #[serde(default)]
    code: String,
    #[serde(default)]
    person: String,
}

/// `GET /receipt`.
pub async fn show(_: Open, request: HttpRequest) -> Result<HttpResponse, Fault> {
    page::html(&form(&request, String::new(), None, None))
}

/// `POST /receipt`: a right code shows what it confirms.
pub async fn submit(
    _: Open,
    web: Data<Web>,
    request: HttpRequest,
    fields: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let address = client::address(&web, &request);
    let lock = web.config.session.lock.delta();
    answer(&request, &fields, mailing::look(&web.db, web.clock.now(), lock, &address, &fields.code).await)
}

/// `POST /receipt/confirm`: the advisory was received and passed on.
pub async fn confirm(
    _: Open,
    web: Data<Web>,
    request: HttpRequest,
    fields: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let address = client::address(&web, &request);
    let (lock, now) = (web.config.session.lock.delta(), web.clock.now());
    let confirmed = mailing::confirm(&web.db, now, lock, (&address, &fields.code), &fields.person).await;
    answer(&request, &fields, confirmed)
}

fn answer(request: &HttpRequest, fields: &Fields, found: Result<Receipt, desk::Error>) -> Result<HttpResponse, Fault> {
    match found {
        Ok(receipt) => page::html(&form(request, String::new(), None, Some(receipt))),
        Err(desk::Error::Invalid { message, .. }) => {
            let locked = message == "portal-code-locked";
            let status = if locked { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
            let message = if locked { message } else { "receipt-wrong" };
            page::html_as(status, &form(request, one_line(&fields.code, 40), Some(message), None))
        }
        Err(error) => Err(error.into()),
    }
}

fn form(request: &HttpRequest, typed: String, mistake: Option<&str>, receipt: Option<Receipt>) -> Page {
    let frame = frame_of(request);
    let receipt = receipt.map(|receipt| {
        let at = receipt.received_at.map(|at| list_time(at, Zone::default()));
        (receipt, at)
    });
    Page {
        action: kept(request, "/receipt"),
        confirm: kept(request, "/receipt/confirm"),
        here: "/receipt",
        mistake: mistake.map(|key| frame.say(key)),
        frame,
        typed,
        receipt,
    }
}
