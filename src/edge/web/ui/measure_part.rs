//! Measures as pages show them: what, against whom, where, who asked and who carried it out; and what the form asks for.

use super::super::Web;
use super::super::fault::Fault;
use super::super::page::Frame;
use super::shown::{self, Indicator};
use crate::base::clock::Instant;
use crate::desk::measure::{self, Asked, Place};
use crate::record::measure::{Kind, Listed, Stage};

/// The measures of a ticket or campaign, and what else could be done.
#[derive(Clone, Debug)]
pub struct Measures {
    /// The measures, the newest first.
    pub rows: Vec<Row>,
    /// What could be blocked: row of the indicator, what, and the target.
    pub proposed: Vec<(i64, String, Indicator)>,
    /// Words of the kinds.
    pub kinds: Vec<&'static str>,
}

/// A measure.
#[derive(Clone, Debug)]
pub struct Row {
    /// Row id.
    pub id: i64,
    /// What is to be done, in words.
    pub kind: String,
    /// Against whom.
    pub target: Indicator,
    /// Where.
    pub system: String,
    /// How far it is.
    pub stage: Stage,
    /// Its colour.
    pub level: &'static str,
    /// Who did what when, in words.
    pub said: String,
    /// Number of its ticket.
    pub number: Option<String>,
    /// Public id and title of its campaign.
    pub campaign: Option<(String, String)>,
}

impl Row {
    /// Whether it is at the stage of this word.
    pub fn is(&self, stage: &str) -> bool {
        self.stage.word() == stage
    }
}

/// Reads the measures of a place.
pub async fn load(web: &Web, frame: &Frame, place: Place) -> Result<Measures, Fault> {
    let now = web.clock.now();
    let (listed, proposed) = web.db.read(move |conn| measure::open(conn, &place)).await?;
    let proposed =
        proposed.into_iter().map(|(id, kind, target)| (id, frame.word("measure-kind", kind), indicator(kind, &target)));
    Ok(Measures {
        rows: listed.iter().map(|one| row(frame, one, now)).collect(),
        proposed: proposed.collect(),
        kinds: Kind::ALL.iter().map(|kind| kind.word()).collect(),
    })
}

/// A measure in words.
pub fn row(frame: &Frame, listed: &Listed, now: Instant) -> Row {
    let it = &listed.measure;
    let stages = [
        ("measure-said-requested", Some(it.requested_at), &listed.requested_by),
        ("measure-said-done", it.done_at, &listed.done_by),
        ("measure-said-lifted", it.lifted_at, &listed.lifted_by),
    ];
    let said = stages.into_iter().filter_map(|(key, at, by)| {
        let at = shown::moment(at?, now);
        Some(frame.say_with(key, "said", if by.is_empty() { at } else { format!("{by} {at}") }))
    });
    Row {
        id: it.id,
        kind: frame.word("measure-kind", it.kind),
        target: indicator(it.kind, &it.target),
        system: shown::line(&it.system),
        stage: it.stage(),
        level: match it.stage() {
            Stage::Requested => "warn",
            Stage::Done => "good",
            Stage::Lifted => "",
        },
        said: said.collect::<Vec<_>>().join(" · "),
        number: listed.number.clone(),
        campaign: listed.campaign.as_ref().map(|(uuid, title)| (uuid.clone(), shown::prose(title))),
    }
}

fn indicator(kind: Kind, target: &str) -> Indicator {
    match kind {
        Kind::BlockDomain => Indicator::known("domain", target),
        Kind::BlockUrl => Indicator::known("url", target),
        Kind::BlockSender | Kind::ResetPassword if target.contains('@') => Indicator::address(target),
        Kind::BlockSender => Indicator::known("domain", target),
        _ => Indicator::known("", target),
    }
}

/// What an event of the timeline says of a measure, kept as kind and target.
pub fn told(frame: &Frame, detail: &str) -> String {
    let (kind, target) = detail.split_once(' ').unwrap_or((detail, ""));
    let words = Kind::of(kind).map(|kind| frame.word("measure-kind", kind)).unwrap_or_default();
    format!("{words} {}", shown::line(target)).trim_end().to_owned()
}

/// What the form asks for: ticked proposals, and what was typed.
pub fn read(form: &[(String, String)]) -> Asked {
    let one = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    Asked {
        picked: form.iter().filter(|(key, _)| key == "pick").filter_map(|(_, id)| id.parse().ok()).collect(),
        typed: Kind::of(one("kind")).map(|kind| (kind, one("target").to_owned())),
        system: one("system").to_owned(),
        done: one("done") == "yes",
    }
}
