//! The form for reporters: what is dropped becomes a ticket like every other, and strangers get no letters by it.

use hotro::desk::account::Role;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::support::{Browser, Desk, location, token_on};

const MAIL: &str = "Received: from evil (evil [192.0.2.7]) by mx.laichau.gov.vn; Thu, 11 Mar 2021 09:29:00 +0700\r\n\
    From: Quan tri <admin@mail-lc.example>\r\nSubject: Hop thu sap day\r\nMessage-ID: <e@mail-lc.example>\r\n\r\nhttp://mail-lc.example/login\r\n";

/// Fields of the form, and files by name.
async fn send(visitor: &Browser, desk: &Desk, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> reqwest::Response {
    let token = token_of(visitor).await;
    let mut form = Form::new();
    for (name, value) in fields {
        form = form.text((*name).to_owned(), (*value).to_owned());
    }
    for (name, bytes) in files {
        form = form.part("files", Part::bytes(bytes.to_vec()).file_name((*name).to_owned()));
    }
    let request = visitor.client.post(format!("{}/report?csrf={token}", desk.url)).header("origin", &desk.url);
    request.multipart(form).send().await.unwrap()
}

async fn token_of(visitor: &Browser) -> String {
    token_on(&visitor.page("/status").await)
}

const BINH: (&str, &str) = ("address", "Binh.SNV@laichau.gov.vn");

#[tokio::test]
async fn a_dropped_mail_becomes_a_ticket_and_its_reporter_is_told() {
    let desk = Desk::start().await;
    let visitor = desk.visitor();
    let page = visitor.page("/report").await;
    assert!(page.contains("hotro@laichau.gov.vn") && page.contains("href=\"/how-to\"") && page.contains("noindex"));
    let fields = [BINH, ("name", "Trần Thị Bình"), ("words", "Tôi chưa bấm gì.")];
    let answer = send(&visitor, &desk, &fields, &[("thu.eml", MAIL.as_bytes())]).await;
    let next = location(&answer).to_owned();
    assert_eq!(next, "/report?sent=HOTRO-2026-000001");
    assert!(visitor.page(&next).await.contains("mã phiếu HOTRO-2026-000001"));
    let letters = desk.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].letter.to_address, "binh.snv@laichau.gov.vn");
    let ticket = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!(
        (ticket.subject.as_str(), ticket.grade.as_deref()),
        ("Hop thu sap day", Some("A")),
        "the mail inside counts"
    );
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let seen = an.page("/tickets/HOTRO-2026-000001").await;
    assert!(seen.contains("Tôi chưa bấm gì.") && seen.contains("qua trang web (chưa xác minh người gửi)"), "{seen}");

    // A number in the words opens no door to that ticket, and a digit says nothing for its reporter.
    for (n, words) in ["Re: [HOTRO-2026-000001] thêm", "4\rHOTRO-2026-000001"].into_iter().enumerate() {
        let next = location(&send(&visitor, &desk, &[BINH, ("words", words)], &[]).await).to_owned();
        assert_eq!(next, format!("/report?sent=HOTRO-2026-{:06}", n + 2));
    }
    desk.letters().await;
    let ticket = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!((ticket.arrivals, ticket.exposure), (1, None));

    // Pasted text alone is enough.
    let pasted = [BINH, ("pasted", "Từ: Admin <a@x.example>\nChủ đề: Khóa thư\n\nMở http://x.example/1")];
    assert_eq!(location(&send(&visitor, &desk, &pasted, &[]).await), "/report?sent=HOTRO-2026-000004");
    desk.letters().await;
    assert_eq!(desk.ticket("HOTRO-2026-000004").await.grade.as_deref(), Some("C"));
}

#[tokio::test]
async fn what_cannot_be_taken_is_said_and_what_was_typed_stays() {
    let desk = Desk::start().await;
    let visitor = desk.visitor();
    let stranger = [("address", "ke.la@gmail.example"), ("words", "Xin kiểm tra <b>giúp</b>")];
    let answer = send(&visitor, &desk, &stranger, &[]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("thư xác nhận chỉ gửi tới địa chỉ công vụ") && page.contains("Xin kiểm tra &#60;b&#62;giúp"),
        "{page}"
    );
    for (fields, files, said) in [
        (vec![BINH], vec![], "Đề nghị chọn tệp thư"),
        (vec![("address", "hotro@laichau.gov.vn"), ("words", "x")], vec![], "địa chỉ công vụ"),
        (vec![("address", "a@b@laichau.gov.vn"), ("words", "x")], vec![], "địa chỉ công vụ"),
        (vec![BINH], vec![("1.eml", MAIL.as_bytes()); 6], "Nhiều nhất năm tệp"),
    ] {
        let answer = send(&visitor, &desk, &fields, &files).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(answer.text().await.unwrap().contains(said), "{said}");
    }
    let bare = visitor.client.post(format!("{}/report", desk.url)).header("origin", &desk.url);
    let bare = bare.multipart(Form::new().text("words", "x")).send().await.unwrap();
    assert_eq!(bare.status(), StatusCode::FORBIDDEN, "no token");
    assert!(!visitor.page("/report?sent=%3Cb%3E").await.contains("mã phiếu"), "only a number is said back");
    assert!(desk.letters().await.is_empty());

    // One address is not flooded with confirmations.
    let mut last = StatusCode::OK;
    for n in 0..=20 {
        let words = format!("Thư lạ số {n}");
        last = send(&visitor, &desk, &[BINH, ("words", &words)], &[]).await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    desk.web.clock.advance(chrono::TimeDelta::hours(2));
    assert_eq!(send(&visitor, &desk, &[BINH, ("words", "sau đó")], &[]).await.status(), StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_way_to_send_an_original_is_shown_in_both_languages() {
    let desk = Desk::start().await;
    let visitor = desk.visitor();
    let page = visitor.page("/how-to").await;
    assert!(page.contains("Chuyển tiếp làm Tập tin đính kèm") && page.matches("<svg viewBox").count() == 3);
    let page = visitor.page("/how-to?lang=en").await;
    assert!(page.contains("Forward as attachment") && page.contains("href=\"/report?lang=en\""), "{page}");
}
