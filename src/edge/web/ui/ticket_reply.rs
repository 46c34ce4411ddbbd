//! Writing at a ticket: a reply, a request for more, an internal note, a call that was made; and taking a letter back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::queue::Asked;
use super::ticket::{self, Typed};
use super::ticket_compose;
use crate::base::ids::LetterId;
use crate::desk::{note, reply};

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    kind: String,
    text: String,
    version: i32,
    /// `insert`: only put the canned reply behind the words.
    #[serde(default)]
    action: String,
    #[serde(default)]
    canned: String,
}

/// `POST /tickets/{number}/reply`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let Fields { kind, text, version, action, canned } = form.into_inner();
    if action == "insert" {
        return insert(&web, &signed, &number, asked.into_inner(), (kind, text, canned)).await;
    }
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
        Err(error) => ticket::again(&web, &signed, &number, asked, error, Typed { kind, text, mistake: None }).await,
    }
}

/// The page with a canned reply put behind the words.
async fn insert(
    web: &Web,
    signed: &Signed<Work>,
    number: &str,
    asked: Asked,
    (kind, mut text, canned): (String, String, String),
) -> Result<HttpResponse, Fault> {
    if let Ok(id) = canned.parse() {
        let words = ticket_compose::words(web, signed, number, id).await?;
        text = if text.trim().is_empty() { words } else { format!("{}\n\n{words}", text.trim_end()) };
    }
    ticket::render(web, signed, number, asked, StatusCode::OK, Typed { kind, text, mistake: None }).await
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
