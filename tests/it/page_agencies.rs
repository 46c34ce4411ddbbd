//! The directory of agencies on the real server: imported after a look, exported whole.

use hotro::desk::account::Role;
use hotro::desk::agency;
use hotro::record::audit::Actor;
use reqwest::StatusCode;

use crate::support::{Desk, location};

const REPORT: &str = "From: an@laichau.gov.vn\nSubject: Fwd: x\nMessage-ID: <a@laichau.gov.vn>\nMIME-Version: 1.0\n\
    Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxem\n--b\nContent-Type: message/rfc822\n\n\
    From: \"Quản trị <hệ thống>\" <admin@mail-lc.example>\nSubject: Hộp thư đầy\nMessage-ID: <m@evil>\n\
    Content-Type: text/html; charset=utf-8\n\n<a href=\"http://login.mail-lc.example/1\">Nhấn vào đây</a>\n--b--\n";

#[tokio::test]
async fn the_directory_is_imported_after_a_look_and_exported_whole() {
    let desk = Desk::start().await;
    let seed = agency::seed(2026).unwrap();
    let done = agency::import(desk.db(), desk.web.clock.now(), Actor::Console, &seed).await.unwrap();
    assert_eq!((done.added.len(), done.changed.len(), done.same, done.bad.len()), (58, 0, 0, 0));
    let again = agency::import(desk.db(), desk.web.clock.now(), Actor::Console, &seed).await.unwrap();
    assert_eq!((again.added.len(), again.changed.len(), again.same), (0, 0, 58));

    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin, Role::Viewer]).await;
    let page = admin.page("/agencies").await;
    assert!(page.contains("Sở Khoa học và Công nghệ") && page.contains("UBND xã Mường Kim"));
    assert!(page.contains("congan@laichau.gov.vn") && !page.contains("Sở Thông tin và Truyền thông"));

    let table = "slug,name,kind,group,from,until,person,role,mail,telephone,addresses\n\
        soyte,Sở Y tế,department,\"Sở, ban, ngành\",2021-01-01,,=cmd(),Văn thư,vt.soyte@laichau.gov.vn,+84 213,\n\
        moi,Ban Mới,other,Khác,2026-03-11,,,,,,\nhỏng,X,other,,2026-03-11,,,,,,\n";
    let plan = admin.post("/admin/agencies/preview", &[("table", table)]).await.text().await.unwrap();
    assert!(plan.contains("Thêm mới 1 đơn vị: Ban Mới") && plan.contains("Cập nhật 1 dòng: Sở Y tế"), "{plan}");
    assert!(plan.contains("Bỏ qua dòng 4") && plan.contains("<code>slug</code>"));
    assert!(!admin.page("/agencies").await.contains("Ban Mới"), "a look changes nothing");
    assert!(location(&admin.post("/admin/agencies/import", &[("table", table)]).await).starts_with("/agencies"));
    let page = admin.page("/agencies").await;
    assert!(page.contains("Ban Mới") && page.contains("vt.soyte@laichau.gov.vn"));

    let export = admin.get("/agencies/export").await.text().await.unwrap();
    assert!(export.contains(",'=cmd(),") && export.contains(",'+84 213,"), "no cell is a formula");
    let back = agency::preview(desk.db(), &export).await.unwrap();
    assert_eq!((back.added.len(), back.changed.len(), back.bad.len()), (0, 0, 0), "the export is what is there");

    let seen = "binh.soyte@laichau.gov.vn";
    desk.receive(seen, &REPORT.replace("an@laichau.gov.vn", seen)).await;
    desk.receive("la@laichau.gov.vn", &REPORT.replace("an@", "la@").replace("<a@", "<b@")).await;
    assert!(admin.page("/tickets/HOTRO-2026-000001").await.contains("\">Sở Y tế</a></div>"));
    assert!(admin.page("/tickets/HOTRO-2026-000002").await.contains("Chưa xác định đơn vị"));
    desk.letters().await;

    let only = desk.signed_in("qt2@laichau.gov.vn", &[Role::Admin]).await;
    assert_eq!(only.page("/agencies").await.matches("href=\"/agencies\"").count(), 1, "in the rail, once");
    assert_eq!(admin.page("/agencies").await.matches("href=\"/agencies\"").count(), 1);
    let viewer = desk.signed_in("lanhdao@laichau.gov.vn", &[Role::Viewer]).await;
    assert!(!viewer.page("/agencies").await.contains("/admin/agencies"));
    assert_eq!(viewer.post("/admin/agencies/import", &[("table", table)]).await.status(), StatusCode::FORBIDDEN);
}
