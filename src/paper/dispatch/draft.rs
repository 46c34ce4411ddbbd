//! The ready text of a warning: from what is known of a lure to a công văn and to a short text for chat groups.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

use super::rules;
use super::value::{Authority, Dispatch, Indicator};

/// How far a lure got when it was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Reports that came in.
    pub reports: u32,
    /// People who reported.
    pub reporters: u32,
    /// Agencies and units that got it; 0 where none is known.
    pub agencies: u32,
}

impl Counts {
    /// Reports, reporters and agencies as columns hold them.
    pub fn columns(self) -> (i32, i32, i32) {
        let small = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
        (small(self.reports), small(self.reporters), small(self.agencies))
    }
}

/// The line that points to the appendix.
pub(super) const ANNEX: &str = "- Chỉ dấu kỹ thuật: chi tiết tại Phụ lục kèm theo;";

/// How the line of the figures begins.
const COUNTED: &str = "- Số phản ánh đã tiếp nhận:";

/// The line of the figures, with the minute until which was counted.
fn counted(counts: Counts, at: NaiveDateTime) -> String {
    let agencies = match counts.agencies {
        0 => String::new(),
        n => format!("; số cơ quan, đơn vị nhận được thư: {n:02}"),
    };
    format!(
        "{COUNTED} {:02} (của {:02} người dùng){agencies} (tính đến {}).",
        counts.reports,
        counts.reporters,
        moment(at)
    )
}

/// Puts the figures of another minute into a body, in the place of the line that [`draft`] wrote; a body without that line
/// stays as it is.
pub fn counted_anew(body: &mut [String], counts: Counts, at: NaiveDateTime) {
    if let Some(line) = body.iter_mut().find(|line| line.trim_start().starts_with(COUNTED)) {
        *line = counted(counts, at);
    }
}

/// The draft that replaces an issued letter: its words, and before the last paragraph which letter it replaces (Decree
/// 30/2020: a wrong content is mended by a letter of the same form).
pub fn replacing(old: &Dispatch, today: NaiveDate) -> Dispatch {
    let number = rules::number_line(old.number, &old.symbol);
    let number = number.trim_start_matches("Số:").trim().to_owned();
    let sentence = format!(
        "Công văn này thay thế Công văn số {number} {} của {}.",
        rules::date_words(old.date, old.year),
        old.issuer
    );
    let mut body: Vec<String> =
        old.body.iter().filter(|line| !line.starts_with("Công văn này thay thế Công văn số ")).cloned().collect();
    body.insert(body.len().saturating_sub(1), sentence);
    Dispatch { number: None, date: None, draft: true, year: today.year(), body, ..old.clone() }
}

/// What is known of a lure. Everything foreign is defanged by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When it was detected, to the minute, local time.
    pub detected_at: NaiveDateTime,
    /// Display name of the sender; may be empty.
    pub display_name: String,
    /// Address of the sender, defanged.
    pub address: String,
    /// Subject.
    pub subject: String,
    /// What it makes people do, as part of a sentence without a full stop.
    pub trick: String,
    /// How far it got.
    pub counts: Counts,
    /// When that was counted, local time.
    pub counted_at: NaiveDateTime,
    /// Rows of the appendix.
    pub indicators: Vec<Indicator>,
}

/// Who warns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// The body above, may be empty.
    pub parent: String,
    /// The agency, in sentence case.
    pub agency: String,
    /// The unit that runs the desk.
    pub unit: String,
    /// Symbol without the number.
    pub symbol: String,
    /// Abbreviation of the drafting unit.
    pub drafter: String,
    /// Place in the date line.
    pub place: String,
    /// Telephone of the desk; may be empty.
    pub telephone: String,
    /// Our address, to which people forward mail.
    pub address: String,
    /// The first line of addressees and the second.
    pub addressees: Vec<String>,
}

/// `09 giờ 29 phút ngày 11/3/2021`.
fn moment(at: NaiveDateTime) -> String {
    format!("{:02} giờ {:02} phút ngày {}/{}/{}", at.hour(), at.minute(), at.day(), at.month(), at.year())
}

/// The draft of a warning (model 1.5 of annex III).
pub fn draft(facts: &Facts, by: &Issuer) -> Dispatch {
    Dispatch {
        parent: by.parent.clone(),
        issuer: by.agency.clone(),
        symbol: by.symbol.clone(),
        number: None,
        date: None,
        year: facts.counted_at.year(),
        place: by.place.clone(),
        subject: "cảnh báo thư điện tử giả mạo nhằm chiếm đoạt tài khoản thư công vụ".into(),
        addressees: by.addressees.clone(),
        body: body(facts, by),
        authority: Authority::For,
        head: "Giám đốc".into(),
        title: "Phó Giám đốc".into(),
        signer: String::new(),
        copies: vec!["UBND tỉnh (để b/c)".into(), by.unit.clone()],
        drafter: by.drafter.clone(),
        indicators: facts.indicators.clone(),
        draft: true,
    }
}

