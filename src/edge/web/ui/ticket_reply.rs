//! Writing at a ticket: a reply, a request for more, an internal note, a call that was made; drafts of them, canned replies
//! put into them; and taking a letter back.

use actix_web::http::StatusCode;
use actix_web::http::header::{Charset, ContentDisposition, DispositionParam, DispositionType, ExtendedValue};
use actix_web::web::{Data, Path, Payload, Query};
use actix_web::{HttpRequest, HttpResponse};

use super::super::Web;
use super::super::csrf::FORM_LIMIT;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed, Work};
use super::super::limit::{Limit, STALL};
use super::super::page;
use super::super::upload::{self, Upload};
use super::queue::Asked;
use super::ticket;
use super::ticket_compose::Typed;
use super::{shown, ticket_compose};
use crate::base::ids::LetterId;
use crate::desk;
use crate::desk::draft::{self, Kind};
use crate::desk::{enclose, reply, writing};

/// `POST /tickets/{number}/reply`: `kind`, `text`, `copies`, `version`, files; without script the token is in the query.
/// `action` is `insert` to put the reply `canned` behind the words, `keep` or `discard` for the draft, `open` for the other
/// one; with `quiet` a sentence answers instead of a page.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    (asked, request): (Query<Asked>, HttpRequest),
    payload: Payload,
) -> Result<HttpResponse, Fault> {
    let mut share = web.uploads.share();
    let bytes = web.config.letter.files_size.0.saturating_add(FORM_LIMIT);
    let upload = upload::either(&request, payload, Limit { bytes, stall: STALL }, &mut share).await?;
    let (asked, field) = (asked.into_inner(), |name: &str| upload.field(name).to_owned());
    let kind = Kind::of(upload.field("kind")).ok_or(Fault::BadRequest)?;
    let typed = draft::Typed { kind, words: field("text"), copies: field("copies") };
    match upload.field("action") {
        "" => send(&web, &signed, &number, asked, typed, &upload).await,
        "insert" => insert(&web, &signed, &number, asked, typed, upload.field("canned")).await,
        "keep" => keep(&web, &signed, &number, asked, typed, !upload.field("quiet").is_empty()).await,
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
    upload: &Upload,
) -> Result<HttpResponse, Fault> {
    let version = upload.field("version").parse().map_err(|_unread| Fault::BadRequest)?;
    let (change, desk, written) = (ticket::change(web, signed, number, version), web.desk(), typed.clone());
    let done = match typed.kind {
        Kind::Reply => "replied",
        Kind::More => "asked",
        Kind::Note => "noted",
        Kind::Call => "called",
    };
    let outcome = match enclose::ready(&desk, &upload.files) {
        Ok(files) => web.db.write(move |conn| writing::submit(conn, &desk, &change, &written, &files)).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), done)),
        Err(error) => {
            let typed =
                Typed { lost_files: !upload.files.is_empty(), seen: upload.field("seen").parse().ok(), ..back(typed) };
            ticket::again(web, signed, number, asked, error, typed).await
        }
    }
}

/// What was typed, for a form that comes back.
fn back(typed: draft::Typed) -> Typed {
    Typed { kind: typed.kind.word().into(), text: typed.words, copies: typed.copies, ..Typed::default() }
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
        ..Typed::default()
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

/// `GET /tickets/{number}/letters/{letter}/files/{place}`: a file that went with a letter; always saved, never shown.
pub async fn file(
    _: Signed<ReadTickets>,
    web: Data<Web>,
    path: Path<(String, i64, i32)>,
) -> Result<HttpResponse, Fault> {
    let (number, letter, place) = path.into_inner();
    let (name, bytes) = web.db.read(move |conn| enclose::take(conn, &number, LetterId(letter), place)).await?;
    let value = ExtendedValue { charset: Charset::Ext("UTF-8".into()), language_tag: None, value: name.into_bytes() };
    let parameters = vec![DispositionParam::FilenameExt(value)];
    Ok(HttpResponse::Ok()
        .content_type("application/octet-stream")
        .insert_header(ContentDisposition { disposition: DispositionType::Attachment, parameters })
        .insert_header(("content-security-policy", "default-src 'none'; sandbox"))
        .body(bytes))
}
