//! Putting two tickets together and taking one apart: what goes along, where answers arrive from then on, and each undone.

use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use hotro::record::campaign::list;
use hotro::record::ticket::Status;
use reqwest::StatusCode;

use crate::support::wave::{lure, report};
use crate::support::{Browser, Desk, location, token_on};

const WHO: &str = "p1@laichau.gov.vn";
const ONE: &str = "/tickets/HOTRO-2026-000001";
const TWO: &str = "/tickets/HOTRO-2026-000002";

fn mail(who: &str, id: &str, subject: &str, words: &str) -> String {
    format!("From: {who}\nTo: hotro@laichau.gov.vn\nSubject: {subject}\nMessage-ID: <{id}@a>\n\n{words}\n")
}

/// Two requests of one person and one of another; Message-ID and code of the letter about the second.
async fn three() -> (Desk, Browser, String, String) {
    let desk = Desk::start().await;
    desk.receive(WHO, &mail(WHO, "1", "may in", "lời thứ nhất")).await;
    desk.receive(WHO, &mail(WHO, "2", "may in nua", "lời thứ hai")).await;
    desk.receive("k@laichau.gov.vn", &mail("k@laichau.gov.vn", "3", "khac", "người khác")).await;
    let sent = desk.letters().await;
    let letter = &sent.iter().find(|sent| sent.letter.subject.contains("000002")).unwrap().letter;
    let is_code = |word: &&str| word.len() == 19 && word.bytes().filter(|byte| *byte == b'-').count() == 3;
    let code = letter.text.split([' ', '\n', '.', ',']).find(is_code).unwrap().to_owned();
    let id = letter.message_id.clone();
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    (desk, an, id, code)
}

fn answer(who: &str, id: &str, to: &str) -> String {
    mail(who, id, "Re: x", "trả lời thư").replacen("\n\n", &format!("\nIn-Reply-To: <{to}>\n\n"), 1)
}

/// How many entries the conversation of a ticket's page has.
async fn said(who: &Browser, path: &str) -> usize {
    who.page(path).await.matches("<article class=\"msg").count()
}

async fn refused(who: &Browser, path: &str, form: &[(&str, &str)]) -> String {
    let answer = who.post(path, form).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{path} {form:?}");
    answer.text().await.unwrap()
}

#[tokio::test]
async fn a_ticket_goes_into_another_one_with_all_that_was_said_and_comes_back() {
    let (desk, an, _, _) = three().await;
    let before = (said(&an, ONE).await, said(&an, TWO).await);
    assert!(before.1 >= 2, "a mail and a letter");
    let form = [("into", "hotro-2026-000001"), ("version", "1")];
    assert_eq!(location(&an.post(&format!("{TWO}/merge"), &form).await), format!("{TWO}?done=merged"));
    assert_eq!((said(&an, ONE).await, said(&an, TWO).await), (before.0 + before.1, 0));
    let page = an.page(ONE).await;
    assert!(page.contains("lời thứ nhất") && page.contains("lời thứ hai"), "{page}");
    assert!(page.contains("Nhận gộp phiếu HOTRO-2026-000002") && page.contains("Đã gộp vào đây:"), "{page}");
    let page = an.page(TWO).await;
    assert!(
        page.contains("Phiếu đã gộp vào phiếu") && page.contains("action=\"/tickets/HOTRO-2026-000002/merge/undo\"")
    );
    let (one, two) = (desk.ticket("HOTRO-2026-000001").await, desk.ticket("HOTRO-2026-000002").await);
    assert_eq!((two.status, two.duplicate_of, one.arrivals, one.version), (Status::Duplicate, Some(one.id), 2, 1));
    // What was said is found at the other ticket.
    let found = an.page("/tickets?q=%22lời%20thứ%20hai%22").await;
    assert!(
        found.contains("href=\"/tickets/HOTRO-2026-000001?") && !found.contains("href=\"/tickets/HOTRO-2026-000002?")
    );
    // A merged ticket is not simply reopened.
    let page = refused(&an, &format!("{TWO}/status"), &[("status", "triage"), ("version", "2")]).await;
    assert!(page.contains("đề nghị hoàn tác gộp trước"), "{page}");

    assert_eq!(an.post(&format!("{TWO}/merge/undo"), &[("version", "1")]).await.status(), StatusCode::CONFLICT);
    let back = an.post(&format!("{TWO}/merge/undo"), &[("version", "2")]).await;
    assert_eq!(location(&back), format!("{TWO}?done=unmerged"));
    assert_eq!((said(&an, ONE).await, said(&an, TWO).await), before);
    let (one, two) = (desk.ticket("HOTRO-2026-000001").await, desk.ticket("HOTRO-2026-000002").await);
    assert_eq!((two.status, two.duplicate_of, one.arrivals), (Status::New, None, 1));
    assert!(refused(&an, &format!("{TWO}/merge/undo"), &[("version", "3")]).await.contains("không gộp vào phiếu nào"));
    let log = |object| desk.db().read(move |conn| audit::page(conn, None, Some(object), 20).map_err(Error::from));
    let actions = async |object| log(object).await.unwrap().into_iter().map(|line| line.action).collect::<Vec<_>>();
    for object in ["ticket:HOTRO-2026-000001", "ticket:HOTRO-2026-000002"] {
        let all = actions(object).await;
        assert!(all.contains(&"ticket.merge".into()) && all.contains(&"ticket.unmerge".into()), "{object}: {all:?}");
    }
}

