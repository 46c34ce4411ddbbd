//! Style attributes: only properties that change how text and boxes look, only values that name nothing outside.

/// Most characters of one value.
const VALUE: usize = 200;
/// Most digits in a row: nothing that a page needs is larger than 99,999 px.
const DIGITS: usize = 5;

/// Properties that are kept, beside all that begin with one of [`FAMILIES`]. Not `position`, which could cover other text.
const KEPT: &[&str] = &[
    "background",
    "background-color",
    "border",
    "box-sizing",
    "clear",
    "color",
    "direction",
    "display",
    "float",
    "font",
    "height",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "margin",
    "max-height",
    "max-width",
    "min-height",
    "min-width",
    "opacity",
    "overflow",
    "overflow-wrap",
    "padding",
    "table-layout",
    "vertical-align",
    "visibility",
    "white-space",
    "width",
    "word-break",
    "word-spacing",
    "word-wrap",
];
/// First parts of the names of properties that are kept.
const FAMILIES: &[&str] = &["border-", "font-", "margin-", "padding-", "text-"];
/// Functions that compute a colour and load nothing.
const FUNCTIONS: &[&str] = &["rgb", "rgba", "hsl", "hsla"];

/// The declarations of a style attribute that are harmless; empty when none is.
pub(super) fn harmless(style: &str) -> String {
    let mut out = String::new();
    for declaration in style.split(';').take(100) {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let kept = KEPT.contains(&name.as_str()) || FAMILIES.iter().any(|family| name.starts_with(family));
        if kept && !name.ends_with("-image") && is_harmless(value) {
            out.push_str(&format!("{name}:{value};"));
        }
    }
    out
}

/// Whether a value holds nothing but words, numbers, whole quoted names and colours: no escape, comment or address.
fn is_harmless(value: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '#' | '.' | ',' | '%' | '-' | '+' | '!' | '_' | '/');
    let fits = !value.is_empty()
        && value.chars().count() <= VALUE
        && !value.contains("/*")
        && value.chars().all(|c| plain(c) || matches!(c, '(' | ')' | '"' | '\''))
        && ['"', '\''].iter().all(|quote| value.matches(*quote).count() % 2 == 0)
        && !(value.contains('"') && value.contains('\''));
    let long = value.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() > DIGITS);
    fits && !long && value.matches('(').count() == value.matches(')').count() && functions_are_known(value)
}

fn functions_are_known(value: &str) -> bool {
    let mut parts = value.split('(').peekable();
    while let Some(part) = parts.next() {
        let name = part.rsplit([' ', ',', ')']).next().unwrap_or_default();
        if parts.peek().is_some() && !FUNCTIONS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_looks_stays_and_what_loads_or_covers_goes() {
        assert_eq!(
            harmless("Color: #f00; position:fixed; background:url(http://a.b/x); font-family:'Times New Roman',serif"),
            "color:#f00;font-family:'Times New Roman',serif;"
        );
        for hostile in [
            "background:u\\72l(x)",
            "width:expression(alert(1))",
            "background:image-set('x' 1x)",
            "color:red/*;*/",
            "font-family:\"a;position:fixed\"",
            "width:9999999px",
            "border-image:url(x)",
            "background:#fff url('//a.b')",
            "color:red}body{display:none",
            "background:attr(x)",
            "behavior:x",
        ] {
            assert!(harmless(hostile).replace("color:red;", "").is_empty(), "{hostile}: {}", harmless(hostile));
        }
        assert_eq!(harmless("background:rgba(1, 2,3,.5) !important"), "background:rgba(1, 2,3,.5) !important;");
    }
}
