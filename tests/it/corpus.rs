//! The public test mails beside the repository: none panics, none takes long, most are understood; and the forwards of
//! quotequail are found where their rows are forwards.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::mail_support::{examiner, files, known, shared};

/// Generous, since tests are built without optimisation and share the machine.
const LONG: Duration = Duration::from_secs(20);

/// Kinds of mail, and how many of them in a hundred must give a sender.
const KINDS: &[(&str, usize)] = &[
    ("arf", 90),
    ("auth", 90),
    ("autoreply", 100),
    ("bounce", 95),
    ("crypto", 75),
    ("ham", 95),
    ("ham-html", 95),
    ("phish", 98),
    ("phish-redacted", 80),
    ("reply", 40),
    ("report", 95),
    ("report-auto", 100),
    ("spam", 90),
    ("torture", 85),
];

#[test]
fn every_public_mail_is_read() {
    let Some(folder) = shared() else { return };
    let examiner = examiner();
    let mut slowest = (Duration::ZERO, String::new());
    let mut wrong = Vec::new();
    for (kind, floor) in KINDS {
        let mails = files(&folder.join(kind), "eml");
        let (mut senders, mut texts, mut links, mut found) = (0, 0, 0, 0);
        for path in &mails {
            let raw = std::fs::read(path).unwrap();
            let start = Instant::now();
            let itself = examiner.examine(&raw, &known(), true);
            let took = start.elapsed();
            if took > slowest.0 {
                slowest = (took, path.display().to_string());
            }
            let sample = &itself.samples[0];
            senders += usize::from(sample.from.address.contains('@'));
            texts += usize::from(!sample.text.is_empty() || !sample.attachments.is_empty());
            links += usize::from(!sample.links.is_empty());
            found += usize::from(!examiner.examine(&raw, &known(), false).samples.is_empty());
        }
        let count = mails.len();
        println!("{kind}: {count} mails, sender {senders}, content {texts}, links {links}, report something {found}");
        if count == 0 || senders * 100 < count * floor {
            wrong.push(format!("{kind}: only {senders} of {count} have a sender"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    println!("slowest: {:?} {}", slowest.0, slowest.1);
    assert!(slowest.0 < LONG, "{slowest:?}");
}

#[test]
fn no_good_mail_is_called_phishing() {
    let Some(folder) = shared() else { return };
    for kind in ["ham", "ham-html"] {
        for path in files(&folder.join(kind), "eml") {
            let seen = examiner().examine(&std::fs::read(&path).unwrap(), &known(), true);
            assert!(seen.samples[0].score < 50, "{}: {:?}", path.display(), seen.samples[0].findings);
        }
    }
}

#[test]
fn attached_reports_hold_their_sample() {
    let Some(folder) = shared() else { return };
    let examiner = examiner();
    for (kind, floor) in [("arf", 80), ("bounce", 50)] {
        let mails = files(&folder.join(kind), "eml");
        let found = mails
            .iter()
            .filter(|path| !examiner.examine(&std::fs::read(path).unwrap(), &known(), false).samples.is_empty())
            .count();
        assert!(found * 100 >= mails.len() * floor, "{kind}: {found} of {}", mails.len());
    }
}

/// Forwards with a sender, in a language of our dialects (French and Swedish ones are not).
fn applies(row: &Value) -> bool {
    let body = row["body"].as_str().unwrap_or_default();
    !["De:", "De :", "Från:"].iter().any(|label| body.contains(label))
        && row["expected"]["type"] == "forward"
        && row["expected"]["from"].as_str().is_some_and(|from| from.contains('@'))
}

fn quotequail(file: &str, field: &str, kind: &str, floor: usize) {
    let Some(folder) = shared() else { return };
    let examiner = examiner();
    let rows = std::fs::read_to_string(folder.join("expected").join(file)).unwrap();
    let (mut all, mut right, mut missed) = (0, 0, Vec::new());
    for row in rows.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).filter(applies) {
        let body = row[field].as_str().unwrap();
        let raw = format!("From: a@example.com\nSubject: Fwd: x\nContent-Type: {kind}; charset=utf-8\n\n{body}");
        let seen = examiner.examine(raw.as_bytes(), &known(), false);
        let wanted = row["expected"]["from"].as_str().unwrap();
        let subject = row["expected"]["subject"].as_str().unwrap_or_default();
        let hit = seen.samples.first().is_some_and(|sample| {
            !sample.from.address.is_empty()
                && wanted.to_lowercase().contains(&sample.from.address.to_lowercase())
                && sample.subject == subject
        });
        all += 1;
        right += usize::from(hit);
        if !hit {
            missed.push(row["id"].to_string());
        }
    }
    println!("{file}: {right} of {all}; missed {missed:?}");
    assert!(right >= floor, "{right} of {all}; missed {missed:?}");
}

#[test]
fn forwards_of_quotequail_are_found_in_text() {
    quotequail("forward_quotequail.jsonl", "body", "text/plain", 11);
}

#[test]
fn forwards_of_quotequail_are_found_in_html() {
    quotequail("forward_quotequail_html.jsonl", "body_html", "text/html", 4);
}

fn all_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all_files(&path, out) } else { out.push(path) }
    }
}

#[test]
fn whatever_is_no_mail_does_no_harm_either() {
    let Some(folder) = shared() else { return };
    let mut all = Vec::new();
    all_files(&folder, &mut all);
    let examiner = examiner();
    for path in all {
        let begun = Instant::now();
        let seen = examiner.examine(&std::fs::read(&path).unwrap(), &known(), true);
        assert!(begun.elapsed() < LONG, "{}: {:?}", path.display(), begun.elapsed());
        assert!(!seen.problems.iter().any(|problem| problem.starts_with("Không phân tích")), "{}", path.display());
    }
}
