//! Macros: several steps at a ticket with one click, all or none.

use chrono::TimeDelta;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use hotro::record::ticket::{Status, Verdict};
use reqwest::{Response, StatusCode};

use crate::support::report::{NUMBER, reported};
use crate::support::{Browser, Desk, location};

/// Row of the seeded reply about the password, in Vietnamese, for phishing.
const PASSWORD: &str = "4";

async fn keep(admin: &Browser, fields: &[(&str, &str)]) -> Response {
    admin.post("/admin/macros", fields).await
}

async fn run(browser: &Browser, id: u32, version: &str) -> Response {
    browser.post(&format!("/tickets/{NUMBER}/macros/{id}?view=open"), &[("version", version)]).await
}

/// A desk with a report, an administrator and an analyst, who has the second account.
async fn desk() -> (Desk, Browser, Browser) {
    let desk = reported().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    (desk, admin, an)
}

async fn untouched(desk: &Desk, answer: Response, sentence: &str) {
    let page = answer.text().await.unwrap();
    assert!(page.contains(sentence), "{sentence}: {page}");
    let ticket = desk.ticket(NUMBER).await;
    assert_eq!((ticket.version, ticket.status, ticket.assignee_id, ticket.verdict), (1, Status::New, None, None));
    desk.web.clock.advance(TimeDelta::minutes(1));
    assert_eq!(desk.letters().await.len(), 1, "no letter but the acknowledgement");
}

#[tokio::test]
async fn one_click_takes_replies_concludes_closes_and_goes_on() {
    let (desk, admin, an) = desk().await;
    desk.receive("lan@laichau.gov.vn", "From: lan@laichau.gov.vn\nSubject: may in\nMessage-ID: <2@a>\n\nmay in hong\n")
        .await;
    desk.letters().await;
    let all = [
        ("name", " Lừa đảo <b> "),
        ("give", "me"),
        ("canned", PASSWORD),
        ("verdict", "phishing"),
        ("letter", "yes"),
        ("status", "closed"),
        ("onward", "yes"),
    ];
    assert_eq!(location(&keep(&admin, &all).await), "/admin/macros?done=saved");
    let page = admin.page("/admin/macros").await;
    for step in
        ["nhận xử lý", "gửi mẫu “Đổi mật khẩu và kiểm tra hộp thư”", "kết luận: ", ", có thư", "mở phiếu tiếp theo"]
    {
        assert!(page.contains(step), "{step}: {page}");
    }
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("data-key=\"1\"><kbd>1</kbd> Lừa đảo &#60;b&#62;</button>"), "{page}");

    assert_eq!(location(&run(&an, 1, "1").await), "/tickets/HOTRO-2026-000002?view=open&done=routine");
    let ticket = desk.ticket(NUMBER).await;
    assert_eq!((ticket.status, ticket.verdict, ticket.assignee_id), (Status::Closed, Some(Verdict::Phishing), Some(2)));
    let before = desk.letters().await.len();
    desk.web.clock.advance(TimeDelta::seconds(31));
    let letters = desk.letters().await;
    assert_eq!(letters.len(), before + 1, "one letter says all");
    let text = letters.last().unwrap().letter.text.replace('\n', " ");
    assert!(text.contains("THƯ LỪA ĐẢO") && text.contains("(a) đổi mật khẩu thư công vụ"), "{text}");
    assert!(text.contains("thực tế dẫn tới") || text.contains("khác"), "with what was found: {text}");
    assert_eq!(desk.db().read(|c| Ok::<_, Error>(audit::broken_at(c)?)).await.unwrap(), None);
}

#[tokio::test]
async fn what_a_macro_sent_is_taken_back_within_the_hold() {
    let (desk, admin, an) = desk().await;
    keep(&admin, &[("name", "a"), ("verdict", "spam"), ("letter", "yes"), ("status", "closed")]).await;
    assert_eq!(location(&run(&an, 1, "1").await), format!("/tickets/{NUMBER}?view=open&done=routine"));
    let page = an.page("/tickets").await;
    let action =
        page.split("class=\"hold\"").nth(1).unwrap().split("action=\"").nth(1).unwrap().split('"').next().unwrap();
    an.post(action, &[]).await;
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), 1);
    let ticket = desk.ticket(NUMBER).await;
    assert_eq!((ticket.status, ticket.verdict), (Status::Triage, None));
}

