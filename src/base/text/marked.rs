//! Marked text: the form in which words are compared with their tone marks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Vowel pairs at the end of a syllable whose tone mark is written on either letter (`hòa`, `hoà`): as old and new
/// spelling have them.
const PLACED: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// Text with its marks, comparable: composed (NFKC), lower case, tone marks where the new spelling puts them, marks that no
/// letter takes left out. `HÒA` and `hoà` are alike, `hòa` and `hóa` are not.
pub fn marked(text: &str) -> String {
    let mut out: String = text.nfkc().flat_map(char::to_lowercase).nfc().filter(|c| !is_combining_mark(*c)).collect();
    for (old, new) in PLACED {
        if out.contains(old) {
            out = out.replace(old, new);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn tones_matter_and_their_place_does_not() {
        assert_eq!(marked("CỘNG HÒA"), marked("cộng hoà"));
        assert_eq!(marked("thuỷ"), marked("THỦY"));
        assert_eq!(marked("e\u{302}\u{323}"), "ệ");
        assert_ne!(marked("khẩu"), marked("khâu"));
        assert_ne!(marked("mật"), "mat");
    }
}
