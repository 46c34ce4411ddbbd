//! The list of advisories, the newest first.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::{advisory, shown};
use crate::base::clock::Instant;
use crate::desk;
use crate::record::advisory::{Listed, State, list};

#[derive(Template)]
#[template(path = "page/advisories.html")]
struct Page {
    frame: Frame,
    states: Vec<(&'static str, bool)>,
    all: bool,
    rows: Vec<Row>,
}

/// An advisory in the list.
struct Row {
    uuid: String,
    name: String,
    subject: String,
    state: State,
    level: &'static str,
    issued: String,
    campaign: Option<(String, String)>,
    ticket: Option<String>,
    reports: i32,
    changed: String,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    state: Option<String>,
}

/// `GET /advisories?state=to_sign`.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let state = asked.state.as_deref().and_then(State::of);
    let now = web.clock.now();
    let found = web.db.read(move |conn| Ok::<_, desk::Error>(list(conn, state)?)).await?;
    let frame = signed.frame("advisories");
    let page = Page {
        states: State::ALL.iter().map(|one| (one.word(), Some(*one) == state)).collect(),
        all: state.is_none(),
        rows: found.into_iter().map(|one| row(&frame, one, now)).collect(),
        frame,
    };
    page::html(&page)
}

fn row(frame: &Frame, (of, uuid, title, ticket): Listed, now: Instant) -> Row {
    Row {
        name: advisory::name(frame, &of),
        subject: of.subject.clone(),
        state: of.state,
        level: advisory::level(of.state),
        issued: of.issued_on.map(|day| day.format("%d/%m/%Y").to_string()).unwrap_or_default(),
        campaign: uuid.zip(title.map(|title| shown::prose(&title))),
        ticket,
        reports: of.reports,
        changed: shown::moment(of.updated_at, now),
        uuid: of.uuid,
    }
}
