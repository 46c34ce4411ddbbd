//! The status page: what a reporter sees with the code of the acknowledgement, and what nobody sees without it.

use chrono::TimeDelta;
use hotro::base::ids::AccountId;
use hotro::base::text::{Zone, in_text};
use hotro::desk::account::{self, Role};
use hotro::desk::change::Change;
use hotro::desk::verdict::{self, Conclusion};
use hotro::desk::{Error, note, reply};
use hotro::record::audit::{self, Actor};
use hotro::record::ticket::{self, Exposure, Kind, MessageKind, Status, Ticket, Verdict, lookup};
use reqwest::{Response, StatusCode};

use crate::support::{Browser, Desk, location, token_on};

const NUMBER: &str = "HOTRO-2026-000001";

fn report(id: &str, subject: &str) -> String {
    format!(
        "From: An <an@laichau.gov.vn>\nTo: hotro@laichau.gov.vn\nSubject: Fwd: x\nMessage-ID: <{id}@laichau.gov.vn>\n\
         MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n\
         Lời của người phản ánh.\n--b\nContent-Type: message/rfc822\n\nFrom: <evil@dls.example>\nTo: an@laichau.gov.vn\n\
         Subject: {subject}\nMessage-ID: <evil-{id}@dls.example>\nDate: Thu, 11 Mar 2021 09:29:00 +0700\n\
         Content-Type: text/plain; charset=utf-8\n\nBấm http://evil.example/login ngay.\n--b--\n"
    )
}

/// The code as it stands in an acknowledgement.
fn code_in(text: &str) -> String {
    let is_code = |word: &&str| word.len() == 19 && word.bytes().filter(|byte| *byte == b'-').count() == 3;
    text.split([' ', '\n', '.', ',']).find(is_code).unwrap_or_else(|| panic!("no code in {text}")).to_owned()
}

/// Sends a form of the portal with the token of its page.
async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let csrf = token_on(&browser.page("/status").await);
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(fields);
    browser.post_bare(path, &all).await
}

/// A desk with one analysed report, its code, and a browser in which the code was typed.
async fn reported(subject: &str) -> (Desk, String, Browser) {
    let desk = Desk::start().await;
    desk.receive("an@laichau.gov.vn", &report("r1", subject)).await;
    let code = code_in(&desk.letters().await[0].letter.text);
    let browser = desk.visitor();
    assert_eq!(location(&send(&browser, "/status", &[("code", &code)]).await), "/status/ticket");
    (desk, code, browser)
}

async fn analyst(desk: &Desk) -> AccountId {
    desk.account("canbo@laichau.gov.vn", &[Role::Analyst]).await;
    account::list(desk.db()).await.unwrap()[0].0.key()
}

fn change(desk: &Desk, account: AccountId, ticket: &Ticket) -> Change {
    Change {
        account,
        name: "Cán bộ Bí Mật".into(),
        actor: Actor::Account(account, "127.0.0.1".into()),
        number: ticket.number.clone(),
        version: ticket.version,
        now: desk.web.clock.now(),
    }
}

async fn conclude(desk: &Desk, account: AccountId, verdict: Verdict) {
    let (change, house) = (change(desk, account, &desk.ticket(NUMBER).await), desk.web.desk());
    let reasons = vec!["Liên kết dẫn tới nơi khác.".to_owned()];
    let conclusion = Conclusion { verdict, reasons, remark: String::new(), letter: true, close: true };
    desk.db().write(move |c| verdict::decide(c, &house, &change, &conclusion)).await.unwrap();
}

