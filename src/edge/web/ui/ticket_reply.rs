//! Writing at a ticket: a reply, a request for more, an internal note, a call that was made; drafts of them, canned replies
//! put into them; and taking a letter back.

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
use super::{shown, ticket_compose};
use crate::base::ids::LetterId;
use crate::desk;
use crate::desk::draft::{self, Kind};
use crate::desk::{reply, writing};

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    kind: String,
    text: String,
    #[serde(default)]
    copies: String,
    version: i32,
    /// `insert`: only put the canned reply behind the words; `keep`, `discard`: the draft; `open`: the other draft.
    #[serde(default)]
    action: String,
    #[serde(default)]
    canned: String,
    /// Not empty where a script asks, which wants a sentence instead of a page.
    #[serde(default)]
    quiet: String,
}

/// `POST /tickets/{number}/reply`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let (form, asked) = (form.into_inner(), asked.into_inner());
    let kind = Kind::of(&form.kind).ok_or(Fault::BadRequest)?;
    let typed = draft::Typed { kind, words: form.text, copies: form.copies };
    match form.action.as_str() {
        "" => send(&web, &signed, &number, asked, typed, form.version).await,
        "insert" => insert(&web, &signed, &number, asked, typed, &form.canned).await,
        "keep" => keep(&web, &signed, &number, asked, typed, !form.quiet.is_empty()).await,
        "open" => open(&web, &signed, &number, asked, typed).await,
        "discard" => {
            let (number, by) = (number.into_inner(), signed.id);
            let back = asked.beside(&format!("/tickets/{number}"));
            web.db.write(move |conn| draft::discard(conn, by, &number, kind)).await?;
            Ok(page::back_to(&back, "draft-discarded"))
        }
        _ => Err(Fault::BadRequest),
    }
}

async fn send(
    web: &Web,
    signed: &Signed<Work>,
    number: &str,
    asked: Asked,
    typed: draft::Typed,
    version: i32,
) -> Result<HttpResponse, Fault> {
    let (change, desk, written) = (ticket::change(web, signed, number, version), web.desk(), typed.clone());
    let done = match typed.kind {
        Kind::Reply => "replied",
        Kind::More => "asked",
        Kind::Note => "noted",
        Kind::Call => "called",
    };
    match web.db.write(move |conn| writing::submit(conn, &desk, &change, &written)).await {
        Ok(()) => Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), done)),
        Err(error) => ticket::again(web, signed, number, asked, error, back(typed)).await,
    }
}

/// What was typed, for a form that comes back.
fn back(typed: draft::Typed) -> Typed {
    Typed { kind: typed.kind.word().into(), text: typed.words, copies: typed.copies, mistake: None }
}

/// The page with a canned reply put behind the words.
async fn insert(
    web: &Web,
    signed: &Signed<Work>,
    number: &str,
    asked: Asked,
    mut typed: draft::Typed,
    canned: &str,
) -> Result<HttpResponse, Fault> {
    if let Ok(id) = canned.parse() {
        let words = ticket_compose::words(web, signed, number, id).await?;
        let before = typed.words.trim_end();
        typed.words = if before.is_empty() { words } else { format!("{before}\n\n{words}") };
    }
    ticket::render(web, signed, number, asked, StatusCode::OK, back(typed)).await
}

async fn kept(web: &Web, signed: &Signed<Work>, number: &str, typed: draft::Typed) -> Result<bool, desk::Error> {
    let (by, number, now) = (signed.id, number.to_owned(), web.clock.now());
    web.db.write(move |conn| draft::keep(conn, by, &number, typed, now)).await
}

/// Keeps the draft: a page follows, or a sentence for the script.
async fn keep(
    web: &Web,
    signed: &Signed<Work>,
    number: &str,
    asked: Asked,
    typed: draft::Typed,
    quiet: bool,
) -> Result<HttpResponse, Fault> {
    let (outcome, now) = (kept(web, signed, number, typed.clone()).await, web.clock.now());
    let (status, sentence) = match outcome {
        Ok(_) if !quiet => return Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), "draft-kept")),
        Err(error) if !quiet => return ticket::again(web, signed, number, asked, error, back(typed)).await,
        Ok(false) => (StatusCode::OK, String::new()),
        Ok(true) => {
            let at = shown::moment(now, now);
            (StatusCode::OK, signed.words.say_with("draft-kept-at", [("at", at.as_str())]))
        }
        Err(desk::Error::Invalid { message, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, signed.words.say(message)),
        Err(error) => return Err(error.into()),
    };
    Ok(HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(sentence))
}

/// The page with the draft of the other side, after this one was kept.
async fn open(
    web: &Web,
    signed: &Signed<Work>,
    number: &str,
    asked: Asked,
    typed: draft::Typed,
) -> Result<HttpResponse, Fault> {
    let side = typed.kind.side();
    if let Err(error) = kept(web, signed, number, typed.clone()).await {
        return ticket::again(web, signed, number, asked, error, back(typed)).await;
    }
    let other = ticket_compose::drafts(web, signed, number).await?.into_iter().find(|one| one.kind.side() != side);
    let shown = other.map_or_else(Typed::default, |one| Typed {
        kind: one.kind.word().into(),
        text: one.words,
        copies: one.copies,
        mistake: None,
    });
    ticket::render(web, signed, number, asked, StatusCode::OK, shown).await
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
