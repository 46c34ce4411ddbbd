//! Mails for a filled database: whom they come from and what they report. Made up; every host lies under a reserved name
//! (RFC 2606) and every address in a documentation network (RFC 5737).

use chrono::{DateTime, Utc};

use super::super::demo::mime::{encoded, mailbox, message, multipart, part, text};
use super::chance::Chance;
use crate::base::clock::Instant;

/// How many people report.
const REPORTERS: u64 = 300;
/// Ends of their addresses: the units of the directory that comes with the program.
const UNITS: [&str; 40] = [
    "vpubnd",
    "hdnd",
    "sonoivu",
    "sotuphap",
    "sotaichinh",
    "socongthuong",
    "soxaydung",
    "sovhttdl",
    "sokhcn",
    "sogddt",
    "soyte",
    "songoaivu",
    "thanhtra",
    "bqlkktck",
    "dichvucong",
    "congan",
    "truongchinhtri",
    "sonnmt",
    "sodttg",
    "ttdmstcds",
    "xakhonglao",
    "xatuasinchai",
    "xasinho",
    "xahongthu",
    "xanamtam",
    "xapusamcap",
    "xanamcuoi",
    "xanamma",
    "xaleloi",
    "xanamhang",
    "xamuongmo",
    "xahuabum",
    "xapatan",
    "xabumnua",
    "xabumto",
    "xamuongte",
    "xathulum",
    "xapau",
    "xamuca",
    "xatatong",
];
const FAMILIES: [&str; 16] = [
    "Lò", "Vàng", "Giàng", "Tẩn", "Nguyễn", "Trần", "Lý", "Phàn", "Sùng", "Hoàng", "Quàng", "Chẻo", "Đèo", "Lường",
    "Bùi", "Pờ",
];
const GIVEN: [(&str, &str); 15] = [
    ("Mây", "may"),
    ("Sơn", "son"),
    ("Ngọc", "ngoc"),
    ("Bình", "binh"),
    ("Hà", "ha"),
    ("Tủa", "tua"),
    ("Chư", "chu"),
    ("Inh", "inh"),
    ("Đào", "dao"),
    ("Hoa", "hoa"),
    ("Páo", "pao"),
    ("Kim", "kim"),
    ("Thăng", "thang"),
    ("Nhung", "nhung"),
    ("Khải", "khai"),
];
/// Words of official mail, from which texts are mixed.
const WORDS: [&str; 64] = [
    "báo", "cáo", "kế", "hoạch", "công", "tác", "tháng", "tuần", "đề", "nghị", "cơ", "quan", "đơn", "vị", "triển",
    "khai", "thực", "hiện", "văn", "bản", "hướng", "dẫn", "họp", "giao", "ban", "lịch", "phòng", "chống", "dịch",
    "bệnh", "nông", "thôn", "mới", "giáo", "dục", "đào", "tạo", "ngân", "sách", "dự", "toán", "quyết", "định", "phê",
    "duyệt", "danh", "sách", "cán", "bộ", "tập", "huấn", "chuyển", "đổi", "số", "hồ", "sơ", "thủ", "tục", "hành",
    "chính", "trả", "kết", "quả", "biên",
];
const HOSTS: [&str; 12] = [
    "hop-thu",
    "xac-minh",
    "nang-cap",
    "bao-mat",
    "dang-nhap",
    "cap-nhat",
    "thu-dien-tu",
    "thong-bao",
    "tai-lieu",
    "hoa-don",
    "chia-se",
    "luu-tru",
];
const LURES: [(&str, &str); 6] = [
    ("Cảnh báo: hộp thư sắp đầy", "Hộp thư của bạn sắp hết dung lượng. Đăng nhập để xác minh mật khẩu trong 24 giờ:"),
    ("Thông báo nâng cấp hệ thống thư", "Tài khoản thư điện tử sẽ bị khóa nếu không cập nhật mật khẩu tại:"),
    ("Hóa đơn chưa thanh toán", "Đề nghị mở tệp đính kèm và xác nhận thanh toán tại:"),
    ("Tài liệu được chia sẻ với bạn", "Một tài liệu mật được chia sẻ. Đăng nhập bằng tài khoản cơ quan để xem:"),
    ("Xác minh tài khoản", "Phát hiện đăng nhập lạ. Xác minh tài khoản ngay tại:"),
    ("Lương và thưởng quý này", "Xem bảng lương, nhập tài khoản và mã OTP tại:"),
];
const SAID: [&str; 6] = [
    "Đề nghị kiểm tra giúp thư này.",
    "Thư này có phải lừa đảo không?",
    "Tôi nhận được thư lạ, xin gửi đơn vị hỗ trợ.",
    "Nhờ kiểm tra, tôi chưa bấm vào liên kết.",
    "Cơ quan tôi nhiều người nhận được thư này.",
    "Xin hướng dẫn xử lý.",
];

/// Somebody who reports: name and address.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) address: String,
}

/// One of the people who report, some more often than others.
pub(super) fn person(chance: &mut Chance) -> Person {
    let most = 1 + chance.below(REPORTERS);
    let number = chance.below(most);
    let mut own = Chance::new(number);
    let (family, (given, local)) = (own.pick(&FAMILIES), own.pick(&GIVEN));
    let unit = own.pick(&UNITS);
    Person { name: format!("{family} Thị {given}"), address: format!("{local}{number}.{unit}@laichau.gov.vn") }
}

