//! What reporters answer on the status page and by a digit, and what follows at the desk: the due time, the unit's contact,
//! a call, a contested conclusion, a rating, the record of a reporter.

use chrono::TimeDelta;
use hotro::base::locale::Language;
use hotro::desk::account::Role;
use hotro::desk::letter::{Facts, Sender, acknowledgement};
use hotro::desk::{Error, agency};
use hotro::record::audit::Actor;
use hotro::record::ticket::{self, Exposure, Status};
use reqwest::{Response, StatusCode};

use crate::support::report::{NUMBER, REPORT, reported};
use crate::support::wave::{lure, report, reporter};
use crate::support::{Browser, Desk, location, token_on};

const WHO: &str = "binh.snv@laichau.gov.vn";

/// Sends a form of the portal with the token of its page.
async fn send(browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Response {
    let csrf = token_on(&browser.page("/status").await);
    let mut all = vec![("csrf", csrf.as_str())];
    all.extend_from_slice(fields);
    browser.post_bare(path, &all).await
}

/// A browser in which the code of the first letter was typed.
async fn visitor(desk: &Desk) -> Browser {
    let letters = desk.worker.transport.sent();
    let text = &letters[0].letter.text;
    let is_code = |word: &&str| word.len() == 19 && word.bytes().filter(|byte| *byte == b'-').count() == 3;
    let code = text.split([' ', '\n']).find(is_code).unwrap();
    let browser = desk.visitor();
    assert_eq!(location(&send(&browser, "/status", &[("code", code)]).await), "/status/ticket");
    browser
}

/// A reply to the acknowledgement with these first words.
async fn reply(desk: &Desk, id: &str, words: &str) {
    let mail = format!("From: {WHO}\nSubject: Re: [{NUMBER}]\nMessage-ID: <{id}@laichau.gov.vn>\n\n{words}\n");
    desk.receive(WHO, &mail).await;
    desk.letters().await;
}

/// The directory with one agency whose people are `*.snv@…`, and these contacts (mail, person, telephone).
async fn directory(desk: &Desk, contacts: &[(&str, &str, &str)]) {
    let mut table = String::from("slug;name;kind;group;from;until;person;role;mail;telephone;addresses\n");
    for (mail, person, telephone) in contacts {
        table += &format!(
            "so-noi-vu;Sở Nội vụ;department;Sở;1/3/2021;;{person};Văn thư;{mail};{telephone};*.snv@laichau.gov.vn\n"
        );
    }
    let done = agency::import(desk.db(), desk.web.clock.now(), Actor::Console, &table).await.unwrap();
    assert!(done.bad.is_empty(), "{done:?}");
}

/// Concludes the ticket with a letter that has left.
async fn conclude(desk: &Desk, an: &Browser, number: &str, verdict: &str) {
    let version = desk.ticket(number).await.version.to_string();
    let fields =
        [("verdict", verdict), ("close", "yes"), ("letter", "yes"), ("action", "send"), ("version", version.as_str())];
    assert_eq!(an.post(&format!("/tickets/{number}/verdict"), &fields).await.status(), StatusCode::SEE_OTHER);
    desk.web.clock.advance(TimeDelta::seconds(31));
    desk.letters().await;
}

#[test]
fn the_acknowledgement_asks_for_the_digits_that_are_read() {
    let sender = Sender {
        name: "Bộ phận Hỗ trợ".into(),
        unit: String::new(),
        parent: String::new(),
        telephone: String::new(),
        address: "hotro@laichau.gov.vn".into(),
        public_url: "https://hotro.example".into(),
    };
    let at = chrono::DateTime::UNIX_EPOCH.naive_utc();
    let facts = Facts {
        number: NUMBER,
        reporter_name: "",
        subject: "x",
        shown_sender: "",
        received_at: at,
        due_at: at,
        grade_c: false,
        sealed: false,
        attachment: None,
        done: &[],
        lookup: true,
        zone: hotro::base::text::Zone::default(),
    };
    let all = [
        (Exposure::Nothing, "chưa làm gì: số", "did nothing:"),
        (
            Exposure::Clicked,
            "đã bấm liên kết, đề nghị trả lời thư này bằng số",
            "followed a link, answer this letter with the digit",
        ),
        (Exposure::Opened, "đã mở tệp: số", "opened a file:"),
        (Exposure::Password, "đã nhập mật khẩu: số", "typed a password:"),
        (Exposure::Otp, "đã cung cấp mã OTP: số", "gave a one-time code:"),
        (Exposure::Money, "đã chuyển tiền: số", "transferred money:"),
        (Exposure::App, "đã cài ứng dụng: số", "installed an app:"),
    ];
    assert_eq!(all.len(), Exposure::ALL.len());
    let words = |language| {
        let letter = acknowledgement(&sender, &facts, language).unwrap();
        letter.body.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (vi, en) = (words(Language::Vi), words(Language::En));
    for (digit, (exposure, vietnamese, english)) in all.into_iter().enumerate() {
        assert_eq!(Exposure::of_digit(&digit.to_string()), Some(exposure));
        for (letter, words) in [(&vi, vietnamese), (&en, english)] {
            assert!(letter.contains(&format!("{words} {digit}")), "{words} {digit}: {letter}");
        }
    }
    for odd in ["7", "", "10", "-1", "+1", "x", "１"] {
        assert_eq!(Exposure::of_digit(odd), None, "{odd}");
    }
}

#[tokio::test]
async fn each_loss_hurries_the_desk_and_gets_its_own_advice() {
    let desk = reported().await;
    let browser = visitor(&desk).await;
    let now = desk.web.clock.now();
    for (said, minutes, first) in [
        ("clicked", 120, "Đóng trang đã mở từ liên kết"),
        ("app", 30, "Bật chế độ máy bay"),
        ("password", 30, "Đổi ngay mật khẩu"),
        ("otp", 30, "Nếu mã OTP là của ngân hàng"),
        ("money", 15, "Gọi ngay đường dây nóng của ngân hàng"),
    ] {
        let answer = send(&browser, "/status/exposure", &[("exposure", said)]).await;
        assert_eq!(location(&answer), "/status/ticket?done=status-exposure");
        let ticket = desk.ticket(NUMBER).await;
        assert_eq!(ticket.exposure.map(Exposure::word), Some(said));
        assert_eq!(ticket.due_at - now, TimeDelta::minutes(minutes), "{said}");
        let page = browser.page("/status/ticket").await;
        let steps = page.split_once("<h2 id=\"steps\">").unwrap().1;
        assert!(steps.split_once("<li>").unwrap().1.starts_with(first), "{said}: {steps}");
    }
    assert_eq!(browser.page("/status/ticket").await.matches("name=\"exposure\"").count(), 7);
    let an = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    assert!(an.page("/exposures").await.contains("đã chuyển tiền"), "the gravest stands on the board");
    assert!(an.page("/tickets?view=password").await.contains(NUMBER));
    // A lower answer by mail waits for staff, who take it.
    reply(&desk, "low", "1.").await;
    assert_eq!(desk.ticket(NUMBER).await.exposure, Some(Exposure::Money));
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("Người phản ánh trả lời lại: đã bấm liên kết. Mức đang ghi: đã chuyển tiền."), "{page}");
    let version = desk.ticket(NUMBER).await.version.to_string();
    let fields = [("exposure", "clicked"), ("version", version.as_str())];
    let done = an.post(&format!("/tickets/{NUMBER}/exposure"), &fields).await;
    assert!(location(&done).contains("done=exposure-set"));
    assert_eq!(desk.ticket(NUMBER).await.exposure, Some(Exposure::Clicked));
    assert!(!an.page(&format!("/tickets/{NUMBER}")).await.contains("trả lời lại"));
    let viewer = desk.signed_in("xem@laichau.gov.vn", &[Role::Viewer]).await;
    let refused = viewer.post(&format!("/tickets/{NUMBER}/exposure"), &fields).await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_contact_of_the_unit_is_told_once_and_no_exposed_mailbox() {
    let desk = reported().await;
    directory(
        &desk,
        &[(WHO, "Bình", "0213 1"), ("la.snv@laichau.gov.vn", "Lả", ""), ("vt.snv@laichau.gov.vn", "Văn Thư", "0213 2")],
    )
    .await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let fields = [("mailbox", "la.snv@laichau.gov.vn"), ("what", "sending"), ("person", ""), ("ticket", "")];
    officer.post("/exposures/new", &fields).await;
    let before = desk.letters().await.len();
    reply(&desk, "p", "3").await;
    reply(&desk, "o", "4").await;
    let letters = desk.worker.transport.sent();
    let told: Vec<_> = letters.iter().skip(before).collect();
    assert_eq!(told.len(), 1, "one letter a case, to the one contact who is not exposed");
    let letter = &told[0].letter;
    assert_eq!(letter.to_address, "vt.snv@laichau.gov.vn");
    assert_eq!(letter.subject, format!("[{NUMBER}] Đề nghị phối hợp xử lý tài khoản có dấu hiệu bị chiếm đoạt"));
    let words = letter.text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in ["binh.snv@laichau.gov.vn", "đã cung cấp mật khẩu", "gọi điện cho người dùng", "0213 000 000"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains("Mã tra cứu"), "the contact gets no code of the reporter's page");
    let page = officer.page(&format!("/tickets/{NUMBER}")).await;
    assert!(page.contains("Đã gửi thư cho đầu mối của đơn vị: Văn Thư"), "{page}");
    assert!(page.contains("Thư báo đơn vị có tài khoản bị lộ"));
    assert!(
        !visitor(&desk).await.page("/status/ticket").await.contains("bị chiếm đoạt"),
        "nor the reporter that letter"
    );
}

#[tokio::test]
async fn without_a_contact_somebody_has_to_be_called_until_it_is_marked() {
    let desk = reported().await;
    directory(&desk, &[(WHO, "Trần Bình", "0213 876 543")]).await;
    let officer = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let before = desk.letters().await.len();
    reply(&desk, "p", "5").await;
    assert_eq!(desk.worker.transport.sent().len(), before.max(1), "the only contact is the exposed mailbox");
    let call = "Cần gọi: Trần Bình (Sở Nội vụ), điện thoại 0213 876 543";
    for page in ["/exposures", &format!("/tickets/{NUMBER}")] {
        assert!(officer.page(page).await.contains(call), "{page}");
    }
    let fields = [("mailbox", "ai.do@laichau.gov.vn"), ("what", "password"), ("person", "Ai Đó"), ("ticket", NUMBER)];
    officer.post("/exposures/new", &fields).await;
    assert!(officer.page("/exposures").await.contains("Cần gọi: Ai Đó; danh bạ chưa có số điện thoại"));
    officer.post("/exposures/1/steps", &[("step", "called"), ("mark", "done")]).await;
    for page in ["/exposures", &format!("/tickets/{NUMBER}")] {
        assert!(!officer.page(page).await.contains(call), "{page}");
    }
}

#[tokio::test]
async fn a_conclusion_is_contested_once_and_the_help_is_rated() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let browser = visitor(&desk).await;
    let early = send(&browser, "/status/contest", &[("words", "Không phải.")]).await;
    assert_eq!(early.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().await.unwrap().contains("Phiếu chưa có kết luận"));
    assert_eq!(send(&browser, "/status/rating", &[("rating", "helpful")]).await.status(), 422);
    conclude(&desk, &an, NUMBER, "spam").await;
    let page = browser.page("/status/ticket").await;
    assert!(page.contains("Tôi không đồng ý") && page.matches("name=\"rating\"").count() == 3, "{page}");

    send(&browser, "/status/rating", &[("rating", "unhelpful")]).await;
    send(&browser, "/status/rating", &[("rating", "helpful")]).await;
    let page = browser.page("/status/ticket").await;
    assert!(
        page.contains("value=\"helpful\" aria-pressed=\"true\"")
            && !page.contains("value=\"unhelpful\" aria-pressed=\"true\"")
    );
    assert_eq!(send(&browser, "/status/rating", &[("rating", "great")]).await.status(), StatusCode::BAD_REQUEST);
    assert!(an.page(&format!("/tickets/{NUMBER}")).await.contains("việc hỗ trợ có giúp ích"));

    let empty = send(&browser, "/status/contest", &[("words", "  ")]).await;
    assert!(empty.text().await.unwrap().contains("Đề nghị Ông/Bà nêu lý do"));
    let words = "Đây là lừa đảo, <b>không</b> phải thư rác.";
    let taken = send(&browser, "/status/contest", &[("words", words)]).await;
    assert_eq!(location(&taken), "/status/ticket?done=status-contest");
    let ticket = desk.ticket(NUMBER).await;
    assert_eq!(ticket.status, Status::Triage, "it comes back to the desk");
    let page = browser.page("/status/ticket").await;
    assert!(page.contains("đang được xem xét lại") && !page.contains("Tôi không đồng ý"), "{page}");
    let again = send(&browser, "/status/contest", &[("words", "Vẫn không đồng ý.")]).await;
    assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().await.unwrap().contains("mỗi phiếu chỉ gửi được một lần"));

    let queue = an.page("/tickets?view=contested").await;
    assert!(queue.contains("Người báo cáo không đồng ý") && queue.contains("data-count=\"contested\">1<"), "{queue}");
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(
        page.contains("Người báo cáo không đồng ý với kết luận: thư rác") && page.contains("&#60;b&#62;không"),
        "{page}"
    );
    conclude(&desk, &an, NUMBER, "phishing").await;
    let queue = an.page("/tickets?view=contested").await;
    assert!(!queue.contains(NUMBER) && !queue.contains("data-count=\"contested\""), "a new conclusion settles it");
    desk.web.clock.advance(TimeDelta::days(31));
    let browser = visitor(&desk).await;
    assert_eq!(send(&browser, "/status/rating", &[("rating", "partly")]).await.status(), 422);
    assert!(!browser.page("/status/ticket").await.contains("name=\"rating\""));
}

