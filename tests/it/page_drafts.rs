//! Drafts: what was begun at a ticket stays through a reload and the end of a session, until it is sent or dropped.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use reqwest::StatusCode;

use crate::support::report::{NUMBER, reported};
use crate::support::{Browser, Desk, location};

async fn write(browser: &Browser, action: &str, kind: &str, text: &str) -> reqwest::Response {
    let form = [("version", "1"), ("kind", kind), ("text", text), ("action", action)];
    browser.post(&format!("/tickets/{NUMBER}/reply"), &form).await
}

async fn page(browser: &Browser) -> String {
    browser.page(&format!("/tickets/{NUMBER}")).await
}

/// What stands in the field for words.
fn area(page: &str) -> &str {
    let (_, rest) = page.split_once("<textarea name=\"text\"").unwrap();
    rest.split_once('>').unwrap().1.split("</textarea>").next().unwrap()
}

fn checked(page: &str) -> &str {
    let (_, form) = page.split_once("id=\"compose\"").unwrap();
    let (before, _) = form.split_once("\" checked").unwrap();
    before.rsplit('"').next().unwrap()
}

async fn drafted(text: &str) -> (Desk, Browser) {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let kept = write(&an, "keep", "reply", text).await;
    assert_eq!(location(&kept), format!("/tickets/{NUMBER}?done=draft-kept"));
    (desk, an)
}

#[tokio::test]
async fn a_draft_stays_until_it_is_sent() {
    let (desk, an) = drafted("Kính gửi chị <b>Bình</b>,\nĐề nghị").await;
    let shown = page(&an).await;
    assert_eq!(area(&shown), "Kính gửi chị &#60;b&#62;Bình&#60;/b&#62;,\nĐề nghị");
    assert!(shown.contains("Nháp lưu lúc 09:29") && checked(&shown) == "reply");
    assert!(an.page("/tickets").await.contains(">nháp</span>"), "the row says so");

    // Nobody else sees it; whoever wrote it does so after signing in again.
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Analyst]).await;
    assert_eq!(area(&page(&mai).await), "");
    assert!(!mai.page("/tickets").await.contains(">nháp</span>"));
    an.post("/sign-out", &[]).await;
    let words = ("version", "1");
    let password = hotro::desk::account::reset_password(
        desk.db(),
        desk.web.clock.now(),
        hotro::record::audit::Actor::Console,
        hotro::base::ids::AccountId(1),
    );
    let password = password.await.unwrap();
    let again = desk.visitor();
    again.sign_in("an@laichau.gov.vn", &password).await;
    let new = "Đồi chè trên núi cao 2026";
    let form = [("current", password.as_str()), ("password", new), ("again", new)];
    assert_eq!(again.post("/profile/password", &form).await.status(), StatusCode::SEE_OTHER);
    assert!(area(&page(&again).await).starts_with("Kính gửi chị"));

    let sent = again.post(&format!("/tickets/{NUMBER}/reply"), &[words, ("kind", "reply"), ("text", "Xong.")]).await;
    assert_eq!(location(&sent), format!("/tickets/{NUMBER}?done=replied"));
    assert_eq!(area(&page(&again).await), "");
    // The page's own last word, that came after what was sent, is no draft.
    assert_eq!(write(&again, "keep", "reply", " Xong.\r\n").await.status(), StatusCode::SEE_OTHER);
    let shown = page(&again).await;
    assert!(area(&shown).is_empty() && !again.page("/tickets").await.contains(">nháp</span>"));
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), 2);
}

#[tokio::test]
async fn a_reply_and_a_note_are_begun_apart() {
    let (desk, an) = drafted("Lời cho chị Bình").await;
    desk.web.clock.advance(TimeDelta::minutes(1));
    write(&an, "keep", "note", "Lời nội bộ").await;
    let shown = page(&an).await;
    assert!(area(&shown) == "Lời nội bộ" && checked(&shown) == "note", "the newest comes first");
    assert!(shown.contains("Lời cho chị Bình"), "the other one is told");
    let other = write(&an, "open", "note", "Lời nội bộ, thêm").await.text().await.unwrap();
    assert!(area(&other) == "Lời cho chị Bình" && checked(&other) == "reply" && other.contains("Lời nội bộ, thêm"));
    write(&an, "", "note", "Lời nội bộ, thêm").await;
    let shown = page(&an).await;
    assert!(area(&shown) == "Lời cho chị Bình" && !shown.contains("data-other"), "only the note was sent");
    // What was begun as a reply and became a note is not offered to the reporter any more.
    write(&an, "keep", "reply", "Nghi ngờ tài khoản").await;
    write(&an, "", "note", "Nghi ngờ tài khoản bị lộ").await;
    assert_eq!(area(&page(&an).await), "");
    write(&an, "keep", "reply", "Lời cho chị Bình").await;
    assert_eq!(location(&write(&an, "discard", "more", "").await), format!("/tickets/{NUMBER}?done=draft-discarded"));
    assert_eq!(area(&page(&an).await), "");
}

#[tokio::test]
async fn a_script_saves_and_gets_a_sentence() {
    let (desk, an) = drafted("a").await;
    let quiet = async |text: &str| {
        let form = [("version", "1"), ("kind", "reply"), ("text", text), ("action", "keep"), ("quiet", "1")];
        let answer = an.post(&format!("/tickets/{NUMBER}/reply"), &form).await;
        (answer.status(), answer.text().await.unwrap())
    };
    desk.web.clock.advance(TimeDelta::minutes(2));
    assert_eq!(quiet("b").await, (StatusCode::OK, "Nháp lưu lúc 09:31".into()));
    assert_eq!(quiet(" ").await, (StatusCode::OK, String::new()));
    assert_eq!(area(&page(&an).await), "", "nothing is no draft");
    let long = quiet(&"dài ".repeat(5_001)).await;
    assert_eq!(long, (StatusCode::UNPROCESSABLE_ENTITY, "Nội dung dài quá 20.000 ký tự.".into()));
}

#[tokio::test]
async fn drafts_are_bounded_and_only_of_the_desk() {
    let desk = Desk::start().await;
    for n in 1..=101 {
        desk.receive(
            "p@laichau.gov.vn",
            &format!("From: p@laichau.gov.vn\nSubject: m{n}\nMessage-ID: <{n}@a>\n\nmay in {n}\n"),
        )
        .await;
    }
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let keep = async |who: &Browser, n: u32| {
        let form = [("version", "1"), ("kind", "note"), ("text", "x"), ("action", "keep")];
        who.post(&format!("/tickets/HOTRO-2026-{n:06}/reply"), &form).await
    };
    for n in 1..=100 {
        assert_eq!(keep(&an, n).await.status(), StatusCode::SEE_OTHER);
    }
    let more = keep(&an, 101).await;
    assert_eq!(more.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(more.text().await.unwrap().contains("đã có 100 bản nháp"));
    assert_eq!(keep(&an, 100).await.status(), StatusCode::SEE_OTHER, "one that is there can go on");
    assert_eq!(keep(&an, 999).await.status(), StatusCode::NOT_FOUND);
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert_eq!(keep(&viewer, 1).await.status(), StatusCode::FORBIDDEN);
}
