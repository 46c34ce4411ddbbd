//! Changing one's own password, also forced at the first sign-in.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Changing, Signed};
use super::super::page::{self, Frame};
use crate::desk;
use crate::desk::account::{self, PasswordChange};
use crate::desk::password::SHORTEST;

#[derive(Template)]
#[template(path = "page/password.html")]
struct Page {
    frame: Frame,
    forced: bool,
    email: String,
    shortest: usize,
    /// Field and sentence.
    mistake: Option<(&'static str, String)>,
}

impl Page {
    fn of(signed: &Signed<Changing>, mistake: Option<(&'static str, String)>) -> Self {
        let frame = signed.frame("profile");
        Self { frame, forced: signed.must_change, email: signed.email.clone(), shortest: SHORTEST, mistake }
    }

    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }
}

/// What the form holds.
#[derive(Deserialize)]
pub struct Fields {
    current: String,
    password: String,
    again: String,
}

/// `GET /profile/password`.
pub async fn show(signed: Signed<Changing>) -> Result<HttpResponse, Fault> {
    page::html(&Page::of(&signed, None))
}

/// `POST /profile/password`.
pub async fn submit(signed: Signed<Changing>, web: Data<Web>, form: Form<Fields>) -> Result<HttpResponse, Fault> {
    let Fields { current, password, again } = form.into_inner();
    let outcome = if password == again {
        let (session, address) = (signed.session.clone(), signed.address.clone());
        let change = PasswordChange { id: signed.id, session, address, current, password };
        account::change_password(&web.db, web.clock.now(), signed.actor(), &web.config.session, change).await
    } else {
        Err(desk::Error::Invalid { field: "again", message: "password-again-wrong" })
    };
    match outcome {
        Ok(()) => Ok(page::back_to("/profile", "password")),
        Err(desk::Error::Invalid { field, message }) => {
            let sentence = signed.words.say_with(message, [("count", SHORTEST.to_string().as_str())]);
            page::html_as(StatusCode::UNPROCESSABLE_ENTITY, &Page::of(&signed, Some((field, sentence))))
        }
        Err(error) => Err(error.into()),
    }
}
