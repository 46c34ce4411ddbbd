//! PDF: actions, links and files, found by walking through its words, also in packed streams of objects. No tree of
//! objects is built, so a broken file says as much as a whole one; a word in a place where it means nothing counts too.

use flate2::read::ZlibDecoder;

use super::super::plain::UrlFinder;
use super::super::rendered::Rendered;
use super::facts::{Budget, Entry, Facts, Trick};

/// Most streams that are unpacked.
const STREAMS: usize = 2000;
/// Bytes before a stream in which its description is looked for.
const BEFORE: usize = 2000;
/// Most characters of text in which addresses are looked for.
const TEXT: usize = 500_000;

/// Reads a PDF.
pub(super) fn read(bytes: &[u8], urls: &UrlFinder, budget: &mut Budget) -> Facts {
    let mut pdf = Pdf::default();
    let mut streams = 0;
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, b"stream").filter(|_| streams < STREAMS) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, &[]));
        pdf.words(before);
        let body = after.get(6..).unwrap_or_default();
        let body = body.strip_prefix(b"\r\n").or(body.strip_prefix(b"\n")).unwrap_or(body);
        let length = memchr::memmem::find(body, b"endstream").unwrap_or(body.len());
        let (body, next) = body.split_at_checked(length).unwrap_or((body, &[]));
        streams += 1;
        pdf.stream(before.get(before.len().saturating_sub(BEFORE)..).unwrap_or(before), body, budget);
        rest = next.strip_prefix(b"endstream").unwrap_or(next);
    }
    pdf.words(rest);
    pdf.finish(urls)
}

#[derive(Default)]
struct Pdf {
    out: Facts,
    /// Text of the pages, as far as it is written in letters.
    text: String,
    scripts: bool,
    opens: bool,
    /// The last name of a file, and whether files are described.
    file: Option<String>,
    launch: Option<String>,
}

/// What stands at a place: a name, a string, or something else.
enum Token {
    Name(Vec<u8>),
    Text(Vec<u8>),
    Other,
}

impl Pdf {
    /// The description in front of a stream ends with the last `obj`.
    fn stream(&mut self, before: &[u8], body: &[u8], budget: &mut Budget) {
        let start = memchr::memmem::rfind(before, b" obj").unwrap_or(0);
        let head = before.get(start..).unwrap_or_default();
        let has = |word: &[u8]| memchr::memmem::find(head, word).is_some();
        if has(b"/Image") || has(b"/FontFile") || has(b"/XRef") || has(b"/Length1") {
            return;
        }
        let packed = has(b"/FlateDecode") || has(b"/Fl ");
        let content = if packed { budget.unpack(ZlibDecoder::new(body), body.len() as u64) } else { budget.copy(body) };
        if has(b"/EmbeddedFile") {
            if budget.entry() {
                let size = content.len() as u64;
                self.out.entries.push(Entry { name: String::new(), size, encrypted: false, bytes: content });
            }
        } else if has(b"/ObjStm") {
            self.words(&content);
        } else {
            self.page(&content);
        }
    }

    /// Takes what the words of a piece say.
    fn words(&mut self, piece: &[u8]) {
        let mut rest = piece;
        let mut before: Vec<u8> = Vec::new();
        while let Some(token) = token(&mut rest) {
            match token {
                Token::Name(name) => {
                    self.name(&name);
                    before = name;
                }
                Token::Text(text) => {
                    self.string(&before, &text);
                    before.clear();
                }
                Token::Other => {}
            }
        }
    }

    fn name(&mut self, name: &[u8]) {
        match name {
            b"JS" | b"JavaScript" => self.scripts = true,
            b"OpenAction" | b"AA" => self.opens = true,
            b"Launch" => self.launch = self.launch.take().or(Some(String::new())),
            b"Encrypt" => self.out.encrypted = true,
            _ => {}
        }
    }

    fn string(&mut self, name: &[u8], text: &[u8]) {
        let text = string(text);
        match name {
            b"URI" => self.out.link(text.trim()),
            b"F" | b"UF" | b"Win" | b"P" => {
                if let Some(command) = self.launch.as_mut().filter(|command| command.len() < 300) {
                    command.push_str(text.trim());
                    command.push(' ');
                }
                if matches!(name, b"F" | b"UF") && text.contains('.') {
                    self.file = Some(text);
                }
            }
            _ => {}
        }
    }

