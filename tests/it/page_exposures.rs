//! Exposed accounts: told by a reporter, found by the desk, secured step by step, and never written to.

use hotro::desk::account::Role;
use hotro::record::ticket::{Status, Verdict};
use reqwest::StatusCode;

use crate::support::Desk;
use crate::support::report::{NUMBER, reported};

/// The answer of the reporter to the acknowledgement, with these first words.
async fn answer(desk: &Desk, id: &str, words: &str) {
    let mail = format!(
        "From: binh.snv@laichau.gov.vn\nSubject: Re: [{NUMBER}]\nMessage-ID: <{id}@laichau.gov.vn>\n\n{words}\n"
    );
    desk.receive("binh.snv@laichau.gov.vn", &mail).await;
    desk.letters().await;
}

#[tokio::test]
async fn a_password_that_was_given_keeps_the_ticket_open_until_the_account_is_secured() {
    let desk = reported().await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let due = desk.ticket(NUMBER).await.due_at;
    let letters = desk.letters().await.len();
    answer(&desk, "p", "3").await;
    assert_eq!(desk.letters().await.len(), letters, "nothing is written to the mailbox");
    assert!(desk.ticket(NUMBER).await.due_at < due, "it is due sooner");

    let board = officer.page("/exposures").await;
    for seen in ["binh.snv@laichau.gov.vn", "đã cung cấp mật khẩu", "0/8", NUMBER, "data-count=\"exposures\">1<"]
    {
        assert!(board.contains(seen), "{seen} is missing");
    }
    assert!(board.contains("zmprov ma &#39;binh.snv@laichau.gov.vn&#39; zimbraAccountStatus locked"), "{board}");
    assert!(officer.page(&format!("/tickets/{NUMBER}")).await.contains("0/8"));

    // Concluded, but not done.
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let version = desk.ticket(NUMBER).await.version.to_string();
    let fields = [
        ("verdict", "phishing"),
        ("close", "yes"),
        ("letter", "yes"),
        ("action", "send"),
        ("version", version.as_str()),
    ];
    an.post(&format!("/tickets/{NUMBER}/verdict"), &fields).await;
    let ticket = desk.ticket(NUMBER).await;
    assert_eq!((ticket.status, ticket.verdict.map(Verdict::word)), (Status::Working, Some("phishing")));
    let version = ticket.version.to_string();
    let closing = [("status", "closed"), ("version", version.as_str())];
    let refused = officer.post(&format!("/tickets/{NUMBER}/status"), &closing).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().await.unwrap().contains("Còn tài khoản bị lộ chưa xử lý xong"));

    for step in ["called", "locked", "queue", "sessions", "password", "second-factor", "filters"] {
        officer.post("/exposures/1/steps", &[("step", step), ("mark", "done")]).await;
    }
    assert!(officer.page("/exposures").await.contains("7/8"));
    officer.post("/exposures/1/steps", &[("step", "sent"), ("mark", "needless")]).await;
    assert!(officer.page("/exposures").await.contains("Không có tài khoản nào đang chờ"));
    let closed = officer.page("/exposures?closed=yes").await;
    assert!(closed.contains("8/8") && closed.contains("không cần") && closed.contains("đã làm"));
    assert_eq!(officer.post("/exposures/1/steps", &[("step", "dance"), ("mark", "done")]).await.status(), 400);
    let done = officer.post(&format!("/tickets/{NUMBER}/status"), &closing).await;
    assert_eq!((done.status(), desk.ticket(NUMBER).await.status), (StatusCode::SEE_OTHER, Status::Closed));

    // A step taken back opens the case again.
    officer.post("/exposures/1/steps", &[("step", "sent"), ("mark", "undone")]).await;
    assert!(officer.page("/exposures").await.contains("7/8"));
}

#[tokio::test]
async fn the_desk_puts_down_an_account_that_nobody_reported() {
    let desk = Desk::start().await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let put = async |mailbox: &str, what: &str, ticket: &str| {
        let fields = [("mailbox", mailbox), ("what", what), ("person", "Lò Văn A"), ("ticket", ticket)];
        officer.post("/exposures/new", &fields).await
    };
    for (mailbox, ticket) in [("x'; rm -rf /; '@a.vn", ""), ("a", ""), ("-a@b.vn", ""), ("a@laichau.gov.vn", "HOTRO-1")]
    {
        assert_eq!(put(mailbox, "sending", ticket).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{mailbox}");
    }
    put("A@laichau.gov.vn", "opened", "").await;
    put("a@laichau.gov.vn", "sending", "").await;
    let board = officer.page("/exposures").await;
    assert_eq!(
        board.matches("id=\"case-").count() - board.matches("-name\"").count() / 2,
        1,
        "one open case a mailbox"
    );
    assert!(board.contains("đang phát tán thư rác") && board.contains("Lò Văn A"));
    put("a@laichau.gov.vn", "clicked", "").await;
    assert!(officer.page("/exposures").await.contains("đang phát tán thư rác"), "a lesser thing changes nothing");
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert_eq!(viewer.get("/exposures").await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_reporters_write_of_themselves_is_pointed_out() {
    let desk = reported().await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let page = officer.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("Người phản ánh viết: “Tôi có bấm vào liên kết”") && page.contains("what=clicked"), "{page}");
    answer(&desk, "w", "Tôi chưa mở tệp nhưng đã nhập mật khẩu rồi.").await;
    let page = officer.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("đã nhập mật khẩu rồi”") && page.contains("what=password"), "{page}");
    let form = officer.page(&format!("/exposures/new?ticket={NUMBER}&what=password")).await;
    assert!(form.contains("value=\"binh.snv@laichau.gov.vn\"") && form.contains("value=\"password\" checked"));
    assert!(officer.page("/exposures").await.contains("Không có tài khoản nào"), "nothing is put down by itself");
}
