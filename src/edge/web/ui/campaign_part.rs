//! What several pages show of a campaign: its spark line, why a ticket is in it, chips.

use super::super::page::Frame;
use super::shown;
use crate::analysis::signal::defang;
use crate::base::clock::Instant;
use crate::desk::bond::Reason;
use crate::record::campaign::{Campaign, State};

/// Bars of a spark line.
const BARS: usize = 24;
/// Height of its drawing; a bar is [`WIDTH`] wide with one unit between.
const HEIGHT: usize = 28;
const WIDTH: usize = 4;

/// Reports over time, drawn here as one SVG path of bars.
#[derive(Clone, Debug)]
pub struct Spark {
    /// The `d` of its path.
    pub path: String,
    /// The `viewBox`.
    pub view: String,
    /// What it says, in words.
    pub label: String,
}

/// Draws when reports came; at least an hour wide.
pub fn spark(frame: &Frame, times: &[Instant], now: Instant) -> Spark {
    let (first, last) = (times.first().copied().unwrap_or(now), times.last().copied().unwrap_or(now));
    let span = (last - first).num_seconds().max(3_600);
    let mut bars = [0_usize; BARS];
    for at in times {
        let slot = ((*at - first).num_seconds().max(0) * BARS as i64 / (span + 1)) as usize;
        if let Some(bar) = bars.get_mut(slot) {
            *bar += 1;
        }
    }
    let top = bars.iter().copied().max().unwrap_or(0).max(1);
    let bar = |(at, count): (usize, &usize)| {
        // Whatever came at all is seen.
        let height = if *count == 0 { 1 } else { (count * (HEIGHT - 2) / top).max(2) + 1 };
        format!("M{} {}h{WIDTH}v{height}h-{WIDTH}z", at * (WIDTH + 1), HEIGHT - height)
    };
    let values =
        [("count", times.len().to_string()), ("first", shown::moment(first, now)), ("last", shown::moment(last, now))];
    Spark {
        path: bars.iter().enumerate().map(bar).collect(),
        view: format!("0 0 {} {HEIGHT}", BARS * (WIDTH + 1)),
        label: frame.words.say_with("campaign-spark", values.iter().map(|(name, value)| (*name, value.as_str()))),
    }
}

/// Why a ticket is in its campaign, a sentence each with its strength, the strongest first.
pub fn ties(frame: &Frame, why: &str) -> Vec<(String, i32)> {
    let reasons: Vec<Reason> = serde_json::from_str(why).unwrap_or_default();
    let tie = |reason: &Reason| {
        (frame.say_with(&format!("tie-{}", reason.kind), "value", shown::line(&defang(&reason.value))), reason.strength)
    };
    reasons.iter().map(tie).collect()
}

/// Colour and words of where a campaign stands: its verdict once there is one.
pub fn standing(frame: &Frame, campaign: &Campaign) -> (&'static str, String) {
    match (&campaign.verdict, campaign.state) {
        (Some(verdict), State::Decided) => (shown::verdict_level(verdict), frame.word("verdict", verdict)),
        (_, state) => ("accent", frame.word("campaign-state", state)),
    }
}
