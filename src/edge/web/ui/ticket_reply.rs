//! Writing at a ticket: a reply, a request for more, an internal note, a call that was made; and taking a letter back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::queue::Asked;
use super::ticket::{self, Typed};
use crate::base::ids::LetterId;
use crate::desk::{note, reply};

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    kind: String,
    text: String,
    version: i32,
    /// The last entry that the page showed.
    seen: Option<i64>,
}

/// `POST /tickets/{number}/reply`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let Fields { kind, text, version, seen } = form.into_inner();
    let (change, desk, words) = (ticket::change(&web, &signed, &number, version), web.desk(), text.clone());
    let done = match kind.as_str() {
        "reply" => web.db.write(move |conn| reply::send(conn, &desk, &change, &words, false)).await.map(|_| "replied"),
        "more" => web.db.write(move |conn| reply::send(conn, &desk, &change, &words, true)).await.map(|_| "asked"),
        "note" => web.db.write(move |conn| note::add(conn, &change, &words)).await.map(|()| "noted"),
        "call" => web.db.write(move |conn| note::call(conn, &change, &words)).await.map(|()| "called"),
        _ => return Err(Fault::BadRequest),
    };
    let asked = asked.into_inner();
    match done {
        Ok(done) => Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), done)),
        Err(error) => {
            let typed = Typed { kind, text, mistake: None, seen };
            ticket::again(&web, &signed, &number, asked, error, typed).await
        }
    }
}

/// `POST /tickets/{number}/letters/{letter}/take-back`.
pub async fn take_back(
    signed: Signed<Work>,
    web: Data<Web>,
    path: Path<(String, i64)>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let (number, letter) = path.into_inner();
    let change = ticket::change(&web, &signed, &number, 0);
    let in_time = web.db.write(move |conn| reply::take_back(conn, &change, LetterId(letter))).await?;
    let done = if in_time { "taken-back" } else { "too-late" };
    Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), done))
}
