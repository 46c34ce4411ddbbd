//! What writers do with the form of an advisory: look at the page, keep a version, count anew, lay it before the one who
//! signs.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::advisory::{self, Said};
use super::advisory_typed::Typed;
use crate::desk::advisory as desk;

fn said(typed: Typed) -> Said {
    Said { typed: Some(typed), ..Said::default() }
}

/// `POST /advisories/{id}/preview`: the page as it would print; nothing is kept.
pub async fn preview(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    advisory::render(&web, &signed, &uuid, None, StatusCode::OK, said(typed.into_inner())).await
}

/// `POST /advisories/{id}`.
pub async fn save(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let (act, content) = (advisory::act(&web, &signed, &uuid, typed.version), typed.content(&web.config.public_url()));
    let done = web.db.write(move |conn| desk::save(conn, &act, content)).await;
    advisory::answer(&web, &signed, &uuid, (done, "advisory-saved"), said(typed.into_inner())).await
}

/// `POST /advisories/{id}/figures`: keeps what the form says, with the figures of now.
pub async fn count(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let (act, content) = (advisory::act(&web, &signed, &uuid, typed.version), typed.content(&web.config.public_url()));
    let own = web.desk();
    let done = web.db.write(move |conn| desk::count(conn, &own, &act, content)).await;
    advisory::answer(&web, &signed, &uuid, (done, "advisory-counted"), said(typed.into_inner())).await
}

/// `POST /advisories/{id}/submit`: keeps what the form says and lays it before the one who signs.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let (act, content) = (advisory::act(&web, &signed, &uuid, typed.version), typed.content(&web.config.public_url()));
    let done = web.db.write(move |conn| desk::submit(conn, &act, content)).await;
    advisory::answer(&web, &signed, &uuid, (done, "advisory-submitted"), said(typed.into_inner())).await
}