#[tokio::test]
async fn answers_to_a_merged_ticket_arrive_at_the_other_one() {
    let (desk, an, id, code) = three().await;
    an.post(&format!("{TWO}/merge"), &[("into", "HOTRO-2026-000001"), ("version", "1")]).await;
    for (n, mail) in [answer(WHO, "4", &id), mail(WHO, "5", "Re: [HOTRO-2026-000002] x", "theo số")].iter().enumerate()
    {
        assert_eq!(desk.receive(WHO, mail).await.number, "HOTRO-2026-000001", "answer {n}");
    }
    assert_eq!(desk.receive(WHO, &mail(WHO, "2", "may in nua", "lời thứ hai")).await.number, "HOTRO-2026-000001");
    assert_eq!(desk.ticket("HOTRO-2026-000002").await.status, Status::Duplicate, "it stays where it is");
    // The code of the merged ticket opens the page of the other one.
    let reporter = desk.visitor();
    let csrf = token_on(&reporter.page("/status").await);
    reporter.post_bare("/status", &[("csrf", csrf.as_str()), ("code", code.as_str())]).await;
    let page = reporter.page("/status/ticket").await;
    assert!(page.contains("Phiếu HOTRO-2026-000001") && !page.contains("Phiếu HOTRO-2026-000002"), "{page}");
    assert!(
        page.contains("[HOTRO-2026-000001]") && page.contains("[HOTRO-2026-000002]"),
        "all letters of both: {page}"
    );
    // What came since stays when the merge is undone; what is said from then on arrives at each ticket again.
    desk.letters().await;
    let version = desk.ticket("HOTRO-2026-000002").await.version.to_string();
    an.post(&format!("{TWO}/merge/undo"), &[("version", version.as_str())]).await;
    assert!(an.page(ONE).await.contains("theo số") && !an.page(TWO).await.contains("theo số"));
    assert_eq!(desk.receive(WHO, &answer(WHO, "6", &id)).await.number, "HOTRO-2026-000002");
    desk.letters().await;
}

