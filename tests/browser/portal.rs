//! A worried reporter: the code from the letter, what happened, the conclusion, on a telephone.

use crate::house::{Browser, House};

const REPORT: &str = "From: =?UTF-8?Q?Tr=E1=BA=A7n_Th=E1=BB=8B_B=C3=ACnh?= <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: Fwd: thu la
Message-ID: <r2@laichau.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Xin kiểm tra giúp.
--b
Content-Type: message/rfc822

From: Admin <admin@mail-lc.example>
Subject: <script>document.title='owned'</script> =?UTF-8?Q?H=E1=BB=99p_th=C6=B0_=C4=91=E1=BA=A7y?=
Message-ID: <evil2@mail-lc.example>
Content-Type: text/plain; charset=utf-8

http://laichau.gov.vn.mail-lc.example/
--b--
";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reporter_looks_up_the_ticket_and_says_what_happened() {
    let Some(browser) = Browser::start().await else { return };
    let (house, first) = House::start();
    house.deliver("binh.snv@laichau.gov.vn", REPORT);
    let letter = house.letter("HOTRO-2026-000001");
    let code = letter
        .split_whitespace()
        .find(|word| word.trim_end_matches('.').split('-').filter(|part| part.len() == 4).count() == 4);
    let code = code.unwrap_or_else(|| panic!("no code in {letter}")).trim_end_matches('.').to_lowercase();

    browser.width(360).await;
    browser.go(&format!("{}/status", house.url)).await;
    browser.fill("main input[name=code]", "ABCD-ABCD-ABCD-ABCD").await;
    browser.click("main button").await;
    browser.see("Mã tra cứu không đúng").await;
    browser.fill("main input[name=code]", &code).await;
    browser.click("main button").await;
    browser.see("HOTRO-2026-000001").await;
    let address = browser.driver.current_url().await.unwrap().to_string().to_lowercase();
    assert!(!address.contains(&code.replace('-', "")) && !address.contains(&code), "the code stands in {address}");
    assert_ne!(browser.driver.title().await.unwrap(), "owned");
    browser.click("button[value=password]").await;
    browser.see("Đổi ngay mật khẩu").await;
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert!(browser.driver.execute(over, vec![]).await.unwrap().convert::<i64>().unwrap() <= 0);

    browser.width(1440).await;
    browser.sign_in(&house, "an@laichau.gov.vn", first).await;
    browser.go(&format!("{}/tickets?view=password", house.url)).await;
    assert!(browser.find(".list .row").await.text().await.unwrap().contains("đã nhập mật khẩu"));
    browser.go(&format!("{}/tickets/HOTRO-2026-000001/verdict", house.url)).await;
    browser.click("button[value=send]").await;
    house.letter("THƯ LỪA ĐẢO");
    browser.go(&format!("{}/status/ticket", house.url)).await;
    let page = browser.text().await;
    assert!(page.contains("lừa đảo") && !page.contains("Lò Thị An"), "{page}");
    browser.end().await;
}
