//! What the score is worth: on the public phishing and ordinary mails, on the demo's lures, and on ordinary mail of today.

use std::ops::Range;

use chrono::NaiveDate;
use hotro::analysis::evidence::SuggestedVerdict;
use hotro::base::config::Config;
use hotro::cli::demo::mails::mails;
use hotro::desk::analyse;

use crate::mail_support::{examiner, own, shared};
use crate::measure::{Rated, auc, rated, recall};

/// Senders of the demo's mails that are harmless, and of its advertising.
const HARMLESS: &[&str] = &["laichau.gov.vn", "hoi-thao-chuyen-doi-so.example"];
const ADVERTISING: &[&str] = &[
    "khoa-hoc-ky-nang.example",
    "muc-in-gia-si.example",
    "ve-may-bay-tot.example",
    "len-top-tim-kiem.example",
    "dat-nen-nghi-duong.example",
];

fn scores(mails: &[Rated]) -> Vec<u8> {
    mails.iter().map(|mail| mail.score).collect()
}

#[test]
fn phishing_is_told_from_ordinary_mail() {
    let Some(folder) = shared() else { return };
    let bad = rated(examiner(), &folder.join("phish"));
    assert!(bad.iter().all(|mail| mail.verdict != SuggestedVerdict::Legitimate));
    let good = [rated(examiner(), &folder.join("ham")), rated(examiner(), &folder.join("ham-html"))].concat();
    for mail in good.iter().filter(|mail| mail.score >= 30) {
        println!("{} {}: {:?}", mail.score, mail.name, mail.codes);
    }
    for half in [None, Some(0), Some(1)] {
        let of = |mails: &[Rated]| {
            let kept: Vec<Rated> =
                mails.iter().filter(|mail| half.is_none_or(|half| mail.half() == half)).cloned().collect();
            scores(&kept)
        };
        let (bad, good) = (of(&bad), of(&good));
        let (area, (threshold, found)) = (auc(&bad, &good), recall(&bad, &good, 0.01));
        println!(
            "half {half:?}: {} against {}, AUC {area:.3}, recall {found:.3} from {threshold}",
            bad.len(),
            good.len()
        );
        assert!(area >= 0.95, "AUC {area}");
        assert!(found >= 0.60, "recall {found}");
    }
}

#[test]
fn the_lures_of_the_demo_stand_out_and_official_mail_does_not() {
    let now = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(3, 0, 0).unwrap();
    let known = analyse::known(&Config::default());
    let (mut lures, mut wrong) = (0, Vec::new());
    for mail in mails(now) {
        let itself = !mail.sender.ends_with("@laichau.gov.vn");
        for sample in examiner().examine(&mail.raw, &known, itself).samples {
            let from = sample.from.address.rsplit('@').next().unwrap_or_default();
            let limits = if HARMLESS.contains(&from) {
                0..30
            } else if ADVERTISING.contains(&from) {
                0..50
            } else {
                lures += 1;
                50..101
            };
            if !limits.contains(&sample.score) {
                let codes: Vec<&str> = sample.findings.iter().map(|finding| finding.code.as_str()).collect();
                wrong.push(format!("{} {:?} {}: {codes:?}", sample.score, sample.source, sample.subject));
            }
        }
    }
    assert!(lures >= 30, "{lures} lures");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The mails of a folder of ours whose score lies outside `limits`.
fn outside(kind: &str, at_least: usize, limits: &Range<u8>) -> Vec<String> {
    let known = analyse::known(&Config::default());
    let mails = own(kind);
    assert!(mails.len() >= at_least, "only {} mails of {kind}", mails.len());
    let mut wrong = Vec::new();
    for path in mails {
        for sample in examiner().examine(&std::fs::read(&path).unwrap(), &known, true).samples {
            let name = path.file_name().unwrap().display();
            let codes: Vec<&str> = sample.findings.iter().map(|finding| finding.code.as_str()).collect();
            println!("{} {name}: {codes:?}", sample.score);
            if !limits.contains(&sample.score) {
                wrong.push(format!("{} {name}: {codes:?}", sample.score));
            }
        }
    }
    wrong
}

#[test]
fn ordinary_mail_of_today_suggests_nothing() {
    let wrong = outside("ordinary", 20, &(0..50));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lures_in_other_words_stand_out_too() {
    let wrong = outside("lures", 25, &(50..101));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
