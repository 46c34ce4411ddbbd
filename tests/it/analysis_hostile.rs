//! Hostile bytes: any input ends quickly with a value, never with a panic.

use std::time::{Duration, Instant};

use hotro::analysis::mime::{Automatic, envelope};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::mail_support::{both_line_ends, examiner, known, own};

/// Generous, since tests are built without optimisation and share the machine.
const LONG: Duration = Duration::from_secs(20);

fn quickly(what: &str, raw: &[u8]) -> hotro::analysis::evidence::Evidence {
    let start = Instant::now();
    let seen = examiner().examine(raw, &known(), false);
    let took = start.elapsed();
    println!("{what:?}: {} bytes in {took:?}", raw.len());
    assert!(took < LONG, "{what} took {took:?}");
    assert!(serde_json::to_vec(&seen).unwrap().len() < 8 << 20, "{what} gives too much");
    seen
}

#[test]
fn ten_thousand_parts_end_quickly() {
    let mut raw = b"From: a@b.vn\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n".to_vec();
    for _ in 0..10_000 {
        raw.extend_from_slice(b"--x\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\ntext http://a.top/\r\n");
    }
    let seen = quickly("10,000 parts", &raw);
    assert!(!seen.problems.is_empty());
}

#[test]
fn a_hundred_levels_end_quickly() {
    let mut multiparts = String::from("From: a@b.vn\r\n");
    let mut mails = String::new();
    for level in 0..100 {
        multiparts += &format!("Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n");
        mails += &format!("From: a{level}@b.vn\r\nSubject: s\r\nContent-Type: message/rfc822\r\n\r\n");
    }
    let seen = quickly("100 multiparts", multiparts.as_bytes());
    assert!(seen.problems.iter().any(|problem| problem.contains("lồng quá sâu")), "{:?}", seen.problems);
    let seen = quickly("100 mails", mails.as_bytes());
    assert_eq!(seen.samples[0].from.address, "a1@b.vn");
}

#[test]
fn forwards_within_forwards_end() {
    let mut body = String::new();
    for level in 0..2000 {
        body +=
            &format!("----- Forwarded message -----\nFrom: x{level}@laichau.gov.vn\nTo: b@c.vn\nSubject: Fwd: s\n\n");
    }
    let raw = format!("From: a@laichau.gov.vn\nSubject: Fwd: s\n\n{body}");
    assert_eq!(quickly("2,000 forwards", raw.as_bytes()).samples.len(), 1);
}

#[test]
fn big_and_repeated_things_end_quickly() {
    let head = "From: a@b.vn\r\nContent-Type: text/html\r\n\r\n";
    let html = |unit: &str| format!("{head}{}", unit.repeat(1_500_000 / unit.len()));
    for unit in
        ["<", "<a href=x>", "<!--", "&#x", "<a b=\"", "[ http://", "Từ: ", "<div id=zwchr>", "http://a.top ", "<p>\n"]
    {
        quickly(unit, html(unit).as_bytes());
        quickly(unit, html(unit).replace("text/html", "text/plain").as_bytes());
    }
    for unit in ["=?utf-8?B?", "\"", "<", "(", "a@b.vn, ", "=?", "x: y\r\n", " \r\n "] {
        let header = format!(
            "From: {}\r\nSubject: {}\r\n\r\n",
            unit.repeat(60_000 / unit.len()),
            unit.repeat(60_000 / unit.len())
        );
        quickly(unit, header.as_bytes());
        let start = Instant::now();
        let _seen = envelope::read(header.as_bytes());
        assert!(start.elapsed() < LONG, "envelope of {unit}");
    }
}

#[test]
fn hostile_names_and_scripts_stay_outside() {
    let raw = "From: a@b.vn\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n\
        <script>alert(1)</script><p onclick=alert(2)>chữ</p>\r\n--x\r\nContent-Type: a/b\r\n\
        Content-Disposition: attachment; filename=\"..\\..\\x\u{202e}fdp.exe\"\r\n\r\nMZ\r\n--x--\r\n";
    let seen = quickly("names", raw.as_bytes());
    assert_eq!(seen.report.words, "chữ");
    assert_eq!(seen.report.attachments[0].name, "xfdp.exe");
}

