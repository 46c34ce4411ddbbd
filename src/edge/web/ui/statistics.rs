//! Figures of a period for leaders: tiles with the period before, reports by day, and tables. Each table is also a CSV file.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use chrono::NaiveDate;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::statistics_table::{self, Table, Tile};
use crate::desk;
use crate::desk::policy::Permission;
use crate::desk::statistics::period::Choice;
use crate::desk::statistics::{self, Period, Statistics};
use crate::paper::{table, workbook};

#[derive(Template)]
#[template(path = "page/statistics.html")]
struct Page {
    frame: Frame,
    choices: Vec<(&'static str, bool)>,
    /// First and last day as people read them, and the period before.
    said: (String, String),
    /// The values of the fields: month, first day, last day.
    fields: (String, String, String),
    unit: String,
    units: Vec<String>,
    cut: bool,
    tiles: Vec<Tile>,
    bars: Vec<Bar>,
    tables: Vec<Table>,
    query: String,
}

/// A day in the drawing: where it stands, and its heights in hundredths of the highest.
struct Bar {
    x: usize,
    all: i64,
    bad: i64,
    title: String,
}

/// What is asked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    period: String,
    #[serde(default)]
    month: String,
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
    #[serde(default)]
    unit: String,
}

fn period(asked: &Asked, today: NaiveDate) -> Period {
    let named = format!("{}-01", asked.month).parse().ok();
    let ends = (asked.from.parse().ok(), asked.to.parse().ok());
    Period::of(Choice::of(&asked.period).unwrap_or(Choice::This), named, ends, today)
}

async fn load(web: &Web, asked: &Asked) -> Result<Statistics, Fault> {
    let (desk, now) = (web.desk(), web.clock.now());
    let period = period(asked, desk.zone.local(now).date());
    let unit = Some(asked.unit.clone()).filter(|unit| !unit.is_empty());
    Ok(web.db.read(move |conn| statistics::read(conn, &desk, period, unit.as_deref(), now)).await?)
}

fn tables(frame: &Frame, signed: &Signed<ReadTickets>, found: &Statistics) -> Vec<Table> {
    statistics_table::all(frame, found, signed.may(Permission::ReadEvidence))
}

/// `GET /figures?period=reporting&month=2026-03&unit=…`: `period` is a word of `Choice`; `from` and `to` are days.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let found = load(&web, &asked).await?;
    let frame = signed.frame("figures");
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    let said = |one: &Period| {
        frame.words.say_with("figures-days", [("from", day(one.from).as_str()), ("to", day(one.to).as_str())])
    };
    let chosen = found.period;
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("period", chosen.choice.word()),
            ("month", asked.month.as_str()),
            ("from", asked.from.as_str()),
            ("to", asked.to.as_str()),
            ("unit", asked.unit.as_str()),
        ])
        .finish();
    let page = Page {
        choices: Choice::ALL.iter().map(|one| (one.word(), *one == chosen.choice)).collect(),
        said: (said(&chosen), said(&chosen.before())),
        fields: (chosen.to.format("%Y-%m").to_string(), chosen.from.to_string(), chosen.to.to_string()),
        unit: asked.unit.clone(),
        units: found.known.clone(),
        cut: found.cut,
        tiles: statistics_table::tiles(&frame, &found),
        bars: bars(&frame, &found),
        tables: tables(&frame, &signed, &found),
        query,
        frame,
    };
    page::html(&page)
}

fn bars(frame: &Frame, found: &Statistics) -> Vec<Bar> {
    let highest = found.days.iter().map(|(_, all, _)| *all).max().unwrap_or(0).max(1);
    let bar = |(x, (from, all, bad)): (usize, &(NaiveDate, i64, i64))| {
        let (day, all_said, bad_said) = (from.format("%d/%m/%Y").to_string(), all.to_string(), bad.to_string());
        let values = [("day", day.as_str()), ("all", all_said.as_str()), ("bad", bad_said.as_str())];
        let title = frame.words.say_with("figures-bar", values);
        Bar { x: x * 10 + 1, all: all * 100 / highest, bad: bad * 100 / highest, title }
    };
    found.days.iter().enumerate().map(bar).collect()
}

/// `GET /figures/{table}`: a table of the same figures as CSV, `table` being a name in the addresses on the page; all of them
/// as XLSX where it is `workbook`.
pub async fn export(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    name: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    let found = load(&web, &asked).await?;
    let frame = signed.frame("figures");
    let mut all = tables(&frame, &signed, &found);
    all.insert(0, statistics_table::summary(&frame, &found));
    let file = |name: &str, ending: &str| {
        let (from, to) = (found.period.from, found.period.to);
        ("content-disposition", format!("attachment; filename=\"so-lieu-{name}-{from}-{to}.{ending}\""))
    };
    if name.as_str() == "workbook" {
        let sheets: Vec<_> = all.iter().map(|one| (one.title.as_str(), cells(one))).collect();
        let bytes = workbook::write(&sheets, web.clock.now()).map_err(|why| desk::Error::Internal(why.to_string()))?;
        return Ok(HttpResponse::Ok()
            .content_type("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .insert_header(file("tat-ca", "xlsx"))
            .body(bytes));
    }
    let wanted = all.into_iter().find(|one| one.name == name.as_str()).ok_or(Fault::NotFound)?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(file(wanted.name, "csv"))
        .body(table::write(cells(&wanted))))
}

/// The cells of a table, the names of its columns first.
fn cells(table: &Table) -> Vec<Vec<&str>> {
    let rows = table.rows.iter().map(|row| &row.cells);
    std::iter::once(&table.head).chain(rows).map(|row| row.iter().map(String::as_str).collect()).collect()
}