#[tokio::test]
async fn only_what_belongs_to_one_person_and_is_open_is_merged() {
    let (desk, an, _, _) = three().await;
    for wrong in ["HOTRO-2026-000003", "HOTRO-2026-000002", "HOTRO-2026-000009", ""] {
        let page = refused(&an, &format!("{TWO}/merge"), &[("into", wrong), ("version", "1")]).await;
        assert!(page.contains("Không gộp được"), "{wrong}: {page}");
    }
    let form = [("into", "HOTRO-2026-000001"), ("version", "7")];
    assert_eq!(an.post(&format!("{TWO}/merge"), &form).await.status(), StatusCode::CONFLICT);
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    for path in ["merge", "merge/undo", "split", "split/undo"] {
        let form = [("into", "HOTRO-2026-000001"), ("arrival", "1"), ("version", "1")];
        assert_eq!(viewer.post(&format!("{TWO}/{path}"), &form).await.status(), StatusCode::FORBIDDEN, "{path}");
    }
    // Sealed on either side.
    an.post(&format!("{ONE}/seal"), &[("version", "1")]).await;
    let page = refused(&an, &format!("{TWO}/merge"), &[("into", "HOTRO-2026-000001"), ("version", "1")]).await;
    assert!(page.contains("niêm phong"), "{page}");
    an.post(&format!("{TWO}/status"), &[("status", "closed"), ("version", "1")]).await;
    let page = refused(&an, &format!("{TWO}/merge"), &[("into", "HOTRO-2026-000001"), ("version", "2")]).await;
    assert!(page.contains("đề nghị mở lại phiếu trước"), "{page}");
}

#[tokio::test]
async fn what_happened_hurries_the_other_ticket_until_the_merge_is_undone() {
    let (desk, an, _, _) = three().await;
    let form = [("ticket", "HOTRO-2026-000002"), ("mailbox", WHO), ("what", "money")];
    assert_eq!(an.post("/exposures/new", &form).await.status(), StatusCode::SEE_OTHER);
    let before = desk.ticket("HOTRO-2026-000001").await;
    let version = desk.ticket("HOTRO-2026-000002").await.version.to_string();
    an.post(&format!("{TWO}/merge"), &[("into", "HOTRO-2026-000001"), ("version", version.as_str())]).await;
    let hurried = desk.ticket("HOTRO-2026-000001").await;
    assert!(hurried.harm.is_some() && hurried.next_due_at < before.next_due_at, "{hurried:?}");
    let version = desk.ticket("HOTRO-2026-000002").await.version.to_string();
    an.post(&format!("{TWO}/merge/undo"), &[("version", version.as_str())]).await;
    let after = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!((after.harm, after.next_due_at), (None, before.next_due_at));

    // Nothing goes where nobody looks any more.
    let version = after.version.to_string();
    an.post(&format!("{ONE}/status"), &[("status", "closed"), ("version", version.as_str())]).await;
    let version = desk.ticket("HOTRO-2026-000002").await.version.to_string();
    let form = [("into", "HOTRO-2026-000001"), ("version", version.as_str())];
    assert!(refused(&an, &format!("{TWO}/merge"), &form).await.contains("Phiếu nhận gộp đã xử lý xong"));
}

#[tokio::test]
async fn two_reports_of_a_campaign_that_are_one_ticket_now_get_one_letter() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for (n, who) in [(1, WHO), (2, WHO), (3, "k@laichau.gov.vn")] {
        let lure = lure(n, "quota.example");
        desk.receive(who, &report(who, &format!("r{n}"), "Nhờ kiểm tra giúp.", &lure)).await;
        desk.letters().await;
    }
    let homes = desk.db().read(|c| Ok::<_, Error>(list::by_row(c, None, 5)?)).await.unwrap();
    assert_eq!(desk.ticket("HOTRO-2026-000003").await.status, Status::New, "three tickets of one campaign");
    an.post(&format!("{TWO}/merge"), &[("into", "HOTRO-2026-000001"), ("version", "1")]).await;
    let before = desk.letters().await.len();
    let version = homes[0].version.to_string();
    let form = [
        ("version", version.as_str()),
        ("verdict", "phishing"),
        ("letter", "yes"),
        ("scope", "all"),
        ("action", "send"),
    ];
    assert_eq!(an.post(&format!("/campaigns/{}/verdict", homes[0].uuid), &form).await.status(), StatusCode::SEE_OTHER);
    desk.web.clock.advance(chrono::TimeDelta::minutes(6));
    let mut told: Vec<String> =
        desk.letters().await.split_off(before).into_iter().map(|sent| sent.letter.to_address).collect();
    told.sort();
    assert_eq!(told, ["k@laichau.gov.vn", WHO]);
    assert_eq!(desk.ticket("HOTRO-2026-000002").await.status, Status::Duplicate);
}

