//! What reporters say of themselves in their own words: that they followed a link, opened a file, typed a password. Pure; a
//! clause that denies, asks or quotes says nothing.

use crate::base::text::fold;
use crate::record::ticket::Exposure;

/// Most characters that are read.
const MOST: usize = 5_000;
/// So many words before the act may say that it was done, or that it was not.
const BEFORE: usize = 5;

/// Acts, the worst first, folded.
const ACTS: &[(Exposure, &[&str])] = &[
    (
        Exposure::Password,
        &[
            "nhap mat khau",
            "nhap mk",
            "go mat khau",
            "cung cap mat khau",
            "nhap tai khoan",
            "nhap thong tin",
            "dien mat khau",
            "dang nhap",
        ],
    ),
    (Exposure::Opened, &["mo tep", "mo file", "mo dinh kem", "mo tap tin", "chay tep", "chay file", "cai dat"]),
    (
        Exposure::Clicked,
        &["bam vao", "bam link", "bam lien ket", "bam duong", "click", "kich vao", "nhan vao", "nhan link", "truy cap"],
    ),
];
/// Words that say it was done.
const DONE: &[&str] = &["da", "lo", "co", "nham", "troi", "vua", "moi"];
/// Words that say it was not, or that somebody else says it.
const NOT: &[&str] =
    &["chua", "khong", "ko", "kg", "nen", "dung", "neu", "yeu", "doi", "huong", "bao", "moi nguoi", "ai"];

/// The worst that these words own up to.
pub(super) fn exposure(words: &str) -> Option<Exposure> {
    let words: String = words.chars().take(MOST).collect();
    let clauses: Vec<String> = words.split(['.', ',', ';', '!', '?', '\n', ':']).map(fold).collect();
    let owned = |acts: &[&str]| clauses.iter().any(|clause| acts.iter().any(|act| owns(clause, act)));
    ACTS.iter().find(|(_, acts)| owned(acts)).map(|(exposure, _)| *exposure)
}

fn owns(clause: &str, act: &str) -> bool {
    clause.match_indices(act).any(|(at, _)| {
        let before = clause.get(..at).unwrap_or_default();
        if !before.is_empty() && !before.ends_with(' ') {
            return false;
        }
        let near: Vec<&str> = before.split_whitespace().rev().take(BEFORE).collect();
        // The word nearest to the act decides: “không biết nên đã bấm vào”, “đã xem nhưng chưa bấm vào”.
        near.into_iter().find(|word| DONE.contains(word) || NOT.contains(word)).is_some_and(|word| DONE.contains(&word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_done_is_told_and_what_was_not_is_not() {
        for (words, told) in [
            ("Tôi có bấm vào liên kết, đã nhập mật khẩu.", Some(Exposure::Password)),
            ("Tôi có bấm vào liên kết nhưng chưa nhập gì.", Some(Exposure::Clicked)),
            ("Do không biết nên tôi đã mở tệp đính kèm", Some(Exposure::Opened)),
            ("Em lỡ click vào link rồi ạ", Some(Exposure::Clicked)),
            ("Phòng tôi cũng nhận được thư này, chưa ai bấm vào liên kết.", None),
            ("Tôi chưa nhập mật khẩu và không bấm vào liên kết.", None),
            ("Thư yêu cầu nhập mật khẩu, đề nghị kiểm tra.", None),
            ("Thư đã yêu cầu tôi nhập mật khẩu. Tôi có nên bấm vào không?", None),
            ("Nay không đăng nhập được nữa", None),
            ("", None),
        ] {
            assert_eq!(exposure(words), told, "{words}");
        }
    }
}
