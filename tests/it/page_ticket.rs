//! The desk at work: queue, ticket, letters, downloads, as people meet them.

use std::io::Read;

use chrono::TimeDelta;
use hotro::base::ids::{JobId, LetterId};
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::queue::{self, JobKind};
use hotro::record::ticket::{Status, Verdict};
use hotro::record::{audit, outbox};
use reqwest::StatusCode;
use reqwest::multipart::{Form, Part};

use crate::support::{Browser, Desk, location};

const NUMBER: &str = "HOTRO-2026-000001";

/// A report with an attached lure: a link that lies, an attachment, and markup that must not live.
const REPORT: &str = "From: =?UTF-8?Q?Tr=E1=BA=A7n_Th=E1=BB=8B_B=C3=ACnh?= <binh.snv@laichau.gov.vn>
To: hotro@laichau.gov.vn
Subject: Fwd: thu la
Message-ID: <r1@laichau.gov.vn>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

Tôi có bấm vào liên kết.<img src=x onerror=alert(1)>
--b
Content-Type: message/rfc822

From: \"Quản trị <script>alert(2)</script>\" <admin@mail-lc.example>
Reply-To: <cskh@proton.example>
To: binh.snv@laichau.gov.vn
Subject: <script>alert(3)</script> =?UTF-8?Q?H=E1=BB=99p_th=C6=B0_=C4=91=E1=BA=A7y?=
Message-ID: <evil@mail-lc.example>
Date: Thu, 11 Mar 2021 09:29:00 +0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=c

--c
Content-Type: text/html; charset=utf-8

<p>Hộp thư đã đầy.</p><a href=\"http://laichau.gov.vn.mail-lc.example/login\">https://mail.laichau.gov.vn</a><script>alert(4)</script>
--c
Content-Type: application/octet-stream
Content-Disposition: attachment; filename=\"../hoa don.exe\"
Content-Transfer-Encoding: base64

TVqQAAMAAAAEAAAA//8AALgAAAA=
--c--
--b--
";

async fn reported() -> Desk {
    let desk = Desk::start().await;
    assert_eq!(desk.receive("binh.snv@laichau.gov.vn", REPORT).await.number, NUMBER);
    desk.letters().await;
    desk
}

/// The version that the forms of a page carry.
fn version(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"version\" value=\"").expect("a form with the version");
    rest.split('"').next().unwrap().to_owned()
}

async fn act(browser: &Browser, tail: &str, fields: &[(&str, &str)]) -> reqwest::Response {
    let page = browser.page(&format!("/tickets/{NUMBER}")).await;
    let version = version(&page);
    let mut all = vec![("version", version.as_str())];
    all.extend_from_slice(fields);
    browser.post(&format!("/tickets/{NUMBER}{tail}"), &all).await
}

