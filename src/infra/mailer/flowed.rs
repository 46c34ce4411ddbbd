//! Plain text as `format=flowed` (RFC 3676): short lines on the wire that a reader joins again to the width of its window.

use unicode_normalization::UnicodeNormalization;

use crate::base::text::visible;

/// Where a line is broken, in characters (RFC 3676 §4.2 recommends at most 78 with the blank).
const WIDTH: usize = 72;

/// The body as it goes out: composed (NFC), CRLF line ends, no control characters, long paragraphs softly broken.
///
/// Lines that begin with `>` are somebody's quoted words and are never broken; everything else that could be taken for a
/// quote or for the start of an mbox entry gets a blank in front, which readers take away again.
pub(super) fn flowed(text: &str) -> String {
    let clean: String =
        text.replace("\r\n", "\n").replace('\r', "\n").nfc().filter(|c| *c == '\n' || shown(*c)).collect();
    let mut out = String::with_capacity(clean.len() + clean.len() / 16 + 2);
    for line in clean.trim_end().split('\n') {
        // "-- " announces a signature; its blank does not join it to the next line.
        let line = if line == "-- " { line } else { line.trim_end() };
        if line.starts_with('>') {
            out.push_str(line);
        } else {
            paragraph(line, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

fn shown(c: char) -> bool {
    c == '\t' || visible(c)
}

fn paragraph(line: &str, out: &mut String) {
    let mut width = 0;
    for word in line.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if width > 0 && width + length > WIDTH {
            // The line so far ends in the blank that its last word carries: a soft break.
            out.push_str("\r\n");
            width = 0;
        }
        if width == 0 && (word.starts_with([' ', '>']) || word.trim_end() == "From") {
            out.push(' ');
        }
        out.push_str(word);
        width += word.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::flowed;

    /// What a reader shows: RFC 3676 §4.1, without quotes.
    fn read(wire: &str) -> String {
        let mut out = String::new();
        for line in wire.split_terminator("\r\n") {
            let line = line.strip_prefix(' ').unwrap_or(line);
            out.push_str(line);
            if line == "-- " || !line.ends_with(' ') {
                out.push('\n');
            }
        }
        out
    }

    #[test]
    fn a_reader_joins_what_was_broken() {
        let long = "Kính gửi Ông/Bà, chúng tôi đã nhận được báo cáo về thư điện tử nghi ngờ ".repeat(9);
        let text = format!("{}\n\n  thụt vào\nFrom here\nFrom\n-- \nBộ phận Hỗ trợ", long.trim_end());
        let wire = flowed(&text);
        assert!(wire.split("\r\n").all(|line| line.chars().count() <= 78));
        assert!(wire.contains("\r\n From here\r\n"));
        assert_eq!(read(&wire), text + "\n");
    }

    #[test]
    fn quotes_stay_quotes_and_controls_do_not_pass() {
        let quote = format!("> {}", "x ".repeat(60).trim_end());
        assert_eq!(flowed(&quote), quote + "\r\n");
        assert_eq!(flowed("a\rb\0c\u{202e}d\te"), "a\r\nbcd\te\r\n");
        assert_eq!(flowed("e\u{302}\u{323}"), "ệ\r\n");
        let word = "y".repeat(300);
        assert_eq!(flowed(&word), word + "\r\n");
    }
}
