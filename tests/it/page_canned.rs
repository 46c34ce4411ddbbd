//! Canned replies: kept by the administrator, read by the desk, put in at a ticket with its values.

use hotro::desk::account::Role;
use reqwest::StatusCode;

use crate::support::location;
use crate::support::report::{NUMBER, reported};

const NEW: [(&str, &str); 4] = [
    ("language", "vi"),
    ("verdict", "phishing"),
    ("title", " Trả  lời <b> "),
    ("body", "Phiếu {{MA PHIEU}} của {{reporter}}, {{tiêu đề}} ({{người gửi}}), {{đơn vị}}."),
];

fn with<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let new = |(name, value): &(&'a str, &'a str)| {
        changed.iter().find(|(key, _)| key == name).copied().unwrap_or((name, value))
    };
    let mut all: Vec<_> = NEW.iter().map(new).collect();
    all.extend(changed.iter().filter(|(key, _)| NEW.iter().all(|(name, _)| name != key)));
    all
}

async fn words(browser: &crate::support::Browser, id: i64) -> String {
    browser.page(&format!("/tickets/{NUMBER}/canned/{id}")).await
}

#[tokio::test]
async fn the_administrator_keeps_replies_and_the_desk_puts_them_in() {
    let desk = reported().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    assert_eq!(location(&admin.post("/admin/canned", &NEW).await), "/admin/canned?done=saved");
    let page = admin.page("/admin/canned").await;
    assert!(page.contains("Trả lời &#60;b&#62;") && page.contains("Đề nghị gửi thư gốc"), "{page}");
    assert!(
        page.contains("<code>{{mã phiếu}}</code>") && page.contains("họ tên người phản ánh"),
        "names are explained"
    );

    let ticket = mai.page(&format!("/tickets/{NUMBER}")).await;
    let (fitting, others) = ticket.split_once("Mẫu khác").unwrap();
    assert!(fitting.contains("Trả lời &#60;b&#62;</option>"), "for the verdict that is suggested: {fitting}");
    assert!(others.contains("Đánh dấu thư rác</option>") && others.contains("Being checked</option>"));
    let filled = words(&mai, 12).await;
    let wanted = "Phiếu HOTRO-2026-000001 của Trần Thị Bình, <script>alert(3)</script> Hộp thư đầy (Quản trị \
                  <script>alert(2)</script>), ……";
    assert!(filled.starts_with(wanted), "{filled}");

    // Without script the same words come back in the form, behind what was typed.
    let form = [("version", "1"), ("kind", "reply"), ("text", "Chào chị."), ("action", "insert"), ("canned", "12")];
    let page = mai.post(&format!("/tickets/{NUMBER}/reply"), &form).await;
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(
        page.contains(">Chào chị.\n\nPhiếu HOTRO-2026-000001 của Trần Thị Bình") && !page.contains("<script>alert")
    );
    desk.web.clock.advance(chrono::TimeDelta::minutes(1));
    assert_eq!(desk.letters().await.len(), 1, "nothing was sent");

    admin.post("/admin/canned/12/disable", &[]).await;
    assert!(!mai.page(&format!("/tickets/{NUMBER}")).await.contains("Trả lời &#60;b&#62;"));
    assert_eq!(mai.get(&format!("/tickets/{NUMBER}/canned/12")).await.status(), StatusCode::NOT_FOUND);
    admin.post("/admin/canned/12/enable", &[]).await;
    assert!(mai.page(&format!("/tickets/{NUMBER}")).await.contains("Trả lời &#60;b&#62;"));
    let log = desk
        .db()
        .read(|conn| hotro::record::audit::page(conn, None, Some("canned:12"), 9).map_err(hotro::desk::Error::from));
    let log: Vec<_> = log.await.unwrap().into_iter().map(|line| line.action).collect();
    assert_eq!(log, ["canned.enable", "canned.disable", "canned.add"]);
}