fn body(facts: &Facts, by: &Issuer) -> Vec<String> {
    let agency = &by.agency;
    let mut lines = vec![format!(
        "Vào hồi {}, qua công tác theo dõi, tiếp nhận phản ánh của người dùng, {agency} phát hiện trên Hệ thống thư điện tử \
         công vụ tỉnh Lai Châu xuất hiện thư điện tử giả mạo với các dấu hiệu sau:",
        moment(facts.detected_at)
    )];
    lines.push(if facts.display_name.is_empty() {
        format!("- Địa chỉ gửi: {};", facts.address)
    } else {
        format!("- Tên người gửi hiển thị: “{}”; địa chỉ gửi: {};", facts.display_name, facts.address)
    });
    lines.push(format!("- Tiêu đề thư: “{}”;", facts.subject));
    lines.push(format!("- Thủ đoạn: {};", facts.trick));
    if !facts.indicators.is_empty() {
        lines.push(ANNEX.into());
    }
    lines.push(counted(facts.counts, facts.counted_at));
    lines.push(format!(
        "Qua phân tích, đây là hành vi giả mạo nhằm chiếm đoạt thông tin tài khoản của người dùng. Để chủ động phòng ngừa, \
         {agency} đề nghị các cơ quan, đơn vị quán triệt đến toàn thể cán bộ, công chức, viên chức, người lao động thực hiện \
         một số nội dung sau:"
    ));
    lines.push(format!(
        "1. Thư điện tử nêu trên không phải do {agency} hoặc bộ phận quản trị hệ thống gửi. Bộ phận quản trị không bao giờ \
         yêu cầu người dùng cung cấp mật khẩu, mã xác thực qua thư điện tử, điện thoại."
    ));
    lines.push(
        "2. Tuyệt đối không bấm vào liên kết, không mở tệp đính kèm, không cung cấp họ tên, tên tài khoản, mật khẩu theo \
         yêu cầu trong thư."
            .into(),
    );
    lines.push(
        "3. Trường hợp đã bấm vào liên kết hoặc đã cung cấp thông tin: đổi ngay mật khẩu (và mật khẩu của các tài khoản \
         khác dùng chung mật khẩu), đăng xuất khỏi mọi thiết bị và báo ngay cho bộ phận hỗ trợ."
            .into(),
    );
    lines.push(format!(
        "4. Khi nhận được thư có nội dung tương tự, chuyển tiếp thư dưới dạng tệp đính kèm về địa chỉ {}, sau đó xóa thư.",
        by.address
    ));
    let telephone = if by.telephone.is_empty() { String::new() } else { format!("điện thoại {}, ", by.telephone) };
    lines.push(format!("Đầu mối liên hệ: {}, {telephone}thư điện tử {}.", by.unit, by.address));
    lines.push(format!(
        "Trên đây là nội dung cảnh báo của {agency}, đề nghị các cơ quan, đơn vị quan tâm triển khai thực hiện./."
    ));
    lines
}

/// A few lines for chat groups (letter 7 of the desk's wording).
pub fn short_text(facts: &Facts, by: &Issuer) -> String {
    let name = if facts.display_name.is_empty() {
        String::new()
    } else {
        format!("tên người gửi “{}”; ", facts.display_name)
    };
    let call = if by.telephone.is_empty() { by.address.clone() } else { format!("số {}", by.telephone) };
    format!(
        "[CẢNH BÁO] Thư điện tử giả mạo “{subject}”\n\
         Từ {at}, trên hệ thống xuất hiện thư giả mạo có: {name}địa chỉ {address}; tiêu đề “{subject}”; nội dung: {trick}.\n\
         Đây KHÔNG phải là thư của bộ phận quản trị. Đề nghị: không bấm; không cung cấp thông tin; xóa thư.\n\
         Trường hợp đã làm theo, đề nghị đổi ngay mật khẩu và báo {call}. (Công văn chính thức gửi sau qua Hệ thống quản lý \
         văn bản.)",
        subject = facts.subject,
        at = moment(facts.detected_at),
        address = facts.address,
        trick = facts.trick,
    )
}