#[tokio::test]
async fn the_code_of_the_letter_opens_the_ticket_however_it_is_typed() {
    let (desk, code, browser) = reported("Hộp thư sắp đầy").await;
    let page = browser.page("/status/ticket").await;
    for part in [NUMBER, "Thư “Hộp thư sắp đầy”", "09 giờ 29 phút ngày 11/3/2026", "Phản ánh đang chờ xem xét."]
    {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let due = in_text(desk.ticket(NUMBER).await.due_at, Zone::default());
    assert!(due.ends_with("phút ngày 11/3/2026") && page.contains(&format!("Dự kiến phản hồi trước {due}.")));
    assert!(page.contains("Không bấm vào liên kết") && page.contains("tel:0213000000"));
    assert!(page.contains("(mã tra cứu đã được che)"), "the acknowledgement stands there, without its code");
    assert!(!page.contains(&code) && !page.contains(&code.replace('-', "")));

    let bare = code.replace('-', "").to_lowercase();
    for typed in [bare.as_str(), &format!("  {} ", code.replace('-', " – - ").replace('–', ""))] {
        let other = desk.visitor();
        assert_eq!(location(&send(&other, "/status", &[("code", typed)]).await), "/status/ticket", "{typed}");
        assert!(other.page("/status/ticket").await.contains(NUMBER));
    }
    let visitor = desk.visitor();
    assert_eq!(location(&visitor.get("/status/ticket").await), "/status");
    assert!(desk.visitor().page("/sign-in").await.contains("<a href=\"/status\">Tra cứu tình trạng phiếu</a>"));
}

#[tokio::test]
async fn a_wrong_a_revoked_and_a_malformed_code_are_one_answer() {
    let (desk, code, open) = reported("x").await;
    let id = desk.ticket(NUMBER).await.row();
    let now = desk.web.clock.now();
    desk.db().write(move |c| Ok::<_, Error>(lookup::revoke(c, id, now)?)).await.unwrap();
    let mut answers = Vec::new();
    for typed in [code.as_str(), "0000-0000-0000-0000", "", "<script>", &"x".repeat(5000)] {
        let visitor = desk.visitor();
        let answer = send(&visitor, "/status", &[("code", typed)]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.headers().get_all("set-cookie").iter().all(|one| !one.to_str().unwrap().contains("status")));
        let page = answer.text().await.unwrap();
        assert!(!page.contains("<script>"));
        answers.push(page.split("role=\"alert\"").nth(1).unwrap().split("</p>").next().unwrap().to_owned());
        assert_eq!(location(&visitor.get("/status/ticket").await), "/status");
    }
    assert_eq!(location(&send(&open, "/status/words", &[("words", "x")]).await), "/status", "nor where it was open");
    assert!(answers[0].contains("không đúng hoặc không còn hiệu lực"));
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn ten_wrong_codes_lock_a_network_address_for_a_while() {
    let (desk, code, browser) = reported("x").await;
    for attempt in 1..=10 {
        let answer = send(&desk.visitor(), "/status", &[("code", "0000-0000-0000-0000")]).await;
        let expected = if attempt < 10 { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::TOO_MANY_REQUESTS };
        assert_eq!(answer.status(), expected, "attempt {attempt}");
    }
    let locked = send(&desk.visitor(), "/status", &[("code", &code)]).await;
    assert_eq!(locked.status(), StatusCode::TOO_MANY_REQUESTS, "the right code does not help");
    assert!(locked.text().await.unwrap().contains("quá nhiều lần"));
    assert!(browser.page("/status/ticket").await.contains(NUMBER), "who was in before stays in");
    desk.web.clock.advance(TimeDelta::minutes(16));
    assert_eq!(location(&send(&desk.visitor(), "/status", &[("code", &code)]).await), "/status/ticket");
}

#[tokio::test]
async fn the_cookie_is_sealed_ends_after_half_an_hour_and_goes_on_leaving() {
    let (desk, code, browser) = reported("x").await;
    let answer = send(&desk.visitor(), "/status", &[("code", &code)]).await;
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["hotro-status=", "; HttpOnly", "; SameSite=Strict", "; Path=/status", "; Max-Age=1800"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // A code that was never typed does not come in by way of a cookie, not even the right one.
    let value = cookie.split(['=', ';']).nth(1).unwrap();
    let (bare, rest) = value.split_once('.').unwrap();
    let later = format!("{bare}.{}.{}", i64::MAX, rest.split_once('.').unwrap().1);
    for forged in [bare, &later, &format!("0000000000000000.{rest}")] {
        let request = desk.visitor().client.get(format!("{}/status/ticket", desk.url));
        let answer = request.header("cookie", format!("hotro-status={forged}")).send().await.unwrap();
        assert_eq!(location(&answer), "/status", "{forged}");
    }

    desk.web.clock.advance(TimeDelta::minutes(29));
    assert!(browser.page("/status/ticket").await.contains(NUMBER));
    desk.web.clock.advance(TimeDelta::minutes(29));
    assert!(browser.page("/status/ticket").await.contains(NUMBER), "counts from the last look");
    let left = send(&browser, "/status/leave", &[]).await;
    assert_eq!(location(&left), "/status?done=status-left");
    assert!(left.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
    assert_eq!(location(&browser.get("/status/ticket").await), "/status");

    send(&browser, "/status", &[("code", &code)]).await;
    let kept = format!("hotro-status={value}");
    desk.web.clock.advance(TimeDelta::minutes(31));
    let request = desk.visitor().client.get(format!("{}/status/ticket", desk.url)).header("cookie", kept);
    assert_eq!(location(&request.send().await.unwrap()), "/status", "even where the browser kept it");
}

#[tokio::test]
async fn over_tls_the_cookie_needs_tls() {
    let desk = Desk::start_with(|config| config.public.url = "https://hotro.example.vn".into()).await;
    desk.receive("an@laichau.gov.vn", &report("r1", "x")).await;
    let code = code_in(&desk.letters().await[0].letter.text);
    // The client keeps no Secure cookie of a plain address, so the visit's is carried by hand.
    let door = desk.visitor().get("/status").await;
    let visit = door.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let csrf = token_on(&door.text().await.unwrap());
    let request = desk.visitor().client.post(format!("{}/status", desk.url)).header("origin", &desk.url);
    let answer = request.header("cookie", visit).form(&[("csrf", csrf), ("code", code)]).send().await.unwrap();
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Secure-hotro-status=") && cookie.contains("; Secure"), "{cookie}");
}

#[tokio::test]
async fn looking_changes_nothing_and_only_our_own_forms_do() {
    let (desk, code, browser) = reported("x").await;
    let before = desk.ticket(NUMBER).await;
    let lines = |c: &mut hotro::infra::db::Conn| audit::page(c, None, None, 100).map_err(Error::from);
    let count = desk.db().read(lines).await.unwrap().len();
    for path in ["/status", "/status/ticket", "/status/ticket", "/status?lang=en", "/status/exposure", "/status/words"]
    {
        browser.get(path).await;
    }
    let after = desk.ticket(NUMBER).await;
    assert_eq!((after.updated_at, after.version), (before.updated_at, before.version));
    assert_eq!(desk.db().read(lines).await.unwrap().len(), count);

    let foreign = browser.post_bare("/status/exposure", &[("csrf", "x"), ("exposure", "password")]).await;
    assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
    assert_eq!(desk.ticket(NUMBER).await.exposure, None);

    // Under `no-referrer` a browser says `Origin: null`: the token decides.
    let csrf = token_on(&browser.page("/status").await);
    let request = browser.client.post(format!("{}/status/exposure", desk.url)).header("origin", "null");
    let answer = request.form(&[("csrf", csrf.as_str()), ("exposure", "clicked")]).send().await.unwrap();
    assert_eq!(location(&answer), "/status/ticket?done=status-exposure");

    for path in ["/status", "/status/ticket"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.headers()["referrer-policy"], "no-referrer");
        assert_eq!(answer.headers()["x-robots-tag"], "noindex, nofollow");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let page = answer.text().await.unwrap();
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert!(!page.contains("<script") && !page.contains(" style=") && page.len() < 60_000);
        let addresses =
            page.split("href=\"").chain(page.split("action=\"")).map(|rest| rest.split('"').next().unwrap());
        assert!(
            addresses.into_iter().all(|one| !one.contains(&code) && !one.contains(&code.replace('-', ""))),
            "no code in any address"
        );
    }
}

#[tokio::test]
async fn a_worse_answer_counts_at_once_and_a_lower_one_is_written_down() {
    let (desk, _, browser) = reported("x").await;
    for (said, counts) in
        [("clicked", Exposure::Clicked), ("password", Exposure::Password), ("nothing", Exposure::Password)]
    {
        let answer = send(&browser, "/status/exposure", &[("exposure", said)]).await;
        assert_eq!(location(&answer), "/status/ticket?done=status-exposure");
        assert_eq!(desk.ticket(NUMBER).await.exposure, Some(counts));
    }
    let page = browser.page("/status/ticket?done=status-exposure").await;
    let pressed = page.split("aria-pressed=\"true\"").count();
    assert_eq!(pressed, 2, "one answer is marked");
    assert!(page.contains("value=\"password\" aria-pressed=\"true\"") && page.contains("Đã ghi nhận câu trả lời."));
    assert!(
        page.find("Đổi ngay mật khẩu").unwrap() < page.find("Không chuyển tiếp").unwrap(),
        "the urgent comes first"
    );
    let id = desk.ticket(NUMBER).await.row();
    let talk = desk.db().read(move |c| Ok::<_, Error>(ticket::conversation(c, id)?)).await.unwrap();
    let said: Vec<&str> =
        talk.iter().filter(|one| one.kind == MessageKind::Answer).map(|one| one.body.as_str()).collect();
    assert_eq!(said, ["clicked", "password", "nothing"]);
    let lines = desk.db().read(|c| audit::page(c, None, None, 1).map_err(Error::from)).await.unwrap();
    assert_eq!((lines[0].action.as_str(), lines[0].actor.as_str()), ("ticket.exposure", "visitor"));
    let odd = send(&browser, "/status/exposure", &[("exposure", "all")]).await;
    assert_eq!(odd.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn words_reach_the_desk_and_a_mistake_loses_none() {
    let (desk, _, browser) = reported("x").await;
    let empty = send(&browser, "/status/words", &[("words", " \r\n ")]).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().await.unwrap().contains("Đề nghị Ông/Bà nhập nội dung"));
    let long = format!("<b>đầu</b>{}", "ă".repeat(5_000));
    let refused = send(&browser, "/status/words", &[("words", &long)]).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text().await.unwrap();
    assert!(
        page.contains("dài quá 5.000 ký tự") && page.contains("&#60;b&#62;đầu") && page.contains(&"ă".repeat(5_000))
    );
    let words = format!("{}\r\n", "ă".repeat(5_000));
    let sent = send(&browser, "/status/words", &[("words", &words)]).await;
    assert_eq!(location(&sent), "/status/ticket?done=status-words");
    let id = desk.ticket(NUMBER).await.row();
    let talk = desk.db().read(move |c| Ok::<_, Error>(ticket::conversation(c, id)?)).await.unwrap();
    assert_eq!(talk.last().unwrap().body, "ă".repeat(5_000));
    assert!(browser.page("/status/ticket?done=status-words").await.contains("Đã gửi nội dung bổ sung"));
}

#[tokio::test]
async fn the_conclusion_is_said_once_it_stands_and_more_words_reopen_it() {
    let (desk, _, browser) = reported("x").await;
    let account = analyst(&desk).await;
    conclude(&desk, account, Verdict::Phishing).await;
    let held = browser.page("/status/ticket").await;
    assert!(!held.contains("Đây là thư lừa đảo") && held.contains("Thư đang được kiểm tra."), "may be taken back");
    desk.web.clock.advance(TimeDelta::seconds(31));
    desk.letters().await;
    let page = browser.page("/status/ticket").await;
    for part in
        ["class=\"verdict bad\"", "Đây là thư lừa đảo.", "Có kết luận", "Xóa thư khỏi Hộp thư đến", "THƯ LỪA ĐẢO"]
    {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("Dự kiến phản hồi trước") || page.contains("<details"), "only in the letter");
    assert!(!page.contains("Cán bộ Bí Mật"), "no name of the desk");

    send(&browser, "/status/exposure", &[("exposure", "nothing")]).await;
    assert_eq!(desk.ticket(NUMBER).await.status, Status::Closed, "nothing new");
    send(&browser, "/status/exposure", &[("exposure", "password")]).await;
    assert_eq!(desk.ticket(NUMBER).await.status, Status::Triage, "a typed password is work for the desk");
    let again = browser.page("/status/ticket").await;
    assert!(again.contains("Đây là thư lừa đảo.") && again.contains("Phiếu đang được xem xét lại"));
}

#[tokio::test]
async fn each_verdict_has_its_own_advice() {
    let (desk, _, browser) = reported("x").await;
    let account = analyst(&desk).await;
    for (verdict, tone, sentence, advice) in [
        (Verdict::Malware, "bad", "Thư này có chứa mã độc.", "Không mở tệp đính kèm"),
        (Verdict::Spam, "warn", "Đây là thư rác.", "hủy đăng ký"),
        (Verdict::Legitimate, "good", "Đây là thư hợp lệ.", "theo chức năng, nhiệm vụ"),
        (Verdict::Undetermined, "warn", "Chưa đủ căn cứ để kết luận.", "không cung cấp thông tin"),
    ] {
        conclude(&desk, account, verdict).await;
        desk.web.clock.advance(TimeDelta::seconds(31));
        desk.letters().await;
        let page = browser.page("/status/ticket").await;
        assert!(page.contains(&format!("class=\"verdict {tone}\"")) && page.contains(sentence), "{verdict}");
        assert!(page.contains(advice), "{verdict}");
    }
}

#[tokio::test]
async fn a_request_is_spoken_of_neutrally() {
    let desk = Desk::start().await;
    let mail =
        "From: an@laichau.gov.vn\nTo: hotro@laichau.gov.vn\nSubject: Quen mat khau\nMessage-ID: <q@a>\n\nXin giúp.\n";
    desk.receive("an@laichau.gov.vn", mail).await;
    let code = code_in(&desk.letters().await[0].letter.text);
    assert_eq!(desk.ticket(NUMBER).await.kind, Kind::Request);
    let browser = desk.visitor();
    send(&browser, "/status", &[("code", &code)]).await;
    let page = browser.page("/status/ticket").await;
    assert!(page.contains("Yêu cầu hỗ trợ “Quen mat khau”") && page.contains("Yêu cầu đang chờ xem xét."));
    for word in ["lừa đảo", "nghi ngờ", "name=\"exposure\"", "mã độc"] {
        assert!(!page.contains(word), "{word}");
    }
    assert_eq!(location(&send(&browser, "/status/exposure", &[("exposure", "password")]).await), "/status");
    assert_eq!(desk.ticket(NUMBER).await.exposure, None);
}

#[tokio::test]
async fn a_hostile_subject_is_text_that_nobody_can_click() {
    let (_desk, _, browser) = reported("<img src=x onerror=alert(1)> http://evil.example/login").await;
    let page = browser.page("/status/ticket").await;
    assert!(!page.contains("<img") && !page.contains("http://evil") && !page.contains("evil.example"));
    assert!(page.contains("&#60;img src=x onerror=alert(1)&#62; hxxp://evil[.]example/login"), "{page}");
}

#[tokio::test]
async fn the_work_of_the_desk_and_other_people_are_never_shown() {
    let (desk, _, browser) = reported("x").await;
    let account = analyst(&desk).await;
    let begin = change(&desk, account, &desk.ticket(NUMBER).await);
    let house = desk.web.desk();
    desk.db()
        .write(move |c| {
            reply::send(c, &house, &begin, "Kính gửi Ông/Bà, xin gửi thư gốc.", true)?;
            note::add(c, &begin, "GHI CHÚ NỘI BỘ")
        })
        .await
        .unwrap();
    let held = browser.page("/status/ticket").await;
    assert!(!held.contains("xin gửi thư gốc"), "a reply that may be taken back");
    desk.web.clock.advance(TimeDelta::seconds(31));
    let reference = desk.letters().await.last().unwrap().letter.message_id.clone();
    // Somebody else writes with the reference of the letter: a stranger to the ticket.
    let stranger = format!(
        "From: Nguoi La <la@evil.example>\nSubject: Re: x\nMessage-ID: <s@e>\nIn-Reply-To: <{reference}>\n\nTôi là người lạ.\n"
    );
    desk.receive("la@evil.example", &stranger).await;
    desk.letters().await;
    let page = browser.page("/status/ticket").await;
    assert!(page.contains("xin gửi thư gốc") && page.contains("đang chờ Ông/Bà bổ sung"), "{page}");
    let ticket = desk.ticket(NUMBER).await;
    for hidden in ["GHI CHÚ", "Cán bộ Bí Mật", "canbo", "người lạ", "evil.example", "Lời của người", "LOOKUP"]
    {
        assert!(!page.contains(hidden), "{hidden}");
    }
    assert!(!page.contains(&format!(">{}<", ticket.score.unwrap())), "no score");
}

#[tokio::test]
async fn english_stays_english_through_every_form() {
    let (desk, code, _) = reported("x").await;
    let browser = desk.visitor();
    let page = browser.page("/status?lang=en").await;
    assert!(page.contains("<html lang=\"en\"") && page.contains("action=\"/status?lang=en\""));
    assert_eq!(location(&send(&browser, "/status?lang=en", &[("code", &code)]).await), "/status/ticket?lang=en");
    let page = browser.page("/status/ticket?lang=en").await;
    assert!(page.contains("Your report is waiting") && page.contains("action=\"/status/exposure?lang=en\""));
    assert!(page.contains("09:29 on 11 March 2026"));
    let answer = send(&browser, "/status/exposure?lang=en", &[("exposure", "clicked")]).await;
    assert_eq!(location(&answer), "/status/ticket?lang=en&done=status-exposure");
    let request = desk.visitor().client.get(format!("{}/status", desk.url)).header("accept-language", "en-GB,en;q=0.9");
    assert!(request.send().await.unwrap().text().await.unwrap().contains("Look up your ticket"));
}
