//! Folding: the form in which text is searched, without tone marks, case and compatibility forms.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds text for search: compatibility forms and marks gone, `đ` (also eth and `Ɖ`) as `d`, lower case,
/// every run of white space one blank. `Khẩn cấp` and `khan cap` fold alike.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        match c {
            'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' | 'ɖ' => out.push('d'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
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
