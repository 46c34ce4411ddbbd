//! Accounts: adding them, their roles, disabling, a new password.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageAccounts, Signed};
use super::super::page::{self, Frame};
use crate::base::ids::AccountId;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::desk::account::{self, NewAccount, Role};

type Pairs = Form<Vec<(String, String)>>;

#[derive(Template)]
#[template(path = "page/users.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    /// What was typed into the form for a new account: address, name, roles.
    typed: (String, String, Vec<Role>),
    mistake: Option<(&'static str, String)>,
    /// Address and password to hand over, shown this once.
    handed: Option<(String, String)>,
}

impl Page {
    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}

/// An account as the page shows it.
struct Row {
    id: i64,
    name: String,
    email: String,
    roles: Vec<Role>,
    signed_in: Option<String>,
    disabled: bool,
    must_change: bool,
    own: bool,
}

async fn loaded(web: &Web, signed: &Signed<ManageAccounts>) -> Result<Page, Fault> {
    let zone = Zone::default();
    let rows = account::list(&web.db).await?.into_iter().map(|(account, roles)| Row {
        id: account.id,
        own: account.key() == signed.id,
        name: account.name,
        email: account.email,
        roles,
        signed_in: account.signed_in_at.map(|at| list_time(at, zone)),
        disabled: account.disabled_at.is_some(),
        must_change: account.must_change,
    });
    let rows = rows.collect();
    Ok(Page { frame: signed.frame("users"), rows, typed: <_>::default(), mistake: None, handed: None })
}

/// `GET /admin/users`.
pub async fn show(signed: Signed<ManageAccounts>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed).await?)
}

/// `POST /admin/users`.
pub async fn add(signed: Signed<ManageAccounts>, web: Data<Web>, form: Pairs) -> Result<HttpResponse, Fault> {
    let (email, name, roles) = (value(&form, "email"), value(&form, "name"), roles_in(&form));
    let new = NewAccount {
        email: email.clone(),
        name: name.clone(),
        roles: roles.clone(),
        password: None,
        must_change: true,
    };
    match account::add(&web.db, web.clock.now(), signed.actor(), new).await {
        Ok((_, password)) => {
            let page = loaded(&web, &signed).await?;
            page::html(&Page { handed: Some((email.trim().to_lowercase(), password)), ..page })
        }
        Err(error) => refused(&web, &signed, error, (email, name, roles)).await,
    }
}

/// `POST /admin/users/{id}/roles`.
pub async fn roles(
    signed: Signed<ManageAccounts>,
    web: Data<Web>,
    id: Path<i64>,
    form: Pairs,
) -> Result<HttpResponse, Fault> {
    let id = AccountId(id.into_inner());
    match account::set_roles(&web.db, web.clock.now(), signed.actor(), id, roles_in(&form)).await {
        Ok(()) => Ok(page::back_to("/admin/users", "saved")),
        Err(error) => refused(&web, &signed, error, <_>::default()).await,
    }
}

/// `POST /admin/users/{id}/disable`.
pub async fn disable(signed: Signed<ManageAccounts>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    match account::disable(&web.db, web.clock.now(), signed.actor(), AccountId(id.into_inner())).await {
        Ok(()) => Ok(page::back_to("/admin/users", "account-disabled")),
        Err(error) => refused(&web, &signed, error, <_>::default()).await,
    }
}

/// `POST /admin/users/{id}/enable`.
pub async fn enable(signed: Signed<ManageAccounts>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    account::enable(&web.db, web.clock.now(), signed.actor(), AccountId(id.into_inner())).await?;
    Ok(page::back_to("/admin/users", "account-enabled"))
}

/// `POST /admin/users/{id}/reset`.
pub async fn reset(signed: Signed<ManageAccounts>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    let id = id.into_inner();
    let password = account::reset_password(&web.db, web.clock.now(), signed.actor(), AccountId(id)).await?;
    let page = loaded(&web, &signed).await?;
    let email = page.rows.iter().find(|row| row.id == id).map(|row| row.email.clone()).unwrap_or_default();
    page::html(&Page { handed: Some((email, password)), ..page })
}

async fn refused(
    web: &Web,
    signed: &Signed<ManageAccounts>,
    error: desk::Error,
    typed: (String, String, Vec<Role>),
) -> Result<HttpResponse, Fault> {
    let desk::Error::Invalid { field, message } = error else { return Err(error.into()) };
    let page = loaded(web, signed).await?;
    let mistake = Some((field, signed.words.say(message)));
    page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &Page { typed, mistake, ..page })
}

fn value(form: &[(String, String)], name: &str) -> String {
    form.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn roles_in(form: &[(String, String)]) -> Vec<Role> {
    form.iter().filter(|(key, _)| key == "role").filter_map(|(_, word)| Role::of(word)).collect()
}
