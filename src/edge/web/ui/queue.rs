//! The list of tickets, alone or beside an open one: view, filters, search, order, keyset pages.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::Signed;
use super::super::page::{self, Frame};
pub use super::queue_asked::Asked;
pub use super::queue_search::Chip;
use super::shown::{self, Indicator};
use super::{queue_asked, queue_search};
use crate::base::clock::Instant;
use crate::base::ids::AccountId;
use crate::desk;
use crate::desk::policy::Permission;
use crate::desk::view::Shown;
use crate::desk::{assign, bulk, unit};
use crate::infra::db::Conn;
use crate::record::evidence::picture;
use crate::record::outbox::{self, Held};
use crate::record::people::{self, Part};
use crate::record::ticket::list::{self, Filter, Sort, View};
use crate::record::ticket::search::Field;
use crate::record::ticket::{Bulk, Exposure, Kind, Seal, Status, Verdict};
use crate::record::{campaign, ticket};

/// Rows of a page.
const ROWS: usize = 50;

/// A list as a page shows it.
#[derive(Clone, Debug)]
pub struct Queue {
    /// The view.
    pub view: View,
    /// Only this state.
    pub status: Option<Status>,
    /// Only this verdict.
    pub verdict: Option<Verdict>,
    /// What is searched for, as typed.
    pub q: String,
    /// What of it was understood.
    pub chips: Vec<Chip>,
    /// Sentences about what was not.
    pub missed: Vec<String>,
    /// The order.
    pub sort: Sort,
    /// The rows.
    pub rows: Vec<Row>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Whether this is not the first page.
    pub later: bool,
    /// What this person can still take back.
    pub holds: Vec<Hold>,
    /// What can be done to its ticked tickets; nothing for whoever only reads.
    pub bulk: Option<Choices>,
    /// What this person did to several tickets and can still take back.
    pub undo: Option<Hold>,
    /// What its rows show.
    pub parts: Vec<Part>,
    /// The saved view that it is.
    pub saved: Option<Shown>,
    /// Its query, without the saved view.
    pub query: String,
}

/// A ticket in the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Number.
    pub number: String,
    /// Its page, with the list beside it.
    pub href: String,
    /// Whether it is the one that is open.
    pub on: bool,
    /// Whether no work is left.
    pub done: bool,
    /// Colour of the score.
    pub level: &'static str,
    /// The score, or a dash.
    pub score: String,
    /// Version, for forms.
    pub version: i32,
    /// Subject.
    pub subject: String,
    /// When it came.
    pub age: String,
    /// The reporter's unit.
    pub unit: String,
    /// When it is due, or when it came.
    pub time: String,
    /// How its time is coloured: `late`, `soon`, or nothing.
    pub urgency: &'static str,
    /// Sender of the reported mail.
    pub sender: Indicator,
    /// Who reported it.
    pub reporter: String,
    /// Colour and words of each chip.
    pub chips: Vec<(&'static str, String)>,
    /// Who works on it.
    pub assignee: String,
    /// Address of the thumbnail of its mail.
    pub thumb: Option<String>,
}

/// What the ticked tickets can become.
#[derive(Clone, Debug)]
pub struct Choices {
    /// Where the form goes.
    pub action: String,
    /// Whom they can be given to.
    pub workers: Vec<(i64, String)>,
    /// Public id and title of the campaigns they can be put into.
    pub campaigns: Vec<(String, String)>,
}

/// What can still be taken back.
#[derive(Clone, Debug)]
pub struct Hold {
    /// Where the form goes.
    pub action: String,
    /// What it says.
    pub sentence: String,
}

impl Queue {
    /// All states, and whether the list shows only that one.
    pub(super) fn statuses(&self) -> Vec<(&'static str, bool)> {
        Status::ALL.iter().map(|one| (one.word(), self.status == Some(*one))).collect()
    }

    /// All verdicts, and whether the list shows only that one.
    pub(super) fn verdicts(&self) -> Vec<(&'static str, bool)> {
        Verdict::ALL.iter().map(|one| (one.word(), self.verdict == Some(*one))).collect()
    }

    /// All orders, and whether it is the list's.
    pub(super) fn sorts(&self) -> Vec<(&'static str, bool)> {
        Sort::ALL.iter().map(|one| (one.word(), self.sort == *one)).collect()
    }

