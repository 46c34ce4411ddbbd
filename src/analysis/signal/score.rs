//! From signals to a score and a suggestion.
//!
//! The rule: each code counts once with its weight; the sum, held between 0 and 100, is the score. A sum, because an analyst
//! can check it in her head. From 50 on something is suggested: *malware* when a harmful file was found and no lure weighs
//! as much as it; else *spam* when what advertises weighs more than what lures; else *phishing*. Traces (where links lead,
//! who signs, how letters are put) raise the score and choose no verdict. Below 50 the machine says nothing, and it never
//! suggests *legitimate*, since a hacked mailbox of the state passes every check. Ordinary mail stays under 30.

use super::spans::Places;
use super::view::{Raised, View};
use super::weights::{self, Speaks};
use super::{Detectors, SAME, defang};
use crate::analysis::evidence::{Finding, Sample, SuggestedVerdict};
use crate::base::locale::Words;

/// From this score on a verdict is suggested.
const SUSPICIOUS: u8 = 50;

/// What the signals of a mail amount to.
#[derive(Clone, Debug, PartialEq)]
pub struct Rating {
    /// Signals with their reasons, strongest first.
    pub findings: Vec<Finding>,
    /// 0 to 100.
    pub score: u8,
    /// What the score suggests.
    pub verdict: SuggestedVerdict,
}

/// Rates a mail; reasons are written in the language of `words`.
pub fn rate(detectors: &Detectors, view: &View<'_>, words: &Words) -> Rating {
    let mut findings: Vec<Finding> = Vec::new();
    let mut places = None;
    for raised in detectors.raise(view) {
        let same = findings.iter().filter(|finding| finding.code == raised.code).count();
        if same >= SAME {
            continue;
        }
        let phrase = raised.values.iter().find(|(name, _)| *name == "phrase").map(|(_, phrase)| phrase.clone());
        let mut finding = finding(raised, same > 0, words);
        if let Some(phrase) = phrase {
            finding.spans = places.get_or_insert_with(|| Places::new(&view.sample.text)).of(&phrase);
        }
        findings.push(finding);
    }
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.weight));
    let score = sum(&findings);
    Rating { verdict: verdict(&findings, score), score, findings }
}

fn finding(raised: Raised, again: bool, words: &Words) -> Finding {
    let weight = weights::of(raised.code).map_or(0, |row| row.weight);
    let values = raised.values.into_iter().map(|(name, value)| (name.to_owned(), defang(&value))).collect();
    let mut finding = Finding {
        code: raised.code.to_owned(),
        // The score counts a code once; further places are shown and weigh nothing.
        weight: if again { 0 } else { weight },
        reason: String::new(),
        values,
        at: raised.at,
        spans: Vec::new(),
    };
    finding.reason = sentence(words, &finding);
    finding
}

/// A finding that rests on what was seen before, which no detector knows.
#[derive(Clone, Debug)]
pub struct Remembered {
    /// Its code, a row of the weights.
    pub code: &'static str,
    /// What it rests on, as in [`Finding::at`].
    pub at: &'static str,
    /// The values of its sentence.
    pub values: Vec<(&'static str, String)>,
}

/// Adds a finding to a rated sample and rates it anew by the same rule.
pub fn add(sample: &mut Sample, told: Remembered, words: &Words) {
    let Remembered { code, at, values } = told;
    sample.findings.retain(|known| known.code != code);
    sample.findings.push(finding(Raised { code, at: at.to_owned(), values }, false, words));
    again(sample);
}

/// Takes a finding out of a rated sample and rates it anew by the same rule.
pub fn take_out(sample: &mut Sample, code: &str) {
    sample.findings.retain(|known| known.code != code);
    again(sample);
}

fn again(sample: &mut Sample) {
    sample.findings.sort_by_key(|finding| std::cmp::Reverse(finding.weight));
    sample.score = sum(&sample.findings);
    sample.suggested_verdict = verdict(&sample.findings, sample.score);
}

fn sum(findings: &[Finding]) -> u8 {
    let sum: i16 = findings.iter().map(|finding| finding.weight).sum();
    u8::try_from(sum.clamp(0, 100)).unwrap_or(0)
}

fn verdict(findings: &[Finding], score: u8) -> SuggestedVerdict {
    if score < SUSPICIOUS {
        return SuggestedVerdict::Undetermined;
    }
    let of_kind = |speaks: Speaks| {
        let speaks = move |finding: &&Finding| weights::of(&finding.code).is_some_and(|row| row.speaks == speaks);
        findings.iter().filter(speaks).map(|finding| finding.weight)
    };
    let file = of_kind(Speaks::File).max().unwrap_or(0);
    if file > 0 && of_kind(Speaks::Lure).max().unwrap_or(0) < file {
        SuggestedVerdict::Malware
    } else if of_kind(Speaks::Offer).sum::<i16>() > of_kind(Speaks::Lure).sum() {
        SuggestedVerdict::Spam
    } else {
        SuggestedVerdict::Phishing
    }
}

/// The sentence of a finding in a language, from its values.
pub fn sentence(words: &Words, finding: &Finding) -> String {
    let key = format!("finding-{}", finding.code.to_ascii_lowercase().replace('_', "-"));
    words.say_with(&key, finding.values.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}
