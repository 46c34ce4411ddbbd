//! Stamps of state secrecy in a mail. Three marks exist: Mật, Tối mật, Tuyệt mật (Law on Protection of State Secrets 2018, art. 8);
//! such a document must not enter hotro at all. Only a line that is nothing but the stamp counts, since lures are full of
//! "mật khẩu" and letters of "BẢO MẬT"; whether the stamp is true, a person finds out.

use unicode_normalization::UnicodeNormalization;

use crate::analysis::evidence::Secrecy;

/// Lines of a text that are looked at.
const LINES: usize = 3_000;
/// Longest line that can be a stamp, in bytes: letter-spaced, framed, with the words before it.
const LONGEST: usize = 200;

/// The gravest stamp on a text, or in brackets at the beginning of its subject.
pub fn stamp(subject: &str, text: &str) -> Option<Secrecy> {
    let lines = text.lines().take(LINES).flat_map(|line| line.split('|')).filter_map(line);
    lines.chain(bracketed(subject)).max()
}

/// A line that is nothing but a stamp, framed or letter-spaced as it may be.
fn line(line: &str) -> Option<Secrecy> {
    if line.len() > LONGEST {
        return None;
    }
    let letters: String = line.nfc().filter(|c| c.is_alphanumeric()).collect();
    match letters.strip_prefix("Độmật").or(letters.strip_prefix("ĐỘMẬT")).unwrap_or(&letters) {
        "MẬT" => Some(Secrecy::Secret),
        "TỐIMẬT" => Some(Secrecy::TopSecret),
        "TUYỆTMẬT" => Some(Secrecy::Utmost),
        // In small letters only behind the words that say what it is.
        other if letters.len() > other.len() => match other {
            "Mật" => Some(Secrecy::Secret),
            "Tốimật" => Some(Secrecy::TopSecret),
            "Tuyệtmật" => Some(Secrecy::Utmost),
            _ => None,
        },
        _ => None,
    }
}

fn bracketed(subject: &str) -> Option<Secrecy> {
    // A forwarding client puts its own `Fwd:` before the bracket.
    let (_, rest) = subject.split_once(['[', '(', '【'])?;
    let (inside, _) = rest.split_once([']', ')', '】'])?;
    line(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_line_that_is_the_stamp_counts() {
        for (text, want) in [
            ("ỦY BAN NHÂN DÂN\nMẬT\nSố: 12", Secrecy::Secret),
            ("*** TỐI MẬT ***", Secrecy::TopSecret),
            ("  [ T U Y Ệ T  M Ậ T ]  ", Secrecy::Utmost),
            ("Độ mật: Tối mật", Secrecy::TopSecret),
            ("| MẬT | Lai Châu |", Secrecy::Secret),
            ("MẬT\nTUYỆT MẬT", Secrecy::Utmost),
        ] {
            assert_eq!(stamp("", text), Some(want), "{text}");
            let apart: String = text.nfd().collect();
            assert_eq!(stamp("", &apart), Some(want), "{text}, marks apart");
        }
        assert_eq!(stamp("Fwd: [TỐI MẬT] V/v ứng cứu", "x"), Some(Secrecy::TopSecret));
        for text in ["MẬT KHẨU", "BẢO MẬT", "mật", "Tối mật", "Tài liệu MẬT kèm theo", "mật khẩu: MẬT123", "MAT", ""]
        {
            assert_eq!(stamp(text, text), None, "{text}");
        }
        assert_eq!(stamp("[Bảo mật] Đổi mật khẩu", ""), None);
    }
}
