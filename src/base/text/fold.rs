//! Folding: the form in which text is searched, without tone marks, case and compatibility forms.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds text for search: compatibility forms and marks gone, `đ` (also eth and `Ɖ`) as `d`, lower case,
/// every run of white space one blank. `Khẩn cấp` and `khan cap` fold alike.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            push(&mut out, c);
        } else {
            // Marks are dropped, so their order, the only thing that a whole text would be needed for, does not matter.
            decompose_compatible(c, |part| push(&mut out, part));
        }
    }
    out
}

fn push(out: &mut String, c: char) {
    match c {
        'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' | 'ɖ' => out.push('d'),
        c if c.is_whitespace() => {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c if is_combining_mark(c) => {}
        c => out.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn marks_and_composition_do_not_matter() {
        assert_eq!(fold("Khẩn  cấp: Đề nghị"), "khan cap: de nghi");
        assert_eq!(fold("thủy"), fold("thuỷ"));
        assert_eq!(fold("e\u{302}\u{323}"), "e");
        assert_eq!(fold("ƠƯ ðất"), "ou dat");
    }
}
