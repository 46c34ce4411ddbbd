//! Putting a ticket into another one of the same reporter, and undoing it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::queue::Asked;
use super::ticket;
use crate::desk::merge;

/// Into which one.
#[derive(Deserialize)]
pub struct Into {
    into: String,
    version: i32,
}

/// `POST /tickets/{number}/merge`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Into>,
) -> Result<HttpResponse, Fault> {
    let Into { into, version } = form.into_inner();
    let change = ticket::change(&web, &signed, &number, version);
    let outcome = web.db.write(move |conn| merge::merge(conn, &change, &into)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "merged").await
}

/// The version that the form was made from.
#[derive(Deserialize)]
pub struct Version {
    pub(super) version: i32,
}

/// `POST /tickets/{number}/merge/undo`.
pub async fn undo(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Version>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let outcome = web.db.write(move |conn| merge::undo(conn, &change)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "unmerged").await
}
