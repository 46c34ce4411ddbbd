//! Words of a mail that may be the password of a file that came with it.

use crate::base::text::fold;

/// Most words that are tried.
const TRIES: usize = 20;
/// Words after the one that speaks of a password in which it is looked for.
const NEAR: usize = 8;
/// Most words of a mail that are looked at.
const WORDS: usize = 20_000;
/// Words that speak of a password, folded.
const SPEAKS: &[&str] = &["khau", "password", "passcode", "pass", "pwd", "passwd", "pin", "ma"];

/// The candidates of a text: short words near one that speaks of a password, those with a digit first.
pub(in super::super) fn candidates(text: &str) -> Vec<String> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == '\u{a0}').filter(|w| !w.is_empty()).take(WORDS).collect();
    let mut found: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let (head, tail) = word.split_once([':', '=']).unwrap_or((word, ""));
        let folded = fold(head);
        let folded = folded.trim_matches(|c: char| !c.is_alphanumeric());
        if !SPEAKS.contains(&folded) {
            continue;
        }
        let near = words.iter().skip(at + 1).take(NEAR).copied();
        for near in std::iter::once(tail).chain(near) {
            for one in [near, near.trim_matches(|c: char| ":.,;\"'“”‘’<>()[]«»".contains(c))] {
                let length = one.chars().count();
                if (3..=32).contains(&length) && !found.iter().any(|known| known == one) && found.len() < 200 {
                    found.push(one.to_owned());
                }
            }
        }
    }
    found.sort_by_key(|word| !word.contains(|c: char| c.is_ascii_digit()));
    found.truncate(TRIES);
    found
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn words_near_a_password_are_tried() {
        assert!(candidates("Mật khẩu giải nén: Abc@123.").contains(&"Abc@123".to_owned()));
        assert!(candidates("password:2026").contains(&"2026".to_owned()));
        assert!(candidates("Kính gửi quý cơ quan 2026").is_empty());
    }
}
