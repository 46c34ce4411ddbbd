//! From a use-case's error to an answer: the status, and a page or JSON by path. A cause that people must not see goes to
//! the log once, under an operation id that the page shows.

use actix_web::body::{BoxBody, EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::middleware::Next;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use super::fault::Fault;
use super::guard;
use super::page::{self, Frame, see_other};
use crate::base::ids::public_id;
use crate::base::locale::{Language, Languages, Words};
use crate::desk;

#[derive(Template)]
#[template(path = "page/error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    sentence: String,
    advice: String,
    operation: Option<String>,
}

/// Middleware: gives every bare error a page, or JSON below `/api/`. The ones inside it answer with
/// `ServiceRequest::error_response` and not with `Err`, which would have lost the request by now.
pub(super) async fn paint(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<EitherBody<impl MessageBody, BoxBody>>, actix_web::Error> {
    let answer = next.call(req).await?;
    let painted = match answer.response().error() {
        Some(error) => answer_of(answer.request(), error),
        None if answer.status() == StatusCode::METHOD_NOT_ALLOWED => {
            answer_of(answer.request(), &Fault::NotFound.into())
        }
        None => return Ok(answer.map_into_left_body()),
    };
    Ok(answer.into_response(painted.map_into_right_body()))
}

fn answer_of(request: &HttpRequest, error: &actix_web::Error) -> HttpResponse {
    let fault = error.as_error::<Fault>();
    let mut status = error.as_response_error().status_code();
    if fault.is_none() && status.is_server_error() {
        status = StatusCode::INTERNAL_SERVER_ERROR;
    }
    match fault {
        Some(Fault::SignIn(path)) if path.is_empty() => return see_other("/sign-in"),
        Some(Fault::SignIn(path)) => return see_other(&page::with_query("/sign-in", "next", path)),
        Some(Fault::MustChange) => return see_other("/profile/password"),
        _ => {}
    }
    let operation = (status.is_server_error()).then(public_id);
    if let Some(operation) = &operation {
        let path = request.match_pattern().unwrap_or_default();
        tracing::error!(operation, cause = %error, route = path, "a request failed");
    }
    let key = sentence(fault, status);
    let mut answer = HttpResponse::build(status);
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer.insert_header((RETRY_AFTER, "30"));
    }
    if request.path().starts_with("/api/") {
        if status == StatusCode::UNAUTHORIZED {
            answer.insert_header((WWW_AUTHENTICATE, "Bearer realm=\"hotro\""));
        }
        let words = guard::web_of(request).map_or_else(|_| Languages::default(), |web| web.languages.clone());
        let sentence = if status == StatusCode::NOT_FOUND { "error-no-record" } else { key.1 };
        let message = said(&words.words(Language::En), fault, sentence);
        let error = serde_json::json!({ "code": key.0, "message": message, "operation": operation });
        return answer.json(serde_json::json!({ "error": error }));
    }
    let frame = guard::frame_of(request);
    let sentence = said(&frame.words, fault, key.1);
    let advice = frame.words.say(if operation.is_some() { "error-advice-operation" } else { "error-advice" });
    let page = ErrorPage { frame, status: status.as_u16(), sentence, advice, operation };
    match page.render() {
        Ok(html) => answer.content_type("text/html; charset=utf-8").body(html),
        Err(_) => answer.finish(),
    }
}

/// The sentence for people, and for the log of a program.
fn said(words: &Words, fault: Option<&Fault>, key: &str) -> String {
    match fault {
        Some(Fault::Desk(desk::Error::Conflict { by })) => words.say_with("error-conflict", [("name", by.as_str())]),
        Some(Fault::Desk(desk::Error::Invalid { message, .. }) | Fault::Unclear(message)) => words.say(message),
        _ => words.say(key),
    }
}

/// The code for programs and the message key for people.
fn sentence(fault: Option<&Fault>, status: StatusCode) -> (&'static str, &'static str) {
    match (fault, status) {
        (Some(Fault::Foreign), _) => ("foreign_form", "error-foreign"),
        (Some(Fault::WrongScope), _) => ("wrong_scope", "error-wrong-scope"),
        (Some(Fault::Stalled), _) => ("stalled", "error-stalled"),
        (Some(Fault::Desk(desk::Error::Invalid { .. })), _) => ("invalid", "error-bad-request"),
        (Some(Fault::Desk(desk::Error::Busy)), _) => ("busy", "error-unavailable"),
        (_, StatusCode::UNAUTHORIZED) => ("no_token", "error-no-token"),
        (_, StatusCode::FORBIDDEN) => ("forbidden", "error-forbidden"),
        (_, StatusCode::NOT_FOUND) => ("not_found", "error-not-found"),
        (_, StatusCode::CONFLICT) => ("conflict", "error-bad-request"),
        (_, StatusCode::PAYLOAD_TOO_LARGE) => ("too_large", "error-too-large"),
        (_, StatusCode::SERVICE_UNAVAILABLE) => ("unavailable", "error-unavailable"),
        (_, status) if status.is_server_error() => ("internal", "error-internal"),
        _ => ("bad_request", "error-bad-request"),
    }
}
