//! What goes with a reply besides its words: files and copies, through the form, the outbox and the mail that leaves.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use mail_parser::{MessageParser, MimeHeaders};
use reqwest::StatusCode;
use reqwest::header::CONTENT_TYPE;

use crate::support::report::{NUMBER, reported};
use crate::support::{Browser, Desk, location};

/// Sends the form of the composer with files, as its page would.
async fn write(desk: &Desk, browser: &Browser, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> reqwest::Response {
    let mut body = Vec::new();
    for (name, value) in [("version", "1"), ("kind", "reply"), ("text", "Gửi kèm hướng dẫn.")].iter().chain(fields)
    {
        if !fields.iter().any(|(key, other)| key == name && other != value) {
            body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
    }
    for (name, bytes) in files {
        body.extend(
            format!("--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/html\r\n\r\n").bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    let path = format!("{}/tickets/{NUMBER}/reply?csrf={}", desk.url, browser.csrf().await);
    let request = browser.client.post(path).header("origin", &desk.url).body(body);
    request.header(CONTENT_TYPE, "multipart/form-data; boundary=b").send().await.unwrap()
}

async fn refused(answer: reqwest::Response, sentence: &str) {
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
    let page = answer.text().await.unwrap();
    assert!(page.contains(sentence) && page.contains(">Gửi kèm hướng dẫn.</textarea>"), "{sentence}");
}

#[tokio::test]
async fn files_and_copies_leave_with_the_letter_and_stand_in_the_conversation() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(
        page.contains("enctype=\"multipart/form-data\"")
            && page.contains("Nhiều nhất 5 tệp")
            && page.contains("10,0 MB")
    );
    let files: [(&str, &[u8]); 2] =
        [("C:\\\\tài liệu\\\\Hướng dẫn <đổi> mật khẩu.pdf", b"%PDF-1.7 \0\xff"), ("a.txt", b"")];
    let copies = [(
        "copies",
        " Lan.SNV@laichau.gov.vn; binh.snv@laichau.gov.vn, minh.snv@laichau.gov.vn lan.snv@laichau.gov.vn",
    )];
    let sent = write(&desk, &an, &copies, &files).await;
    assert_eq!(location(&sent), format!("/tickets/{NUMBER}?done=replied"));
    assert_eq!(desk.letters().await.len(), 1, "it is held");
    desk.web.clock.advance(TimeDelta::seconds(31));
    let sent = desk.letters().await.remove(1);
    assert_eq!(
        sent.letter.copies,
        ["lan.snv@laichau.gov.vn", "minh.snv@laichau.gov.vn"],
        "each once, not the reporter"
    );
    assert!(!sent.letter.text.contains("/status") && !sent.letter.text.contains('%'), "others read it: no lookup code");
    let mail = MessageParser::new().parse(&sent.mail.bytes).unwrap();
    let cc: Vec<_> = mail.cc().unwrap().iter().filter_map(|one| one.address()).collect();
    assert_eq!(cc, ["lan.snv@laichau.gov.vn", "minh.snv@laichau.gov.vn"]);
    assert!(mail.body_text(0).unwrap().contains("Gửi kèm hướng dẫn."));
    let attached: Vec<_> = mail.attachments().map(|one| (one.attachment_name().unwrap(), one.contents())).collect();
    assert_eq!(attached, [("Hướng dẫn _đổi_ mật khẩu.pdf", &b"%PDF-1.7 \0\xff"[..]), ("a.txt", b"")]);

    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("lan.snv@laichau.gov.vn, minh.snv@laichau.gov.vn"), "{page}");
    assert!(page.contains("Hướng dẫn _đổi_ mật khẩu[.]pdf") || page.contains("Hướng dẫn _đổi_ mật khẩu.pdf"), "{page}");
    let file = an.get(&format!("/tickets/{NUMBER}/letters/2/files/0")).await;
    assert_eq!(file.headers()[CONTENT_TYPE], "application/octet-stream", "never what the browser said it is");
    let named = file.headers()["content-disposition"].to_str().unwrap().to_owned();
    assert!(named.starts_with("attachment; filename*=UTF-8''H") && named.contains("kh%E1%BA%A9u.pdf"), "{named}");
    assert_eq!(file.bytes().await.unwrap(), b"%PDF-1.7 \0\xff"[..]);
    for path in ["letters/2/files/2", "letters/1/files/0", "letters/9/files/0"] {
        assert_eq!(an.get(&format!("/tickets/{NUMBER}/{path}")).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let shut = admin.get(&format!("/tickets/{NUMBER}/letters/2/files/0")).await;
    assert_eq!(shut.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_letter_goes_only_where_it_may() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let case = [
        ("ticket", ""),
        ("mailbox", "lan.snv@laichau.gov.vn"),
        ("person", "Lan"),
        ("what", "password"),
        ("happened", ""),
    ];
    an.post("/exposures/new", &case).await;
    assert!(an.page("/exposures").await.contains("lan[.]snv") || an.page("/exposures").await.contains("lan.snv"));
    for (copies, sentence) in [
        ("lan.snv@laichau.gov.vn", "đang bị lộ mật khẩu"),
        ("ai@mail-lc.example", "không gửi cho địa chỉ bên ngoài"),
        ("hotro@laichau.gov.vn", "hoặc chính bộ phận hỗ trợ"),
        ("khong phai@", "không hợp lệ"),
        ("a@laichau.gov.vn\r\nBcc: b@laichau.gov.vn", "không hợp lệ"),
        (
            "a@laichau.gov.vn b@laichau.gov.vn c@laichau.gov.vn d@laichau.gov.vn e@laichau.gov.vn f@laichau.gov.vn",
            "vượt quá giới hạn",
        ),
    ] {
        refused(write(&desk, &an, &[("copies", copies)], &[]).await, sentence).await;
    }
    desk.web.clock.advance(TimeDelta::minutes(1));
    assert!(desk.letters().await.iter().all(|sent| sent.letter.copies.is_empty()));
}

#[tokio::test]
async fn files_are_bounded_and_stay_with_letters() {
    let desk = Desk::start_with(|config| {
        config.letter.files = 2;
        config.letter.files_size.0 = 1000;
    })
    .await;
    desk.receive("binh.snv@laichau.gov.vn", crate::support::report::REPORT).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let many: [(&str, &[u8]); 3] = [("a", b"1"), ("b", b"2"), ("c", b"3")];
    refused(write(&desk, &an, &[], &many).await, "Số tệp gửi kèm vượt quá giới hạn.").await;
    let large = vec![7; 1001];
    let answer = write(&desk, &an, &[], &[("a", &large)]).await;
    refused(answer, "Tổng dung lượng tệp gửi kèm vượt quá giới hạn.").await;
    let huge = vec![7; 300_000];
    assert_eq!(write(&desk, &an, &[], &[("a", &huge)]).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let note = write(&desk, &an, &[("kind", "note")], &[("a", b"1")]).await;
    refused(note, "Ghi chú và cuộc gọi không kèm tệp được").await;
    let page = write(&desk, &an, &[("copies", "x")], &[("a", b"1")]).await.text().await.unwrap();
    assert!(page.contains("Đề nghị chọn lại tệp.") && page.contains("name=\"copies\"") && page.contains("value=\"x\""));
}
