//! Where a reported mail comes from: what is checked here by DNS, with fixed answers, over the whole way from the door to
//! the page; and whose word is believed.

use std::collections::HashMap;
use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use hotro::analysis::evidence::{Checked, Evidence};
use hotro::desk::account::Role;
use hotro::desk::case_file;
use hotro::infra::dns::{Answer, Query, Resolver};
use mail_auth::arc::ArcSealer;
use mail_auth::common::crypto::Ed25519Key;
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::DkimSigner;
use mail_auth::{AuthenticatedMessage, AuthenticationResults, MessageAuthenticator};

use crate::mail_support::{examiner, known};
use crate::support::Desk;
use crate::support::report::NUMBER;

/// The key of the signing domain, made anew for each run.
static KEY: LazyLock<Vec<u8>> = LazyLock::new(|| Ed25519Key::generate_pkcs8().unwrap());

const BODY: &str = "From: Ngan hang <a@bank.example>\r\nTo: binh.snv@laichau.gov.vn\r\nSubject: Thong bao\r\nDate: Wed, 11 Mar 2026 09:20:00 +0700\r\nMessage-ID: <m1@bank.example>\r\n\r\nKinh gui Quy khach hang.\r\n";

/// The mail signed for a domain, as it came in from an address.
fn signed(domain: &str, ip: &str) -> String {
    let key = Ed25519Key::from_pkcs8_der(&KEY).unwrap();
    let signer = DkimSigner::from_key(key).domain(domain).selector("s1").headers(["From", "Subject", "Date"]);
    let signature = signer.sign(BODY.as_bytes()).unwrap().to_header();
    let hop = format!(
        "Received: from out.bank.example (out.bank.example [{ip}]) by mx.laichau.gov.vn with ESMTPS id 1; Wed, 11 Mar 2026 09:20:03 +0700\r\nReceived: from may-tram by out.bank.example with ESMTPSA id 2; Wed, 11 Mar 2026 09:20:00 +0700\r\n"
    );
    format!("Return-Path: <b@bank.example>\r\n{hop}{signature}{BODY}")
}

fn report(mail: &str) -> String {
    format!(
        "From: binh.snv@laichau.gov.vn\r\nTo: hotro@laichau.gov.vn\r\nSubject: Fwd: thu la\r\nMessage-ID: <r1@laichau.gov.vn>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=bb\r\n\r\n--bb\r\nContent-Type: text/plain\r\n\r\nNho kiem tra.\r\n--bb\r\nContent-Type: message/rfc822\r\n\r\n{mail}\r\n--bb--\r\n"
    )
}

/// What the domains of the tests publish.
fn dns() -> HashMap<Query, Answer> {
    let key = Ed25519Key::from_pkcs8_der(&KEY).unwrap().public_key();
    let key = format!("v=DKIM1; k=ed25519; p={}", BASE64_STANDARD.encode(key));
    let text = |name: &str, text: &str| (Query::Txt(name.into()), Answer::Txt(vec![text.into()]));
    HashMap::from([
        text("s1._domainkey.bank.example.", &key),
        text("s1._domainkey.sender.test.", &key),
        text("_dmarc.bank.example.", "v=DMARC1; p=reject"),
        text("bank.example.", "v=spf1 include:out.example exists:%{ir}.list.example mx -all"),
        text("out.example.", "v=spf1 a:relay.example -all"),
        (Query::A("relay.example.".into()), Answer::Addresses(vec!["203.0.114.5".parse().unwrap()])),
        (Query::Mx("bank.example.".into()), Answer::Mx(vec![(10, "mx.bank.example.".into())])),
        (Query::A("mx.bank.example.".into()), Answer::Addresses(vec!["203.0.114.6".parse().unwrap()])),
        (Query::A("8.114.0.203.list.example.".into()), Answer::Addresses(vec!["127.0.0.2".parse().unwrap()])),
    ])
}

/// Page and evidence of a reported mail, with this resolver.
async fn seen(mail: &str, dns: Resolver) -> (String, Evidence) {
    let mut desk = Desk::start().await;
    desk.worker.dns = dns;
    assert_eq!(desk.receive("binh.snv@laichau.gov.vn", &report(mail)).await.number, NUMBER);
    desk.letters().await;
    let page = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await.page(&format!("/tickets/{NUMBER}")).await;
    let mut file = case_file::open(desk.db(), NUMBER, true).await.unwrap();
    (page.replace("[.]", "."), file.evidence.remove(0).evidence)
}

