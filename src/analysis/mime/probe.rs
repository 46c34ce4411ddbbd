//! Every parser on its own over any bytes: for property tests and fuzzing (`fuzz/`), which want to reach each of them without
//! a mail around. Says nothing about what was read: the only question is whether a parser ends, and ends well.

use mail_parser::MessageParser;

use super::attachment::FileReader;
use super::block::ForwardReader;
use super::dates::DateReader;
use super::dialects::phrases::Phrases;
use super::inside::{Budget, Opener};
use super::plain::{self, UrlFinder};
use super::rendered::Shown;
use super::{auth, bounce, decode, html, links, outlook, rebuild, received, rtf, split, tnef};
use crate::analysis::known::Known;

/// A parser of bytes that somebody else wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parser {
    /// Parts and header fields of a mail, with its hops, authentication and report of failure.
    Mail,
    /// A mail forwarded in a text.
    Forwarded,
    /// HTML and plain text as readable text, and links in them.
    Page,
    /// Packed and plain rich text.
    RichText,
    /// winmail.dat.
    Tnef,
    /// Outlook's .msg.
    Outlook,
    /// Dates as people write them.
    Dates,
    /// Transfer encodings and character sets.
    Charset,
    /// Any attachment, by its first bytes.
    File,
}

/// The parsers with the compiled patterns that they need.
#[derive(Debug)]
pub struct Probe {
    parser: MessageParser,
    urls: UrlFinder,
    files: FileReader,
    forwards: ForwardReader,
    phrases: Phrases,
    dates: DateReader,
}

impl Default for Probe {
    fn default() -> Self {
        let phrases = Phrases::new();
        Self {
            parser: MessageParser::default(),
            urls: UrlFinder::new(),
            files: FileReader::new(),
            forwards: ForwardReader::new(),
            dates: DateReader::new(&phrases),
            phrases,
        }
    }
}

impl Probe {
    /// Lets a parser read bytes; gives how much it found, which means nothing but that it was found.
    pub fn read(&self, parser: Parser, bytes: &[u8]) -> usize {
        match parser {
            Parser::Mail => {
                let mail = split::split(bytes, &self.parser);
                let hops = received::hops(&mail.head).len();
                let bounce = bounce::read(bytes, &mail, &self.parser);
                hops + mail.leaves.len()
                    + usize::from(auth::results(&mail.head, &Known::default()).by.is_some())
                    + usize::from(bounce.is_some())
            }
            Parser::Forwarded => {
                let page = plain::render(&String::from_utf8_lossy(bytes));
                usize::from(self.forwards.find(&page, "Fwd: x").is_some())
            }
            Parser::Page => self.page(&String::from_utf8_lossy(bytes)),
            Parser::RichText => {
                let unpacked = rtf::decompress(bytes).map_or(0, |plain| plain.len());
                drop(rtf::read(bytes));
                unpacked
            }
            Parser::Tnef => tnef::read(bytes).map_or(0, |item| rebuild::mail(&item).0.len()),
            Parser::Outlook => outlook::read(bytes).map_or(0, |item| rebuild::mail(&item).0.len()),
            Parser::Dates => {
                let text = String::from_utf8_lossy(bytes);
                usize::from(self.dates.read(&text, &self.phrases, 0).is_some())
            }
            Parser::Charset => charset(bytes),
            Parser::File => self.file(bytes),
        }
    }

    fn page(&self, source: &str) -> usize {
        let mut pages = [html::render(source), plain::render(source)];
        for page in &mut pages {
            self.urls.add_links(page);
        }
        let shown = pages.iter().flat_map(|page| &page.links).filter_map(links::link).count();
        shown + links::link(&Shown { at: 0, end: 0, target: source.to_owned(), text: None }).map_or(0, |_| 1)
    }

    fn file(&self, bytes: &[u8]) -> usize {
        let passwords = ["123456".to_owned()];
        let (files, urls) = (&self.files, &self.urls);
        let mut opener = Opener { files, urls, passwords: &passwords, budget: &mut Budget::default() };
        let opened = opener.open("tep", bytes);
        opened.contents.len() + opened.links.len() + opened.tricks.len()
    }
}

/// The first byte chooses the character set.
fn charset(bytes: &[u8]) -> usize {
    const SETS: &[&str] = &[
        "utf-8",
        "windows-1258",
        "utf-7",
        "viscii",
        "tcvn3",
        "vni",
        "big5",
        "gbk",
        "shift_jis",
        "iso-2022-jp",
        "koi8-r",
        "utf-16le",
    ];
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    let set = SETS.get(usize::from(*first)).copied();
    let decoded = [decode::Encoding::Plain, decode::Encoding::Base64, decode::Encoding::Quoted];
    decoded.iter().map(|encoding| decode::text(&encoding.decode(rest), set).len()).sum()
}