#[test]
fn machines_are_told_from_people() {
    let of = |head: &str| envelope::read(format!("{head}\r\nSubject: x\r\n\r\nbody").as_bytes()).automatic;
    assert_eq!(of("From: a@b.vn"), None);
    assert_eq!(of("From: a@b.vn\r\nAuto-Submitted: no"), None);
    assert_eq!(of("From: a@b.vn\r\nAuto-Submitted: auto-replied (vacation)"), Some(Automatic::AutoSubmitted));
    assert_eq!(of("From: MAILER-DAEMON@b.vn"), Some(Automatic::Bounce));
    assert_eq!(
        of("From: a@b.vn\r\nContent-Type: multipart/report;\r\n report-type=delivery-status"),
        Some(Automatic::Bounce)
    );
    assert_eq!(of("From: a@b.vn\r\nList-Id: <x.b.vn>"), Some(Automatic::List));
    assert_eq!(of("From: a@b.vn\r\nPrecedence: bulk"), Some(Automatic::List));
    assert_eq!(of("From: a@b.vn\r\nX-Autoreply: yes"), Some(Automatic::Auto));
}

#[test]
fn an_envelope_is_read_without_the_body() {
    let raw = "Return-Path: <>\nFrom: \"Sở Y tế\" <a@laichau.gov.vn>\nTo: b@c.vn, \"D\" <d@e.vn>\nMessage-ID: <1@x>\n\
        In-Reply-To: <2@x>\nReferences: <3@x>\n <2@x>\nX-Zimbra-Spam-Report-Sender: a@laichau.gov.vn\n\
        Date: Thu, 11 Mar 2021 09:29:00 +0700\nSubject: =?utf-8?Q?Th=C6=B0_l=E1=BA=A1?=\n\nbody";
    for raw in both_line_ends(raw.as_bytes()) {
        let seen = envelope::read(&raw);
        assert_eq!(seen.return_path.as_deref(), Some(""));
        assert_eq!(seen.from.name.as_deref(), Some("Sở Y tế"));
        assert_eq!(seen.to.len(), 2);
        assert_eq!(seen.message_id.as_deref(), Some("1@x"));
        assert_eq!(seen.in_reply_to, ["2@x"]);
        assert_eq!(seen.references, ["3@x", "2@x"]);
        assert_eq!(seen.spam_report_sender.as_deref(), Some("a@laichau.gov.vn"));
        assert_eq!(seen.subject, "Thư lạ");
        assert_eq!(seen.date.unwrap().to_rfc3339(), "2021-03-11T09:29:00+07:00");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_value(raw in proptest::collection::vec(any::<u8>(), 0..3000)) {
        let seen = examiner().examine(&raw, &known(), false);
        prop_assert!(!seen.problems.iter().any(|problem| problem.contains("Không phân tích được")));
        let _envelope = envelope::read(&raw);
    }

    #[test]
    fn mutated_mails_give_a_value(
        pick in any::<Index>(), cuts in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<u8>()), 1..12), as_sample in any::<bool>()
    ) {
        let mails: Vec<_> = ["forward", "attached", "broken", "signal"].iter().flat_map(|kind| own(kind)).collect();
        let mut raw = std::fs::read(pick.get(&mails)).unwrap();
        for (from, to, byte) in cuts {
            if raw.is_empty() { break; }
            let (from, to) = (from.index(raw.len()), to.index(raw.len()));
            match byte % 4 {
                0 => raw[from] = byte,
                1 => raw.truncate(from.max(to)),
                2 => raw.swap(from, to),
                _ => { let piece = raw[from.min(to)..(from.min(to) + 40).min(raw.len())].to_vec(); raw.extend(piece); }
            }
        }
        let seen = examiner().examine(&raw, &known(), as_sample);
        prop_assert!(!seen.problems.iter().any(|problem| problem.contains("Không phân tích được")));
        let _envelope = envelope::read(&raw);
    }
}
