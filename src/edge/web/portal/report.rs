//! The form for reporters who cannot forward the original, and the page that shows how to.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::super::fault::Fault;
use super::super::guard::{Open, frame_of};
use super::super::limit::{Limit, STALL};
use super::super::page::{self, Frame, see_other};
use super::super::upload::{self, Upload};
use super::super::{Web, client};
use super::kept;
use crate::desk;
use crate::desk::portal_report::{self, FILES, Typed};

/// How long a form may take to come.
const PATIENCE: Duration = Duration::from_mins(10);

#[derive(Template)]
#[template(path = "portal/report.html")]
struct Page {
    frame: Frame,
    /// Where the form goes.
    action: String,
    /// Where the page is read in another language.
    here: &'static str,
    typed: Typed,
    /// Field and sentence.
    mistake: Option<(&'static str, String)>,
    /// Number of the report that was just taken.
    sent: Option<String>,
    /// Room for files, in megabytes.
    room: usize,
    /// Where mail is forwarded to.
    address: String,
}

impl Page {
    fn new(request: &HttpRequest, web: &Web, typed: Typed) -> Self {
        let action = kept(request, "/report");
        let room = room(web) / 1024 / 1024;
        let address = web.config.mail.address.clone();
        Self { frame: frame_of(request), action, here: "/report", typed, mistake: None, sent: None, room, address }
    }

    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    fn hint(&self) -> String {
        let (count, size) = (FILES.to_string(), self.room.to_string());
        self.frame.words.say_with("report-files-hint", [("count", count.as_str()), ("size", size.as_str())])
    }

    /// The action with the token, which the body tells too late.
    fn target(&self) -> String {
        page::with_query(&self.action, "csrf", self.frame.csrf())
    }
}

#[derive(Template)]
#[template(path = "portal/how_to.html")]
struct HowTo {
    frame: Frame,
    here: &'static str,
    report: String,
    address: String,
}

/// Bytes of files that fit into a mail of the largest size once they are encoded.
fn room(web: &Web) -> usize {
    web.config.intake.max_size.0 / 4 * 3
}

/// `GET /report`; with `sent=NUMBER` it says that this report was taken.
pub async fn show(_: Open, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let number = page::query(&request, "sent").filter(|number| is_number(number));
    page::html(&Page { sent: number, ..Page::new(&request, &web, Typed::default()) })
}

/// `POST /report?csrf=…`, a form with files.
pub async fn submit(_: Open, web: Data<Web>, request: HttpRequest, payload: Payload) -> Result<HttpResponse, Fault> {
    let from = client::address(&web, &request);
    if portal_report::locked(&web.db, &from, web.clock.now()).await? {
        let page = Page::new(&request, &web, Typed::default());
        let mistake = Some(("address", page.frame.say("report-often")));
        return page::html_as(StatusCode::TOO_MANY_REQUESTS, &Page { mistake, ..page });
    }
    let mut share = web.uploads.share();
    let limit = Limit { bytes: room(&web), stall: STALL };
    // Anybody can send it, so nobody takes all day.
    let upload = tokio::time::timeout(PATIENCE, upload::read(&request, payload, limit, &mut share)).await;
    let upload = upload.map_err(|_late| Fault::Stalled)??;
    let typed = typed(&upload);
    let handed = Typed { files: upload.files, ..typed.clone() };
    match portal_report::take(&web.db, &web.desk(), &web.door, handed, &from, web.clock.now()).await {
        Ok(receipt) => Ok(see_other(&page::with_query(&kept(&request, "/report"), "sent", &receipt.number))),
        Err(desk::Error::Invalid { field, message }) => {
            let often = message == "report-often";
            let status = if often { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
            let page = Page::new(&request, &web, typed);
            let mistake = Some((field, page.frame.say(message)));
            page::html_as(status, &Page { mistake, ..page })
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /how-to`.
pub async fn how_to(_: Open, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let address = web.config.mail.address.clone();
    page::html(&HowTo { frame: frame_of(&request), here: "/how-to", report: kept(&request, "/report"), address })
}

fn typed(upload: &Upload) -> Typed {
    let field = |name: &str| upload.field(name).trim().to_owned();
    Typed {
        name: field("name"),
        address: field("address"),
        words: field("words"),
        pasted: field("pasted"),
        files: Vec::new(),
    }
}

/// Whether words from an address bar are a number as we write them.
fn is_number(text: &str) -> bool {
    text.len() <= 24 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
}
