//! The wave of the source dispatch, as several units report it, and its successors.

use super::forward::Form::{Attached, EmlFile, Gmail, OutlookVi, OutlookWeb, ZimbraHtml, ZimbraText};
use super::lures::{DISPATCH, HOMOGLYPH, LOOKALIKE};
use super::people::{self, ANALYST, OFFICER};
use super::scene::Scene;
use super::scene::Step::{AskMore, Close, Duplicate, FollowUp, Note, Reopen, Reply, Take, Verdict};

/// Minutes in an hour.
const H: i64 = 60;

pub(super) fn scenes() -> Vec<Scene> {
    let mut all = dispatch();
    all.extend(successors());
    all
}

/// The mail of 11 March 2021.
fn dispatch() -> Vec<Scene> {
    vec![
        Scene::report(people::MAY, Attached, &DISPATCH, 5 * H, "Kính gửi Bộ phận hỗ trợ,\n\nTôi nhận được thư này và có bấm vào liên kết, đã nhập mật khẩu. Đề nghị hướng dẫn xử lý.").then([
            Take(ANALYST),
            Note("Người phản ánh đã nhập mật khẩu: đề nghị quản trị đặt lại mật khẩu, kiểm tra bộ lọc và chuyển tiếp.".into()),
            Reply("Đề nghị Ông/Bà đổi ngay mật khẩu thư công vụ và mật khẩu các tài khoản dùng chung, đăng xuất khỏi mọi thiết bị, sau đó trả lời thư này.".into()),
            FollowUp("3\n\nTôi đã đổi mật khẩu và đăng xuất khỏi các thiết bị.".into()),
            Verdict("phishing"),
        ]),
        Scene::report(people::BAN, Attached, &DISPATCH, 4 * H + 50, "Phòng tôi cũng nhận được thư này, chưa ai bấm vào liên kết.").then([Take(ANALYST), Verdict("phishing"), Close]),
        Scene::report(people::TUA, ZimbraHtml, &DISPATCH, 4 * H + 20, "Đề nghị kiểm tra giúp thư này có phải của quản trị hệ thống không.").then([
            Take(OFFICER),
            AskMore,
            FollowUp("Tôi gửi lại thư gốc theo hướng dẫn. Tôi chưa bấm vào liên kết.".into()),
        ]),
        Scene::report(people::CHU, ZimbraText, &DISPATCH, 4 * H, "Tôi có bấm vào liên kết nhưng chưa nhập gì.").then([Take(OFFICER), AskMore, FollowUp("1".into())]),
        Scene::report(people::LAI, Gmail, &DISPATCH, 3 * H, "Thư lạ, người gửi ghi bằng chữ nước ngoài."),
        Scene::report(people::INH, OutlookVi, &DISPATCH, 2 * H + 30, "Kính chuyển Bộ phận hỗ trợ kiểm tra.").then([Take(OFFICER), Duplicate]),
        Scene::report(people::XA, Attached, &DISPATCH, 2 * H, "Tôi đã bấm vào liên kết và đã nhập mật khẩu, nay không đăng nhập được nữa.").then([FollowUp("3".into()), Take(ANALYST)]),
        Scene::report(people::SAO, EmlFile, &DISPATCH, 70, "Gửi kèm thư gốc để kiểm tra."),
        Scene::report(people::KHAI, OutlookWeb, &DISPATCH, 25, "Nhiều cán bộ trong cơ quan nhận được thư này sáng nay."),
    ]
}

/// The same trick from look-alike domains.
fn successors() -> Vec<Scene> {
    vec![
        Scene::report(
            people::DIN,
            Attached,
            &LOOKALIKE,
            50 * H,
            "Địa chỉ gửi gần giống của tỉnh nhưng có dấu gạch ngang, đề nghị kiểm tra.",
        )
        .then([
            Take(ANALYST),
            Note("Tên miền giả có chứa chuỗi laichau.gov.vn; đề nghị chặn trên cổng thư.".into()),
            Verdict("phishing"),
            Close,
        ]),
        Scene::report(people::HOA, ZimbraText, &LOOKALIKE, 49 * H, "Tôi đã nhập mật khẩu theo thư này.").then([
            Take(OFFICER),
            Reply("Đề nghị Ông/Bà đổi ngay mật khẩu và kiểm tra thư mục Thư đã gửi.".into()),
            FollowUp("3\n\nTôi đã đổi mật khẩu.".into()),
        ]),
        Scene::report(
            people::PAO,
            Attached,
            &HOMOGLYPH,
            30 * H,
            "Tên miền nhìn đúng nhưng khi sao chép thì hiện ra ký tự khác.",
        )
        .then([Take(ANALYST), Verdict("phishing")]),
        Scene::report(people::NOM, Attached, &HOMOGLYPH, 28 * H, "Đề nghị xác minh giúp.").then([
            Take(ANALYST),
            Verdict("phishing"),
            Close,
            Reopen,
        ]),
    ]
}
