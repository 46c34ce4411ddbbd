//! The live figures: a stream of server-sent events (WHATWG HTML, 9.2) for each browser. The bell drives them: what changed is
//! counted once for all who follow. A stream ends with its session and keeps none open.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::ContentEncoding;
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use futures_util::stream;
use serde_json::{Map, Value};
use tokio::time::{Instant, sleep};

use super::Web;
use super::fault::Fault;
use super::guard::{ReadTickets, Signed};
use super::page::counted;
use crate::base::ids::AccountId;
use crate::desk;
use crate::desk::live::{self, Figures};
use crate::infra::bell::{Bell, Follower};
use crate::record::people::Role;
use crate::record::ticket::list::Counts;

/// Most streams of an account, and of all.
const OWN: usize = 8;
const ALL: usize = 500;
/// Changes within this time are told as one.
const GATHER: Duration = Duration::from_millis(300);
/// Without a change it is looked this often: for what other processes did, for what became late, for sessions that ran out.
const LOOK: Duration = Duration::from_secs(20);
/// Figures younger than this are not counted anew unless something changed.
const FRESH: Duration = Duration::from_secs(10);

/// What all streams share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live {
    bell: Bell,
    seats: Arc<Mutex<BTreeMap<i64, usize>>>,
    round: Arc<tokio::sync::Mutex<Option<Round>>>,
}

/// What was counted last.
#[derive(Debug)]
struct Round {
    change: u64,
    at: Instant,
    figures: Figures,
    views: BTreeMap<i64, Vec<(i64, i64)>>,
}

impl Live {
    /// The streams that this bell drives.
    pub fn new(bell: Bell) -> Self {
        Self { bell, seats: Arc::default(), round: Arc::default() }
    }

    /// Tells all who follow that something changed.
    pub fn changed(&self) {
        self.bell.tell();
    }

    fn seat(&self, of: AccountId) -> Option<Seat> {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let (all, own) = (seats.values().sum::<usize>(), seats.get(&of.0).copied().unwrap_or_default());
        if all >= ALL || own >= OWN {
            return None;
        }
        seats.insert(of.0, own + 1);
        Some(Seat { seats: Arc::clone(&self.seats), of })
    }
}

/// One of the streams; its place is free when it is dropped.
struct Seat {
    seats: Arc<Mutex<BTreeMap<i64, usize>>>,
    of: AccountId,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = seats.get_mut(&self.of.0) {
            *own -= 1;
            if *own == 0 {
                seats.remove(&self.of.0);
            }
        }
    }
}

/// Somebody who follows.
struct Stream {
    web: Data<Web>,
    seat: Seat,
    session: String,
    roles: Vec<Role>,
    follower: Follower,
    /// What was sent last; empty before the first.
    sent: String,
    ended: bool,
}

/// `GET /events`: the figures now, and whenever they change.
pub async fn show(signed: Signed<ReadTickets>, web: Data<Web>) -> Result<HttpResponse, Fault> {
    let seat = web.live.seat(signed.id).ok_or(desk::Error::Busy)?;
    let follower = web.live.bell.follow();
    let (session, roles) = (signed.session.clone(), signed.roles.clone());
    let stream = Stream { web, seat, session, roles, follower, sent: String::new(), ended: false };
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("x-accel-buffering", "no"))
        // Compressed, an event would wait for those after it.
        .insert_header(ContentEncoding::Identity)
        .streaming(stream::unfold(stream, |mut stream| async move {
            let piece = stream.next().await?;
            Some((Ok::<_, Infallible>(Bytes::from(piece)), stream))
        })))
}

impl Stream {
    /// The next piece; none at the end.
    async fn next(&mut self) -> Option<String> {
        if self.ended {
            return None;
        }
        let mut silent = false;
        // The first figures come at once.
        let mut waits = !self.sent.is_empty();
        loop {
            if waits {
                tokio::select! {
                    goes_on = self.follower.changed() => {
                        if !goes_on {
                            return None;
                        }
                        sleep(GATHER).await;
                    }
                    () = sleep(LOOK) => silent = true,
                }
            }
            waits = true;
            match self.figures().await {
                Ok(None) => {
                    self.ended = true;
                    return Some("event: end\ndata:\n\n".into());
                }
                Ok(Some(figures)) if figures != self.sent => {
                    self.sent.clone_from(&figures);
                    return Some(format!("event: counts\ndata: {figures}\n\n"));
                }
                // Something goes over the line now and then, or nobody would notice that it is cut.
                _ if silent => return Some(":\n\n".into()),
                _ => {}
            }
        }
    }

    /// The figures as JSON; none when the session is no more. The first of the streams to ask has them counted for all.
    async fn figures(&self) -> Result<Option<String>, desk::Error> {
        let (web, me) = (&self.web, self.seat.of);
        let change = self.follower.count();
        let mut round = web.live.round.lock().await;
        let stale = round.as_ref().is_none_or(|round| round.change != change || round.at.elapsed() > FRESH);
        if stale {
            let (config, now) = (Arc::clone(&web.config), web.clock.now());
            let figures = web.db.read(move |conn| live::figures(conn, &config.session, now)).await?;
            *round = Some(Round { change, at: Instant::now(), figures, views: BTreeMap::new() });
        }
        let Some(round) = round.as_mut() else { return Ok(None) };
        if !round.figures.has_session(&self.session) {
            return Ok(None);
        }
        let views = match round.views.entry(me.0) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let (roles, now) = (self.roles.clone(), web.clock.now());
                place.insert(web.db.read(move |conn| live::views(conn, me, &roles, now)).await?)
            }
        };
        Ok(Some(Value::Object(named(&round.figures.counts(me), views)).to_string()))
    }
}

/// The counts under the names of the rail.
pub(super) fn named(n: &Counts, views: &[(i64, i64)]) -> Map<String, Value> {
    let fixed = [
        ("notices", n.notices),
        ("triage", n.triage),
        ("mine", n.mine),
        ("unassigned", n.unassigned),
        ("waiting", n.waiting),
        ("overdue", n.overdue),
        ("password", n.password),
        ("mentions", n.mentions),
        ("sealed", n.sealed),
        ("followed", n.followed),
        ("exposures", n.exposed),
        ("requests", n.requests),
        ("open", n.open),
    ];
    let fixed = fixed.into_iter().map(|(name, count)| (name.to_owned(), Value::from(count)));
    let saved = views.iter().map(|(id, count)| (format!("view-{id}"), Value::from(counted(*count))));
    fixed.chain(saved).collect()
}

/// Middleware: what a form or a program changed is told to all who follow.
pub(super) async fn tell(
    req: ServiceRequest,
    next: Next<impl MessageBody>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let bell = req.app_data::<Data<Web>>().map(|web| web.live.bell.clone()).filter(|_| !req.method().is_safe());
    let answer = next.call(req).await?;
    if let Some(bell) = bell.filter(|_| !answer.status().is_client_error()) {
        bell.tell();
    }
    Ok(answer)
}
