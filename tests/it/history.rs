//! What the desk remembers: harmful indicators, waves, and letters in its own name.

use hotro::base::ids::AccountId;
use hotro::desk::account::Role;
use hotro::desk::change::Change;
use hotro::desk::verdict::{self, Conclusion};
use hotro::record::audit::Actor;
use hotro::record::ticket::Verdict;

use crate::support::Desk;

/// A report whose attached mail has this head and text.
fn report(who: &str, id: &str, inner: &str) -> String {
    format!(
        "From: {who}\nSubject: Fwd: x\nMessage-ID: <{id}@laichau.gov.vn>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nxem\n--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
}

fn lure(subject: &str, link: &str) -> String {
    format!("From: A <a@sender{}.example>\nSubject: {subject}\nContent-Type: text/plain\n\nxem {link}", subject.len())
}

#[tokio::test]
async fn an_indicator_of_a_concluded_mail_condemns_the_next_one() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive(
        "b@laichau.gov.vn",
        &report("b@laichau.gov.vn", "1", &lure("one subject", "http://x.mail-lc.example/a")),
    )
    .await;
    desk.letters().await;
    let low = desk.ticket("HOTRO-2026-000001").await;
    assert!(low.score.unwrap() < 50, "{:?}", low.score);
    let change = Change {
        account: AccountId(1),
        name: "An".into(),
        actor: Actor::Account(AccountId(1), String::new()),
        number: low.number.clone(),
        version: low.version,
        now: desk.web.clock.now(),
    };
    let conclusion = Conclusion {
        verdict: Verdict::Phishing,
        reasons: Vec::new(),
        remark: String::new(),
        letter: false,
        close: true,
    };
    let house = desk.web.desk();
    desk.db().write(move |c| verdict::decide(c, &house, &change, &conclusion)).await.unwrap();

    desk.receive(
        "c@laichau.gov.vn",
        &report("c@laichau.gov.vn", "2", &lure("another one", "http://x.mail-lc.example/b")),
    )
    .await;
    desk.receive(
        "d@laichau.gov.vn",
        &report("d@laichau.gov.vn", "3", &lure("a third here", "http://y.other.example/b")),
    )
    .await;
    desk.letters().await;
    let known = desk.ticket("HOTRO-2026-000002").await;
    assert!(known.score.unwrap() >= 50 && known.suggested == Some(Verdict::Phishing), "{known:?}");
    let page = an.page("/tickets/HOTRO-2026-000002").await;
    assert!(page.contains("Trùng chỉ dấu “x[.]mail-lc[.]example” của phiếu HOTRO-2026-000001"), "{page}");
    assert!(desk.ticket("HOTRO-2026-000003").await.score.unwrap() < 50, "a stranger to it stays what it was");
}

#[tokio::test]
async fn the_same_mail_from_many_is_a_wave() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for n in 1..=4 {
        let who = format!("p{n}@laichau.gov.vn");
        desk.receive(&who, &report(&who, &n.to_string(), &lure("the very same subject", "http://z.example/"))).await;
        desk.letters().await;
    }
    let third = an.page("/tickets/HOTRO-2026-000003").await;
    assert!(!third.contains("72 giờ qua"), "two others are no wave");
    assert!(an.page("/tickets/HOTRO-2026-000004").await.contains("Đã có 3 phiếu khác trong 72 giờ qua"));
}

#[tokio::test]
async fn a_letter_in_our_name_is_ours_or_forged() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive("b@laichau.gov.vn", "From: b@laichau.gov.vn\nSubject: x\nMessage-ID: <q@a>\n\nQuên mật khẩu.\n").await;
    let letter = desk.letters().await.remove(0).letter;
    let ours = |id: &str, text: &str| {
        format!(
            "From: hotro <hotro@laichau.gov.vn>\nSubject: Re\nMessage-ID: <{id}>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{text}"
        )
    };
    for (n, inner) in [
        (2, ours(&letter.message_id, &letter.text)),
        (3, ours(&letter.message_id, &format!("{}\nXem http://evil.example/", letter.text))),
        (4, ours("made-up@laichau.gov.vn", &letter.text)),
    ] {
        let who = format!("r{n}@laichau.gov.vn");
        desk.receive(&who, &report(&who, &format!("own{n}"), &inner)).await;
    }
    desk.letters().await;
    let page = an.page("/tickets/HOTRO-2026-000002").await;
    assert!(page.contains("Đây là thư do hệ thống này gửi cho phiếu HOTRO-2026-000001"));
    assert_eq!(desk.ticket("HOTRO-2026-000002").await.score, Some(0));
    for number in ["HOTRO-2026-000003", "HOTRO-2026-000004"] {
        assert!(an.page(&format!("/tickets/{number}")).await.contains("không phải thư do hệ thống gửi"), "{number}");
        assert!(desk.ticket(number).await.score.unwrap() >= 50, "{number}");
    }
}

#[tokio::test]
async fn an_official_document_that_a_person_found_lowers_the_score_and_can_be_taken_back() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let path = "/tickets/HOTRO-2026-000001";
    let who = "b@laichau.gov.vn";
    desk.receive(who, &report(who, "1", &lure("Tài khoản sẽ bị khóa", "http://laichau.gov.vn.x.example/a"))).await;
    desk.letters().await;
    let before = desk.ticket("HOTRO-2026-000001").await;
    let say = async |reference: &str| {
        let version = desk.ticket("HOTRO-2026-000001").await.version.to_string();
        an.post(&format!("{path}/official"), &[("reference", reference), ("version", &version)]).await
    };
    assert_eq!(say(" ").await.status(), 422);
    say("123/STTTT-CNTT").await;
    let page = an.page(path).await;
    assert!(page.contains("Đã tra cứu trên hệ thống quản lý văn bản: 123/STTTT-CNTT."), "{page}");
    let after = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!(after.score.unwrap(), before.score.unwrap() - 15);
    say("").await;
    assert!(!an.page(path).await.contains("Đã tra cứu trên hệ thống"));
    assert_eq!(desk.ticket("HOTRO-2026-000001").await.score, before.score);
}