#[tokio::test]
async fn the_desk_takes_answers_concludes_and_the_reporter_hears_of_it() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;

    let queue = an.page("/tickets").await;
    assert!(
        queue.contains("data-count=\"triage\">1<") && queue.contains("Hộp thư đầy") && queue.contains("Trần Thị Bình")
    );
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    for seen in [
        "Căn cứ nhận định",
        "thực tế dẫn tới",
        "Tôi có bấm vào liên kết.",
        "hxxp://laichau[.]gov[.]vn[.]<b>mail-lc[.]example</b>/login",
        "cskh[@]<b>proton[.]example</b>",
        "khác người gửi",
        "hoa don[.]exe",
        "Thư xác nhận tiếp nhận",
        "đã gửi",
        "Tiếp nhận qua thư",
    ] {
        assert!(page.contains(seen), "{seen} is missing");
    }

    assert_eq!(location(&act(&an, "/assign", &[("assignee", "1")]).await), format!("/tickets/{NUMBER}?done=taken"));
    assert_eq!(desk.ticket(NUMBER).await.status, Status::Triage);
    act(&an, "/reply", &[("kind", "note"), ("text", "Đã gọi bộ phận mạng.")]).await;
    act(&an, "/reply", &[("kind", "reply"), ("text", "Đề nghị Ông/Bà đổi mật khẩu.")]).await;
    let held = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(
        held.contains("Thư trả lời của phiếu") && held.contains("Thu hồi") && held.contains("Đã gọi bộ phận mạng.")
    );
    assert_eq!(desk.letters().await.len(), 1, "the reply is held");
    desk.web.clock.advance(TimeDelta::seconds(31));
    let letters = desk.letters().await;
    assert_eq!(letters.len(), 2);
    assert!(
        letters[1].letter.text.contains("Đề nghị Ông/Bà đổi mật khẩu.") && letters[1].letter.subject.contains(NUMBER)
    );
    assert!(!letters[1].letter.text.contains("bộ phận mạng"), "notes stay inside");
    assert_eq!(letters[1].letter.in_reply_to.as_deref(), Some("r1@laichau.gov.vn"));

    let sheet = an.page(&format!("/tickets/{NUMBER}/verdict")).await;
    assert!(
        sheet.contains("THƯ LỪA ĐẢO") && sheet.contains("name=\"reason\"") && sheet.contains("····-····-····-····")
    );
    let conclusion =
        [("verdict", "phishing"), ("reason", "Liên kết dẫn nơi khác."), ("letter", "yes"), ("close", "yes")];
    let mut shown = conclusion.to_vec();
    shown.push(("action", "preview"));
    shown.push(("remark", "Đã chặn tên miền."));
    let preview = act(&an, "/verdict", &shown).await.text().await.unwrap();
    assert!(preview.contains("Đã chặn tên miền.") && preview.contains("Liên kết dẫn nơi khác."));
    assert_eq!(desk.ticket(NUMBER).await.verdict, None, "looking decides nothing");
    let mut sent = conclusion.to_vec();
    sent.push(("action", "send"));
    assert_eq!(location(&act(&an, "/verdict", &sent).await), "/tickets?done=concluded");
    desk.web.clock.advance(TimeDelta::seconds(31));
    let letters = desk.letters().await;
    assert!(
        letters[2].letter.text.contains("THƯ LỪA ĐẢO") && letters[2].letter.text.contains("Liên kết dẫn nơi khác.")
    );
    let closed = desk.ticket(NUMBER).await;
    assert_eq!((closed.status, closed.verdict), (Status::Closed, Some(Verdict::Phishing)));

    act(&an, "/status", &[("status", "triage")]).await;
    let reopened = an.page(&format!("/tickets/{NUMBER}")).await;
    assert!(reopened.contains("Mở lại phiếu") && reopened.contains("Thư kết luận: thư lừa đảo"));
    let paper = an.page(&format!("/tickets/{NUMBER}/print")).await;
    assert!(
        paper.contains("Phiếu tiếp nhận")
            && paper.contains("Liên kết (1)")
            && paper.contains("Đề nghị Ông/Bà đổi mật khẩu.")
    );
    assert_eq!(desk.db().read(|c| Ok::<_, Error>(audit::broken_at(c)?)).await.unwrap(), None);
}

#[tokio::test]
async fn nothing_from_a_mail_lives_on_a_page() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for path in [
        "/tickets".into(),
        format!("/tickets/{NUMBER}"),
        format!("/tickets/{NUMBER}/verdict"),
        format!("/tickets/{NUMBER}/print"),
    ] {
        let page = an.page(&path).await;
        for live in ["<script>", "<img src=x", "onerror=alert(1)>", "href=\"http", "javascript:"] {
            assert!(!page.contains(live), "{path} holds {live}");
        }
        assert!(page.len() < 100_000, "{path} is {} bytes", page.len());
    }
}

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
async fn a_form_that_cannot_be_kept_comes_back_with_what_was_typed() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let binh = desk.signed_in("binh@laichau.gov.vn", &[Role::Officer]).await;
    let old = version(&an.page(&format!("/tickets/{NUMBER}")).await);
    act(&binh, "/reply", &[("kind", "note"), ("text", "Tôi đang xem.")]).await;
    let typed = [("version", old.as_str()), ("kind", "reply"), ("text", "Câu đã viết <b>dài</b>.")];
    let answer = an.post(&format!("/tickets/{NUMBER}/reply"), &typed).await;
    assert_eq!(answer.status(), StatusCode::CONFLICT);
    let page = answer.text().await.unwrap();
    assert!(
        page.contains("Phiếu vừa được Tên của binh cập nhật")
            && page.contains("Câu đã viết &#60;b&#62;dài&#60;/b&#62;.")
    );
    let again = an.post(&format!("/tickets/{NUMBER}/reply"), &[("version", &version(&page)), typed[1], typed[2]]).await;
    assert_eq!(again.status(), StatusCode::SEE_OTHER, "the page that came back carries the new version");

    let empty = act(&an, "/reply", &[("kind", "note"), ("text", "  ")]).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().await.unwrap().contains("Hãy nhập nội dung."));
    let illegal = act(&an, "/status", &[("status", "duplicate")]).await;
    assert_eq!(illegal.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_letter_is_taken_back_in_time_and_not_after() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let fields = [("verdict", "spam"), ("letter", "yes"), ("close", "yes"), ("action", "send")];
    act(&an, "/verdict", &fields).await;
    let page = an.page("/tickets").await;
    let action =
        page.split("class=\"hold\"").nth(1).unwrap().split("action=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(location(&an.post(action, &[]).await), format!("/tickets/{NUMBER}?done=taken-back"));
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), 1, "only the acknowledgement left");
    let back = desk.ticket(NUMBER).await;
    assert_eq!((back.status, back.verdict), (Status::Triage, None));

    act(&an, "/verdict", &fields).await;
    desk.web.clock.advance(TimeDelta::seconds(31));
    assert_eq!(desk.letters().await.len(), 2);
    let late = an.post(&format!("/tickets/{NUMBER}/letters/3/take-back"), &[]).await;
    assert_eq!(location(&late), format!("/tickets/{NUMBER}?done=too-late"));
    assert_eq!(desk.ticket(NUMBER).await.status, Status::Closed);
}

