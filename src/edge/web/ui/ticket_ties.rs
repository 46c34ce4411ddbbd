//! Related tickets, following a ticket, time spent on it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed, Work};
use super::campaign_move::one;
use super::queue::Asked;
use super::ticket;
use crate::desk::tie;

/// `POST /tickets/{number}/related`: `on` or `off`, the number of another ticket.
pub async fn relate(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Fault> {
    let change = ticket::change(&web, &signed, &number, 0);
    let (on, off) = (one(&form, "on").to_owned(), one(&form, "off").to_owned());
    let outcome = web
        .db
        .write(
            move |conn| {
                if off.is_empty() { tie::relate(conn, &change, &on) } else { tie::unrelate(conn, &change, &off) }
            },
        )
        .await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "saved").await
}

/// Whether the ticket is followed from now on.
#[derive(Deserialize)]
pub struct Follow {
    on: bool,
}

/// `POST /tickets/{number}/follow`.
pub async fn follow(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Follow>,
) -> Result<HttpResponse, Fault> {
    let (change, on) = (ticket::change(&web, &signed, &number, 0), form.on);
    let outcome = web.db.write(move |conn| tie::follow(conn, &change, on)).await;
    let done = if on { "followed" } else { "unfollowed" };
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, done).await
}

/// How long, and on what.
#[derive(Deserialize)]
pub struct Spent {
    minutes: String,
    what: String,
}

/// `POST /tickets/{number}/effort`.
pub async fn spend(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Spent>,
) -> Result<HttpResponse, Fault> {
    let Spent { minutes, what } = form.into_inner();
    // What is no number is refused as zero minutes are.
    let minutes = minutes.trim().parse().unwrap_or(0);
    let change = ticket::change(&web, &signed, &number, 0);
    let outcome = web.db.write(move |conn| tie::spend(conn, &change, minutes, &what)).await;
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "saved").await
}
