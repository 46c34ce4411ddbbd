//! Advisories on the real server: from the first draft to the letter that replaces an issued one.

use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::desk::advisory::short_mail;
use hotro::record::advisory;
use reqwest::StatusCode;

use crate::support::draft::{TICKET, field, form, open, path_of, read_docx, send};
use crate::support::{Browser, Desk, location};

const REPORT: &str = "From: an@laichau.gov.vn\nSubject: Fwd: x\nMessage-ID: <a@laichau.gov.vn>\nMIME-Version: 1.0\n\
    Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxem\n--b\nContent-Type: message/rfc822\n\n\
    From: \"Quản trị <hệ thống>\" <admin@mail-lc.example>\nTo: binh.snv@laichau.gov.vn\nSubject: Hộp thư binh.snv@laichau.gov.vn đầy\n\
    Message-ID: <m@evil>\nContent-Type: text/html; charset=utf-8\n\n\
    <a href=\"http://login.mail-lc.example/1?u=binh.snv@laichau.gov.vn\">Nhấn vào đây</a>\n--b--\n";

async fn one_report() -> Desk {
    let desk = Desk::start().await;
    desk.receive("an@laichau.gov.vn", REPORT).await;
    desk.letters().await;
    desk
}

#[tokio::test]
async fn a_draft_is_written_returned_issued_and_replaced() {
    let desk = one_report().await;
    let officer = desk.signed_in("cb@laichau.gov.vn", &[Role::Officer]).await;
    let leader = desk.signed_in("lanhdao@laichau.gov.vn", &[Role::Viewer]).await;
    let clerk = desk.signed_in("vanthu@laichau.gov.vn", &[Role::Clerk]).await;

    let path = written(&officer).await;
    let typed = returned(&path, &officer, &leader).await;
    issued(&desk, &path, &clerk).await;
    let again = |version: &str| {
        let mut typed = typed.clone();
        typed.retain(|(name, _)| *name != "version");
        typed.push(("version", version.to_owned()));
        typed
    };
    assert_eq!(send(&officer, &path, &typed).await.status(), StatusCode::CONFLICT);
    let answer = send(&officer, &path, &again("6")).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "what is issued is never edited");
    replaced(&desk, &path, (&officer, &clerk)).await;
}

/// The draft says what the ticket shows, nothing of it can be clicked, and nobody it was sent to is named. Leaves version 2.
async fn written(officer: &Browser) -> String {
    assert!(officer.page(TICKET).await.contains(&format!("action=\"{TICKET}/advisory\"")));
    let path = open(officer).await;
    let page = officer.page(&path).await;
    assert!(page.contains("09 giờ 29 phút ngày 11/3/2026") && page.contains("admin[@]mail-lc[.]example"));
    assert!(page.contains("DỰ THẢO</b>") && page.contains("[CẢNH BÁO]") && page.contains("“Hộp thư (đã che) đầy”"));
    let rows = field(&page, "rows");
    assert!(rows.contains("hxxp://login[.]mail-lc[.]example/1?…"), "{rows}");
    assert!(!page.contains("http://login") && !page.contains("admin@mail-lc") && !page.contains("binh.snv"));

    // A look keeps nothing; saving does.
    let body = field(&page, "body").replace("4. Khi", "4. Xem http://evil.example/x. Khi");
    let typed = form(&page, &[("subject", "cảnh báo thư giả mạo"), ("signer", "ThS. Nguyễn Văn A"), ("body", &body)]);
    let seen = send(officer, &format!("{path}/preview"), &typed).await.text().await.unwrap();
    assert!(seen.contains("V/v cảnh báo thư giả mạo") && seen.contains("<b>Nguyễn Văn A</b>"));
    assert!(!seen.contains("http://evil"));
    assert!(!officer.page(&path).await.contains("V/v cảnh báo thư giả mạo"));
    assert!(location(&send(officer, &path, &typed).await).contains("advisory-saved"));
    let page = officer.page(&path).await;
    assert!(page.contains("V/v cảnh báo thư giả mạo") && page.contains("phiên bản 2"));
    let first = officer.page(&format!("{path}?version=1")).await;
    assert!(first.contains("nhằm chiếm đoạt tài khoản") && !first.contains("V/v cảnh báo thư giả mạo"));
    assert!(!first.contains("name=\"body\""), "an old version is not edited");
    path
}

