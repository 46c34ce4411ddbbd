//! The audit log: newest first, by record, person, deed and day, and whether its chain is whole.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::web::{Data, Query};
use askama::Template;
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadAudit, Signed};
use super::super::page::{self, Frame};
use crate::base::text::{Zone, list_time, one_line};
use crate::desk;
use crate::record::audit::{self, Sought};
use crate::record::people;

const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "page/audit.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    asked: Asked,
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
    /// The page of this person alone, and their name.
    by: (String, Option<String>),
    /// The page of this deed alone.
    like: String,
    detail: String,
    address: String,
}

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    before: Option<i64>,
    object: String,
    actor: String,
    action: String,
    from: String,
    until: String,
    check: String,
}

impl Asked {
    /// What is looked for, days in the reader's zone; what is no day asks for nothing.
    fn sought(&self) -> Sought {
        let day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
        let begin = |day: NaiveDate| Zone::default().utc(day.and_time(NaiveTime::MIN));
        let [object, actor, action] = [&self.object, &self.actor, &self.action].map(|text| one_line(text, 120));
        let from = day(&self.from).map(begin);
        Sought { object, actor, action, from, until: day(&self.until).and_then(|day| day.succ_opt()).map(begin) }
    }

    /// The address of the same, from row `before` back.
    fn older(&self, before: i64) -> String {
        let pairs = [
            ("object", &self.object),
            ("actor", &self.actor),
            ("action", &self.action),
            ("from", &self.from),
            ("until", &self.until),
        ];
        let here = page::with_query("/admin/audit", "before", &before.to_string());
        let kept = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        kept.fold(here, |here, (name, value)| page::with_query(&here, name, value))
    }

    /// Whether anything is asked for.
    fn is_any(&self) -> bool {
        [&self.object, &self.actor, &self.action, &self.from, &self.until].iter().any(|text| !text.is_empty())
    }
}

/// `GET /admin/audit?object=account:7&actor=account:2&action=ticket.verdict&from=2026-03-01&before=1200&check=1`.
pub async fn show(signed: Signed<ReadAudit>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let asked = asked.into_inner();
    let (sought, before, checked) = (asked.sought(), asked.before, !asked.check.is_empty());
    let (lines, names, chain) = web
        .db
        .read(move |conn| {
            let lines = audit::find(conn, before, &sought, ROWS as i64 + 1)?;
            let chain = match checked.then(|| audit::broken_at(conn)).transpose()? {
                None => Chain::Unasked,
                Some(None) => Chain::Whole,
                Some(Some(row)) => Chain::Broken(row),
            };
            let names = people::accounts(conn)?.into_iter().map(|(one, _)| (format!("account:{}", one.id), one.name));
            Ok::<_, desk::Error>((lines, names.collect::<BTreeMap<_, _>>(), chain))
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
            by: (page::with_query("/admin/audit", "actor", &line.actor), names.get(&line.actor).cloned()),
            like: page::with_query("/admin/audit", "action", &line.action),
            actor: line.actor,
            action: line.action,
            href: page::with_query("/admin/audit", "object", &line.object),
            object: line.object,
            detail: line.detail,
            address: line.address,
        })
        .collect();
    let older = rows.last().filter(|_| more).map(|last| asked.older(last.id));
    page::html(&Page { frame: signed.frame("audit"), rows, asked, older, chain })
}
