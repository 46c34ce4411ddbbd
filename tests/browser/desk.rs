//! Sign in → queue → ticket → reply → verdict → close, with the keyboard where a desk would use it; and a hostile mail.

use crate::house::{Browser, House};

pub(crate) const REPORT: &str = "From: =?UTF-8?Q?Tr=E1=BA=A7n_Th=E1=BB=8B_B=C3=ACnh?= <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: Fwd: thu la
Message-ID: <r1@laichau.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Tôi có bấm vào liên kết. <script>document.title = 'owned'</script>
--b
Content-Type: message/rfc822

From: \"</b><script>document.title = 'owned'</script>\" <admin@mail-lc.example>
To: binh.snv@laichau.gov.vn
Subject: \"><img src=x onerror=\"document.title='owned'\"> =?UTF-8?Q?H=E1=BB=99p_th=C6=B0_=C4=91=E1=BA=A7y?=
Message-ID: <evil@mail-lc.example>
MIME-Version: 1.0
Content-Type: text/html; charset=utf-8

<base href=\"https://evil.example/\"><p>Hộp thư đã đầy.</p><a href=\"javascript:document.title='owned'\">x</a>
<a href=\"http://laichau.gov.vn.mail-lc.example/'&quot;><script>document.title='owned'</script>\">https://mail.laichau.gov.vn</a>
<script>document.title = 'owned'</script><img src=https://evil.example/pixel.gif><form action=https://evil.example><input type=password></form>
--b--
";

