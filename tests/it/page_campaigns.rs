//! The pages of campaigns as different people see them, and the correction of a conclusion about one ticket.

use chrono::TimeDelta;
use hotro::desk::account::Role;

use crate::support::wave::{lure, report, reporter};
use crate::support::{Desk, location};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_may_only_read_sees_figures_and_changes_nothing() {
    let desk = Desk::start().await;
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    assert!(viewer.page("/campaigns").await.contains("Chưa có đợt tấn công nào"));
    for n in 1..=2 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "Tôi đã bấm vào liên kết.", &lure(n, "quota.example")))
            .await;
    }
    desk.letters().await;
    for n in 1..=2 {
        let (who, number) = (reporter(n), format!("HOTRO-2026-00000{n}"));
        let said = format!("From: {who}\nSubject: Re: [{number}]\nMessage-ID: <a{n}@laichau.gov.vn>\n\n1\n");
        desk.receive(&who, &said).await;
    }
    desk.letters().await;
    for sort in ["risk", "score", "exposure", "reach", "waiting", "newest"] {
        let page = viewer.page(&format!("/campaigns?sort={sort}&state=open")).await;
        assert!(page.contains("Hộp thư sắp hết dung lượng") && page.contains("đã bấm liên kết ×2"), "{sort}: {page}");
        assert!(page.contains("<path d=\"M0 "), "the spark line is drawn by the server");
    }
    assert!(!viewer.page("/campaigns?state=decided").await.contains("Hộp thư sắp hết"));
    let list = viewer.page("/campaigns").await;
    let uuid = list.split_once("/campaigns/").unwrap().1.split('"').next().unwrap().to_owned();
    let page = viewer.page(&format!("/campaigns/{uuid}")).await;
    assert!(page.contains("2 phiếu") && page.contains("HOTRO-2026-000002"), "{page}");
    assert!(!page.contains("quota[.]example") && !page.contains("Tách khỏi đợt"), "no evidence, no buttons: {page}");
    assert!(!viewer.page("/tickets/HOTRO-2026-000001").await.contains("cùng mẫu liên kết"));
    for what in ["split", "join", "merge", "rename", "undo", "verdict", "stop", "approve"] {
        let answer = viewer.post(&format!("/campaigns/{uuid}/{what}"), &[("step", "1")]).await;
        assert_eq!(answer.status().as_u16(), 403, "{what}");
    }
    assert_eq!(viewer.get("/campaigns/00000000-0000-7000-8000-000000000000").await.status().as_u16(), 404);

    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page(&format!("/campaigns/{uuid}")).await;
    assert!(page.contains("quota[.]example/login?id={}") && !page.contains("https://quota.example"), "{page}");
    assert!(an.page("/tickets/HOTRO-2026-000001").await.contains("cùng mẫu liên kết"));
    let form = [("version", "1"), ("title", "Đợt <b>hộp thư đầy</b>")];
    assert!(location(&an.post(&format!("/campaigns/{uuid}/rename"), &form).await).contains("done=campaign-renamed"));
    assert!(an.page("/campaigns").await.contains("Đợt &#60;b&#62;hộp thư đầy"), "a title is text");
    let stale = an.post(&format!("/campaigns/{uuid}/rename"), &form).await;
    assert_eq!(stale.status().as_u16(), 409);
    assert!(stale.text().await.unwrap().contains("Đợt vừa có thay đổi"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_conclusion_about_one_ticket_is_sent_as_a_correction() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let who = reporter(1);
    desk.receive(&who, &report(&who, "r1", "xem", &lure(1, "quota.example"))).await;
    let before = desk.letters().await.len();
    for (verdict, subject) in [("spam", "] Kết luận: thư rác"), ("phishing", "] Đính chính kết luận: thư lừa đảo")]
    {
        let version = desk.ticket("HOTRO-2026-000001").await.version.to_string();
        let fields = [
            ("version", version.as_str()),
            ("verdict", verdict),
            ("letter", "yes"),
            ("close", "no"),
            ("action", "send"),
        ];
        assert_eq!(an.post("/tickets/HOTRO-2026-000001/verdict", &fields).await.status().as_u16(), 303);
        desk.web.clock.advance(TimeDelta::seconds(31));
        let letters = desk.letters().await;
        assert!(letters.last().unwrap().letter.subject.contains(subject), "{}", letters.last().unwrap().letter.subject);
    }
    assert_eq!(desk.letters().await.len(), before + 2);
}
