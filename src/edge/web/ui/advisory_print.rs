//! An advisory on paper: the A4 page alone, the DOCX for the clerk, and the picture of the lure in both.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::advisory::{self, Asked};
use crate::desk::advisory as desk;
use crate::paper::dispatch::{CAPTION, Sheet};

#[derive(Template)]
#[template(path = "page/advisory_print.html")]
struct Page {
    frame: Frame,
    name: String,
    back: String,
    sheet: Sheet,
    figure: Option<String>,
}

/// `GET /advisories/{id}/print?version=…`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    uuid: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let (wanted, version) = (uuid.clone(), asked.version);
    let file = web.db.read(move |conn| desk::read(conn, &wanted, version)).await?;
    let frame = signed.frame("");
    let back = format!("/advisories/{uuid}");
    let page = Page {
        name: advisory::name(&frame, &file.advisory),
        sheet: Sheet::of(&file.content.dispatch),
        figure: (file.has_figure && file.content.figure).then(|| format!("{back}/figure")),
        back,
        frame,
    };
    page::html(&page)
}

/// `GET /advisories/{id}/document?version=…`.
pub async fn document(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    uuid: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let which = (uuid.into_inner(), asked.version);
    let (name, bytes) = desk::document(&web.db, signed.actor(), which, web.clock.now()).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        .insert_header(("content-disposition", format!("attachment; filename=\"{name}\"")))
        .body(bytes))
}

/// `GET /advisories/{id}/figure`.
pub async fn figure(_signed: Signed<ReadTickets>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::Ok().content_type("image/png").body(desk::figure(&web.db, &uuid).await?))
}
