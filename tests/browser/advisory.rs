//! An officer writes a warning from a ticket and sees the page as it will print.

use crate::house::{Browser, House};

const REPORT: &str = "From: an.snv@laichau.gov.vn\nTo: hotro@laichau.gov.vn\nSubject: Fwd: x\nMessage-ID: <w1@laichau.gov.vn>\n\
    MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxem\n--b\n\
    Content-Type: message/rfc822\n\nFrom: \"<script>document.title = 'owned'</script>\" <admin@mail-lc.example>\n\
    Subject: Your mailbox is full\nMessage-ID: <m@evil>\nContent-Type: text/html\n\n\
    <a href=\"http://login.mail-lc.example/1\">Verify</a>\n--b--\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_beside_the_form_follows_what_is_typed() {
    let Some(browser) = Browser::start().await else { return };
    let (house, password) = House::start();
    house.deliver("an.snv@laichau.gov.vn", REPORT);
    house.letter("HOTRO-2026-000001");
    browser.sign_in(&house, "an@laichau.gov.vn", password).await;
    browser.go(&format!("{}/tickets/HOTRO-2026-000001", house.url)).await;
    browser.click("form[action$='/advisory'] button").await;
    browser.see("admin[@]mail-lc[.]example").await;
    assert_ne!(browser.driver.title().await.unwrap(), "owned");

    // The text of the page stands where a pen would find it, and the page is as wide as paper.
    let wide = "return Math.round(document.querySelector('.a4').getBoundingClientRect().width / 96 * 25.4)";
    assert_eq!(browser.driver.execute(wide, vec![]).await.unwrap().convert::<i64>().unwrap(), 210);
    browser.fill("textarea[name='subject']", "cảnh báo thư điện tử giả mạo mới").await;
    browser.fill("input[name='signer']", "Nguyễn Văn A").await;
    browser.see("V/v cảnh báo thư điện tử giả mạo mới").await;
    browser.see("Nguyễn Văn A").await;
    let hand = browser.find(".dispatch .hand").await.text().await.unwrap();
    assert_eq!(hand, "Nguyễn Văn A");
    browser.click("form[data-preview] .actions .primary").await;
    browser.see("Đã lưu phiên bản mới.").await;
    assert_eq!(browser.find(".dispatch .hand").await.text().await.unwrap(), "Nguyễn Văn A");
    // Nothing but the page scrolls sideways, on a telephone either.
    browser.width(360).await;
    let sideways = "return document.documentElement.scrollWidth > document.documentElement.clientWidth";
    assert!(!browser.driver.execute(sideways, vec![]).await.unwrap().convert::<bool>().unwrap());
    browser.end().await;
}
