//! What is inside an attachment: files of archives and documents to depth 3, tricks, links. Nothing is run or fetched, and
//! everything that is unpacked is counted against one budget for the mail.
//!
//! One format a file; the readers give `facts` and do not know each other, here they are put together.

mod cabinet;
mod facts;
mod field;
mod iso;
mod objects;
mod ole;
mod ooxml;
mod opened;
mod page;
pub(super) mod password;
mod pdf;
mod pdf_stream;
mod pdf_word;
mod picture;
pub(super) mod qr;
mod rar;
mod seven;
mod seven_data;
mod shortcut;
mod stream;
mod tar;
mod vba;
mod written;
pub(super) mod zip;

pub(super) use facts::Budget;
pub use facts::Trick;

use url::Url;

use super::attachment::FileReader;
use super::plain::UrlFinder;
use super::rendered::{Rendered, Shown};
use super::{decode, html, links, outlook, tnef};
use crate::analysis::evidence::{Content, Link, LinkSource};
use crate::base::text::one_line;
use facts::{Entry, Facts};
use opened::Opened;

/// Deepest nesting of files that are opened: an archive in an archive in an archive.
const DEPTH: usize = 2;
/// Most files inside one attachment that are listed.
const LISTED: usize = 200;
/// Longest path that is kept, in characters.
const PATH: usize = 300;
/// Most links of one QR code.
const CODE_LINKS: usize = 5;

/// Opens the attachments of one mail.
pub(super) struct Opener<'a> {
    pub(super) files: &'a FileReader,
    pub(super) urls: &'a UrlFinder,
    pub(super) passwords: &'a [String],
    pub(super) budget: &'a mut Budget,
}

