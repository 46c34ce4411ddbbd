//! Plain requests for help that report no mail.

use super::people::{self, OFFICER, Person};
use super::scene::Step::{self, Close, FollowUp, Note, Reply, Take};
use super::scene::{Content, Scene};

/// Minutes in an hour and in a day.
const H: i64 = 60;
const D: i64 = 24 * H;

pub(super) fn scenes() -> Vec<Scene> {
    vec![
        request(people::INH, "Quên mật khẩu thư công vụ", 2 * D, "Kính gửi Bộ phận hỗ trợ,\n\nTôi quên mật khẩu thư công vụ, đề nghị hướng dẫn cấp lại. Thư này gửi từ máy của cơ quan đang còn đăng nhập.", vec![
            Take(OFFICER),
            Reply("Đề nghị đơn vị gửi văn bản đề nghị cấp lại mật khẩu; Bộ phận hỗ trợ chỉ cấp lại mật khẩu qua đầu mối của đơn vị.".into()),
            FollowUp("Đơn vị tôi sẽ gửi văn bản trong hôm nay.".into()),
        ]),
        request(people::KIM, "Không gửi được tệp đính kèm 30 MB", 26 * H, "Tôi gửi báo cáo kèm phụ lục 30 MB thì hệ thống báo lỗi. Đề nghị hỗ trợ.", vec![
            Take(OFFICER),
            Reply("Dung lượng tệp đính kèm tối đa của hệ thống nhỏ hơn 30 MB. Đề nghị Ông/Bà gửi qua Hệ thống quản lý văn bản.".into()),
            Close,
        ]),
        request(people::XA, "Đề nghị cấp hộp thư cho cán bộ mới", 22 * H, "UBND xã có 02 cán bộ mới, đề nghị hướng dẫn thủ tục cấp hộp thư công vụ.", vec![
            Take(OFFICER),
            Note("Chuyển mẫu đăng ký cho đơn vị.".into()),
        ]),
        request(people::SAO, "Thư gửi đi bị trả lại", 7 * H, "Thư gửi cho đơn vị ngoài tỉnh bị trả lại với thông báo lỗi. Nhờ kiểm tra giúp.", Vec::new()),
        request(people::THANG, "Hỏi cách bật xác thực hai lớp", 65, "Đề nghị hướng dẫn bật xác thực hai lớp cho thư công vụ.", Vec::new()),
        request(people::MAY, "Cài đặt thư trên điện thoại", 15, "Nhờ hướng dẫn cài đặt thư công vụ trên điện thoại.", Vec::new()),
    ]
}

fn request(who: Person, subject: &'static str, minutes: i64, words: &'static str, then: Vec<Step>) -> Scene {
    Scene { who, content: Content::Request(subject), minutes, words, then }
}
