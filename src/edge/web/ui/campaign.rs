//! A campaign: what binds it, who reported it, what people did with it, and everything that can be done about it.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Path, Query};
use askama::Template;
use serde::Deserialize;

use super::super::Web;
use super::super::fault::Fault;
use super::super::guard::{ReadTickets, Signed};
use super::super::page::{self, Frame};
use super::campaign_part::{self, Spark};
use super::measure_part::{self, Measures};
use super::{advisory, campaigns, shown};
use crate::analysis::signal::defang;
use crate::base::clock::Instant;
use crate::desk;
use crate::desk::campaign::Act;
use crate::desk::campaign_file::{self, CampaignFile, MEMBERS};
use crate::desk::campaign_verdict;
use crate::desk::measure::Place;
use crate::desk::policy::Permission;
use crate::record::advisory::Advisory;
use crate::record::campaign::{Code, Member, State, StepLine};
use crate::record::ticket::Exposure;

#[derive(Template)]
#[template(path = "page/campaign.html")]
struct Page {
    frame: Frame,
    uuid: String,
    version: i32,
    title: String,
    plain_title: String,
    merged: Option<(String, String)>,
    standing: (&'static str, String),
    figures: Option<Figures>,
    bonds: Vec<String>,
    units: Vec<(String, usize)>,
    members: Vec<Row>,
    next: Option<i64>,
    steps: Vec<Done>,
    letters: Option<Letters>,
    proposal: Option<(i64, String)>,
    near: Vec<(String, String)>,
    measures: Option<Measures>,
    /// Public id, name, colour and word of its state, of each advisory that warns of it.
    advisories: Vec<(String, String, &'static str, &'static str)>,
    mistake: Option<String>,
}

struct Figures {
    score: i32,
    level: &'static str,
    spark: Spark,
    reports: i64,
    reporters: i64,
    units: i64,
    open: i64,
    first: String,
    last: String,
    late: i32,
    harm: Vec<(&'static str, String)>,
}

/// A ticket of the campaign.
struct Row {
    id: i64,
    number: String,
    subject: String,
    reporter: String,
    unit: String,
    status: String,
    verdict: Option<(&'static str, String)>,
    exposure: Option<(&'static str, String)>,
    grade_c: bool,
    ties: Vec<(String, i32)>,
    strength: i32,
    at: String,
}

/// A step of the history.
struct Done {
    id: i64,
    what: String,
    by: String,
    at: String,
    undone: bool,
    can_undo: bool,
}

/// How far the letters of the decision are.
struct Letters {
    step: i64,
    sentence: String,
    sent: i64,
    all: i64,
    can_stop: bool,
}

/// Behind which ticket the page begins.
#[derive(Deserialize)]
pub struct Asked {
    after: Option<i64>,
}

/// `GET /campaigns/{id}`.
pub async fn show(
    signed: Signed<ReadTickets>,
    web: Data<Web>,
    uuid: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, Fault> {
    render(&web, &signed, &uuid, asked.after.unwrap_or(0), StatusCode::OK, None).await
}

/// The page, with a sentence about what could not be done.
async fn render<P>(
    web: &Web,
    signed: &Signed<P>,
    uuid: &str,
    after: i64,
    status: StatusCode,
    mistake: Option<String>,
) -> Result<HttpResponse, Fault> {
    let (wanted, now) = (uuid.to_owned(), web.clock.now());
    let file = web.db.read(move |conn| campaign_file::open(conn, &wanted, after)).await?;
    let frame = signed.frame("campaigns");
    let evidence = signed.may(Permission::ReadEvidence);
    let place = Place::Campaign(file.campaign.uuid.clone());
    let measures = if evidence { Some(measure_part::load(web, &frame, place).await?) } else { None };
    let bonds = file.bonds.iter().filter(|_| evidence).map(|((kind, value), count)| {
        let (value, count) = (shown::line(&defang(value)), count.to_string());
        let values = [("value", value.as_str()), ("count", count.as_str())];
        frame.words.say_with(&format!("bond-{}", kind.word()), values)
    });
    let page = Page {
        bonds: bonds.collect(),
        version: file.campaign.version,
        title: shown::prose(&file.campaign.title),
        plain_title: file.campaign.title.clone(),
        merged: file.stands_for.as_ref().map(|other| (other.uuid.clone(), shown::prose(&other.title))),
        standing: campaign_part::standing(&frame, &file.campaign),
        figures: figures(&frame, &file, now),
        units: file.units.clone(),
        next: file.members.last().filter(|_| file.members.len() as i64 == MEMBERS).map(|last| last.id),
        members: file.members.iter().map(|member| row(&frame, member, evidence, now)).collect(),
        steps: file.steps.iter().map(|line| done(&frame, line, now)).collect(),
        letters: letters(&frame, &file, now),
        proposal: proposal(&frame, &file),
        near: file.near.iter().map(|other| (other.uuid.clone(), shown::prose(&other.title))).collect(),
        measures,
        advisories: file.advisories.iter().map(|one| warning(&frame, one)).collect(),
        uuid: file.campaign.uuid,
        mistake,
        frame,
    };
    page::html_as(status, &page)
}

fn figures(frame: &Frame, file: &CampaignFile, now: Instant) -> Option<Figures> {
    let listed = file.listed.as_ref()?;
    let f = &listed.figures;
    Some(Figures {
        score: f.score,
        level: shown::level(Some(f.score)),
        spark: campaign_part::spark(frame, &listed.times, now),
        reports: f.reports,
        reporters: f.reporters,
        units: f.units,
        open: f.open,
        first: shown::moment(file.campaign.first_seen_at, now),
        last: shown::moment(file.campaign.last_seen_at, now),
        late: file.campaign.late,
        harm: campaigns::harm(frame, f),
    })
}

fn row(frame: &Frame, member: &Member, evidence: bool, now: Instant) -> Row {
    let name = member.reporter.clone().filter(|name| !name.is_empty()).or(member.address.clone());
    let exposure = member.exposure.as_deref().and_then(Exposure::of).filter(|one| *one != Exposure::Nothing);
    Row {
        id: member.id,
        number: member.number.clone(),
        subject: if member.subject.is_empty() { frame.say("no-subject") } else { shown::prose(&member.subject) },
        reporter: shown::line(&name.unwrap_or_else(|| frame.say("no-reporter"))),
        unit: shown::line(&member.unit),
        status: frame.word("status", &member.status),
        verdict: member.verdict.as_deref().map(|one| (shown::verdict_level(one), frame.word("verdict", one))),
        exposure: exposure.map(|one| (if one.is_loss() { "bad" } else { "warn" }, frame.word("exposure", one.word()))),
        grade_c: member.grade.as_deref() == Some("C"),
        ties: if evidence { campaign_part::ties(frame, &member.why) } else { Vec::new() },
        strength: member.strength,
        at: shown::moment(member.reported_at, now),
    }
}

fn done(frame: &Frame, (step, by): &StepLine, now: Instant) -> Done {
    let detail = match step.code {
        Code::Verdict | Code::Proposed => campaign_verdict::told_by(&step.detail)
            .map(|(verdict, _)| frame.word("verdict", verdict))
            .unwrap_or_default(),
        Code::Undone => frame.word("campaign-done", &step.detail),
        Code::Merged => String::new(),
        _ => shown::line(&step.detail),
    };
    let back = matches!(step.code, Code::Joined | Code::Split | Code::Merged | Code::Renamed);
    Done {
        id: step.id,
        what: frame.say_with(&format!("campaign-step-{}", step.code), "detail", detail),
        by: by.clone().unwrap_or_default(),
        at: shown::moment(step.at, now),
        undone: step.undone_at.is_some() && step.code != Code::Proposed,
        can_undo: back && step.undone_at.is_none(),
    }
}

fn letters(frame: &Frame, file: &CampaignFile, now: Instant) -> Option<Letters> {
    let (step, progress) = file.decision.as_ref().filter(|_| file.campaign.state != State::Merged)?;
    let sentence = match progress.due_at.filter(|due| *due > now && progress.sent == 0) {
        Some(due) => frame.words.say_with(
            "campaign-letters-wait",
            [("count", progress.waiting.to_string().as_str()), ("at", shown::moment(due, now).as_str())],
        ),
        None => frame.words.say_with(
            "campaign-letters-sent",
            [("sent", progress.sent.to_string().as_str()), ("count", progress.all.to_string().as_str())],
        ),
    };
    (progress.all > 0).then_some(Letters {
        step: step.0,
        sentence,
        sent: progress.sent,
        all: progress.all,
        can_stop: progress.waiting > 0,
    })
}

fn warning(frame: &Frame, of: &Advisory) -> (String, String, &'static str, &'static str) {
    (of.uuid.clone(), advisory::name(frame, of), advisory::level(of.state), of.state.word())
}

fn proposal(frame: &Frame, file: &CampaignFile) -> Option<(i64, String)> {
    let waits = |(step, _): &&StepLine| step.code == Code::Proposed && step.undone_at.is_none();
    let (step, by) = file.steps.iter().find(waits)?;
    let verdict = campaign_verdict::told_by(&step.detail).map(|(verdict, _)| frame.word("verdict", verdict));
    let (by, verdict) = (by.clone().unwrap_or_default(), verdict.unwrap_or_default());
    let values = [("name", by.as_str()), ("verdict", verdict.as_str())];
    Some((step.id, frame.words.say_with("campaign-proposal", values)))
}

impl Page {
    fn measures_path(&self) -> String {
        format!("/campaigns/{}/measures", self.uuid)
    }
}

/// Who does something with a campaign, from the version that the form was made from.
pub fn act<P>(web: &Web, signed: &Signed<P>, uuid: &str, version: Option<i32>) -> Act {
    Act {
        account: Some(signed.id),
        name: signed.name.clone(),
        actor: signed.actor(),
        uuid: uuid.to_owned(),
        version,
        now: web.clock.now(),
    }
}

/// What could not be done: the page again with a sentence; other errors pass through.
pub async fn again<P>(web: &Web, signed: &Signed<P>, uuid: &str, error: desk::Error) -> Result<HttpResponse, Fault> {
    let (status, sentence) = match &error {
        desk::Error::Conflict { .. } => (StatusCode::CONFLICT, signed.words.say("campaign-conflict")),
        desk::Error::Invalid { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, signed.words.say(message)),
        _ => return Err(error.into()),
    };
    render(web, signed, uuid, 0, status, Some(sentence)).await
}
