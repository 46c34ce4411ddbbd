//! What the desk is told: in the page, by mail, once, and nobody of their own deeds.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use reqwest::StatusCode;

use crate::support::report::NUMBER;
use crate::support::{Browser, Desk, location};

/// A desk with a request of Wednesday 11/3/2026, 09:29; the answer is promised until 15:29.
async fn asked() -> Desk {
    let desk = Desk::start().await;
    let mail = "From: binh@laichau.gov.vn\nSubject: Chuyen rieng tu\nMessage-ID: <1@a>\n\nxin\n";
    desk.receive("binh@laichau.gov.vn", mail).await;
    desk.letters().await;
    desk
}

async fn bell(who: &Browser) -> i64 {
    let counts: serde_json::Value = who.get("/tickets/counts").await.json().await.unwrap();
    counts["notices"].as_i64().unwrap()
}

#[tokio::test]
async fn whoever_gets_a_ticket_is_told_and_reads_it_by_looking() {
    let desk = asked().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let give = async |who: &Browser, to: &str, version: &str| {
        let fields = [("assignee", to), ("version", version)];
        assert_eq!(who.post(&format!("/tickets/{NUMBER}/assign"), &fields).await.status(), StatusCode::SEE_OTHER);
    };
    give(&an, "1", "1").await;
    assert_eq!(bell(&an).await, 0, "of one's own deed nobody is told");
    give(&mai, "1", "2").await;
    assert_eq!((bell(&an).await, bell(&mai).await), (1, 0));
    let page = an.page("/notifications").await;
    assert!(
        page.contains(&format!("Tên của mai đã phân công phiếu {NUMBER} cho anh/chị"))
            && page.contains("Chuyen rieng tu")
    );
    assert!(page.contains("data-count=\"notices\">1</span>"));
    assert!(mai.page("/notifications").await.contains("Chưa có thông báo nào."));

    let answer = format!("From: binh@laichau.gov.vn\nSubject: Re: [{NUMBER}] x\nMessage-ID: <2@a>\n\nday\n");
    desk.receive("binh@laichau.gov.vn", &answer).await;
    desk.letters().await;
    assert_eq!(bell(&an).await, 2);
    an.page(&format!("/tickets/{NUMBER}")).await;
    assert_eq!(bell(&an).await, 0, "looking at the ticket is reading");
    let page = an.page("/notifications").await;
    assert!(page.contains("Người phản ánh đã trả lời") && !page.contains("/notifications/read"));

    give(&mai, "1", &desk.ticket(NUMBER).await.version.to_string()).await;
    assert_eq!(location(&an.post("/notifications/read", &[]).await), "/notifications?done=notices-read");
    assert_eq!(bell(&an).await, 0);
    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    assert_eq!(admin.get("/notifications").await.status(), StatusCode::FORBIDDEN);
    assert_eq!(an.post_bare("/notifications/read", &[]).await.status(), StatusCode::FORBIDDEN, "no token");
}

#[tokio::test]
async fn a_promise_is_warned_of_and_told_to_be_late_once() {
    let desk = asked().await;
    desk.account("an@laichau.gov.vn", &[Role::Analyst]).await;
    let told = async |email: &str, role| {
        let who = desk.signed_in(email, &[role]).await;
        (bell(&who).await, who)
    };
    desk.web.clock.advance(TimeDelta::hours(5) + TimeDelta::minutes(31));
    desk.worker.drain().await.unwrap();
    assert_eq!(desk.ticket(NUMBER).await.alarm, 1);
    let (none, tu) = told("tu@laichau.gov.vn", Role::Officer).await;
    let (_, lan) = told("lan@laichau.gov.vn", Role::Viewer).await;
    assert_eq!(none, 0, "who came later was not told");
    desk.web.clock.advance(TimeDelta::minutes(30));
    desk.worker.drain().await.unwrap();
    desk.worker.drain().await.unwrap();
    assert_eq!((bell(&tu).await, bell(&lan).await), (1, 0), "those who could take it; the rules name analysts");
    assert!(tu.page("/notifications").await.contains(&format!("Phiếu {NUMBER} đã quá hạn")));
    assert_eq!(desk.ticket(NUMBER).await.alarm, 2);
    // An answer keeps the first promise; the next one is not due.
    let form = [("kind", "reply"), ("text", "Đã cấp lại."), ("version", "1")];
    tu.post(&format!("/tickets/{NUMBER}/reply"), &form).await;
    let ticket = desk.ticket(NUMBER).await;
    assert_eq!((ticket.alarm, ticket.next_due_at), (0, ticket.verdict_due_at));
    desk.letters().await;
}

#[tokio::test]
async fn a_mail_names_tickets_and_nothing_of_what_was_reported() {
    let desk = asked().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let bad = an.post("/profile/notices", &[("mail", "once"), ("from", "22:00"), ("until", "")]).await;
    assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let bad = bad.text().await.unwrap();
    assert!(bad.contains("value=\"22:00\"") && bad.contains("hoặc để trống cả hai"));
    let taste = [("mail", "once"), ("from", "09:00"), ("until", "10:00")];
    assert_eq!(location(&an.post("/profile/notices", &taste).await), "/profile?done=saved");
    assert!(an.page("/profile").await.contains("value=\"once\" checked"));
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    mai.post(&format!("/tickets/{NUMBER}/assign"), &[("assignee", "1"), ("version", "1")]).await;
    let before = desk.letters().await.len();
    desk.web.clock.advance(TimeDelta::minutes(30));
    assert_eq!(desk.letters().await.len(), before, "quiet until ten");
    desk.web.clock.advance(TimeDelta::minutes(1));
    let letters = desk.letters().await;
    assert_eq!(letters.len(), before + 1);
    let letter = &letters[before].letter;
    assert_eq!(letter.to_address, "an@laichau.gov.vn");
    assert_eq!(letter.subject, "[hotro] 1 thông báo cần anh/chị xem");
    assert!(letter.text.contains(&format!("- Phiếu {NUMBER} được phân công cho anh/chị")), "{}", letter.text);
    assert!(!letter.text.contains("rieng tu") && !letter.text.contains("binh"), "{}", letter.text);
    desk.web.clock.advance(TimeDelta::minutes(10));
    assert_eq!(desk.letters().await.len(), before + 1, "once");

    // What was read meanwhile needs no mail; in English for whoever reads that.
    an.post("/profile", &[("language", "en"), ("theme", "system")]).await;
    an.post("/profile/notices", &[("mail", "daily"), ("from", ""), ("until", "")]).await;
    an.page(&format!("/tickets/{NUMBER}")).await;
    mai.post(&format!("/tickets/{NUMBER}/assign"), &[("assignee", "1"), ("version", "2")]).await;
    desk.web.clock.advance(TimeDelta::hours(6));
    assert_eq!(desk.letters().await.len(), before + 1, "in the morning");
    desk.web.clock.advance(TimeDelta::hours(16));
    let letters = desk.letters().await;
    assert_eq!(letters.len(), before + 2);
    let letter = &letters[before + 1].letter;
    assert!(letter.text.contains(&format!("- Ticket {NUMBER} was given to you")), "{}", letter.text);
    assert!(letter.text.contains(&format!("- Ticket {NUMBER} is overdue")), "{}", letter.text);
}