#[tokio::test]
async fn what_a_mail_proved_goes_with_it() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    desk.receive(WHO, &mail(WHO, "1", "hoi", "Nhờ xem giúp")).await;
    let second = report(WHO, "2", "thư đây", &lure(1, "quota.example")).replacen(
        "Subject: Fwd: thu la",
        "Subject: Re: [HOTRO-2026-000001] x",
        1,
    );
    assert_eq!(desk.receive(WHO, &second).await.number, "HOTRO-2026-000001");
    desk.letters().await;
    let both = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!(both.grade.as_deref(), Some("A"));
    let form = [("arrival", "2"), ("version", &both.version.to_string())];
    assert_eq!(location(&an.post(&format!("{ONE}/split"), &form).await), "/tickets/HOTRO-2026-000002?done=split");
    let left = desk.ticket("HOTRO-2026-000001").await;
    assert_eq!((left.grade, left.score, left.sender_address.as_str()), (None, None, ""), "it is elsewhere");
    desk.letters().await;
    assert_eq!(desk.ticket("HOTRO-2026-000002").await.grade.as_deref(), Some("A"));
}

#[tokio::test]
async fn a_later_mail_becomes_a_ticket_of_its_own_and_goes_back() {
    let (desk, an, _, _) = three().await;
    desk.receive(WHO, &mail(WHO, "4", "Re: [HOTRO-2026-000001] x", "việc khác hẳn")).await;
    let letters = desk.letters().await.len();
    let page = an.page(ONE).await;
    let (_, rest) = page.split_once("name=\"arrival\" value=\"").expect("a mail to split off");
    let arrival = rest.split('"').next().unwrap().to_owned();
    assert_eq!(page.matches("name=\"arrival\"").count(), 1, "the mail that opened it stays");
    let version = desk.ticket("HOTRO-2026-000001").await.version.to_string();
    let form = [("arrival", arrival.as_str()), ("version", version.as_str())];
    assert!(refused(&an, &format!("{ONE}/split"), &[("arrival", "1"), form[1]]).await.contains("Không tách được"));
    let split = an.post(&format!("{ONE}/split"), &form).await;
    assert_eq!(location(&split), "/tickets/HOTRO-2026-000004?done=split");
    assert_eq!(desk.letters().await.len(), letters, "nobody is written to");
    let four = "/tickets/HOTRO-2026-000004";
    let page = an.page(four).await;
    assert!(
        page.contains("việc khác hẳn") && page.contains("Phiếu được tách từ phiếu") && page.contains(WHO),
        "{page}"
    );
    assert!(!an.page(ONE).await.contains("việc khác hẳn") && an.page(ONE).await.contains("Đã tách ra:"));
    let fresh = desk.ticket("HOTRO-2026-000004").await;
    assert_eq!((fresh.status, fresh.reporter_id), (Status::Triage, desk.ticket("HOTRO-2026-000001").await.reporter_id));
    // It lives: it is answered and gets mail by its number.
    let version = fresh.version.to_string();
    an.post(&format!("{four}/reply"), &[("kind", "reply"), ("text", "đã nhận"), ("version", version.as_str())]).await;
    assert_eq!(desk.receive(WHO, &mail(WHO, "5", "Re: [HOTRO-2026-000004]", "thêm")).await.number, "HOTRO-2026-000004");
    desk.letters().await;

    let version = desk.ticket("HOTRO-2026-000004").await.version.to_string();
    let back = an.post(&format!("{four}/split/undo"), &[("version", version.as_str())]).await;
    assert_eq!(location(&back), format!("{four}?done=unsplit"));
    let page = an.page(ONE).await;
    assert!(page.contains("việc khác hẳn") && page.contains("đã nhận") && page.contains("thêm"), "{page}");
    assert_eq!(desk.receive(WHO, &mail(WHO, "6", "Re: [HOTRO-2026-000004]", "nữa")).await.number, "HOTRO-2026-000001");
    let version = desk.ticket("HOTRO-2026-000004").await.version.to_string();
    let page = refused(&an, &format!("{four}/split/undo"), &[("version", version.as_str())]).await;
    assert!(page.contains("không phải phiếu tách"), "{page}");
    desk.letters().await;
}
