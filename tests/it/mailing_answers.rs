//! What agencies answer to an advisory: the digit, the code, other words; and what machines answer.

use diesel::prelude::*;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::infra::db::schema::{mailing, mailing_reply};
use hotro::record::ticket::{Kind, Status};
use reqwest::StatusCode;

use crate::support::warning::{answer, code_in, issued, tickets, to};
use crate::support::{Browser, Desk, token_on};

const SNV: &str = "vt.snv@laichau.gov.vn";
const STC: &str = "vt.stc@laichau.gov.vn";

/// A desk whose advisory went to the departments.
async fn told() -> (Desk, String, Browser) {
    let desk = Desk::start().await;
    let (path, clerk) = issued(&desk).await;
    clerk.post(&format!("{path}/mailing/send"), &[("band", "Sở, ban, ngành"), ("action", "send")]).await;
    desk.web.clock.advance(chrono::TimeDelta::minutes(1));
    desk.letters().await;
    (desk, format!("{path}/mailing"), clerk)
}

/// The row of a recipient on the page.
fn row(page: &str, address: &str) -> String {
    let row = page.split("<tr>").find(|row| row.contains(address));
    row.unwrap_or_else(|| panic!("no {address}: {page}")).to_owned()
}

#[tokio::test]
async fn a_digit_confirms_and_opens_no_ticket() {
    let (desk, page, clerk) = told().await;
    let letter = to(&desk, SNV).await.remove(0);
    let (before, letters) = (tickets(&desk).await, desk.letters().await.len());
    let words =
        "1\n\nTrân trọng\n\nVào 11/3/2026, Bộ phận Hỗ trợ đã viết:\n> Kính gửi: Các cơ quan, đơn vị\n> 2. Mở trang";
    let mail = answer(SNV, &letter, "a1", words);
    let receipt = desk.receive(SNV, &mail).await;
    assert_eq!(receipt.number, "15/SKHCN-TTCĐS", "the sender's server is told what it answers");
    assert!(desk.receive(SNV, &mail).await.duplicate, "the same mail once more");
    assert_eq!(desk.letters().await.len(), letters, "nobody is answered");
    assert_eq!(tickets(&desk).await, before);
    let seen = row(&clerk.page(&page).await, SNV);
    for words in ["đã nhận, đã phổ biến", "trả lời thư 09:30", "vt[.]snv[@]laichau[.]gov[.]vn", "“Trân trọng”"]
    {
        assert!(seen.contains(words), "{words}: {seen}");
    }
    // A colleague's later digit changes nothing of who was first.
    desk.receive("b@laichau.gov.vn", &answer("b@laichau.gov.vn", &letter, "a2", "1")).await;
    desk.letters().await;
    assert!(row(&clerk.page(&page).await, SNV).contains("vt[.]snv[@]"));
    assert_eq!(tickets(&desk).await, before);
    assert!(row(&clerk.page(&page).await, STC).contains("đã gửi</span>"), "the other one has not answered");
}

