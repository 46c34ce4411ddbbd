//! The directory of reporters and the page of an agency: found, paged, called, imported after a look, exported.

use hotro::desk::account::Role;
use hotro::desk::{Error, agency};
use hotro::record::audit::{self, Actor};
use hotro::record::people;
use reqwest::StatusCode;

use crate::support::{Desk, location};

async fn write(desk: &Desk, who: &str, name: &str, n: usize) {
    let mail = format!("From: {name} <{who}>\nSubject: may in {n}\nMessage-ID: <{n}@a>\n\nhong\n");
    desk.receive(who, &mail).await;
}

async fn with_agencies() -> Desk {
    let desk = Desk::start().await;
    let table = "slug,name,kind,group,from,until,person,role,mail,telephone,addresses\n\
        soyte,Sở Y tế cũ,department,Sở,2020-01-01,2025-02-28,,,,,\n\
        soyte,Sở Y tế,department,Sở,2025-03-01,,Vũ Thị Thư,Văn thư,vt@laichau.gov.vn,0213 111 222,*.soyte@laichau.gov.vn\n\
        khac,Trung tâm,centre,Khác,2025-03-01,,,,,,x.soyte@laichau.gov.vn\n";
    agency::import(desk.db(), desk.web.clock.now(), Actor::Console, table).await.unwrap();
    desk
}

