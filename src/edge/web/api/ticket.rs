//! Reading tickets: a page of them, the newest first, or one by its number.

use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Bearer, ReadScope};
use super::item::{Home, Item, Whole};
use crate::analysis::evidence::{Evidence, Finding};
use crate::base::clock::Instant;
use crate::base::ids::{AccountId, ReporterId, TicketId};
use crate::base::text::Zone;
use crate::desk;
use crate::infra::db::Conn;
use crate::record::campaign;
use crate::record::evidence::{self, Role};
use crate::record::people;
use crate::record::ticket::list::{self, Cursor, Filter, Sort, View};
use crate::record::ticket::{self, Status, Verdict, search};

/// Tickets of a page, unless it is said otherwise, and at most.
const USUAL: i64 = 50;
const MOST: i64 = 200;

#[derive(Serialize)]
struct Page {
    items: Vec<Item>,
    /// What to ask for as `after`; null on the last page.
    next: Option<String>,
}

/// `GET /api/v1/tickets?status=new,triage&verdict=phishing&q=mat khau&after=120&limit=50`.
pub async fn list(_: Bearer<ReadScope>, web: Data<Web>, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let mut filter = asked(request.query_string(), web.clock.now())?;
    let limit = usize::try_from(filter.limit).unwrap_or_default();
    // One more than is shown tells whether there is another page.
    filter.limit += 1;
    let (mut rows, homes) = web
        .db
        .read(move |conn| {
            let rows = list::page(conn, &filter)?;
            let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
            Ok::<_, desk::Error>((rows, campaign::title_of(conn, &ids)?))
        })
        .await?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| row.cursor(Sort::Newest).id.to_string());
    Ok(HttpResponse::Ok().json(Page { items: rows.into_iter().map(|row| item(row, &homes)).collect(), next }))
}

fn item(row: list::Row, homes: &[(i64, String, String)]) -> Item {
    let home = homes.iter().find(|(ticket, ..)| *ticket == row.id);
    let home = home.map(|(_, id, title)| Home { id: id.clone(), title: title.clone() });
    Item::of_row(row, home)
}

/// Reads a query; names that are not ours are left alone.
fn asked(query: &str, now: Instant) -> Result<Filter, Fault> {
    let mut filter = Filter {
        view: View::All,
        status: Vec::new(),
        verdict: None,
        reporter: None,
        search: Vec::new(),
        me: None,
        sort: Sort::Newest,
        after: None,
        limit: USUAL,
        now,
    };
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let value = value.trim();
        match name.as_ref() {
            _ if value.is_empty() => {}
            "status" => {
                for word in value.split(',') {
                    filter.status.push(Status::of(word.trim()).ok_or(Fault::Unclear("api-status"))?);
                }
            }
            "verdict" => filter.verdict = Some(Verdict::of(value).ok_or(Fault::Unclear("api-verdict"))?),
            "q" => {
                filter.search = search::read(value, Zone::default().local(now).date()).terms;
                if filter.search.is_empty() {
                    return Err(Fault::Unclear("api-q"));
                }
            }
            "after" => {
                let id = value.parse().ok().filter(|id| *id > 0).ok_or(Fault::Unclear("api-after"))?;
                filter.after = Some(Cursor { value: 0, id, exact: false });
            }
            "limit" => {
                let limit = value.parse().ok().filter(|limit| (1..=MOST).contains(limit));
                filter.limit = limit.ok_or(Fault::Unclear("api-limit"))?;
            }
            _ => {}
        }
    }
    Ok(filter)
}

/// `GET /api/v1/tickets/{number}`.
pub async fn show(_: Bearer<ReadScope>, web: Data<Web>, number: Path<String>) -> Result<HttpResponse, Fault> {
    let number = number.into_inner().to_ascii_uppercase();
    let whole = web.db.read(move |conn| load(conn, &number)).await?;
    Ok(HttpResponse::Ok().json(whole))
}

fn load(conn: &mut Conn, number: &str) -> Result<Whole, desk::Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(desk::Error::NotFound)?;
    let reporter = ticket.reporter_id.map(|id| people::get(conn, ReporterId(id))).transpose()?;
    let assignee = ticket.assignee_id.map(|id| people::account_by_id(conn, AccountId(id))).transpose()?;
    let findings = findings(conn, ticket.row())?;
    let home = campaign::of_ticket(conn, ticket.row())?.map(|home| Home { id: home.uuid, title: home.title });
    Ok(Whole::of(ticket, reporter, assignee.map(|account| account.name), findings, home))
}

/// What speaks against the reported mail, in the best evidence that people of the ticket sent.
fn findings(conn: &mut Conn, ticket: TicketId) -> Result<Vec<Finding>, desk::Error> {
    let arrivals = evidence::arrivals(conn, ticket)?;
    let counts = |id: i64| {
        arrivals.iter().any(|arrival| arrival.id == id && matches!(arrival.role, Role::First | Role::Followup))
    };
    let mut samples = Vec::new();
    for stored in evidence::of_ticket(conn, ticket)?.into_iter().filter(|stored| counts(stored.arrival_id)) {
        let seen: Evidence =
            serde_json::from_str(&stored.detail).map_err(|error| desk::Error::Internal(error.to_string()))?;
        samples.extend(seen.samples);
    }
    Ok(samples.into_iter().min_by_key(|sample| sample.grade).map(|best| best.findings).unwrap_or_default())
}
