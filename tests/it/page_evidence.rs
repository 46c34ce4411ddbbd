//! Who reads what came in a mail, and how it is handed out.

use std::io::Read;

use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use reqwest::StatusCode;

use crate::support::Desk;
use crate::support::report::{NUMBER, REPORT, reported};

#[tokio::test]
async fn what_came_is_handed_out_whole_and_attachments_locked() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let base = format!("/tickets/{NUMBER}/arrivals/1");
    let raw = an.get(&format!("{base}/raw")).await;
    assert!(
        raw.headers()["content-disposition"]
            .to_str()
            .unwrap()
            .starts_with("attachment; filename=\"HOTRO-2026-000001-1")
    );
    assert_eq!(raw.headers()["content-type"], "application/octet-stream");
    assert_eq!(raw.bytes().await.unwrap(), REPORT.replace('\n', "\r\n").as_bytes());
    let sample = an.page(&format!("{base}/samples/0/raw")).await;
    assert!(sample.contains("Message-ID: <evil@mail-lc.example>") && !sample.contains("r1@laichau"));
    let zip = an.get(&format!("{base}/samples/0/attachments/0")).await.bytes().await.unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&zip[..])).unwrap();
    let mut file = archive.by_index_decrypt(0, b"infected").unwrap();
    assert!(file.name().ends_with("hoa don.exe.bin") && !file.name().contains('/'), "{}", file.name());
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    assert!(bytes.starts_with(b"MZ") && bytes.len() == 20);
    for (path, status) in [
        (format!("{base}/samples/0/attachments/9"), StatusCode::NOT_FOUND),
        (format!("{base}/samples/7/raw"), StatusCode::NOT_FOUND),
        (format!("/tickets/{NUMBER}/arrivals/99/raw"), StatusCode::NOT_FOUND),
        ("/tickets/HOTRO-2026-000009/arrivals/1/raw".into(), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(an.get(&path).await.status(), status, "{path}");
    }
    let object = format!("ticket:{NUMBER}");
    let lines = desk.db().read(move |c| Ok::<_, Error>(audit::page(c, None, Some(&object), 50)?)).await;
    let actions: Vec<_> = lines.unwrap().into_iter().map(|line| line.action).collect();
    assert_eq!(actions.iter().filter(|action| *action == "evidence.download").count(), 3);
}

#[tokio::test]
async fn whoever_may_not_does_not() {
    let desk = reported().await;
    let viewer = desk.signed_in("lanhdao@laichau.gov.vn", &[Role::Viewer]).await;
    let page = viewer.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("không xem nội dung thư") && !page.contains("Căn cứ nhận định") && !page.contains("hxxp"));
    assert!(!page.contains("id=\"compose\"") && !page.contains("/verdict"));
    let csrf = viewer.csrf().await;
    for (path, fields) in [
        ("/reply", vec![("kind", "note"), ("text", "x"), ("version", "1")]),
        ("/assign", vec![("assignee", "1"), ("version", "1")]),
        ("/status", vec![("status", "closed"), ("version", "1")]),
        ("/verdict", vec![("verdict", "spam"), ("version", "1"), ("action", "send")]),
    ] {
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(fields);
        let answer = viewer.post_bare(&format!("/tickets/{NUMBER}{path}"), &all).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    let raw = format!("/tickets/{NUMBER}/arrivals/1/raw");
    assert_eq!(viewer.get(&raw).await.status(), StatusCode::FORBIDDEN);
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    for path in ["/tickets".into(), format!("/tickets/{NUMBER}"), raw] {
        assert_eq!(admin.get(&path).await.status(), StatusCode::FORBIDDEN, "an admin alone reads no mail: {path}");
    }
    let officer = desk.signed_in("hotro2@laichau.gov.vn", &[Role::Officer]).await;
    assert_eq!(officer.get(&format!("/tickets/{NUMBER}/verdict")).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_words_of_a_reason_are_marked_in_the_text() {
    let desk = Desk::start().await;
    let inner = "From: A <a@x.example>\nSubject: hi\nContent-Type: text/plain; charset=utf-8\n\nXin chào,\nnếu không phải\n\
                 bạn <b>thực hiện</b>, xem http://y.example/z\n";
    let mail = format!(
        "From: b@laichau.gov.vn\nSubject: Fwd\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    );
    desk.receive("b@laichau.gov.vn", &mail).await;
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("Xin chào,\n<mark>nếu không phải\nbạn</mark> &#60;b&#62;thực hiện"), "{page}");
}
