//! Letters as a reporter reads them.

use chrono::NaiveDate;
use hotro::base::config::Config;
use hotro::base::locale::Language;
use hotro::base::text::{Zone, visible};
use hotro::desk::letter::{Facts, LOOKUP_CODE, Rendered, Sender, acknowledgement, done, more, reply, request, verdict};
use hotro::record::ticket::Verdict;
use unicode_normalization::is_nfc;

const URL: &str = "https://hotro.laichau.gov.vn";

fn sender(telephone: &str) -> Sender {
    let mut config = Config::default();
    config.public.url = format!("{URL}/");
    telephone.clone_into(&mut config.office.telephone);
    Sender::of(&config)
}

fn facts() -> Facts<'static> {
    let day = NaiveDate::from_ymd_opt(2021, 3, 11).unwrap();
    Facts {
        number: "HOTRO-2021-000123",
        reporter_name: "Lò Thị Ủy",
        subject: "Thông báo cập nhật hộp thư",
        shown_sender: "Держлікслужба у Хмельницькій області <dls.km@dls.gov.ua>",
        received_at: day.and_hms_opt(2, 41, 0).unwrap(),
        due_at: day.and_hms_opt(6, 41, 0).unwrap(),
        grade_c: false,
        sealed: false,
        attachment: None,
        done: &[],
        lookup: false,
        zone: Zone::default(),
    }
}

/// Every letter in both languages.
fn all(sender: &Sender, facts: &Facts<'_>, foreign: &str) -> Vec<Rendered> {
    let reasons = [foreign.to_owned(), "Thư yêu cầu cung cấp mật khẩu.".to_owned()];
    let mut letters = Vec::new();
    for language in Language::ALL {
        letters.push(acknowledgement(sender, facts, language).unwrap());
        letters.push(request(sender, facts, language).unwrap());
        letters.push(reply(sender, facts, foreign, language).unwrap());
        letters.push(more(sender, facts, foreign, language).unwrap());
        letters.push(done(sender, facts, Some(foreign), language).unwrap());
        for said in [Verdict::Phishing, Verdict::Malware, Verdict::Spam, Verdict::Legitimate, Verdict::Undetermined] {
            for was in [None, Some(Verdict::Spam)] {
                letters.push(verdict(sender, facts, said, &reasons, Some(foreign), was, language).unwrap());
            }
        }
    }
    letters
}

#[test]
fn the_acknowledgement_in_full() {
    let letter = acknowledgement(&sender("0213 000 0000"), &Facts { lookup: true, ..facts() }, Language::Vi).unwrap();
    assert_eq!(letter.subject, "[HOTRO-2021-000123] Xác nhận đã tiếp nhận phản ánh thư điện tử nghi ngờ");
    let body = "\
Kính gửi: Ông/Bà Lò Thị Ủy

Bộ phận Hỗ trợ thư điện tử công vụ tỉnh Lai Châu đã tiếp nhận phản ánh
của Ông/Bà lúc 09 giờ 41 phút ngày 11/3/2021, mã phiếu:
HOTRO-2021-000123.

Thư được phản ánh: “Thông báo cập nhật hộp thư”, người gửi hiển thị:
Держлікслужба у Хмельницькій області <dls[.]km[@]dls[.]gov[.]ua>.

Trong thời gian chờ kết luận, đề nghị Ông/Bà:
1. Không bấm vào liên kết, không mở tệp đính kèm, không trả lời thư nêu
   trên.
2. Không chuyển tiếp thư nghi ngờ cho người khác ngoài địa chỉ
   hotro@laichau.gov.vn.
3. Trường hợp đã bấm vào liên kết, đã mở tệp, đã cung cấp mật khẩu hoặc
   mã OTP: đổi ngay mật khẩu và thông báo cho Bộ phận hỗ trợ qua điện
   thoại 0213 000 0000.

Trường hợp đã chuyển tiền: gọi ngay đường dây nóng của ngân hàng để đề
nghị tạm giữ giao dịch, sau đó thông báo cho Bộ phận hỗ trợ.

Nếu đã bấm liên kết, đề nghị trả lời thư này bằng số 1; đã mở tệp: số 2;
đã nhập mật khẩu: số 3; đã cung cấp mã OTP: số 4; đã chuyển tiền: số 5;
đã cài ứng dụng: số 6; chưa làm gì: số 0.

Dự kiến phản hồi trước 13 giờ 41 phút ngày 11/3/2021. Khi cần bổ sung
thông tin, đề nghị Ông/Bà trả lời thư này và giữ nguyên mã phiếu trong
tiêu đề.

Tra cứu tình trạng phiếu tại trang:
https://hotro.laichau.gov.vn/status
Mã tra cứu: %LOOKUP-CODE%

Trân trọng./.

BỘ PHẬN HỖ TRỢ THƯ ĐIỆN TỬ CÔNG VỤ TỈNH LAI CHÂU
Trung tâm Đổi mới sáng tạo và Chuyển đổi số – Sở Khoa học và Công nghệ
tỉnh Lai Châu
Điện thoại: 0213 000 0000 | Thư điện tử: hotro@laichau.gov.vn
Lưu ý: Bộ phận hỗ trợ không bao giờ yêu cầu Ông/Bà cung cấp mật khẩu
hoặc mã xác thực.";
    assert_eq!(letter.body, body);
}