#[tokio::test]
async fn who_reports_rightly_comes_a_little_sooner_and_words_say_so() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let plain = |who: &str, id: &str| {
        REPORT
            .replace("binh.snv@laichau.gov.vn", who)
            .replace("r1@", &format!("{id}@"))
            .replace("evil@", &format!("evil-{id}@"))
    };
    let mut n = 0;
    for (who, verdict) in [("dung@laichau.gov.vn", "phishing"), ("sai@laichau.gov.vn", "legitimate")] {
        for _ in 0..3 {
            n += 1;
            desk.receive(who, &plain(who, &format!("m{n}"))).await;
            desk.letters().await;
            desk.web.clock.advance(TimeDelta::hours(2));
            // Sessions end after an hour without a person.
            let an = desk.signed_in(&format!("pt{n}@laichau.gov.vn"), &[Role::Analyst]).await;
            conclude(&desk, &an, &format!("HOTRO-2026-00000{n}"), verdict).await;
        }
    }
    drop(an);
    let an = desk.signed_in("an2@laichau.gov.vn", &[Role::Analyst]).await;
    let page = an.page("/tickets/HOTRO-2026-000001").await;
    assert!(page.contains("đã phản ánh 3 lần") && page.contains("Phần lớn phản ánh đúng: 3/3"), "{page}");
    assert!(page.contains("Thường được trả lời sau 2 giờ"), "{page}");
    assert!(an.page("/tickets/HOTRO-2026-000004").await.contains("Thường báo nhầm: chỉ 0/3"));
    // The same mail from both: the one who is usually right first, though the other is newer.
    for (who, id) in [("dung@laichau.gov.vn", "n1"), ("sai@laichau.gov.vn", "n2")] {
        desk.receive(who, &plain(who, id)).await;
    }
    desk.letters().await;
    let set = |c: &mut hotro::infra::db::Conn, score: i32, number: &str| {
        let mut one = ticket::by_number(c, number)?.unwrap();
        one.score = Some(score);
        one.status = Status::New;
        ticket::refresh(c, &one, one.updated_at)
    };
    let list = async |right: i32, wrong: i32| {
        desk.db()
            .write(move |c| {
                set(c, right, "HOTRO-2026-000007")?;
                Ok::<_, Error>(set(c, wrong, "HOTRO-2026-000008")?)
            })
            .await
            .unwrap();
        let page = an.page("/tickets?view=triage&sort=risk").await;
        page.find("HOTRO-2026-000007").unwrap() < page.find("HOTRO-2026-000008").unwrap()
    };
    assert!(list(50, 50).await, "among equals");
    assert!(!list(50, 60).await, "a clearly higher score still leads");
    let viewer = desk.visitor();
    assert!(!viewer.page("/status").await.contains("phản ánh đúng"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_campaign_names_units_as_the_directory_did_on_the_day() {
    let desk = Desk::start().await;
    let table = "slug;name;kind;group;from;until;person;role;mail;telephone;addresses\n\
        snv;Sở Nội vụ cũ;department;Sở;1/3/2021;28/2/2025;;;;;*.snv@laichau.gov.vn\n\
        snv;Sở Nội vụ;department;Sở;1/3/2025;;;;;;*.snv@laichau.gov.vn\n\
        stc;Sở Tài chính mới;department;Sở;1/1/2027;;;;;;*.stc@laichau.gov.vn\n";
    agency::import(desk.db(), desk.web.clock.now(), Actor::Console, table).await.unwrap();
    for n in [1, 5, 6] {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "xem", &lure(n, "quota.example"))).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let list = an.page("/campaigns").await;
    let uuid = list.split_once("/campaigns/").unwrap().1.split('"').next().unwrap().to_owned();
    let page = an.page(&format!("/campaigns/{uuid}")).await;
    let units = page.split_once("class=\"units\"").unwrap().1.split_once("</ul>").unwrap().0;
    assert!(units.contains("<span>Sở Nội vụ</span> <b>1</b>"), "{units}");
    assert!(units.contains("<span>stc</span> <b>2</b>"), "no name is in force: the address tells: {units}");
}
