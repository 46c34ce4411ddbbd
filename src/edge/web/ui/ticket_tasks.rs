//! What is to be done for a ticket: adding it, by itself or by a checklist, ticking and removing it.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::campaign_move::one;
use super::queue::Asked;
use super::ticket;
use crate::desk::task;

/// `POST /tickets/{number}/tasks`: `done`, `undone` or `remove`, the row of a task; `checklist`, the row of one; or `words`.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    number: Path<String>,
    asked: Query<Asked>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Fault> {
    let named = |name: &&str| form.iter().any(|(key, _)| key == *name);
    let Some(what) = ["done", "undone", "remove", "checklist", "words"].into_iter().find(|name| named(name)) else {
        return Err(Fault::BadRequest);
    };
    let (change, value) = (ticket::change(&web, &signed, &number, 0), one(&form, what).to_owned());
    let row = value.parse::<i64>();
    let outcome = match (what, row) {
        ("words", _) => web.db.write(move |conn| task::add(conn, &change, &value)).await,
        ("checklist", Ok(id)) => web.db.write(move |conn| task::unfold(conn, &change, id)).await,
        ("remove", Ok(id)) => web.db.write(move |conn| task::remove(conn, &change, id)).await,
        (tick, Ok(id)) => {
            let done = tick == "done";
            web.db.write(move |conn| task::tick(conn, &change, id, done)).await
        }
        _ => return Err(Fault::BadRequest),
    };
    ticket::answer(&web, &signed, &number, asked.into_inner(), outcome, "saved").await
}
