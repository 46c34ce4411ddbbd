//! Saying that an official document stands behind a reported mail.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Decide, Signed};
use super::queue::Asked;
use super::ticket;
use crate::desk::vouch;

/// The reference of the document; empty: taken back.
#[derive(Deserialize)]
pub struct Vouching {
    reference: String,
    version: i32,
}

/// `POST /tickets/{number}/official`.
pub async fn submit(
    signed: Signed<Decide>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Vouching>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let reference = form.into_inner().reference;
    let said = web.db.write(move |conn| vouch::set(conn, &change, &reference)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), said, "official").await
}