/// Nothing of the mail ran, and nothing was asked of anybody but us.
async fn untouched(browser: &Browser, house: &House) {
    assert_ne!(browser.driver.title().await.unwrap(), "owned");
    let script = "return performance.getEntriesByType('resource').map(entry => entry.name)";
    let asked: Vec<String> = browser.driver.execute(script, vec![]).await.unwrap().convert().unwrap();
    assert!(asked.iter().all(|url| url.starts_with(&house.url)), "{asked:?}");
    let live = "return document.querySelectorAll('main script, main img:not([src^=\"/tickets/\"]), main iframe:not([sandbox=\"\"]), main base, main a[href^=\"http\"]').length";
    assert_eq!(browser.driver.execute(live, vec![]).await.unwrap().convert::<i64>().unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_main_job() {
    let Some(browser) = Browser::start().await else { return };
    let (house, first) = House::start();
    house.deliver("binh.snv@laichau.gov.vn", REPORT);
    let acknowledgement = house.letter("HOTRO-2026-000001");
    assert!(acknowledgement.contains("Trần Thị Bình"), "{acknowledgement}");

    browser.sign_in(&house, "an@laichau.gov.vn", first).await;
    browser.go(&format!("{}/tickets", house.url)).await;
    let row = browser.find(".list .row").await.text().await.unwrap();
    assert!(row.contains("Hộp thư đầy") && row.contains("Trần Thị Bình") && row.contains("mail-lc[.]example"), "{row}");
    browser.key("j").await;
    browser.focused().await.send_keys("\u{e007}").await.unwrap();
    browser.find("main.ticket h1").await;
    let page = browser.text().await;
    for seen in ["Căn cứ nhận định", "thực tế dẫn tới", "Tôi có bấm vào liên kết.", "Thư xác nhận tiếp nhận"]
    {
        assert!(page.contains(seen), "{seen} is missing: {page}");
    }
    untouched(&browser, &house).await;

    browser.key("m").await;
    browser.see("Anh/chị đã nhận xử lý phiếu.").await;
    browser.key("n").await;
    browser.fill("#words", "Đã báo bộ phận mạng.").await;
    browser.click(".compose .btn.note").await;
    browser.see("Đã lưu ghi chú.").await;
    browser.key("r").await;
    browser.fill("#words", "Đề nghị Ông/Bà đổi ngay mật khẩu.").await;
    browser.click(".compose .btn.primary").await;
    browser.see("Thư trả lời đã vào hàng chờ gửi.").await;
    assert!(!house.letter("Đề nghị Ông/Bà đổi ngay mật khẩu.").contains("bộ phận mạng"), "a note stays inside");

    browser.key("c").await;
    browser.find("#letter-text").await;
    browser.key("1").await;
    untouched(&browser, &house).await;
    browser.click("button[value=send]").await;
    browser.see("Đã kết luận").await;
    assert!(browser.text().await.contains("Thu hồi"), "the letter can be taken back");
    house.letter("THƯ LỪA ĐẢO");
    browser.go(&format!("{}/tickets?q=HOTRO-2026-000001", house.url)).await;
    let page = browser.find("main.ticket").await.text().await.unwrap();
    assert!(
        page.contains("Đã đóng") && page.contains("thư lừa đảo") && page.contains("Kết luận: thư lừa đảo"),
        "{page}"
    );
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reported_mail_is_looked_at_without_harm() {
    let Some(browser) = Browser::start().await else { return };
    let (house, first) = House::start();
    house.deliver("binh.snv@laichau.gov.vn", REPORT);
    house.letter("HOTRO-2026-000001");
    browser.sign_in(&house, "an@laichau.gov.vn", first).await;
    browser.go(&format!("{}/tickets/HOTRO-2026-000001", house.url)).await;
    let tabs = browser.find(".look .tabs").await.text().await.unwrap();
    assert!(["Chữ", "HTML", "Nguồn"].iter().all(|tab| tabs.contains(tab)), "{tabs}");
    browser.click(".look .tabs label:has([value=text])").await;
    assert!(browser.find(".look-text .source").await.is_displayed().await.unwrap());
    browser.click(".look .tabs label:has([value=html])").await;
    let frame = browser.find(".look-html iframe").await;
    assert!(frame.is_displayed().await.unwrap());
    assert!(!browser.find(".look-text .source").await.is_displayed().await.unwrap(), "one view at a time");
    frame.clone().enter_frame().await.unwrap();
    browser.see("Hộp thư đã đầy.").await;
    let link = browser.find("a[title]").await;
    assert_eq!(link.attr("href").await.unwrap(), None, "a link leads nowhere");
    browser.driver.enter_default_frame().await.unwrap();
    untouched(&browser, &house).await;
    browser.click(".look .tabs a").await;
    browser.see("Nguồn thư").await;
    assert!(browser.find(".source .telling").await.text().await.unwrap().starts_with("From:"));
    untouched(&browser, &house).await;
    // Opened directly, the page is as harmless.
    browser.go(&format!("{}/tickets/HOTRO-2026-000001/arrivals/1/samples/0/html", house.url)).await;
    browser.see("Hộp thư đã đầy.").await;
    let asked = "return performance.getEntriesByType('resource').length";
    assert!(browser.driver.execute(asked, vec![]).await.map_or(true, |seen| seen.json().as_i64() == Some(0)));
    browser.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_fits_a_telephone_and_a_tablet() {
    let Some(browser) = Browser::start().await else { return };
    let (house, first) = House::start();
    house.deliver("binh.snv@laichau.gov.vn", REPORT);
    house.letter("HOTRO-2026-000001");
    browser.sign_in(&house, "an@laichau.gov.vn", first).await;
    for width in [360, 820, 1440] {
        browser.width(width).await;
        for path in [
            "/tickets",
            "/tickets/HOTRO-2026-000001",
            "/tickets/HOTRO-2026-000001/verdict",
            "/tickets/HOTRO-2026-000001/arrivals/1/samples/0/source",
            "/tickets/new",
            "/profile",
        ] {
            browser.go(&format!("{}{path}", house.url)).await;
            let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
            let over: i64 = browser.driver.execute(script, vec![]).await.unwrap().convert().unwrap();
            assert!(over <= 0, "{path} is {over} px too wide at {width}");
        }
    }
    browser.end().await;
}
