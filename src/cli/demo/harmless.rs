//! What is reported without being an attack: official mail taken for one, and advertising.

use super::original::{BLANK, File, Original};

const HAM_HOST: (&str, &str) = ("mail.laichau.gov.vn", "192.0.2.26");
const PASSED: (&str, &str, &str) = ("pass", "pass", "pass");

/// Official mail that somebody was careful about.
pub(super) const HAM: [Original; 5] = [
    Original {
        code: "ham1",
        name: "Văn thư Sở Nội vụ",
        from: "demo.vanthu.snv@laichau.gov.vn",
        subject: "V/v cử công chức tham gia lớp bồi dưỡng kỹ năng số",
        text: "Kính gửi các cơ quan, đơn vị,\n\nSở Nội vụ gửi danh sách lớp bồi dưỡng kỹ năng số. Văn bản chính thức trên Hệ thống quản lý văn bản.\n\nTrân trọng./.",
        host: HAM_HOST,
        auth: PASSED,
        file: Some(File {
            name: "danh-sach-lop.csv",
            kind: "text/csv",
            bytes: b"STT,Don vi,So luong\r\n1,So Tai chinh,2\r\n2,So Y te,2\r\n",
        }),
        ..BLANK
    },
    Original {
        code: "ham2",
        name: "Quản trị thư công vụ",
        from: "demo.quantrithu@laichau.gov.vn",
        subject: "Thông báo bảo trì hệ thống thư công vụ tối thứ Bảy",
        text: "Kính gửi người dùng,\n\nHệ thống thư công vụ tạm dừng từ 22h00 thứ Bảy đến 02h00 Chủ Nhật để bảo trì. Người dùng không phải thực hiện thao tác nào.\n\nTrân trọng./.",
        host: HAM_HOST,
        auth: PASSED,
        ..BLANK
    },
    Original {
        code: "ham3",
        name: "Ban tổ chức Hội thảo chuyển đổi số",
        from: "dangky@hoi-thao-chuyen-doi-so.example",
        subject: "Xác nhận đăng ký tham dự hội thảo",
        text: "Ban tổ chức xác nhận Ông/Bà đã đăng ký tham dự. Chương trình: {}\n\nTrân trọng.",
        link: (
            "https://hoi-thao-chuyen-doi-so.example/chuong-trinh",
            "https://hoi-thao-chuyen-doi-so.example/chuong-trinh",
        ),
        host: ("mail.hoi-thao-chuyen-doi-so.example", "203.0.113.200"),
        auth: PASSED,
        ..BLANK
    },
    Original {
        code: "ham4",
        name: "Trung tâm Phục vụ hành chính công",
        from: "demo.hanhchinhcong@laichau.gov.vn",
        subject: "Phiếu khảo sát mức độ hài lòng quý này",
        text: "Kính gửi Ông/Bà,\n\nTrung tâm gửi phiếu khảo sát trong tệp đính kèm, đề nghị in và gửi lại bản giấy.\n\nTrân trọng./.",
        host: HAM_HOST,
        auth: PASSED,
        file: Some(File {
            name: "phieu-khao-sat.txt",
            kind: "text/plain",
            bytes: b"PHIEU KHAO SAT\r\n1. Thoi gian xu ly: ...\r\n",
        }),
        ..BLANK
    },
    Original {
        code: "ham5",
        name: "Thư viện tỉnh",
        from: "demo.thuvien@laichau.gov.vn",
        subject: "Giới thiệu sách mới tháng này",
        text: "Thư viện tỉnh giới thiệu 20 đầu sách mới. Giờ mở cửa: 07h30 - 17h00, thứ Hai đến thứ Bảy.",
        host: HAM_HOST,
        auth: PASSED,
        ..BLANK
    },
];

const ADVERTISER: (&str, &str) = ("bulk.quang-cao-hang-loat.example", "198.51.100.210");

/// Advertising nobody asked for.
pub(super) const SPAM: [Original; 5] = [
    Original {
        code: "spam1",
        name: "Học viện Kỹ năng",
        from: "tuyensinh@khoa-hoc-ky-nang.example",
        subject: "Giảm 50% khóa học kỹ năng lãnh đạo",
        text: "Khai giảng khóa kỹ năng lãnh đạo, học phí giảm 50% đến hết tháng. Đăng ký tại {}. Hủy nhận tin: trả lời HUY.",
        link: ("trang đăng ký", "https://khoa-hoc-ky-nang.example/dang-ky"),
        host: ADVERTISER,
        auth: PASSED,
        ..BLANK
    },
    Original {
        code: "spam2",
        name: "Mực in giá sỉ",
        from: "banhang@muc-in-gia-si.example",
        subject: "Báo giá mực in, máy photocopy tháng này",
        text: "Cung cấp mực in, máy photocopy, giao hàng tận nơi, xuất hóa đơn đầy đủ. Xem bảng giá {}.",
        link: ("tại đây", "https://muc-in-gia-si.example/bang-gia"),
        host: ADVERTISER,
        auth: ("pass", "none", "none"),
        ..BLANK
    },
    Original {
        code: "spam3",
        name: "Vé máy bay giá tốt",
        from: "uudai@ve-may-bay-tot.example",
        subject: "Ưu đãi vé máy bay dịp lễ",
        text: "Giá vé ưu đãi cho cán bộ, công chức. Đặt vé tại {}.",
        link: ("ve-may-bay-tot.example", "https://ve-may-bay-tot.example/"),
        host: ADVERTISER,
        auth: PASSED,
        ..BLANK
    },
    Original {
        code: "spam4",
        name: "SEO Top",
        from: "contact@len-top-tim-kiem.example",
        subject: "Đưa website cơ quan lên top tìm kiếm",
        text: "Dịch vụ quảng bá website trọn gói, cam kết hiệu quả sau 30 ngày. Liên hệ qua thư này.",
        host: ADVERTISER,
        auth: ("softfail", "none", "none"),
        ..BLANK
    },
    Original {
        code: "spam5",
        name: "Bất động sản nghỉ dưỡng",
        from: "sale@dat-nen-nghi-duong.example",
        subject: "Mở bán đất nền nghỉ dưỡng, chiết khấu 12%",
        text: "Dự án nghỉ dưỡng mở bán đợt cuối, chiết khấu 12%. Hình ảnh dự án: {}.",
        link: ("xem dự án", "https://dat-nen-nghi-duong.example/du-an"),
        host: ADVERTISER,
        auth: PASSED,
        ..BLANK
    },
];
