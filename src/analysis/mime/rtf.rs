//! Rich text as Outlook keeps bodies: compressed (MS-OXRTFCP), and often HTML in disguise (MS-OXRTFEX). Gives the HTML, or
//! the words; not a picture of the text.

use super::bytes::Walk;
use super::{decode, mapi};

/// Most bytes of rich text that are made or read.
const LIMIT: usize = 8 << 20;
/// Deepest nesting of groups.
const DEPTH: usize = 500;
/// What every dictionary begins with.
const DICTIONARY: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
/// Groups whose words are no text.
const DROPPED: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "listtable",
    "listoverridetable",
    "mhtmltag",
    "generator",
    "fldinst",
    "xe",
    "tc",
];

/// The body of a rich text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Body {
    /// Whether the text is HTML.
    pub(super) html: bool,
    /// HTML, or lines of plain text.
    pub(super) text: String,
}

/// Undoes the compression; nothing where it is none.
pub(super) fn decompress(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut walk = Walk::new(bytes);
    let (_packed, size, kind, _sum) = (walk.u32()?, walk.length()?, walk.take(4)?, walk.u32()?);
    let size = size.min(LIMIT);
    match kind {
        b"MELA" => return walk.rest().get(..size.min(walk.rest().len())).map(<[u8]>::to_vec),
        b"LZFu" => {}
        _ => return None,
    }
    let mut ring = [b' '; 4096];
    ring.iter_mut().zip(DICTIONARY).for_each(|(to, from)| *to = *from);
    let mut at = DICTIONARY.len();
    let mut out = Vec::with_capacity(size.min(1 << 20));
    'all: while let Some(flags) = walk.u8() {
        for bit in 0..8 {
            if out.len() >= size {
                break 'all;
            }
            let mut put = |byte: u8| {
                out.push(byte);
                if let Some(slot) = ring.get_mut(at) {
                    *slot = byte;
                }
                at = (at + 1) % 4096;
            };
            if flags >> bit & 1 == 0 {
                let Some(byte) = walk.u8() else { break 'all };
                put(byte);
                continue;
            }
            let (Some(high), Some(low)) = (walk.u8(), walk.u8()) else { break 'all };
            let offset = usize::from(high) << 4 | usize::from(low) >> 4;
            if offset == at {
                break 'all;
            }
            copy(&mut ring, &mut at, &mut out, offset, usize::from(low & 0xf) + 2);
        }
    }
    Some(out)
}

fn copy(ring: &mut [u8; 4096], at: &mut usize, out: &mut Vec<u8>, from: usize, count: usize) {
    for step in 0..count {
        let byte = ring.get((from + step) % 4096).copied().unwrap_or(b' ');
        out.push(byte);
        if let Some(slot) = ring.get_mut(*at) {
            *slot = byte;
        }
        *at = (*at + 1) % 4096;
    }
}

/// Reads rich text. Any bytes; linear in their number.
pub(super) fn read(source: &[u8]) -> Body {
    let source = source.get(..LIMIT).unwrap_or(source);
    let head = source.get(..2000).unwrap_or(source);
    let html = memchr::memmem::find(head, b"\\fromhtml").is_some();
    let mut reader = Reader { html, page: 1252, group: Group { unicode: 1, ..Group::default() }, ..Reader::default() };
    reader.run(source);
    reader.flush();
    let text = if html { reader.out } else { reader.out.trim().to_owned() };
    Body { html, text }
}

/// What holds until the group ends.
#[derive(Clone, Copy, Default)]
struct Group {
    /// Its words are no text.
    dropped: bool,
    /// Its words are HTML as it was.
    tag: bool,
    /// Its words are rich text for those who cannot show the HTML.
    rtf_only: bool,
    /// Letters that stand after `\u` for older readers.
    unicode: usize,
    /// The font, which says the code page.
    font: i32,
    /// In the table of fonts.
    fonts: bool,
}

#[derive(Default)]
struct Reader {
    html: bool,
    page: u32,
    group: Group,
    stack: Vec<Group>,
    /// Bytes in a code page that are not yet decoded.
    waiting: Vec<u8>,
    fonts: std::collections::BTreeMap<i32, u32>,
    /// Characters to pass over after `\u`.
    skip: usize,
    /// Half of a character beyond the first plane.
    high: Option<u16>,
    /// After `\*`: an unknown word means that the group is no text.
    optional: bool,
    out: String,
}

impl Reader {
    fn run(&mut self, source: &[u8]) {
        let mut rest = source;
        while let [byte, tail @ ..] = rest {
            rest = match byte {
                b'{' => {
                    self.flush();
                    if self.stack.len() < DEPTH {
                        self.stack.push(self.group);
                    }
                    self.optional = false;
                    tail
                }
                b'}' => {
                    self.flush();
                    self.group = self.stack.pop().unwrap_or(self.group);
                    self.optional = false;
                    tail
                }
                b'\\' => self.control(tail),
                b'\r' | b'\n' => tail,
                byte => {
                    self.byte(*byte);
                    tail
                }
            };
            if self.out.len() > LIMIT {
                return;
            }
        }
    }

    /// Reads what stands after a backslash and gives the rest.
    fn control<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        match rest {
            [b'\'', high, low, tail @ ..] => {
                let digit = |c: &u8| char::from(*c).to_digit(16);
                if let (Some(high), Some(low)) = (digit(high), digit(low)) {
                    self.byte((high << 4 | low) as u8);
                }
                tail
            }
            [b'*', tail @ ..] => {
                self.optional = true;
                tail
            }
            [byte, ..] if byte.is_ascii_alphabetic() => self.word(rest),
            [b'~', tail @ ..] => {
                self.show("\u{a0}");
                tail
            }
            [b'\r' | b'\n', tail @ ..] => {
                self.show("\n");
                tail
            }
            [byte @ (b'{' | b'}' | b'\\'), tail @ ..] => {
                self.byte(*byte);
                tail
            }
            [_, tail @ ..] => tail,
            [] => rest,
        }
    }

    fn word<'a>(&mut self, rest: &'a [u8]) -> &'a [u8] {
        let length = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let (word, rest) = rest.split_at_checked(length).unwrap_or((rest, b""));
        let digits =
            rest.iter().enumerate().take(11).take_while(|(at, b)| b.is_ascii_digit() || *at == 0 && **b == b'-');
        let (number, rest) = rest.split_at_checked(digits.count()).unwrap_or((b"", rest));
        let number: Option<i32> = str::from_utf8(number).ok().and_then(|digits| digits.parse().ok());
        let rest = rest.strip_prefix(b" ").unwrap_or(rest);
        let word = str::from_utf8(word).unwrap_or_default();
        let optional = std::mem::take(&mut self.optional);
        match word {
            "bin" => {
                let skip = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
                return rest.get(skip..).unwrap_or_default();
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "htmltag" => self.group.tag = true,
            _ if DROPPED.contains(&word) => {
                self.group.dropped = true;
                self.group.fonts = word == "fonttbl";
            }
            _ if optional => self.group.dropped = true,
            _ => self.state(word, number),
        }
        rest
    }

    fn state(&mut self, word: &str, number: Option<i32>) {
        match word {
            "ansicpg" => self.page = number.and_then(|page| u32::try_from(page).ok()).unwrap_or(1252),
            "uc" => self.group.unicode = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(10),
            "f" => {
                self.flush();
                self.group.font = number.unwrap_or(0);
            }
            "fcharset" if self.group.fonts && self.fonts.len() < 1000 => {
                if let Some(page) = number.and_then(of_font) {
                    self.fonts.insert(self.group.font, page);
                }
            }
            "htmlrtf" => {
                self.flush();
                self.group.rtf_only = number != Some(0);
            }
            "par" | "line" | "sect" | "page" | "row" => self.show("\n"),
            "tab" | "cell" => self.show("\t"),
            "lquote" => self.show("‘"),
            "rquote" => self.show("’"),
            "ldblquote" => self.show("“"),
            "rdblquote" => self.show("”"),
            "bullet" => self.show("•"),
            "endash" => self.show("–"),
            "emdash" => self.show("—"),
            _ => {}
        }
    }

    fn silent(&self) -> bool {
        self.group.dropped || self.html && self.group.rtf_only && !self.group.tag
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else if !self.silent() {
            self.waiting.push(byte);
        }
    }

    fn show(&mut self, text: &str) {
        if !self.silent() {
            self.flush();
            self.out.push_str(text);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        self.skip = self.group.unicode;
        if self.silent() {
            return;
        }
        let unit = (number & 0xffff) as u16;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => self.out.push(c),
            _ if (0xd800..0xdc00).contains(&unit) => self.high = Some(unit),
            _ => {}
        }
    }

    fn flush(&mut self) {
        if !self.waiting.is_empty() {
            let page = self.fonts.get(&self.group.font).copied().unwrap_or(self.page);
            let bytes = std::mem::take(&mut self.waiting);
            self.out.push_str(&decode::text(&bytes, mapi::charset(page).as_deref()));
        }
    }
}

/// The code page of a character set of fonts.
fn of_font(set: i32) -> Option<u32> {
    Some(match set {
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_comes_out_of_its_disguise() {
        let source = b"{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 {\\fonttbl{\\f0 Arial;}{\\f1\\fcharset163 Arial;}}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 m\\f1\\'e2\\'f2\\f0 t \\u7853?\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag72 </p>}}";
        assert_eq!(read(source), Body { html: true, text: "<p>mật ậ</p>".into() });
        let plain = b"{\\rtf1\\ansi{\\fonttbl{\\f0 X;}}a\\par b\\{c\\}{\\*\\unknown z}}";
        assert_eq!(read(plain), Body { html: false, text: "a\nb{c}".into() });
    }

    #[test]
    fn compressed_text_is_undone() {
        // MS-OXRTFCP §3.1.1, the example of the specification.
        let packed = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125\x422\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        assert_eq!(decompress(packed).unwrap(), b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert_eq!(decompress(b"short"), None);
    }
}
