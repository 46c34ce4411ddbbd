//! Macros: routines as the administrator keeps them.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageReplies, ReadReplies, Signed};
use super::super::page::{self, Frame};
use super::campaign_move::one;
use crate::base::ids::AccountId;
use crate::desk::routine::{self, Give, Routine, Wish};
use crate::desk::{self, assign, canned};
use crate::record::ticket::{Status, Verdict};

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "page/macros.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    /// Row and version of the one that is open.
    open: Option<(i64, i32)>,
    typed: Wish,
    /// Value and words of whom the ticket can be given to, and whether that is chosen.
    gives: Vec<(String, String, bool)>,
    /// Row, language and title of each canned reply that is offered, and whether it is chosen.
    replies: Vec<(i64, String, String, bool)>,
    mistake: Option<(&'static str, String)>,
}

/// A routine as the page shows it.
struct Row {
    id: i64,
    name: String,
    steps: Vec<String>,
    disabled: bool,
}

impl Page {
    fn action(&self) -> String {
        self.open.map_or_else(|| "/admin/macros".to_owned(), |(id, _)| format!("/admin/macros/{id}"))
    }

    fn verdicts(&self) -> Vec<(Verdict, bool)> {
        Verdict::ALL.iter().map(|one| (*one, self.typed.verdict == Some(*one))).collect()
    }

    fn statuses(&self) -> Vec<(Status, bool)> {
        let movable = Status::ALL.iter().filter(|one| !matches!(one, Status::New | Status::Duplicate));
        movable.map(|one| (*one, self.typed.status == Some(*one))).collect()
    }
}

/// The value of the choice to whom the ticket is given: empty, `me`, `nobody` or a row.
fn given(give: Option<Give>) -> String {
    match give {
        None => String::new(),
        Some(Give::Me) => "me".into(),
        Some(Give::Nobody) => "nobody".into(),
        Some(Give::Person(who)) => who.to_string(),
    }
}

fn gives(frame: &Frame, workers: &[(AccountId, String)], now: Option<Give>) -> Vec<(String, String, bool)> {
    let fixed = [
        (None, frame.say("macros-give-none")),
        (Some(Give::Me), frame.say("macros-give-me")),
        (Some(Give::Nobody), frame.say("macros-give-nobody")),
    ];
    let people = workers.iter().map(|(id, name)| (Some(Give::Person(*id)), name.clone()));
    fixed.into_iter().chain(people).map(|(give, words)| (given(give), words, give == now)).collect()
}

fn empty() -> Wish {
    Wish { name: String::new(), give: None, canned: None, verdict: None, letter: true, status: None, onward: false }
}

