//! Opening an advisory: from a ticket, from a campaign, or in the place of an issued one.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::queue::Asked;
use super::{advisory, campaign, ticket};
use crate::desk::Error;
use crate::desk::advisory as desk;
use crate::desk::advisory::Origin;

/// `POST /tickets/{number}/advisory`.
pub async fn from_ticket(signed: Signed<Work>, web: Data<Web>, number: Path<String>) -> Result<HttpResponse, Fault> {
    match open(&signed, &web, Origin::Ticket(number.clone())).await {
        Ok(answer) => Ok(answer),
        Err(error) => ticket::answer(&web, &signed, &number, Asked::default(), Err(error), "").await,
    }
}

/// `POST /campaigns/{id}/advisory`.
pub async fn from_campaign(signed: Signed<Work>, web: Data<Web>, uuid: Path<String>) -> Result<HttpResponse, Fault> {
    match open(&signed, &web, Origin::Campaign(uuid.clone())).await {
        Ok(answer) => Ok(answer),
        Err(error) => campaign::again(&web, &signed, &uuid, error).await,
    }
}

async fn open(signed: &Signed<Work>, web: &Web, origin: Origin) -> Result<HttpResponse, Error> {
    let who = (signed.actor(), signed.id);
    let tools = (&web.db, &web.desk(), &*web.painters);
    let (uuid, new) = desk::open(tools, origin, who, web.clock.now()).await?;
    let path = format!("/advisories/{uuid}");
    Ok(if new { page::back_to(&path, "advisory-opened") } else { page::see_other(&path) })
}

/// From which version it is replaced.
#[derive(Deserialize)]
pub struct From {
    version: i32,
}

/// `POST /advisories/{id}/replace`.
pub async fn replacement(
    signed: Signed<Work>,
    web: Data<Web>,
    uuid: Path<String>,
    form: Form<From>,
) -> Result<HttpResponse, Fault> {
    let (act, own) = (advisory::act(&web, &signed, &uuid, form.version), web.desk());
    match web.db.write(move |conn| desk::replace(conn, &own, &act)).await {
        Ok(newer) => Ok(page::back_to(&format!("/advisories/{newer}"), "advisory-opened")),
        Err(error) => advisory::answer(&web, &signed, &uuid, (Err(error), ""), advisory::Said::default()).await,
    }
}
