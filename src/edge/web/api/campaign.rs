//! Campaigns: a page of them, the newest first, one by its id, and the conclusion over all of its tickets.

use actix_web::web::{Data, Path, Payload, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{Bearer, ReadScope, WriteScope};
use super::super::limit::{self, Limit, STALL};
use super::item::time;
use crate::desk;
use crate::desk::campaign::Act;
use crate::desk::campaign_file::{self, CampaignFile, Listed};
use crate::desk::campaign_verdict::{self, Decision, Outcome};
use crate::desk::verdict::Conclusion;
use crate::record::campaign::{self, Campaign, list};
use crate::record::ticket::Verdict;

/// Campaigns of a page, unless it is said otherwise, and at most.
const USUAL: i64 = 50;
const MOST: i64 = 200;
/// Most bytes of the JSON of a conclusion.
const LARGEST: usize = 64 * 1024;

#[derive(Serialize)]
struct Page {
    items: Vec<Item>,
    /// What to ask for as `after`; null on the last page.
    next: Option<String>,
}

/// A campaign in a list.
#[derive(Serialize)]
struct Item {
    id: String,
    title: String,
    state: &'static str,
    verdict: Option<String>,
    score: i32,
    reports: i64,
    reporters: i64,
    units: i64,
    open: i64,
    exposure: Exposed,
    first_seen_at: String,
    last_seen_at: String,
}

#[derive(Serialize)]
struct Exposed {
    clicked: i64,
    opened: i64,
    password: i64,
    otp: i64,
    money: i64,
    app: i64,
}

/// A campaign by itself: as in a list, and more.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    item: Item,
    keys: Vec<Key>,
    /// Numbers of its tickets, the oldest first.
    tickets: Vec<String>,
    letters: Option<Letters>,
}

#[derive(Serialize)]
struct Key {
    kind: &'static str,
    value: String,
    tickets: i32,
}

#[derive(Serialize)]
struct Letters {
    all: i64,
    sent: i64,
    failed: i64,
    waiting: i64,
}

/// What is asked for.
#[derive(Deserialize)]
pub struct Asked {
    after: Option<i64>,
    limit: Option<i64>,
}

fn item(campaign: &Campaign, listed: Option<&Listed>) -> Item {
    let f = listed.map(|listed| &listed.figures);
    let of = |read: fn(&list::Figures) -> i64| f.map_or(0, read);
    Item {
        id: campaign.uuid.clone(),
        title: campaign.title.clone(),
        state: campaign.state.word(),
        verdict: campaign.verdict.clone(),
        score: f.map_or(0, |f| f.score),
        reports: of(|f| f.reports),
        reporters: of(|f| f.reporters),
        units: of(|f| f.units),
        open: of(|f| f.open),
        exposure: Exposed {
            clicked: of(|f| f.clicked),
            opened: of(|f| f.opened),
            password: of(|f| f.password),
            otp: of(|f| f.otp),
            money: of(|f| f.money),
            app: of(|f| f.app),
        },
        first_seen_at: time(campaign.first_seen_at),
        last_seen_at: time(campaign.last_seen_at),
    }
}

/// `GET /api/v1/campaigns?after=120&limit=50`.
pub async fn list(_: Bearer<ReadScope>, web: Data<Web>, asked: Query<Asked>) -> Result<HttpResponse, Fault> {
    let limit = asked.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(Fault::Unclear("api-limit"));
    }
    let after = asked.after;
    let (found, more) = web
        .db
        .read(move |conn| {
            let mut rows = list::by_row(conn, after, limit + 1)?;
            let more = rows.len() as i64 > limit;
            rows.truncate(limit as usize);
            let last = rows.last().filter(|_| more).map(|last| last.id.to_string());
            Ok::<_, desk::Error>((campaign_file::with_figures(conn, rows)?, last))
        })
        .await?;
    let items = found.iter().map(|listed| item(&listed.campaign, Some(listed))).collect();
    Ok(HttpResponse::Ok().json(Page { items, next: more }))
}

/// `GET /api/v1/campaigns/{id}`.
pub async fn show(_: Bearer<ReadScope>, web: Data<Web>, id: Path<String>) -> Result<HttpResponse, Fault> {
    let id = id.into_inner();
    let (file, tickets): (CampaignFile, Vec<String>) = web
        .db
        .read(move |conn| {
            let file = campaign_file::open(conn, &id, 0)?;
            let numbers = campaign::numbers(conn, file.campaign.row())?;
            Ok::<_, desk::Error>((file, numbers))
        })
        .await?;
    let key = |((kind, value), tickets): ((crate::analysis::fingerprint::Kind, String), i32)| Key {
        kind: kind.word(),
        value,
        tickets,
    };
    let whole = Whole {
        item: item(&file.campaign, file.listed.as_ref()),
        tickets,
        keys: file.bonds.into_iter().map(key).collect(),
        letters: file.decision.map(|(_, progress)| Letters {
            all: progress.all,
            sent: progress.sent,
            failed: progress.failed,
            waiting: progress.waiting,
        }),
    };
    Ok(HttpResponse::Ok().json(whole))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    verdict: String,
    #[serde(default)]
    reply: bool,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default)]
    remark: String,
    #[serde(default)]
    close: bool,
}

#[derive(Serialize)]
struct Said {
    state: &'static str,
    letters: usize,
}

/// `POST /api/v1/campaigns/{id}/verdict` `{"verdict","reply":true}`: 202 with the number of letters, which leave after the
/// hold; `state` is `proposed` where a second person must agree.
pub async fn decide(
    program: Bearer<WriteScope>,
    web: Data<Web>,
    id: Path<String>,
    request: HttpRequest,
    body: Payload,
) -> Result<HttpResponse, Fault> {
    let mut share = web.uploads.share();
    let announced = request.headers().get("content-length").and_then(|length| length.to_str().ok()?.parse().ok());
    let json = limit::collect(body, Limit { bytes: LARGEST, stall: STALL }, announced, &mut share).await?;
    let fields: Fields = serde_json::from_slice(&json).map_err(|_unread| Fault::Unclear("api-entry"))?;
    let conclusion = Conclusion {
        verdict: Verdict::of(&fields.verdict).ok_or(Fault::Unclear("api-verdict"))?,
        reasons: fields.reasons,
        remark: fields.remark,
        letter: fields.reply,
        close: fields.close,
    };
    let act = Act {
        account: None,
        name: String::new(),
        actor: program.actor(),
        uuid: id.into_inner(),
        version: None,
        now: web.clock.now(),
    };
    let (desk, decision) = (web.desk(), Decision { conclusion, only: None });
    let outcome = web.db.write(move |conn| campaign_verdict::decide(conn, &desk, &act, &decision)).await?;
    let said = match outcome {
        Outcome::Decided(letters) => Said { state: "decided", letters },
        Outcome::Proposed => Said { state: "proposed", letters: 0 },
    };
    Ok(HttpResponse::Accepted().json(said))
}
