//! The door to the status page: the form for the lookup code, and leaving again.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::super::fault::Fault;
use super::super::guard::{Open, frame_of};
use super::super::page::{self, Frame, see_other};
use super::super::{Web, client};
use super::{kept, pass};
use crate::base::text::one_line;
use crate::desk;
use crate::desk::look_up;

#[derive(Template)]
#[template(path = "portal/status.html")]
struct Page {
    frame: Frame,
    /// Where the form goes.
    action: String,
    /// Where the page is read in another language.
    here: &'static str,
    typed: String,
    mistake: Option<String>,
}

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    #[serde(default)]
    code: String,
}

/// `GET /status`.
pub async fn show(_: Open, request: HttpRequest) -> Result<HttpResponse, Fault> {
    page::html(&form(&request, String::new(), None))
}

/// `POST /status`: a right code opens the ticket; every other one is the same sentence.
pub async fn submit(
    _: Open,
    web: Data<Web>,
    request: HttpRequest,
    fields: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let typed = fields.into_inner().code;
    let address = client::address(&web, &request);
    match look_up::open(&web.db, web.clock.now(), web.config.session.lock.delta(), &address, &typed).await {
        Ok(code) => pass::give(&web, &code, see_other(&kept(&request, "/status/ticket"))),
        Err(desk::Error::Invalid { message, .. }) => {
            let locked = message == "portal-code-locked";
            let status = if locked { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
            page::html_as(status, &form(&request, one_line(&typed, 40), Some(message)))
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /status/leave`: takes the code out of this browser, which others may use too.
pub async fn leave(_: Open, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    pass::take(&web, page::back_to(&kept(&request, "/status"), "status-left"))
}

fn form(request: &HttpRequest, typed: String, mistake: Option<&str>) -> Page {
    let frame = frame_of(request);
    let mistake = mistake.map(|key| frame.say(key));
    Page { action: kept(request, "/status"), here: "/status", frame, typed, mistake }
}