#[tokio::test]
async fn a_place_that_stands_for_nothing_is_named_and_nothing_is_kept() {
    let desk = reported().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    for (changed, sentence) in [
        (("body", "a {{mật khẩu}}"), "Không có chỗ điền nào tên là “mật khẩu”"),
        (("body", "a {{ticket"), "Không có chỗ điền nào tên là “ticket”"),
        (("body", "  "), "Hãy nhập nội dung."),
        (("title", " "), "Đề nghị đặt tên cho mẫu."),
    ] {
        let refused = admin.post("/admin/canned", &with(&[changed])).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().await.unwrap().contains(sentence), "{sentence}");
        assert_eq!(admin.post("/admin/canned/1", &with(&[changed, ("version", "1")])).await.status(), 422);
    }
    let page = admin.page("/admin/canned").await;
    assert_eq!(page.matches("/disable\"").count(), 11, "only those that were there");
    assert_eq!(admin.post("/admin/canned", &with(&[("verdict", "worm")])).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn two_who_change_one_reply_do_not_lose_words() {
    let desk = reported().await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    assert_eq!(location(&admin.post("/admin/canned/1", &with(&[("version", "1")])).await), "/admin/canned?done=saved");
    let late = admin.post("/admin/canned/1", &with(&[("version", "1"), ("body", "Câu đã viết.")])).await;
    assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = late.text().await.unwrap();
    assert!(page.contains("Mẫu vừa được Tên của quantri sửa") && page.contains(">Câu đã viết.</textarea>"));
    assert!(page.contains("name=\"version\" value=\"2\""), "the form that came back can be saved");
    assert_eq!(admin.post("/admin/canned/99", &with(&[("version", "1")])).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_preview_says_what_a_ticket_would_get() {
    let desk = reported().await;
    let both = desk.signed_in("an@laichau.gov.vn", &[Role::Admin, Role::Analyst]).await;
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let shown = async |who: &crate::support::Browser, changed: &[(&str, &str)]| {
        let page = who.post("/admin/canned/preview", &with(changed)).await.text().await.unwrap();
        page.split("data-paper>").nth(1).unwrap().split("<details>").next().unwrap().to_owned()
    };
    assert!(shown(&both, &[]).await.contains("Phiếu HOTRO-2026-000123 của Lò Thị An"));
    assert!(shown(&both, &[("number", NUMBER)]).await.contains("Phiếu HOTRO-2026-000001 của Trần Thị Bình"));
    assert!(shown(&both, &[("number", "HOTRO-2026-000099")]).await.contains("Lò Thị An"));
    assert!(shown(&admin, &[("number", NUMBER)]).await.contains("Lò Thị An"), "an administrator reads no ticket");
    assert!(shown(&both, &[("body", "{{gì}}")]).await.contains("tên là “gì”"));
    assert!(shown(&both, &[("language", "en"), ("body", "{{kết luận}}")]).await.contains(">phishing<"));
}

#[tokio::test]
async fn only_the_administrator_changes_replies() {
    let desk = reported().await;
    for (role, reads) in [(Role::Analyst, true), (Role::Officer, true), (Role::Clerk, false), (Role::Viewer, false)] {
        let who = desk.signed_in(&format!("{role}@laichau.gov.vn"), &[role]).await;
        let status = if reads { StatusCode::OK } else { StatusCode::FORBIDDEN };
        assert_eq!(who.get("/admin/canned").await.status(), status, "{role}");
        assert_eq!(who.get("/admin/canned/1").await.status(), status, "{role}");
        assert_eq!(who.post("/admin/canned/preview", &NEW).await.status(), status, "{role}");
        for path in ["/admin/canned", "/admin/canned/1", "/admin/canned/1/disable", "/admin/canned/1/enable"] {
            assert_eq!(
                who.post(path, &with(&[("version", "1")])).await.status(),
                StatusCode::FORBIDDEN,
                "{role} {path}"
            );
        }
        if reads {
            assert!(!who.page("/admin/canned").await.contains("/disable\""), "no button that does not work");
        } else {
            assert_eq!(who.get(&format!("/tickets/{NUMBER}/canned/1")).await.status(), StatusCode::FORBIDDEN);
        }
    }
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    assert_eq!(admin.post_bare("/admin/canned", &NEW).await.status(), StatusCode::FORBIDDEN, "without the token");
    assert_eq!(desk.visitor().get("/admin/canned").await.status(), StatusCode::SEE_OTHER);
}
