//! Nobody fills a ticket through its status page.

use chrono::TimeDelta;
use hotro::desk::look_up::HOURLY;
use reqwest::StatusCode;

use crate::support::{Desk, token_on};

#[tokio::test]
async fn a_ticket_takes_so_many_additions_in_an_hour() {
    let desk = Desk::start().await;
    let mail = "From: An <an@laichau.gov.vn>\nSubject: x\nMessage-ID: <1@a>\n\nxin\n";
    desk.receive("an@laichau.gov.vn", mail).await;
    let letter = desk.letters().await.remove(0).letter.text;
    let code = letter.split_whitespace().find(|word| word.matches('-').count() == 3 && word.len() >= 19).unwrap();
    let reporter = desk.visitor();
    let csrf = token_on(&reporter.page("/status").await);
    let csrf = csrf.as_str();
    reporter.post_bare("/status", &[("csrf", csrf), ("code", code.trim_end_matches('.'))]).await;
    let add = async || {
        let answer = reporter.post_bare("/status/words", &[("csrf", csrf), ("words", "Nói thêm.")]).await;
        (answer.status(), answer.text().await.unwrap())
    };
    for nth in 0..HOURLY {
        assert_eq!(add().await.0, StatusCode::SEE_OTHER, "{nth}");
        desk.web.clock.advance(TimeDelta::seconds(60));
    }
    let (status, page) = add().await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("thử lại sau") && page.contains("Nói thêm."), "what was typed is kept");
    desk.web.clock.advance(TimeDelta::minutes(45));
    let csrf_again = reporter.page("/status").await;
    assert!(csrf_again.contains("csrf"));
}