/// It is signed outside; the one who would sign gives it back. Leaves it submitted again, in version 5.
async fn returned(path: &str, officer: &Browser, leader: &Browser) -> Vec<(&'static str, String)> {
    let registry = [("version", "2"), ("number", "15"), ("date", "2026-03-11")];
    for browser in [officer, leader] {
        let answer = browser.post(&format!("{path}/issue"), &registry).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "only the clerk has the registry");
    }
    let typed = form(&officer.page(path).await, &[]);
    assert_eq!(leader.post(&format!("{path}/submit"), &[]).await.status(), StatusCode::FORBIDDEN);
    assert!(location(&send(officer, &format!("{path}/submit"), &typed).await).contains("submitted"));
    let page = leader.page(path).await;
    assert!(page.contains("Đang trình ký") && page.contains(&format!("{path}/return")) && !page.contains("/issue\""));
    assert_eq!(send(officer, path, &typed).await.status(), StatusCode::CONFLICT, "nothing changes under the signer");
    let back = |version: &'static str, comment: &'static str| [("version", version), ("comment", comment)];
    let blank = leader.post(&format!("{path}/return"), &back("3", " ")).await;
    assert_eq!(blank.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let returned = leader.post(&format!("{path}/return"), &back("3", "Ghi rõ đầu mối <liên hệ>.")).await;
    assert!(location(&returned).contains("advisory-returned"));
    let page = officer.page(path).await;
    assert!(page.contains("Tên của lanhdao trả lại") && page.contains("Ghi rõ đầu mối &#60;liên hệ&#62;."));
    let typed = form(&page, &[]);
    assert!(location(&send(officer, &format!("{path}/submit"), &typed).await).contains("submitted"));
    typed
}

/// Number and date are the registry's, and with them the mark goes.
async fn issued(desk: &Desk, path: &str, clerk: &Browser) {
    let registry = |number: &'static str, date: &'static str| [("version", "5"), ("number", number), ("date", date)];
    for (number, date, sentence) in [
        ("mười", "2026-03-11", "Số là một số nguyên"),
        ("15", "2026-03-12", "không sau hôm nay"),
        ("15", "2026-03-10", "Ngày không trước ngày soạn"),
        ("15", "", "không sau hôm nay"),
    ] {
        let answer = clerk.post(&format!("{path}/issue"), &registry(number, date)).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{number} {date}");
        assert!(answer.text().await.unwrap().contains(sentence), "{number} {date}");
    }
    assert!(clerk.page(path).await.contains("DỰ THẢO</b>"));
    assert!(location(&clerk.post(&format!("{path}/issue"), &registry("5", "2026-03-11")).await).contains("issued"));
    let page = clerk.page(path).await;
    assert!(page.contains("Số: 05/SKHCN-TTCĐS") && page.contains("ngày 11 tháng 3 năm 2026"));
    assert!(page.contains("Đã ban hành") && !page.contains("DỰ THẢO</b>"));
    let answer = clerk.get(&format!("{path}/document")).await;
    assert!(answer.headers()["content-disposition"].to_str().unwrap().contains("cong-van-05-2026.docx"));
    let (xml, _) = read_docx(&answer.bytes().await.unwrap(), "word/document.xml");
    assert!(xml.contains(">Số: 05/SKHCN-TTCĐS<") && !xml.contains("DỰ THẢO") && !xml.contains("binh.snv"));
    let old = clerk.get(&format!("{path}/document?version=5")).await;
    assert!(read_docx(&old.bytes().await.unwrap(), "word/document.xml").0.contains("DỰ THẢO"));

    let uuid = path.rsplit('/').next().unwrap().to_owned();
    let mail = desk.db().read(move |c| {
        let found = advisory::by_uuid(c, &uuid)?.ok_or(Error::NotFound)?;
        short_mail(c, &found)
    });
    let mail = mail.await.unwrap();
    assert_eq!((mail.number.as_str(), mail.subject.as_str()), ("05/SKHCN-TTCĐS", "cảnh báo thư giả mạo"));
    assert!(mail.issued_on.to_string() == "2026-03-11" && mail.summary.starts_with("[CẢNH BÁO]"));
}

