//! What the score is worth on the public mails beside the repository: area under the curve, recall at one false positive in
//! a hundred, quantiles by kind, and which mails stand on the wrong side with their findings.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark may, as a test may")]

use std::path::Path;

use hotro::desk::examine::Examiner;

#[path = "../tests/it/measure.rs"]
mod measure;
use measure::{Rated, auc, rated, recall};

const KINDS: &[&str] = &["phish", "ham", "ham-html", "spam", "phish-redacted", "reply", "report"];

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/fixtures");
    if !folder.is_dir() {
        println!("SKIPPED: the shared fixtures (../shared/fixtures) are absent");
        return;
    }
    let examiner = Examiner::new();
    let kinds: Vec<(&str, Vec<Rated>)> =
        KINDS.iter().map(|kind| (*kind, rated(&examiner, &folder.join(kind)))).collect();
    let of = |wanted: &[&str]| -> Vec<Rated> {
        let kinds = kinds.iter().filter(|(kind, _)| wanted.contains(kind));
        kinds.flat_map(|(_, mails)| mails.clone()).collect()
    };
    let (bad, good) = (of(&["phish"]), of(&["ham", "ham-html"]));
    for half in [None, Some(0), Some(1)] {
        let scores = |mails: &[Rated]| -> Vec<u8> {
            mails.iter().filter(|mail| half.is_none_or(|half| mail.half() == half)).map(|mail| mail.score).collect()
        };
        let (bad, good) = (scores(&bad), scores(&good));
        let (threshold, found) = recall(&bad, &good, 0.01);
        let name = half.map_or("all".to_owned(), |half| format!("half {half}"));
        println!(
            "{name}: {} phishing against {} ordinary: AUC {:.4}, recall {:.1}% at 1% false positives (score from {threshold})",
            bad.len(),
            good.len(),
            auc(&bad, &good),
            found * 100.0
        );
    }
    println!("\nkind            mails   10%   25%  median   75%   90%  from 50  verdicts");
    for (kind, mails) in &kinds {
        let mut scores: Vec<u8> = mails.iter().map(|mail| mail.score).collect();
        scores.sort_unstable();
        let at = |percent: usize| scores.get(scores.len().saturating_sub(1) * percent / 100).copied().unwrap_or(0);
        let high = scores.iter().filter(|score| **score >= 50).count();
        println!(
            "{kind:<15} {:>5} {:>5} {:>5} {:>7} {:>5} {:>5} {high:>8}  {}",
            scores.len(),
            at(10),
            at(25),
            at(50),
            at(75),
            at(90),
            verdicts(mails)
        );
    }
    wrong_side(&bad, &good);
}

fn verdicts(mails: &[Rated]) -> String {
    let mut counts = std::collections::BTreeMap::new();
    for mail in mails {
        *counts.entry(format!("{:?}", mail.verdict)).or_insert(0) += 1;
    }
    counts.into_iter().map(|(verdict, count)| format!("{verdict} {count}")).collect::<Vec<_>>().join(", ")
}

/// Prints the mails on the wrong side of the threshold.
fn wrong_side(bad: &[Rated], good: &[Rated]) {
    let scores = |mails: &[Rated]| -> Vec<u8> { mails.iter().map(|mail| mail.score).collect() };
    let (threshold, _) = recall(&scores(bad), &scores(good), 0.01);
    println!("\nordinary, from {threshold}:");
    for mail in good.iter().filter(|mail| mail.score >= threshold) {
        println!("{:>4} {} {}", mail.score, mail.name, mail.codes.join(" "));
    }
    println!("\nphishing, below {threshold}:");
    for mail in bad.iter().filter(|mail| mail.score < threshold) {
        println!("{:>4} {} {}", mail.score, mail.name, mail.codes.join(" "));
    }
}
