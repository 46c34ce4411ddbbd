//! Checklists: adding, changing, retiring.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageDesk, Signed};
use super::super::page::{self, Frame};
use super::campaign_move::one;
use crate::desk::checklist::{self, Wish};
use crate::desk::{self, Error};
use crate::record::ticket::Verdict;
use crate::record::ticket::task::{self, Checklist};

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "page/checklists.html")]
struct Page {
    frame: Frame,
    rows: Vec<Checklist>,
    /// What was typed, and the row that it was typed for; none: a new one.
    typed: (Wish, Option<i64>),
    mistake: Option<String>,
}

impl Page {
    /// All conclusions, and whether it is this one.
    fn verdicts(wish: &Wish) -> Vec<(&'static str, bool)> {
        Verdict::ALL.iter().map(|one| (one.word(), wish.verdict == Some(*one))).collect()
    }

    /// What was typed for a new one.
    fn fresh(&self) -> Wish {
        if self.typed.1.is_none() { self.typed.0.clone() } else { Wish::default() }
    }

    /// A checklist as its form shows it: what was typed where that could not be saved.
    fn form(&self, row: &Checklist) -> Wish {
        if self.typed.1 == Some(row.id) {
            return self.typed.0.clone();
        }
        let kept = row.retired_at.is_none();
        Wish { name: row.name.clone(), verdict: row.verdict, items: row.items.clone(), kept }
    }
}

async fn loaded(web: &Web, signed: &Signed<ManageDesk>) -> Result<Page, Fault> {
    let rows = web.db.read(|conn| Ok::<_, Error>(task::checklists(conn)?)).await?;
    Ok(Page { frame: signed.frame("checklists"), rows, typed: <_>::default(), mistake: None })
}

/// `GET /admin/checklists`.
pub async fn show(signed: Signed<ManageDesk>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed).await?)
}

/// `POST /admin/checklists`: `name`, `verdict`, `items`.
pub async fn add(signed: Signed<ManageDesk>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let wish = Wish { kept: true, ..wish(&form) };
    let (typed, actor, now) = (wish.clone(), signed.actor(), web.clock.now());
    let added = web.db.write(move |conn| checklist::add(conn, &actor, now, &wish)).await;
    answer(&web, &signed, added, (typed, None)).await
}

/// `POST /admin/checklists/{id}`: `name`, `verdict`, `items`, `kept`.
pub async fn change(
    signed: Signed<ManageDesk>,
    web: Data<Web>,
    id: Path<i64>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (wish, id) = (wish(&form), id.into_inner());
    let (typed, actor, now) = (wish.clone(), signed.actor(), web.clock.now());
    let changed = web.db.write(move |conn| checklist::change(conn, &actor, now, id, &wish)).await;
    answer(&web, &signed, changed, (typed, Some(id))).await
}

fn wish(form: &[(String, String)]) -> Wish {
    Wish {
        name: one(form, "name").to_owned(),
        verdict: Verdict::of(one(form, "verdict")),
        items: one(form, "items").to_owned(),
        kept: !one(form, "kept").is_empty(),
    }
}

async fn answer(
    web: &Web,
    signed: &Signed<ManageDesk>,
    outcome: Result<(), desk::Error>,
    typed: (Wish, Option<i64>),
) -> Result<HttpResponse, Fault> {
    match outcome {
        Ok(()) => Ok(page::back_to("/admin/checklists", "saved")),
        Err(desk::Error::Invalid { message, .. }) => {
            let page = loaded(web, signed).await?;
            let mistake = Some(signed.words.say(message));
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &Page { typed, mistake, ..page })
        }
        Err(error) => Err(error.into()),
    }
}
