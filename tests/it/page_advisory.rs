//! Advisories on the real server: from the first draft to the letter that replaces an issued one.

use std::io::{Cursor, Read};

use chrono::TimeDelta;
use hotro::desk::Error;
use hotro::desk::account::Role;
use hotro::desk::advisory::short_mail;
use hotro::record::advisory;
use reqwest::{Response, StatusCode};

use crate::support::wave::{lure, report, reporter};
use crate::support::{Browser, Desk, location};

const TICKET: &str = "/tickets/HOTRO-2026-000001";

const REPORT: &str = "From: an@laichau.gov.vn\nSubject: Fwd: x\nMessage-ID: <a@laichau.gov.vn>\nMIME-Version: 1.0\n\
    Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nxem\n--b\nContent-Type: message/rfc822\n\n\
    From: \"Quản trị <hệ thống>\" <admin@mail-lc.example>\nTo: binh.snv@laichau.gov.vn\nSubject: Hộp thư binh.snv@laichau.gov.vn đầy\n\
    Message-ID: <m@evil>\nContent-Type: text/html; charset=utf-8\n\n\
    <a href=\"http://login.mail-lc.example/1?u=binh.snv@laichau.gov.vn\">Nhấn vào đây</a>\n--b--\n";

/// The value of a field of the form.
fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!(" name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
    let (tag, text) = rest.split_once('>').unwrap();
    let value = match tag.split_once("value=\"") {
        Some((_, value)) => value.split('"').next().unwrap(),
        None => text.split("</textarea>").next().unwrap(),
    };
    value.replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")
}

/// The form of a page, as a browser would send it, with these fields changed.
fn form(page: &str, changed: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let names = [
        "version",
        "year",
        "subject",
        "addressees",
        "body",
        "rows",
        "parent",
        "issuer",
        "symbol",
        "place",
        "head",
        "title",
        "signer",
        "copies",
        "drafter",
        "short",
    ];
    let mut all: Vec<_> = names.into_iter().map(|name| (name, field(page, name))).collect();
    all.push(("authority", "for".into()));
    if page.contains("name=\"figure\" value=\"1\" checked") {
        all.push(("figure", "1".into()));
    }
    for (name, value) in changed {
        all.retain(|(known, _)| known != name);
        all.push((name, (*value).to_owned()));
    }
    all
}

