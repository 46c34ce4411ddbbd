//! Who works on a ticket, where it stands, and which other ticket stands for it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::queue::Asked;
use super::ticket;
use crate::base::ids::AccountId;
use crate::desk::{assign, duplicate, status};
use crate::record::ticket::Status;

/// To whom; empty for nobody.
#[derive(Deserialize)]
pub struct Assignment {
    assignee: String,
    version: i32,
}

/// `POST /tickets/{number}/assign`.
pub async fn give(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Assignment>,
) -> Result<HttpResponse, Fault> {
    let assignee = match form.assignee.as_str() {
        "" => None,
        id => Some(AccountId(id.parse().map_err(|_unread| Fault::BadRequest)?)),
    };
    let change = ticket::change(&web, &signed, &number, form.version);
    let done = if assignee == Some(signed.id) { "taken" } else { "assigned" };
    let given = web
        .db
        .write(move |conn| {
            let Some(id) = assignee else { return assign::set(conn, &change, None) };
            let name = assign::fit(conn, id)?;
            assign::set(conn, &change, Some((id, &name)))
        })
        .await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), given, done).await
}

/// Where to.
#[derive(Deserialize)]
pub struct Move {
    status: String,
    version: i32,
}

/// `POST /tickets/{number}/status`.
pub async fn shift(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Move>,
) -> Result<HttpResponse, Fault> {
    let next = Status::of(&form.status).ok_or(Fault::BadRequest)?;
    let change = ticket::change(&web, &signed, &number, form.version);
    let moved = web.db.write(move |conn| status::set(conn, &change, next)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), moved, "moved").await
}

/// The ticket that stands for this one.
#[derive(Deserialize)]
pub struct Same {
    of: String,
    version: i32,
}

/// `POST /tickets/{number}/duplicate`.
pub async fn same(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Same>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, form.version);
    let of = form.into_inner().of;
    let marked = web.db.write(move |conn| duplicate::mark(conn, &change, &of)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), marked, "moved").await
}