/// The end of the life of the advisory at `path`, which is issued under number 5 in version 6.
async fn replaced(desk: &Desk, path: &str, (officer, clerk): (&Browser, &Browser)) {
    let newer = path_of(&officer.post(&format!("{path}/replace"), &[("version", "6")]).await);
    assert_ne!(newer, path);
    assert!(officer.page(path).await.contains(&format!("Đang soạn bản thay thế: <a href=\"{newer}\"")));
    assert_eq!(open(officer).await, newer, "the ticket leads to the newest");
    let page = officer.page(&newer).await;
    assert!(page.contains("thay thế Công văn số 05/SKHCN-TTCĐS ngày 11 tháng 3 năm 2026"));
    assert!(page.contains("DỰ THẢO</b>") && page.contains("Dự thảo"));
    send(officer, &format!("{newer}/submit"), &form(&page, &[])).await;
    let issue = |number: &'static str| [("version", "2"), ("number", number), ("date", "2026-03-11")];
    let taken = clerk.post(&format!("{newer}/issue"), &issue("5")).await;
    assert_eq!(taken.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().await.unwrap().contains("đã dùng trong năm"));
    assert!(officer.page(path).await.contains("Đã ban hành"), "until then it holds");
    assert!(location(&clerk.post(&format!("{newer}/issue"), &issue("6")).await).contains("issued"));
    let page = officer.page(path).await;
    assert!(page.contains("Đã thay thế") && page.contains("Số: 05/") && page.contains(&newer));
    let list = officer.page("/advisories").await;
    assert!(list.contains("Công văn số 06/SKHCN-TTCĐS") && list.contains("Công văn số 05/SKHCN-TTCĐS"));
    assert!(list.contains("href=\"/tickets/HOTRO-2026-000001\"") && list.contains("11/03/2026"));
    let only = officer.page("/advisories?state=replaced").await;
    assert!(only.contains("số 05/") && !only.contains("số 06/"));

    let admin = desk.signed_in("qt@laichau.gov.vn", &[Role::Admin]).await;
    let audit = admin.page("/admin/audit").await;
    for action in ["open", "save", "submit", "return", "issue", "document", "replace"] {
        assert!(audit.contains(&format!("advisory.{action}")), "{action}");
    }
    assert_eq!(admin.get(path).await.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_older_form_is_refused_and_nothing_typed_is_lost() {
    let desk = one_report().await;
    let one = desk.signed_in("mot@laichau.gov.vn", &[Role::Officer]).await;
    let other = desk.signed_in("hai@laichau.gov.vn", &[Role::Analyst]).await;
    let path = open(&one).await;
    assert_eq!(open(&other).await, path, "there is one draft");
    let page = one.page(&path).await;
    let typed = form(&page, &[("subject", "của một"), ("signer", "Lò Văn Một")]);
    assert_eq!(send(&one, &path, &typed).await.status(), StatusCode::SEE_OTHER);

    let typed = form(&page, &[("subject", "của hai"), ("signer", "Vàng Thị Hai")]);
    let seen = send(&other, &format!("{path}/preview"), &typed).await.text().await.unwrap();
    assert_eq!(field(&seen, "version"), "1", "a look does not make an old form new");
    for step in ["", "/figures", "/submit"] {
        let refused = send(&other, &format!("{path}{step}"), &typed).await;
        assert_eq!(refused.status(), StatusCode::CONFLICT, "{step}");
        let seen = refused.text().await.unwrap();
        assert!(seen.contains("Bản dự thảo vừa được Tên của mot cập nhật. Vui lòng tải lại trước khi lưu."));
        assert_eq!((field(&seen, "subject").as_str(), field(&seen, "signer").as_str()), ("của hai", "Vàng Thị Hai"));
        assert!(seen.contains("Xem bản hiện tại"));
    }
    assert!(one.page(&path).await.contains("V/v của một"), "what was saved stands");
    // Told of it, the other saves again: both versions are kept.
    let seen = send(&other, &path, &typed).await.text().await.unwrap();
    assert_eq!(send(&other, &path, &form(&seen, &[])).await.status(), StatusCode::SEE_OTHER);
    assert!(one.page(&path).await.contains("V/v của hai"));
    assert!(one.page(&format!("{path}?version=2")).await.contains("V/v của một"));

    let page = one.page(&path).await;
    let empty = send(&one, &path, &form(&page, &[("body", " ")])).await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text().await.unwrap().contains("Chưa có nội dung."));
    assert_eq!(one.get("/advisories/none").await.status(), StatusCode::NOT_FOUND);
    assert_eq!(one.get(&format!("{path}?version=99")).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(one.post("/tickets/HOTRO-2026-000009/advisory", &[]).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_a_reported_mail_there_is_nothing_to_warn_of() {
    let desk = Desk::start().await;
    let mail =
        "From: an@laichau.gov.vn\nSubject: Xin cap lai mat khau\nMessage-ID: <q@laichau.gov.vn>\n\nNho ho tro.\n";
    desk.receive("an@laichau.gov.vn", mail).await;
    desk.letters().await;
    let officer = desk.signed_in("cb@laichau.gov.vn", &[Role::Officer]).await;
    let answer = officer.post(&format!("{TICKET}/advisory"), &[]).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().await.unwrap().contains("Chưa có thư được phản ánh nào đọc được"));
    assert!(officer.page("/advisories").await.contains("Chưa có cảnh báo nào."), "and none was opened");
}

#[tokio::test]
async fn a_seal_on_the_ticket_takes_its_draft_away() {
    let desk = one_report().await;
    let analyst = desk.signed_in("an@laichau.gov.vn", &[Role::Analyst, Role::Admin]).await;
    let path = open(&analyst).await;
    let version = desk.ticket("HOTRO-2026-000001").await.version.to_string();
    let sealed = analyst.post(&format!("{TICKET}/seal"), &[("version", &version)]).await;
    assert!(location(&sealed).contains("sealed"));
    assert_eq!(analyst.get(&path).await.status(), StatusCode::NOT_FOUND);
    assert!(analyst.page("/admin/audit").await.contains("advisory.drop"));
    let again = analyst.post(&format!("{TICKET}/advisory"), &[]).await;
    assert_ne!(again.status(), StatusCode::SEE_OTHER, "and none is made of what is under seal");
}
