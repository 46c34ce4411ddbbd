//! HTML as readable text: the tokenizer of html5ever only, no tree, nothing loaded. Scripts, styles and comments are
//! dropped; links keep their shown text and their target.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::dialects::is_anchor;
use super::rendered::{LINKS, Rendered, Shown, breaks_word};
use crate::base::text::visible;

/// Most bytes of HTML that are read.
const SOURCE: usize = 4 * 1024 * 1024;
/// Most bytes of text that are made: four for each of the characters that are kept.
const TEXT: usize = 500_000;
/// Bytes fed at a time.
const CHUNK: usize = 8 * 1024;
/// Most bytes inside one tag: its attributes are compared with each other, which is quadratic.
const TAG: usize = 64 * 1024;
/// A run of base64 digits longer than this is a picture in the text and is not read.
const DIGITS: usize = 1024;

/// Makes readable text of HTML. Any text; linear in its length.
pub(super) fn render(source: &str) -> Rendered {
    let source = super::rendered::at_most(source, SOURCE);
    let source = without_pictures(source);
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = source.as_str();
    while !rest.is_empty() {
        let end = (CHUNK.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (chunk, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        rest = tail;
        queue.push_back(StrTendril::from(chunk));
        let _more = tokenizer.feed(&queue);
        let mut page = tokenizer.sink.page.borrow_mut();
        page.silent += chunk.len();
        if page.silent > TAG || page.out.text.len() > TEXT {
            page.out.stopped = true;
            break;
        }
    }
    if rest.is_empty() {
        tokenizer.end();
    }
    tokenizer.sink.page.into_inner().finish()
}

/// The source without long runs of base64 digits (`data:` pictures), which say nothing and cost time.
fn without_pictures(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("base64,") {
        let (head, tail) = rest.split_at_checked(at + 7).unwrap_or((rest, ""));
        out.push_str(head);
        let run = tail
            .bytes()
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'\r' | b'\n'))
            .count();
        rest = if run > DIGITS { tail.get(run..).unwrap_or_default() } else { tail };
    }
    out.push_str(rest);
    out
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
}