#[tokio::test]
async fn reporters_are_listed_searched_and_shown_with_their_history() {
    let desk = with_agencies().await;
    write(&desk, "binh.soyte@laichau.gov.vn", "=?UTF-8?Q?Tr=E1=BA=A7n_B=C3=ACnh?=", 1).await;
    desk.web.clock.advance(chrono::TimeDelta::minutes(1));
    write(&desk, "la@laichau.gov.vn", "La <b>", 2).await;
    write(&desk, "binh.soyte@laichau.gov.vn", "=?UTF-8?Q?Tr=E1=BA=A7n_B=C3=ACnh?=", 3).await;
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let list = an.page("/reporters").await;
    assert!(list.contains("Trần Bình") && list.contains("<td>Sở Y tế</td>") && list.contains("<td>2</td>"), "{list}");
    for (q, found, other) in [("tran%20binh", "Trần Bình", "la@"), ("LA@", "la@laichau", "Trần Bình")] {
        let list = an.page(&format!("/reporters?q={q}")).await;
        assert!(list.contains(found) && !list.contains(other), "{q}: {list}");
    }
    assert!(an.page("/reporters?q=khong-co").await.contains("Không có kết quả phù hợp."));

    let page = an.page("/reporters/1").await;
    assert!(page.contains("HOTRO-2026-000001") && page.contains("HOTRO-2026-000003"), "{page}");
    assert!(!page.contains("HOTRO-2026-000002") && page.contains("Vũ Thị Thư") && page.contains("0213 111 222"));
    assert_eq!(an.get("/reporters/99").await.status(), StatusCode::NOT_FOUND);
    // The telephone, on every ticket of theirs, beside that of the unit.
    assert!(an.page("/tickets/HOTRO-2026-000001").await.contains("Chưa có số điện thoại"));
    assert_eq!(location(&an.post("/reporters/1", &[("telephone", " 0912 345 678 ")]).await), "/reporters/1?done=saved");
    let page = an.page("/tickets/HOTRO-2026-000003").await;
    assert!(page.contains("Điện thoại: 0912 345 678") && page.contains("Vũ Thị Thư · 0213 111 222"), "{page}");
    assert!(page.contains("href=\"/reporters/1\"") && page.contains("href=\"/agencies/2\""), "{page}");
    for wrong in ["gọi sau", "12", "09<12345"] {
        let answer = an.post("/reporters/1", &[("telephone", wrong)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(answer.text().await.unwrap().contains("Số điện thoại chỉ gồm chữ số"));
    }
    let log = desk.db().read(|conn| audit::page(conn, None, Some("reporter:1"), 9).map_err(Error::from)).await.unwrap();
    assert_eq!(log.into_iter().map(|line| line.action).collect::<Vec<_>>(), ["reporter.change"]);
}

#[tokio::test]
async fn an_agency_shows_its_names_contacts_rules_and_people() {
    let desk = with_agencies().await;
    write(&desk, "binh.soyte@laichau.gov.vn", "Binh", 1).await;
    write(&desk, "x.soyte@laichau.gov.vn", "Rieng", 2).await;
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    assert!(an.page("/agencies").await.contains("href=\"/agencies/2\""));
    let page = an.page("/agencies/2").await;
    assert!(
        page.contains("từ ngày 01/03/2025") && page.contains("Sở Y tế cũ") && page.contains("28/02/2025"),
        "{page}"
    );
    assert!(page.contains("*.soyte@laichau.gov.vn") && page.contains("vt@laichau.gov.vn"));
    assert!(page.contains("binh.soyte@") && !page.contains("Rieng"), "a better rule names another agency: {page}");
    assert!(an.page("/agencies/3").await.contains("Rieng"));
    assert!(page.contains("href=\"/tickets?q=unit%3Asoyte\""));
    assert!(an.page("/tickets?q=unit%3Asoyte").await.contains("may in 1"));
    // An administrator alone sees the agency, but nobody who reported.
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    let page = admin.page("/agencies/2").await;
    assert!(page.contains("Vũ Thị Thư") && !page.contains("binh.soyte@"), "{page}");
    assert_eq!(admin.get("/reporters").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(an.get("/agencies/9").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_table_of_reporters_is_imported_after_a_look() {
    let desk = with_agencies().await;
    write(&desk, "binh.soyte@laichau.gov.vn", "Binh", 1).await;
    desk.letters().await;
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin, Role::Viewer]).await;
    let table = "telephone;address;name\n0912 345 678;BINH.soyte@laichau.gov.vn;\n;moi@laichau.gov.vn;=cmd()\n\
        ;moi@laichau.gov.vn;lần hai\n;khong;x\nabc;sai@laichau.gov.vn;x\n";
    let plan = admin.post("/admin/reporters/preview", &[("table", table)]).await.text().await.unwrap();
    assert!(plan.contains("Thêm mới 1 người: moi@laichau.gov.vn"), "{plan}");
    assert!(plan.contains("Cập nhật 1 dòng: binh.soyte@laichau.gov.vn"), "{plan}");
    assert!(plan.contains("Bỏ qua dòng 5") && plan.contains("<code>address</code>"), "{plan}");
    assert!(plan.contains("Bỏ qua dòng 6") && plan.contains("<code>telephone</code>"), "{plan}");
    assert!(!admin.page("/reporters").await.contains("moi@"), "a look changes nothing");
    let done = admin.post("/admin/reporters/import", &[("table", table)]).await;
    assert_eq!(location(&done), "/reporters?done=reporters");
    let list = admin.page("/reporters").await;
    assert!(list.contains("moi@laichau.gov.vn") && list.contains("0912 345 678") && list.contains("Binh"), "{list}");
    let export = admin.get("/reporters/export").await.text().await.unwrap();
    assert!(
        export.contains("moi@laichau.gov.vn,'=cmd(),"),
        "the first line counts, and no cell is a formula: {export}"
    );
    let plan = admin.post("/admin/reporters/preview", &[("table", &export)]).await.text().await.unwrap();
    assert!(
        plan.contains("Thêm mới 0 người") && plan.contains("Cập nhật 0 dòng"),
        "the export is what is there: {plan}"
    );

    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    assert_eq!(an.get("/reporters/export").await.status(), StatusCode::FORBIDDEN);
    for path in ["/admin/reporters/preview", "/admin/reporters/import"] {
        assert_eq!(an.post(path, &[("table", table)]).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert!(!viewer.page("/reporters/1").await.contains("name=\"telephone\""));
    assert_eq!(viewer.post("/reporters/1", &[("telephone", "1234")]).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_long_list_is_paged_without_losing_anybody() {
    let desk = Desk::start().await;
    let now = desk.web.clock.now();
    // All were heard of at the same moment: the row decides.
    desk.db()
        .write(move |conn| {
            (0..60).try_for_each(|n| people::upsert(conn, now, &format!("p{n:02}@laichau.gov.vn"), "").map(drop))?;
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for q in ["", "q=p&"] {
        let page = an.page(&format!("/reporters?{q}")).await;
        let (_, rest) = page.split_once("rel=\"next\" href=\"").expect("a second page");
        let next = rest.split('"').next().unwrap().replace("&#38;", "&");
        let both = format!("{page}{}", an.page(&next).await);
        for n in 0..60 {
            assert_eq!(both.matches(&format!("<b>p{n:02}@")).count(), 1, "{q} p{n:02}");
        }
    }
    assert!(an.page("/reporters?after=x").await.contains("p59@"), "nonsense is the first page");
}
