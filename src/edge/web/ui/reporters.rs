//! The directory of reporters: a list with search, its table, and importing one after a look at what would change.

use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ManageAccounts, ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::clock::Instant;
use crate::base::text::{Zone, list_time, one_line};
use crate::desk::reporter::{self, Listed, Plan};

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "page/reporters.html")]
struct Page {
    frame: Frame,
    q: String,
    rows: Vec<Row>,
    next: Option<String>,
    table: String,
    plan: Option<Plan>,
}

/// A reporter as lists show them.
pub struct Row {
    /// Row.
    pub id: i64,
    /// Name; the address where there is none.
    pub name: String,
    /// Address.
    pub address: String,
    /// Telephone.
    pub telephone: String,
    /// Unit.
    pub unit: String,
    /// Tickets.
    pub tickets: i64,
    /// When they were last heard of.
    pub seen: String,
}

/// A reporter in a list.
pub(super) fn row(one: Listed) -> Row {
    let person = one.person;
    Row {
        id: person.id,
        name: if person.name.is_empty() { person.address.clone() } else { shown::line(&person.name) },
        address: person.address,
        telephone: person.telephone,
        unit: one.unit,
        tickets: one.tickets,
        seen: list_time(person.last_seen_at, Zone::default()),
    }
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

/// `GET /reporters?q=an&after=1770000000000000.7`.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let q = one_line(&asked.q, 100);
    let (wanted, after) = (q.clone(), asked.after.as_deref().and_then(cursor));
    let (ours, today) = (web.config.reporter.domains.0.clone(), Zone::default().local(web.clock.now()).date());
    let mut found = web.db.read(move |conn| reporter::page(conn, &ours, (&wanted, after), (ROWS + 1, today))).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let next = found.last().filter(|_| more).map(|last| {
        let at = last.person.last_seen_at.and_utc().timestamp_micros();
        let here = page::with_query("/reporters", "after", &format!("{at}.{}", last.person.id));
        if q.is_empty() { here } else { page::with_query(&here, "q", &q) }
    });
    let rows = found.into_iter().map(row).collect();
    page::html(&Page { frame: signed.frame("reporters"), q, rows, next, table: String::new(), plan: None })
}

/// A cursor as it stands in an address: microseconds and row.
fn cursor(text: &str) -> Option<(Instant, i64)> {
    let (at, id) = text.split_once('.')?;
    Some((chrono::DateTime::from_timestamp_micros(at.parse().ok()?)?.naive_utc(), id.parse().ok()?))
}

/// `GET /reporters/export`: the directory as CSV.
pub async fn export(_: Signed<ManageAccounts>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("content-disposition", "attachment; filename=\"nguoi-phan-anh.csv\""))
        .body(web.db.read(reporter::export).await?))
}

/// The table to import.
#[derive(Deserialize)]
pub struct Typed {
    table: String,
}

/// `POST /admin/reporters/preview`: what the import would change.
pub async fn preview(
    signed: Signed<ManageAccounts>,
    web: Data<Web>,
    typed: Form<Typed>,
) -> Result<HttpResponse, Fault> {
    let table = typed.into_inner().table;
    let text = table.clone();
    let plan = web.db.read(move |conn| reporter::import(conn, &text, None)).await?;
    let frame = signed.frame("reporters");
    page::html(&Page { frame, q: String::new(), rows: Vec::new(), next: None, table, plan: Some(plan) })
}

/// `POST /admin/reporters/import`.
pub async fn import(signed: Signed<ManageAccounts>, web: Data<Web>, typed: Form<Typed>) -> Result<HttpResponse, Fault> {
    let (text, actor, now) = (typed.into_inner().table, signed.actor(), web.clock.now());
    web.db.write(move |conn| reporter::import(conn, &text, Some((&actor, now)))).await?;
    // Whoever only administers sees no reporters.
    let place = if signed.may(crate::desk::policy::Permission::ReadTickets) { "/reporters" } else { "/agencies" };
    Ok(page::back_to(place, "reporters"))
}
