//! A report with a stamp of state secrecy: closed at once, opened or erased by a person, and said so to everybody.

use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use hotro::record::ticket::{Exposure, Seal};
use reqwest::StatusCode;

use crate::support::report::{NUMBER, reported};
use crate::support::{Browser, Desk};

/// A forwarded document whose first line is a stamp; its words must be seen nowhere.
const STAMPED: &str = "From: Bình <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: =?UTF-8?Q?Fwd:_K=E1=BA=BF_ho=E1=BA=A1ch_b=C3=AD_danh?=
Message-ID: <s1@laichau.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Xin kiểm tra giúp công văn thác nước này.
--b
Content-Type: message/rfc822

From: Van thu <vanthu@mail-lc.example>
To: binh.snv@laichau.gov.vn
Subject: =?UTF-8?Q?K=E1=BA=BF_ho=E1=BA=A1ch_b=C3=AD_danh?=
Message-ID: <k@mail-lc.example>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=c

--c
Content-Type: text/plain; charset=utf-8

          TỐI MẬT

Nội dung thác nước. Tài khoản của bạn sẽ bị khóa, xác minh tại
http://laichau.gov.vn.mail-lc.example/login
--c
Content-Type: application/octet-stream
Content-Disposition: attachment; filename=\"ke hoach thac nuoc.exe\"
Content-Transfer-Encoding: base64

TVqQAAMAAAAEAAAA//8AALgAAAA=
--c--
--b--
";

/// Words of the content, and where it could be handed out.
const SECRET: [&str; 4] = ["bí danh", "thác nước", "thac nuoc", "/arrivals/1/samples/0/raw\""];

async fn act(browser: &Browser, tail: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let page = browser.page(&format!("/tickets/{NUMBER}")).await;
    let (_, rest) = page.split_once("name=\"version\" value=\"").expect("a form with the version");
    let version = rest.split('"').next().unwrap().to_owned();
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    browser.post(&format!("/tickets/{NUMBER}{tail}"), &all).await
}

/// Every place at which the desk could meet the content.
async fn everywhere(browser: &Browser) -> String {
    let mut all = String::new();
    for path in ["", "/print", "/verdict"] {
        all += &browser.page(&format!("/tickets/{NUMBER}{path}")).await;
    }
    for path in ["/tickets?view=all", "/tickets?q=thac+nuoc", "/tickets?q=bi+danh", "/indicators"] {
        // The words of the search stand in its own field.
        all += browser.page(path).await.split("class=\"fresh\"").nth(1).unwrap_or_default();
    }
    all
}

async fn stamped() -> Desk {
    let desk = Desk::start().await;
    desk.receive("binh.snv@laichau.gov.vn", STAMPED).await;
    desk.letters().await;
    desk
}

#[tokio::test]
async fn a_stamp_closes_the_content_and_leaves_sender_score_and_reasons() {
    let desk = stamped().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let all = everywhere(&an).await;
    for word in SECRET {
        assert!(!all.contains(word), "{word} is seen");
    }
    for word in
        ["đã niêm phong", "vanthu[@]<b>mail-lc[.]example</b>", "chỉ là tên miền con", "niêm phong vì có dấu mật"]
    {
        assert!(all.contains(word), "{word} is missing");
    }
    let queue = an.page("/tickets?view=sealed").await;
    assert!(queue.contains("data-count=\"sealed\">1<") && queue.contains("dấu mật") && queue.contains(NUMBER));
    for path in ["raw", "samples/0/raw", "samples/0/attachments/0"] {
        let answer = an.get(&format!("/tickets/{NUMBER}/arrivals/1/{path}")).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let letter = &desk.letters().await.last().unwrap().letter.clone();
    assert!(letter.text.contains("đã được\nniêm phong") || letter.text.contains("đã được niêm phong"), "{letter:?}");
    assert!(!SECRET.iter().any(|word| letter.text.contains(word) || letter.subject.contains(word)), "{letter:?}");

    // What the reporter answers still counts.
    let answer = format!(
        "From: binh.snv@laichau.gov.vn\nSubject: Re: [{NUMBER}]\nMessage-ID: <a1@laichau.gov.vn>\n\n3\n\nthác nước\n"
    );
    desk.receive("binh.snv@laichau.gov.vn", &answer).await;
    desk.letters().await;
    assert_eq!(desk.ticket(NUMBER).await.exposure, Some(Exposure::Password));
    assert!(!everywhere(&an).await.contains("thác nước"));
}

#[tokio::test]
async fn a_false_seal_is_lifted_with_a_reason_and_everything_is_seen_again() {
    let desk = stamped().await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    assert_eq!(act(&officer, "/unseal", &[("why", "x")]).await.status(), StatusCode::FORBIDDEN);
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    assert_eq!(act(&an, "/unseal", &[("why", "  ")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
    act(&an, "/unseal", &[("why", "Thư lừa đảo giả dấu mật")]).await;
    desk.letters().await;
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    for word in ["Kế hoạch bí danh", "Nội dung thác nước", "Xin kiểm tra giúp công văn thác nước", "ke hoach thac nuoc"]
    {
        assert!(page.contains(word), "{word} is missing");
    }
    assert!(page.contains("Gỡ niêm phong: Thư lừa đảo giả dấu mật"));
    assert!(an.page("/tickets?q=thac+nuoc").await.contains(NUMBER));
    assert!(!an.page("/tickets").await.contains("data-count=\"sealed\""));

    // A person may seal it again, also without a stamp.
    act(&officer, "/seal", &[]).await;
    let all = everywhere(&an).await;
    assert!(!SECRET.iter().any(|word| all.contains(word)), "{all}");
}

#[tokio::test]
async fn a_true_secret_is_erased_for_good_and_on_record() {
    let desk = stamped().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let wrong = act(&an, "/erase", &[("number", "HOTRO-2026-000009")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk.ticket(NUMBER).await.seal, Some(Seal::Stamped));
    act(&an, "/erase", &[("number", NUMBER)]).await;
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("đã được xóa vĩnh viễn") && page.contains("Xóa vĩnh viễn nội dung thư"));
    assert_eq!(an.get(&format!("/tickets/{NUMBER}/arrivals/1/raw")).await.status(), StatusCode::NOT_FOUND);
    let kept =
        desk.db().read(|conn| Ok::<_, Error>(hotro::record::evidence::raw(conn, hotro::base::ids::ArrivalId(1))));
    assert!(kept.await.unwrap().is_err(), "the bytes are gone");
    let object = format!("ticket:{NUMBER}");
    let lines = desk.db().read(move |c| Ok::<_, Error>(audit::page(c, None, Some(&object), 50)?)).await.unwrap();
    assert!(lines.iter().any(|line| line.action == "ticket.erase" && line.detail == "1 mails"), "{lines:?}");

    // The very same mail once more is taken, counted, and brings nothing back.
    desk.receive("binh.snv@laichau.gov.vn", STAMPED).await;
    desk.letters().await;
    assert_eq!(desk.ticket(NUMBER).await.arrivals, 2);
    let all = everywhere(&an).await;
    assert!(!SECRET.iter().any(|word| all.contains(word)), "{all}");
}

#[tokio::test]
async fn a_mail_about_passwords_is_not_sealed() {
    let desk = reported().await;
    assert_eq!(desk.ticket(NUMBER).await.seal, None);
}
