//! Letters and jobs: what waits, what left, what was given up, and trying that again. Shows no words of a letter.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageOutbox, Signed};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::ids::{JobId, LetterId};
use crate::base::text::{Zone, list_time};
use crate::desk::{Error, retry};
use crate::record::outbox::{self, State};
use crate::record::queue;

const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "page/outbox.html")]
struct Page {
    frame: Frame,
    states: Vec<(&'static str, bool)>,
    waiting: i64,
    failed: i64,
    letters: Vec<Letter>,
    older: Option<String>,
    jobs: Vec<Job>,
}

/// A letter as the page shows it.
struct Letter {
    id: i64,
    /// Page and name of its ticket or advisory.
    home: (String, String),
    kind: String,
    recipient: String,
    state: State,
    level: &'static str,
    at: String,
    attempts: i32,
    error: String,
}

/// A job that was given up.
struct Job {
    id: i64,
    kind: String,
    subject: i64,
    failed: String,
    attempts: i32,
    error: String,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    state: Option<String>,
    before: Option<i64>,
}

/// `GET /admin/outbox?state=failed&before=120`.
pub async fn show(signed: Signed<ManageOutbox>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let state = asked.state.as_deref().and_then(State::of);
    let before = asked.before;
    let (found, (waiting, failed), jobs) = web
        .db
        .read(move |conn| {
            let letters = outbox::page(conn, state, before, ROWS as i64 + 1)?;
            Ok::<_, Error>((letters, outbox::waiting(conn)?, queue::failed(conn)?))
        })
        .await?;
    let (zone, frame) = (Zone::default(), signed.frame("outbox"));
    let more = found.len() > ROWS;
    let letters: Vec<Letter> = found.into_iter().take(ROWS).map(|row| letter(&frame, row)).collect();
    let older = letters.last().filter(|_| more).map(|last| {
        let here = page::with_query("/admin/outbox", "before", &last.id.to_string());
        state.map_or(here.clone(), |state| page::with_query(&here, "state", state.word()))
    });
    let jobs = jobs.into_iter().map(|job| Job {
        id: job.id,
        kind: frame.word("job", job.kind),
        subject: job.subject,
        failed: job.failed_at.map(|at| list_time(at, zone)).unwrap_or_default(),
        attempts: job.attempts,
        error: shown::line(job.error.as_deref().unwrap_or_default()),
    });
    let jobs = jobs.collect();
    let states = State::ALL.iter().map(|one| (one.word(), Some(*one) == state)).collect();
    page::html(&Page { frame, states, waiting, failed, letters, older, jobs })
}

fn letter(frame: &Frame, (row, number, advisory): outbox::Listed) -> Letter {
    Letter {
        id: row.id,
        home: match (number, advisory) {
            (Some(number), _) => (format!("/tickets/{number}"), number),
            (None, Some(uuid)) => (format!("/advisories/{uuid}/mailing"), frame.say("outbox-advisory")),
            (None, None) => (String::new(), String::new()),
        },
        kind: frame.word("letter", &row.kind),
        recipient: row.recipient,
        state: row.state,
        level: match row.state {
            State::Queued => "warn",
            State::Sent => "good",
            State::Failed => "bad",
            State::Cancelled => "",
        },
        at: list_time(row.sent_at.unwrap_or(row.due_at), Zone::default()),
        attempts: row.attempts,
        error: shown::line(row.error.as_deref().unwrap_or_default()),
    }
}

/// `POST /admin/outbox/letters/{id}/retry`.
pub async fn retry_letter(signed: Signed<ManageOutbox>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    retry::letter(&web.db, web.clock.now(), signed.actor(), LetterId(id.into_inner())).await?;
    Ok(page::back_to("/admin/outbox", "retried"))
}

/// `POST /admin/outbox/jobs/{id}/retry`.
pub async fn retry_job(signed: Signed<ManageOutbox>, web: Data<Web>, id: Path<i64>) -> Result<HttpResponse, Fault> {
    retry::job(&web.db, web.clock.now(), signed.actor(), JobId(id.into_inner())).await?;
    Ok(page::back_to("/admin/outbox", "retried"))
}
