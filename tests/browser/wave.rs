//! From a wave of reports to the province's confirmation: one conclusion, a warning signed and issued, mailed to agencies, and
//! the code of its letter typed on a telephone.

use crate::house::{Browser, House};

const AGENCIES: &str = "slug;name;kind;group;from;until;person;role;mail;telephone;addresses\n\
    snv;Sở Nội vụ;department;Sở, ban, ngành;2025-03-01;;Lò Văn A;Văn thư;vt.snv@laichau.gov.vn;;\n\
    pt;UBND xã Phong Thổ;commune;Xã, phường;2025-07-01;;;;vt.pt@laichau.gov.vn;;\n";

/// The report of reader `n`, each copy with another name and token.
fn report(n: usize) -> (String, String) {
    let who = format!("nguoi{n}.snv@laichau.gov.vn");
    let mail = format!(
        "From: {who}\nTo: hotro@laichau.gov.vn\nSubject: Fwd: thu la {n}\nMessage-ID: <w{n}@laichau.gov.vn>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nNhờ kiểm tra giúp.\n--b\n\
         Content-Type: message/rfc822\n\nFrom: Quan tri thu <admin@quota-lc.example>\nTo: <{who}>\nSubject: Hop thu sap het dung luong [{n}]\n\
         Message-ID: <l{n}@quota-lc.example>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n\
         Hộp thư của Ông/Bà đã vượt quá dung lượng {n}00 MB cho phép. Để không bị khóa trong 24 giờ, đề nghị cập nhật mật khẩu tại\n\
         https://quota-lc.example/login?id={:016x}\n--b--\n",
        n * 7_919_777
    );
    (who, mail)
}

/// The code in a letter to an agency.
fn code_in(letter: &str) -> String {
    let is_code = |word: &&str| word.split('-').filter(|part| part.len() == 4).count() == 4;
    let words = letter.split(|c: char| c.is_whitespace() || ".,;:".contains(c));
    words.into_iter().find(is_code).unwrap_or_else(|| panic!("no code in {letter}")).to_owned()
}

async fn leave(browser: &Browser) {
    browser.driver.delete_all_cookies().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wave_is_concluded_once_and_the_province_is_warned() {
    let Some(browser) = Browser::start().await else { return };
    let (house, password) = House::start();
    let words = ["user", "add", "--email", "vanthu@laichau.gov.vn", "--name", "Vàng Thị Thư", "--role", "clerk"];
    house.run(&[&words[..], &["--password-stdin"]].concat(), password.as_bytes());
    let directory = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(directory.path(), AGENCIES).unwrap();
    house.run(&["agency", "import", directory.path().to_str().unwrap()], b"");
    for n in 1..=12 {
        let (who, mail) = report(n);
        house.deliver(&who, &mail);
    }
    assert_eq!(house.letters(12, "HOTRO-2026-0000").len(), 12, "each is told a number");

    // One conclusion answers all of them.
    browser.sign_in(&house, "an@laichau.gov.vn", password).await;
    browser.go(&format!("{}/campaigns", house.url)).await;
    browser.click("main .what a").await;
    browser.see("12 phiếu").await;
    let campaign = browser.driver.current_url().await.unwrap().to_string();
    browser.key("c").await;
    browser.see("tất cả 12 phiếu").await;
    browser.click("label:has(input[value=phishing])").await;
    browser.click("button[value=send]").await;
    let answered = house.letters(12, "THƯ LỪA ĐẢO");
    assert!((1..=12).all(|n| answered.contains(&report(n).0)), "{answered:?}");
    browser.go(&campaign).await;
    browser.see("lừa đảo").await;

    // The warning, filled with the facts of the campaign, goes to be signed; the clerk issues it.
    browser.click("form[action$='/advisory'] button").await;
    browser.see("admin[@]quota-lc[.]example").await;
    let advisory = browser.driver.current_url().await.unwrap().to_string();
    let advisory = advisory.split('?').next().unwrap().to_owned();
    browser.fill("input[name=signer]", "Nguyễn Văn A").await;
    browser.see("DỰ THẢO").await;
    browser.click("button[formaction$='/submit']").await;
    browser.see("Đang trình ký").await;
    leave(&browser).await;
    browser.sign_in(&house, "vanthu@laichau.gov.vn", password).await;
    browser.go(&advisory).await;
    browser.fill("input[name=number]", "125").await;
    browser.click("form[action$='/issue'] button").await;
    browser.see("Đã ban hành").await;
    let page = browser.find(".a4").await.text().await.unwrap();
    assert!(page.contains("Số: 125/") && !page.contains("DỰ THẢO"), "{page}");

    confirm(&browser, &house, &advisory).await;
    browser.end().await;
}

/// Mails an issued advisory, and confirms it with the code of a letter.
async fn confirm(browser: &Browser, house: &House, advisory: &str) {
    // Mailed to everybody who has a contact; one of them confirms on a telephone.
    browser.go(&format!("{advisory}/mailing/send")).await;
    for band in browser.driver.find_all(thirtyfour::By::Css("input[name=band]:not(:checked)")).await.unwrap() {
        band.click().await.unwrap();
    }
    browser.click("button[value=send]").await;
    browser.find("#leaving progress").await;
    let told = house.letters(2, "Công văn số 125/");
    // The page follows by itself.
    browser.find("main:not(:has(#leaving))").await;
    assert!(told.contains("vt.snv@laichau.gov.vn") && told.contains("vt.pt@laichau.gov.vn"), "{told:?}");
    let code = code_in(&house.letter("Công văn số 125/"));
    leave(browser).await;
    browser.width(360).await;
    browser.go(&format!("{}/receipt", house.url)).await;
    browser.fill("main input[name=code]", &code).await;
    browser.click("main button").await;
    browser.fill("main input[name=person]", "Vàng A Pó").await;
    browser.click("main button.primary").await;
    browser.see("Đã ghi nhận").await;
    browser.width(1440).await;
    browser.again(house, "vanthu@laichau.gov.vn").await;
    browser.go(&format!("{advisory}/mailing")).await;
    browser.see("Vàng A Pó").await;
}
