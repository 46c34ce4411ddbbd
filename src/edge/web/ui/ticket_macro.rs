//! Running a macro at a ticket.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form, Path, Query};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page;
use super::queue::{self, Asked};
use super::ticket;
use super::ticket_compose::Typed;
use crate::desk;
use crate::desk::routine_run::{self, Refused};

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    version: i32,
}

/// `POST /tickets/{number}/macros/{id}`.
pub async fn run(
    signed: Signed<Work>,
    web: Data<Web>,
    path: Path<(String, i64)>,
    asked: Query<Asked>,
    form: Form<Fields>,
) -> Result<HttpResponse, Fault> {
    let ((number, id), asked) = (path.into_inner(), asked.into_inner());
    let (change, desk) = (ticket::change(&web, &signed, &number, form.version), web.desk());
    let next = queue::neighbour(&web, &signed, &asked, &number).await?;
    let roles = signed.roles.clone();
    match web.db.write(move |conn| routine_run::run(conn, &desk, &change, id, &roles)).await {
        Ok(done) if done.onward => {
            let place = next.map_or_else(|| "/tickets".to_owned(), |next| format!("/tickets/{next}"));
            Ok(page::back_to(&asked.beside(&place), "routine"))
        }
        Ok(_) => Ok(page::back_to(&asked.beside(&format!("/tickets/{number}")), "routine")),
        Err(Refused { step: None, error }) => {
            ticket::again(&web, &signed, &number, asked, error, Typed::default()).await
        }
        Err(Refused { step: Some(step), error }) => {
            let (status, why) = match error {
                desk::Error::Forbidden => (StatusCode::FORBIDDEN, signed.words.say("routine-forbidden")),
                desk::Error::NotFound => (StatusCode::UNPROCESSABLE_ENTITY, signed.words.say("routine-gone")),
                desk::Error::Invalid { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, signed.words.say(message)),
                error => return Err(error.into()),
            };
            let step = signed.words.say(&format!("step-{step}"));
            let values = [("step", step.as_str()), ("why", why.as_str())];
            let mistake = Some(signed.words.say_with("routine-refused", values));
            ticket::render(&web, &signed, &number, asked, status, Typed { mistake, ..Typed::default() }).await
        }
    }
}
