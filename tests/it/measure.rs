//! How well a score tells two kinds of mail apart; used by the test and by the benchmark of detection.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use hotro::analysis::evidence::SuggestedVerdict;
use hotro::base::config::Config;
use hotro::desk::analyse;
use hotro::desk::examine::Examiner;

/// A mail with its score.
#[derive(Clone, Debug)]
pub(crate) struct Rated {
    /// File name.
    pub(crate) name: String,
    /// 0 to 100.
    pub(crate) score: u8,
    /// Codes of its findings that weigh something, the heaviest first.
    pub(crate) codes: Vec<String>,
    /// What the score suggests.
    pub(crate) verdict: SuggestedVerdict,
}

impl Rated {
    /// One half of the mails, by a hash of the name: 0 or 1.
    pub(crate) fn half(&self) -> u32 {
        // FNV-1a: stable wherever it runs.
        let hash =
            self.name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        (hash >> 16) & 1
    }
}

/// Rates every mail of a folder as the suspicious one itself, as an installation with the default configuration does.
pub(crate) fn rated(examiner: &Examiner, folder: &Path) -> Vec<Rated> {
    let known = analyse::known(&Config::default());
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
    paths.sort();
    let rate = |path: &PathBuf| {
        let seen = examiner.examine(&std::fs::read(path).unwrap(), &known, true);
        let sample = seen.samples.first();
        let mut codes: Vec<String> = Vec::new();
        for finding in sample.iter().flat_map(|sample| &sample.findings).filter(|finding| finding.weight != 0) {
            codes.push(finding.code.clone());
        }
        Rated {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            score: sample.map_or(0, |sample| sample.score),
            codes,
            verdict: sample.map_or(SuggestedVerdict::Undetermined, |sample| sample.suggested_verdict),
        }
    };
    paths.iter().map(rate).collect()
}

/// Area under the curve: how often a bad mail scores above a good one; a tie is half.
pub(crate) fn auc(bad: &[u8], good: &[u8]) -> f64 {
    let pairs = bad.iter().flat_map(|b| good.iter().map(move |g| (b, g)));
    let won = pairs.map(|(b, g)| match b.cmp(g) {
        Ordering::Greater => 1.0,
        Ordering::Equal => 0.5,
        Ordering::Less => 0.0,
    });
    let won: f64 = won.sum();
    won / (bad.len() * good.len()) as f64
}

/// The lowest threshold that at most `share` of the good mails reach, and how many of the bad ones reach it.
pub(crate) fn recall(bad: &[u8], good: &[u8], share: f64) -> (u8, f64) {
    let reach =
        |scores: &[u8], from: u8| scores.iter().filter(|score| **score >= from).count() as f64 / scores.len() as f64;
    let threshold = (0..=101).find(|from| reach(good, *from) <= share).unwrap();
    (threshold, reach(bad, threshold))
}