/// A mail that is reported.
#[derive(Clone, Debug)]
pub(super) struct Lure {
    name: String,
    from: String,
    subject: String,
    text: String,
    link: String,
    ip: String,
    file: bool,
}

impl Lure {
    /// A lure that nobody else reports, or one of a campaign: the same seed is the same lure.
    pub(super) fn bad(seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ 0x5eed_bad0);
        let (subject, call) = chance.pick(&LURES);
        let host = format!("{}-{seed:x}.example", chance.pick(&HOSTS));
        let link = format!("https://{}.{host}/{:x}", chance.pick(&HOSTS), chance.below(1 << 40));
        let body = chance.words(&WORDS, 60);
        Self {
            name: "Quản trị thư điện tử".into(),
            from: format!("admin{}@{host}", chance.below(100)),
            subject: format!("{subject} ({})", chance.words(&WORDS, 3)),
            text: format!("Kính gửi Ông/Bà,\n\n{call} {link}\n\n{body}.\n"),
            link,
            ip: format!("203.0.113.{}", chance.below(250)),
            file: chance.happens(150),
        }
    }

    /// A mail in which nothing is wrong.
    pub(super) fn good(seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ 0x5eed_600d);
        let host = format!("ban-tin-{seed:x}.example");
        let link = format!("https://{host}/tin/{:x}", chance.below(1 << 40));
        let body = chance.words(&WORDS, 90);
        Self {
            name: format!("Bản tin {}", chance.words(&WORDS, 2)),
            from: format!("tin@{host}"),
            subject: chance.words(&WORDS, 8),
            text: format!("{body}.\n\nXem thêm: {link}\n"),
            link,
            ip: format!("198.51.100.{}", chance.below(250)),
            file: chance.happens(100),
        }
    }

    /// The mail as it lay in somebody's mailbox.
    fn mail(&self, to: &Person, at: DateTime<Utc>, serial: u64) -> String {
        let date = at.to_rfc2822();
        let host = self.from.rsplit_once('@').map_or("", |(_, host)| host);
        let link = &self.link;
        let html = format!("<p>{}</p><p><a href=\"{link}\">{link}</a></p>", self.text.replace('\n', "<br>"));
        let both = [text("plain", &self.text), text("html", &html)];
        let mut body = multipart("alternative", &format!("_a{serial}_"), &both);
        if self.file {
            // A file that others have too would bind what does not belong together.
            let pdf = format!("%PDF-1.4\n% {}\n%%EOF\n", self.link);
            let file = part("application/pdf", Some(("attachment", "thong-bao.pdf")), pdf.as_bytes());
            body = multipart("mixed", &format!("_m{serial}_"), &[body, file]);
        }
        format!(
            "Return-Path: <{from}>\r\n\
             Received: from {host} ({host} [{ip}])\r\n by mx.laichau.gov.vn (Postfix) with ESMTPS id {serial:X}\r\n for <{address}>; {date}\r\n\
             Authentication-Results: mx.laichau.gov.vn;\r\n spf=none smtp.mailfrom={from};\r\n dkim=none;\r\n dmarc=none header.from={host}\r\n\
             From: {sender}\r\nTo: {address}\r\nSubject: {subject}\r\nDate: {date}\r\nMessage-ID: <{serial:x}@{host}>\r\nMIME-Version: 1.0\r\n{body}",
            from = self.from,
            ip = self.ip,
            address = to.address,
            sender = mailbox(&self.name, &self.from),
            subject = encoded(&self.subject),
        )
    }
}

/// The report of a mail; CRLF line ends.
pub(super) fn report(who: &Person, lure: &Lure, (to, at, serial): (&str, Instant, u64)) -> Vec<u8> {
    let said = format!("{}\n\n--\n{}", Chance::new(serial).pick(&SAID), who.name);
    let original = lure.mail(who, at.and_utc() - chrono::TimeDelta::minutes(35), serial);
    let body = multipart("mixed", &format!("_r{serial}_"), &[text("plain", &said), message("thu.eml", &original)]);
    (head(who, to, &format!("Fwd: {}", lure.subject), at, serial) + &body).into_bytes()
}

/// A request for help.
pub(super) fn request(who: &Person, (to, at, serial): (&str, Instant, u64)) -> Vec<u8> {
    let mut chance = Chance::new(serial);
    let (subject, body) = (chance.words(&WORDS, 6), chance.words(&WORDS, 40));
    (head(who, to, &subject, at, serial) + &text("plain", &format!("{body}\n"))).into_bytes()
}

/// What a reporter writes later under the number of the ticket.
pub(super) fn later(who: &Person, number: &str, (to, at, serial): (&str, Instant, u64)) -> Vec<u8> {
    let body = Chance::new(serial).words(&WORDS, 20);
    (head(who, to, &format!("Re: [{number}]"), at, serial) + &text("plain", &format!("{body}\n"))).into_bytes()
}

fn head(who: &Person, to: &str, subject: &str, at: Instant, serial: u64) -> String {
    format!(
        "From: {}\r\nTo: {to}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <bench.{serial:x}@laichau.gov.vn>\r\nMIME-Version: 1.0\r\n",
        mailbox(&who.name, &who.address),
        encoded(subject),
        at.and_utc().to_rfc2822(),
    )
}
