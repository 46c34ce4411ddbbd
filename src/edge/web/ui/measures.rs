//! The list of measures, what waits first; asking for them on a ticket or campaign, and saying that they were carried out.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed, Work};
use super::super::page::{self, Frame};
use super::measure_part::{self, Row};
use super::queue::Asked as Beside;
use super::{campaign, ticket};
use crate::base::ids::MeasureId;
use crate::desk;
use crate::desk::measure::{self as measures, Place};
use crate::record::measure::{self, Stage};

#[derive(Template)]
#[template(path = "page/measures.html")]
struct Page {
    frame: Frame,
    stages: Vec<(Stage, bool)>,
    rows: Vec<Row>,
    mistake: Option<String>,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    stage: Option<String>,
}

/// `GET /measures?stage=done`: what is asked for and not done, unless another stage is named.
pub async fn show(signed: Signed<ReadEvidence>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let stage = asked.stage.as_deref().and_then(Stage::of).unwrap_or(Stage::Requested);
    render(&web, &signed, stage, None).await
}

async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    stage: Stage,
    mistake: Option<String>,
) -> Result<HttpResponse, Fault> {
    let found = web.db.read(move |conn| Ok::<_, desk::Error>(measure::board(conn, stage)?)).await?;
    let (frame, now) = (signed.frame("measures"), web.clock.now());
    let rows = found.iter().map(|one| measure_part::row(&frame, one, now)).collect();
    let stages = Stage::ALL.iter().map(|one| (*one, *one == stage)).collect();
    let status = if mistake.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    page::html_as(status, &Page { frame, stages, rows, mistake })
}

type Pairs = Form<Vec<(String, String)>>;

async fn ask(web: &Web, signed: &Signed<Work>, place: Place, form: &[(String, String)]) -> Result<(), desk::Error> {
    let (by, asked) = (signed.by(web), measure_part::read(form));
    web.db.write(move |conn| measures::ask(conn, &by, &place, &asked)).await.map(drop)
}

/// `POST /tickets/{number}/measures`: `pick`, several, rows of indicators; `kind` with `target`; `system`; `done=yes`.
pub async fn ask_ticket(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Beside>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let outcome = ask(&web, &signed, Place::Ticket(number.clone()), &form).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "measure").await
}

/// `POST /campaigns/{id}/measures`: as on a ticket.
pub async fn ask_campaign(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    match ask(&web, &signed, Place::Campaign(uuid.clone()), &form).await {
        Ok(()) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "measure")),
        Err(error) => campaign::again(&web, &signed, &uuid, error).await,
    }
}

/// How far a measure is now, and whether the list was open.
#[derive(Deserialize)]
pub struct Marked {
    stage: String,
    #[serde(default)]
    list: String,
}

/// `POST /measures/{id}`: `stage=done` or `lifted`; back to the list with `list`, else to where it belongs.
pub async fn mark(
    signed: Signed<Work>,
    web: Data<Web>,
    id: Path<i64>,
    form: Form<Marked>,
) -> Result<HttpResponse, Fault> {
    let stage = Stage::of(&form.stage).filter(|stage| *stage != Stage::Requested).ok_or(Fault::BadRequest)?;
    let (by, id) = (signed.by(&web), MeasureId(id.into_inner()));
    match web.db.write(move |conn| measures::mark(conn, &by, id, stage)).await {
        Ok(_) if !form.list.is_empty() => Ok(page::back_to("/measures", "measure")),
        Ok(Place::Ticket(number)) => Ok(page::back_to(&format!("/tickets/{number}"), "measure")),
        Ok(Place::Campaign(uuid)) => Ok(page::back_to(&format!("/campaigns/{uuid}"), "measure")),
        Err(desk::Error::Invalid { message, .. }) => {
            let mistake = Some(signed.words.say(message));
            render(&web, &signed, Stage::Requested, mistake).await
        }
        Err(error) => Err(error.into()),
    }
}
