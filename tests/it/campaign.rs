//! Campaigns over the real server: who belongs to one, what a decision over it does, what people move stays moved, and
//! what later reports get.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use hotro::base::ids::{ArrivalId, TicketId};
use hotro::desk::account::Role;
use hotro::desk::{Error, analyse, campaign_file};
use hotro::record::campaign::{self, Campaign, State, list};
use hotro::record::evidence;
use hotro::record::ticket::{Status, Verdict};

use crate::support::wave::{lure, newsletter, report, reporter};
use crate::support::{Browser, Desk, location};

/// Where the lure leads.
const HOST: &str = "zimbra-quota.example";

fn number(n: usize) -> String {
    format!("HOTRO-2026-{n:06}")
}

/// A desk at which the lure was reported by `count` people, with an analyst.
async fn wave(count: usize) -> (Desk, Browser) {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for n in 1..=count {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "Nhờ kiểm tra giúp.", &lure(n, HOST))).await;
    }
    desk.letters().await;
    (desk, an)
}

async fn campaigns(desk: &Desk) -> Vec<Campaign> {
    desk.db().read(|c| Ok::<_, Error>(list::by_row(c, None, 50)?)).await.unwrap()
}

async fn members(desk: &Desk, uuid: &str) -> BTreeSet<String> {
    let uuid = uuid.to_owned();
    let file = desk.db().read(move |c| campaign_file::open(c, &uuid, 0)).await.unwrap();
    file.members.into_iter().map(|member| member.number).collect()
}

