//! What is seen in the mail of March 2021, however a reporter sends it on, and that a cell gives its parts back.

use hotro::analysis::evidence::{Evidence, Grade, Source};
use hotro::analysis::mime::{Automatic, envelope};
use hotro::desk::examine::{Examiner, Known, Question, answer, ask, print, read_bytes, read_evidence};
use proptest::prelude::*;

const PHISH: &str = "Authentication-Results: mx.laichau.gov.vn; spf=pass smtp.mailfrom=dls.gov.ua\n\
From: Держлікслужба у Хмельницькій області\" <dls.km@dls.gov.ua>\nTo: a@laichau.gov.vn\n\
Subject: Thông báo từ quản trị hệ thống\nDate: Thu, 11 Mar 2021 09:29:00 +0700\nMessage-ID: <p@dls.gov.ua>\n\
MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n\
<p>Hộp thư của bạn sắp hết dung lượng, sẽ bị khóa. Xác minh tài khoản, mật khẩu. \
<a href=\"http://laichau.gov.vn.evil.top/zimbra\">Nhấn vào đây để cập nhật</a> \
<a href=\"http://mail.laichau.gov.vn/\">https://mail.laichau.gov.vn</a></p>\n";

fn known() -> Known {
    Known {
        our_domains: vec!["laichau.gov.vn".into()],
        our_address: "hotro@laichau.gov.vn".into(),
        protected: vec!["laichau.gov.vn".into()],
        agencies: vec!["Sở Y tế".into()],
        ..Known::default()
    }
}

fn attached() -> String {
    format!(
        "From: Lan <lan@laichau.gov.vn>\nTo: hotro@laichau.gov.vn\nSubject: Fwd: nghi ngờ\n\
         Authentication-Results: mx; spf=fail\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
         --b\nContent-Type: text/plain; charset=utf-8\n\nNhờ kiểm tra giúp.\n\
         --b\nContent-Type: message/rfc822\n\n{PHISH}\n--b--\n"
    )
}

fn inline(block: &str) -> String {
    format!(
        "From: Lan <lan@laichau.gov.vn>\nSubject: Fwd: x\nContent-Type: text/plain; charset=utf-8\n\n\
         Nhờ kiểm tra giúp.\n\n{block}\n\nXem [ http://evil.top/z | Nhấn vào đây để cập nhật ] ngay.\n"
    )
}

