//! The demo's mails are mails: whole, each its own, the same every time, and with nobody real in them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use hotro::analysis::evidence::SuggestedVerdict;
use hotro::base::config::Config;
use hotro::cli::demo::mails::{DESK, DemoMail, Step, mails};
use hotro::cli::demo::people::USERS;
use hotro::desk::analyse;
use hotro::desk::examine::Examiner;
use mail_parser::{Message, MessageParser, MimeHeaders};

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap().and_hms_opt(3, 0, 0).unwrap()
}

fn parsed(mail: &DemoMail) -> Message<'_> {
    MessageParser::new().parse(&mail.raw).unwrap()
}

/// The attached original of a report, also when it is an `.eml` file of another type.
fn original<'a>(mail: &'a Message<'_>) -> Option<Message<'a>> {
    mail.attachments().find_map(|part| match part.message() {
        Some(inner) => Some(inner.clone()),
        None => part
            .attachment_name()
            .filter(|name| name.rsplit('.').next() == Some("eml"))
            .and_then(|_| MessageParser::new().parse(part.contents())),
    })
}

/// Everything readable in a mail and in what is attached to it.
fn text(mail: &Message<'_>) -> String {
    let mut out = format!("{}\n", mail.subject().unwrap_or_default());
    for part in &mail.parts {
        match part.message() {
            Some(inner) => out.push_str(&text(inner)),
            None if part.is_multipart() => {}
            None => out.push_str(&String::from_utf8_lossy(part.contents())),
        }
        out.push('\n');
    }
    out
}

#[test]
fn they_are_whole_and_each_its_own() {
    let all = mails(now());
    assert!((55..=70).contains(&all.len()), "{}", all.len());
    let mut ids = BTreeSet::new();
    for mail in &all {
        let read = parsed(mail);
        assert!(mail.raw.windows(2).all(|pair| (pair[1] == b'\n') == (pair[0] == b'\r')), "CRLF only");
        assert!(mail.raw.split(|b| *b == b'\n').all(|line| line.len() <= 998) && mail.raw.is_ascii());
        assert_eq!(read.from().unwrap().first().unwrap().address(), Some(mail.sender.as_str()));
        assert_eq!(read.to().unwrap().first().unwrap().address(), Some(DESK));
        assert!(!read.subject().unwrap().is_empty() && !read.body_text(0).unwrap().trim().is_empty());
        let date = read.date().unwrap().to_timestamp();
        assert!((now() - mail.ago).and_utc().timestamp() - date < 120 && mail.ago.num_minutes() > 0);
        assert!(ids.insert(read.message_id().unwrap().to_owned()), "{:?} twice", read.message_id());
    }
    assert!(all.is_sorted_by(|a, b| a.ago >= b.ago));
    let minutes: BTreeSet<_> = all.iter().map(|mail| mail.ago).collect();
    assert!(minutes.len() > all.len() - 3, "they do not all come at the same minute");
    assert_eq!(
        all.iter().map(|mail| &mail.raw).collect::<Vec<_>>(),
        mails(now()).iter().map(|mail| &mail.raw).collect::<Vec<_>>()
    );
}

#[test]
fn the_case_of_the_dispatch_is_among_them() {
    let all = mails(now());
    let read: Vec<_> = all.iter().map(parsed).collect();
    let cases: Vec<_> = read.iter().filter(|mail| text(mail).contains("cap-nhat-webmail.example")).collect();
    let units: BTreeSet<_> =
        cases.iter().map(|mail| mail.from().unwrap().first().unwrap().address().unwrap()).collect();
    assert!(cases.len() >= 8 && units.len() == cases.len(), "{} reports by {} people", cases.len(), units.len());
    let originals: Vec<_> = cases.iter().filter_map(|mail| original(mail)).collect();
    assert!(originals.len() >= 3);
    for sample in &originals {
        let from = sample.from().unwrap().first().unwrap();
        assert_eq!(from.name(), Some("Держлікслужба у Хмельницькій області"));
        assert_eq!(from.address(), Some("dls.km@dls.gov.ua"));
        assert_eq!(sample.date().unwrap().to_rfc3339(), "2021-03-11T09:29:00+07:00");
        assert!(sample.body_html(0).unwrap().contains(">Nhấn vào đây để cập nhật</a>"));
        assert!(sample.header_raw("Authentication-Results").is_some() && sample.header_raw("Return-Path").is_some());
        assert_eq!(sample.headers_raw().filter(|(name, _)| *name == "Received").count(), 2);
    }
    let inline =
        cases.iter().map(|mail| text(mail)).find(|text| text.contains("----- Thư đã chuyển tiếp -----")).unwrap();
    assert!(
        inline.contains("Đã gửi: Thứ Năm, 11 Tháng Ba, 2021 9:29:00 SA\r\nChủ đề: Cập nhật hộp thư điện tử"),
        "{inline}"
    );
    let exposed = cases.iter().filter(|mail| text(mail).contains("bấm vào liên kết")).count();
    assert!(exposed >= 3);
}

