//! A call or a visit becomes a mail that reads back as it was entered.

use chrono::NaiveDate;
use hotro::desk::entry_mail::{ENTRY_HEADER, Entry, EntryError, How, build};
use mail_parser::{MessageParser, MimeHeaders};

const OURS: &str = "hotro@laichau.gov.vn";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0";

fn entry() -> Entry {
    Entry {
        how: How::Telephone,
        reporter_name: "Giàng A Tủa".into(),
        reporter_address: Some("demo.giangatua@laichau.gov.vn".into()),
        unit: "UBND xã Dào San".into(),
        phone: Some("0213 000 0000".into()),
        subject: "Gọi điện báo nhận thư lạ".into(),
        words: "Nhận thư báo hộp thư đầy.\nĐã bấm vào liên kết.".into(),
        pasted: Some("Hộp thư của bạn đã đầy, bấm vào http://day.example/".into()),
        pictures: vec![("../ảnh chụp.png".into(), PNG.to_vec())],
        at: NaiveDate::from_ymd_opt(2026, 3, 11).unwrap().and_hms_opt(2, 29, 0).unwrap(),
        entered_by: "Lý Mùi Pham".into(),
    }
}

#[test]
fn what_was_entered_is_read_back() {
    let bytes = build(&entry(), OURS, "entry.1@laichau.gov.vn").unwrap();
    assert_eq!(bytes, build(&entry(), OURS, "entry.1@laichau.gov.vn").unwrap(), "the same entry is the same mail");
    let read = MessageParser::new().parse(&bytes).unwrap();
    let from = read.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Giàng A Tủa"), Some("demo.giangatua@laichau.gov.vn")));
    assert_eq!(read.to().unwrap().first().unwrap().address(), Some(OURS));
    assert_eq!(read.subject(), Some("Gọi điện báo nhận thư lạ"));
    assert_eq!(read.message_id(), Some("entry.1@laichau.gov.vn"));
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-03-11T02:29:00Z");
    assert_eq!(read.header_raw(ENTRY_HEADER).map(str::trim), Some("telephone"));
    let words = "Nhận thư báo hộp thư đầy.\nĐã bấm vào liên kết.\n\n-- \nĐơn vị: UBND xã Dào San\nĐiện thoại: 0213 000 0000\nNgười nhập: Lý Mùi Pham\n";
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), words);
    let pasted = read.attachment(0).unwrap();
    assert_eq!(pasted.attachment_name(), Some("noi-dung.txt"));
    assert_eq!(pasted.text_contents(), Some("Hộp thư của bạn đã đầy, bấm vào http://day.example/"));
    let picture = read.attachment(1).unwrap();
    assert_eq!((picture.attachment_name(), picture.contents()), (Some("ảnh chụp.png"), PNG));
    assert_eq!(picture.content_type().unwrap().subtype(), Some("png"));
}

#[test]
fn a_pasted_mail_stays_where_the_analysis_looks() {
    let mail = "Từ: \"Quản trị\" <admin@nang-cap.example>\nĐã gửi: Thứ Năm, 11 Tháng Ba, 2021 9:29:00 SA\nChủ đề: Cập nhật\n\nNhấn vào đây";
    let bytes = build(&Entry { pasted: Some(mail.into()), pictures: Vec::new(), ..entry() }, OURS, "e@x.vn").unwrap();
    let read = MessageParser::new().parse(&bytes).unwrap();
    let text = read.body_text(0).unwrap().replace("\r\n", "\n");
    assert!(text.ends_with(&format!("\n---------- Thư đã chuyển tiếp ----------\n{mail}\n")), "{text}");
    assert_eq!(read.attachment_count(), 0);
}

#[test]
fn without_an_address_it_comes_from_us() {
    for address in [None, Some(" ".to_owned())] {
        let entry = Entry {
            how: How::Finding,
            reporter_address: address,
            reporter_name: String::new(),
            phone: None,
            ..entry()
        };
        let bytes = build(&entry, OURS, "e@x.vn").unwrap();
        let read = MessageParser::new().parse(&bytes).unwrap();
        assert_eq!(read.from().unwrap().first().unwrap().address(), Some(OURS));
        assert!(!read.body_text(0).unwrap().contains("Điện thoại"));
    }
    assert_eq!(
        build(&Entry { reporter_address: Some("x".into()), ..entry() }, OURS, "e@x.vn"),
        Err(EntryError::Reporter)
    );
    assert_eq!(build(&entry(), "ours", "e@x.vn"), Err(EntryError::Ours));
    for id in ["", "no", "a@b\r\nBcc: c@d.vn", "a b@c", "<a@b>"] {
        assert_eq!(build(&entry(), OURS, id), Err(EntryError::MessageId), "{id:?}");
    }
}

#[test]
fn nothing_entered_makes_a_header_or_a_part() {
    let trick = "x\r\nBcc: all@evil.example\r\n\r\n--hotro_e1xvn_entry\r\nContent-Type: text/html\r\n\r\n<script>";
    let entry = Entry {
        reporter_name: trick.into(),
        unit: trick.into(),
        phone: Some(trick.into()),
        subject: trick.into(),
        words: trick.into(),
        pasted: Some(trick.into()),
        pictures: vec![(format!("{trick}\"; filename=\"run.exe"), b"<html>".to_vec())],
        entered_by: trick.into(),
        ..entry()
    };
    let bytes = build(&entry, OURS, "e1@x.vn").unwrap();
    let read = MessageParser::new().parse(&bytes).unwrap();
    assert!(read.bcc().is_none() && read.html_body_count() <= 1, "no part of another's making");
    assert_eq!(read.attachment_count(), 2);
    assert_eq!(read.header_raw(ENTRY_HEADER).map(str::trim), Some("telephone"));
    let head = String::from_utf8_lossy(&bytes);
    assert!(!head.split("\r\n\r\n").next().unwrap().lines().any(|line| line.starts_with("Bcc")));
    let name = read.attachment(1).unwrap().attachment_name().unwrap();
    assert!(!name.contains(['\r', '\n', '/', '\\']), "{name}");
    assert!(build(&Entry { reporter_address: Some("a@b.vn\r\nBcc: c@d.vn".into()), ..entry }, OURS, "e@x.vn").is_err());
}
