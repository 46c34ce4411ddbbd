//! Entering a report that came without mail.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Enter, Signed};
use super::super::limit::{Limit, STALL};
use super::super::page::{self, Frame};
use super::super::upload::{self, Upload};
use crate::desk;
use crate::desk::enter::{self, Entered};
use crate::desk::entry_mail::{Entry, How};
use crate::desk::policy::Permission;

/// Most bytes of a form with pictures.
const LARGEST: usize = 24 * 1024 * 1024;
/// Most pictures.
const PICTURES: usize = 10;

#[derive(Template)]
#[template(path = "page/entry.html")]
struct Page {
    frame: Frame,
    typed: Typed,
    hows: Vec<(&'static str, bool)>,
    /// Field and sentence.
    mistake: Option<(&'static str, String)>,
    lost_pictures: bool,
}

/// What was typed.
#[derive(Clone, Debug)]
struct Typed {
    how: How,
    name: String,
    address: String,
    unit: String,
    phone: String,
    subject: String,
    words: String,
    pasted: String,
    told: String,
    answer: bool,
}

impl Page {
    fn new(frame: Frame, typed: Typed) -> Self {
        let hows = How::ALL.map(|how| (how.word(), how == typed.how));
        Self { frame, typed, hows: hows.to_vec(), mistake: None, lost_pictures: false }
    }

    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}

impl Typed {
    fn of(upload: &Upload) -> Option<Self> {
        let field = |name: &str| upload.field(name).trim().to_owned();
        Some(Self {
            how: How::of(upload.field("how"))?,
            name: field("name"),
            address: field("address"),
            unit: field("unit"),
            phone: field("phone"),
            subject: field("subject"),
            words: field("words"),
            pasted: field("pasted"),
            told: field("told"),
            answer: upload.field("answer") == "yes",
        })
    }
}

/// `GET /tickets/new`.
pub async fn show(signed: Signed<Enter>) -> Result<HttpResponse, Fault> {
    let empty = Typed {
        how: How::Telephone,
        name: String::new(),
        address: String::new(),
        unit: String::new(),
        phone: String::new(),
        subject: String::new(),
        words: String::new(),
        pasted: String::new(),
        told: String::new(),
        answer: true,
    };
    page::html(&Page::new(signed.frame("new"), empty))
}

/// `POST /tickets/new?csrf=…`.
pub async fn submit(
    signed: Signed<Enter>,
    web: Data<Web>,
    request: HttpRequest,
    payload: Payload,
) -> Result<HttpResponse, Fault> {
    let mut share = web.uploads.share();
    let upload = upload::read(&request, payload, Limit { bytes: LARGEST, stall: STALL }, &mut share).await?;
    let typed = Typed::of(&upload).ok_or(Fault::BadRequest)?;
    let entered = entered(&signed, &web, &typed, &upload);
    let result = if upload.files.len() > PICTURES {
        Err(desk::Error::Invalid { field: "pictures", message: "entry-pictures-many" })
    } else {
        enter::enter(&web.db, &web.desk(), &web.door, entered).await
    };
    match result {
        Ok(receipt) if signed.may(Permission::ReadTickets) => {
            Ok(page::back_to(&format!("/tickets/{}", receipt.number), "entered"))
        }
        Ok(_) => Ok(page::back_to("/tickets/new", "entered")),
        Err(desk::Error::Invalid { field, message }) => {
            let mistake = Some((field, signed.words.say(message)));
            let lost_pictures = !upload.files.is_empty();
            let page = Page { mistake, lost_pictures, ..Page::new(signed.frame("new"), typed) };
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

fn entered(signed: &Signed<Enter>, web: &Web, typed: &Typed, upload: &Upload) -> Entered {
    let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Entered {
        entry: Entry {
            how: typed.how,
            reporter_name: typed.name.clone(),
            reporter_address: some(&typed.address),
            unit: typed.unit.clone(),
            phone: some(&typed.phone),
            subject: typed.subject.clone(),
            words: typed.words.clone(),
            pasted: some(&typed.pasted),
            pictures: upload.files.clone(),
            at: web.clock.now(),
            entered_by: signed.name.clone(),
        },
        told: typed.told.clone(),
        answer: typed.answer,
        account: Some(signed.id),
        actor: signed.actor(),
    }
}
