//! Figures for leaders: what is counted in which period, by local midnights, and who sees what.

use chrono::TimeDelta;
use hotro::desk::account::Role;

use crate::support::wave::{lure, report, reporter};
use crate::support::{Browser, Desk};

async fn csv(browser: &Browser, table: &str, query: &str) -> String {
    let answer = browser.get(&format!("/figures/{table}?{query}")).await;
    assert_eq!(answer.status().as_u16(), 200, "{table}");
    assert!(answer.headers()["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"so-lieu-"));
    answer.text().await.unwrap()
}

/// Three reports: two a minute before the 15th begins in Vietnam, one just then. The last is concluded after an hour and a half.
async fn reports(desk: &Desk) -> (Browser, Browser) {
    // From 09:29 on the 11th to 23:59 on the 14th.
    desk.web.clock.advance(TimeDelta::minutes(3 * 1_440 + 14 * 60 + 30));
    for n in [1, 2, 3] {
        if n == 3 {
            desk.web.clock.advance(TimeDelta::minutes(1));
        }
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "xem giúp", &lure(n, "quota.example"))).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let exposed = [("mailbox", "nguoi3.ubndphongtho@laichau.gov.vn"), ("what", "password")];
    assert_eq!(an.post("/exposures/new", &exposed).await.status().as_u16(), 303);
    desk.web.clock.advance(TimeDelta::minutes(90));
    let an_again = desk.visitor();
    let password = desk.account("binh@laichau.gov.vn", &[Role::Analyst]).await;
    an_again.sign_in("binh@laichau.gov.vn", &password).await;
    let version = desk.ticket("HOTRO-2026-000003").await.version.to_string();
    let fields = [
        ("version", version.as_str()),
        ("verdict", "phishing"),
        ("letter", "yes"),
        ("close", "yes"),
        ("action", "send"),
    ];
    assert_eq!(an_again.post("/tickets/HOTRO-2026-000003/verdict", &fields).await.status().as_u16(), 303);
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    (an_again, viewer)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reporting_period_ends_at_midnight_in_vietnam() {
    let desk = Desk::start().await;
    let (an, viewer) = reports(&desk).await;
    let (march, april) = ("period=reporting&month=2026-03", "period=reporting&month=2026-04");
    let old = csv(&viewer, "summary", march).await;
    let new = csv(&viewer, "summary", april).await;
    for line in ["Phiếu,2,0", "Người phản ánh,2,0", "Đợt tấn công,1,0", "Thư lừa đảo,0,0", "Kết luận (trung vị),–,–"]
    {
        assert!(old.lines().any(|one| one == line), "{line}: {old}");
    }
    let lines =
        ["Phiếu,1,2", "Lượt phản ánh,1,2", "Thư lừa đảo,1,0", "Kết luận (trung vị),90 phút,–", "Tài khoản bị lộ,1,0"];
    for line in lines {
        assert!(new.lines().any(|one| one == line), "{line}: {new}");
    }
    let whole = csv(&viewer, "summary", "period=month&month=2026-03").await;
    assert!(whole.contains("Phiếu,3,0"), "{whole}");
    let custom = csv(&viewer, "summary", "period=custom&from=2026-03-15&to=2026-03-14").await;
    assert!(custom.contains("Phiếu,3,0"), "{custom}");
    assert!(csv(&viewer, "summary", "period=custom&from=2026-03-15&to=2026-03-15").await.contains("Phiếu,1,2"));

    let page = viewer.page(&format!("/figures?{april}")).await;
    assert!(
        page.contains(
            "từ ngày 15/03/2026 đến ngày 14/04/2026 · so với kỳ trước từ ngày 15/02/2026 đến ngày 14/03/2026"
        )
    );
    assert!(page.contains("15/03/2026: 1 phiếu, trong đó 1 lừa đảo"), "{page}");
    assert!(page.contains("Hộp thư sắp hết dung lượng") && page.contains("href=\"/figures\" class=\"on\""));
    assert!(!page.contains("quota[.]example"), "no evidence for who may not read it");
    assert_eq!(viewer.get("/figures/hosts").await.status().as_u16(), 404);
    assert!(csv(&an, "hosts", april).await.contains("quota[.]example,1"));
    assert!(csv(&viewer, "lures", march).await.contains("\"Hộp thư đầy, cần nâng cấp\",2"));
    let book = viewer.get(&format!("/figures/workbook?{april}")).await;
    let kind = book.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.ends_with("spreadsheetml.sheet"), "{kind}");
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(book.bytes().await.unwrap())).unwrap();
    let sheet = std::io::read_to_string(book.by_name("xl/worksheets/sheet1.xml").unwrap()).unwrap();
    assert!(sheet.contains("<v>2</v>"), "the tickets of the period before are a number: {sheet}");
    let names = std::io::read_to_string(book.by_name("xl/workbook.xml").unwrap()).unwrap();
    assert!(names.contains("Số liệu chung") && !names.contains("Máy chủ"), "no evidence for who may not read it");
    assert_eq!(viewer.get("/figures/secrets").await.status().as_u16(), 404);
    assert_eq!(desk.visitor().get("/figures").await.status().as_u16(), 303, "only for who is signed in");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn units_and_campaigns_are_counted_and_a_unit_can_be_chosen() {
    let desk = Desk::start().await;
    let (_, viewer) = reports(&desk).await;
    let units = csv(&viewer, "units", "period=this").await;
    for line in ["stc,1,0,1,0", "syt,1,0,1,0", "ubndphongtho,1,1,1,1"] {
        assert!(units.lines().any(|one| one == line), "{line}: {units}");
    }
    assert!(csv(&viewer, "summary", "period=this&unit=stc").await.contains("Phiếu,1,0"));
    assert!(csv(&viewer, "summary", "period=this&unit=stc").await.contains("Tài khoản bị lộ,0,0"));
    assert!(csv(&viewer, "exposed", "period=this").await.contains("đã cung cấp mật khẩu,1,0"));
    // The first report came a minute before the 15th; one ticket was concluded 91 minutes later, nobody was warned.
    let waves = csv(&viewer, "campaigns", "period=reporting&month=2026-04").await;
    assert!(waves.contains(",1,14/03/2026 23:59,91 phút,–,"), "{waves}");
    let page = viewer.page("/figures?period=this&unit=stc").await;
    assert!(page.contains("<option value=\"stc\" selected>"), "{page}");
}
