//! `hotro bench pages`: how long every page takes and what it weighs, on a database that `bench fill` made.

use std::net::{SocketAddr, TcpListener};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use super::super::failure::Failure;
use super::super::{files, out};
use super::client::{self, Answer};
use super::fill::WHO;
use super::urls::PAGES;
use crate::app::App;
use crate::base::clock::Clock;
use crate::base::config::Config;
use crate::base::secret;
use crate::desk::Error;
use crate::desk::campaign_file::{self, Order};
use crate::desk::token::{self, Scope};
use crate::edge::web::{self, assets};
use crate::infra::db::Conn;
use crate::record::audit::Actor;
use crate::record::evidence::indicator;
use crate::record::people::{self, Session};
use crate::record::{advisory, campaign, evidence, ticket};

/// What must hold.
pub(super) struct Bounds {
    /// How often each page is asked for.
    pub(super) rounds: u32,
    /// The 95th percentile, in milliseconds.
    pub(super) within: u64,
    /// What is transferred for a page, in kilobytes.
    pub(super) weight: usize,
}

/// What stands in the places of an address.
struct Places {
    number: String,
    arrival: i64,
    campaign: String,
    advisory: String,
    indicator: i64,
}

/// Measures the pages whose address holds `only`; 1 where a bound is broken.
pub(super) async fn run(bounds: &Bounds, only: Option<&str>, settings: Config) -> Result<ExitCode, Failure> {
    let dir = settings.data.dir.clone();
    if !dir.join(files::mark("bench")).exists() {
        return Err(Failure::Words(format!("{} is no folder that `hotro bench fill` made", dir.display())));
    }
    let app = App::open(settings, Clock::System)?;
    let trouble = |why| Failure::File { what: "the web server".into(), why };
    let places = app.db.read(places).await?;
    let headers = credentials(&app).await?;
    let listener = TcpListener::bind("127.0.0.1:0").map_err(trouble)?;
    let at = listener.local_addr().map_err(trouble)?;
    let (door, attended) = app.door();
    let server = web::server(Arc::new(app.web(door)), listener).map_err(trouble)?;
    let handle = server.handle();
    let serving = tokio::spawn(server);
    let broken = all(at, &headers, &places, (bounds, only)).await.map_err(trouble)?;
    handle.stop(true).await;
    serving.await.ok();
    attended.abort();
    out::say(&format!("{broken} pages break a bound: {} ms, {} kB\n", bounds.within, bounds.weight));
    Ok(if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints a line for each page; says how many break a bound.
async fn all(
    at: SocketAddr,
    headers: &str,
    places: &Places,
    (bounds, only): (&Bounds, Option<&str>),
) -> std::io::Result<usize> {
    out::say(" least    p50    p95    max ms      kB  page\n");
    let mut broken = 0;
    for (pattern, queries) in PAGES {
        for query in *queries {
            let path = format!("{}{query}", places.fill(pattern));
            if only.is_some_and(|only| !path.contains(only)) {
                continue;
            }
            // The first visit warms up; it is not counted.
            client::get(at, &path, headers).await?;
            let mut answers = Vec::new();
            for _ in 0..bounds.rounds.max(1) {
                answers.push(client::get(at, &path, headers).await?);
            }
            let (line, bad) = judged(&mut answers, bounds);
            broken += usize::from(bad);
            out::say(&format!("{line}  {path}{}\n", if bad { "   ← breaks a bound" } else { "" }));
        }
    }
    Ok(broken)
}

/// The figures of a page as a line, and whether they break a bound.
fn judged(answers: &mut [Answer], bounds: &Bounds) -> (String, bool) {
    answers.sort_by_key(|one| one.took);
    let nth = |share: usize| answers.get((answers.len() * share / 100).min(answers.len().saturating_sub(1))).copied();
    let took = |share| nth(share).map_or(Duration::ZERO, |one| one.took);
    let (least, middle, high, most) = (took(0), took(50), took(95), took(100));
    let bytes = answers.iter().map(|one| one.bytes).max().unwrap_or(0);
    let failed = answers.iter().find(|one| !matches!(one.status, 200 | 303)).map(|one| one.status);
    let bad = failed.is_some() || high > Duration::from_millis(bounds.within) || bytes > bounds.weight * 1024;
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let said = failed.map(|code| format!(" {code}")).unwrap_or_default();
    let line = format!(
        "{:6.1} {:6.1} {:6.1} {:6.1}  {:8.1}{said}",
        ms(least),
        ms(middle),
        ms(high),
        ms(most),
        bytes as f64 / 1024.0
    );
    (line, bad)
}

impl Places {
    fn fill(&self, pattern: &str) -> String {
        let id = match pattern {
            _ if pattern.contains("/indicators") => self.indicator.to_string(),
            _ if pattern.contains("/advisories") => self.advisory.clone(),
            // What is the first of its kind in every database.
            _ if ["/reporters", "/agencies", "/admin"].iter().any(|begin| pattern.starts_with(begin)) => "1".into(),
            _ => self.campaign.clone(),
        };
        let asset = assets::url("look.css").rsplit('/').next().unwrap_or_default();
        pattern
            .replace("{number}", &self.number)
            .replace("{arrival}", &self.arrival.to_string())
            .replace("{sample}", "0")
            .replace("{id}", &id)
            .replace("{table}", "units")
            .replace("{name}", asset)
    }
}

/// The newest ticket of the widest campaign, and what belongs to it.
fn places(conn: &mut Conn) -> Result<Places, Error> {
    let now = Clock::System.now();
    let widest = campaign_file::all(conn, None, Order::Reach, now)?.into_iter().next().ok_or(Error::NotFound)?;
    let number = campaign::numbers(conn, widest.campaign.row())?.pop().ok_or(Error::NotFound)?;
    let ticket = ticket::by_number(conn, &number)?.ok_or(Error::NotFound)?;
    let arrival = evidence::arrivals(conn, ticket.row())?.into_iter().next().ok_or(Error::NotFound)?;
    let indicator = indicator::of_tickets(conn, &[ticket.id], 1)?.pop().ok_or(Error::NotFound)?;
    let advisory = advisory::of_campaign(conn, widest.campaign.row())?.pop().ok_or(Error::NotFound)?;
    Ok(Places {
        number,
        arrival: arrival.id,
        campaign: widest.campaign.uuid,
        advisory: advisory.uuid,
        indicator: indicator.id,
    })
}

/// Lines of a request of somebody who may see everything.
async fn credentials(app: &App) -> Result<String, Error> {
    let now = app.clock.now();
    let (_, token) = token::add(&app.db, now, Actor::Console, "bench", Scope::Read).await?;
    let (session, csrf) = (secret::token()?, secret::token()?);
    let hash = secret::sha256_hex(session.as_bytes());
    app.db
        .write(move |conn| {
            let account = people::account_by_email(conn, WHO)?.ok_or(Error::NotFound)?;
            let new = Session {
                hash,
                account_id: account.id,
                csrf,
                created_at: now,
                seen_at: now,
                address: "127.0.0.1".into(),
                agent: "hotro bench".into(),
            };
            Ok::<_, Error>(people::open_session(conn, &new)?)
        })
        .await?;
    Ok(format!("Cookie: hotro={session}\r\nAuthorization: Bearer {token}\r\n"))
}