#[test]
fn the_phishing_letter_in_full() {
    let reasons = ["Người gửi dùng tên miền nước ngoài dls.gov.ua.".to_owned(), "Thư yêu cầu mật khẩu.".to_owned()];
    let note = Some("Bộ phận hỗ trợ đã đề nghị chặn người gửi.");
    let letter = verdict(&sender(""), &facts(), Verdict::Phishing, &reasons, note, None, Language::Vi).unwrap();
    assert_eq!(letter.subject, "[HOTRO-2021-000123] Kết luận: thư lừa đảo, đề nghị không làm theo yêu cầu trong thư");
    let body = "\
Kính gửi: Ông/Bà Lò Thị Ủy

Qua kiểm tra, Bộ phận hỗ trợ kết luận thư “Thông báo cập nhật hộp thư”
là THƯ LỪA ĐẢO nhằm chiếm đoạt thông tin tài khoản.

Căn cứ chính:
- Người gửi dùng tên miền nước ngoài dls[.]gov[.]ua.
- Thư yêu cầu mật khẩu.

Đề nghị Ông/Bà xóa thư khỏi Hộp thư đến và Thùng rác; không thực hiện
bất kỳ yêu cầu nào trong thư.

Nếu đã bấm liên kết hoặc cung cấp thông tin, đề nghị thực hiện ngay:
(a) đổi mật khẩu thư công vụ và các tài khoản dùng chung mật khẩu;
(b) kiểm tra bộ lọc, địa chỉ chuyển tiếp, chữ ký trong hộp thư;
(c) thông báo cho Bộ phận hỗ trợ bằng cách trả lời thư này.

Cảm ơn Ông/Bà đã kịp thời phản ánh.

Bộ phận hỗ trợ đã đề nghị chặn người gửi.

Thư này kết thúc việc xử lý phiếu HOTRO-2021-000123. Trường hợp phát
sinh tình huống mới hoặc có ý kiến khác với kết luận, đề nghị Ông/Bà trả
lời thư này trong thời hạn 30 ngày để mở lại phiếu.

Trân trọng./.

BỘ PHẬN HỖ TRỢ THƯ ĐIỆN TỬ CÔNG VỤ TỈNH LAI CHÂU
Trung tâm Đổi mới sáng tạo và Chuyển đổi số – Sở Khoa học và Công nghệ
tỉnh Lai Châu
Thư điện tử: hotro@laichau.gov.vn
Lưu ý: Bộ phận hỗ trợ không bao giờ yêu cầu Ông/Bà cung cấp mật khẩu
hoặc mã xác thực.";
    assert_eq!(letter.body, body);
}

#[test]
fn the_english_malware_letter_in_full() {
    let facts = Facts { attachment: Some("hoa-don.pdf.exe"), reporter_name: "", ..facts() };
    let letter = verdict(&sender("0213 000 0000"), &facts, Verdict::Malware, &[], None, None, Language::En).unwrap();
    assert_eq!(letter.subject, "[HOTRO-2021-000123] URGENT: the mail carries malware");
    let body = "\
Dear Sir or Madam,

We have examined the mail “Thông báo cập nhật hộp thư”. Its file
“hoa-don[.]pdf[.]exe” carries MALWARE.

If you have NOT opened the file: delete the mail from the inbox and from
the trash, and do not open it.

If you HAVE opened the file:
(a) disconnect the computer from the network (unplug the cable, turn off
    Wi-Fi); do not shut it down, do not reinstall it;
(b) tell the help desk at once by telephone 0213 000 0000;
(c) change your password on another computer;
(d) wait for instructions of our technicians.

Thank you for reporting it in good time.

This letter ends our work on ticket HOTRO-2021-000123. If anything new
comes up, or if you see it differently, please answer this letter within
30 days and the ticket is opened again.

Yours faithfully,

BỘ PHẬN HỖ TRỢ THƯ ĐIỆN TỬ CÔNG VỤ TỈNH LAI CHÂU
Trung tâm Đổi mới sáng tạo và Chuyển đổi số – Sở Khoa học và Công nghệ
tỉnh Lai Châu
Telephone: 0213 000 0000 | Mail: hotro@laichau.gov.vn
Please note: the help desk never asks you for a password or a
verification code.";
    assert_eq!(letter.body, body);
}

