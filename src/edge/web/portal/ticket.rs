//! A ticket as its reporter sees it, and what they say there: what was done with the mail, and words.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use super::super::fault::Fault;
use super::super::guard::{Open, frame_of};
use super::super::page::{self, Frame, see_other};
use super::super::{Web, client};
use super::advice::{self, Outcome};
use super::{kept, pass};
use crate::base::text::Zone;
use crate::desk;
use crate::desk::letter::{LOOKUP_CODE, moment, quote, unfold};
use crate::desk::look_up::{self, Shown};
use crate::record::ticket::{Exposure, Kind, Rating, Status};

#[derive(Template)]
#[template(path = "portal/ticket.html")]
struct Page {
    frame: Frame,
    here: &'static str,
    /// Where the forms go.
    actions: Actions,
    number: String,
    /// What was reported and when, in one sentence.
    about: String,
    stages: Vec<Stage>,
    outcome: Outcome,
    /// Sentences below the conclusion: that it is looked at again, until when an answer is promised.
    remarks: Vec<String>,
    steps: Vec<String>,
    /// The answers to what was done with the mail; none for a request.
    answers: Vec<Choice>,
    concluded: bool,
    typed: String,
    /// Field and sentence.
    mistake: Option<(&'static str, String)>,
    may_contest: bool,
    contested: bool,
    /// What was thought of the help; none while it is not asked.
    ratings: Vec<Choice>,
    letters: Vec<Letter>,
}

struct Actions {
    exposure: String,
    words: String,
    contest: String,
    rating: String,
    leave: String,
}

/// One of the three steps of a ticket.
struct Stage {
    class: &'static str,
    name: String,
    at: String,
}

struct Choice {
    word: &'static str,
    name: String,
    bad: bool,
    now: bool,
}

struct Letter {
    at: String,
    subject: String,
    body: String,
    open: bool,
}

/// The answer of the form with one button an answer.
#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    exposure: String,
}

/// What the form for words holds.
#[derive(Deserialize)]
pub struct Added {
    #[serde(default)]
    words: String,
}

/// What was thought of the help.
#[derive(Deserialize)]
pub struct Rated {
    #[serde(default)]
    rating: String,
}

