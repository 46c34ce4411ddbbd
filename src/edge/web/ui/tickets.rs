//! The queue.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Query};
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::live;
use super::super::page::{self, Frame, see_other};
use super::queue::{self, Asked, Queue};
use crate::desk;
use crate::record::ticket;

#[derive(Template)]
#[template(path = "page/tickets.html")]
struct Page {
    frame: Frame,
    queue: Queue,
    mistakes: Vec<String>,
}

/// `GET /tickets?view=triage&status=new&verdict=spam&q=…&sort=risk&after=…`. A search for nothing but a ticket
/// number opens it.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let queue = queue::load(&web, &signed, &asked, None).await?;
    let typed = queue.q.to_uppercase();
    if let Some(number) = ticket::numbers_in(&web.config.desk.prefix, &typed).into_iter().find(|one| *one == typed) {
        let wanted = number.clone();
        let found = web.db.read(move |conn| Ok::<_, desk::Error>(ticket::by_number(conn, &wanted)?)).await?;
        if found.is_some() {
            return Ok(see_other(&format!("/tickets/{number}")));
        }
    }
    page::html(&Page { frame: signed.frame(&queue.mark()), queue, mistakes: Vec::new() })
}

/// The list again, with what could not be done; errors that no form can mend pass through.
pub async fn again<P>(web: &Web, signed: &Signed<P>, asked: Asked, error: desk::Error) -> Result<HttpResponse, Fault> {
    let desk::Error::Invalid { message, .. } = error else { return Err(error.into()) };
    let mistakes = vec![signed.words.say(message)];
    told(web, signed, asked, (StatusCode::UNPROCESSABLE_ENTITY, mistakes)).await
}

/// The list with sentences above it.
pub(super) async fn told<P>(
    web: &Web,
    signed: &Signed<P>,
    asked: Asked,
    (status, mistakes): (StatusCode, Vec<String>),
) -> Result<HttpResponse, Fault> {
    let queue = queue::load(web, signed, &asked, None).await?;
    page::html_as(status, &Page { frame: signed.frame(&queue.mark()), queue, mistakes })
}

/// `GET /tickets/counts`: the counts of the rail, for its live figures. Looking at them keeps no session alive.
pub async fn counts(signed: Signed<ReadTickets>) -> Result<HttpResponse, Fault> {
    let views: Vec<_> = signed.views.iter().filter_map(|shown| Some((shown.view.id, shown.count?))).collect();
    Ok(HttpResponse::Ok().json(live::named(&signed.counts.unwrap_or_default(), &views)))
}
