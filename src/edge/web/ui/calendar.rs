//! The calendar of work: hours of the week, and the days of a year that differ.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Form};
use askama::Template;
use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageCalendar, Signed};
use super::super::page::{self, Frame};
use crate::base::text::Zone;
use crate::desk;
use crate::desk::due_plan::{self, By, Calendar, Day};

#[derive(Template)]
#[template(path = "page/calendar.html")]
struct Page {
    frame: Frame,
    calendar: Calendar,
    year: i32,
    /// Hours of each weekday as they are, or as they were typed.
    week: [String; 7],
    /// The day that was typed.
    typed: DayFields,
    /// The field that is wrong, and the sentence.
    mistake: Option<(&'static str, String)>,
}

impl Page {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// Number, name of the field and hours of each weekday, Monday first.
    fn hours(&self) -> Vec<(usize, String, &str)> {
        (1..).zip(&self.week).map(|(number, hours)| (number, format!("hours-{number}"), hours.as_str())).collect()
    }

    fn weekday(&self, day: &Day) -> String {
        self.frame.word("weekday", day.day.weekday().number_from_monday())
    }

    fn years(&self) -> Vec<i32> {
        let next = self.calendar.years.last().copied().unwrap_or(self.year) + 1;
        let mut all: Vec<i32> = self.calendar.years.iter().copied().chain([self.year, next]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

async fn loaded(web: &Web, signed: &Signed<ManageCalendar>, year: i32) -> Result<Page, Fault> {
    let calendar = due_plan::calendar(&web.db, year).await?;
    let week = calendar.week.each_ref().map(ToString::to_string);
    Ok(Page { frame: signed.frame("calendar"), calendar, year, week, typed: DayFields::default(), mistake: None })
}

/// `GET /admin/calendar?year=…`.
pub async fn show(signed: Signed<ManageCalendar>, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let asked = page::query(&request, "year").and_then(|year| year.parse().ok());
    let year = asked.filter(|year| (2000..=2100).contains(year)).unwrap_or_else(|| this_year(&web));
    page::html(&loaded(&web, &signed, year).await?)
}

fn this_year(web: &Web) -> i32 {
    Zone::default().local(web.clock.now()).year()
}

/// The hours of the week.
#[derive(Clone, Deserialize)]
pub struct Week {
    version: i32,
    #[serde(rename = "hours-1")]
    monday: String,
    #[serde(rename = "hours-2")]
    tuesday: String,
    #[serde(rename = "hours-3")]
    wednesday: String,
    #[serde(rename = "hours-4")]
    thursday: String,
    #[serde(rename = "hours-5")]
    friday: String,
    #[serde(rename = "hours-6")]
    saturday: String,
    #[serde(rename = "hours-7")]
    sunday: String,
}

/// `POST /admin/calendar/hours`.
pub async fn hours(signed: Signed<ManageCalendar>, web: Data<Web>, form: Form<Week>) -> Result<HttpResponse, Fault> {
    let Week { version, monday, tuesday, wednesday, thursday, friday, saturday, sunday } = form.into_inner();
    let typed = [monday, tuesday, wednesday, thursday, friday, saturday, sunday];
    let by = by(&signed, &web, version);
    match due_plan::set_week(&web.db, by, typed.clone()).await {
        Ok(()) => Ok(page::back_to("/admin/calendar", "calendar")),
        Err(error) => {
            let year = this_year(&web);
            refused(&web, &signed, year, error, |page| page.week = typed).await
        }
    }
}

/// A day as it is typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct DayFields {
    version: i32,
    day: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    estimate: Option<String>,
}

/// `POST /admin/calendar/days`.
pub async fn put(signed: Signed<ManageCalendar>, web: Data<Web>, form: Form<DayFields>) -> Result<HttpResponse, Fault> {
    let typed = form.into_inner();
    let (by, day) = (by(&signed, &web, typed.version), NaiveDate::parse_from_str(&typed.day, "%Y-%m-%d"));
    let year = day.map_or_else(|_unread| this_year(&web), |day| day.year());
    let outcome = match day {
        Ok(day) => {
            let (name, estimate) = (typed.name.clone(), typed.estimate.is_some());
            let day = Day { day, works: typed.kind == "works", name, estimate };
            due_plan::put_day(&web.db, by, day).await
        }
        Err(_) => Err(desk::Error::Invalid { field: "day", message: "calendar-day-bad" }),
    };
    match outcome {
        Ok(()) => Ok(page::back_to(&format!("/admin/calendar?year={year}"), "calendar")),
        Err(error) => refused(&web, &signed, year, error, |page| page.typed = typed).await,
    }
}

/// `POST /admin/calendar/days/remove`.
pub async fn remove(
    signed: Signed<ManageCalendar>,
    web: Data<Web>,
    form: Form<DayFields>,
) -> Result<HttpResponse, Fault> {
    let day = NaiveDate::parse_from_str(&form.day, "%Y-%m-%d").map_err(|_unread| Fault::BadRequest)?;
    match due_plan::remove_day(&web.db, by(&signed, &web, form.version), day).await {
        Ok(()) => Ok(page::back_to(&format!("/admin/calendar?year={}", day.year()), "calendar")),
        Err(error) => refused(&web, &signed, day.year(), error, |_| {}).await,
    }
}

fn by(signed: &Signed<ManageCalendar>, web: &Web, version: i32) -> By {
    By { actor: signed.actor(), version, now: web.clock.now() }
}

async fn refused(
    web: &Web,
    signed: &Signed<ManageCalendar>,
    year: i32,
    error: desk::Error,
    keep: impl FnOnce(&mut Page),
) -> Result<HttpResponse, Fault> {
    let (status, mistake) = match error {
        desk::Error::Invalid { field, message } => {
            (StatusCode::UNPROCESSABLE_ENTITY, (field, signed.words.say(message)))
        }
        desk::Error::Conflict { .. } => (StatusCode::CONFLICT, ("version", signed.words.say("calendar-moved-on"))),
        error => return Err(error.into()),
    };
    let mut page = Page { mistake: Some(mistake), ..loaded(web, signed, year).await? };
    keep(&mut page);
    page::html_as(status, &page)
}