#[tokio::test]
async fn a_step_that_is_not_possible_refuses_the_whole_by_name() {
    let (desk, admin, an) = desk().await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    keep(&admin, &[("name", "a"), ("give", "me"), ("canned", PASSWORD), ("verdict", "phishing")]).await;
    let refused = run(&mai, 1, "1").await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    untouched(&desk, refused, "bước “kết luận” không thực hiện được. Vai trò của anh/chị").await;

    let unit = [("language", "vi"), ("verdict", ""), ("title", "Đơn vị"), ("body", "Kính gửi {{đơn vị}}.")];
    admin.post("/admin/canned", &unit).await;
    keep(&admin, &[("name", "b"), ("give", "me"), ("canned", "12")]).await;
    let refused = run(&an, 2, "1").await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    untouched(&desk, refused, "bước “gửi mẫu trả lời” không thực hiện được. Mẫu trả lời có chỗ").await;

    // A suggestion is nobody's conclusion.
    let said = [("language", "vi"), ("verdict", ""), ("title", "Kết luận"), ("body", "Thư này: {{kết luận}}.")];
    admin.post("/admin/canned", &said).await;
    keep(&admin, &[("name", "đ"), ("give", "me"), ("canned", "13")]).await;
    assert!(desk.ticket(NUMBER).await.suggested.is_some());
    untouched(&desk, run(&an, 3, "1").await, "bước “gửi mẫu trả lời” không thực hiện được. Mẫu trả lời có chỗ").await;

    admin.post("/admin/canned/12/disable", &[]).await;
    untouched(&desk, run(&an, 2, "1").await, "bước “gửi mẫu trả lời” không thực hiện được.").await;
    keep(&admin, &[("name", "c"), ("give", "3")]).await;
    admin.post("/admin/users/3/disable", &[]).await;
    untouched(&desk, run(&an, 4, "1").await, "bước “giao phiếu” không thực hiện được. Người được chọn").await;

    let form = [
        ("ticket", NUMBER),
        ("mailbox", "binh.snv@laichau.gov.vn"),
        ("person", ""),
        ("what", "password"),
        ("happened", ""),
    ];
    an.post("/exposures/new", &form).await;
    keep(&admin, &[("name", "d"), ("give", "me"), ("status", "closed")]).await;
    let version = desk.ticket(NUMBER).await.version.to_string();
    let page = run(&an, 5, &version).await.text().await.unwrap();
    assert!(page.contains("bước “chuyển trạng thái” không thực hiện được."), "{page}");
    assert_eq!(desk.ticket(NUMBER).await.assignee_id, None, "the steps before were taken back with it");
}

#[tokio::test]
async fn a_macro_runs_once_at_the_version_that_was_looked_at() {
    let (desk, admin, an) = desk().await;
    keep(&admin, &[("name", "a"), ("give", "me"), ("status", "working")]).await;
    assert_eq!(run(&an, 1, "1").await.status(), StatusCode::SEE_OTHER);
    let second = run(&an, 1, "1").await;
    assert_eq!(second.status(), StatusCode::CONFLICT);
    assert!(second.text().await.unwrap().contains("Phiếu vừa được Tên của an cập nhật"));
    let version = desk.ticket(NUMBER).await.version;
    assert_eq!(run(&an, 1, &version.to_string()).await.status(), StatusCode::SEE_OTHER);
    assert_eq!(desk.ticket(NUMBER).await.version, version, "nothing was left to do");
    assert_eq!(run(&an, 9, &version.to_string()).await.status(), StatusCode::NOT_FOUND);
    admin.post("/admin/macros/1/disable", &[]).await;
    assert_eq!(run(&an, 1, &version.to_string()).await.status(), StatusCode::NOT_FOUND);
    assert!(!an.page(&format!("/tickets/{NUMBER}")).await.contains("/macros/1"));
}

#[tokio::test]
async fn the_administrator_keeps_macros_that_make_sense() {
    let (desk, admin, an) = desk().await;
    for (fields, sentence) in [
        (vec![("name", " "), ("give", "me")], "Đề nghị đặt tên"),
        (vec![("name", "a"), ("letter", "yes"), ("onward", "yes")], "Đề nghị chọn ít nhất một bước."),
        (vec![("name", "a"), ("verdict", "spam"), ("status", "working")], "cùng với kết luận chỉ chọn"),
        (vec![("name", "a"), ("status", "duplicate")], "cùng với kết luận chỉ chọn"),
        (vec![("name", "a"), ("give", "1")], "Người được chọn không còn xử lý phiếu."),
    ] {
        let refused = keep(&admin, &fields).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(refused.text().await.unwrap().contains(sentence), "{sentence}");
    }
    assert_eq!(keep(&admin, &[("name", "a"), ("verdict", "worm")]).await.status(), StatusCode::BAD_REQUEST);
    keep(&admin, &[("name", "Nhận"), ("give", "me")]).await;
    let change = [("name", "Giao An"), ("give", "2"), ("version", "1")];
    assert_eq!(location(&admin.post("/admin/macros/1", &change).await), "/admin/macros?done=saved");
    let late = admin.post("/admin/macros/1", &change).await.text().await.unwrap();
    assert!(
        late.contains("Thao tác nhanh vừa được Tên của quantri sửa") && late.contains("name=\"version\" value=\"2\"")
    );
    let page = admin.page("/admin/macros/1").await;
    assert!(page.contains("value=\"2\" selected>Tên của an") && page.contains("giao cho Tên của an"), "{page}");
    admin.post("/admin/macros/1/disable", &[]).await;
    admin.post("/admin/macros/1/enable", &[]).await;
    let log = desk.db().read(|conn| audit::page(conn, None, Some("macro:1"), 9).map_err(Error::from));
    let log: Vec<_> = log.await.unwrap().into_iter().map(|line| line.action).collect();
    assert_eq!(log, ["routine.enable", "routine.disable", "routine.change", "routine.add"]);

    assert_eq!(an.get("/admin/macros").await.status(), StatusCode::OK);
    for path in ["/admin/macros", "/admin/macros/1", "/admin/macros/1/disable", "/admin/macros/1/enable"] {
        assert_eq!(an.post(path, &change).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let clerk = desk.signed_in("vanthu@laichau.gov.vn", &[Role::Clerk]).await;
    assert_eq!(clerk.get("/admin/macros").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(run(&clerk, 1, "1").await.status(), StatusCode::FORBIDDEN);
}
