//! Making foreign text fit to stand on one line of ours: no line breaks, controls or direction tricks, bounded.

use unicode_normalization::UnicodeNormalization;

/// Whether a character may be shown: no control characters, no bidirectional controls, no invisible joiners.
/// Line feed and tab are left to the caller.
pub fn visible(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// One line of at most `limit` characters: white space folded, invisible characters gone, composed (NFC),
/// and an ellipsis as the last character where something was cut.
pub fn one_line(text: &str, limit: usize) -> String {
    let mut out = String::new();
    let mut count = 0;
    let mut words = text.split_whitespace().map(|word| word.chars().filter(|c| visible(*c)).nfc()).peekable();
    while let Some(word) = words.next() {
        let before = count;
        for c in word {
            if count == limit {
                out.pop();
                out.push('…');
                return out;
            }
            out.push(c);
            count += 1;
        }
        if count > before && words.peek().is_some() && count < limit {
            out.push(' ');
            count += 1;
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn foreign_text_cannot_leave_its_line() {
        assert_eq!(one_line(" a\r\nBcc: x\u{202e}y \u{200b} z ", 120), "a Bcc: xy z");
        assert_eq!(one_line("Hộp thư của Ông", 7), "Hộp th…");
        assert_eq!(one_line("", 5), "");
    }
}
