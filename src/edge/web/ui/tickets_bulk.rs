//! Doing one thing to the ticked tickets of a list, and taking it back.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::campaign_move::one;
use super::queue_asked::Asked;
use super::tickets;
use crate::base::ids::AccountId;
use crate::desk::bulk::{self, Act, Deed, Outcome, Picked};
use crate::desk::{self, Error};
use crate::record::ticket::Status;

/// `POST /tickets/bulk`: `deed` (`assign`, `status`, `campaign`, `tag`), a field of that name (`assignee` for `assign`), and `pick`, several:
/// number and version.
pub async fn submit(
    signed: Signed<Work>,
    web: Data<Web>,
    asked: Query<Asked>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Fault> {
    let deed = match one(&form, "deed") {
        "assign" => Deed::Assign(match one(&form, "assignee") {
            "" => None,
            id => Some(AccountId(id.parse().map_err(|_unread| Fault::BadRequest)?)),
        }),
        "status" => Deed::Status(Status::of(one(&form, "status")).ok_or(Fault::BadRequest)?),
        "tag" => Deed::Tag(one(&form, "tag").parse().map_err(|_unread| Fault::BadRequest)?),
        "campaign" => Deed::Campaign(one(&form, "campaign").to_owned()),
        _ => return Err(Fault::BadRequest),
    };
    let picks = form.iter().filter(|(key, _)| key == "pick");
    let picked: Option<Vec<Picked>> = picks.map(|(_, value)| picked(value)).collect();
    let picked = picked.ok_or(Fault::BadRequest)?;
    let (act, desk) = (act(&signed, &web), web.desk());
    let outcome = web.db.write(move |conn| bulk::apply(conn, &desk, &act, &deed, &picked)).await;
    answer(&web, &signed, asked.into_inner(), outcome, "bulk").await
}

/// `POST /tickets/bulk/{id}/undo`.
pub async fn undo(
    signed: Signed<Work>,
    web: Data<Web>,
    id: Path<i64>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let act = act(&signed, &web);
    let outcome = web.db.write(move |conn| bulk::undo(conn, &act, *id)).await;
    answer(&web, &signed, asked.into_inner(), outcome, "bulk-undone").await
}

fn act(signed: &Signed<Work>, web: &Web) -> Act {
    Act { account: signed.id, name: signed.name.clone(), actor: signed.actor(), now: web.clock.now() }
}

fn picked(value: &str) -> Option<Picked> {
    let (number, version) = value.split_once(':')?;
    Some(Picked { number: number.to_owned(), version: version.parse().ok()? })
}

/// Back to the list where all was done; else the list with a sentence for each ticket that was not.
async fn answer(
    web: &Web,
    signed: &Signed<Work>,
    asked: Asked,
    outcome: Result<Outcome, Error>,
    done: &str,
) -> Result<HttpResponse, Fault> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return tickets::again(web, signed, asked, error).await,
    };
    if outcome.refused.is_empty() {
        return Ok(page::back_to(&asked.beside("/tickets"), done));
    }
    let counts = [outcome.done, outcome.refused.len()].map(|count| count.to_string());
    let [some, rest] = &counts;
    let head = signed.words.say_with("bulk-partly", [("done", some.as_str()), ("refused", rest.as_str())]);
    let refused = outcome.refused.iter().map(|(number, why)| format!("{number}: {}", reason(signed, why)));
    let sentences = std::iter::once(head).chain(refused).collect();
    let status = if outcome.done == 0 { StatusCode::CONFLICT } else { StatusCode::OK };
    tickets::told(web, signed, asked, (status, sentences)).await
}

fn reason(signed: &Signed<Work>, why: &Error) -> String {
    match why {
        desk::Error::Conflict { by } if by.is_empty() => signed.words.say("ticket-moved-on"),
        desk::Error::Conflict { by } => signed.words.say_with("ticket-conflict", [("name", by.as_str())]),
        desk::Error::Invalid { message, .. } => signed.words.say(message),
        _ => signed.words.say("bulk-missing"),
    }
}
