//! Foreign text made fit for a letter of ours: it stays on its line, turns no reading direction, and nothing in it can be
//! clicked. Pure.

use unicode_normalization::UnicodeNormalization;

use crate::base::text::{one_line, visible};

/// So many characters of a foreign text are quoted, counted before it is defanged.
const LONGEST_QUOTE: usize = 120;

/// So many characters of a person's words go into a letter.
const LONGEST_WORDS: usize = 20_000;

/// A text from a mail as a letter quotes it: one line of at most 120 characters, composed (NFC), defanged.
pub fn quote(text: &str) -> String {
    defang(&one_line(text, LONGEST_QUOTE))
}

/// Makes addresses unclickable: `http` becomes `hxxp`, a dot in something like a host name `[.]`, `@` becomes `[@]`.
/// What is defanged already stays as it is.
pub fn defang(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    let mut before = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = if in_host(c) { rest.find(|c| !in_host(c)).unwrap_or(rest.len()) } else { c.len_utf8() };
        let (run, after) = rest.split_at(end);
        if in_host(c) {
            host(run, &mut out);
        } else if is_at(c) && !(before == Some('[') && after.starts_with(']')) {
            out.push_str("[@]");
        } else if c == ':' && after.starts_with("//") && !ends_in_hxxp(&out) {
            out.push_str("[:]");
        } else {
            out.push_str(run);
        }
        before = run.chars().next_back();
        rest = after;
    }
    out
}

/// A person's words: lines kept, composed (NFC), no invisible characters, at most 20,000 characters. A web address is
/// defanged unless it lies under `ours`.
pub fn words(text: &str, ours: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let clean: String = text
        .nfc()
        .map(|c| if c == '\t' { ' ' } else { c })
        .filter(|c| *c == '\n' || visible(*c))
        .take(LONGEST_WORDS)
        .collect();
    clean.trim().split_inclusive([' ', '\n']).map(|word| own_or_defanged(word, ours)).collect()
}

fn own_or_defanged(word: &str, ours: &str) -> String {
    let lower = word.to_lowercase();
    let foreign = (lower.contains("://") || lower.contains("www.")) && !is_ours(word, ours);
    if foreign { defang(word) } else { word.to_owned() }
}

/// Whether a word is our address or a page under it, and no longer host name that merely starts like it.
fn is_ours(word: &str, ours: &str) -> bool {
    let Some(rest) = word.strip_prefix(ours).filter(|_| !ours.is_empty()) else {
        return false;
    };
    let tail = rest.trim_end().trim_end_matches(['.', ',', ';', ')']);
    tail.is_empty() || (tail.starts_with('/') && !tail.contains("://") && !tail.contains('@'))
}

/// Letters, digits and what else stands in host names; dots of all scripts count (UTS 46).
fn in_host(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_' || is_dot(c) || unicode_normalization::char::is_combining_mark(c)
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{2024}')
}

fn is_at(c: char) -> bool {
    matches!(c, '@' | '\u{ff20}' | '\u{fe6b}')
}

fn ends_in_hxxp(out: &str) -> bool {
    out.ends_with("hxxp") || out.ends_with("hxxps")
}

/// Writes one run of host characters.
fn host(run: &str, out: &mut String) {
    let inner = run.trim_matches(is_dot);
    let dotted = inner.contains(is_dot) && (ends_like_a_domain(inner) || is_ipv4(inner));
    let (head, tail) = if dotted { run.split_once(inner).unwrap_or(("", "")) } else { ("", "") };
    if !dotted {
        out.push_str(&unhttp(run));
        return;
    }
    out.push_str(head);
    let mut labels = inner.split(is_dot);
    out.push_str(&unhttp(labels.next().unwrap_or_default()));
    for label in labels {
        out.push_str("[.]");
        out.push_str(&unhttp(label));
    }
    out.push_str(tail);
}

/// Two or more characters, the first of them a letter: `vn`, `xn--p1ai`, `html`; not `000đ`.
fn ends_like_a_domain(run: &str) -> bool {
    let last = run.rsplit(is_dot).next().unwrap_or_default();
    last.chars().count() >= 2 && last.chars().next().is_some_and(char::is_alphabetic)
}

fn is_ipv4(run: &str) -> bool {
    let small = |label: &str| (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    run.split(is_dot).count() == 4 && run.split(is_dot).all(small)
}

fn unhttp(run: &str) -> String {
    let lower = run.to_ascii_lowercase();
    if !lower.contains("http") {
        return run.to_owned();
    }
    let mut out = String::with_capacity(run.len());
    let mut done = 0;
    for (at, word) in lower.match_indices("http") {
        out.push_str(run.get(done..at).unwrap_or_default());
        out.push_str("hxxp");
        done = at + word.len();
    }
    // The case of what follows does not matter to a reader: HTTPS becomes hxxpS, so lower it.
    let rest = run.get(done..).unwrap_or_default();
    out.push_str(if rest == "S" { "s" } else { rest });
    out
}

#[cfg(test)]
mod tests {
    use super::{defang, quote, words};

    #[test]
    fn nothing_quoted_can_be_clicked() {
        for (raw, shown) in [
            ("http://mail.laichau-gov.example/x?u=a@b.test", "hxxp://mail[.]laichau-gov[.]example/x?u=a[@]b[.]test"),
            ("HTTPS://EVIL.TEST:8080/index.php", "hxxps://EVIL[.]TEST:8080/index[.]php"),
            ("ftp://203.0.113.7/a", "ftp[:]//203[.]0[.]113[.]7/a"),
            ("www。evil．test", "www[.]evil[.]test"),
            ("lаichau.gov.vn＠evil.test", "lаichau[.]gov[.]vn[@]evil[.]test"),
            ("Phí 2.000.000đ, ngày 11.3.2021. Xem tệp.", "Phí 2.000.000đ, ngày 11.3.2021. Xem tệp."),
            ("...chào... evil.test...", "...chào... evil[.]test..."),
        ] {
            assert_eq!(defang(raw), shown);
            assert_eq!(defang(shown), shown, "a second time changes nothing");
        }
    }

    #[test]
    fn a_quote_keeps_to_its_line() {
        let quoted = quote("Khẩn\r\nBcc: x@y.test\u{202e}\u{200b} <script>");
        assert_eq!(quoted, "Khẩn Bcc: x[@]y[.]test <script>");
        assert_eq!(quote(&"a".repeat(10_000)).chars().count(), 120);
        assert_eq!(quote(&"a.bb ".repeat(4_000)).matches("[.]").count(), 24);
    }

    #[test]
    fn words_of_a_person_keep_their_lines_and_our_address() {
        let ours = "https://hotro.laichau.gov.vn";
        let text = "Xem https://hotro.laichau.gov.vn/status.\r\nĐừng mở http://evil.test/a, www.evil.test\u{202e}\nhttps://hotro.laichau.gov.vn.evil.test";
        let want = "Xem https://hotro.laichau.gov.vn/status.\nĐừng mở hxxp://evil[.]test/a, www[.]evil[.]test\nhxxps://hotro[.]laichau[.]gov[.]vn[.]evil[.]test";
        assert_eq!(words(text, ours), want);
        assert_eq!(
            words("https://hotro.laichau.gov.vn@evil.test", ours),
            "hxxps://hotro[.]laichau[.]gov[.]vn[@]evil[.]test"
        );
    }
}
