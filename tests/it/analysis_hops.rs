//! Hops as they are read: each mark with a near miss that must not bear it, and the way as a whole.

use hotro::analysis::evidence::{HopMark, Sample};
use hotro::analysis::known::Known;

use crate::mail_support::examiner;

const ARRIVED: i64 = 1_790_000_000;

fn read(fields: &[&str]) -> Sample {
    let known = Known {
        our_domains: vec!["laichau.gov.vn".into()],
        protected: vec!["vietcombank.com.vn".into()],
        arrived: Some(ARRIVED),
        ..Known::default()
    };
    let head = format!("{}\r\nFrom: a@b.example\r\n\r\nx", fields.join("\r\n"));
    examiner().examine(head.as_bytes(), &known, true).samples.remove(0)
}

/// A hop: the words before the date, and its seconds before the arrival.
fn hop(words: &str, before: i64) -> String {
    let at = chrono::DateTime::from_timestamp(ARRIVED - before, 0).unwrap();
    format!("Received: {words}; {}", at.to_rfc2822())
}

fn marked(fields: &[String]) -> Vec<Vec<HopMark>> {
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    read(&fields).received.into_iter().map(|hop| hop.marks).collect()
}

#[test]
fn each_mark_has_a_near_miss() {
    let ours = "from mx.sender.com (mx.sender.com [203.0.114.5]) by mail.laichau.gov.vn with ESMTPS id 1";
    let first = |words: &str, before: i64| marked(&[hop(ours, 5), hop(words, before)]).remove(1);
    let plain = "from pc (unknown [198.18.0.9]) by mx.sender.com with ESMTPSA id 2";
    assert_eq!(first(plain, 8), []);
    assert_eq!(first("from pc by relay.other.net with ESMTP id 2", 8), [HopMark::Gap]);
    assert_eq!(first("from pc by mx-out-3.sender.com with ESMTP id 2", 8), []);
    assert_eq!(first("from pc by exchange.local with ESMTP id 2", 8), []);
    assert_eq!(first(plain, -90_000), [HopMark::Future]);
    assert_eq!(first(plain, -500), []);
    assert_eq!(marked(&[hop(ours, 5000), hop(plain, 10)])[0], [HopMark::Backwards]);
    assert_eq!(marked(&[hop(ours, 500), hop(plain, 10)])[0], []);
    let private = "from smtp.bank.com (smtp.bank.com [10.1.2.3]) by mx.sender.com with ESMTP id 3";
    assert_eq!(first(private, 8), [HopMark::PrivateOutside]);
    assert_eq!(first(&private.replace("bank.com", "sender.com"), 8), []);
    assert_eq!(first("Fields of nobody", 8), []);
    let bare = marked(&[hop(ours, 5), "Received: made up by hand".into()]);
    assert_eq!(bare[1], [HopMark::Malformed]);
    assert_eq!(marked(&[hop(ours, 5), hop("(qmail 812 invoked by uid 0)", 8)])[1], []);
}

#[test]
fn a_helo_worth_imitating_must_be_its_owner() {
    let claims = |helo: &str, reverse: &str| {
        let words = format!("from {helo} ({reverse} [203.0.114.5]) by mail.laichau.gov.vn with ESMTP id 1");
        marked(&[hop(&words, 5)]).remove(0)
    };
    assert_eq!(claims("mx.vietcombank.com.vn", "vps5.cheap-hosting.com"), [HopMark::HeloClaims]);
    assert_eq!(claims("mail.laichau.gov.vn", "vps5.cheap-hosting.com"), [HopMark::HeloClaims]);
    assert_eq!(claims("mx.vietcombank.com.vn", "out7.vietcombank.com.vn"), []);
    assert_eq!(claims("mx.vietcombank.com.vn", "unknown"), []);
    assert_eq!(claims("ubnd.dienbien.gov.vn", "static.vnpt.vn"), []);
}

#[test]
fn the_way_is_read_whole() {
    let sample = read(&[
        &hop("from store.laichau.gov.vn (store.laichau.gov.vn [10.0.0.4]) by mbox.laichau.gov.vn with LMTP", 1),
        &hop("from relay.laichau.gov.vn (relay.laichau.gov.vn [113.160.1.1]) by store.laichau.gov.vn with ESMTP", 2),
        &hop(
            "from mx.sender.com (vps.sender.com [IPv6:2001:db9::5]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) by relay.laichau.gov.vn (Postfix) with ESMTPS id 7",
            5,
        ),
        &hop("from [192.168.1.20] (helo=laptop) by mx.sender.com with esmtpsa", 65),
        "X-Originating-IP: [198.51.101.7]",
        "X-Sender-IP: 198.51.101.7",
    ]);
    let delays: Vec<_> = sample.received.iter().map(|hop| hop.delay).collect();
    assert_eq!(delays, [Some(1), Some(3), Some(60), None]);
    assert_eq!(sample.external, Some(2));
    let outside = &sample.received[2];
    assert_eq!(outside.ip.as_deref(), Some("2001:db9::5"));
    assert_eq!(outside.reverse.as_deref(), Some("vps.sender.com"));
    assert_eq!(outside.helo(), Some("mx.sender.com"));
    assert!(outside.tls.as_deref().is_some_and(|tls| tls.contains("TLSv1.3") && tls.contains("TLS_AES_256_GCM")));
    assert_eq!(sample.received[3].helo(), Some("laptop"));
    assert_eq!(sample.received[3].tls.as_deref(), Some("TLS"));
    assert_eq!(sample.claimed_origin.len(), 1, "one address is told once");
    assert_eq!(sample.claimed_origin[0].ip, "198.51.101.7");
}
