//! What stands beside the words of whoever writes at a ticket: canned replies.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use crate::desk::canned::{self, Offer};
use crate::desk::policy::Permission;
use crate::record::ticket::Ticket;

/// What the composer offers.
#[derive(Debug, Default)]
pub(super) struct Compose {
    /// Canned replies that fit the ticket.
    pub(super) fitting: Vec<Offer>,
    /// The others.
    pub(super) others: Vec<Offer>,
}

/// What is offered to whoever is signed in; nothing to those who only read.
pub(super) async fn load<P>(web: &Web, signed: &Signed<P>, ticket: &Ticket) -> Result<Compose, Fault> {
    if !signed.may(Permission::Work) {
        return Ok(Compose::default());
    }
    let ticket = ticket.clone();
    let offers = web.db.read(move |conn| canned::offers(conn, &ticket)).await?;
    let (fitting, others) = offers.into_iter().partition(|one| one.fits);
    Ok(Compose { fitting, others })
}

/// `GET /tickets/{number}/canned/{id}`: the words of a canned reply, filled from the ticket, as plain text.
pub async fn canned(signed: Signed<Work>, web: Data<Web>, path: Path<(String, i64)>) -> Result<HttpResponse, Fault> {
    let (number, id) = path.into_inner();
    Ok(HttpResponse::Ok().content_type("text/plain; charset=utf-8").body(words(&web, &signed, &number, id).await?))
}

/// The words of a canned reply, filled from a ticket.
pub(super) async fn words(web: &Web, signed: &Signed<Work>, number: &str, id: i64) -> Result<String, Fault> {
    let (desk, number, writer) = (web.desk(), number.to_owned(), signed.name.clone());
    Ok(web.db.read(move |conn| canned::filled(conn, &desk, &number, id, &writer)).await?)
}
