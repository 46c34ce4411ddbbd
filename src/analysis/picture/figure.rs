//! A harmless page made fit to be printed in a document that everybody reads: its texts changed (hosts defaced, people
//! hidden), its pictures left out, since a code or a screenshot in them can be scanned and read, and above it who sent it
//! under which subject. Pure.

/// Look of the lines above the mail.
const LOOK: &str = "<style>.who{border-bottom:1px solid #b4b4b4;margin-bottom:12px;padding-bottom:8px;font-size:14px}\
.who b{font-weight:bold}</style>";
/// What stands for a picture.
const PICTURE: &str = "<span class=\"gone\">hình ảnh</span>";

/// Elements that end no line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark", "q", "s", "small",
    "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
];

/// The page with `head` (what, and text) above it and with every text passed through `change`, which is given and gives
/// plain text.
pub fn figure(page: &str, head: &[(String, String)], change: &dyn Fn(&str) -> String) -> String {
    let (before, body) = page.split_once("<body>").unwrap_or(("<!doctype html><html><head></head>", page));
    let mut out = format!("{before}{LOOK}<body><div class=\"who\">");
    for (what, text) in head {
        out.push_str(&format!("<div><b>{}:</b> {}</div>", escaped(what), escaped(text)));
    }
    out.push_str("</div>");
    let mut rest = body;
    while let Some((text, tail)) = rest.split_once('<') {
        out.push_str(&escaped(&change(&plain(text))));
        let (tag, after) = tail.split_at_checked(end_of_tag(tail)).unwrap_or((tail, ""));
        if tag.trim_start().to_ascii_lowercase().starts_with("img") {
            out.push_str(PICTURE);
        } else {
            out.push('<');
            out.push_str(tag);
        }
        rest = after;
    }
    out.push_str(&escaped(&change(&plain(rest))));
    out
}

/// The words of a page as its reader sees them: what stands in one line is one text, whatever marks it up.
pub fn words(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page.split_once("<body>").map_or(page, |(_, body)| body);
    while let Some((text, tail)) = rest.split_once('<') {
        out.push_str(&plain(text));
        let (tag, after) = tail.split_at_checked(end_of_tag(tail)).unwrap_or((tail, ""));
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if !INLINE.contains(&name.to_ascii_lowercase().as_str()) {
            out.push('\n');
        }
        rest = after;
    }
    out.push_str(&plain(rest));
    out
}

/// A page of plain text.
pub fn plain_page(text: &str) -> String {
    format!(
        "<!doctype html><html><head><meta charset=\"utf-8\"><style>body{{margin:14px;background:#fff;color:#1a1a1a;\
         font:15px/1.4 Arial,sans-serif;overflow-wrap:anywhere}}.plain{{white-space:pre-wrap}}</style></head><body>\
         <div class=\"plain\">{}</div></body></html>",
        escaped(text)
    )
}

/// Where a tag ends, behind its `>`; one inside quotes is none.
fn end_of_tag(tail: &str) -> usize {
    let mut quote = None;
    for (at, c) in tail.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    tail.len()
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&nbsp;", "\u{a0}");
    text.replace("&#39;", "'").replace("&amp;", "&")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{figure, plain_page, words};

    #[test]
    fn texts_are_changed_and_pictures_left_out() {
        let page = "<html><head></head><body><p title=\"a > http://x\">Xem http://evil.example &amp; &lt;b&gt;</p>\
                    <img alt=\"\" src=\"data:image/png;base64,AA\"><br>cuối</body></html>";
        let head = [("Gửi đến".to_owned(), "<che>".to_owned())];
        let seen = figure(page, &head, &|text| text.replace("evil.example", "evil[.]example"));
        assert!(seen.contains("<b>Gửi đến:</b> &lt;che&gt;</div>"), "{seen}");
        assert!(
            seen.contains("Xem http://evil[.]example &amp; &lt;b&gt;</p>") && seen.contains("title=\"a > http://x\">")
        );
        assert!(!seen.contains("<img") && !seen.contains("base64") && seen.contains("<br>cuối</body></html>"));
    }

    #[test]
    fn words_are_read_across_marks() {
        let page = "<html><head><title>x</title></head><body><p>Kính gửi <b>Trần</b> Thị&nbsp;Bình</p>binh<span></span>@a</body>";
        assert_eq!(words(page), "\nKính gửi Trần Thị\u{a0}Bình\nbinh@a\n");
    }

    #[test]
    fn plain_text_stays_text() {
        assert!(plain_page("<script>&").contains("&lt;script&gt;&amp;"));
        assert!(figure("<", &[], &|text| text.to_owned()).contains("</div>"));
    }
}
