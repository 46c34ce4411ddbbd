//! A ticket on paper: the facts, the reasons, the indicators and what was done, in one column without anything to click.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::queue::Asked;
use super::shown;
use super::ticket_mail::{self, Mail};
use super::ticket_talk::{self, Happened, Said};
use crate::base::locale::Language;
use crate::base::text::{Zone, in_text, list_time};
use crate::desk::case_file::{self, CaseFile};
use crate::desk::policy::Permission;

#[derive(Template)]
#[template(path = "page/ticket_print.html")]
struct Page {
    frame: Frame,
    back: String,
    file: CaseFile,
    subject: String,
    reporter: String,
    received: String,
    printed: String,
    assignee: String,
    mails: Vec<Mail>,
    said: Vec<Said>,
    happened: Vec<Happened>,
}

/// `GET /tickets/{number}/print`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let evidence = signed.may(Permission::ReadEvidence);
    let (now, zone) = (web.clock.now(), Zone::default());
    let file = case_file::open(&web.db, &number, evidence).await?;
    if evidence && !file.evidence.is_empty() {
        case_file::looked(&web.db, signed.actor(), &number, now).await?;
    }
    let frame = signed.frame("");
    let person = file.reporter.as_ref();
    let assignee = file.workers.iter().find(|(id, _)| Some(id.0) == file.ticket.assignee_id);
    let mut happened = ticket_talk::happened(&frame, &file.timeline, now);
    happened.reverse();
    let page = Page {
        back: asked.beside(&format!("/tickets/{number}")),
        subject: shown::prose(&file.ticket.subject),
        reporter: person.map(|one| format!("{} <{}>", shown::line(&one.name), one.address)).unwrap_or_default(),
        received: match frame.words.language {
            Language::Vi => in_text(file.ticket.created_at, zone),
            Language::En => list_time(file.ticket.created_at, zone),
        },
        printed: format!("{}, {}", list_time(now, zone), signed.name),
        assignee: assignee.map(|(_, name)| name.clone()).unwrap_or_default(),
        mails: ticket_mail::mails(&frame, &file),
        said: ticket_talk::said(&frame, &file.conversation, &file.enclosed, now),
        happened,
        file,
        frame,
    };
    page::html(&page)
}
