//! Putting tickets into a campaign and out of it, campaigns together, a title; and taking a step back.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::campaign;
use crate::base::ids::StepId;
use crate::desk::{self, campaign as moves};

type Pairs = Form<Vec<(String, String)>>;

/// The value of a field; empty where it is missing.
pub(super) fn one<'a>(form: &'a [(String, String)], name: &str) -> &'a str {
    form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
}

/// The ticked tickets.
pub(super) fn ticked(form: &[(String, String)]) -> Vec<i64> {
    form.iter().filter(|(key, _)| key == "ticket").filter_map(|(_, value)| value.parse().ok()).collect()
}

/// `POST /campaigns/{id}/join`: `number`.
pub async fn join(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (act, desk) = (campaign::act(&web, &signed, &uuid, one(&form, "version").parse().ok()), web.desk());
    let number = one(&form, "number").to_owned();
    let done = web.db.write(move |conn| moves::join(conn, &desk, &act, &number)).await;
    answer(&web, &signed, &uuid, done, "campaign-joined").await
}

/// `POST /campaigns/{id}/split`: `ticket`, several.
pub async fn split(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    // What is ticked says by itself what is meant; a report that came meanwhile changes nothing about it.
    let (act, desk, tickets) = (campaign::act(&web, &signed, &uuid, None), web.desk(), ticked(&form));
    let done = web.db.write(move |conn| moves::split(conn, &desk, &act, &tickets)).await;
    answer(&web, &signed, &uuid, done, "campaign-split").await
}

/// `POST /campaigns/{id}/merge`: `other`.
pub async fn merge(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let (act, desk) = (campaign::act(&web, &signed, &uuid, one(&form, "version").parse().ok()), web.desk());
    let other = one(&form, "other").to_owned();
    let done = web.db.write(move |conn| moves::merge(conn, &desk, &act, &other)).await;
    answer(&web, &signed, &uuid, done, "campaign-merged").await
}

/// `POST /campaigns/{id}/rename`: `title`.
pub async fn rename(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let act = campaign::act(&web, &signed, &uuid, one(&form, "version").parse().ok());
    let title = one(&form, "title").to_owned();
    let done = web.db.write(move |conn| moves::rename(conn, &act, &title)).await;
    answer(&web, &signed, &uuid, done, "campaign-renamed").await
}

/// `POST /campaigns/{id}/undo`: `step`.
pub async fn undo(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let act = campaign::act(&web, &signed, &uuid, None);
    let step = StepId(one(&form, "step").parse().map_err(|_unread| Fault::BadRequest)?);
    let done = web.db.write(move |conn| moves::undo(conn, &act, step)).await;
    answer(&web, &signed, &uuid, done, "campaign-undone").await
}

async fn answer(
    web: &Web,
    signed: &Signed<Work>,
    uuid: &str,
    outcome: Result<(), desk::Error>,
    done: &str,
) -> Result<HttpResponse, Fault> {
    match outcome {
        Ok(()) => Ok(page::back_to(&format!("/campaigns/{uuid}"), done)),
        Err(error) => campaign::again(web, signed, uuid, error).await,
    }
}