    /// The fields of the search bar.
    pub(super) fn fields() -> impl Iterator<Item = &'static str> {
        Field::ALL.iter().map(|one| one.word())
    }

    /// Whether the rows show a part.
    pub(super) fn shows(&self, part: &str) -> bool {
        self.parts.iter().any(|one| one.word() == part)
    }

    /// All parts of a row, and whether they are shown.
    pub(super) fn columns(&self) -> Vec<(&'static str, bool)> {
        Part::ALL.iter().map(|one| (one.word(), self.parts.contains(one))).collect()
    }

    /// Whom a view may be shared with, and whether this one is.
    pub(super) fn roles(&self) -> Vec<(&'static str, bool)> {
        let now = self.saved.as_ref().and_then(|shown| shown.view.role.as_deref());
        desk::view::ROLES.iter().map(|one| (one.word(), now == Some(one.word()))).collect()
    }

    /// The entry of the rail that is this list.
    pub(super) fn mark(&self) -> String {
        self.saved.as_ref().map_or_else(|| self.view.word().to_owned(), |shown| format!("view-{}", shown.view.id))
    }

    /// The name of the list.
    pub(super) fn title(&self, frame: &Frame) -> String {
        let own = self.saved.as_ref().map(|shown| shown.view.name.clone());
        own.unwrap_or_else(|| frame.word("rail", self.view))
    }

    /// Whether something narrows the view.
    pub(super) fn is_filtered(&self) -> bool {
        !self.q.is_empty() || self.status.is_some() || self.verdict.is_some()
    }

    /// The view that is left when nothing narrows it.
    pub(super) fn plain_view(&self) -> &'static str {
        if self.view == View::All { View::Triage.word() } else { self.view.word() }
    }
}

/// The list that was asked for, with `open` marked.
pub async fn load<P>(web: &Web, signed: &Signed<P>, asked: &Asked, open: Option<&str>) -> Result<Queue, Fault> {
    let (now, me) = (web.clock.now(), signed.id);
    let search = asked.search(now);
    let filter = Filter { limit: ROWS as i64 + 1, ..asked.filter(me, now) };
    let sort = filter.sort;
    let looks = signed.may(Permission::ReadEvidence);
    let works = signed.may(Permission::Work);
    let ours = web.config.reporter.domains.0.clone();
    let (mut found, held, drawn, (waves, contested, units), (parts, warn), more) = web
        .db
        .read(move |conn| {
            let found = list::page(conn, &filter)?;
            let seen = found.iter().filter(|row| looks && !matches!(row.seal, Some(Seal::Stamped | Seal::Erased)));
            let drawn = picture::first_of(conn, &seen.map(|row| row.id).collect::<Vec<_>>())?;
            let ids: Vec<i64> = found.iter().map(|row| row.id).collect();
            let who = |row: &list::Row| (row.reporter_address.clone().unwrap_or_default(), row.created_at.date());
            let units = unit::of_addresses(conn, &ours, &found.iter().map(who).collect::<Vec<_>>())?;
            let marks = (campaign::list::sizes(conn, &ids)?, ticket::contested_among(conn, &ids)?, units);
            let (parts, warn) = (people::parts_of(conn, me)?, desk::due::warning(conn)?);
            let more = if works { Some(doable(conn, me, now)?) } else { None };
            Ok::<_, desk::Error>((found, outbox::held(conn, me, now)?, drawn, marks, (parts, warn), more))
        })
        .await?;
    let drawn: BTreeMap<i64, (i64, i32)> = drawn.into_iter().map(|(id, arrival, n)| (id, (arrival, n))).collect();
    let longer = found.len() > ROWS;
    found.truncate(ROWS);
    let frame = signed.frame("");
    let next = found
        .last()
        .filter(|_| longer)
        .map(|last| page::with_query(&asked.beside("/tickets"), "after", &queue_asked::written(last.cursor(sort))));
    let holds = held.iter().map(|held| holding(&frame, asked, held, now)).collect();
    let rows = found.into_iter().zip(units).map(|(row, unit)| {
        let thumb = drawn
            .get(&row.id)
            .map(|(arrival, sample)| format!("/tickets/{}/arrivals/{arrival}/samples/{sample}/thumb", row.number));
        let contested = contested.contains(&row.id);
        Row { unit, thumb, ..shown(&frame, asked, row, (&waves, contested), (open, now, warn)) }
    });
    let rows = rows.collect();
    let (bulk, undo) = more.map_or((None, None), |more| doing(&frame, asked, more));
    Ok(Queue {
        view: asked.view(),
        status: asked.status(),
        verdict: asked.verdict(),
        chips: queue_search::chips(&frame, asked, &search),
        missed: queue_search::missed(&frame, &search),
        q: asked.q(),
        sort,
        next,
        later: asked.is_later(),
        holds,
        bulk,
        undo,
        parts,
        saved: signed.views.iter().find(|shown| Some(shown.view.id) == asked.saved()).cloned(),
        query: asked.narrowed(),
        rows,
    })
}

fn holding(frame: &Frame, asked: &Asked, held: &Held, now: Instant) -> Hold {
    let left = (held.due_at - now).num_seconds().max(1).to_string();
    let letter = frame.word("letter", &held.kind);
    let values = [("letter", letter.as_str()), ("number", held.number.as_str()), ("count", left.as_str())];
    Hold {
        action: asked.beside(&format!("/tickets/{}/letters/{}/take-back", held.number, held.id)),
        sentence: frame.words.say_with("hold-sentence", values),
    }
}

/// Most campaigns to choose from.
const CAMPAIGNS: i64 = 30;