async fn send(browser: &Browser, path: &str, form: &[(&'static str, String)]) -> Response {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &form).await
}

/// The path of the advisory to which a form led.
fn path_of(answer: &Response) -> String {
    location(answer).split('?').next().unwrap().to_owned()
}

/// Opens the advisory of the first ticket and gives its path.
async fn open(browser: &Browser) -> String {
    path_of(&browser.post(&format!("{TICKET}/advisory"), &[]).await)
}

/// A file of a DOCX as text, and the names of its pictures.
fn read_docx(bytes: &[u8], name: &str) -> (String, Vec<String>) {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    let pictures = archive.file_names().filter(|name| name.starts_with("word/media/") && !name.ends_with('/'));
    (text, pictures.map(str::to_owned).collect())
}

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

    // The draft says what the ticket shows, nothing of it can be clicked, and nobody it was sent to is named.
    assert!(officer.page(TICKET).await.contains(&format!("action=\"{TICKET}/advisory\"")));
    let path = open(&officer).await;
    let page = officer.page(&path).await;
    assert!(page.contains("09 giờ 29 phút ngày 11/3/2026") && page.contains("admin[@]mail-lc[.]example"));
    assert!(page.contains("DỰ THẢO</b>") && page.contains("[CẢNH BÁO]") && page.contains("“Hộp thư (đã che) đầy”"));
    let rows = field(&page, "rows");
    assert!(rows.contains("hxxp://login[.]mail-lc[.]example/1?…"), "{rows}");
    assert!(!page.contains("http://login") && !page.contains("admin@mail-lc") && !page.contains("binh.snv"));

    // A look keeps nothing; saving does.
    let body = field(&page, "body").replace("4. Khi", "4. Xem http://evil.example/x. Khi");
    let typed = form(&page, &[("subject", "cảnh báo thư giả mạo"), ("signer", "ThS. Nguyễn Văn A"), ("body", &body)]);
    let seen = send(&officer, &format!("{path}/preview"), &typed).await.text().await.unwrap();
    assert!(seen.contains("V/v cảnh báo thư giả mạo") && seen.contains("<b>Nguyễn Văn A</b>"));
    assert!(!seen.contains("http://evil"));
    assert!(!officer.page(&path).await.contains("V/v cảnh báo thư giả mạo"));
    assert!(location(&send(&officer, &path, &typed).await).contains("advisory-saved"));
    let page = officer.page(&path).await;
    assert!(page.contains("V/v cảnh báo thư giả mạo") && page.contains("phiên bản 2"));
    let first = officer.page(&format!("{path}?version=1")).await;
    assert!(first.contains("nhằm chiếm đoạt tài khoản") && !first.contains("V/v cảnh báo thư giả mạo"));
    assert!(!first.contains("name=\"body\""), "an old version is not edited");

    // It is signed outside: only who may says that it comes back or has a number.
    assert_eq!(leader.post(&format!("{path}/submit"), &[]).await.status(), StatusCode::FORBIDDEN);
    assert!(location(&send(&officer, &format!("{path}/submit"), &form(&page, &[])).await).contains("submitted"));
    let page = leader.page(&path).await;
    assert!(page.contains("Đang trình ký") && page.contains(&format!("{path}/return")) && !page.contains("/issue\""));
    assert_eq!(send(&officer, &path, &typed).await.status(), StatusCode::CONFLICT, "nothing changes under the signer");
    let back = |version: &'static str, comment: &'static str| [("version", version), ("comment", comment)];
    let blank = leader.post(&format!("{path}/return"), &back("3", " ")).await;
    assert_eq!(blank.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let returned = leader.post(&format!("{path}/return"), &back("3", "Ghi rõ đầu mối <liên hệ>.")).await;
    assert!(location(&returned).contains("advisory-returned"));
    let page = officer.page(&path).await;
    assert!(page.contains("Tên của lanhdao trả lại") && page.contains("Ghi rõ đầu mối &#60;liên hệ&#62;."));
    let typed = form(&page, &[]);
    assert!(location(&send(&officer, &format!("{path}/submit"), &typed).await).contains("submitted"));

    // Number and date are the registry's, and with them the mark goes.
    let registry = |number: &'static str, date: &'static str| [("version", "5"), ("number", number), ("date", date)];
    assert_eq!(
        officer.post(&format!("{path}/issue"), &registry("15", "2026-03-11")).await.status(),
        StatusCode::FORBIDDEN
    );
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
    assert!(clerk.page(&path).await.contains("DỰ THẢO</b>"));
    assert!(location(&clerk.post(&format!("{path}/issue"), &registry("5", "2026-03-11")).await).contains("issued"));
    let page = clerk.page(&path).await;
    assert!(page.contains("Số: 05/SKHCN-TTCĐS") && page.contains("ngày 11 tháng 3 năm 2026"));
    assert!(page.contains("Đã ban hành") && !page.contains("DỰ THẢO</b>"));
    let answer = clerk.get(&format!("{path}/document")).await;
    assert!(answer.headers()["content-disposition"].to_str().unwrap().contains("cong-van-05-2026.docx"));
    let (xml, _) = read_docx(&answer.bytes().await.unwrap(), "word/document.xml");
    assert!(xml.contains(">Số: 05/SKHCN-TTCĐS<") && !xml.contains("DỰ THẢO") && !xml.contains("binh.snv"));
    let old = clerk.get(&format!("{path}/document?version=5")).await;
    assert!(read_docx(&old.bytes().await.unwrap(), "word/document.xml").0.contains("DỰ THẢO"));
    let again = send(&officer, &path, &form(&first_form(&typed), &[])).await;
    assert_eq!(again.status(), StatusCode::CONFLICT, "what is issued is never edited");

    let uuid = path.rsplit('/').next().unwrap().to_owned();
    let mail = desk.db().read(move |c| {
        let found = advisory::by_uuid(c, &uuid)?.ok_or(Error::NotFound)?;
        short_mail(c, &found)
    });
    let mail = mail.await.unwrap();
    assert_eq!((mail.number.as_str(), mail.subject.as_str()), ("05/SKHCN-TTCĐS", "cảnh báo thư giả mạo"));
    assert!(mail.issued_on.to_string() == "2026-03-11" && mail.summary.starts_with("[CẢNH BÁO]"));

    replaced(&desk, &path, (&officer, &clerk)).await;
}

/// The page whose form was sent, as far as [`form`] reads it.
fn first_form(typed: &[(&'static str, String)]) -> String {
    typed.iter().map(|(name, value)| format!("<textarea name=\"{name}\">{value}</textarea>")).collect()
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

async fn reports(desk: &Desk, from: usize, to: usize) {
    for n in from..to {
        let mail = report(&reporter(n), &format!("r{n}"), "thư lạ", &lure(n, "mail-laichau.example"));
        desk.receive(&reporter(n), &mail).await;
        desk.letters().await;
        desk.web.clock.advance(TimeDelta::minutes(2));
    }
}

#[tokio::test]
async fn a_campaign_warns_for_all_its_reports_with_figures_that_stand_still() {
    let desk = Desk::start().await;
    reports(&desk, 0, 6).await;
    let officer = desk.signed_in("cb@laichau.gov.vn", &[Role::Officer]).await;
    let list = officer.page("/campaigns").await;
    let campaign = list.split("href=\"/campaigns/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(officer.page(&format!("/campaigns/{campaign}")).await.contains("Soạn cảnh báo"));
    let path = path_of(&officer.post(&format!("/campaigns/{campaign}/advisory"), &[]).await);
    assert_eq!(open(&officer).await, path, "a ticket of the campaign leads to the same");

    let page = officer.page(&path).await;
    let body = field(&page, "body");
    assert!(body.contains("Vào hồi 09 giờ 29 phút ngày 11/3/2026"), "when it was first seen: {body}");
    let counted = "Số phản ánh đã tiếp nhận: 06 (của 06 người dùng); số cơ quan, đơn vị nhận được thư: 05 (tính đến 09 giờ 41 phút";
    assert!(body.contains(counted), "{body}");
    assert!(body.contains("dls[.]km[@]dls-mail[.]example") && body.contains("Hộp thư sắp hết dung lượng"));
    let rows = field(&page, "rows");
    assert!(rows.contains("Tên miền | mail-laichau[.]example | 6/6 phản ánh"), "{rows}");
    assert!(!rows.contains("Tên máy chủ"), "a host that is a domain by itself is named once");
    assert!(rows.contains("Liên kết | hxxps://mail-laichau[.]example/login?… | 6/6 phản ánh"), "{rows}");
    let share = |line: &str| line.split(" | ").nth(2).unwrap().split('/').next().unwrap().parse::<i32>().unwrap();
    let shares: Vec<i32> = rows.lines().map(share).collect();
    assert!(shares.is_sorted_by(|a, b| a >= b) && shares.len() <= 40, "those of most reports first: {shares:?}");
    for n in 0..6 {
        assert!(!page.contains(&reporter(n)) && !rows.contains(&format!("nguoi{n}.")), "no reader is named");
    }

    // More reports change nothing until somebody counts again, with the words kept.
    reports(&desk, 6, 9).await;
    let page = officer.page(&path).await;
    assert!(page.contains(counted) && page.contains("Số liệu tính đến 11/03/2026 09:41"));
    let typed = form(&page, &[("signer", "Nguyễn Văn A")]);
    assert!(location(&send(&officer, &format!("{path}/figures"), &typed).await).contains("advisory-counted"));
    let page = officer.page(&path).await;
    assert!(page.contains("đã tiếp nhận: 09 (của 09 người dùng)") && page.contains("(tính đến 09 giờ 47 phút"));
    assert!(page.contains("Số liệu tính đến 11/03/2026 09:47") && page.contains("<b>Nguyễn Văn A</b>"));
    assert!(officer.page(&format!("{path}?version=1")).await.contains(counted));

    send(&officer, &format!("{path}/submit"), &form(&page, &[])).await;
    reports(&desk, 9, 10).await;
    let late = send(&officer, &format!("{path}/figures"), &form(&page, &[("version", "3")])).await;
    assert_eq!(late.status(), StatusCode::UNPROCESSABLE_ENTITY, "figures stand still before the signer");
    assert!(officer.page(&path).await.contains("đã tiếp nhận: 09 (của 09"));
    let seen = officer.page(&format!("/campaigns/{campaign}")).await;
    assert!(seen.contains(&format!("href=\"{path}\"")) && seen.contains("Đang trình ký"));
}

/// A lure that names its reader everywhere.
fn personal(name: &str, reader: &str, token: &str) -> String {
    report(
        reader,
        "p1",
        &format!("Tôi là {name}"),
        &format!(
            "From: Quản trị <admin@mail-lc.example>\nTo: {name} <{reader}>\nSubject: Hộp thư {reader} đầy\nMessage-ID: <m@evil>\n\
             Content-Type: text/html; charset=utf-8\n\n<p>Kính gửi <b>{name}</b> ({reader}),</p><p>hộp thư đã đầy, mở \
             https://login.mail-lc.example/{token}?u={reader}</p><img src=\"data:image/png;base64,{token}\">"
        ),
    )
}

/// The figure of a draft from this report, and the DOCX.
async fn drawn(mail: &str, reader: &str) -> (Vec<u8>, Vec<u8>) {
    let desk = Desk::start_with(|config| config.cell.pictures = true).await;
    desk.receive(reader, mail).await;
    desk.letters().await;
    let officer = desk.signed_in("cb@laichau.gov.vn", &[Role::Officer]).await;
    let path = open(&officer).await;
    let page = officer.page(&path).await;
    assert!(page.contains(&format!("<img src=\"{path}/figure\"")) && page.contains("Hình 1."));
    let png = officer.get(&format!("{path}/figure")).await.bytes().await.unwrap().to_vec();
    let docx = officer.get(&format!("{path}/document")).await.bytes().await.unwrap().to_vec();

    let printed = officer.page(&format!("{path}/print")).await;
    assert!(printed.contains(&format!("<img src=\"{path}/figure\"")) && !printed.contains("class=\"rail\""));
    let mut typed = form(&page, &[]);
    typed.retain(|(name, _)| *name != "figure");
    send(&officer, &path, &typed).await;
    assert!(!officer.page(&path).await.contains("<figure>"), "it can be left out");
    let without = officer.get(&format!("{path}/document")).await.bytes().await.unwrap();
    assert!(read_docx(&without, "word/document.xml").1.is_empty());
    (png, docx)
}

#[tokio::test]
async fn the_figure_shows_the_lure_and_nobody_it_was_sent_to() {
    if !hotro::analysis::picture::DRAWS {
        return;
    }
    let (binh, may) = ("binh.snv@laichau.gov.vn", "may.ubndphongtho@laichau.gov.vn");
    let (one, docx) = drawn(&personal("Trần Thị Bình", binh, "AAAA1111"), binh).await;
    let (other, _) = drawn(&personal("Lò Văn Máy", may, "ZZZZ9999zzzz"), may).await;
    assert_eq!(one, other, "the same for whomever it was sent to");
    let picture = image::load_from_memory(&one).unwrap().to_luma8();
    assert_eq!(picture.width(), 700);
    assert!((120..=620).contains(&picture.height()), "{}", picture.height());
    assert!(picture.pixels().filter(|pixel| pixel.0[0] < 100).count() > 2_000, "there is text in it");
    let (another, _) = drawn(&personal("Trần Thị Bình", binh, "AAAA1111").replace("đã đầy", "sắp khóa"), binh).await;
    assert_ne!(one, another, "and it is drawn from the mail");

    let (xml, pictures) = read_docx(&docx, "word/document.xml");
    assert_eq!(pictures.len(), 1);
    assert!(xml.contains("Hình 1. Thư điện tử giả mạo") && !xml.contains("Bình") && !xml.contains("binh.snv"));
}
