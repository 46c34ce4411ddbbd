//! A reported mail as a page that can do nothing, for a frame of its own. Its headers hold also when it is opened directly.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed};
use crate::base::ids::ArrivalId;
use crate::desk::look::{Look, look};

/// No scripts, forms, new windows or requests; pictures and styles only from the page itself.
const POLICY: &str = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'";

/// `GET /tickets/{number}/arrivals/{arrival}/samples/{sample}/html`.
pub async fn show(
    signed: Signed<ReadEvidence>,
    web: Data<Web>,
    path: Path<(String, i64, usize)>,
) -> Result<HttpResponse, Fault> {
    let (number, arrival, sample) = path.into_inner();
    let place = (number, ArrivalId(arrival), sample);
    let page = look(&web.db, &web.config, &web.cells, signed.actor(), place, Look::Page, web.clock.now()).await?;
    let page = page.unwrap_or_else(|| {
        let sentence = signed.words.say("look-html-none");
        format!("<!doctype html><meta charset=\"utf-8\"><p>{sentence}</p>").into_bytes()
    });
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("content-security-policy", POLICY))
        .insert_header(("x-frame-options", "SAMEORIGIN"))
        // A sandboxed document with any other value is not shown at all (HTML, “cross-origin opener policies”).
        .insert_header(("cross-origin-opener-policy", "unsafe-none"))
        .insert_header(("referrer-policy", "no-referrer"))
        .body(page))
}
