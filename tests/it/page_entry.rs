//! Reports that came without mail.

use hotro::desk::account::Role;
use hotro::desk::token::{self, Scope};
use hotro::record::audit::Actor;
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::report::NUMBER;
use crate::support::{Desk, location};

#[tokio::test]
async fn a_report_by_telephone_becomes_a_ticket_with_its_first_answer() {
    let desk = Desk::start().await;
    let clerk = desk.signed_in("vanthu@laichau.gov.vn", &[Role::Clerk]).await;
    let csrf = clerk.csrf().await;
    let send = async |form: Form| {
        let request = clerk.client.post(format!("{}/tickets/new?csrf={csrf}", desk.url)).header("origin", &desk.url);
        request.multipart(form).send().await.unwrap()
    };
    let form = || Form::new().text("how", "telephone").text("name", "Giàng A Tủa").text("unit", "UBND xã Dào San");
    let bad =
        send(form().text("address", "không phải địa chỉ").text("subject", "Báo thư lạ").text("words", "Có thư lạ."))
            .await;
    assert_eq!(bad.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let bad = bad.text().await.unwrap();
    assert!(
        bad.contains("Địa chỉ thư điện tử không hợp lệ.")
            && bad.contains("value=\"Giàng A Tủa\"")
            && bad.contains("Có thư lạ.")
    );

    let picture = Part::bytes(&b"\x89PNG\r\n\x1a\nxxxx"[..]).file_name("anh.png");
    let full = form()
        .text("subject", "Báo thư lạ")
        .text("words", "Nhận tin nhắn báo nợ tiền điện.")
        .text("pasted", "EVN: bấm http://evn-no.example/ ngay")
        .text("told", "Đã dặn không bấm liên kết.")
        .text("answer", "yes")
        .part("pictures", picture);
    assert_eq!(location(&send(full).await), format!("/tickets/{NUMBER}?done=entered"));
    assert!(desk.letters().await.is_empty(), "nobody has an address");
    let ticket = desk.ticket(NUMBER).await;
    assert!(ticket.answered_at.is_some() && ticket.reporter_id.is_none() && !ticket.outside);
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(
        page.contains("Đã dặn không bấm liên kết.")
            && page.contains("anh[.]png")
            && page.contains("Nhận tin nhắn báo nợ")
    );

    let with_address =
        form().text("address", "demo.tua@laichau.gov.vn").text("subject", "x").text("words", "y").text("answer", "yes");
    send(with_address).await;
    let letters = desk.letters().await;
    assert_eq!(letters[0].letter.to_address, "demo.tua@laichau.gov.vn");
    let foreign = clerk.client.post(format!("{}/tickets/new", desk.url)).header("origin", &desk.url);
    assert_eq!(foreign.multipart(form()).send().await.unwrap().status(), StatusCode::FORBIDDEN, "no token");
}

#[tokio::test]
async fn a_program_enters_a_report_too() {
    let desk = Desk::start().await;
    let (_, secret) =
        token::add(desk.db(), desk.web.clock.now(), Actor::Console, "Tổng đài", Scope::Intake).await.unwrap();
    let send = async |body: Value| {
        let request = desk.visitor().client.post(format!("{}/api/v1/entries", desk.url)).bearer_auth(&secret);
        let answer = request.json(&body).send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap())
    };
    let report = json!({
        "how": "zalo", "subject": "Tin nhắn lạ", "words": "Có người nhờ mua thẻ cào.", "address": "demo.tua@laichau.gov.vn",
        "answer": true, "pictures": [{ "name": "anh.png", "data": "iVBORw0KGgo=" }],
    });
    let (status, accepted) = send(report).await;
    assert_eq!((status, accepted["number"].as_str()), (StatusCode::ACCEPTED, Some(NUMBER)));
    let letters = desk.letters().await;
    assert_eq!((letters.len(), letters[0].letter.to_address.as_str()), (1, "demo.tua@laichau.gov.vn"));
    assert!(desk.ticket(NUMBER).await.words.contains("thẻ cào"));
    for bad in [
        json!({ "how": "fax", "subject": "x", "words": "y" }),
        json!({ "how": "sms", "subject": "", "words": "y" }),
        json!({ "how": "sms", "subject": "x", "words": "y", "pictures": [{ "name": "a", "data": "?" }] }),
        json!({ "how": "sms", "subject": "x", "words": "y", "verdict": "spam" }),
    ] {
        let (status, said) = send(bad.clone()).await;
        assert_eq!((status, said["error"]["code"].as_str()), (StatusCode::BAD_REQUEST, Some("bad_request")), "{bad}");
        assert!(said["error"]["message"].as_str().unwrap().len() > 10, "{said}");
    }
}
