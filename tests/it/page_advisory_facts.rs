//! What an advisory says of a campaign, its figures that stand still, and the picture of the lure in it.

use chrono::TimeDelta;
use hotro::desk::account::Role;
use reqwest::StatusCode;

use crate::support::draft::{field, form, open, path_of, read_docx, send};
use crate::support::wave::{lure, report, reporter};
use crate::support::{Desk, location};

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

    // Marks in the middle of a name hide nobody: then its words alone are drawn.
    let cut = |name: &str, reader: &str| {
        let marked = name.replacen(' ', "</i> ", 1);
        personal(name, reader, "AAAA1111").replace(&format!("<b>{name}</b>"), &format!("<i>{marked}"))
    };
    let (one, _) = drawn(&cut("Trần Thị Bình", binh), binh).await;
    let (other, _) = drawn(&cut("Lò Văn Máy", may), may).await;
    assert_eq!(one, other, "names cut up by marks");

    let (xml, pictures) = read_docx(&docx, "word/document.xml");
    assert_eq!(pictures.len(), 1);
    assert!(xml.contains("Hình 1. Thư điện tử giả mạo") && !xml.contains("Bình") && !xml.contains("binh.snv"));
}

#[tokio::test]
async fn a_mask_and_a_crowd_of_readers_name_nobody() {
    let desk = Desk::start().await;
    let (name, reader) = ("Trần Thị Bình", "binh1979@laichau.gov.vn");
    let crowd: Vec<String> = (0..60).map(|n| format!("Người Thứ {n} <nguoi.{n}@other.example>")).collect();
    let lure = format!(
        "From: {name} <{reader}>\nTo: {},\n {name} <{reader}>\nSubject: Gửi {name} ({reader})\nMessage-ID: <m@evil>\n\n\
         Mở http://evil.example/u/YmluaEBsYWljaGF1Lmdvdi52bg/x\n",
        crowd.join(",\n ")
    );
    desk.receive(reader, &report(reader, "c1", "thư lạ", &lure)).await;
    desk.letters().await;
    let officer = desk.signed_in("cb@laichau.gov.vn", &[Role::Officer]).await;
    let path = open(&officer).await;
    let page = officer.page(&path).await;
    for part in ["body", "rows", "short"] {
        let text = field(&page, part);
        assert!(!text.contains("binh1979") && !text.contains("Bình") && !text.contains("YmluaE"), "{part}: {text}");
    }
    let rows = field(&page, "rows");
    assert!(field(&page, "body").contains("(đã che)") && rows.contains("hxxp://evil[.]example/u/…"), "{rows}");
}
