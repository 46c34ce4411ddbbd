//! Writing a công văn from a ticket: the form left, the A4 page beside it, and the document for the clerk. Nothing is kept
//! between the requests: what the form holds is the draft.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed, Work};
use super::super::page::{self, Frame};
use crate::base::clock::Instant;
use crate::desk::case_file;
use crate::desk::letter::quote::words;
use crate::desk::{self, advisory};
use crate::paper::dispatch::{Authority, Dispatch, Sheet, docx, draft, short_text};

#[derive(Template)]
#[template(path = "page/ticket_advisory.html")]
struct Page {
    frame: Frame,
    number: String,
    typed: Typed,
    sheet: Sheet,
    /// The text for chat groups; empty after the draft was edited away from the facts of the ticket.
    short: String,
    authorities: [Authority; 6],
}

/// What the form holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    parent: String,
    issuer: String,
    symbol: String,
    place: String,
    year: i32,
    subject: String,
    addressees: String,
    body: String,
    authority: String,
    head: String,
    title: String,
    signer: String,
    copies: String,
    drafter: String,
    rows: String,
    short: String,
    mark: Option<String>,
}

impl Typed {
    fn of(from: &Dispatch, short: String) -> Self {
        let rows = from.indicators.iter().map(|row| format!("{} | {} | {}", row.kind, row.value, row.note));
        Self {
            parent: from.parent.clone(),
            issuer: from.issuer.clone(),
            symbol: from.symbol.clone(),
            place: from.place.clone(),
            year: from.year,
            subject: from.subject.clone(),
            addressees: from.addressees.join("\n"),
            body: from.body.join("\n"),
            authority: from.authority.word().into(),
            head: from.head.clone(),
            title: from.title.clone(),
            signer: from.signer.clone(),
            copies: from.copies.join("\n"),
            drafter: from.drafter.clone(),
            rows: rows.collect::<Vec<_>>().join("\n"),
            short,
            mark: from.draft.then(|| "1".into()),
        }
    }

    /// The document of the form; web addresses of strangers are defanged whatever was typed.
    fn dispatch(&self, ours: &str) -> Dispatch {
        let text = |text: &str| words(text, ours);
        let lines = |typed: &str| text(typed).lines().take(200).map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        Dispatch {
            parent: text(&self.parent),
            issuer: text(&self.issuer),
            symbol: text(&self.symbol),
            number: None,
            date: None,
            year: self.year.clamp(2000, 9999),
            place: text(&self.place),
            subject: text(&self.subject),
            addressees: lines(&self.addressees),
            body: lines(&self.body),
            authority: Authority::of(&self.authority).unwrap_or_default(),
            head: text(&self.head),
            title: text(&self.title),
            signer: text(&self.signer),
            copies: lines(&self.copies),
            drafter: text(&self.drafter),
            indicators: advisory::typed_rows(&self.rows),
            draft: self.mark.is_some(),
        }
    }
}

/// `GET /tickets/{number}/advisory`: a draft from the ticket's evidence.
pub async fn show(signed: Signed<ReadEvidence>, web: Data<Web>, number: Path<String>) -> Result<HttpResponse, Fault> {
    let now = web.clock.now();
    let file = case_file::open(&web.db, &number, true).await?;
    case_file::looked(&web.db, signed.actor(), &number, now).await?;
    let facts = advisory::facts(&web.desk(), &file, now).ok_or(Fault::NotFound)?;
    let issuer = advisory::issuer(&web.config);
    let dispatch = draft(&facts, &issuer);
    let typed = Typed::of(&dispatch, short_text(&facts, &issuer));
    page::html(&shown(signed.frame(""), number.into_inner(), typed, &dispatch))
}

fn shown(frame: Frame, number: String, typed: Typed, dispatch: &Dispatch) -> Page {
    let short = typed.short.clone();
    Page { frame, number, sheet: Sheet::of(dispatch), short, typed, authorities: Authority::ALL }
}

/// `POST /tickets/{number}/advisory`: the page as it would print.
pub async fn preview(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let dispatch = typed.dispatch(&web.config.public_url());
    // The form shows what was made of it, so that page and document say the same.
    let typed = Typed::of(&dispatch, typed.into_inner().short);
    page::html(&shown(signed.frame(""), number.into_inner(), typed, &dispatch))
}

/// `POST /tickets/{number}/advisory/document`: the DOCX for the clerk.
pub async fn document(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let now: Instant = web.clock.now();
    let number = number.into_inner();
    advisory::handed_out(&web.db, signed.actor(), &number, now).await?;
    let sheet = Sheet::of(&typed.dispatch(&web.config.public_url()));
    let bytes = docx(&sheet, None).map_err(|error| desk::Error::Internal(error.to_string()))?;
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        .insert_header(("content-disposition", format!("attachment; filename=\"cong-van-{number}.docx\"")))
        .body(bytes))
}
