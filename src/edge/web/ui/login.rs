//! Signing in and out.

use actix_web::http::StatusCode;
use actix_web::http::header::USER_AGENT;
use actix_web::web::{Data, Form};
use actix_web::{HttpMessage, HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::super::fault::Fault;
use super::super::guard::{Changing, Open, Signed, frame_of};
use super::super::page::{self, Frame, see_other};
use super::super::{Web, client, session};
use crate::desk;
use crate::desk::policy::Permission;
use crate::desk::sign_in::{self, Attempt, Who};

#[derive(Template)]
#[template(path = "page/login.html")]
struct Page {
    frame: Frame,
    email: String,
    next: String,
    mistake: Option<String>,
}

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// `GET /`: to where somebody's work is.
pub async fn home(_: Open, request: HttpRequest) -> HttpResponse {
    let place = request.extensions().get::<Who>().map(|who| {
        let may = |permission: Permission| permission.given_to(&who.roles);
        match () {
            () if may(Permission::ReadTickets) => "/tickets",
            () if may(Permission::ManageAccounts) => "/admin/users",
            () => "/profile",
        }
    });
    see_other(place.unwrap_or("/sign-in"))
}

/// `GET /sign-in`.
pub async fn show(_: Open, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    if request.extensions().get::<Who>().is_some() {
        return Ok(see_other("/"));
    }
    let mut frame = frame_of(&request);
    let next = own_path(page::query(&request, "next").unwrap_or_default());
    if frame.done.is_none() && session::has_cookie(&web, &request) {
        frame.done = Some(frame.say("sign-in-ended"));
    }
    page::html(&Page { frame, email: String::new(), next, mistake: None })
}

/// `POST /sign-in`.
pub async fn submit(_: Open, web: Data<Web>, request: HttpRequest, form: Form<Fields>) -> Result<HttpResponse, Fault> {
    let Fields { email, password, next } = form.into_inner();
    let agent = request.headers().get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let address = client::address(&web, &request);
    let attempt = Attempt { email: email.clone(), password, address, agent: agent.to_owned() };
    match sign_in::sign_in(&web.db, web.clock.now(), &web.config.session, attempt).await {
        Ok(secret) => {
            let next = own_path(next);
            let mut answer = see_other(if next.is_empty() { "/" } else { &next });
            answer
                .add_cookie(&session::cookie(&web, secret))
                .map_err(|error| desk::Error::Internal(error.to_string()))?;
            Ok(answer)
        }
        Err(desk::Error::Invalid { message, .. }) => {
            let frame = frame_of(&request);
            let mistake = Some(frame.say(message));
            let status =
                if message == "sign-in-locked" { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::FORBIDDEN };
            page::html_as(status, &Page { frame, email, next: own_path(next), mistake })
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-out`.
pub async fn leave(signed: Signed<Changing>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    sign_in::sign_out(&web.db, web.clock.now(), signed.actor(), signed.id, signed.session.clone()).await?;
    let mut answer = page::back_to("/sign-in", "signed-out");
    answer.add_cookie(&session::end_cookie(&web)).map_err(|error| desk::Error::Internal(error.to_string()))?;
    Ok(answer)
}

/// The path if it is one of ours: nobody is sent elsewhere after signing in. Browsers read `\` as `/`.
fn own_path(path: String) -> String {
    let ours = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if ours { path } else { String::new() }
}
