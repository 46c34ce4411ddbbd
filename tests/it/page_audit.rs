//! The audit log as an administrator reads it: by record, person, deed and days, and page by page.

use chrono::TimeDelta;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit::{self, Actor, Entry};
use reqwest::StatusCode;

use crate::support::Desk;

#[tokio::test]
async fn the_log_is_filtered_by_person_deed_record_and_days() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin, Role::Analyst]).await;
    admin.post("/admin/tags", &[("name", "hôm nay")]).await;
    desk.web.clock.advance(TimeDelta::days(2));
    desk.account("mai@laichau.gov.vn", &[Role::Viewer]).await;
    // The session has run out meanwhile.
    let admin = desk.signed_in("qt2@laichau.gov.vn", &[Role::Admin, Role::Analyst]).await;
    admin.post("/admin/tags", &[("name", "hôm kia")]).await;
    let rows = async |query: &str| {
        let page = admin.page(&format!("/admin/audit?{query}")).await;
        let body = page.split_once("<tbody>").map_or("", |(_, rest)| rest).to_owned();
        (body.matches("<tr>").count(), body)
    };
    let (count, body) = rows("action=tag.add").await;
    assert!(count == 2 && body.contains("hôm nay") && body.contains("hôm kia"), "{body}");
    assert!(body.contains("Tên của qt2") && body.contains("href=\"/admin/audit?actor=account%3A1\""), "{body}");
    let (count, body) = rows("action=tag.add&actor=account:1").await;
    assert!(count == 1 && body.contains("hôm nay"), "{body}");
    let (count, body) = rows("action=tag.add&object=tag:2").await;
    assert!(count == 1 && body.contains("hôm kia"), "{body}");
    for (query, found) in [
        ("from=2026-03-12", "hôm kia"),
        ("until=2026-03-12", "hôm nay"),
        ("from=2026-03-11&until=2026-03-11", "hôm nay"),
        ("from=2026-03-13&until=2026-03-13", "hôm kia"),
    ] {
        let (count, body) = rows(&format!("action=tag.add&{query}")).await;
        assert!(count == 1 && body.contains(found), "{query}: {body}");
    }
    assert_eq!(rows("from=2026-03-14").await.0, 0);
    assert_eq!(rows("action=tag.add&from=x").await.0, 2, "what is no day asks for nothing");
    assert!(admin.page("/admin/audit?action=khong.co").await.contains("Không có dòng nhật ký nào phù hợp."));
}

#[tokio::test]
async fn a_long_log_keeps_its_filter_from_page_to_page() {
    let desk = Desk::start().await;
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    let now = desk.web.clock.now();
    desk.db()
        .write(move |conn| {
            for n in 0..130 {
                let (object, detail) = (format!("x:{n}"), format!("số {n}."));
                let action = if n % 2 == 0 { "x.even" } else { "x.odd" };
                audit::append(conn, now, &Actor::System, &[Entry { action, object: &object, detail: &detail }])?;
                audit::append(
                    conn,
                    now,
                    &Actor::System,
                    &[Entry { action: "x.all", object: "x:all", detail: &detail }],
                )?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    let page = admin.page("/admin/audit?action=x.all&actor=system").await;
    let (_, rest) = page.split_once("rel=\"next\" href=\"").expect("an older page");
    let older = rest.split('"').next().unwrap().replace("&#38;", "&");
    let both = format!("{page}{}", admin.page(&older).await);
    for n in 0..130 {
        assert_eq!(both.matches(&format!(">số {n}.<")).count(), 1, "{n}");
    }
    assert!(!both.contains(">x.odd<"));
    let analyst = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    assert_eq!(analyst.get("/admin/audit?action=x.all").await.status(), StatusCode::FORBIDDEN);
}
