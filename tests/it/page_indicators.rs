//! What was seen before, on the ticket and on pages of its own.

use hotro::base::ids::ArrivalId;
use hotro::desk::account::Role;
use hotro::desk::analyse;
use hotro::infra::dns::Resolver;
use reqwest::StatusCode;

use crate::support::Desk;

fn report(who: &str, id: &str, link: &str) -> String {
    format!(
        "From: {who}\nSubject: Fwd: x\nMessage-ID: <{id}@laichau.gov.vn>\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain\n\nxem\n--b\nContent-Type: message/rfc822\n\n\
         From: Admin <admin@mail-lc.example>\nSubject: Your mailbox is full\nMessage-ID: <{id}@evil>\nContent-Type: text/html\n\n\
         <a href=\"{link}\">Verify</a> <a href=\"https://mail.laichau.gov.vn/\">ours</a>\n--b--\n"
    )
}

#[tokio::test]
async fn what_other_tickets_carry_too_is_pointed_out() {
    let desk = Desk::start().await;
    for (who, id, link) in [
        ("an@laichau.gov.vn", "a", "http://login.mail-lc.example/1"),
        ("binh@laichau.gov.vn", "b", "http://login.mail-lc.example/2"),
        ("chi@laichau.gov.vn", "c", "http://other.example/1"),
    ] {
        desk.receive(who, &report(who, id, link)).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page("/tickets/HOTRO-2026-000001").await;
    assert!(page.contains("admin[@]<b>mail-lc[.]example</b>"));
    assert_eq!(page.matches("đã ghi nhận tại 2 phiếu khác").count(), 2, "sender and subject");
    assert_eq!(page.matches("đã ghi nhận tại 1 phiếu khác").count(), 1, "the host of the link");
    let list = an.page("/indicators?kind=host").await;
    assert!(list.contains("login[.]<b>mail-lc[.]example</b>") && !list.contains("laichau"), "ours is noise");
    let id = list.split("<td class=\"mono\"><a href=\"/indicators/").nth(1).unwrap().split('"').next().unwrap();
    let one = an.page(&format!("/indicators/{id}")).await;
    assert!(
        one.contains("HOTRO-2026-000001") && one.contains("HOTRO-2026-000002") && !one.contains("HOTRO-2026-000003")
    );

    // Analysed again, the same rows.
    let web = &desk.web;
    analyse::analyse(&web.db, &web.desk(), &web.clock, (&web.cells, &Resolver::Off), ArrivalId(1)).await.unwrap();
    assert_eq!(an.page("/tickets/HOTRO-2026-000001").await.matches("đã ghi nhận tại 2 phiếu khác").count(), 2);

    let viewer = desk.signed_in("lanhdao@laichau.gov.vn", &[Role::Viewer]).await;
    for path in ["/indicators".to_owned(), format!("/indicators/{id}")] {
        assert_eq!(viewer.get(&path).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(an.get("/indicators/9999").await.status(), StatusCode::NOT_FOUND);
}
