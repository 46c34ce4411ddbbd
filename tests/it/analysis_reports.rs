//! Mails that machines write about mails: feedback reports speak of what they carry, a bounce is one only at the top, and
//! nothing automatic is taken for the words of a person.

use hotro::analysis::evidence::{Grade, Source};
use hotro::analysis::mime::{Automatic, envelope};

use crate::mail_support::{both_line_ends, examiner, files, known, shared};

const DSN: &str = "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: Undelivered\nMIME-Version: 1.0\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=d\n\n--d\n\nSorry.\n--d\nContent-Type: message/delivery-status\n\n\
Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n--d\n\
Content-Type: message/rfc822\n\nFrom: x@evil.example\nMessage-ID: <1@evil.example>\nSubject: x\n\nxem\n--d--\n";

#[test]
fn a_feedback_report_speaks_of_the_mail_that_it_carries_whoever_sends_it() {
    let Some(folder) = shared() else { return };
    let (mut reports, mut wrong) = (0, Vec::new());
    for path in files(&folder.join("arf"), "eml") {
        let raw = std::fs::read(&path).unwrap();
        let lower = String::from_utf8_lossy(&raw).to_lowercase();
        if !lower.contains("message/feedback-report") || !lower.contains("multipart/report") {
            continue;
        }
        reports += 1;
        for raw in both_line_ends(&raw) {
            let seen = examiner().examine(&raw, &known(), true);
            let good = seen.samples.iter().all(|one| one.source == Source::AttachedEml) && seen.bounce.is_none();
            if !good || seen.samples.is_empty() {
                wrong.push(format!(
                    "{}: {:?}",
                    path.display(),
                    seen.samples.iter().map(|one| one.source).collect::<Vec<_>>()
                ));
            }
        }
    }
    assert!(wrong.is_empty() && reports >= 8, "{reports} reports, {wrong:#?}");
}

#[test]
fn a_bounce_that_is_reported_is_evidence_and_no_bounce() {
    let top = examiner().examine(DSN.as_bytes(), &known(), false);
    assert!(top.bounce.is_some(), "at the top it is one");
    let report = format!(
        "From: a@laichau.gov.vn\nSubject: Fwd: la\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nxem giup\n\
         --b\nContent-Type: message/rfc822\n\n{DSN}\n--b--\n"
    );
    for raw in both_line_ends(report.as_bytes()) {
        let seen = examiner().examine(&raw, &known(), false);
        assert_eq!(seen.bounce, None);
        let sample = &seen.samples[0];
        assert_eq!((sample.from.address.as_str(), sample.grade), ("MAILER-DAEMON@mx.example", Grade::A));
        assert_eq!(envelope::read(&raw).automatic, None, "a person sent it");
    }
}

#[test]
fn machines_are_known_and_people_are_not_taken_for_them() {
    let Some(folder) = shared() else { return };
    let automatic = |kind: &str| {
        let mails = files(&folder.join(kind), "eml");
        let found =
            mails.iter().map(|path| envelope::read(&std::fs::read(path).unwrap()).automatic).collect::<Vec<_>>();
        (
            found.iter().filter(|one| one.is_some()).count(),
            found.iter().filter(|one| **one == Some(Automatic::Bounce)).count(),
            mails.len(),
        )
    };
    let (machines, _, all) = automatic("autoreply");
    assert!(machines == all, "autoreply: {machines} of {all}");
    let (machines, bounces, all) = automatic("bounce");
    println!("bounce: {machines} automatic, {bounces} bounces of {all}");
    assert!(machines * 100 >= all * 80, "bounce: {machines} of {all}");
    let (machines, bounces, all) = automatic("reply");
    println!("reply: {machines} automatic of {all}");
    assert!(bounces == 0 && machines * 100 <= all * 10, "reply: {machines} of {all}, {bounces}");
}

#[test]
fn answers_report_a_mail_only_where_its_whole_block_is_quoted() {
    let Some(folder) = shared() else { return };
    let mails = files(&folder.join("reply"), "eml");
    let found: Vec<_> = mails
        .iter()
        .filter(|path| !examiner().examine(&std::fs::read(path).unwrap(), &known(), false).samples.is_empty())
        .collect();
    println!("reply: {} of {} report something: {found:?}", found.len(), mails.len());
    assert!(found.len() <= 8, "{found:?}");
}
