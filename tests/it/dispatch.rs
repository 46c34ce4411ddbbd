//! The công văn read back from its own DOCX, against the rules of Decree 30/2020.

use std::io::{Cursor, Read};

use chrono::NaiveDate;
use hotro::paper::dispatch::{
    Counts, Dispatch, Facts, Figure, Indicator, Issuer, Sheet, counted_anew, docx, draft, replacing, short_text,
};
use regex::Regex;

fn facts() -> Facts {
    let at = NaiveDate::from_ymd_opt(2021, 3, 11).unwrap().and_hms_opt(9, 29, 0).unwrap();
    Facts {
        detected_at: at,
        display_name: "Держлікслужба у Хмельницькій області".into(),
        address: "dls[.]km[@]dls[.]gov[.]ua".into(),
        subject: "Cập nhật hộp thư <b>&".into(),
        trick: "yêu cầu nhấn vào liên kết để cung cấp họ tên, tài khoản, mật khẩu".into(),
        counts: Counts { reports: 7, reporters: 5, agencies: 3 },
        counted_at: at + chrono::TimeDelta::hours(2),
        indicators: vec![Indicator {
            kind: "Tên miền".into(),
            value: "zimbra-update[.]weebly[.]com".into(),
            note: "Trang giả mạo".into(),
        }],
    }
}

fn issuer() -> Issuer {
    Issuer {
        parent: "Ủy ban nhân dân tỉnh Lai Châu".into(),
        agency: "Sở Thông tin và Truyền thông".into(),
        unit: "Trung tâm Công nghệ thông tin và Truyền thông".into(),
        symbol: "STTTT-TTCNTTTT".into(),
        drafter: "TTCNTTTT".into(),
        place: "Lai Châu".into(),
        telephone: "0213 000 000".into(),
        address: "hotro@laichau.gov.vn".into(),
        addressees: vec!["Các sở, ban, ngành tỉnh".into(), "UBND các huyện, thành phố".into()],
    }
}

fn letter() -> Dispatch {
    Dispatch { signer: "ThS. Nguyễn Văn A".into(), ..draft(&facts(), &issuer()) }
}

