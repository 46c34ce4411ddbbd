//! How soon the desk answers and concludes: the rules, the warning, the escalation.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use askama::Template;
use chrono::NaiveDate;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageCalendar, Signed};
use super::super::page::{self, Frame};
use crate::base::text::Zone;
use crate::desk;
use crate::desk::due_plan::{self, By, Harm, Named, Rule};
use crate::record::people::Role;

/// Empty lines for new rules.
const NEW: usize = 2;

#[derive(Template)]
#[template(path = "page/due_rules.html")]
struct Page {
    frame: Frame,
    version: i32,
    lines: Vec<Line>,
    agencies: Vec<String>,
    warn: String,
    escalate: Option<Role>,
    mistake: Option<String>,
}

/// A rule as it is shown and typed; one without a place is none.
#[derive(Clone, Default)]
struct Line {
    place: String,
    harm: String,
    score: String,
    agency: String,
    answer: String,
    verdict: String,
    clock: bool,
}

impl Line {
    fn of(named: &Named) -> Self {
        Self {
            place: named.rule.place.to_string(),
            harm: named.rule.harm.map(|harm| harm.word().to_owned()).unwrap_or_default(),
            score: named.rule.score.map(|score| score.to_string()).unwrap_or_default(),
            agency: named.agency.clone(),
            answer: span(named.rule.answer_minutes),
            verdict: span(named.rule.verdict_minutes),
            clock: named.rule.round_the_clock,
        }
    }

    /// The rule that was typed; the message key of what is wrong with it.
    fn rule(&self) -> Result<Named, &'static str> {
        let rule = Rule {
            place: self.place.trim().parse().map_err(|_unread| "due-place-bad")?,
            harm: Harm::of(&self.harm),
            score: match self.score.trim() {
                "" => None,
                score => Some(score.parse().map_err(|_unread| "due-score-bad")?),
            },
            agency_id: None,
            answer_minutes: minutes(&self.answer).ok_or("due-time-bad")?,
            verdict_minutes: minutes(&self.verdict).ok_or("due-time-bad")?,
            round_the_clock: self.clock,
        };
        Ok(Named { rule, agency: self.agency.trim().to_owned() })
    }
}

/// `4:00`: hours and minutes, as they are typed.
fn span(minutes: i32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn minutes(text: &str) -> Option<i32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let hours: i32 = hours.parse().ok().filter(|hours| (0..10_000).contains(hours))?;
    let minutes: i32 = minutes.parse().ok().filter(|minutes| (0..60).contains(minutes))?;
    Some(hours * 60 + minutes)
}

fn today(web: &Web) -> NaiveDate {
    Zone::default().local(web.clock.now()).date()
}

async fn loaded(web: &Web, signed: &Signed<ManageCalendar>) -> Result<Page, Fault> {
    let found = due_plan::rules(&web.db, today(web)).await?;
    let mut page = Page {
        frame: signed.frame("due-rules"),
        version: found.plan.version,
        lines: found.rules.iter().map(Line::of).collect(),
        agencies: found.agencies,
        warn: span(found.plan.warn_minutes),
        escalate: found.plan.escalate_to.as_deref().and_then(Role::of),
        mistake: None,
    };
    page.lines.extend(vec![Line::default(); NEW]);
    Ok(page)
}

/// `GET /admin/due`.
pub async fn show(signed: Signed<ManageCalendar>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    page::html(&loaded(&web, &signed).await?)
}

/// `POST /admin/due`: all rules in the order of the table, each value as often as there are lines.
pub async fn save(
    signed: Signed<ManageCalendar>,
    web: Data<Web>,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, Fault> {
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let version = one("version").and_then(|text| text.parse().ok()).ok_or(Fault::BadRequest)?;
    let (warn, escalate) = (one("warn").unwrap_or_default().to_owned(), one("escalate").and_then(Role::of));
    let lines = lines(&form);
    let outcome = match lines.iter().filter(|line| !line.place.trim().is_empty()).map(Line::rule).collect() {
        Err(message) => Err(desk::Error::Invalid { field: "rules", message }),
        Ok::<Vec<Named>, _>(rules) => match minutes(&warn) {
            None => Err(desk::Error::Invalid { field: "warn", message: "due-warn-bad" }),
            Some(before) => {
                let by = By { actor: signed.actor(), version, now: web.clock.now() };
                due_plan::set_rules(&web.db, by, rules, (before, escalate), today(&web)).await
            }
        },
    };
    let (status, key) = match outcome {
        Ok(()) => return Ok(page::back_to("/admin/due", "due-rules")),
        Err(desk::Error::Invalid { message, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, message),
        Err(desk::Error::Conflict { .. }) => (StatusCode::CONFLICT, "calendar-moved-on"),
        Err(error) => return Err(error.into()),
    };
    let mistake = Some(signed.words.say(key));
    page::html_as(status, &Page { lines, warn, escalate, mistake, ..loaded(&web, &signed).await? })
}

fn lines(form: &[(String, String)]) -> Vec<Line> {
    let all = |name: &'static str| form.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.clone());
    let columns = all("place").zip(all("harm")).zip(all("score")).zip(all("agency"));
    let columns = columns.zip(all("answer")).zip(all("verdict")).zip(all("clock"));
    let line = |((((((place, harm), score), agency), answer), verdict), clock): (_, String)| Line {
        place,
        harm,
        score,
        agency,
        answer,
        verdict,
        clock: clock == "clock",
    };
    columns.take(due_plan::RULES + NEW).map(line).collect()
}
