//! Making foreign text harmless to read and to copy: no address in it can be opened by a click.

use crate::base::text::one_line;

/// Longest defanged text, in characters.
const LIMIT: usize = 300;

/// One line of at most `limit` characters of foreign text, defanged after it was cut.
pub fn quote(text: &str, limit: usize) -> String {
    defanged(&one_line(text, limit))
}

/// One line of at most 300 characters in which no address works: `hxxp` for `http`, `[.]` for dots inside words,
/// `[@]` for at signs, no direction controls. Already defanged text stays as it is.
pub fn defang(text: &str) -> String {
    quote(text, LIMIT)
}

fn defanged(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 16);
    let mut rest = line;
    let mut before: Option<char> = None;
    while let Some(c) = rest.chars().next() {
        let tail = rest.get(c.len_utf8()..).unwrap_or_default();
        let next = tail.chars().next();
        match c {
            'h' | 'H' if before.is_none_or(|b| !b.is_alphanumeric()) && is_http(rest) => {
                out.push_str("hxxp");
                rest = rest.get(4..).unwrap_or_default();
                before = Some('p');
                continue;
            }
            '.' if before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric) => {
                out.push_str("[.]");
            }
            '@' if before != Some('[') => out.push_str("[@]"),
            _ => out.push(c),
        }
        before = Some(c);
        rest = tail;
    }
    out
}

fn is_http(text: &str) -> bool {
    let scheme = |name: &str| text.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name));
    scheme("http:") || scheme("https:")
}

#[cfg(test)]
mod tests {
    use super::defang;

    #[test]
    fn nothing_in_it_can_be_opened() {
        assert_eq!(defang("HTTPS://a.b.vn/x.php?u=c@d.vn"), "hxxpS://a[.]b[.]vn/x[.]php?u=c[@]d[.]vn");
        assert_eq!(defang("Kính gửi. a@b.vn\r\nBcc: x"), "Kính gửi. a[@]b[.]vn Bcc: x");
        assert_eq!(defang(&defang("http://a.vn")), "hxxp://a[.]vn");
        assert_eq!(defang("\u{202e}fdp.exe"), "fdp[.]exe");
        assert!(defang(&"a.".repeat(1000)).chars().count() < 1000);
    }
}