impl Page {
    fn mistake_in(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// What was typed into this form.
    fn typed_in(&self, field: &str) -> &str {
        if self.mistake_in(field).is_some() { &self.typed } else { "" }
    }
}

/// `GET /status/ticket`.
pub async fn show(_: Open, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    again(&web, &request, StatusCode::OK, String::new(), None).await
}

/// `POST /status/exposure`.
pub async fn exposure(
    _: Open,
    web: Data<Web>,
    request: HttpRequest,
    form: Form<Answer>,
) -> Result<HttpResponse, Fault> {
    let Some(code) = pass::code(&web, &request) else { return to_the_door(&web, &request) };
    let exposure = Exposure::of(&form.exposure).ok_or(Fault::BadRequest)?;
    let address = client::address(&web, &request);
    let taken = look_up::answer(&web.db, web.desk(), web.clock.now(), (address, code.clone()), exposure).await;
    answered(&web, &request, (&code, "status-exposure"), String::new(), taken).await
}

/// `POST /status/words`.
pub async fn words(_: Open, web: Data<Web>, request: HttpRequest, form: Form<Added>) -> Result<HttpResponse, Fault> {
    let Some(code) = pass::code(&web, &request) else { return to_the_door(&web, &request) };
    let typed = form.into_inner().words;
    let address = client::address(&web, &request);
    let taken = look_up::add(&web.db, web.clock.now(), address, code.clone(), &typed).await;
    answered(&web, &request, (&code, "status-words"), typed, taken).await
}

/// `POST /status/contest`.
pub async fn contest(_: Open, web: Data<Web>, request: HttpRequest, form: Form<Added>) -> Result<HttpResponse, Fault> {
    let Some(code) = pass::code(&web, &request) else { return to_the_door(&web, &request) };
    let typed = form.into_inner().words;
    let whose = (client::address(&web, &request), code.clone());
    let taken = look_up::contest(&web.db, web.clock.now(), whose, &typed).await;
    answered(&web, &request, (&code, "status-contest"), typed, taken).await
}

/// `POST /status/rating`.
pub async fn rating(_: Open, web: Data<Web>, request: HttpRequest, form: Form<Rated>) -> Result<HttpResponse, Fault> {
    let Some(code) = pass::code(&web, &request) else { return to_the_door(&web, &request) };
    let choice = Rating::of(&form.rating).ok_or(Fault::BadRequest)?;
    let whose = (client::address(&web, &request), code.clone());
    let taken = look_up::rate(&web.db, web.clock.now(), whose, choice).await;
    answered(&web, &request, (&code, "status-rating"), String::new(), taken).await
}

/// Back to the page, or the page again with a sentence and what was typed.
async fn answered(
    web: &Web,
    request: &HttpRequest,
    (code, done): (&str, &str),
    typed: String,
    taken: Result<(), desk::Error>,
) -> Result<HttpResponse, Fault> {
    match taken {
        Ok(()) => back(web, request, code, done),
        Err(desk::Error::NotFound) => to_the_door(web, request),
        Err(desk::Error::Invalid { field, message }) => {
            again(web, request, StatusCode::UNPROCESSABLE_ENTITY, typed, Some((field, message))).await
        }
        Err(error) => Err(error.into()),
    }
}

fn back(web: &Web, request: &HttpRequest, code: &str, done: &str) -> Result<HttpResponse, Fault> {
    pass::give(web, code, page::back_to(&kept(request, "/status/ticket"), done))
}

/// To where codes are typed; a pass that opens nothing goes.
fn to_the_door(web: &Web, request: &HttpRequest) -> Result<HttpResponse, Fault> {
    pass::take(web, see_other(&kept(request, "/status")))
}

async fn again(
    web: &Web,
    request: &HttpRequest,
    status: StatusCode,
    typed: String,
    mistake: Option<(&'static str, &str)>,
) -> Result<HttpResponse, Fault> {
    let Some(code) = pass::code(web, request) else { return to_the_door(web, request) };
    let Some(shown) = look_up::show(&web.db, code.clone()).await? else { return to_the_door(web, request) };
    let frame = frame_of(request);
    let mistake = mistake.map(|(field, key)| (field, frame.say(key)));
    let page = page_of(web, request, frame, shown, typed, mistake);
    pass::give(web, &code, page::html_as(status, &page)?)
}

fn page_of(
    web: &Web,
    request: &HttpRequest,
    frame: Frame,
    shown: Shown,
    typed: String,
    mistake: Option<(&'static str, String)>,
) -> Page {
    let outcome = advice::outcome(&shown);
    let telephone = frame.office.telephone.as_str();
    let values = [("telephone", telephone), ("address", &web.config.mail.address), ("number", &shown.number)];
    let step = |key: &str| frame.words.say_with(&format!("portal-step-{key}"), values);
    let letters = shown.letters.iter().enumerate().rev().map(|(at, one)| Letter {
        at: when(&frame, one.at),
        subject: one.subject.clone(),
        body: unfold(&one.body).replace(LOOKUP_CODE, &frame.say("portal-code-masked")),
        open: at + 1 == shown.letters.len() && outcome.in_letter(),
    });
    Page {
        here: "/status/ticket",
        actions: Actions {
            exposure: kept(request, "/status/exposure"),
            words: kept(request, "/status/words"),
            contest: kept(request, "/status/contest"),
            rating: kept(request, "/status/rating"),
            leave: kept(request, "/status/leave"),
        },
        about: about(&frame, &shown),
        stages: stages(&frame, &shown),
        remarks: remarks(web, &frame, &shown),
        steps: advice::steps(&shown, !telephone.is_empty()).into_iter().map(step).collect(),
        answers: answers(&frame, &shown),
        concluded: shown.verdict.is_some(),
        may_contest: shown.may_contest(),
        contested: shown.contested,
        ratings: ratings(&frame, &shown, web.clock.now()),
        letters: letters.collect(),
        number: shown.number,
        outcome,
        typed,
        mistake,
        frame,
    }
}

fn when(frame: &Frame, at: crate::base::clock::Instant) -> String {
    moment(at, Zone::default(), frame.words.language)
}

fn about(frame: &Frame, shown: &Shown) -> String {
    let key = match (shown.kind, shown.subject.is_empty()) {
        (Kind::Request, true) => "portal-about-request-bare",
        (Kind::Request, false) => "portal-about-request",
        (_, true) => "portal-about-bare",
        (_, false) => "portal-about",
    };
    let (subject, at) = (quote::quote(&shown.subject), when(frame, shown.received_at));
    frame.words.say_with(key, [("subject", subject.as_str()), ("at", at.as_str())])
}

fn stages(frame: &Frame, shown: &Shown) -> Vec<Stage> {
    let ended = shown.ended_at.is_some();
    let last = match (ended, shown.verdict, shown.kind) {
        (false, _, Kind::Request) => "portal-stage-finish",
        (false, _, _) => "portal-stage-conclusion",
        (true, Some(_), Kind::Report | Kind::Sample) => "portal-stage-concluded",
        (true, _, _) => "portal-stage-finished",
    };
    let stage = |class, key: &str, at: Option<crate::base::clock::Instant>| Stage {
        class,
        name: frame.say(key),
        at: at.map(|at| crate::base::text::list_time(at, Zone::default())).unwrap_or_default(),
    };
    let begun = shown.begun_at.is_some() || shown.status != Status::New;
    let working = if ended {
        "done"
    } else if begun {
        "now"
    } else {
        ""
    };
    vec![
        stage("done", "portal-stage-received", Some(shown.received_at)),
        stage(working, if ended { "portal-stage-worked" } else { "portal-stage-working" }, shown.begun_at),
        stage(if ended { "done" } else { "" }, last, shown.ended_at),
    ]
}

fn remarks(web: &Web, frame: &Frame, shown: &Shown) -> Vec<String> {
    let mut out = Vec::new();
    if shown.verdict.is_some() && shown.status.is_open() {
        out.push(frame.say("portal-reopened"));
    }
    if let Some(due) = shown.due_at {
        let key = if due < web.clock.now() { "portal-late" } else { "portal-due" };
        out.push(frame.say_with(key, "at", when(frame, due)));
    }
    out
}

fn answers(frame: &Frame, shown: &Shown) -> Vec<Choice> {
    if shown.kind == Kind::Request {
        return Vec::new();
    }
    let choice = |one: &Exposure| Choice {
        word: one.word(),
        name: frame.word("portal-exposure", one),
        bad: one.is_loss(),
        now: shown.exposure == Some(*one),
    };
    Exposure::ALL.iter().map(choice).collect()
}

fn ratings(frame: &Frame, shown: &Shown, now: crate::base::clock::Instant) -> Vec<Choice> {
    let choice = |one: &Rating| Choice {
        word: one.word(),
        name: frame.word("portal-rating", one),
        bad: false,
        now: shown.rating == Some(*one),
    };
    if shown.may_rate(now) { Rating::ALL.iter().map(choice).collect() } else { Vec::new() }
}