/// The files of the document whose names contain `part`, one behind the other.
fn part(bytes: &[u8], part: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().filter(|name| name.contains(part)).map(str::to_owned).collect();
    let mut text = String::new();
    for name in names {
        archive.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

fn document(of: &Dispatch) -> String {
    part(&docx(&Sheet::of(of), None).unwrap(), "word/document.xml")
}

/// The properties of the run with this text: size in half points, bold, italic.
fn style(xml: &str, text: &str) -> (String, bool, bool) {
    let (before, _) = xml.split_once(&format!(">{text}</w:t>")).unwrap_or_else(|| panic!("no run “{text}”"));
    let run = before.rsplit_once("<w:r>").unwrap().1;
    let size = Regex::new(r#"<w:sz w:val="(\d+)""#).unwrap().captures(run).unwrap()[1].to_owned();
    assert!(run.contains(r#"w:ascii="Times New Roman""#) && run.contains(r#"w:eastAsia="Times New Roman""#));
    (size, run.contains("<w:b />") || run.contains("<w:b/>"), run.contains("<w:i />") || run.contains("<w:i/>"))
}

#[test]
fn every_line_has_the_size_and_style_of_the_decree() {
    let xml = document(&letter());
    for (text, size, bold, italic) in [
        ("UBND TỈNH LAI CHÂU", "24", false, false),
        ("SỞ THÔNG TIN", "24", true, false),
        ("VÀ TRUYỀN THÔNG", "24", true, false),
        ("Số:\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}/STTTT-TTCNTTTT", "26", false, false),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "24", true, false),
        ("Độc lập - Tự do - Hạnh phúc", "26", true, false),
        ("Lai Châu, ngày\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}tháng\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}năm 2021", "26", false, true),
        ("Kính gửi:", "28", false, false),
        ("- Các sở, ban, ngành tỉnh;", "28", false, false),
        ("- UBND các huyện, thành phố.", "28", false, false),
        ("KT. GIÁM ĐỐC", "28", true, false),
        ("PHÓ GIÁM ĐỐC", "28", true, false),
        ("Nguyễn Văn A", "28", true, false),
        ("Nơi nhận:", "24", true, true),
        ("- Như trên;", "22", false, false),
        ("- UBND tỉnh (để b/c);", "22", false, false),
        ("- Lưu: VT, TTCNTTTT.", "22", false, false),
        (" DỰ THẢO ", "28", true, false),
        ("Phụ lục", "28", true, false),
        ("DANH SÁCH CHỈ DẤU TẤN CÔNG", "28", true, false),
    ] {
        assert_eq!(style(&xml, text), (size.to_owned(), bold, italic), "{text}");
    }
    assert!(xml.contains("V/v cảnh báo") && !xml.contains(">vụ<"), "no word alone on a line");
    assert!(xml.contains("09 giờ 29 phút ngày 11/3/2021"));
    assert!(xml.contains("Số phản ánh đã tiếp nhận: 07 (của 05 người dùng); số cơ quan, đơn vị nhận được thư: 03 (tính đến 11 giờ 29 phút ngày 11/3/2021)."));
    assert!(xml.contains("triển khai thực hiện./.</w:t>"));
    assert!(xml.contains("Cập nhật hộp thư &lt;b&gt;&amp;"), "foreign text stays text");
}

#[test]
fn the_page_is_a4_within_the_margins_and_numbered_from_the_second() {
    let bytes = docx(&Sheet::of(&letter()), None).unwrap();
    let xml = part(&bytes, "word/document.xml");
    let sections: Vec<&str> = xml.split("<w:sectPr").skip(1).collect();
    assert_eq!(sections.len(), 2, "letter and appendix");
    for section in &sections {
        assert!(section.contains(r#"w:w="11906""#) && section.contains(r#"w:h="16838""#), "{section}");
        let margin = |side: &str| -> f64 {
            let found = Regex::new(&format!(r#"<w:pgMar[^>]*w:{side}="(\d+)""#)).unwrap().captures(section).unwrap();
            found[1].parse::<f64>().unwrap() / 56.7
        };
        assert!((19.9..=25.1).contains(&margin("top")) && (19.9..=25.1).contains(&margin("bottom")));
        assert!((29.9..=35.1).contains(&margin("left")) && (14.9..=20.1).contains(&margin("right")));
        assert!(section.contains("<w:titlePg"), "no number on the first page");
        assert!(section.contains(r#"<w:headerReference w:type="default""#));
        assert!(!section.contains(r#"w:type="first""#), "the first page's header is empty");
    }
    assert!(sections[1].contains(r#"<w:pgNumType w:start="1""#), "the appendix counts anew");
    let headers = part(&bytes, "word/header");
    assert!(
        headers.contains("PAGE") && headers.contains(r#"<w:jc w:val="center""#) && headers.contains(r#"w:val="28""#)
    );
}

#[test]
fn nothing_in_it_can_be_clicked_or_fetched() {
    let bytes = docx(&Sheet::of(&letter()), None).unwrap();
    let all = part(&bytes, ".rels") + &part(&bytes, "word/document.xml");
    assert!(!all.contains("TargetMode=\"External\"") && !all.contains("w:hyperlink") && !all.contains("HYPERLINK"));
    assert!(all.contains("zimbra-update[.]weebly[") && all.contains("dls[.]km[@]dls[.]gov[.]ua"));
}

#[test]
fn an_issued_letter_carries_number_and_date_and_no_draft_mark() {
    let issued = Dispatch {
        number: Some(5),
        date: NaiveDate::from_ymd_opt(2021, 2, 9),
        draft: false,
        addressees: vec!["Sở Y tế".into()],
        indicators: Vec::new(),
        ..letter()
    };
    let xml = document(&issued);
    assert!(xml.contains(">Số: 05/STTTT-TTCNTTTT<") && xml.contains(">Lai Châu, ngày 09 tháng 02 năm 2021<"));
    assert!(!xml.contains("DỰ THẢO") && !xml.contains("Phụ lục"));
    assert!(xml.contains(">Kính gửi: Sở Y tế.<"), "one addressee stands behind the colon");
    assert_eq!(xml.matches("<w:sectPr").count(), 1);
}

#[test]
fn the_lure_is_a_figure_that_fits_the_page() {
    // 1 × 1, grey.
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xa8\x07\0\0\x81\0\x80\x8aX\x9e\xee\0\0\0\0IEND\xaeB`\x82";
    let figure = Figure { png: png.to_vec(), width: 800, height: 4000 };
    let bytes = docx(&Sheet::of(&letter()), Some(&figure)).unwrap();
    let xml = part(&bytes, "word/document.xml");
    let found = Regex::new(r#"<wp:extent cx="(\d+)" cy="(\d+)""#).unwrap().captures(&xml).unwrap();
    let (wide, high): (u64, u64) = (found[1].parse().unwrap(), found[2].parse().unwrap());
    assert!(high <= 140 * 36_000 + 36_000 && wide * 5 <= high + 10, "{wide} × {high}: kept in shape");
    let (figure, rest) = xml.split_once("Hình 1. Thư điện tử giả mạo (đã che người nhận").unwrap();
    assert!(figure.contains("Số phản ánh đã tiếp nhận") && rest.contains("Qua phân tích"), "behind the signs");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive
        .file_names()
        .filter(|name| name.starts_with("word/media/") && !name.ends_with('/'))
        .map(str::to_owned)
        .collect();
    let mut kept = Vec::new();
    archive.by_name(&names[0]).unwrap().read_to_end(&mut kept).unwrap();
    assert_eq!(kept, png);
}

#[test]
fn the_short_text_says_what_to_do_in_a_few_lines() {
    let text = short_text(&facts(), &issuer());
    assert!(
        text.starts_with("[CẢNH BÁO]") && text.contains("dls[.]km[@]dls[.]gov[.]ua") && text.contains("0213 000 000")
    );
    assert!(text.lines().count() <= 5 && text.chars().count() < 900);
    let quiet = Issuer { telephone: String::new(), ..issuer() };
    assert!(short_text(&facts(), &quiet).contains("báo hotro@laichau.gov.vn"));
}

#[test]
fn figures_are_counted_anew_in_their_place_and_nowhere_else() {
    let mut body = letter().body;
    let before = body.clone();
    let at = NaiveDate::from_ymd_opt(2021, 3, 12).unwrap().and_hms_opt(8, 5, 0).unwrap();
    counted_anew(&mut body, Counts { reports: 120, reporters: 118, agencies: 0 }, at);
    let changed: Vec<_> = body.iter().zip(&before).filter(|(now, then)| now != then).collect();
    assert_eq!(changed.len(), 1);
    assert_eq!(
        changed[0].0,
        "- Số phản ánh đã tiếp nhận: 120 (của 118 người dùng) (tính đến 08 giờ 05 phút ngày 12/3/2021)."
    );
    let mut other = vec!["Không có số liệu.".to_owned()];
    counted_anew(&mut other, Counts::default(), at);
    assert_eq!(other, ["Không có số liệu."]);
}

#[test]
fn a_replacement_says_which_letter_it_replaces_once() {
    let issued = Dispatch { number: Some(5), date: NaiveDate::from_ymd_opt(2021, 3, 12), draft: false, ..letter() };
    let today = NaiveDate::from_ymd_opt(2022, 1, 3).unwrap();
    let newer = replacing(&issued, today);
    let sentence = "Công văn này thay thế Công văn số 05/STTTT-TTCNTTTT ngày 12 tháng 3 năm 2021 của Sở Thông tin và Truyền thông.";
    assert_eq!(newer.body[newer.body.len() - 2], sentence);
    assert!(newer.draft && newer.number.is_none() && newer.date.is_none() && newer.year == 2022);
    let again = replacing(&Dispatch { number: Some(7), date: Some(today), draft: false, ..newer }, today);
    assert_eq!(again.body.iter().filter(|line| line.starts_with("Công văn này thay thế")).count(), 1);
    assert!(again.body.iter().any(|line| line.contains("số 07/") && line.contains("ngày 03 tháng 01 năm 2022")));
}