#[tokio::test]
async fn other_words_become_a_ticket_so_that_nothing_is_lost() {
    let (desk, page, clerk) = told().await;
    let letter = to(&desk, SNV).await.remove(0);
    let letters = desk.letters().await.len();
    desk.receive(SNV, &answer(SNV, &letter, "w1", "Đơn vị có 3 người đã bấm vào liên kết.\n1")).await;
    let acknowledged = desk.letters().await.split_off(letters);
    assert_eq!(acknowledged.len(), 1, "they are answered like anybody who writes");
    let ticket = desk.ticket("HOTRO-2026-000002").await;
    assert!(ticket.words.contains("3 người đã bấm") && ticket.kind == Kind::Request, "{}", ticket.words);
    assert!(row(&clerk.page(&page).await, SNV).contains("đã gửi</span>"), "that is no confirmation");

    // The digit with somebody else's mail attached: confirmed, and a report.
    let report = format!(
        "From: {STC}\nSubject: Re: x\nMessage-ID: <w2@laichau.gov.vn>\nIn-Reply-To: <{}>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n1\n--b\nContent-Type: message/rfc822\n\n\
         From: x@evil.example\nSubject: y\nMessage-ID: <e@evil.example>\n\nhttp://evil.example/a\n--b--\n",
        to(&desk, STC).await[0].letter.message_id
    );
    desk.receive(STC, &report).await;
    desk.letters().await;
    assert!(row(&clerk.page(&page).await, STC).contains("đã nhận, đã phổ biến"));
    assert_eq!(desk.ticket("HOTRO-2026-000003").await.kind, Kind::Report);

    // Words behind a digit that tells nothing new find a person; a group address is no machine.
    let grouped = answer(SNV, &letter, "w5", "1").replacen("Subject:", "List-Id: <vt.laichau.gov.vn>\nSubject:", 1);
    desk.receive(SNV, &grouped).await;
    desk.letters().await;
    assert!(row(&clerk.page(&page).await, SNV).contains("đã nhận, đã phổ biến"));
    assert_eq!(tickets(&desk).await, 3);
    desk.receive(SNV, &answer(SNV, &letter, "w6", "1\n\nHai cán bộ đã nhập mật khẩu.")).await;
    desk.letters().await;
    assert!(desk.ticket("HOTRO-2026-000004").await.words.contains("Hai cán bộ đã nhập mật khẩu"));
}

#[tokio::test]
async fn strangers_and_made_up_letters_confirm_nothing() {
    let (desk, page, clerk) = told().await;
    let letter = to(&desk, SNV).await.remove(0);
    // Whoever is not of the house opens a ticket, and confirms nothing.
    desk.receive("x@evil.example", &answer("x@evil.example", &letter, "w3", "1")).await;
    desk.letters().await;
    assert!(desk.ticket("HOTRO-2026-000002").await.outside);
    assert!(row(&clerk.page(&page).await, SNV).contains("đã gửi</span>"));
    // A made-up reference is a request like any other.
    let mut forged = letter.clone();
    forged.letter.message_id = letter.letter.message_id.replacen('m', "m1", 1);
    desk.receive(SNV, &answer(SNV, &forged, "w4", "1")).await;
    desk.letters().await;
    assert_eq!(tickets(&desk).await, 3);
    assert!(row(&clerk.page(&page).await, SNV).contains("đã gửi</span>"));
}

/// What Postfix says of a mail that nobody takes.
fn returned(message_id: &str, recipient: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\nTo: hotro@laichau.gov.vn\nSubject: Undelivered Mail\nMessage-ID: <b.{message_id}>\n\
         Auto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\n--b\nContent-Type: text/plain\n\nx\n\n--b\n\
         Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; {recipient}\n\
         Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n\n--b\nContent-Type: message/rfc822\n\n\
         From: hotro@laichau.gov.vn\nTo: {recipient}\nSubject: x\nMessage-ID: <{message_id}>\n\nx\n--b--\n"
    )
}

