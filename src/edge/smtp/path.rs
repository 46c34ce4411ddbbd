//! Paths and parameters of `MAIL` and `RCPT` (RFC 5321 §4.1.2): enough grammar to find where the address ends.
//! What the address says is judged later; an odd one must not cost us a report.

/// Longest path in bytes. RFC 5321 §4.5.3.1.3 asks for 256; addresses in UTF-8 (RFC 6531) take more.
const MAX_PATH: usize = 512;

/// Takes `word` (such as `FROM:`) off the front, whatever the case.
pub(super) fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(word.len())?;
    front.eq_ignore_ascii_case(word).then_some(rest)
}

/// Splits `<address> parameters`: the address without brackets and source route (empty for `<>`), and the rest.
/// `None` if the brackets do not pair, something other than a space follows, or the path is too long.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim_start_matches(' ').strip_prefix('<')?;
    let (path, rest) = inside.split_at_checked(end(inside)?)?;
    let rest = rest.strip_prefix('>')?;
    let spaced = rest.is_empty() || rest.starts_with(' ');
    let address = if path.starts_with('@') { path.split_once(':')?.1 } else { path };
    (spaced && path.len() <= MAX_PATH).then_some((address, rest))
}

/// Where the closing bracket stands: outside quotes (`"a>b"@c`), with no space or opening bracket before it.
fn end(inside: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            '>' if !quoted => return Some(at),
            ' ' | '<' if !quoted => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_address_between_brackets() {
        for (text, address, rest) in [
            ("<a@b.example>", "a@b.example", ""),
            ("<>", "", ""),
            (" <a@b> SIZE=1", "a@b", " SIZE=1"),
            ("<@x.example,@y.example:a@b>", "a@b", ""),
            (r#"<"a b>c"@d>"#, r#""a b>c"@d"#, ""),
            (r#"<"a\">"@d> BODY=7BIT"#, r#""a\">"@d"#, " BODY=7BIT"),
            ("<lừa@đảo.example>", "lừa@đảo.example", ""),
        ] {
            assert_eq!(split(text), Some((address, rest)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_path() {
        let long = format!("<{}@b>", "a".repeat(600));
        for text in ["", "a@b", "<a@b", "a@b>", "<a@b>x", "<a b@c>", "<a<b>", "<@x>", r#"<"a@b>"#, &long] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn keyword_in_any_case_and_cut_between_letters() {
        assert_eq!(after("from:<>", "FROM:"), Some("<>"));
        assert_eq!(after("đđđ", "FROM:"), None);
        assert_eq!(after("FR", "FROM:"), None);
    }
}
