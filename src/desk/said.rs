//! What reporters write about themselves: "tôi đã nhập mật khẩu". Only a suggestion, shown beside the words it rests on; a
//! person puts it down. Denials ("chưa nhập mật khẩu") and what the lure asked for ("thư yêu cầu nhập mật khẩu") say nothing.

use std::sync::LazyLock;

use regex::Regex;

use crate::base::text::{fold, one_line};
use crate::record::exposure::What;

/// Most characters that are read.
const TEXT: usize = 5_000;

/// What makes a deed one's own and past, on folded text, right before it.
const DONE: &str = r"\b(?:da|lo|trot|vua|moi|co|i|i have|i've|have|has|she|he|we)\b(?: (?:lo|trot|da|tung|vo tinh|roi|accidentally|already|also|just)){0,2} ";

/// Deeds, the gravest first, as patterns on folded text behind [`DONE`].
const DEEDS: &[(What, &str)] = &[
    (What::Money, r"(?:chuyen (?:khoan|tien)|nop tien|transferred|paid|sent (?:them )?money)\b"),
    (
        What::Otp,
        r"(?:nhap|dien|doc|gui|cung cap|entered|gave|sent)\b.{0,25}\b(?:otp|ma xac (?:thuc|nhan|minh)|one.time code)\b",
    ),
    (
        What::Password,
        r"(?:nhap|dien|go|khai|gui|cung cap|dang nhap|entered|typed|gave|submitted|logged in)\b.{0,30}\b(?:mat khau|mk|pass(?:word)?|tai khoan|thong tin|trang (?:do|nay|web))\b",
    ),
    (What::App, r"(?:cai dat|cai|tai ve va cai|installed)\b.{0,20}\b(?:ung dung|phan mem|app|apk|program)\b"),
    (What::Opened, r"(?:mo|tai|chay|opened|ran|downloaded)\b.{0,15}\b(?:tep|file|dinh kem|attachment)\b"),
    (
        What::Clicked,
        r"(?:bam|nhan|nhap|an|kich|click(?:ed)?|truy cap|followed|opened)\b.{0,15}\b(?:link|lien ket|duong dan|duong link|url|vao day)\b",
    ),
];

/// What denies it, anywhere in the words before it.
const DENIED: &str = r"\b(?:chua|khong|chang|ko|k|neu|co phai|co nen|co can|not|never|did ?n.?t|have ?n.?t|yeu cau|bao|doi|asks?|asked|if)\b";

struct Deeds {
    rows: Vec<(What, Regex)>,
    denied: Option<Regex>,
}

static PATTERNS: LazyLock<Deeds> = LazyLock::new(|| {
    let row = |(what, deed): &(What, &str)| Some((*what, Regex::new(&format!("{DONE}{deed}")).ok()?));
    Deeds { rows: DEEDS.iter().filter_map(row).collect(), denied: Regex::new(DENIED).ok() }
});

/// The gravest deed that somebody tells of themselves, with the sentence that tells it.
pub fn deed(words: &str) -> Option<(What, String)> {
    let text: String = words.chars().take(TEXT).collect();
    let sentences: Vec<(&str, String)> = text
        .split(['.', '!', '?', ';', ',', '\n'])
        // A denial ends there: "chưa mở tệp nhưng đã nhập mật khẩu".
        .flat_map(|sentence| sentence.split(" nhưng ").flat_map(|clause| clause.split(" but ")))
        .filter(|sentence| !sentence.trim_start().starts_with('>'))
        .map(|sentence| (sentence, fold(sentence)))
        .collect();
    let denied = PATTERNS.denied.as_ref()?;
    PATTERNS.rows.iter().find_map(|(what, deed)| {
        sentences.iter().find_map(|(sentence, folded)| {
            let found = deed.find(folded)?;
            // Up to the deed's last word, so that "không nhập" counts and "nhập rồi, không biết làm sao" does not.
            let before = folded.get(..found.end())?;
            (!denied.is_match(before)).then(|| (*what, one_line(sentence, 200)))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{DEEDS, PATTERNS, deed};
    use crate::record::exposure::What;

    #[test]
    fn a_deed_is_read_and_a_denial_is_not() {
        assert_eq!(PATTERNS.rows.len(), DEEDS.len(), "every pattern compiles");
        for (words, want) in [
            ("Kính gửi, tôi đã nhập mật khẩu vào trang đó.", What::Password),
            ("em lỡ bấm vào link rồi ạ", What::Clicked),
            ("Tôi có mở tệp đính kèm, chưa nhập gì", What::Opened),
            ("Tôi chưa mở tệp nhưng đã nhập mật khẩu rồi.", What::Password),
            ("chị đã lỡ đọc mã OTP cho họ", What::Otp),
            ("đã chuyển khoản 5 triệu", What::Money),
            ("I accidentally entered my password", What::Password),
            ("tôi đã bấm vào liên kết\nvà đã nhập mật khẩu email", What::Password),
            ("toi da cai ung dung theo huong dan", What::App),
        ] {
            assert_eq!(deed(words).map(|(what, _)| what), Some(want), "{words}");
        }
        for words in [
            "Tôi chưa nhập mật khẩu.",
            "tôi không bấm vào link",
            "Thư yêu cầu tôi nhập mật khẩu",
            "Tôi có nên nhập mật khẩu không?",
            "Nếu đã nhập mật khẩu thì làm thế nào",
            "Đề nghị kiểm tra giúp",
            "> tôi đã nhập mật khẩu",
            "",
        ] {
            assert_eq!(deed(words), None, "{words}");
        }
    }
}
