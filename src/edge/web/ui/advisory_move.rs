//! What becomes of an advisory that lies before the one who signs: it comes back, or it is issued.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{IssueAdvisory, ReturnAdvisory, Signed};
use super::advisory::{self, Said};
use crate::desk::advisory as desk;

/// The form that gives it back.
#[derive(Deserialize)]
pub struct Back {
    version: i32,
    comment: String,
}

/// `POST /advisories/{id}/return`.
pub async fn send_back(
    signed: Signed<ReturnAdvisory>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Form<Back>,
) -> Result<HttpResponse, Fault> {
    let Back { version, comment } = form.into_inner();
    let (act, words) = (advisory::act(&web, &signed, &uuid, version), comment.clone());
    let done = web.db.write(move |conn| desk::send_back(conn, &act, &words)).await;
    let said = Said { comment, ..Said::default() };
    advisory::answer(&web, &signed, &uuid, (done, "advisory-returned"), said).await
}

/// What the registry gave.
#[derive(Deserialize)]
pub struct Registry {
    version: i32,
    number: String,
    date: String,
}

/// `POST /advisories/{id}/issue`.
pub async fn issue(
    signed: Signed<IssueAdvisory>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Form<Registry>,
) -> Result<HttpResponse, Fault> {
    let Registry { version, number, date } = form.into_inner();
    let (act, own) = (advisory::act(&web, &signed, &uuid, version), web.desk());
    let (typed, day) = (number.clone(), date.parse().ok());
    let done = web.db.write(move |conn| desk::issue(conn, &own, &act, &typed, day)).await;
    let said = Said { registry: (number, date), ..Said::default() };
    advisory::answer(&web, &signed, &uuid, (done, "advisory-issued"), said).await
}
