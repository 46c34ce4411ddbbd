//! Five lures at once, each copy in another disguise: other names, tokens, numbers, signatures and forwarding clients.

/// Numbers that follow from a seed (xorshift).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(seed))
    }

    /// A number below `below`.
    pub(crate) fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }

    fn token(&mut self) -> String {
        (0..20).map(|_| char::from(b"abcdefghijkmnpqrstuvwxyz23456789"[self.roll(32)])).collect()
    }
}

/// Sender, subject, text; `{name}`, `{token}`, `{n}` change from copy to copy.
const LURES: [(&str, &str, &str); 5] = [
    (
        "Quản trị thư <admin@thu-congvu-lc.example>",
        "Hộp thư {n} sắp hết dung lượng",
        "Kính gửi: {name}\n\nHộp thư của Ông/Bà đã dùng {n} MB, vượt quá dung lượng cho phép. Để không bị khóa trong 24 giờ, đề nghị cập nhật tại\n\
         https://thu-congvu-lc.example/nang-cap?id={token}\n\nBộ phận quản trị",
    ),
    (
        "Điện lực <cskh{n}@dien-luc-thanhtoan.example>",
        "Thông báo ngừng cấp điện khách hàng {n}",
        "Xin chào {name},\nHóa đơn tiền điện kỳ này của quý khách chưa được thanh toán. Điện sẽ bị ngừng cấp sau 3 ngày. Thanh toán ngay để tránh gián đoạn:\n\
         http://dien-luc-thanhtoan.example/hd/{token}\nMã khách hàng {n}.",
    ),
    (
        "Văn thư <vanthu@van-ban-tinh.example>",
        "HỎA TỐC: Giấy mời họp số {n}/GM",
        "Kính gửi {name}\nThực hiện chỉ đạo của lãnh đạo, mời đồng chí dự họp trực tuyến về công tác chuyển đổi số. Tài liệu họp xem tại liên kết, \
         đăng nhập bằng tài khoản thư công vụ:\nhttps://{token}.van-ban-tinh.example/tai-lieu\nĐề nghị xác nhận trước 16 giờ.",
    ),
    (
        "Ngân hàng <no-reply@vcb-xacthuc.example>",
        "Xác minh giao dịch {n}",
        "Kính chào {name}. Chúng tôi phát hiện giao dịch bất thường từ thiết bị lạ trên tài khoản của quý khách. Nếu không phải quý khách thực hiện, \
         hủy giao dịch tại https://vcb-xacthuc.example/huy/{token}?u={n} trong vòng 30 phút. Không cung cấp OTP cho bất kỳ ai.",
    ),
    (
        "Bưu điện <giaohang@buu-pham-vn.example>",
        "Bưu phẩm {n} chờ xác nhận địa chỉ",
        "Chào {name}\nBưu phẩm của quý khách đang được giữ tại kho vì địa chỉ nhận chưa đầy đủ. Bổ sung địa chỉ và phí lưu kho 12.000 đồng để giao lại:\n\
         https://buu-pham-vn.example/x/{token}/{n}\nSau 48 giờ bưu phẩm sẽ bị hoàn về nơi gửi.",
    ),
];

const NAMES: [&str; 8] = [
    "Trần Thị Bình",
    "Lò Văn Páo",
    "Giàng A Dũng",
    "Vàng Thị Mai",
    "Nguyễn Minh Khai",
    "Sùng A Chu",
    "Tẩn Mẩy Lai",
    "Bùi Quang Khải",
];

/// A report of lure `which` (0 to 4) as `reader` sends it: attached, or as a forward in the text.
pub(crate) fn reported(which: usize, reader: &str, dice: &mut Dice) -> String {
    let (from, subject, text) = LURES[which];
    let (name, token, n) = (NAMES[dice.roll(8)], dice.token(), (1_000 + dice.roll(9_000)).to_string());
    let fill = |text: &str| text.replace("{name}", name).replace("{token}", &token).replace("{n}", &n);
    let (from, subject, mut text) = (fill(from), fill(subject), fill(text));
    if dice.roll(3) == 0 {
        text.push_str(&format!("\n\n--\nGửi từ thiết bị {n}"));
    }
    let head = format!(
        "From: {name} <{reader}>\nTo: hotro@laichau.gov.vn\nSubject: Fwd: {subject}\nMessage-ID: <{token}@laichau.gov.vn>\nMIME-Version: 1.0\n"
    );
    match dice.roll(4) {
        0 => format!(
            "{head}Content-Type: text/plain; charset=utf-8\n\nNhờ xem giúp.\n\n---------- Forwarded message ---------\nFrom: {from}\nDate: Wed, 11 Mar 2026 at 09:00\nSubject: {subject}\nTo: <{reader}>\n\n{text}\n"
        ),
        1 => {
            let quoted: String = text.lines().map(|line| format!("> {line}\n")).collect();
            format!(
                "{head}Content-Type: text/plain; charset=utf-8\n\nThư lạ.\n\n-------- Forwarded Message --------\nSubject: {subject}\nDate: Wed, 11 Mar 2026 09:00:00 +0700\nFrom: {from}\nTo: {reader}\n\n{quoted}\n"
            )
        }
        _ => format!(
            "{head}Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nxem\n--b\nContent-Type: message/rfc822\n\n\
             From: {from}\nTo: {name} <{reader}>\nSubject: {subject}\nDate: Wed, 11 Mar 2026 09:00:00 +0700\nMessage-ID: <l{token}@x>\nMIME-Version: 1.0\n\
             Content-Type: text/plain; charset=utf-8\n\n{text}\n--b--\n"
        ),
    }
}
