//! Staff settle what the reporter did, where the reporter gave a lower answer than the one on record.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::queue::Asked;
use super::ticket;
use crate::desk::reporter_answer;
use crate::record::ticket::Exposure;

/// What counts from now on.
#[derive(Deserialize)]
pub struct Settled {
    exposure: String,
    version: i32,
}

/// `POST /tickets/{number}/exposure`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Settled>,
) -> Result<HttpResponse, Fault> {
    let exposure = Exposure::of(&form.exposure).ok_or(Fault::BadRequest)?;
    let change = ticket::change(&web, &signed, &number, form.version);
    let set = web.db.write(move |conn| reporter_answer::settle(conn, &change, exposure)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), set, "exposure-set").await
}