#[tokio::test]
async fn the_queue_filters_searches_sorts_and_pages() {
    let desk = Desk::start().await;
    for n in 0..60 {
        let who = format!("p{n}@laichau.gov.vn");
        let mail = format!(
            "From: {who}\nSubject: =?UTF-8?Q?M=E1=BA=ADt_kh=E1=BA=A9u?= {n}\nMessage-ID: <{n}@a>\n\nxin cấp lại\n"
        );
        desk.receive(&who, &mail).await;
    }
    desk.letters().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let first = an.page("/tickets?view=open&sort=newest").await;
    assert_eq!(first.matches("class=\"row").count(), 50);
    let next = first.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap().replace("&#38;", "&");
    let second = an.page(&next).await;
    assert_eq!(second.matches("class=\"row").count(), 10);
    assert!(second.contains("HOTRO-2026-000001") && !first.contains("HOTRO-2026-000010\""));
    assert_eq!(an.page("/tickets?q=mat+khau+17").await.matches("class=\"row").count(), 1, "without tone marks");
    assert_eq!(an.page("/tickets?q=mật+khẩu+17").await.matches("class=\"row").count(), 1, "with them");
    assert!(an.page("/tickets?q=khong+co+gi").await.contains("Không có kết quả phù hợp"));
    assert_eq!(location(&an.get("/tickets?q=hotro-2026-000007").await), "/tickets/HOTRO-2026-000007");
    assert_eq!(an.page("/tickets?view=requests&status=new").await.matches("class=\"row").count(), 50);
    assert!(an.page("/tickets?view=waiting").await.contains("Không có phiếu nào chờ người phản ánh"));
    assert!(an.page("/tickets?view=nonsense&status=%27&after=x&sort=1").await.contains("class=\"row"));
    let counts: serde_json::Value = an.get("/tickets/counts").await.json().await.unwrap();
    assert_eq!(counts["triage"], 60);
    desk.web.clock.advance(TimeDelta::hours(5));
    let an = desk.signed_in("mai@laichau.gov.vn", &[Role::Officer]).await;
    let late = an.page("/tickets?view=overdue").await;
    assert_eq!(late.matches("class=\"late\"").count(), 50);
}

#[tokio::test]
async fn looking_at_the_counts_keeps_no_session_open() {
    let desk = Desk::start().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    for _ in 0..3 {
        desk.web.clock.advance(TimeDelta::minutes(25));
        an.get("/tickets/counts").await;
    }
    assert_eq!(an.get("/tickets").await.status(), StatusCode::SEE_OTHER, "an hour without a person");
}

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
async fn letters_that_failed_are_shown_and_tried_again() {
    let desk = reported().await;
    let now = desk.web.clock.now();
    desk.db()
        .write(move |c| {
            outbox::fail(c, LetterId(1), "550 no such mailbox")?;
            queue::push(c, JobKind::Analyse, 1, now, now)?;
            let job = queue::lease(c, "test", now, now, 1)?.remove(0);
            Ok::<_, Error>(queue::give_up(c, JobId(job.id), now, "the cell died")?)
        })
        .await
        .unwrap();
    let admin = desk.signed_in("quantri@laichau.gov.vn", &[Role::Admin]).await;
    let page = admin.page("/admin/outbox?state=failed").await;
    assert!(page.contains("550 no such mailbox") && page.contains("không gửi được: 1"));
    assert!(!page.contains("Kính gửi"), "no words of a letter");
    assert_eq!(location(&admin.post("/admin/outbox/letters/1/retry", &[]).await), "/admin/outbox?done=retried");
    assert_eq!(desk.letters().await.len(), 2, "it left again");
    assert_eq!(admin.post("/admin/outbox/letters/1/retry", &[]).await.status(), StatusCode::NOT_FOUND);
    assert!(page.contains("the cell died") && page.contains("phân tích thư"));
    let action = page.split("action=\"/admin/outbox/jobs/").nth(1).unwrap().split('"').next().unwrap();
    admin.post(&format!("/admin/outbox/jobs/{action}"), &[]).await;
    assert_eq!(desk.letters().await.len(), 2, "analysed again, and nobody is written to again");
    assert!(admin.page("/admin/outbox").await.contains("Không có việc nào bị dừng."));
}
