//! The list of campaigns, the most urgent first.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::campaign_part::{self, Spark};
use super::shown;
use crate::base::clock::Instant;
use crate::desk::campaign_file::{self, Listed, Order};
use crate::record::campaign::State;
use crate::record::campaign::list::Figures;

/// Rows that are shown.
const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "page/campaigns.html")]
struct Page {
    frame: Frame,
    orders: Vec<(&'static str, bool)>,
    states: Vec<(&'static str, bool)>,
    order: &'static str,
    rows: Vec<Row>,
}

/// A campaign in the list.
struct Row {
    uuid: String,
    title: String,
    standing: (&'static str, String),
    level: &'static str,
    score: i32,
    spark: Spark,
    reports: i64,
    reporters: i64,
    units: i64,
    open: i64,
    waiting: Option<String>,
    last: String,
    harm: Vec<(&'static str, String)>,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    sort: Option<String>,
    state: Option<String>,
}

/// `GET /campaigns?sort=risk&state=open`.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let order = asked.sort.as_deref().and_then(Order::of).unwrap_or(Order::Risk);
    let state = asked.state.as_deref().and_then(State::of).filter(|state| *state != State::Merged);
    let now = web.clock.now();
    let found = web.db.read(move |conn| campaign_file::all(conn, state, order, now)).await?;
    let frame = signed.frame("campaigns");
    let page = Page {
        orders: Order::ALL.iter().map(|one| (one.word(), *one == order)).collect(),
        states: [State::Open, State::Decided].iter().map(|one| (one.word(), Some(*one) == state)).collect(),
        order: order.word(),
        rows: found.into_iter().take(ROWS).map(|row| shown(&frame, row, now)).collect(),
        frame,
    };
    page::html(&page)
}

fn shown(frame: &Frame, row: Listed, now: Instant) -> Row {
    let f = &row.figures;
    Row {
        title: shown::prose(&row.campaign.title),
        standing: campaign_part::standing(frame, &row.campaign),
        level: shown::level(Some(f.score)),
        score: f.score,
        spark: campaign_part::spark(frame, &row.times, now),
        reports: f.reports,
        reporters: f.reporters,
        units: f.units,
        open: f.open,
        waiting: f.oldest_open.map(|at| shown::moment(at, now)),
        last: shown::moment(row.campaign.last_seen_at, now),
        harm: harm(frame, f),
        uuid: row.campaign.uuid,
    }
}

/// Chips of what people did with the mail.
pub(super) fn harm(frame: &Frame, f: &Figures) -> Vec<(&'static str, String)> {
    let lost =
        [("bad", "money", f.money), ("bad", "otp", f.otp), ("bad", "password", f.password), ("bad", "app", f.app)];
    let all = lost.into_iter().chain([("warn", "opened", f.opened), ("warn", "clicked", f.clicked)]);
    let some = all.filter(|(_, _, count)| *count > 0);
    some.map(|(level, word, count)| (level, format!("{} ×{count}", frame.word("exposure", word)))).collect()
}
