//! PDF: actions, links and files, found by walking through its words, also in packed streams of objects. No tree of
//! objects is built, so a broken file says as much as a whole one; a word in a place where it means nothing counts too.

use super::super::plain::UrlFinder;
use super::super::rendered::Rendered;
use super::facts::{Budget, Entry, Facts, Trick};
use super::pdf_stream::Head;
use super::pdf_word::{Token, string, token};

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
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(rest.get(from..).unwrap_or_default(), b"stream") {
        if streams >= STREAMS {
            break;
        }
        let (before, after) = rest.split_at_checked(from + at).unwrap_or((rest, &[]));
        // The same letters in a string begin no stream.
        let ends = before.get(before.len().saturating_sub(100)..).unwrap_or(before);
        if !ends.trim_ascii_end().ends_with(b">>") {
            from += at + 6;
            continue;
        }
        pdf.words(before);
        let body = after.get(6..).unwrap_or_default();
        let body = body.strip_prefix(b"\r\n").or(body.strip_prefix(b"\n")).unwrap_or(body);
        let length = memchr::memmem::find(body, b"endstream").unwrap_or(body.len());
        let (body, next) = body.split_at_checked(length).unwrap_or((body, &[]));
        streams += 1;
        pdf.stream(before.get(before.len().saturating_sub(BEFORE)..).unwrap_or(before), body, budget);
        rest = next.strip_prefix(b"endstream").unwrap_or(next);
        from = 0;
    }
    pdf.words(rest);
    pdf.finish(urls, budget)
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

impl Pdf {
    /// The description in front of a stream ends with the last `obj`.
    fn stream(&mut self, before: &[u8], body: &[u8], budget: &mut Budget) {
        let start = memchr::memmem::rfind(before, b" obj").unwrap_or(0);
        let head = Head::new(before.get(start..).unwrap_or_default());
        let has = |word: &[u8]| head.has(word);
        if has(b"Image") {
            self.out.codes.extend(head.codes(body, budget));
            return;
        }
        if has(b"FontFile") || has(b"XRef") || has(b"Length1") {
            return;
        }
        let content = head.unpack(body, budget);
        if has(b"EmbeddedFile") {
            if budget.entry() {
                let size = content.len() as u64;
                self.out.entries.push(Entry { name: String::new(), size, encrypted: false, bytes: content });
            }
        } else if has(b"ObjStm") {
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
            let next = rest.get(..16).unwrap_or(rest).trim_ascii_start();
            let moves = [b"Td".as_slice(), b"TD", b"T*", b"Tm", b"ET"];
            if moves.iter().any(|word| next.starts_with(word)) && !self.text.ends_with('\n') {
                self.text.push('\n');
            }
        }
    }

    fn finish(mut self, urls: &UrlFinder, budget: &mut Budget) -> Facts {
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
        let text = String::from_utf8_lossy(budget.page(self.text.as_bytes())).into_owned();
        let mut page = Rendered { text, ..Rendered::default() };
        urls.add_links(&mut page);
        page.links.into_iter().for_each(|link| self.out.link(link.target));
        self.out
    }
}
