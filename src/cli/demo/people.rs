//! The people of the demo. All of them are made up, and their mailboxes (`demo.…`) do not exist.

/// Somebody who signs in at the demo's desk.
#[derive(Clone, Copy, Debug)]
pub struct DemoUser {
    /// Name as the desk shows it.
    pub name: &'static str,
    /// Address to sign in with.
    pub email: &'static str,
    /// Role: a word of `record::people::Role`.
    pub role: &'static str,
}

/// Place of the analyst in [`USERS`].
pub const ANALYST: u8 = 1;
/// Place of the officer in [`USERS`].
pub const OFFICER: u8 = 2;

/// The accounts of the demo; [`Step::Take`](super::mails::Step::Take) counts them from 0.
pub const USERS: [DemoUser; 5] = [
    DemoUser { name: "Vừ Thị Sơn", email: "demo.quantri@laichau.gov.vn", role: "admin" },
    DemoUser { name: "Lường Minh Ngọc", email: "demo.phantich@laichau.gov.vn", role: "analyst" },
    DemoUser { name: "Chẻo Thanh Bình", email: "demo.hotro@laichau.gov.vn", role: "officer" },
    DemoUser { name: "Quàng Thu Hà", email: "demo.lanhdao@laichau.gov.vn", role: "viewer" },
    DemoUser { name: "Tao Thị Mây", email: "demo.vanthu@laichau.gov.vn", role: "clerk" },
];

/// Somebody at an agency of the province who reports mail.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub(super) name: &'static str,
    /// Local part of the address at `laichau.gov.vn`.
    pub(super) mailbox: &'static str,
    pub(super) unit: &'static str,
}

impl Person {
    pub(super) fn address(&self) -> String {
        format!("{}@laichau.gov.vn", self.mailbox)
    }
}

macro_rules! people {
    ($($id:ident $name:literal $mailbox:literal $unit:literal;)*) => {
        $(pub(super) const $id: Person = Person { name: $name, mailbox: $mailbox, unit: $unit };)*
    };
}

people! {
    MAY "Lò Thị Mây" "demo.lothimay" "Văn phòng Sở Nội vụ";
    BAN "Hoàng Thị Ban" "demo.hoangthiban" "Văn phòng Sở Nội vụ";
    TUA "Giàng A Tủa" "demo.giangatua" "UBND xã Dào San";
    CHU "Giàng Thị Chư" "demo.giangthichu" "UBND xã Dào San";
    LAI "Tẩn Mẩy Lai" "demo.tanmaylai" "UBND xã Sìn Hồ";
    INH "Vàng Văn Inh" "demo.vangvaninh" "UBND xã Bản Bo";
    XA "Pờ Gó Xá" "demo.pogoxa" "UBND xã Thu Lũm";
    MUI "Phàn Tả Mùi" "demo.phantamui" "UBND xã Sin Suối Hồ";
    SAO "Nguyễn Thanh Sao" "demo.nguyenthanhsao" "Sở Tài chính";
    DAO "Trần Ngọc Đào" "demo.tranngocdao" "Sở Tài chính";
    PHU "Lý Phù Chìn" "demo.lyphuchin" "Sở Nông nghiệp và Môi trường";
    HOA "Lừu Thị Hoa" "demo.luuthihoa" "Sở Y tế";
    DIN "Lù Văn Đin" "demo.luvandin" "Sở Giáo dục và Đào tạo";
    PAO "Sùng A Páo" "demo.sungapao" "Sở Dân tộc và Tôn giáo";
    NOM "Tao Thị Nọm" "demo.taothinom" "UBND phường Tân Phong";
    KIM "Đèo Thị Kim" "demo.deothikim" "UBND phường Đoàn Kết";
    VE "Vùi Văn Vè" "demo.vuivanve" "Sở Xây dựng";
    THANG "Thào A Thăng" "demo.thaoathang" "Thanh tra tỉnh";
    NHUNG "Mùa Thị Nhung" "demo.muathinhung" "Sở Công Thương";
    KHAI "Bùi Quang Khải" "demo.buiquangkhai" "Văn phòng UBND tỉnh";
}