    /// Takes the letters of a page: strings that follow one another are one word, an operator that moves begins a line.
    fn page(&mut self, content: &[u8]) {
        let mut rest = content;
        while let Some(token) = token(&mut rest).filter(|_| self.text.len() < TEXT) {
            if let Token::Text(text) = token {
                self.text.extend(text.iter().map(|byte| char::from(*byte)).filter(|c| !c.is_control()));
            }
            let moves = [b"Td".as_slice(), b"TD", b"T*", b"Tm", b"ET"];
            if moves.iter().any(|word| rest.trim_ascii_start().starts_with(word)) && !self.text.ends_with('\n') {
                self.text.push('\n');
            }
        }
    }

    fn finish(mut self, urls: &UrlFinder) -> Facts {
        if let Some(command) = self.launch.take() {
            self.out.trick(Trick::PdfAction, format!("/Launch {}", command.trim()).trim().to_owned());
        }
        if self.scripts {
            self.out.trick(Trick::PdfAction, if self.opens { "/OpenAction /JavaScript" } else { "/JavaScript" });
        }
        // Descriptions and files stand apart; with several of them only the last name is known.
        for (at, entry) in self.out.entries.iter_mut().rev().enumerate() {
            let known = self.file.take().filter(|_| at == 0);
            entry.name = known.unwrap_or_else(|| format!("tep-{}", at + 1));
        }
        if self.out.encrypted {
            // Strings are encrypted too, so that what was read of them is noise.
            self.out.links.clear();
            return self.out;
        }
        let mut page = Rendered { text: self.text, ..Rendered::default() };
        urls.add_links(&mut page);
        page.links.into_iter().for_each(|link| self.out.link(link.target));
        self.out
    }
}

/// The next name or string; other bytes are passed over, up to 64 KB at a time.
fn token(rest: &mut &[u8]) -> Option<Token> {
    let at = rest.iter().position(|byte| matches!(byte, b'/' | b'(' | b'<' | b'\n'))?;
    let (kind, mut tail) = rest.get(at..)?.split_first()?;
    let found = match kind {
        b'/' => Token::Name(name(&mut tail)),
        b'(' => Token::Text(literal(&mut tail)),
        b'<' if tail.first() != Some(&b'<') => Token::Text(hexadecimal(&mut tail)),
        b'<' => {
            tail = tail.get(1..).unwrap_or_default();
            Token::Other
        }
        _ => Token::Other,
    };
    *rest = tail;
    Some(found)
}

/// A name, with `#4a` undone.
fn name(rest: &mut &[u8]) -> Vec<u8> {
    let end =
        rest.iter().position(|byte| byte.is_ascii_whitespace() || b"/<>[](){}%\0".contains(byte)).unwrap_or(rest.len());
    let (raw, tail) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    *rest = tail;
    let mut out = Vec::new();
    let mut raw = raw.get(..100).unwrap_or(raw);
    while let Some((byte, next)) = raw.split_first() {
        let digit = |at: usize| next.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        (out, raw) = match (byte, digit(0), digit(1)) {
            (b'#', Some(high), Some(low)) => {
                ([out, vec![(high << 4 | low) as u8]].concat(), next.get(2..).unwrap_or_default())
            }
            _ => ([out, vec![*byte]].concat(), next),
        };
    }
    out
}

/// A string in brackets, which may hold balanced ones.
fn literal(rest: &mut &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut depth = 0_usize;
    while let Some((byte, tail)) = rest.split_first() {
        *rest = tail;
        match byte {
            b'\\' => {
                let Some((next, tail)) = tail.split_first() else { break };
                *rest = tail;
                match next {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'\r' | b'\n' => {}
                    b'0'..=b'7' => {
                        let digits: Vec<u8> = std::iter::once(next)
                            .chain(tail.iter().take(2))
                            .copied()
                            .take_while(|b| (b'0'..=b'7').contains(b))
                            .collect();
                        *rest = tail.get(digits.len() - 1..).unwrap_or_default();
                        out.push(digits.iter().fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0')) as u8);
                    }
                    other => out.push(*other),
                }
            }
            b'(' => {
                depth += 1;
                out.push(b'(');
            }
            b')' if depth == 0 => break,
            b')' => {
                depth -= 1;
                out.push(b')');
            }
            byte => out.push(*byte),
        }
        if out.len() > 64 * 1024 {
            break;
        }
    }
    out
}

fn hexadecimal(rest: &mut &[u8]) -> Vec<u8> {
    let end = rest.iter().take(64 * 1024).position(|byte| *byte == b'>').unwrap_or(0);
    let (raw, tail) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    *rest = tail;
    let digits: Vec<u32> = raw.iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |sum, digit| sum << 4 | digit) as u8).collect()
}

/// A string as text: UTF-16 where it says so.
fn string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
