//! Lines of a letter: none longer than a reader without `format=flowed` shows well, broken between words. Pure.

/// Longest line in characters; the mailer's own soft breaks begin beyond it.
const WIDTH: usize = 72;

/// Breaks long lines between words, sets continuations of list items under their text, and leaves at most one empty line
/// between paragraphs and none at the ends. A word longer than a line is cut, but for our own web address.
pub(super) fn wrap(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut gap = false;
    for line in text.split('\n') {
        let line = line.trim();
        if line.is_empty() {
            gap = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if gap { "\n\n" } else { "\n" });
        }
        gap = false;
        fold(line, &mut out);
    }
    out
}

fn fold(line: &str, out: &mut String) {
    let indent = item_mark(line);
    let mut width = 0;
    for word in line.split_whitespace() {
        for (nth, piece) in pieces(word, WIDTH - indent).into_iter().enumerate() {
            let length = piece.chars().count();
            if width > 0 && (nth > 0 || width + 1 + length > WIDTH) {
                out.push('\n');
                out.extend(std::iter::repeat_n(' ', indent));
                width = indent;
            } else if width > 0 {
                out.push(' ');
                width += 1;
            }
            out.push_str(&piece);
            width += length;
        }
    }
}

/// Joins the lines that `wrap` broke, for a window of another width: where the next word had no room. A line that
/// begins a list item stays its own.
pub fn unfold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = 0;
    for (nth, line) in text.split('\n').enumerate() {
        let next = line.split_whitespace().next().map_or(0, |word| word.chars().count());
        let broken = last > 0 && next > 0 && last + 1 + next > WIDTH && item_mark(line) == 0;
        match (nth, broken) {
            (0, _) => out.push_str(line),
            (_, true) => {
                out.push(' ');
                out.push_str(line.trim_start());
            }
            (_, false) => {
                out.push('\n');
                out.push_str(line);
            }
        }
        last = line.chars().count();
    }
    out
}

/// Width of the mark that opens a list item with its blank: `- `, `1. `, `(a) `, `☐ `; 0 for a paragraph.
fn item_mark(line: &str) -> usize {
    let mark = line.split(' ').next().unwrap_or_default();
    let numbered = mark.len() == 2 && mark.ends_with('.') && mark.starts_with(|c: char| c.is_ascii_digit());
    let lettered = mark.len() == 3 && mark.starts_with('(') && mark.ends_with(')');
    if mark == "-" || mark == "☐" || numbered || lettered { mark.chars().count() + 1 } else { 0 }
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    if word.chars().count() <= width || word.starts_with("http://") || word.starts_with("https://") {
        return vec![word.to_owned()];
    }
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(width).map(|part| part.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{unfold, wrap};

    #[test]
    fn what_was_broken_is_joined_again() {
        let long = "Bộ phận hỗ trợ đã tiếp nhận phản ánh của Ông/Bà. ".repeat(4);
        let text = format!("Kính gửi\n\n{long}\n\n- {long}\n- {long}\n(a) {long}\n1. x\nhttps://hotro.example/status");
        let plain: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        assert_eq!(unfold(&wrap(&text)), plain.join("\n"));
        assert_eq!(unfold(""), "");
    }

    #[test]
    fn lines_are_short_and_items_hang() {
        let item = format!("1. {}", "nghi ngờ ".repeat(12));
        let text = wrap(&format!("\n\nĐoạn một\n\n\n\n{item}\nĐoạn hai\n"));
        assert!(text.starts_with("Đoạn một\n\n1. nghi") && text.ends_with("\nĐoạn hai"));
        assert!(text.lines().nth(3).unwrap().starts_with("   ngờ nghi"), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 72));
        let long = wrap(&format!("- {}", "y".repeat(200)));
        assert!(long.lines().all(|line| line.chars().count() <= 72) && long.matches('y').count() == 200);
    }
}
