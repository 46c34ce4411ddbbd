//! Doing one thing to several tickets from the list, being told what could not be done, and taking it back.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use hotro::record::ticket::Status;
use reqwest::StatusCode;

use crate::support::wave::{lure, report, reporter};
use crate::support::{Browser, Desk, location};

fn number(n: usize) -> String {
    format!("HOTRO-2026-00000{n}")
}

/// Three requests, and two reports of one wave.
async fn five() -> (Desk, Browser) {
    let desk = Desk::start().await;
    for n in 1..=3 {
        let who = format!("p{n}@laichau.gov.vn");
        desk.receive(&who, &format!("From: {who}\nSubject: may in\nMessage-ID: <{n}@a>\n\nhong\n")).await;
    }
    for n in 4..=5 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "xem", &lure(n, "quota.example"))).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    (desk, an)
}

async fn log(desk: &Desk, n: usize) -> Vec<String> {
    let object = format!("ticket:{}", number(n));
    let log = desk
        .db()
        .read(move |conn| hotro::record::audit::page(conn, None, Some(&object), 3).map_err(hotro::desk::Error::from));
    log.await.unwrap().into_iter().map(|line| line.action).filter(|action| action != "evidence.view").collect()
}

#[tokio::test]
async fn ticked_tickets_are_assigned_together_and_it_is_undone_together() {
    let (desk, an) = five().await;
    let page = an.page("/tickets?view=requests").await;
    assert_eq!(page.matches("class=\"pick\" name=\"pick\" value=\"HOTRO-2026-00000").count(), 3, "{page}");
    assert!(page.contains("action=\"/tickets/bulk?view=requests\"") && page.contains("value=\"1\">Tên của an"));
    let form =
        [("deed", "assign"), ("assignee", "1"), ("pick", "HOTRO-2026-000001:1"), ("pick", "HOTRO-2026-000002:1")];
    let done = an.post("/tickets/bulk?view=requests", &form).await;
    assert_eq!(location(&done), "/tickets?view=requests&done=bulk");
    for n in [1, 2] {
        let ticket = desk.ticket(&number(n)).await;
        assert_eq!((ticket.assignee_id, ticket.status, ticket.version), (Some(1), Status::Triage, 2));
    }
    assert_eq!(desk.ticket(&number(3)).await.assignee_id, None);
    let page = an.page("/tickets?view=requests").await;
    assert!(
        page.contains("Đã phân công 2 phiếu cùng lúc.") && page.contains("/tickets/bulk/1/undo?view=requests"),
        "{page}"
    );

    let back = an.post("/tickets/bulk/1/undo?view=requests", &[]).await;
    assert_eq!(location(&back), "/tickets?view=requests&done=bulk-undone");
    for n in [1, 2] {
        let ticket = desk.ticket(&number(n)).await;
        assert_eq!((ticket.assignee_id, ticket.status, ticket.version), (None, Status::New, 3));
        assert!(an.page(&format!("/tickets/{}", number(n))).await.contains("Hoàn tác: phân công"));
        assert_eq!(log(&desk, n).await[..2], ["ticket.undo", "ticket.assign"]);
    }
    assert!(!an.page("/tickets").await.contains("/undo"), "once");
    let again = an.post("/tickets/bulk/1/undo", &[]).await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().await.unwrap().contains("Không hoàn tác được nữa"));
}