#[test]
fn nobody_real_and_nothing_reachable_is_in_them() {
    let phone = |text: &str| {
        let joined: String = text.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        let runs = joined.split(|c: char| !c.is_ascii_digit());
        runs.into_iter().any(|run| (9..=12).contains(&run.len()) && (run.starts_with('0') || run.starts_with("84")))
    };
    assert!(phone("gọi 0213 000 0000 ngay"), "the check finds one");
    for mail in mails(now()) {
        let read = parsed(&mail);
        let text = text(&read);
        for line in text.lines() {
            assert!(!phone(line), "a telephone number in {line}");
        }
        for link in text.split(['"', '>', ' ', '\n', '\r', '|', '[']).filter(|word| word.starts_with("http")) {
            let host =
                link.split("://").nth(1).unwrap().split(['/', ':', '<', '.', ','].as_slice()).collect::<Vec<_>>();
            let reserved = ["example", "invalid", "198"].iter().any(|end| host.contains(end));
            assert!(reserved || link.starts_with("https://mail.laichau.gov.vn"), "{link}");
        }
        if mail.sender.ends_with("@laichau.gov.vn") {
            assert!(mail.sender.starts_with("demo."), "{}", mail.sender);
        } else {
            assert!(mail.sender.ends_with(".example"), "{}", mail.sender);
        }
    }
    assert!(USERS.iter().all(|user| user.email.starts_with("demo.") && user.email.ends_with("@laichau.gov.vn")));
    assert_eq!(USERS.map(|user| user.role), ["admin", "analyst", "officer", "viewer", "clerk"]);
}

#[test]
fn tickets_end_in_every_state() {
    let mut ends: BTreeMap<&str, usize> = BTreeMap::new();
    for mail in mails(now()) {
        let mut state = "new";
        for step in &mail.then {
            state = match (step, state) {
                (Step::Take(user), _) => {
                    assert!(usize::from(*user) < USERS.len());
                    "triage"
                }
                (Step::AskMore, _) => "waiting",
                (Step::Reply(_) | Step::FollowUp(_), _) => "working",
                (Step::Verdict(word), "triage" | "working" | "waiting" | "new") => {
                    assert!(["phishing", "malware", "spam", "legitimate", "undetermined"].contains(word));
                    "resolved"
                }
                (Step::Close, "resolved" | "working" | "triage") => "closed",
                (Step::Duplicate, _) => "duplicate",
                (Step::Reopen, "resolved" | "closed") => "triage",
                (Step::Note(text), state) if !text.is_empty() => state,
                (step, state) => panic!("{step:?} from {state}"),
            };
        }
        *ends.entry(state).or_default() += 1;
    }
    for state in ["new", "triage", "waiting", "working", "resolved", "closed"] {
        assert!(ends.get(state).is_some_and(|count| *count >= 3), "{state} in {ends:?}");
    }
}

#[test]
fn every_lure_and_every_way_of_forwarding_is_there() {
    let all: Vec<_> = mails(now());
    let texts: Vec<String> = all.iter().map(|mail| text(&parsed(mail))).collect();
    for lure in [
        "vượt quá dung lượng",
        "webmail cũ",
        "CẢNH BÁO LẦN CUỐI",
        "giữ mật khẩu hiện tại",
        "05 thư bị tạm giữ",
        "Phát hiện đăng nhập bất thường",
        "Giấy mời họp trực tuyến",
        "mua giúp anh 5 thẻ cào",
        "định danh mức 2",
        "quỹ BHTN",
        "quyết toán thuế",
        "ngừng cấp điện",
        "tài chính toàn cầu",
        "rửa tiền",
        "CHUC MUNG",
        "Đơn hàng giao không thành công",
        "Báo giá thiết bị",
        "lаichau.example",
        "Quên mật khẩu thư công vụ",
        "kỹ năng số",
        "đất nền",
    ] {
        assert!(texts.iter().any(|text| text.contains(lure)), "{lure}");
    }
    for mark in [
        "data-marker=\"__HEADERS__\"",
        "----- Thư đã chuyển tiếp -----",
        "---------- Forwarded message ---------",
        "-----Thư gốc-----",
        "________________________________\r\nFrom:",
    ] {
        assert!(texts.iter().any(|text| text.contains(mark)), "{mark}");
    }
    let files: BTreeSet<String> = all
        .iter()
        .filter_map(|mail| {
            original(&parsed(mail)).map(|sample| {
                sample.attachments().filter_map(|part| part.attachment_name().map(str::to_owned)).collect::<Vec<_>>()
            })
        })
        .flatten()
        .collect();
    assert!(files.contains("Giay_moi_hop.pdf.html") && files.contains("Hợp đồng thiết bị.docm"), "{files:?}");
}

#[test]
fn the_analysis_finds_what_is_reported() {
    let known = analyse::known(&Config::default());
    let examiner = Examiner::new();
    for mail in mails(now()) {
        let outside = !mail.sender.ends_with("@laichau.gov.vn");
        let seen = examiner.examine(&mail.raw, &known, outside);
        let request = !outside && !seen.report.subject.starts_with('F');
        assert_eq!(seen.samples.len(), usize::from(!request), "{}", seen.report.subject);
        assert!(seen.problems.is_empty(), "{:?}", seen.problems);
        for sample in &seen.samples {
            assert!(seen.report.subject.ends_with(&sample.subject) && sample.from.address.contains('@'), "{sample:?}");
            assert!(sample.date.is_some() && !sample.text.is_empty(), "{sample:?}");
            let dispatch = sample.from.address == "dls.km@dls.gov.ua";
            assert!(!dispatch || sample.suggested_verdict == SuggestedVerdict::Phishing, "{sample:?}");
            assert!(!dispatch || sample.date.unwrap().to_rfc3339() == "2021-03-11T09:29:00+07:00", "{sample:?}");
            let official = sample.from.address.ends_with("@laichau.gov.vn");
            assert!(!official || sample.score == 0, "nothing speaks against official mail: {sample:?}");
        }
    }
}
