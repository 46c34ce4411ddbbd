//! Putting tags on a ticket and taking them off.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::campaign_move::one;
use super::queue::Asked;
use super::ticket;
use crate::desk::tag;

/// `POST /tickets/{number}/tags`: `on` or `off`, the row of a tag.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Fault> {
    let row = |name| one(&form, name).parse::<i64>();
    let change = ticket::change(&web, &signed, &number, 0);
    let outcome = match (row("off"), row("on")) {
        (Ok(id), _) => web.db.write(move |conn| tag::take_off(conn, &change, id)).await,
        (_, Ok(id)) => web.db.write(move |conn| tag::put(conn, &change, id)).await,
        _ => return Err(Fault::BadRequest),
    };
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "saved").await
}