async fn the_one(desk: &Desk) -> Campaign {
    let mut all = campaigns(desk).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

async fn decide(an: &Browser, home: &Campaign, verdict: &str) {
    let version = home.version.to_string();
    let fields = [
        ("version", version.as_str()),
        ("verdict", verdict),
        ("reason", "Liên kết dẫn tới trang giả mạo."),
        ("letter", "yes"),
        ("close", "yes"),
        ("scope", "all"),
        ("action", "send"),
    ];
    let answer = an.post(&format!("/campaigns/{}/verdict", home.uuid), &fields).await;
    assert!(location(&answer).starts_with(&format!("/campaigns/{}", home.uuid)), "{}", location(&answer));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thirty_copies_are_one_campaign_and_a_decision_answers_each_in_their_own_thread() {
    let (desk, an) = wave(30).await;
    for n in 31..=40 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "Thư này có an toàn không?", &newsletter(n))).await;
    }
    let before = desk.letters().await.len();
    assert_eq!(before, 40, "everybody was told that it came");
    let home = the_one(&desk).await;
    let expected: BTreeSet<String> = (1..=30).map(number).collect();
    assert_eq!(members(&desk, &home.uuid).await, expected);

    let page = an.page(&format!("/campaigns/{}", home.uuid)).await;
    assert!(page.contains("30 phiếu") && page.contains("5 đơn vị"), "{page}");
    assert!(page.contains("zimbra-quota[.]example"), "what binds it");
    let row = an.page("/tickets?view=triage").await;
    assert!(row.contains("đợt ×30"));
    let ticket = an.page("/tickets/HOTRO-2026-000007").await;
    assert!(
        ticket.contains(&format!("/campaigns/{}", home.uuid)) && ticket.contains("Ghép vào đợt tấn công"),
        "{ticket}"
    );
    let stranger = an.page("/tickets/HOTRO-2026-000035").await;
    assert!(!stranger.contains(&format!("/campaigns/{}", home.uuid)));

    decide(&an, &home, "phishing").await;
    desk.web.clock.advance(TimeDelta::seconds(299));
    assert_eq!(desk.letters().await.len(), before, "more than twenty wait for five minutes");
    desk.web.clock.advance(TimeDelta::seconds(2));
    let letters = desk.letters().await.split_off(before);
    assert_eq!(letters.len(), 30);
    let mut seen = BTreeSet::new();
    for sent in &letters {
        let letter = &sent.letter;
        let n: usize = letter.to_address.strip_prefix("nguoi").unwrap().split('.').next().unwrap().parse().unwrap();
        assert_eq!(letter.to_address, reporter(n));
        assert!(letter.subject.starts_with(&format!("[{}] Kết luận: thư lừa đảo", number(n))), "{}", letter.subject);
        assert_eq!(letter.in_reply_to.as_deref(), Some(format!("r{n}@laichau.gov.vn").as_str()));
        assert!(letter.text.contains("THƯ LỪA ĐẢO") && letter.text.contains("Liên kết dẫn tới trang giả mạo."));
        let code = letter.text.lines().find_map(|line| line.strip_prefix("Mã tra cứu: ")).unwrap().to_owned();
        assert!(seen.insert((n, code.clone())) && code.len() == 19, "{code}");
    }
    assert_eq!(seen.iter().map(|(_, code)| code).collect::<BTreeSet<_>>().len(), 30, "each its own code");
    for n in 1..=30 {
        let ticket = desk.ticket(&number(n)).await;
        assert_eq!((ticket.status, ticket.verdict), (Status::Closed, Some(Verdict::Phishing)), "{n}");
    }
    assert_eq!(desk.ticket(&number(33)).await.verdict, None);
    assert!(an.page(&format!("/campaigns/{}", home.uuid)).await.contains("đã gửi 30/30"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_decision_is_taken_back_whole_while_it_waits() {
    let (desk, an) = wave(3).await;
    let before = desk.letters().await.len();
    let home = the_one(&desk).await;
    decide(&an, &home, "spam").await;
    let decided = the_one(&desk).await;
    assert_eq!((decided.state, decided.verdict.as_deref()), (State::Decided, Some("spam")));
    let page = an.page(&format!("/campaigns/{}", home.uuid)).await;
    let (_, rest) = page.split_once("name=\"step\" value=\"").expect("a step to stop");
    let step = rest.split('"').next().unwrap();
    let answer = an.post(&format!("/campaigns/{}/stop", home.uuid), &[("step", step)]).await;
    assert!(location(&answer).contains("done=campaign-stopped"), "{}", location(&answer));
    desk.web.clock.advance(TimeDelta::minutes(10));
    assert_eq!(desk.letters().await.len(), before, "nothing left");
    let open = the_one(&desk).await;
    assert_eq!((open.state, open.verdict.as_deref()), (State::Open, None));
    for n in 1..=3 {
        let ticket = desk.ticket(&number(n)).await;
        assert_eq!((ticket.status, ticket.verdict, ticket.answered_at), (Status::New, None, None), "{n}");
    }
    // What was told once is corrected by another conclusion, and not told twice.
    decide(&an, &open, "spam").await;
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), before + 3, "few letters wait for the short hold");
    decide(&an, &the_one(&desk).await, "spam").await;
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), before + 3, "nobody is told the same twice");
    decide(&an, &the_one(&desk).await, "phishing").await;
    desk.web.clock.advance(TimeDelta::seconds(31));
    let corrected = desk.letters().await.split_off(before + 3);
    assert_eq!(corrected.len(), 3);
    for sent in corrected {
        assert!(sent.letter.subject.contains("Đính chính kết luận: thư lừa đảo"), "{}", sent.letter.subject);
        assert!(sent.letter.text.contains("trước đây là “thư rác”"), "{}", sent.letter.text);
    }
}

