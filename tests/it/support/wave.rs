//! A wave: one lure as many people report it, each copy with another name, number and token; and ordinary newsletters.

/// Somebody who reports, by number.
pub(crate) fn reporter(n: usize) -> String {
    let unit = ["snv", "stc", "syt", "ubndphongtho", "sxd"][n % 5];
    format!("nguoi{n}.{unit}@laichau.gov.vn")
}

/// A report with the mail `inner` attached.
pub(crate) fn report(who: &str, id: &str, words: &str, inner: &str) -> String {
    format!(
        "From: {who}\nTo: hotro@laichau.gov.vn\nSubject: Fwd: thu la\nMessage-ID: <{id}@laichau.gov.vn>\nMIME-Version: 1.0\n\
         Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{words}\n\
         --b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    )
}

/// The lure as reader `n` got it, leading to `host`.
pub(crate) fn lure(n: usize, host: &str) -> String {
    let names = ["Trần Thị Bình", "Lò Văn Páo", "Giàng A Dũng", "Vàng Thị Mai", "Nguyễn Minh Khai"];
    let (name, reader) = (names[n % 5], reporter(n));
    format!(
        "From: \"Quản trị hệ thống {n}\" <dls.km@dls-mail.example>\nTo: {name} <{reader}>\n\
         Subject: [{n:04}] Hộp thư sắp hết dung lượng\nMessage-ID: <lure{n}@dls-mail.example>\n\
         Date: Wed, 11 Mar 2026 09:0{}:00 +0700\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n\
         Kính gửi: {name}\n\nHộp thư của Ông/Bà đã vượt quá dung lượng {} MB cho phép. Để tránh bị khóa tài khoản trong 24 giờ tới, \
         đề nghị Ông/Bà cập nhật ngay mật khẩu tại địa chỉ sau:\nhttps://{host}/login?id={:016x}&u={reader}\n\nMã hồ sơ {}.\nBộ phận quản trị hộp thư\n",
        n % 10,
        2_000 + n,
        n * 7_919 + 0x1234_5678_9abc,
        n * 31
    )
}

/// An ordinary newsletter, one issue each: same sender, counted links of a popular host, other news.
pub(crate) fn newsletter(n: usize) -> String {
    const NEWS: [&str; 10] = [
        "Mùa hoa ban năm nay nở sớm hơn mọi năm, du khách lên bản từ giữa tháng hai và các nhà nghỉ đều kín phòng cuối tuần.",
        "Giá chè búp tươi tăng nhẹ sau tết; hợp tác xã ký thêm hợp đồng bao tiêu với hai nhà máy ở xuôi.",
        "Đường tỉnh qua đèo được sửa xong trước mùa mưa, xe tải lớn đi lại bình thường từ đầu tuần sau.",
        "Giải bóng đá thiếu niên khai mạc với mười sáu đội, trận chung kết dự kiến diễn ra tại sân vận động trung tâm.",
        "Thư viện mở cửa cả buổi tối, bạn đọc mượn sách bằng thẻ điện tử và trả ở bất kỳ quầy nào.",
        "Lớp dạy nghề dệt thổ cẩm nhận học viên mới, ưu tiên phụ nữ ở các bản vùng cao và có hỗ trợ ăn trưa.",
        "Chợ phiên họp trở lại vào chủ nhật, bà con mang nhiều nông sản sạch và đồ thủ công xuống bán.",
        "Trạm y tế tiêm nhắc lại vắc xin cho trẻ dưới năm tuổi, gia đình nhớ mang theo sổ tiêm chủng.",
        "Cuộc thi ảnh phong cảnh nhận bài đến hết quý, ảnh đoạt giải được in thành bưu thiếp tặng khách.",
        "Nước hồ thủy điện xuống thấp, nhà máy điều tiết lịch phát và khuyến cáo dân tiết kiệm điện giờ cao điểm.",
    ];
    format!(
        "From: Bản tin Tây Bắc <tin@bantin-taybac.example>\nTo: {}\nSubject: Bản tin tuần số {n}\nMessage-ID: <news{n}@bantin.example>\n\
         MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{}\n\nĐọc tiếp: https://click.list-manage.com/track/click?u={:x}&id={n}\n\
         Trang chủ: https://www.bantin-taybac.example/\nHủy đăng ký: https://click.list-manage.com/unsubscribe?u={:x}\n",
        reporter(n),
        NEWS[n % 10],
        n * 104_729,
        n * 15_485_863
    )
}
