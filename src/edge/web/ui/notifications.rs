//! What one was told: the page behind the bell.

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::shown;
use crate::base::clock::Instant;
use crate::desk::notice::{self, Kind};
use crate::record::ticket::Seal;

#[derive(Template)]
#[template(path = "page/notifications.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    fresh: bool,
    older: Option<String>,
}

/// A notice as the page shows it.
struct Row {
    href: String,
    sentence: String,
    subject: String,
    at: String,
    unread: bool,
    level: &'static str,
}

impl Row {
    fn of(frame: &Frame, row: notice::Row, now: Instant) -> Self {
        let campaign = row.campaign.filter(|_| row.kind == Kind::Proposal);
        let values = [("number", row.number.as_str()), ("name", row.by.as_str())];
        Self {
            sentence: frame.words.say_with(&format!("notice-{}", row.kind), values),
            subject: shown::subject(frame, &row.subject, row.seal.as_deref().and_then(Seal::of)),
            at: shown::moment(row.at, now),
            unread: row.read_at.is_none(),
            level: match row.kind {
                Kind::Overdue => "bad",
                Kind::Soon => "warn",
                _ => "accent",
            },
            href: campaign.map_or_else(|| format!("/tickets/{}", row.number), |uuid| format!("/campaigns/{uuid}")),
        }
    }
}

/// `GET /notifications?before=…`.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let before = page::query(&request, "before").and_then(|row| row.parse().ok());
    let mut found = notice::page(&web.db, signed.id, before).await?;
    let (now, rows) = (web.clock.now(), usize::try_from(notice::ROWS).unwrap_or_default());
    let longer = found.len() > rows;
    found.truncate(rows);
    let older = found.last().filter(|_| longer).map(|last| format!("/notifications?before={}", last.id));
    let frame = signed.frame("notices");
    let rows: Vec<Row> = found.into_iter().map(|row| Row::of(&frame, row, now)).collect();
    page::html(&Page { fresh: rows.iter().any(|row| row.unread), rows, older, frame })
}

/// `POST /notifications/read`.
pub async fn read_all(signed: Signed<ReadTickets>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    notice::read_all(&web.db, signed.id, web.clock.now()).await?;
    Ok(page::back_to("/notifications", "notices-read"))
}