type Doable = (Vec<(AccountId, String)>, Vec<(String, String)>, Option<Bulk>);

fn doable(conn: &mut Conn, me: AccountId, now: Instant) -> Result<Doable, desk::Error> {
    Ok((assign::workers(conn)?, campaign::list::homes(conn, CAMPAIGNS)?, bulk::last(conn, me, now)?))
}

fn doing(frame: &Frame, asked: &Asked, (workers, campaigns, last): Doable) -> (Option<Choices>, Option<Hold>) {
    let workers = workers.into_iter().map(|(id, name)| (id.0, name)).collect();
    let campaigns = campaigns.into_iter().map(|(id, title)| (id, shown::prose(&title))).collect();
    let undo = last.map(|last| {
        let count = last.tickets.to_string();
        let sentence = frame.words.say_with(&format!("bulk-did-{}", last.deed), [("count", count.as_str())]);
        Hold { action: asked.beside(&format!("/tickets/bulk/{}/undo", last.id)), sentence }
    });
    (Some(Choices { action: asked.beside("/tickets/bulk"), workers, campaigns }), undo)
}

fn shown(
    frame: &Frame,
    asked: &Asked,
    row: list::Row,
    (waves, contested): (&[(i64, i64)], bool),
    (open, now, warn): (Option<&str>, Instant, TimeDelta),
) -> Row {
    let wave = waves.iter().find(|(ticket, _)| *ticket == row.id).map(|(_, size)| *size);
    let promised = row.next_due_at < desk::due::never();
    let (time, urgency) =
        if promised { shown::left(frame, row.next_due_at, now, warn) } else { (shown::day(row.created_at, now), "") };
    let name = row.reporter_name.clone().filter(|name| !name.is_empty()).or(row.reporter_address.clone());
    Row {
        href: asked.beside(&format!("/tickets/{}", row.number)),
        on: open == Some(row.number.as_str()),
        done: !row.status.is_open(),
        level: shown::level(row.score.filter(|_| row.kind != Kind::Request)),
        score: row.score.filter(|_| row.kind != Kind::Request).map_or("–".into(), |score| score.to_string()),
        subject: shown::subject(frame, &row.subject, row.seal),
        time,
        urgency,
        sender: Indicator::address(&row.sender_address),
        reporter: shown::line(&name.unwrap_or_else(|| frame.say("no-reporter"))),
        chips: chips(frame, &row, wave, contested),
        assignee: row.assignee.unwrap_or_default(),
        thumb: None,
        unit: String::new(),
        age: shown::day(row.created_at, now),
        version: row.version,
        number: row.number,
    }
}

fn chips(frame: &Frame, row: &list::Row, wave: Option<i64>, contested: bool) -> Vec<(&'static str, String)> {
    let mut chips = Vec::new();
    if row.seal == Some(Seal::Stamped) {
        chips.push(("bad", frame.say("chip-sealed")));
    }
    if contested {
        chips.push(("bad", frame.say("chip-contested")));
    }
    match row.exposure {
        Some(Exposure::Nothing) | None => {}
        Some(worse) => {
            let level = if worse.is_loss() { "bad" } else { "warn" };
            chips.push((level, frame.word("exposure", worse)));
        }
    }
    if let Some(size) = wave.filter(|size| *size > 1) {
        chips.push(("accent", frame.say_with("chip-campaign", "count", size)));
    }
    if let Some(verdict) = row.verdict {
        chips.push((shown::verdict_level(verdict.word()), frame.word("verdict", verdict)));
    }
    if row.status != Status::New {
        chips.push(("accent", frame.word("status", row.status)));
    }
    if row.kind == Kind::Request {
        chips.push(("", frame.word("kind", row.kind)));
    }
    if row.outside {
        chips.push(("warn", frame.say("outside")));
    }
    if row.links > 0 {
        chips.push(("", frame.say_with("chip-links", "count", row.links)));
    }
    if row.attachments > 0 {
        chips.push(("", frame.say_with("chip-attachments", "count", row.attachments)));
    }
    if row.grade.as_deref() == Some("C") {
        chips.push(("", frame.say("chip-grade-c")));
    }
    if row.arrivals > 1 {
        chips.push(("", frame.say_with("chip-arrivals", "count", row.arrivals)));
    }
    chips
}

/// The ticket behind `number` in the list, else the one before it: where the desk goes on after a verdict.
pub async fn neighbour<P>(web: &Web, signed: &Signed<P>, asked: &Asked, number: &str) -> Result<Option<String>, Fault> {
    let filter = Filter { after: None, limit: 200, ..asked.filter(signed.id, web.clock.now()) };
    let rows = web.db.read(move |conn| Ok::<_, desk::Error>(list::page(conn, &filter)?)).await?;
    let at = rows.iter().position(|row| row.number == number);
    let other = match at {
        Some(at) => rows.get(at + 1).or_else(|| rows.get(at.checked_sub(1)?)),
        None => None,
    };
    Ok(other.map(|row| row.number.clone()))
}