#[tokio::test]
async fn a_letter_that_comes_back_says_why_and_machines_confirm_nothing() {
    let (desk, page, clerk) = told().await;
    let (snv, stc) = (to(&desk, SNV).await.remove(0), to(&desk, STC).await.remove(0));
    let letters = desk.letters().await.len();
    desk.receive("", &returned(&snv.letter.message_id, SNV)).await;
    assert_eq!(desk.letters().await.len(), letters, "nobody is answered");
    let seen = row(&clerk.page(&page).await, SNV);
    assert!(seen.contains("không tới") && seen.contains("550 5[.]1[.]1 no such user"), "{seen}");
    assert_eq!(desk.ticket("HOTRO-2026-000002").await.status, Status::Closed, "its report asks for no work");

    // Out of office, and a return that answers the letter itself.
    let away = answer(STC, &stc, "v1", "1").replacen("Subject:", "Auto-Submitted: auto-replied\nSubject:", 1);
    desk.receive(STC, &away).await;
    desk.letters().await;
    assert!(row(&clerk.page(&page).await, STC).contains("đã gửi</span>"), "a machine has not passed it on");
    let direct = returned(&stc.letter.message_id, STC).replacen(
        "MIME-Version",
        &format!("In-Reply-To: <{}>\nMIME-Version", stc.letter.message_id),
        1,
    );
    desk.receive("", &direct).await;
    desk.letters().await;
    assert!(row(&clerk.page(&page).await, STC).contains("không tới"));
    assert_eq!(tickets(&desk).await, 2, "neither opens a ticket");
    let outcomes = |conn: &mut _| {
        let all = mailing_reply::table.order(mailing_reply::id.asc()).select(mailing_reply::outcome);
        Ok::<Vec<Option<String>>, Error>(all.load(conn)?)
    };
    let outcomes = desk.db().read(outcomes).await.unwrap();
    assert_eq!(outcomes, [Some("automatic".to_owned()), Some("returned".to_owned())], "what came is kept");
    // Nobody is reminded at an address that does not take mail.
    desk.web.clock.advance(chrono::TimeDelta::days(2));
    let clerk = desk.signed_in("vanthu2@laichau.gov.vn", &[Role::Clerk]).await;
    assert_eq!(clerk.post(&format!("{page}/remind"), &[]).await.status(), StatusCode::CONFLICT);
}

#[tokio::test]
async fn one_button_confirms_with_the_code_of_the_letter() {
    let (desk, page, clerk) = told().await;
    let code = code_in(&to(&desk, SNV).await[0].letter.text);
    let rows = |conn: &mut _| {
        let all = mailing::table.select((mailing::seed, mailing::code_hash));
        Ok::<Vec<(String, String)>, Error>(all.load(conn)?)
    };
    let bare = code.replace('-', "");
    for (seed, hash) in desk.db().read(rows).await.unwrap() {
        assert!(!seed.contains(&bare) && !hash.contains(&bare), "the code rests nowhere");
    }
    let visitor = desk.visitor();
    let send = async |path: &str, fields: &[(&str, &str)]| {
        let csrf = token_on(&visitor.page("/receipt").await);
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend_from_slice(fields);
        visitor.post_bare(path, &all).await
    };
    let bare = desk.visitor().post_bare("/receipt/confirm", &[("code", &code)]).await;
    assert!(bare.status().is_client_error(), "no sign-in page for whoever has no account: {}", bare.status());
    let wrong = send("/receipt", &[("code", "0000-0000-0000-0000")]).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().await.unwrap().contains("Mã xác nhận không đúng"));
    let shown = send("/receipt", &[("code", &code.to_lowercase())]).await.text().await.unwrap();
    assert!(shown.contains("Sở Nội vụ") && shown.contains("15/SKHCN-TTCĐS") && shown.contains("Đã nhận, đã phổ biến"));
    assert!(row(&clerk.page(&page).await, SNV).contains("đã gửi</span>"), "looking confirms nothing");
    let done = send("/receipt/confirm", &[("code", &code), ("person", "Lò Văn A <b>")]).await.text().await.unwrap();
    assert!(done.contains("Đã ghi nhận xác nhận của đơn vị lúc 11/03/2026 09:30"), "{done}");
    desk.web.clock.advance(chrono::TimeDelta::minutes(5));
    let again = send("/receipt/confirm", &[("code", &code), ("person", "Khác")]).await.text().await.unwrap();
    assert!(again.contains("lúc 11/03/2026 09:30"), "the first time counts");
    let seen = row(&clerk.page(&page).await, SNV);
    assert!(seen.contains("xác nhận trên trang") && seen.contains("Lò Văn A &#60;b&#62;"), "{seen}");
    // A status page is opened by other codes, and guesses at both are counted together.
    for _ in 0..9 {
        send("/receipt", &[("code", "1111-1111-1111-1111")]).await;
    }
    assert_eq!(send("/receipt", &[("code", &code)]).await.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(send("/status", &[("code", &code)]).await.status(), StatusCode::TOO_MANY_REQUESTS);
}
