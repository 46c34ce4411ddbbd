//! The desk: whom it answers, how, and in whose name.

use serde::{Deserialize, Serialize};

use super::{List, Span};

/// Whose reports are answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reporter {
    /// Mail domains, with their subdomains; `*` is everybody. Others become tickets marked *outside*, silently.
    pub domains: List,
    /// Automatic letters to one address in an hour, at most.
    pub hourly: u32,
}

impl Default for Reporter {
    fn default() -> Self {
        Self { domains: List::of(&["laichau.gov.vn"]), hourly: 20 }
    }
}

/// How letters leave.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letter {
    /// How long a verdict letter or a reply can be taken back before it leaves.
    pub hold: Span,
    /// How long the acknowledgement waits for the first analysis.
    pub patience: Span,
}

impl Default for Letter {
    fn default() -> Self {
        Self { hold: Span::seconds(30), patience: Span::seconds(60) }
    }
}

/// How tickets are numbered and promised.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Desk {
    /// First part of a ticket number: capital letters and digits.
    pub prefix: String,
    /// Promised time to the first answer.
    pub answer_within: Span,
}

impl Default for Desk {
    fn default() -> Self {
        Self { prefix: "HOTRO".into(), answer_within: Span::seconds(4 * 3600) }
    }
}

/// Who we are, in letters and on pages.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Office {
    /// Name of the service, under every letter.
    pub name: String,
    /// The unit that runs it.
    pub unit: String,
    /// The body above that unit.
    pub parent: String,
    /// Telephone of the desk; empty until you set it, and then no letter names one.
    pub telephone: String,
    /// The province's mail, as pages call it.
    pub place: String,
}

impl Default for Office {
    fn default() -> Self {
        Self {
            name: "Bộ phận Hỗ trợ thư điện tử công vụ tỉnh Lai Châu".into(),
            unit: "Trung tâm Đổi mới sáng tạo và Chuyển đổi số".into(),
            parent: "Sở Khoa học và Công nghệ tỉnh Lai Châu".into(),
            telephone: String::new(),
            place: "Thư công vụ tỉnh Lai Châu".into(),
        }
    }
}

/// What attackers imitate.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Protect {
    /// Domains whose look-alikes are pointed out.
    pub domains: List,
    /// Names of agencies that a stranger's display name must not carry.
    pub agencies: List,
}

impl Default for Protect {
    fn default() -> Self {
        Self {
            domains: List::of(&[
                "laichau.gov.vn",
                "chinhphu.vn",
                "dichvucong.gov.vn",
                "vneid.gov.vn",
                "bocongan.gov.vn",
                "gdt.gov.vn",
                "baohiemxahoi.gov.vn",
                "mst.gov.vn",
                "mof.gov.vn",
                "vietcombank.com.vn",
                "vietinbank.vn",
                "bidv.com.vn",
                "agribank.com.vn",
                "techcombank.com",
                "acb.com.vn",
                "sacombank.com.vn",
                "msb.com.vn",
                "shb.com.vn",
                "vpbank.com.vn",
                "viettel.vn",
                "vnpt.vn",
                "evn.com.vn",
                "zimbra.com",
                "microsoft.com",
                "google.com",
            ]),
            agencies: List::of(&[
                "UBND tỉnh",
                "Ủy ban nhân dân",
                "Văn phòng UBND",
                "HĐND",
                "Sở Nội vụ",
                "Sở Tư pháp",
                "Sở Tài chính",
                "Sở Công Thương",
                "Sở Nông nghiệp",
                "Sở Xây dựng",
                "Sở Khoa học và Công nghệ",
                "Sở Thông tin và Truyền thông",
                "Sở Giáo dục và Đào tạo",
                "Sở Y tế",
                "Sở Ngoại vụ",
                "Thanh tra tỉnh",
                "Công an tỉnh",
                "Bộ Công an",
                "Cục Thuế",
                "Tổng cục Thuế",
                "Chi cục Thuế",
                "Bảo hiểm xã hội",
                "Kho bạc Nhà nước",
                "Tòa án nhân dân",
                "Viện kiểm sát",
                "Cổng Dịch vụ công",
                "VNeID",
            ]),
        }
    }
}
