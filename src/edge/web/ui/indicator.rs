//! An indicator: what it is, when it was seen, which tickets carry it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed};
use super::super::page::{self, Frame};
use super::shown::{self, Indicator};
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::record::evidence::indicator;
use crate::record::ticket::{self, Ticket};

#[derive(Template)]
#[template(path = "page/indicator.html")]
struct Page {
    frame: Frame,
    kind: String,
    value: Indicator,
    first: String,
    last: String,
    tickets: Vec<Row>,
}

/// A ticket that carries it.
struct Row {
    number: String,
    subject: String,
    status: String,
    verdict: Option<(&'static str, String)>,
    at: String,
}

/// `GET /indicators/{id}`.
pub async fn show(signed: Signed<ReadEvidence>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let id = id.into_inner();
    let (row, tickets) = web
        .db
        .read(move |conn| {
            let row = indicator::by_id(conn, id)?;
            let ids = indicator::tickets(conn, id)?;
            Ok::<_, desk::Error>((row, ticket::several(conn, &ids)?))
        })
        .await?;
    let (frame, zone) = (signed.frame("indicators"), Zone::default());
    let page = Page {
        kind: frame.word("indicator", &row.kind),
        value: Indicator::known(&row.kind, &row.value),
        first: list_time(row.first_seen_at, zone),
        last: list_time(row.last_seen_at, zone),
        tickets: tickets.into_iter().map(|ticket| shown(&frame, ticket, zone)).collect(),
        frame,
    };
    page::html(&page)
}

fn shown(frame: &Frame, ticket: Ticket, zone: Zone) -> Row {
    Row {
        subject: shown::prose(&ticket.subject),
        status: frame.word("status", ticket.status),
        verdict: ticket.verdict.map(|one| (shown::verdict_level(one.word()), frame.word("verdict", one))),
        at: list_time(ticket.created_at, zone),
        number: ticket.number,
    }
}