impl Opener<'_> {
    /// Looks inside an attachment of a name.
    pub(super) fn open(&mut self, name: &str, bytes: &[u8]) -> Opened {
        let mut out = Opened::default();
        self.budget.burst = false;
        self.file(name, bytes, 0, &mut out);
        if self.budget.burst {
            out.tricks.push((Trick::Bomb, name.to_owned(), String::new()));
        }
        out
    }

    fn file(&mut self, holder: &str, bytes: &[u8], depth: usize, out: &mut Opened) {
        let facts = self.facts(holder, bytes, depth);
        out.encrypted |= facts.encrypted;
        out.tricks.extend(
            facts.tricks.into_iter().map(|(trick, detail)| (trick, holder.to_owned(), one_line(&detail, PATH))),
        );
        for (target, text) in facts.links {
            if out.links.len() >= 500 || !self.budget.link() {
                break;
            }
            let found = links::link(&Shown { at: 0, end: 0, target, text });
            let link = found.map(|link| Link { within: Some(holder.to_owned()), ..link });
            out.links.extend(link.filter(|link| !out.links.contains(link)));
        }
        for words in facts.codes {
            let (links, text) = self.code(&words, Some(holder));
            out.links.extend(links);
            out.codes.extend(text.map(|text| (holder.to_owned(), text)));
        }
        let deeper = depth + usize::from(!facts.packed || !self.budget.layer());
        for entry in facts.entries {
            let path = one_line(&format!("{holder}/{}", entry.name.replace('\\', "/")), PATH);
            let detected = self.files.detect(&entry.bytes);
            let project = is_project(&entry);
            if !project && out.contents.len() < LISTED {
                let name = one_line(&entry.name, PATH);
                let nested = path.split_once('/').map_or(name, |(_, inner)| inner.to_owned());
                out.contents.push(Content {
                    name: nested,
                    size: entry.size,
                    type_detected: detected,
                    encrypted: entry.encrypted,
                });
            }
            if project {
                // Its macros are the document's.
                self.file(holder, &entry.bytes, DEPTH, out);
            } else if deeper <= DEPTH && !entry.bytes.is_empty() {
                self.file(&path, &entry.bytes, deeper, out);
            }
        }
    }

    /// What a QR code says: the addresses in it, or its words where there is none.
    fn code(&self, words: &str, within: Option<&str>) -> (Vec<Link>, Option<String>) {
        let mut page = Rendered { text: words.replace("\\:", ":"), ..Rendered::default() };
        self.urls.add_links(&mut page);
        if Url::parse(words.trim()).is_ok_and(|url| matches!(url.scheme(), "http" | "https" | "ftp" | "mailto")) {
            page.links = vec![Shown { at: 0, end: 0, target: words.trim().to_owned(), text: None }];
        }
        let source = Some(LinkSource::Qr);
        let within = within.map(str::to_owned);
        let found = page.links.iter().filter_map(links::link).take(CODE_LINKS);
        let found: Vec<Link> = found.map(|link| Link { within: within.clone(), source, ..link }).collect();
        let text = found.is_empty().then(|| one_line(words, PATH));
        (found, text)
    }

    /// The QR codes in pictures that are written into the source of a page of the mail itself.
    pub(super) fn page_codes(&mut self, source: &str) -> (Vec<Link>, Vec<String>) {
        let mut out = (Vec::new(), Vec::new());
        for words in qr::of_page(source, self.budget) {
            let (links, text) = self.code(&words, None);
            out.0.extend(links);
            out.1.extend(text);
        }
        out
    }

    fn facts(&mut self, path: &str, bytes: &[u8], depth: usize) -> Facts {
        let budget = &mut *self.budget;
        if bytes.starts_with(b"PK\x03\x04") {
            let mut found = zip::read(bytes, self.passwords, budget);
            if ooxml::is(&found.entries) {
                let parts = std::mem::take(&mut found.entries);
                found.join(ooxml::read(parts, budget));
            }
            // Parts of an OpenDocument file are no files of their own.
            if found.entries.first().is_some_and(|first| first.name == "mimetype") {
                found.entries.retain(|entry| entry.name.starts_with("Basic/") || entry.name.starts_with("Scripts/"));
            }
            return found;
        }
        if bytes.starts_with(outlook::COMPOUND) {
            return if outlook::is(bytes) { Facts::default() } else { ole::read(bytes, budget) };
        }
        if bytes.starts_with(tnef::SIGNATURE) {
            return winmail(bytes, budget);
        }
        if let Some(found) = stream::read(bytes, path, budget) {
            return found;
        }
        if bytes.starts_with(seven::SIGNATURE) {
            return seven::read(bytes, self.passwords, budget);
        }
        if bytes.starts_with(cabinet::SIGNATURE) {
            return cabinet::read(bytes, budget);
        }
        if rar::is(bytes) {
            return rar::read(bytes, budget);
        }
        if iso::is(bytes) {
            return iso::read(bytes, budget);
        }
        if tar::is(bytes) {
            return tar::read(bytes, budget);
        }
        if bytes.starts_with(objects::SECTION) {
            return objects::section(bytes, budget);
        }
        if bytes.starts_with(shortcut::SIGNATURE) {
            return shortcut::read(bytes);
        }
        if bytes.trim_ascii_start().starts_with(b"{\\rt") {
            return objects::rich_text(bytes, budget);
        }
        let head = bytes.get(..1024).unwrap_or(bytes);
        if memchr::memmem::find(head, b"%PDF-").is_some() {
            return pdf::read(bytes, self.urls, budget);
        }
        if infer::is_image(bytes) {
            return Facts { codes: qr::of_file(bytes, budget), ..Facts::default() };
        }
        let mut found = written::read(bytes, path, budget);
        found.join(self.web_page(bytes, depth));
        found
    }

    fn web_page(&mut self, bytes: &[u8], depth: usize) -> Facts {
        let kind = self.files.detect(bytes);
        if !matches!(kind.as_deref(), Some("text/html" | "image/svg+xml")) {
            return Facts::default();
        }
        let source = decode::text(self.budget.page(bytes), None);
        let mut out = page::read(&source);
        out.codes = qr::of_page(&source, self.budget);
        let mut page = html::render(&source);
        self.urls.add_links(&mut page);
        if page.password_form && depth > 0 {
            out.tricks.push((Trick::Form, String::new()));
        }
        out.links.extend(page.links.into_iter().map(|link| (link.target, link.text)));
        out
    }
}

/// Whether an entry is the project of macros, which is part of the document and no file of its own.
fn is_project(entry: &Entry) -> bool {
    entry.name.to_ascii_lowercase().ends_with("vbaproject.bin")
}

/// The files of winmail.dat.
fn winmail(bytes: &[u8], budget: &mut Budget) -> Facts {
    let files = tnef::read(bytes).map(|item| item.files).unwrap_or_default();
    let entries = files.into_iter().filter(|file| file.item.is_none()).map(|file| Entry {
        name: file.properties.first_text(&[0x3707, 0x3704, 0x3001]).unwrap_or_default(),
        size: file.bytes.len() as u64,
        encrypted: false,
        bytes: budget.copy(&file.bytes),
    });
    Facts { entries: entries.collect(), ..Facts::default() }
}
