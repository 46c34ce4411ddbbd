//! The board of exposed mailboxes: who, what happened, which steps were taken, by whom.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Signed, Work};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::clock::Instant;
use crate::base::ids::ExposedId;
use crate::base::text::one_line;
use crate::desk;
use crate::desk::exposed_account::{self, Mark};
use crate::desk::unit_contact::{self, Reach};
use crate::desk::zimbra;
use crate::record::exposure::{self, Exposed, Step, Taken, What};

#[derive(Template)]
#[template(path = "page/exposures.html")]
struct Page {
    frame: Frame,
    closed: bool,
    cases: Vec<Case>,
    mistake: Option<String>,
}

/// A mailbox on the board.
struct Case {
    id: i64,
    mailbox: String,
    person: String,
    unit: String,
    level: &'static str,
    what: String,
    happened: String,
    ticket: Option<String>,
    opened: String,
    done: usize,
    steps: Vec<Row>,
    /// Whether somebody has to be called, and how its unit is reached, in words.
    reach: Option<(bool, String)>,
}

/// A step of it.
struct Row {
    step: Step,
    /// Whether it was found needless, who took it, and when.
    taken: Option<(bool, String, String)>,
    commands: Vec<String>,
}

/// What is asked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    closed: Option<String>,
}

/// `GET /exposures?closed=yes`.
pub async fn show(signed: Signed<Work>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    render(&signed, &web, asked.closed.is_some(), None).await
}

async fn render(
    signed: &Signed<Work>,
    web: &Web,
    closed: bool,
    mistake: Option<String>,
) -> Result<HttpResponse, Fault> {
    let now = web.clock.now();
    let (cases, mut taken, mut reach) = web
        .db
        .read(move |conn| {
            let cases = exposure::board(conn, closed)?;
            let ids: Vec<i64> = cases.iter().map(|(case, _)| case.id).collect();
            let taken = exposure::taken(conn, &ids)?;
            let all: Vec<&Exposed> = cases.iter().map(|(case, _)| case).collect();
            let reach = unit_contact::reach(conn, &all)?;
            Ok::<_, desk::Error>((cases, taken, reach))
        })
        .await?;
    let frame = signed.frame("exposures");
    let mut cases: Vec<_> = cases
        .into_iter()
        .map(|(case, ticket)| {
            let taken = taken.remove(&case.id).unwrap_or_default();
            let reach = reach.remove(&case.id);
            (case.what.rank(), shown(&frame, case, (ticket, reach), &taken, now))
        })
        .collect();
    // The gravest first; among equals the newest.
    cases.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
    let status =
        if mistake.is_some() { actix_web::http::StatusCode::CONFLICT } else { actix_web::http::StatusCode::OK };
    let cases = cases.into_iter().map(|(_, case)| case).collect();
    page::html_as(status, &Page { frame, closed, cases, mistake })
}

fn shown(
    frame: &Frame,
    case: Exposed,
    (ticket, reach): (Option<String>, Option<Reach>),
    taken: &[Taken],
    now: Instant,
) -> Case {
    let row = |step: &Step| Row {
        step: *step,
        taken: taken
            .iter()
            .find(|one| one.step == *step)
            .map(|one| (one.needless, one.by.clone().unwrap_or_default(), shown::moment(one.at, now))),
        commands: zimbra::commands(*step, &case.mailbox),
    };
    let steps: Vec<Row> = case.what.steps().iter().map(row).collect();
    Case {
        id: case.id,
        person: shown::line(&case.person),
        unit: shown::line(&case.unit),
        level: if case.what.rank() >= What::Password.rank() { "bad" } else { "warn" },
        what: frame.word("exposed", case.what),
        happened: shown::line(&case.happened),
        opened: shown::moment(case.opened_at, now),
        done: steps.iter().filter(|row| row.taken.is_some()).count(),
        steps,
        reach: reach.map(|reach| reached(frame, &reach)),
        ticket,
        mailbox: case.mailbox,
    }
}

/// Whether somebody has to be called, and how the unit is reached, in words.
pub(super) fn reached(frame: &Frame, reach: &Reach) -> (bool, String) {
    match reach {
        Reach::Letter { to } => (false, frame.say_with("exposed-told", "to", one_line(to, 254))),
        Reach::Call { who, unit, telephone } => {
            let who = if unit.is_empty() { one_line(who, 254) } else { one_line(&format!("{who} ({unit})"), 460) };
            let key = if telephone.is_empty() { "exposed-call-unknown" } else { "exposed-call-now" };
            let telephone = one_line(telephone, 40);
            (true, frame.words.say_with(key, [("who", who.as_str()), ("telephone", telephone.as_str())]))
        }
    }
}

/// A step, and what to make of it.
#[derive(Deserialize)]
pub struct Marked {
    step: String,
    mark: String,
}

/// `POST /exposures/{id}/steps`.
pub async fn mark(
    signed: Signed<Work>,
    web: Data<Web>,
    id: Path<i64>,
    form: Form<Marked>,
) -> Result<HttpResponse, Fault> {
    let step = Step::of(&form.step).ok_or(Fault::BadRequest)?;
    let mark = match form.mark.as_str() {
        "done" => Mark::Done,
        "needless" => Mark::Needless,
        "undone" => Mark::Undone,
        _ => return Err(Fault::BadRequest),
    };
    let (actor, by, now, id) = (signed.actor(), signed.id, web.clock.now(), ExposedId(id.into_inner()));
    let marked = web.db.write(move |conn| exposed_account::mark(conn, &actor, by, (id, step), mark, now)).await;
    match marked {
        Ok(()) => Ok(page::back_to(&format!("/exposures#case-{id}"), "step")),
        Err(desk::Error::Invalid { message, .. }) => {
            render(&signed, &web, false, Some(signed.words.say(message))).await
        }
        Err(error) => Err(error.into()),
    }
}