fn codes(seen: &Evidence) -> Vec<&str> {
    seen.samples[0].findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[tokio::test]
async fn a_signed_mail_from_its_own_server_passes_and_gains_nothing() {
    let mail = signed("bank.example", "203.0.114.5");
    let (page, with) = seen(&mail, Resolver::Fixed(dns())).await;
    assert!(page.contains("Chữ ký DKIM hợp lệ của bank.example, đúng miền người gửi bank.example"), "{page}");
    assert!(page.contains("SPF: địa chỉ 203.0.114.5 được phép gửi thư cho bank.example"));
    assert!(page.contains("DMARC: đạt") && page.contains("Đạt không có nghĩa là an toàn"));
    assert!(page.contains("3 giây") && page.contains("vào từ bên ngoài"), "the way is shown with its delays");
    let (page, without) = seen(&mail, Resolver::Off).await;
    assert!(page.contains("hệ thống chưa kiểm tra") && page.contains("còn nguyên như trong chữ ký DKIM"));
    assert!(without.samples[0].auth.own.is_none());
    assert_eq!(with.samples[0].score, without.samples[0].score);
}

#[tokio::test]
async fn an_altered_body_fails_and_is_seen_without_dns_too() {
    let mail = signed("bank.example", "198.51.101.9").replace("Quy khach", "Quy vi khach");
    let (page, evidence) = seen(&mail, Resolver::Fixed(dns())).await;
    let auth = &evidence.samples[0].auth;
    assert_eq!(auth.signatures[0].result, Some(Checked::Fail));
    assert_eq!(auth.own.as_ref().unwrap().dmarc, Some(Checked::Fail));
    assert!(page.contains("không còn khớp chữ ký DKIM") && page.contains("SPF: địa chỉ 198.51.101.9 không được phép"));
    assert!(page.contains("miền này yêu cầu: từ chối") && codes(&evidence).contains(&"OWN_AUTH_FAIL"));
    let (page, evidence) = seen(&mail, Resolver::Off).await;
    assert!(page.contains("không còn khớp chữ ký DKIM") && !codes(&evidence).contains(&"OWN_AUTH_FAIL"));
}

/// The mail as a list that sealed it (RFC 8617) passed it on.
async fn sealed(mail: &str) -> String {
    let parsed = AuthenticatedMessage::parse(mail.as_bytes()).unwrap();
    // Without seals in the mail nothing is asked of DNS.
    let before = MessageAuthenticator::new_system_conf().unwrap().verify_arc(&parsed).await;
    let results = AuthenticationResults::new("list.example");
    let sealer = ArcSealer::from_key(Ed25519Key::from_pkcs8_der(&KEY).unwrap()).domain("list.example").selector("s1");
    let set =
        sealer.headers(["From", "Subject", "DKIM-Signature"]).seal(&parsed, &results, &before).unwrap().to_header();
    format!("{set}{mail}")
}

#[tokio::test]
async fn a_chain_of_forwarders_is_whole_or_broken() {
    let mut names = dns();
    let key = names[&Query::Txt("s1._domainkey.bank.example.".into())].clone();
    names.insert(Query::Txt("s1._domainkey.list.example.".into()), key);
    let mail = sealed(&signed("bank.example", "203.0.114.5")).await;
    let (page, evidence) = seen(&mail, Resolver::Fixed(names.clone())).await;
    assert_eq!(evidence.samples[0].auth.own.as_ref().unwrap().arc, Some(Checked::Pass));
    assert!(page.contains("ARC: chuỗi chuyển tiếp còn nguyên"));
    let altered = mail.replace("Subject: Thong bao", "Subject: Thong bao khan");
    let (page, evidence) = seen(&altered, Resolver::Fixed(names)).await;
    assert_eq!(evidence.samples[0].auth.own.as_ref().unwrap().arc, Some(Checked::Fail));
    assert!(page.contains("ARC: chuỗi chuyển tiếp không xác nhận được"));
}

#[tokio::test]
async fn a_signature_of_somebody_else_proves_nothing_about_the_sender() {
    let (page, evidence) = seen(&signed("sender.test", "198.51.101.9"), Resolver::Fixed(dns())).await;
    assert!(page.contains("Chữ ký DKIM hợp lệ của sender.test, không phải miền bank.example"));
    assert_eq!(evidence.samples[0].auth.own.as_ref().unwrap().dmarc, Some(Checked::Fail));
    let mut without_key = dns();
    without_key.remove(&Query::Txt("s1._domainkey.sender.test.".into()));
    let (page, _) = seen(&signed("sender.test", "198.51.101.9"), Resolver::Fixed(without_key)).await;
    assert!(page.contains("Không tìm thấy khóa DKIM của sender.test"));
}

#[tokio::test]
async fn policies_are_followed_through_all_their_mechanisms() {
    for (ip, wanted) in [("203.0.114.6", Checked::Pass), ("203.0.114.8", Checked::Pass), ("203.0.114.9", Checked::Fail)]
    {
        let (_, evidence) = seen(&signed("bank.example", ip), Resolver::Fixed(dns())).await;
        let own = evidence.samples[0].auth.own.clone().unwrap();
        assert_eq!((own.spf, own.dmarc), (Some(wanted), Some(Checked::Pass)), "{ip}");
    }
    let mut broken = dns();
    broken.insert(Query::Mx("bank.example.".into()), Answer::Failed);
    let (_, evidence) = seen(&signed("bank.example", "203.0.114.6"), Resolver::Fixed(broken)).await;
    assert_eq!(evidence.samples[0].auth.own.as_ref().unwrap().spf, Some(Checked::TempError));
}

#[tokio::test]
async fn silence_of_dns_is_said_and_stops_nothing() {
    let (page, evidence) = seen(&signed("bank.example", "203.0.114.5"), Resolver::Silent).await;
    assert!(page.contains("Chưa kiểm tra được chữ ký DKIM của bank.example") && page.contains("DNS không trả lời kịp"));
    assert_eq!(evidence.samples[0].auth.own.as_ref().unwrap().dmarc, Some(Checked::TempError));
    assert!(!codes(&evidence).contains(&"OWN_AUTH_FAIL"));
}

#[test]
fn only_named_servers_are_believed_and_only_above_strange_hops() {
    let auth = |fields: &str| {
        let raw = format!("{fields}From: a@bank.example\r\nSubject: x\r\n\r\nxin chao\r\n");
        examiner().examine(raw.as_bytes(), &known(), true).samples.remove(0).auth
    };
    let ours = "Received: from a (a [203.0.114.5]) by mx.laichau.gov.vn; Wed, 11 Mar 2026 09:20:03 +0700\r\n";
    let theirs = "Received: from b (b [203.0.114.7]) by mx.evil.example; Wed, 11 Mar 2026 09:20:00 +0700\r\n";
    let named = "Authentication-Results: mail.laichau.gov.vn; spf=pass; dkim=fail\r\n";
    let strange = "Authentication-Results: mx.evil.example; spf=pass; dkim=pass; dmarc=pass\r\n";
    let found = auth(&format!("{strange}{ours}{named}{theirs}"));
    assert!(found.trusted && found.dkim.as_deref() == Some("fail"), "{found:?}");
    let forged = auth(&format!("{ours}{theirs}{named}"));
    assert!(!forged.trusted, "our name below a strange hop is an invention");
    assert!(!auth(strange).trusted);
    let kept = "ARC-Authentication-Results: i=1; mail.laichau.gov.vn; spf=softfail\r\n";
    let found = auth(&format!("{kept}{ours}"));
    assert!(found.trusted && found.spf.as_deref() == Some("softfail"));
}

#[test]
fn mails_of_others_are_read_within_bounds() {
    let Some(folder) = crate::mail_support::shared() else { return };
    for path in std::fs::read_dir(folder.join("auth")).unwrap().map(|entry| entry.unwrap().path()) {
        let seen = examiner().examine(&std::fs::read(&path).unwrap(), &known(), true);
        let signatures = seen.samples.first().map(|sample| sample.auth.signatures.len()).unwrap_or_default();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(signatures <= 10, "{name}");
        if name.contains("test-pass-02") {
            assert!(seen.samples[0].auth.signatures.iter().any(|one| one.body_intact), "{name}");
        }
    }
}
