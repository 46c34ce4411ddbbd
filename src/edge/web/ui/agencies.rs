//! The directory of agencies: who they are and whom to reach; administrators import and everybody exports it as a table.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Anyone, ManageAccounts, Signed};
use super::super::page::{self, Frame};
use crate::base::text::Zone;
use crate::desk::agency::{self, Plan};
use crate::record::agency::{Agency, Contact};

#[derive(Template)]
#[template(path = "page/agencies.html")]
struct Page {
    frame: Frame,
    rows: Vec<(Agency, Vec<Contact>)>,
    table: String,
    plan: Option<Plan>,
}

/// `GET /agencies`.
pub async fn show(signed: Signed<Anyone>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    let today = Zone::default().local(web.clock.now()).date();
    let rows = agency::list(&web.db, today).await?;
    page::html(&Page { frame: signed.frame("agencies"), rows, table: String::new(), plan: None })
}

/// `GET /agencies/export`: the directory as CSV.
pub async fn export(_: Signed<Anyone>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", "attachment; filename=\"don-vi.csv\""))
        .body(agency::export(&web.db).await?))
}

/// The table to import.
#[derive(Deserialize)]
pub struct Typed {
    table: String,
}

/// `POST /admin/agencies/preview`: what the import would change.
pub async fn preview(
    signed: Signed<ManageAccounts>,
    web: Data<Web>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let plan = Some(agency::preview(&web.db, &typed.table).await?);
    let table = typed.into_inner().table;
    page::html(&Page { frame: signed.frame("agencies"), rows: Vec::new(), table, plan })
}

/// `POST /admin/agencies/import`.
pub async fn import(signed: Signed<ManageAccounts>, web: Data<Web>, typed: Form<Typed>) -> Result<HttpResponse, Fault> {
    agency::import(&web.db, web.clock.now(), signed.actor(), &typed.table).await?;
    Ok(page::back_to("/agencies", "agencies"))
}