fn codes(seen: &Evidence) -> Vec<&str> {
    seen.samples[0].findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn an_attached_mail_is_judged_by_its_own_headers() {
    let examiner = Examiner::new();
    let lf = attached();
    for raw in [lf.clone(), lf.replace('\n', "\r\n")] {
        let seen = examiner.examine(raw.as_bytes(), &known(), false);
        let sample = &seen.samples[0];
        assert_eq!((sample.source, sample.grade), (Source::AttachedEml, Grade::A));
        assert_eq!(sample.from.address, "dls.km@dls.gov.ua");
        assert_eq!(sample.from.name.as_deref(), Some("Держлікслужба у Хмельницькій області"));
        assert_eq!(sample.date.unwrap().to_rfc3339(), "2021-03-11T09:29:00+07:00");
        assert_eq!(sample.auth.spf.as_deref(), Some("pass"), "not the reporter's");
        assert_eq!(sample.links[0].text.as_deref(), Some("Nhấn vào đây để cập nhật"));
        assert_eq!(seen.report.words, "Nhờ kiểm tra giúp.");
        let codes = codes(&seen);
        for code in ["FOREIGN_SENDER_CLAIMS_ADMIN", "PROTECTED_AS_SUBDOMAIN", "QUOTA_AND_LINK", "THREAT_AND_LINK"] {
            assert!(codes.contains(&code), "{code}: {codes:?}");
        }
        assert!(!codes.contains(&"LINK_HOST_NEQ_TEXT") && !codes.contains(&"AUTH_FAIL"), "{codes:?}");
        let page = print(&seen, false);
        assert!(page.contains("hxxp") && !page.contains("http://"), "{page}");
        assert!(!page.contains("analyze-") && !page.contains("finding-"), "{page}");
    }
}

#[test]
fn inline_forwards_of_every_client_name_the_sender() {
    let sender = "Quản trị <q@evil.top>";
    for block in [
        format!(
            "----- Thư đã chuyển tiếp -----\nTừ: {sender}\nTới: Lan <lan@laichau.gov.vn>\nĐã gửi: Thứ Năm, 11 Tháng Ba, 2021 9:29:00 SA\nChủ đề: Cập nhật"
        ),
        format!(
            "----- Forwarded Message -----\nFrom: {sender}\nTo: lan@laichau.gov.vn\nSent: Thursday, March 11, 2021 9:29:00 AM\nSubject: Cập nhật"
        ),
        format!(
            "---------- Forwarded message ---------\nTừ: {sender}\nDate: Th 5, 11 thg 3, 2021 lúc 09:29\nSubject: Cập nhật\nTo: <lan@laichau.gov.vn>"
        ),
        format!(
            "________________________________\nFrom: {sender}\nSent: Thursday, March 11, 2021 9:29 AM\nTo: lan@laichau.gov.vn\nSubject: Cập nhật"
        ),
        format!(
            "-------- Thư gốc --------\nTiêu đề: Cập nhật\nNgày: 2021-03-11 09:29\nGửi từ: {sender}\nNgười nhận: lan@laichau.gov.vn"
        ),
        format!("Bắt đầu thư được chuyển tiếp:\n\n> Từ: {sender}\n> Chủ đề: Cập nhật\n> Ngày: 11/3/2021 09:29"),
        format!(
            "----- Forwarded Message -----\nFrom: {sender} To: lan@laichau.gov.vn Sent: Thursday, March 11, 2021 9:29 AM Subject: Cập nhật"
        ),
    ] {
        let seen = Examiner::new().examine(inline(&block).as_bytes(), &known(), false);
        let sample = seen.samples.first().unwrap_or_else(|| panic!("{block}"));
        assert_eq!((sample.grade, sample.from.address.as_str()), (Grade::C, "q@evil.top"), "{block}");
        assert_eq!(sample.subject, "Cập nhật", "{block}");
        assert_eq!(sample.date.unwrap().to_rfc3339(), "2021-03-11T09:29:00+07:00", "{block}");
        assert_eq!(sample.links[0].host.as_deref(), Some("evil.top"), "{block}");
        assert_eq!(seen.report.words, "Nhờ kiểm tra giúp.", "{block}");
    }
    let prose = inline("Từ: hôm qua\nNgày: mai");
    assert!(Examiner::new().examine(prose.as_bytes(), &known(), false).samples.is_empty());
}

#[test]
fn a_cell_gives_back_what_it_saw() {
    let examiner = Examiner::new();
    let raw = attached();
    let put = |question: &Question| answer(&examiner, &[ask(question).as_slice(), raw.as_bytes()].concat());
    let seen = read_evidence(&put(&Question::Examine { known: known(), as_sample: false })).unwrap();
    assert_eq!(seen, examiner.examine(raw.as_bytes(), &known(), false));
    let sample = |sample| put(&Question::SampleRaw { known: known(), as_sample: false, sample });
    assert_eq!(read_bytes(&sample(0)).unwrap(), PHISH.as_bytes());
    assert_eq!(read_bytes(&sample(9)), None);
    assert!(read_evidence(&answer(&examiner, b"nonsense")).is_err());
}

#[test]
fn machines_are_told_from_people() {
    let of = |line: &str| envelope::read(format!("From: a@b.vn\r\n{line}\r\n\r\nx").as_bytes()).automatic;
    assert_eq!(of("Auto-Submitted: auto-replied"), Some(Automatic::AutoSubmitted));
    assert_eq!(of("Auto-Submitted: no"), None);
    assert_eq!(of("List-Id: <x.y>"), Some(Automatic::List));
    assert_eq!(of("Precedence: auto_reply"), Some(Automatic::Auto));
    assert_eq!(of("Content-Type: multipart/report; report-type=delivery-status"), Some(Automatic::Bounce));
    let own = envelope::read(b"X-Hotro-Loop: d1\nX-Hotro-Entry: e2\nReferences: <a@b> <c@d>\n\n");
    assert_eq!((own.loop_of.as_deref(), own.entry.as_deref()), (Some("d1"), Some("e2")));
    assert_eq!(own.references, ["a@b", "c@d"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_bytes_are_too_strange(at in 0_usize..2000, junk in prop::collection::vec(any::<u8>(), 0..60)) {
        let mut raw = attached().into_bytes();
        let at = at.min(raw.len());
        raw.splice(at..(at + junk.len()).min(raw.len()), junk.clone());
        let examiner = crate::mail_support::examiner();
        let read = |raw: &[u8]| !examiner.examine(raw, &known(), false).problems.iter().any(|p| p.starts_with("Không phân tích"));
        prop_assert!(read(&raw) && read(&junk));
    }
}