/// Analyses the first mail of a ticket again.
async fn again(desk: &Desk, ticket: &str) {
    let id: TicketId = desk.ticket(ticket).await.row();
    let arrivals = desk.db().read(move |c| Ok::<_, Error>(evidence::arrivals(c, id)?)).await.unwrap();
    let worker = &desk.worker;
    let (db, house, clock, cells) = (&worker.db, &worker.desk, &worker.clock, &worker.cells);
    analyse::analyse(db, house, clock, (cells, &worker.dns), ArrivalId(arrivals[0].id)).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_person_takes_out_stays_out_until_it_is_undone() {
    let (desk, an) = wave(4).await;
    let home = the_one(&desk).await;
    let path = |what: &str| format!("/campaigns/{}/{what}", home.uuid);
    let third = desk.ticket(&number(3)).await.id.to_string();
    let answer = an.post(&path("split"), &[("version", "1"), ("ticket", &third)]).await;
    assert!(location(&answer).contains("done=campaign-split"), "{}", location(&answer));
    again(&desk, &number(3)).await;
    again(&desk, &number(1)).await;
    let left: BTreeSet<String> = [1, 2, 4].map(number).into();
    assert_eq!(members(&desk, &home.uuid).await, left);
    assert_eq!(campaigns(&desk).await.len(), 1, "nor is another one opened");
    let stale = an.post(&path("split"), &[("version", "1"), ("ticket", &third)]).await;
    assert_eq!(stale.status().as_u16(), 422, "it is not there any more");

    let undo = |page: &str, what: &str| {
        let (_, rest) = page.split_once(what).unwrap_or_else(|| panic!("{what}"));
        let (_, rest) = rest.split_once("name=\"step\" value=\"").expect("a step to undo");
        rest.split('"').next().unwrap().to_owned()
    };
    let step = undo(&an.page(&format!("/campaigns/{}", home.uuid)).await, "Tách 1 phiếu");
    let answer = an.post(&path("undo"), &[("step", &step)]).await;
    assert!(location(&answer).contains("done=campaign-undone"), "{}", location(&answer));
    assert_eq!(members(&desk, &home.uuid).await.len(), 4);
    assert!(an.page("/tickets/HOTRO-2026-000003").await.contains("Tách khỏi đợt tấn công"), "its timeline tells");

    // What a person puts in is in, and going back takes it where it was.
    let who = reporter(50);
    desk.receive(&who, &report(&who, "n50", "xem", &newsletter(50))).await;
    desk.letters().await;
    let version = the_one(&desk).await.version.to_string();
    let answer = an.post(&path("join"), &[("version", &version), ("number", "hotro-2026-000005")]).await;
    assert!(location(&answer).contains("done=campaign-joined"), "{}", location(&answer));
    assert_eq!(members(&desk, &home.uuid).await.len(), 5);
    let step = undo(&an.page(&format!("/campaigns/{}", home.uuid)).await, "Thêm phiếu HOTRO-2026-000005");
    an.post(&path("undo"), &[("step", &step)]).await;
    assert_eq!(members(&desk, &home.uuid).await.len(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_campaigns_become_one_and_two_again() {
    let (desk, an) = wave(2).await;
    for n in 11..=12 {
        let who = reporter(n);
        let other = format!(
            "From: a{n}@khac.example\nSubject: Hóa đơn\nMessage-ID: <o{n}@x>\n\nXem hóa đơn tháng này tại http://hoadon.example/xem?ma={n}77\n\
             Nếu quá hạn thanh toán, dịch vụ của quý khách sẽ bị tạm ngừng theo quy định của nhà cung cấp.\n"
        );
        desk.receive(&who, &report(&who, &format!("o{n}"), "xem", &other)).await;
    }
    desk.letters().await;
    let all = campaigns(&desk).await;
    assert_eq!(all.len(), 2);
    let (other, home) = (&all[0], &all[1]);
    let path = format!("/campaigns/{}", home.uuid);
    let fields = [("version", "1"), ("other", other.uuid.as_str())];
    let answer = an.post(&format!("{path}/merge"), &fields).await;
    assert!(location(&answer).contains("done=campaign-merged"), "{}", location(&answer));
    assert_eq!(members(&desk, &home.uuid).await.len(), 4);
    assert_eq!(campaigns(&desk).await.len(), 1);
    assert!(an.page(&format!("/campaigns/{}", other.uuid)).await.contains(&path), "the old page leads on");
    // A copy of the other lure finds its way into the one that stands for it.
    let who = reporter(13);
    let copy = "From: b@khac.example\nSubject: Hóa đơn\nMessage-ID: <o13@x>\n\nXem hóa đơn tháng này tại http://hoadon.example/xem?ma=1377\n\
         Nếu quá hạn thanh toán, dịch vụ của quý khách sẽ bị tạm ngừng theo quy định của nhà cung cấp.\n";
    desk.receive(&who, &report(&who, "o13", "xem", copy)).await;
    desk.letters().await;
    assert_eq!(members(&desk, &home.uuid).await.len(), 5);

    let page = an.page(&path).await;
    let (_, rest) = page.split_once("Gộp đợt").expect("the step");
    let step = rest.split_once("name=\"step\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    an.post(&format!("{path}/undo"), &[("step", &step)]).await;
    assert_eq!(members(&desk, &home.uuid).await, [1, 2, 5].map(number).into());
    assert_eq!(members(&desk, &other.uuid).await, [3, 4].map(number).into());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_later_copy_is_answered_at_once_and_nothing_else_is() {
    let (desk, an) = wave(3).await;
    let home = the_one(&desk).await;
    decide(&an, &home, "phishing").await;
    desk.web.clock.advance(TimeDelta::hours(1));
    let before = desk.letters().await.len();

    let who = reporter(61);
    desk.receive(&who, &report(&who, "r61", "Nhờ kiểm tra giúp.", &lure(61, HOST))).await;
    let letters = desk.letters().await;
    assert_eq!(letters.len(), before + 1, "one letter and no acknowledgement");
    let letter = &letters[before].letter;
    assert_eq!(letter.to_address, who);
    assert!(letter.subject.contains("Kết luận: thư lừa đảo") && letter.auto_submitted.is_some(), "{}", letter.subject);
    let late = desk.ticket(&number(4)).await;
    assert_eq!((late.status, late.verdict), (Status::Resolved, Some(Verdict::Phishing)));

    // Sender, subject and words are copied, the page is another one: it is new until somebody looks.
    let who = reporter(62);
    desk.receive(&who, &report(&who, "r62", "Nhờ kiểm tra giúp.", &lure(62, "other-page.example"))).await;
    let letters = desk.letters().await;
    assert_eq!(letters.len(), before + 2);
    assert!(letters[before + 1].letter.subject.contains("Xác nhận đã tiếp nhận"), "only acknowledged");
    assert_eq!(desk.ticket(&number(5)).await.status, Status::New);
    // And it stays new for the next one: a person decided about neither.
    let who = reporter(63);
    desk.receive(&who, &report(&who, "r63", "Nhờ kiểm tra giúp.", &lure(63, "other-page.example"))).await;
    desk.letters().await;
    assert_eq!(desk.ticket(&number(6)).await.status, Status::New);

    // Whoever typed a password is heard.
    let who = reporter(64);
    desk.receive(&who, &report(&who, "r64", "Tôi đã nhập mật khẩu vào trang này.", &lure(64, HOST))).await;
    let letters = desk.letters().await;
    assert!(letters.last().unwrap().letter.subject.contains("Xác nhận đã tiếp nhận"));
    let hurt = desk.ticket(&number(7)).await;
    assert_eq!((hurt.status, hurt.exposure), (Status::New, None), "a person puts down what words only say");
    assert!(an.page(&format!("/tickets/{}", number(7))).await.contains("Ghi nhận: đã cung cấp mật khẩu"));

    // A mere forward of the text proves too little.
    let inline = format!(
        "From: {}\nTo: hotro@laichau.gov.vn\nSubject: Fwd: x\nMessage-ID: <r65@laichau.gov.vn>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n\
         Nhờ xem.\n\n---------- Forwarded message ---------\nFrom: Quản trị <dls.km@dls-mail.example>\nDate: Wed, 11 Mar 2026 at 09:00\n\
         Subject: [0065] Hộp thư sắp hết dung lượng\nTo: <{}>\n\n{}\n",
        reporter(65),
        reporter(65),
        lure(65, HOST).split_once("\n\n").unwrap().1
    );
    desk.receive(&reporter(65), &inline).await;
    desk.letters().await;
    let weak = desk.ticket(&number(8)).await;
    assert_eq!((weak.grade.as_deref(), weak.status), (Some("C"), Status::New));
    assert!(members(&desk, &home.uuid).await.contains(&number(8)), "though it belongs there");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn later_answers_never_say_legitimate_are_sampled_and_can_be_switched_off() {
    let desk = Desk::start_with(|config| config.verdict.sample_every = 2).await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let send = |n: usize| {
        let who = reporter(n);
        let mail = report(&who, &format!("r{n}"), "Nhờ kiểm tra giúp.", &lure(n, HOST));
        (who, mail)
    };
    for n in 1..=2 {
        let (who, mail) = send(n);
        desk.receive(&who, &mail).await;
    }
    desk.letters().await;
    decide(&an, &the_one(&desk).await, "legitimate").await;
    desk.web.clock.advance(TimeDelta::hours(1));
    let (who, mail) = send(3);
    desk.receive(&who, &mail).await;
    let letters = desk.letters().await;
    assert!(letters.last().unwrap().letter.subject.contains("Xác nhận đã tiếp nhận"));
    decide(&an, &the_one(&desk).await, "phishing").await;
    desk.web.clock.advance(TimeDelta::hours(1));
    desk.letters().await;
    for n in 4..=5 {
        let (who, mail) = send(n);
        desk.receive(&who, &mail).await;
        let letters = desk.letters().await;
        assert!(letters.last().unwrap().letter.subject.contains("Kết luận: thư lừa đảo"));
    }
    assert_eq!(desk.ticket(&number(4)).await.status, Status::Resolved);
    assert_eq!(desk.ticket(&number(5)).await.status, Status::Triage, "every second one is looked at");

    let off = Desk::start_with(|config| config.verdict.late_answers = false).await;
    let an = off.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for n in 1..=2 {
        let (who, mail) = send(n);
        off.receive(&who, &mail).await;
    }
    off.letters().await;
    decide(&an, &the_one(&off).await, "phishing").await;
    off.web.clock.advance(TimeDelta::hours(1));
    let (who, mail) = send(3);
    off.receive(&who, &mail).await;
    off.letters().await;
    assert_eq!(off.ticket(&number(3)).await.status, Status::New);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_letters_need_a_second_person_where_that_is_set() {
    let desk = Desk::start_with(|config| {
        config.verdict.second_approver = true;
        config.verdict.many = 1;
    })
    .await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let ba = desk.signed_in("ba@laichau.gov.vn", &[Role::Analyst]).await;
    for n in 1..=2 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("r{n}"), "Nhờ kiểm tra giúp.", &lure(n, HOST))).await;
    }
    let before = desk.letters().await.len();
    let home = the_one(&desk).await;
    decide(&an, &home, "phishing").await;
    assert_eq!(the_one(&desk).await.state, State::Open, "nothing is decided yet");
    let path = format!("/campaigns/{}", home.uuid);
    let told = ba.page("/notifications").await;
    assert!(told.contains("chờ người thứ hai duyệt") && told.contains(&format!("href=\"{path}\"")));
    assert!(!an.page("/notifications").await.contains("chờ người thứ hai duyệt"), "not to whoever proposed it");
    let page = ba.page(&path).await;
    let step = page.split_once("name=\"step\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let own = an.post(&format!("{path}/approve"), &[("step", &step), ("yes", "yes")]).await;
    assert_eq!(own.status().as_u16(), 422, "not by oneself");
    let other = ba.post(&format!("{path}/approve"), &[("step", &step), ("yes", "yes")]).await;
    assert!(location(&other).contains("done=campaign-decided"), "{}", location(&other));
    desk.web.clock.advance(TimeDelta::minutes(6));
    assert_eq!(desk.letters().await.len(), before + 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_person_twice_is_one_and_ordinary_mail_is_no_campaign() {
    let desk = Desk::start().await;
    let who = reporter(1);
    for n in [1, 2] {
        desk.receive(&who, &report(&who, &format!("r{n}"), "xem", &lure(n, HOST))).await;
    }
    for n in 1..=10 {
        let who = reporter(n);
        desk.receive(&who, &report(&who, &format!("n{n}"), "xem", &newsletter(n))).await;
    }
    desk.letters().await;
    let home = the_one(&desk).await;
    let figures = desk.db().read(move |c| Ok::<_, Error>(list::figures(c, &[home.id])?)).await.unwrap();
    assert_eq!((figures[0].reports, figures[0].reporters), (2, 1));
    let id = desk.ticket(&number(1)).await.row();
    let member = desk.db().read(move |c| Ok::<_, Error>(campaign::membership(c, id)?)).await.unwrap().unwrap();
    assert!(member.strength >= 80 && member.why.contains("\"template\""), "{member:?}");
}
