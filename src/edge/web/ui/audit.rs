//! The audit log: newest first, by record, and whether its chain is whole.

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadAudit, Signed};
use super::super::page::{self, Frame};
use crate::base::text::{Zone, list_time, one_line};
use crate::desk;
use crate::record::audit;

const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "page/audit.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    object: String,
    older: Option<String>,
    chain: Chain,
}

/// What is known of the chain; looking reads every row, so it is done when asked for.
enum Chain {
    Unasked,
    Whole,
    Broken(i64),
}

/// A line as the page shows it.
struct Row {
    id: i64,
    at: String,
    actor: String,
    action: String,
    object: String,
    /// The page of this record alone.
    href: String,
    detail: String,
    address: String,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    before: Option<i64>,
    #[serde(default)]
    object: String,
    #[serde(default)]
    check: String,
}

/// `GET /admin/audit?object=account:7&before=1200&check=1`.
pub async fn show(signed: Signed<ReadAudit>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let Asked { before, object, check } = asked.into_inner();
    let object = one_line(&object, 120);
    let (wanted, checked) = (object.clone(), !check.is_empty());
    let (lines, chain) = web
        .db
        .read(move |conn| {
            let wanted = Some(wanted.as_str()).filter(|wanted| !wanted.is_empty());
            let lines = audit::page(conn, before, wanted, ROWS as i64 + 1)?;
            let chain = match checked.then(|| audit::broken_at(conn)).transpose()? {
                None => Chain::Unasked,
                Some(None) => Chain::Whole,
                Some(Some(row)) => Chain::Broken(row),
            };
            Ok::<_, desk::Error>((lines, chain))
        })
        .await?;
    let more = lines.len() > ROWS;
    let zone = Zone::default();
    let rows: Vec<Row> = lines
        .into_iter()
        .take(ROWS)
        .map(|line| Row {
            id: line.id,
            at: list_time(line.at, zone),
            actor: line.actor,
            action: line.action,
            href: page::with_query("/admin/audit", "object", &line.object),
            object: line.object,
            detail: line.detail,
            address: line.address,
        })
        .collect();
    let older = rows.last().filter(|_| more).map(|last| {
        let here = page::with_query("/admin/audit", "before", &last.id.to_string());
        if object.is_empty() { here } else { page::with_query(&here, "object", &object) }
    });
    page::html(&Page { frame: signed.frame("audit"), rows, object, older, chain })
}