fn read(form: &[(String, String)]) -> Result<Wish, Fault> {
    fn some<T>(word: &str, of: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Fault> {
        if word.is_empty() { Ok(None) } else { of(word).map(Some).ok_or(Fault::BadRequest) }
    }
    let give = |word: &str| match word {
        "me" => Some(Give::Me),
        "nobody" => Some(Give::Nobody),
        id => id.parse().ok().map(|id| Give::Person(AccountId(id))),
    };
    Ok(Wish {
        name: one(form, "name").to_owned(),
        give: some(one(form, "give"), give)?,
        canned: some(one(form, "canned"), |id| id.parse().ok())?,
        verdict: some(one(form, "verdict"), Verdict::of)?,
        letter: one(form, "letter") == "yes",
        status: some(one(form, "status"), Status::of)?,
        onward: one(form, "onward") == "yes",
    })
}

/// `GET /admin/macros`.
pub async fn show(signed: Signed<ReadReplies>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    render(&web, &signed, None, Some(empty()), None).await
}

/// `GET /admin/macros/{id}`.
pub async fn open(signed: Signed<ReadReplies>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    render(&web, &signed, Some((id.into_inner(), 0)), None, None).await
}

/// `POST /admin/macros`: `name`, `give`, `canned`, `verdict`, `letter`, `status`, `onward`.
pub async fn add(signed: Signed<ManageReplies>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let (wish, act) = (read(&form)?, signed.by(&web));
    let wanted = wish.clone();
    match web.db.write(move |conn| routine::add(conn, &act, &wanted)).await {
        Ok(_) => Ok(page::back_to("/admin/macros", "saved")),
        Err(error) => refused(&web, &signed, None, wish, error).await,
    }
}

/// `POST /admin/macros/{id}`: as [`add`], with `version`.
pub async fn change(
    signed: Signed<ManageReplies>,
    web: Data<Web>,
    id: Path<i64>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (wish, act) = (read(&form)?, signed.by(&web));
    let place = (id.into_inner(), one(&form, "version").parse().map_err(|_unread| Fault::BadRequest)?);
    let wanted = wish.clone();
    match web.db.write(move |conn| routine::change(conn, &act, place, &wanted)).await {
        Ok(()) => Ok(page::back_to("/admin/macros", "saved")),
        Err(error) => refused(&web, &signed, Some(place), wish, error).await,
    }
}

/// `POST /admin/macros/{id}/disable`.
pub async fn disable(signed: Signed<ManageReplies>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let (act, id) = (signed.by(&web), id.into_inner());
    web.db.write(move |conn| routine::disable(conn, &act, id, true)).await?;
    Ok(page::back_to("/admin/macros", "routine-disabled"))
}

/// `POST /admin/macros/{id}/enable`.
pub async fn enable(signed: Signed<ManageReplies>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let (act, id) = (signed.by(&web), id.into_inner());
    web.db.write(move |conn| routine::disable(conn, &act, id, false)).await?;
    Ok(page::back_to("/admin/macros", "routine-enabled"))
}

async fn refused(
    web: &Web,
    signed: &Signed<ManageReplies>,
    open: Option<(i64, i32)>,
    wish: Wish,
    error: desk::Error,
) -> Result<HttpResponse, Fault> {
    let mistake = match error {
        desk::Error::Invalid { field, message } => (field, signed.words.say(message)),
        desk::Error::Conflict { by } => ("version", signed.words.say_with("routine-conflict", [("name", by.as_str())])),
        error => return Err(error.into()),
    };
    render(web, signed, open, Some(wish), Some(mistake)).await
}

async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    open: Option<(i64, i32)>,
    typed: Option<Wish>,
    mistake: Option<(&'static str, String)>,
) -> Result<HttpResponse, Fault> {
    let (rows, workers, replies) = web
        .db
        .read(|conn| Ok::<_, desk::Error>((routine::list(conn)?, assign::workers(conn)?, canned::list(conn)?)))
        .await?;
    let known = match open {
        Some((id, _)) => Some(rows.iter().find(|row| row.id == id).ok_or(desk::Error::NotFound)?),
        None => None,
    };
    // After a conflict the form that comes back carries the version of whoever was faster.
    let open = known.map(|row| (row.id, row.version));
    let typed = typed.or_else(|| known.map(wished)).unwrap_or_else(empty);
    let frame = signed.frame("macros");
    let people: BTreeMap<i64, &str> = workers.iter().map(|(id, name)| (id.0, name.as_str())).collect();
    let titles: BTreeMap<i64, &str> = replies.iter().map(|one| (one.id, one.title.as_str())).collect();
    let rows = rows.iter().map(|row| Row {
        id: row.id,
        name: row.name.clone(),
        steps: steps(&frame, row, &people, &titles),
        disabled: row.disabled_at.is_some(),
    });
    let rows = rows.collect();
    let gives = gives(&frame, &workers, typed.give);
    let replies = replies
        .iter()
        .filter(|one| one.disabled_at.is_none())
        .map(|one| (one.id, one.language.clone(), one.title.clone(), typed.canned == Some(one.id)))
        .collect();
    let status = if mistake.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = Page { frame, rows, open, typed, gives, replies, mistake };
    page::html_as(status, &page)
}

/// A stored routine as a form holds it.
fn wished(row: &Routine) -> Wish {
    Wish {
        name: row.name.clone(),
        give: routine::give(row),
        canned: row.canned_id,
        verdict: row.verdict.as_deref().and_then(Verdict::of),
        letter: row.letter,
        status: row.status.as_deref().and_then(Status::of),
        onward: row.onward,
    }
}

/// The steps of a routine in words, in their order.
fn steps(frame: &Frame, row: &Routine, people: &BTreeMap<i64, &str>, titles: &BTreeMap<i64, &str>) -> Vec<String> {
    let mut out = Vec::new();
    out.extend(routine::give(row).map(|give| match give {
        Give::Me => frame.say("macros-did-give-me"),
        Give::Nobody => frame.say("macros-did-give-nobody"),
        Give::Person(who) => {
            frame.say_with("macros-did-give-person", "name", people.get(&who.0).copied().unwrap_or("–"))
        }
    }));
    let title = row.canned_id.and_then(|id| titles.get(&id));
    out.extend(title.map(|title| frame.say_with("macros-did-reply", "name", title)));
    out.extend(row.verdict.as_ref().map(|verdict| {
        let said = frame.say_with("macros-did-verdict", "name", frame.word("verdict", verdict));
        if row.letter { format!("{said}, {}", frame.say("macros-did-letter")) } else { said }
    }));
    out.extend(row.status.as_ref().map(|one| frame.say_with("macros-did-status", "name", frame.word("status", one))));
    out.extend(row.onward.then(|| frame.say("macros-did-onward")));
    out
}