#[derive(Default)]
struct Page {
    out: Rendered,
    /// Bytes read since the last token.
    silent: usize,
    /// A blank is due before the next character.
    blank: bool,
    /// The element whose content is dropped.
    dropped: Option<String>,
    /// Depth of preformatted text.
    pre: usize,
    /// The open link: its number in the list.
    open: Option<usize>,
    base: Option<String>,
    forms: usize,
    /// The element that a style hides, and how many of its name are open inside it.
    concealed: Option<(String, usize)>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        if !matches!(token, Token::ParseError(_)) {
            page.silent = 0;
        }
        match token {
            Token::CharacterTokens(text) => page.characters(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return page.start(&tag),
            Token::TagToken(tag) => page.end(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// What a tag does to the lines around it: how many line breaks stand at least before and after.
fn breaks(name: &str) -> usize {
    match name {
        "div" | "tr" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "center" | "section" | "article" | "header"
        | "footer" | "form" | "tbody" | "pre" | "address" | "main" | "nav" | "fieldset" | "option" | "body"
        | "title" => 1,
        "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "blockquote" | "hr" => 2,
        _ => 0,
    }
}

impl Page {
    fn characters(&mut self, text: &str) {
        if self.dropped.is_some() {
            return;
        }
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if self.pre > 0 && c == '\n' {
                self.newline();
            } else if c.is_whitespace() || c == '\u{a0}' {
                self.blank = true;
            } else if visible(c) {
                self.put(c);
            } else if !self.blank && breaks_word(self.out.text.chars().next_back(), chars.peek().copied()) {
                self.out.looks.broken_words += 1;
            }
        }
    }

    fn put(&mut self, c: char) {
        if self.out.text.len() > TEXT {
            self.out.stopped = true;
            return;
        }
        if std::mem::take(&mut self.blank) && !self.out.text.is_empty() && !self.out.text.ends_with('\n') {
            self.out.text.push(' ');
        }
        self.out.text.push(c);
        self.out.looks.hidden += usize::from(self.concealed.is_some());
    }

    fn newline(&mut self) {
        self.blank = false;
        if !self.out.text.is_empty() && !self.out.text.ends_with("\n\n") {
            self.out.text.push('\n');
        }
    }

    /// Makes sure that at least `wanted` line breaks end the text, so `2` leaves a blank line.
    fn break_lines(&mut self, wanted: usize) {
        self.blank = false;
        let have = if self.out.text.ends_with("\n\n") { 2 } else { usize::from(self.out.text.ends_with('\n')) };
        if !self.out.text.is_empty() {
            for _ in have..wanted {
                self.out.text.push('\n');
            }
        }
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = &*tag.name;
        if self.dropped.is_some() {
            return TokenSinkResult::Continue;
        }
        self.break_lines_for(name);
        self.conceal(tag);
        if is_anchor(tag.attrs.iter().map(|attribute| (&*attribute.name.local, &*attribute.value))) {
            self.break_lines(1);
            let at = self.out.text.len();
            if self.out.anchors.last() != Some(&at) && self.out.anchors.len() < 100 {
                self.out.anchors.push(at);
            }
        }
        match name {
            "script" | "style" | "title" | "textarea" | "noembed" | "xmp" => return self.raw(name),
            "pre" => self.pre += 1,
            "a" => self.open_link(tag),
            "img" => {
                self.out.looks.pictures += usize::from(!is_dot(tag));
                self.characters(attribute(tag, "alt").unwrap_or_default());
            }
            "area" => self.link(attribute(tag, "href"), attribute(tag, "alt")),
            "base" => self.base = self.base.take().or(attribute(tag, "href").map(str::to_owned)),
            "form" => {
                self.forms += 1;
                self.link(attribute(tag, "action"), None);
            }
            "button" | "input" => self.input(tag),
            "meta" => self.link(attribute(tag, "content").and_then(refresh).filter(|_| is_refresh(tag)), None),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn break_lines_for(&mut self, name: &str) {
        match name {
            "br" => self.newline(),
            "td" | "th" => self.blank = true,
            _ => {
                let wanted = breaks(name);
                if wanted > 0 {
                    self.break_lines(wanted);
                }
            }
        }
    }

    fn raw(&mut self, name: &str) -> TokenSinkResult<()> {
        self.out.script |= name == "script";
        self.dropped = Some(name.to_owned());
        TokenSinkResult::RawData(match name {
            "script" => RawKind::ScriptData,
            "title" | "textarea" => RawKind::Rcdata,
            _ => RawKind::Rawtext,
        })
    }

    fn input(&mut self, tag: &Tag) {
        if attribute(tag, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("password")) {
            self.out.password_form = true;
        }
        self.link(attribute(tag, "formaction"), None);
    }

    fn end(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if self.dropped.as_deref() == Some(name) {
            self.dropped = None;
            return;
        }
        if self.dropped.is_some() {
            return;
        }
        self.reveal(name);
        match name {
            "a" => self.close_link(),
            "pre" => self.pre = self.pre.saturating_sub(1),
            _ => {}
        }
        if name != "br" {
            self.break_lines_for(name);
        }
    }

    /// Notes where text begins that a style hides.
    fn conceal(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if tag.self_closing || matches!(name, "br" | "img" | "input" | "hr" | "meta" | "link" | "area" | "base" | "col")
        {
            return;
        }
        match &mut self.concealed {
            Some((hidden, depth)) if hidden.as_str() == name => *depth += 1,
            Some(_) => {}
            None if attribute(tag, "style").is_some_and(hides) => self.concealed = Some((name.to_owned(), 0)),
            None => {}
        }
    }

    /// Notes where hidden text ends.
    fn reveal(&mut self, name: &str) {
        match &mut self.concealed {
            Some((hidden, 0)) if hidden.as_str() == name => self.concealed = None,
            Some((hidden, depth)) if hidden.as_str() == name => *depth -= 1,
            _ => {}
        }
    }

    fn open_link(&mut self, tag: &Tag) {
        self.close_link();
        let before = self.out.links.len();
        self.link(attribute(tag, "href"), None);
        if self.out.links.len() > before {
            self.open = Some(before);
        }
    }

    fn close_link(&mut self) {
        let Some(link) = self.open.take().and_then(|at| self.out.links.get_mut(at)) else { return };
        let shown = self.out.text.get(link.at..).unwrap_or_default();
        let shown = crate::base::text::one_line(super::rendered::at_most(shown, 2000), 300);
        link.end = self.out.text.len();
        link.text = Some(shown).filter(|text| !text.is_empty());
    }

    fn link(&mut self, target: Option<&str>, text: Option<&str>) {
        let Some(target) = target.map(str::trim).filter(|target| !target.is_empty()) else { return };
        if self.out.links.len() >= LINKS {
            self.out.stopped = true;
            return;
        }
        let text = text.map(str::to_owned).filter(|text| !text.trim().is_empty());
        let at = self.out.text.len();
        self.out.links.push(Shown { at, end: at, target: self.absolute(target), text });
    }

    /// The target joined to `<base href>` where it is relative and there is one.
    fn absolute(&self, target: &str) -> String {
        let base = self.base.as_deref().and_then(|base| url::Url::parse(base).ok());
        match base {
            Some(base) if !target.contains(':') => base.join(target).map_or_else(|_| target.to_owned(), String::from),
            _ => target.to_owned(),
        }
    }

    fn finish(mut self) -> Rendered {
        self.close_link();
        self.out.looks.html = true;
        let mut out = self.out;
        out.text.truncate(out.text.trim_end().len());
        let end = out.text.len();
        for link in &mut out.links {
            link.at = link.at.min(end);
            link.end = link.end.min(end);
        }
        out.anchors.retain(|at| *at < end);
        out
    }
}

/// Whether a style leaves nothing to see.
fn hides(style: &str) -> bool {
    let bare: String = style.chars().take(2000).filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    bare.split(';').any(|rule| {
        matches!(
            rule.trim_end_matches("!important"),
            "display:none" | "visibility:hidden" | "font-size:0" | "font-size:0px" | "font-size:1px" | "opacity:0"
        )
    })
}

/// Whether a picture is a dot that only counts readers or fills space.
fn is_dot(tag: &Tag) -> bool {
    ["width", "height"]
        .iter()
        .any(|side| attribute(tag, side).is_some_and(|size| matches!(size.trim(), "0" | "1" | "1px")))
}

fn is_refresh(tag: &Tag) -> bool {
    attribute(tag, "http-equiv").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("refresh"))
}

/// The target of `<meta http-equiv=refresh content="0;url=…">`.
fn refresh(content: &str) -> Option<&str> {
    let (_, rest) = content.split_once([';', ','])?;
    let rest = rest.trim_start();
    let rest =
        rest.get(..3).filter(|word| word.eq_ignore_ascii_case("url")).and_then(|_| rest.get(3..)).unwrap_or(rest);
    Some(rest.trim_start().trim_start_matches('=').trim().trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_links_are_what_a_reader_sees() {
        let page = render(
            "<style>p{}</style><p>Kính gửi,<br>Ông&nbsp;Bà <a href='http://x.top/?a=1&amp;b=2'><b>Nhấn</b> vào đây</a></p>\
             <script>alert('<p>')</script><td>1<td>2<img alt=logo><form action=http://f.top><input type=PassWord>",
        );
        assert_eq!(page.text, "Kính gửi,\nÔng Bà Nhấn vào đây\n\n1 2logo");
        assert_eq!(page.links[0].target, "http://x.top/?a=1&b=2");
        assert_eq!(page.links[0].text.as_deref(), Some("Nhấn vào đây"));
        assert_eq!(page.links[1].target, "http://f.top");
        assert!(page.password_form && page.script);
    }

    #[test]
    fn a_page_that_sends_on_shows_where() {
        let page = render(
            "<meta http-equiv=refresh content=\"0; URL='http://x.top/'\"><base href=http://b.top/><a href=/c>c</a>",
        );
        let targets: Vec<&str> = page.links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(targets, ["http://x.top/", "http://b.top/c"]);
    }

    #[test]
    fn a_tag_of_a_million_attributes_is_not_read_to_the_end() {
        let attributes: Vec<String> = (0..300_000).map(|at| format!("a{at}")).collect();
        let page = format!("<p>đầu</p><a {}>", attributes.join(" "));
        let page = render(&page);
        assert!(page.stopped);
        assert_eq!(page.text, "đầu");
    }
}
