//! Tokens of the API.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageTokens, Signed};
use super::super::page::{self, Frame};
use crate::base::ids::TokenId;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::desk::token::{self, Scope};

#[derive(Template)]
#[template(path = "page/tokens.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    scopes: &'static [Scope],
    mistake: Option<String>,
    /// The secret, shown this once.
    handed: Option<String>,
}

/// A token as the page shows it.
struct Row {
    id: i64,
    name: String,
    scope: Scope,
    added: String,
    used: Option<String>,
    revoked: Option<String>,
}

async fn loaded(web: &Web, signed: &Signed<ManageTokens>) -> Result<Page, Fault> {
    let zone = Zone::default();
    let rows = token::list(&web.db).await?.into_iter().map(|token| Row {
        id: token.id,
        name: token.name,
        scope: token.scope,
        added: list_time(token.created_at, zone),
        used: token.used_at.map(|at| list_time(at, zone)),
        revoked: token.revoked_at.map(|at| list_time(at, zone)),
    });
    let rows = rows.collect();
    Ok(Page { frame: signed.frame("tokens"), rows, scopes: Scope::ALL, mistake: None, handed: None })
}

/// `GET /admin/tokens`.
pub async fn show(signed: Signed<ManageTokens>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed).await?)
}

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    name: String,
    scope: String,
}

/// `POST /admin/tokens`.
pub async fn add(signed: Signed<ManageTokens>, web: Data<Web>, form: Form<Fields>) -> Result<HttpResponse, Fault> {
    let scope = Scope::of(&form.scope).ok_or(Fault::BadRequest)?;
    match token::add(&web.db, web.clock.now(), signed.actor(), &form.name, scope).await {
        Ok((_, secret)) => {
            let page = loaded(&web, &signed).await?;
            page::html(&Page { handed: Some(secret), ..page })
        }
        Err(desk::Error::Invalid { message, .. }) => {
            let page = loaded(&web, &signed).await?;
            let mistake = Some(signed.words.say(message));
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &Page { mistake, ..page })
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /admin/tokens/{id}/revoke`.
pub async fn revoke(signed: Signed<ManageTokens>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    token::revoke(&web.db, web.clock.now(), signed.actor(), TokenId(id.into_inner())).await?;
    Ok(page::back_to("/admin/tokens", "token-revoked"))
}
