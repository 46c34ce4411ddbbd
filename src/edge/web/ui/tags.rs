//! The list of tags: adding, renaming, retiring.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageDesk, Signed};
use super::super::page::{self, Frame};
use super::campaign_move::one;
use crate::desk::{self, tag};
use crate::record::ticket::tag::Tag;

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "page/tags.html")]
struct Page {
    frame: Frame,
    rows: Vec<(Tag, i64)>,
    /// What was typed for a new tag.
    typed: String,
    mistake: Option<String>,
}

impl Page {
    /// The tickets that have a tag.
    fn tickets(name: &str) -> String {
        page::with_query("/tickets", "q", &format!("tag:\"{name}\""))
    }
}

async fn loaded(web: &Web, signed: &Signed<ManageDesk>) -> Result<Page, Fault> {
    let rows = web.db.read(tag::list).await?;
    Ok(Page { frame: signed.frame("tags"), rows, typed: String::new(), mistake: None })
}

/// `GET /admin/tags`.
pub async fn show(signed: Signed<ManageDesk>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed).await?)
}

/// `POST /admin/tags`: `name`.
pub async fn add(signed: Signed<ManageDesk>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let (name, actor, now) = (one(&form, "name").to_owned(), signed.actor(), web.clock.now());
    let typed = name.clone();
    let added = web.db.write(move |conn| tag::add(conn, &actor, now, &name)).await;
    answer(&web, &signed, added, typed).await
}

/// `POST /admin/tags/{id}`: `name`, `kept`.
pub async fn change(
    signed: Signed<ManageDesk>,
    web: Data<Web>,
    id: Path<i64>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (name, kept) = (one(&form, "name").to_owned(), !one(&form, "kept").is_empty());
    let (actor, now) = (signed.actor(), web.clock.now());
    let changed = web.db.write(move |conn| tag::change(conn, &actor, now, *id, &name, kept)).await;
    answer(&web, &signed, changed, String::new()).await
}

async fn answer(
    web: &Web,
    signed: &Signed<ManageDesk>,
    outcome: Result<(), desk::Error>,
    typed: String,
) -> Result<HttpResponse, Fault> {
    match outcome {
        Ok(()) => Ok(page::back_to("/admin/tags", "saved")),
        Err(desk::Error::Invalid { message, .. }) => {
            let page = loaded(web, signed).await?;
            let mistake = Some(signed.words.say(message));
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &Page { typed, mistake, ..page })
        }
        Err(error) => Err(error.into()),
    }
}
