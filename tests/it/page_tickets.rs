//! The queue: views, filters, search, order, pages, live counts.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use reqwest::StatusCode;

use crate::support::{Desk, location};

#[tokio::test]
async fn the_queue_filters_searches_sorts_and_pages() {
    let desk = Desk::start().await;
    for n in 0..60 {
        let who = format!("p{n}@laichau.gov.vn");
        let mail = format!(
            "From: {who}\nSubject: =?UTF-8?Q?M=E1=BA=ADt_kh=E1=BA=A9u?= {n}\nMessage-ID: <{n}@a>\n\nxin cấp lại\n"
        );
        desk.receive(&who, &mail).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let first = an.page("/tickets?view=open&sort=newest").await;
    assert_eq!(first.matches("class=\"row").count(), 50);
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = an.page(&next).await;
    assert_eq!(second.matches("class=\"row").count(), 10);
    assert!(second.contains("HOTRO-2026-000001") && !first.contains("HOTRO-2026-000010\""));
    assert_eq!(an.page("/tickets?q=mat+khau+17").await.matches("class=\"row").count(), 1, "without tone marks");
    assert_eq!(an.page("/tickets?q=mật+khẩu+17").await.matches("class=\"row").count(), 1, "with them");
    assert!(an.page("/tickets?q=khong+co+gi").await.contains("Không có kết quả phù hợp"));
    assert_eq!(location(&an.get("/tickets?q=hotro-2026-000007").await), "/tickets/HOTRO-2026-000007");
    assert_eq!(an.page("/tickets?view=requests&status=new").await.matches("class=\"row").count(), 50);
    assert!(an.page("/tickets?view=waiting").await.contains("Không có phiếu nào chờ người phản ánh"));
    assert!(an.page("/tickets?view=nonsense&status=%27&after=x&sort=1").await.contains("class=\"row"));
    let counts: serde_json::Value = an.get("/tickets/counts").await.json().await.unwrap();
    assert_eq!(counts["triage"], 60);
    desk.web.clock.advance(TimeDelta::hours(7));
    let an = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let late = an.page("/tickets?view=overdue").await;
    assert_eq!(late.matches("class=\"late\"").count(), 50);
}

#[tokio::test]
async fn looking_at_the_counts_keeps_no_session_open() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for _ in 0..3 {
        desk.web.clock.advance(TimeDelta::minutes(25));
        an.get("/tickets/counts").await;
    }
    assert_eq!(an.get("/tickets").await.status(), StatusCode::SEE_OTHER, "an hour without a person");
}

#[tokio::test]
async fn a_duplicate_points_to_the_ticket_that_stands_for_it() {
    let desk = Desk::start().await;
    for n in 0..2 {
        let mail = format!("From: p{n}@laichau.gov.vn\nSubject: x\nMessage-ID: <{n}@a>\n\nxin\n");
        desk.receive(&format!("p{n}@laichau.gov.vn"), &mail).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Officer]).await;
    let path = "/tickets/HOTRO-2026-000002";
    for (of, status) in [
        ("HOTRO-2026-000009", StatusCode::UNPROCESSABLE_ENTITY),
        ("HOTRO-2026-000002", StatusCode::UNPROCESSABLE_ENTITY),
        (" hotro-2026-000001 ", StatusCode::SEE_OTHER),
    ] {
        let answer = an.post(&format!("{path}/duplicate"), &[("version", "1"), ("of", of)]).await;
        assert_eq!(answer.status(), status, "{of}");
    }
    let page = an.page(path).await;
    assert!(page.contains("Phiếu trùng") && page.contains("href=\"/tickets/HOTRO-2026-000001\">HOTRO-2026-000001</a>"));
    assert!(an.page("/tickets/HOTRO-2026-000001").await.contains("Phiếu HOTRO-2026-000002 trùng với phiếu này"));
    an.post(&format!("{path}/status"), &[("version", "2"), ("status", "triage")]).await;
    assert!(!an.page(path).await.contains("việc xử lý tiếp tục tại phiếu"), "reopened, it stands for itself");
}
