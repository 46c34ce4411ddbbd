//! A mail that a ticket knows only by hearsay, and its original that comes later: by the same reporter, by another, in the
//! thread; and what looks like it and is not.

use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use hotro::record::ticket::Status;

use crate::support::Desk;

const LURE: &str = "From: Quan tri <admin@mail-lc.example>\nTo: b@laichau.gov.vn\nSubject: Cap nhat hop thu\n\
Date: Thu, 11 Mar 2021 09:29:20 +0700\nMessage-ID: <lure@mail-lc.example>\nReceived: from x (x [203.0.113.9]) by mx; Thu, 11 Mar 2021 09:29:21 +0700\n\
Content-Type: text/plain\n\nNhan http://mail-lc.example/zimbra\n";

/// A report that tells of the mail in its text.
fn told(who: &str) -> String {
    format!(
        "From: {who}\nSubject: Fwd: Cap nhat hop thu\nMessage-ID: <told.{who}>\nContent-Type: text/plain; charset=utf-8\n\nxem giup\n\n\
         ----- Thư đã chuyển tiếp -----\nTừ: Quan tri <admin@mail-lc.example>\nTới: b@laichau.gov.vn\n\
         Đã gửi: Thứ Năm, 11 Tháng Ba, 2021 9:29:00 SA\nChủ đề: Cap nhat hop thu\n\nNhan http://mail-lc.example/zimbra\n"
    )
}

/// A report that carries a mail.
fn carries(who: &str, mail: &str, head: &str) -> String {
    format!(
        "From: {who}\nSubject: thu goc\nMessage-ID: <carries.{who}>\n{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nrieng cua toi\n--b\nContent-Type: message/rfc822\n\n{mail}\n--b--\n"
    )
}

const FIRST: &str = "HOTRO-2026-000001";
const SECOND: &str = "HOTRO-2026-000002";

#[tokio::test]
async fn the_original_of_another_reporter_takes_the_place_of_hearsay() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive("b@laichau.gov.vn", &told("b@laichau.gov.vn")).await;
    let letter = desk.letters().await.remove(0).letter;
    assert!(letter.text.contains("tệp đính kèm") && letter.text.contains("Zimbra"), "it says how to send the original");
    assert_eq!(desk.ticket(FIRST).await.grade.as_deref(), Some("C"));

    desk.receive("c@laichau.gov.vn", &carries("c@laichau.gov.vn", LURE, "")).await;
    let letters = desk.letters().await;
    assert_eq!(letters.len(), 2, "the first reporter hears nothing of it");
    let (first, second) = (desk.ticket(FIRST).await, desk.ticket(SECOND).await);
    assert_eq!((first.grade.as_deref(), first.status), (Some("A"), Status::New));
    assert_eq!(
        (second.status, second.duplicate_of),
        (Status::New, None),
        "another person is answered on the own ticket"
    );
    let page = an.page(&format!("/tickets/{FIRST}")).await;
    assert!(page.contains("Đã nhận thư gốc, thay cho nội dung chuyển tiếp HOTRO-2026-000002"), "{page}");
    assert!(page.contains("Message-ID"), "the headers are there: {page}");
    assert!(!page.contains("rieng cua toi"), "the words of another reporter stay where they are");
    assert!(an.page(&format!("/tickets/{SECOND}")).await.contains("Bổ sung thư gốc cho phiếu HOTRO-2026-000001"));
    for q in ["rieng+cua+toi", "203.0.113.9"] {
        let list = an.page(&format!("/tickets?q={q}")).await;
        assert_eq!(
            list.contains(FIRST),
            q.starts_with('2'),
            "{q}: the original's text is found at both tickets: {list}"
        );
        assert!(list.contains(SECOND), "{q}: {list}");
    }
    let log = audit_log(&desk).await;
    assert_eq!(
        log.iter().filter(|line| line.as_str() == "ticket.original ticket:HOTRO-2026-000001").count(),
        1,
        "{log:?}"
    );
    let raw = page.split("href=\"").find(|at| at.contains("/raw\"")).and_then(|at| at.split('"').next()).unwrap();
    assert_eq!(an.page(raw).await.trim_end().replace('\r', ""), LURE.trim_end());
}

#[tokio::test]
async fn the_same_reporter_who_sends_the_original_anew_has_one_ticket_to_follow() {
    let desk = Desk::start().await;
    let _an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive("b@laichau.gov.vn", &told("b@laichau.gov.vn")).await;
    desk.letters().await;
    desk.receive("b@laichau.gov.vn", &carries("b@laichau.gov.vn", LURE, "")).await;
    desk.letters().await;
    let (first, second) = (desk.ticket(FIRST).await, desk.ticket(SECOND).await);
    assert_eq!(first.grade.as_deref(), Some("A"));
    assert_eq!((second.status, second.duplicate_of), (Status::Duplicate, Some(first.id)));
}

#[tokio::test]
async fn an_answer_that_brings_the_original_changes_what_the_ticket_shows() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive("b@laichau.gov.vn", &told("b@laichau.gov.vn")).await;
    let letter = desk.letters().await.remove(0).letter;
    let answer = format!("In-Reply-To: <{}>\n", letter.message_id);
    desk.receive("b@laichau.gov.vn", &carries("b@laichau.gov.vn", LURE, &answer)).await;
    desk.letters().await;
    assert_eq!(desk.ticket(FIRST).await.grade.as_deref(), Some("A"));
    let page = an.page(&format!("/tickets/{FIRST}")).await;
    assert!(page.contains("Đã nhận thư gốc") && page.contains("rieng cua toi"), "{page}");
}

#[tokio::test]
async fn what_only_looks_like_it_joins_nothing() {
    let desk = Desk::start().await;
    let _an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive("b@laichau.gov.vn", &told("b@laichau.gov.vn")).await;
    desk.letters().await;
    let other = LURE.replace("mail-lc.example/zimbra", "harmless.example/");
    for (who, mail) in [
        ("c@laichau.gov.vn", other),
        ("d@laichau.gov.vn", LURE.replace("admin@mail-lc", "someone@mail-lc")),
        ("e@outside.example", LURE.to_owned()),
    ] {
        desk.receive(who, &carries(who, &mail, "")).await;
        desk.letters().await;
        assert_eq!(desk.ticket(FIRST).await.grade.as_deref(), Some("C"), "{who}");
    }
}

/// The audit log's actions with their objects, the oldest first.
async fn audit_log(desk: &Desk) -> Vec<String> {
    let lines = desk.db().read(|c| Ok::<_, Error>(audit::page(c, None, None, 200)?)).await.unwrap();
    lines.into_iter().rev().map(|line| format!("{} {}", line.action, line.object)).collect()
}