#[tokio::test]
async fn what_cannot_be_done_is_told_of_each_ticket_and_the_others_are_done() {
    let (desk, an) = five().await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    mai.post(&format!("/tickets/{}/status", number(2)), &[("version", "1"), ("status", "closed")]).await;
    let form = [
        ("deed", "status"),
        ("status", "closed"),
        ("pick", "HOTRO-2026-000001:1"),
        ("pick", "HOTRO-2026-000002:1"),
        ("pick", "HOTRO-2026-000002:2"),
        ("pick", "HOTRO-2026-000009:1"),
        ("pick", "HOTRO-2026-000003:1"),
    ];
    let answer = an.post("/tickets/bulk", &form).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let page = answer.text().await.unwrap();
    assert!(page.contains("Đã làm 2 phiếu; 2 phiếu giữ nguyên:"), "{page}");
    assert!(page.contains("HOTRO-2026-000002: ") && page.contains("Tên của mai"), "by whom it was changed: {page}");
    assert!(page.contains("HOTRO-2026-000009: không có phiếu này"), "{page}");
    let states = async || {
        [
            desk.ticket(&number(1)).await.status,
            desk.ticket(&number(2)).await.status,
            desk.ticket(&number(3)).await.status,
        ]
    };
    assert_eq!(states().await, [Status::Closed; 3]);
    // One of them was changed since; it stays as it is now.
    mai.post(&format!("/tickets/{}/status", number(3)), &[("version", "2"), ("status", "triage")]).await;
    assert_eq!(mai.post("/tickets/bulk/1/undo", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "not hers");
    let page = an.post("/tickets/bulk/1/undo", &[]).await.text().await.unwrap();
    assert!(page.contains("Đã làm 1 phiếu; 1 phiếu giữ nguyên:") && page.contains("HOTRO-2026-000003: "), "{page}");
    assert_eq!(states().await, [Status::New, Status::Closed, Status::Triage]);
    assert_eq!(desk.ticket(&number(1)).await.closed_at, None);

    for (form, sentence) in [
        (vec![("deed", "status"), ("status", "closed")], "Chưa chọn phiếu nào"),
        (vec![("deed", "assign"), ("assignee", "99"), ("pick", "HOTRO-2026-000001:3")], ""),
    ] {
        let answer = an.post("/tickets/bulk", &form).await;
        assert!(answer.status().is_client_error());
        assert!(answer.text().await.unwrap().contains(sentence));
    }
    let none =
        an.post("/tickets/bulk", &[("deed", "status"), ("status", "triage"), ("pick", "HOTRO-2026-000003:1")]).await;
    assert_eq!(none.status(), StatusCode::CONFLICT, "nothing was done");
    for form in
        [vec![("deed", "burn")], vec![("deed", "status"), ("status", "x")], vec![("deed", "assign"), ("pick", "x")]]
    {
        assert_eq!(an.post("/tickets/bulk", &form).await.status(), StatusCode::BAD_REQUEST);
    }
    let many: Vec<(&str, &str)> =
        [("deed", "assign")].into_iter().chain((0..101).map(|_| ("pick", "HOTRO-2026-000001:1"))).collect();
    assert!(an.post("/tickets/bulk", &many).await.text().await.unwrap().contains("nhiều nhất 100 phiếu"));
}

#[tokio::test]
async fn tickets_are_put_into_a_campaign_together() {
    let (desk, an) = five().await;
    let list = an.page("/campaigns").await;
    let uuid = list.split_once("/campaigns/").unwrap().1.split('"').next().unwrap().to_owned();
    // One more report of something else.
    let who = reporter(7);
    let other =
        lure(7, "khac.example").replace("dls", "khac").replace("Hộp thư", "Hóa đơn").replace("Kính gửi", "Chào");
    let other = format!("{}\n\nMột bức thư hoàn toàn khác.", other.split("\n\n").next().unwrap());
    desk.receive(&who, &report(&who, "r7", "xem", &other)).await;
    desk.letters().await;
    assert!(an.page("/tickets").await.contains(&format!("<option value=\"{uuid}\">")));
    let form = [
        ("deed", "campaign"),
        ("campaign", uuid.as_str()),
        ("pick", "HOTRO-2026-000001:1"),
        ("pick", "HOTRO-2026-000004:1"),
        ("pick", "HOTRO-2026-000006:1"),
    ];
    let page = an.post("/tickets/bulk", &form).await.text().await.unwrap();
    assert!(page.contains("Đã làm 1 phiếu; 2 phiếu giữ nguyên:"), "a request and a member do not fit: {page}");
    let members = async || an.page(&format!("/campaigns/{uuid}")).await.matches("name=\"ticket\"").count();
    assert_eq!(members().await, 3);
    assert!(an.page("/tickets").await.contains("Đã đưa 1 phiếu vào đợt cùng lúc."));
    assert_eq!(location(&an.post("/tickets/bulk/1/undo", &[]).await), "/tickets?done=bulk-undone");
    assert_eq!(members().await, 2);
}

#[tokio::test]
async fn it_can_be_undone_for_ten_minutes_and_only_by_those_who_work() {
    let (desk, an) = five().await;
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    let page = viewer.page("/tickets").await;
    assert!(!page.contains("class=\"pick\"") && page.contains("class=\"over\""));
    let form = [("deed", "status"), ("status", "working"), ("pick", "HOTRO-2026-000001:1")];
    assert_eq!(viewer.post("/tickets/bulk", &form).await.status(), StatusCode::FORBIDDEN);
    an.post("/tickets/bulk", &form).await;
    desk.web.clock.advance(TimeDelta::minutes(11));
    assert!(!an.page("/tickets").await.contains("/undo"));
    assert_eq!(an.post("/tickets/bulk/1/undo", &[]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.ticket(&number(1)).await.status, Status::Working);
}
