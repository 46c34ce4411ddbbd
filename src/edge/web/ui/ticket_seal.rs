//! Sealing a ticket whose mail bears a stamp of state secrecy, lifting a false seal, erasing what a true one covers.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Decide, Signed, Work};
use super::queue::Asked;
use super::ticket;
use crate::desk::{Error, analyse, seal};

/// The version that the form was made from.
#[derive(Deserialize)]
pub struct Sealing {
    version: i32,
}

/// `POST /tickets/{number}/seal`.
pub async fn close(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Sealing>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let known = analyse::known(&web.config);
    let sealed = web.db.write(move |conn| seal::close(conn, &known, &change)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), sealed, "sealed").await
}

/// Why a seal is lifted.
#[derive(Deserialize)]
pub struct Lifting {
    why: String,
    version: i32,
}

/// `POST /tickets/{number}/unseal`.
pub async fn lift(
    signed: Signed<Decide>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Lifting>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let why = form.into_inner().why;
    let lifted = web.db.write(move |conn| seal::lift(conn, &change, &why)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), lifted, "unsealed").await
}

/// The number of the ticket, typed by a person: what is erased does not come back.
#[derive(Deserialize)]
pub struct Erasing {
    number: String,
    version: i32,
}

/// `POST /tickets/{number}/erase`.
pub async fn erase(
    signed: Signed<Decide>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Erasing>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let erased = if form.number.trim().eq_ignore_ascii_case(&number) {
        web.db.write(move |conn| seal::erase(conn, &change)).await
    } else {
        Err(Error::Invalid { field: "number", message: "seal-number-differs" })
    };
    ticket::answer(&web, &signed, &number, asked.into_inner(), erased, "erased").await
}
