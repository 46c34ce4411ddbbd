//! Reports of every other lure, of mail that was official after all, and of advertising.

use super::forward::Form::{self, Attached, EmlFile, Gmail, OutlookVi, OutlookWeb, ZimbraHtml, ZimbraText};
use super::harmless::{HAM, SPAM};
use super::lures::LURES;
use super::people::{self, ANALYST, OFFICER, Person};
use super::scene::Step::{self, AskMore, Close, FollowUp, Note, Reopen, Reply, Take, Verdict};
use super::scene::{Content, Scene};

/// Minutes in an hour and in a day.
const H: i64 = 60;
const D: i64 = 24 * H;

type Row = (Person, Form, i64, &'static str, Vec<Step>);

pub(super) fn scenes() -> Vec<Scene> {
    let mut all = Vec::new();
    for (what, (who, form, minutes, words, then)) in LURES.into_iter().zip(lures()) {
        all.push(Scene { then, ..Scene::report(who, form, &what, minutes, words) });
    }
    for (what, (who, form, minutes, words, then)) in LURES.into_iter().zip(again()) {
        all.push(Scene { then, ..Scene::report(who, form, &what, minutes, words) });
    }
    for (what, (who, form, minutes, words, then)) in HAM.into_iter().chain(SPAM).zip(harmless()) {
        all.push(Scene { then, ..Scene::report(who, form, &what, minutes, words) });
    }
    all.extend(LURES.into_iter().skip(14).chain(SPAM).step_by(3).zip([9 * D, 35, 6 * H]).map(|(what, minutes)| {
        Scene { who: people::KHAI, content: Content::Itself(what), minutes, words: "", then: Vec::new() }
    }));
    all
}

/// L01 to L17, one each.
fn lures() -> Vec<Row> {
    vec![
        (people::TUA, Attached, 12 * D, "Hộp thư của tôi chưa đầy nhưng có thư báo như vậy.", concluded("phishing")),
        (people::MUI, Attached, 51 * H, "Đề nghị kiểm tra thư yêu cầu đăng nhập lại.", concluded("phishing")),
        (
            people::DAO,
            ZimbraHtml,
            8 * D,
            "Thư dọa xóa tài khoản trong 24 giờ, tôi có bấm vào liên kết.",
            replied(
                "Đề nghị Ông/Bà đổi mật khẩu và cho biết thời điểm đã bấm vào liên kết.",
                "Tôi bấm lúc đầu giờ sáng, trang báo lỗi nên chưa nhập gì.",
            ),
        ),
        (people::PHU, Gmail, 7 * D, "Thư báo mật khẩu hết hạn, trả lời lại đi tới địa chỉ khác.", closed("phishing")),
        (people::HOA, OutlookVi, 6 * D, "Có 05 thư bị giữ theo thông báo này, có đúng không?", waiting()),
        (people::DIN, Attached, 5 * D, "Tôi không đăng nhập ở nước ngoài.", concluded("phishing")),
        (
            people::NOM,
            Attached,
            20 * H,
            "Giấy mời họp kèm tệp .html, tôi đã mở tệp nhưng chưa đăng nhập.",
            vec![Take(ANALYST), Note("Tệp có ô nhập mật khẩu, gửi dữ liệu ra ngoài.".into()), Verdict("malware")],
        ),
        (people::KIM, OutlookWeb, 18 * H, "Người gửi tự nhận là lãnh đạo, nhờ mua thẻ cào.", concluded("phishing")),
        (people::VE, ZimbraText, 4 * D, "Thư yêu cầu cài ứng dụng VNeID.", closed("phishing")),
        (people::THANG, Attached, 16 * H, "Thư báo được nhận tiền hỗ trợ.", taken()),
        (people::NHUNG, EmlFile, 14 * H, "Thư hoàn thuế, tôi nghi giả mạo.", taken()),
        (people::LAI, ZimbraText, 3 * D, "Thư dọa ngừng cấp điện.", concluded("phishing")),
        (people::INH, Gmail, 90, "Tôi không dùng dịch vụ này của ngân hàng.", Vec::new()),
        (people::XA, Attached, 80, "Thư ghi là giấy triệu tập, tôi rất lo lắng.", Vec::new()),
        (people::SAO, ZimbraHtml, 13 * D, "Thư trúng thưởng viết sai nhiều chữ.", closed("phishing")),
        (people::PAO, OutlookVi, 55, "Tôi không đặt hàng nào.", Vec::new()),
        (
            people::KHAI,
            Attached,
            10 * H,
            "Tệp đính kèm yêu cầu bật nội dung, đề nghị kiểm tra trước khi mở.",
            vec![Take(ANALYST), Note("Tên tệp là tài liệu có macro; chờ kiểm tra trong môi trường cách ly.".into())],
        ),
    ]
}

/// The first lures once more, from other units.
fn again() -> Vec<Row> {
    vec![
        (people::CHU, ZimbraText, 12 * D - 30, "Xã tôi cũng nhận được thư này.", closed("phishing")),
        (people::VE, Gmail, 48 * H, "Tôi đã bấm vào liên kết.", waiting()),
        (people::MAY, Attached, 8 * D - 40, "Kính chuyển để kiểm tra.", concluded("phishing")),
        (people::BAN, OutlookWeb, 7 * D - 25, "Thư này có đúng của bộ phận kỹ thuật không?", concluded("undetermined")),
        (people::KIM, Attached, 45, "Cơ quan tôi có 3 người nhận được.", Vec::new()),
        (people::THANG, ZimbraHtml, 40, "Đề nghị kiểm tra.", waiting()),
        (people::NHUNG, Attached, 19 * H, "Đã nhận giấy mời tương tự, chưa mở tệp.", concluded("malware")),
    ]
}

/// Official mail, then advertising.
fn harmless() -> Vec<Row> {
    vec![
        (
            people::PHU,
            Attached,
            10 * D,
            "Đề nghị xác minh thư cử công chức đi học có đúng của Sở Nội vụ không.",
            concluded("legitimate"),
        ),
        (people::MUI, ZimbraText, 9 * D, "Thông báo bảo trì này có thật không?", closed("legitimate")),
        (people::DAO, Gmail, 28, "Tôi không nhớ đã đăng ký hội thảo.", Vec::new()),
        (
            people::NOM,
            Attached,
            15 * D,
            "Phiếu khảo sát này có an toàn không?",
            vec![Take(OFFICER), Verdict("legitimate"), Close, Reopen, Verdict("legitimate"), Close],
        ),
        (people::VE, OutlookVi, 11 * D, "Thư giới thiệu sách, nhờ kiểm tra.", concluded("legitimate")),
        (people::HOA, Attached, 17 * D, "Thư quảng cáo gửi liên tục.", closed("spam")),
        (people::DIN, ZimbraHtml, 16 * D, "Nhờ chặn giúp thư quảng cáo.", closed("spam")),
        (people::LAI, OutlookWeb, 14 * D, "Thư quảng cáo vé máy bay.", concluded("spam")),
        (people::TUA, Attached, 50, "Có phải thư lừa đảo không?", Vec::new()),
        (people::CHU, Gmail, 12 * H, "Thư bán đất, tôi không quen người gửi.", taken()),
    ]
}

fn taken() -> Vec<Step> {
    vec![Take(ANALYST)]
}

fn waiting() -> Vec<Step> {
    vec![Take(OFFICER), AskMore]
}

fn concluded(verdict: &'static str) -> Vec<Step> {
    vec![Take(ANALYST), Verdict(verdict)]
}

fn closed(verdict: &'static str) -> Vec<Step> {
    vec![Take(OFFICER), Verdict(verdict), Close]
}

fn replied(reply: &str, answer: &str) -> Vec<Step> {
    vec![Take(OFFICER), Reply(reply.into()), FollowUp(answer.into())]
}