#[test]
fn only_a_report_without_its_original_hears_how_to_send_it() {
    for language in Language::ALL {
        let with = acknowledgement(&sender(""), &facts(), language).unwrap().body;
        let without = acknowledgement(&sender(""), &Facts { grade_c: true, ..facts() }, language).unwrap().body;
        assert!(!with.contains("Zimbra") && without.matches("Zimbra").count() == 2, "{without}");
        let help = request(&sender(""), &facts(), language).unwrap();
        assert!(!(help.subject + &help.body).contains("nghi ngờ"));
        assert!(!help.body.contains("suspicious"));
    }
}

#[test]
fn a_verdict_can_be_contested_and_other_letters_close_nothing() {
    for letter in all(&sender(""), &facts(), "Lời nhắn") {
        let closes =
            ["Kết luận", "Đính chính", "KHẨN", "Conclusion", "Corrected", "URGENT", "hoàn thành", "dealt with"]
                .iter()
                .any(|word| letter.subject.contains(word));
        let reopens =
            letter.body.contains("trong thời hạn 30 ngày") || letter.body.replace('\n', " ").contains("within 30 days");
        assert_eq!(closes, reopens, "{}", letter.body);
    }
}

#[test]
fn the_end_of_a_request_judges_no_mail() {
    let facts = Facts { subject: "Quên mật khẩu thư công vụ", ..facts() };
    let letter = done(&sender(""), &facts, Some("Mật khẩu đã được cấp lại."), Language::Vi).unwrap();
    assert_eq!(letter.subject, "[HOTRO-2021-000123] Thông báo hoàn thành xử lý yêu cầu hỗ trợ");
    let body = "\
Kính gửi: Ông/Bà Lò Thị Ủy

Yêu cầu hỗ trợ của Ông/Bà “Quên mật khẩu thư công vụ” (mã phiếu
HOTRO-2021-000123) đã được xử lý xong.

Mật khẩu đã được cấp lại.

Trường hợp phát sinh tình huống mới, đề nghị Ông/Bà trả lời thư này
trong thời hạn 30 ngày để mở lại phiếu.

Trân trọng./.
";
    assert!(letter.body.starts_with(body), "{}", letter.body);
    let english = done(&sender(""), &facts, None, Language::En).unwrap().body;
    assert!(english.contains("(ticket HOTRO-2021-000123) has\nbeen dealt with.\n\nIf anything new"), "{english}");
}

#[test]
fn hostile_text_breaks_no_letter() {
    let evil = [
        "Khẩn\r\nBcc: all@laichau.gov.vn\r\n\r\nhttp://evil.test/ WWW.EVIL.TEST \u{202e}gpj.exe\u{2066}\u{200b}"
            .to_owned(),
        "http://evil.test/?q=".repeat(500),
        format!(
            "{{{{ l.number }}}} {{% include %}} {LOOKUP_CODE} https://hotro.laichau.gov.vn.evil.test e\u{302}\u{323}"
        ),
        "đ".repeat(10_000),
        String::new(),
    ];
    for foreign in &evil {
        let facts = Facts {
            reporter_name: foreign,
            subject: foreign,
            shown_sender: foreign,
            attachment: Some(foreign),
            grade_c: true,
            lookup: true,
            ..facts()
        };
        for letter in all(&sender(""), &facts, foreign) {
            assert!(letter.subject.starts_with("[HOTRO-2021-000123] ") && !letter.subject.contains(['\r', '\n']));
            let body = &letter.body;
            assert!(is_nfc(body) && is_nfc(&letter.subject));
            assert!(body.chars().all(|c| c == '\n' || visible(c)), "{body}");
            assert!(body.lines().all(|line| line.chars().count() <= 76), "{body}");
            assert_eq!(body.matches(LOOKUP_CODE).count(), 1, "{body}");
            let lower = body.to_lowercase();
            assert_eq!(lower.matches("http").count(), 1, "{body}");
            assert!(lower.contains(&format!("\n{URL}/status\n")) && !lower.contains("evil.test"), "{body}");
            let foot = body.rsplit_once("\n\n").unwrap().1;
            assert!(foot.starts_with("BỘ PHẬN HỖ TRỢ") && foot.contains("hotro@laichau.gov.vn"), "{foot}");
            assert!(
                foot.contains("mật khẩu\nhoặc mã xác thực.") || foot.contains("a password or a\nverification code.")
            );
        }
    }
}
