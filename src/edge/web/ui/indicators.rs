//! Indicators that several tickets carry, those of most tickets first.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadEvidence, Signed};
use super::super::page::{self, Frame};
use super::shown::Indicator;
use crate::analysis::signal::indicator::Kind;
use crate::base::text::{Zone, list_time};
use crate::desk;
use crate::record::evidence::indicator;

const ROWS: i64 = 100;

#[derive(Template)]
#[template(path = "page/indicators.html")]
struct Page {
    frame: Frame,
    kinds: Vec<(&'static str, bool)>,
    rows: Vec<Row>,
}

/// An indicator as the page shows it.
struct Row {
    id: i64,
    value: Indicator,
    count: i64,
    first: String,
    last: String,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    kind: Option<String>,
}

/// `GET /indicators?kind=host`.
pub async fn show(signed: Signed<ReadEvidence>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let kind = asked.kind.as_deref().and_then(Kind::of).unwrap_or(Kind::Domain);
    let found = web.db.read(move |conn| Ok::<_, desk::Error>(indicator::common(conn, kind, ROWS)?)).await?;
    let zone = Zone::default();
    let rows = found.into_iter().map(|(row, count)| Row {
        id: row.id,
        value: Indicator::known(&row.kind, &row.value),
        count,
        first: list_time(row.first_seen_at, zone),
        last: list_time(row.last_seen_at, zone),
    });
    let kinds = Kind::ALL.map(|one| (one.word(), one == kind)).to_vec();
    page::html(&Page { frame: signed.frame("indicators"), kinds, rows: rows.collect() })
}
