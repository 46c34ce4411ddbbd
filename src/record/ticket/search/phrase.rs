//! Typed text made comparable.

/// Quotation marks that people type around a phrase.
pub(super) const QUOTES: [char; 5] = ['"', '“', '”', '„', '″'];

/// Text in lower case without quotation marks and blanks around it.
pub fn plain(text: &str) -> String {
    text.trim_matches(|c: char| QUOTES.contains(&c) || c.is_whitespace()).to_lowercase()
}

/// An address that was made harmless for reading, as it was: `hxxps://a[.]b` as `https://a.b`.
pub(super) fn refanged(text: &str) -> String {
    let text = text.replace("[.]", ".").replace("(.)", ".").replace("[@]", "@").replace("[:]", ":");
    let head: String = text.chars().take(4).collect();
    if head.eq_ignore_ascii_case("hxxp") { format!("http{}", text.chars().skip(4).collect::<String>()) } else { text }
}
