//! Notes that name a colleague: who is named finds the ticket, until they have looked.

use hotro::desk::account::Role;

use crate::support::Browser;
use crate::support::report::{NUMBER, reported};

async fn note(browser: &Browser, text: &str) {
    let form = [("version", "1"), ("kind", "note"), ("text", text)];
    let answer = browser.post(&format!("/tickets/{NUMBER}/reply"), &form).await;
    assert_eq!(answer.status(), reqwest::StatusCode::SEE_OTHER);
}

/// How many tickets the rail counts as naming the reader.
async fn count(browser: &Browser) -> String {
    let page = browser.page("/tickets").await;
    page.split("data-count=\"mentions\">").nth(1).unwrap().split('<').next().unwrap().to_owned()
}

#[tokio::test]
async fn who_is_named_finds_the_ticket_and_looks() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let tam = desk.signed_in("tam@laichau.gov.vn", &[Role::Officer]).await;
    note(&an, "Nhờ @Tên của mai xem giúp, @an tự nhắc; chuyển tam@laichau.gov.vn").await;
    note(&an, "Gấp, @mai.").await;
    assert_eq!((count(&mai).await, count(&an).await, count(&tam).await), ("1".into(), "0".into(), "0".into()));
    let live = mai.page("/tickets/counts").await;
    assert!(live.contains("\"mentions\":1") || live.contains("\"mentions\":\"1\""), "{live}");
    let list = mai.page("/tickets?view=mentions").await;
    assert!(list.contains("Nhắc tới tôi") && list.matches("class=\"row").count() == 1, "{list}");
    assert_eq!(tam.page("/tickets?view=mentions").await.matches("class=\"row").count(), 0);

    assert_eq!(tam.get(&format!("/tickets/{NUMBER}")).await.status(), 200, "somebody else looking changes nothing");
    assert_eq!(count(&mai).await, "1");
    mai.page(&format!("/tickets/{NUMBER}")).await;
    assert_eq!(count(&mai).await, "0");
    assert_eq!(mai.page("/tickets?view=mentions").await.matches("class=\"row").count(), 1, "it is still found there");
    note(&an, "@mai còn một việc").await;
    assert_eq!(count(&mai).await, "1");
}

#[tokio::test]
async fn letters_and_calls_name_nobody() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let mai = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    for kind in ["call", "reply"] {
        let form = [("version", "1"), ("kind", kind), ("text", "@mai")];
        an.post(&format!("/tickets/{NUMBER}/reply"), &form).await;
    }
    assert_eq!(count(&mai).await, "0");
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    note(&an, "@xem @Tên của xem").await;
    assert!(!viewer.page("/tickets").await.contains("view=mentions"), "only those who work at tickets are named");
}
