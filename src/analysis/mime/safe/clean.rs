//! HTML by allow-lists, and then its links and pictures: a link keeps only the sight of its target, a picture comes from
//! the mail itself or is an empty frame.

use std::cell::RefCell;

use ammonia::Builder;
use html5ever::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::images::Images;
use super::style;

/// Elements that are kept. Of others only the content stays.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "b",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "u",
    "ul",
];
/// Elements that go with their content.
const DROPPED: &[&str] = &["iframe", "noembed", "noframes", "object", "script", "style", "template", "title"];
/// Attributes that are kept on every element; `href` and `src` besides, on `a` and `img`, until they are rewritten.
const ATTRIBUTES: &[&str] = &[
    "align",
    "alt",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "color",
    "colspan",
    "dir",
    "face",
    "height",
    "lang",
    "nowrap",
    "rowspan",
    "size",
    "span",
    "start",
    "style",
    "type",
    "valign",
    "width",
];
/// Elements without an end.
const VOID: &[&str] = &["br", "col", "hr", "img"];
/// Deepest nesting: deeper elements are left out, their text stays. Drawing recurses.
const DEPTH: usize = 100;
/// Most elements.
const COUNT: usize = 20_000;
/// Most bytes fed to the tokenizer at a time.
const CHUNK: usize = 64 * 1024;

/// What stays of hostile HTML, as a fragment that can stand in the body of a page. `defang` makes a target harmless to read.
pub(super) fn clean(source: &str, images: &mut Images<'_>, defang: &dyn Fn(&str) -> String) -> String {
    let kept = Builder::empty()
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(DROPPED.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("img", ["src"])
        .url_schemes(["http", "https", "mailto", "tel", "ftp", "cid", "data"].into())
        .link_rel(None)
        .clean(source)
        .to_string();
    let writer = Writer(RefCell::new(Page { out: String::new(), opened: Vec::new(), count: 0, images, defang }));
    let tokenizer = Tokenizer::new(writer, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = kept.as_str();
    while !rest.is_empty() {
        let end = (CHUNK.min(rest.len())..=rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (chunk, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        queue.push_back(StrTendril::from(chunk));
        let _more = tokenizer.feed(&queue);
        rest = tail;
    }
    tokenizer.end();
    tokenizer.sink.0.into_inner().out
}

struct Writer<'p, 'a>(RefCell<Page<'p, 'a>>);

struct Page<'p, 'a> {
    out: String,
    /// The open elements: whether each was written.
    opened: Vec<bool>,
    count: usize,
    images: &'p mut Images<'a>,
    defang: &'p dyn Fn(&str) -> String,
}

impl TokenSink for Writer<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => escape(&mut page.out, &text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => page.start(&tag),
            Token::TagToken(tag) => page.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page<'_, '_> {
    fn start(&mut self, tag: &Tag) {
        let void = VOID.contains(&&*tag.name);
        let shown = self.opened.len() < DEPTH && self.count < COUNT;
        self.count += 1;
        if !void {
            self.opened.push(shown);
        }
        match &*tag.name {
            _ if !shown => {}
            "img" => self.picture(tag),
            name => {
                self.open(name, tag);
                if let Some(target) = value(tag, "href").filter(|_| name == "a") {
                    self.attribute("title", &(self.defang)(target));
                }
                self.out.push('>');
            }
        }
    }

    fn end(&mut self, name: &str) {
        if !VOID.contains(&name) && self.opened.pop() == Some(true) {
            self.out.push_str(&format!("</{name}>"));
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let src = value(tag, "src").unwrap_or_default();
        if let Some(address) = self.images.address(src) {
            self.open("img", tag);
            self.attribute("src", &address);
            self.out.push('>');
            return;
        }
        let side = |name: &str| value(tag, name).and_then(|text| text.trim_end_matches("px").parse::<u32>().ok());
        // A picture that nobody was meant to see is not missed.
        if [side("width"), side("height")].iter().any(|side| side.is_some_and(|side| side <= 3)) {
            return;
        }
        self.out.push_str("<span class=\"gone\"");
        let sized = [("width", side("width")), ("height", side("height"))];
        let size: String =
            sized.iter().filter_map(|(name, side)| Some(format!("{name}:{}px;", (*side)?.min(2000)))).collect();
        if !size.is_empty() {
            self.attribute("style", &size);
        }
        let target =
            (self.defang)(src.get(..src.len().min(2000)).filter(|_| !src.starts_with("data:")).unwrap_or_default());
        if !target.is_empty() {
            self.attribute("title", &target);
        }
        self.out.push('>');
        escape(&mut self.out, value(tag, "alt").unwrap_or_default());
        self.out.push_str("</span>");
    }

    /// The start of an element with its harmless attributes, still open.
    fn open(&mut self, name: &str, tag: &Tag) {
        self.out.push('<');
        self.out.push_str(name);
        for Attribute { name, value } in &tag.attrs {
            match &*name.local {
                "href" | "src" | "title" => {}
                "style" => {
                    let style = style::harmless(value);
                    if !style.is_empty() {
                        self.attribute("style", &style);
                    }
                }
                local if fits(local, value) => self.attribute(local, value),
                _ => {}
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\""));
        escape(&mut self.out, value);
        self.out.push('"');
    }
}

/// Whether a value is of a size that a page needs; a table of a million columns is none.
fn fits(name: &str, value: &str) -> bool {
    let digits = value.trim().trim_end_matches("px").trim_end_matches(['%', '*']).trim_start_matches(['+', '-']);
    let most = match name {
        "width" | "height" => 4,
        "border" | "cellpadding" | "cellspacing" | "size" | "start" => 3,
        "colspan" | "rowspan" | "span" => 2,
        _ => return value.len() <= 500,
    };
    digits.len() <= most && digits.bytes().all(|digit| digit.is_ascii_digit() || digit == b'.')
}

fn value<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// Text as it may stand in an element and in a quoted attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\0' => {}
            _ => out.push(c),
        }
    }
}
