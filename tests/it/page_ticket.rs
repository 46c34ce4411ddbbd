//! The desk at work: queue, ticket, letters, downloads, as people meet them.

use chrono::TimeDelta;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::record::audit;
use hotro::record::ticket::{Status, Verdict};
use reqwest::StatusCode;

use crate::support::report::{NUMBER, reported};
use crate::support::{Browser, location};

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
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
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
async fn a_form_that_cannot_be_kept_comes_back_with_what_was_typed() {
    let desk = reported().await;
    let an = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst]).await;
    let binh = desk.signed_in("binh@laichau.gov.vn", &[Role::Officer]).await;
    let old = version(&an.page(&format!("/tickets/{NUMBER}")).await);
    act(&binh, "/reply", &[("kind", "note"), ("text", "Tôi đang xem.")]).await;
    let looked = an.page(&format!("/tickets/{NUMBER}")).await;
    assert_eq!(version(&looked), old, "a note makes nobody's form stale");
    act(&binh, "/assign", &[("assignee", "2")]).await;
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

    // Whoever sends second sees the first one's words above the own form, and decides.
    let page = an.page(&format!("/tickets/{NUMBER}")).await;
    let seen = page.split_once("name=\"seen\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    assert!(!page.contains("class=\"meanwhile\""));
    act(&binh, "/reply", &[("kind", "reply"), ("text", "Binh đã trả lời rồi.")]).await;
    let version = version(&page);
    let form = [("version", version.as_str()), ("seen", &seen), ("kind", "reply"), ("text", "Tôi trả lời sau.")];
    let second = an.post(&format!("/tickets/{NUMBER}/reply"), &form).await;
    assert_eq!(second.status(), StatusCode::CONFLICT);
    let page = second.text().await.unwrap();
    let above = page.split_once("class=\"meanwhile\"").unwrap().1.split_once("<textarea").unwrap();
    assert!(above.0.contains("Binh đã trả lời rồi.") && !above.0.contains("Câu đã viết"), "only what is new");
    assert!(above.1.contains("Tôi trả lời sau."), "nothing typed is lost");
    let verdict = [
        ("version", version.as_str()),
        ("seen", &seen),
        ("verdict", "spam"),
        ("own", "Lý do riêng"),
        ("letter", "yes"),
        ("close", "yes"),
        ("action", "send"),
    ];
    let second = an.post(&format!("/tickets/{NUMBER}/verdict"), &verdict).await;
    assert_eq!(second.status(), StatusCode::CONFLICT);
    let page = second.text().await.unwrap();
    assert!(
        page.contains("class=\"meanwhile\"") && page.contains("Binh đã trả lời rồi.") && page.contains("Lý do riêng")
    );

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
