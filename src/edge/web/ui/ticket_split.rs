//! Making a ticket of its own of a mail that came to another one, and undoing it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::queue::Asked;
use super::ticket;
use super::ticket_merge::Version;
use crate::desk::split;

/// Which mail.
#[derive(Deserialize)]
pub struct Off {
    arrival: i64,
    version: i32,
}

/// `POST /tickets/{number}/split`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Off>,
) -> Result<HttpResponse, Fault> {
    let (change, desk) = (ticket::change(&web, &signed, &number, form.version), web.desk());
    let (arrival, asked) = (form.arrival, asked.into_inner());
    match web.db.write(move |conn| split::split(conn, &desk, &change, arrival)).await {
        Ok(fresh) => Ok(page::back_to(&asked.beside(&format!("/tickets/{fresh}")), "split")),
        Err(error) => ticket::answer(&web, &signed, &number, asked, Err(error), "split").await,
    }
}

/// `POST /tickets/{number}/split/undo`.
pub async fn undo(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Version>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let outcome = web.db.write(move |conn| split::undo(conn, &change)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "unsplit").await
}
