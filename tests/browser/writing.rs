//! Writing at a ticket: a canned reply that is found by a word, the draft that is kept by itself, a colleague who is offered.

use crate::house::{Browser, House};

const REPORT: &str = "From: Binh <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: may in
Message-ID: <w1@laichau.gov.vn>

Tôi cần hỗ trợ máy in.
";

/// What stands in the field for words.
async fn words(browser: &Browser) -> String {
    browser.find("#words").await.prop("value").await.unwrap().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_written_is_helped_and_kept() {
    let Some(browser) = Browser::start().await else { return };
    let (house, first) = House::start();
    house.deliver("binh.snv@laichau.gov.vn", REPORT);
    house.letter("HOTRO-2026-000001");
    browser.sign_in(&house, "an@laichau.gov.vn", first).await;
    let ticket = format!("{}/tickets/HOTRO-2026-000001", house.url);
    browser.go(&ticket).await;
    browser.fill("[data-narrow]", "doi mat khau").await;
    browser.click("[data-insert]").await;
    browser.see("Nháp lưu lúc").await;
    assert!(words(&browser).await.contains("(a) đổi mật khẩu thư công vụ"), "{}", words(&browser).await);
    browser.go(&ticket).await;
    assert!(words(&browser).await.contains("(a) đổi mật khẩu thư công vụ"), "it is still there");
    browser.see("Nháp lưu lúc").await;

    browser.key("n").await;
    browser.fill("#words", "Nhờ @a").await;
    let name = browser.find(".offer button").await.text().await.unwrap();
    browser.click(".offer button").await;
    assert_eq!(words(&browser).await, format!("Nhờ @{name} "));
    browser.click(".compose .btn.note").await;
    browser.see("Đã lưu ghi chú.").await;
    assert!(words(&browser).await.contains("(a) đổi mật khẩu thư công vụ"), "the reply that was begun waits on");
    browser.click(".compose .btn.primary").await;
    browser.see("Thư trả lời đã vào hàng chờ gửi.").await;
    assert_eq!(words(&browser).await, "", "what was sent is no draft");
    let letter = house.letter("đổi mật khẩu thư công vụ");
    // Lines break where they are full.
    let letter: Vec<&str> = letter.split_whitespace().collect();
    assert!(letter.join(" ").contains("“may in”"), "the place was filled: {letter:?}");
    browser.end().await;
}
