//! Compound files (MS-CFB) that are no mail: documents of old Office, the projects of macros, objects inside documents.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use flate2::read::ZlibDecoder;

use super::super::bytes::{Walk, u16_at};
use super::super::{decode, mapi};
use super::facts::{Budget, Entry, Facts, Trick};
use super::{field, qr, vba};

/// Most streams that are read.
const STREAMS: usize = 1000;
/// Most records of slides.
const RECORDS: usize = 200_000;
/// The kind of a record that holds a compound file.
const OBJECT: u16 = 0x1011;
/// Before the address in an object that is a link (MS-OSHARED §2.3.7.6).
const ADDRESS: &[u8] = b"\xe0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\x00\xaa\x00\x4b\xa9\x0b";
/// Most links that are looked for in one stream.
const LINKS: usize = 200;

/// Reads a compound file.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Facts {
    nested(bytes, false, budget)
}

/// Reads a compound file, which may stand `within` slides.
fn nested(bytes: &[u8], within: bool, budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let read = || {
        let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
        let names: Vec<_> =
            file.walk().take(STREAMS).filter(cfb::Entry::is_stream).map(|e| e.path().to_path_buf()).collect();
        for path in names {
            let Ok(stream) = file.open_stream(&path) else { continue };
            let packed = stream.len();
            let content = budget.unpack(stream.take(packed.min(bytes.len() as u64)), packed);
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if !within && name == "PowerPoint Document" {
                slides(&content, budget, &mut out);
            }
            part(&name, &content, budget, &mut out);
        }
        Some(())
    };
    catch_unwind(AssertUnwindSafe(read)).ok();
    out
}

fn part(name: &str, content: &[u8], budget: &mut Budget, out: &mut Facts) {
    match name {
        "EncryptedPackage" | "EncryptionInfo" | "EncryptedSummary" => out.encrypted = true,
        "Equation Native" => out.trick(Trick::Object, "Equation"),
        "\u{1}Ole10Native" => {
            if budget.entry() {
                out.entries.extend(package(content.get(4..).unwrap_or_default()));
            }
        }
        "WordDocument" => {
            out.encrypted |= content.get(11).is_some_and(|flags| flags & 1 == 1);
            codes(content, out);
        }
        "Workbook" | "Book" => records(content, out),
        "VisioDocument" | "PowerPoint Document" => addresses(content, out),
        _ => {
            let source = vba::source(content).filter(|source| budget.spend(source.len()));
            if let Some(name) = source.as_deref().and_then(vba::runs_itself) {
                out.trick(Trick::AutoRun, name);
            }
        }
    }
    if matches!(name, "Data" | "Pictures" | "Workbook" | "WordDocument") {
        pictures(content, budget, out);
    }
    if matches!(name, "Data" | "1Table" | "0Table") {
        addresses(content, out);
    }
}

/// Macros and objects of old slides (MS-PPT §2.10.34): compound files packed into records, which may stand in others.
fn slides(content: &[u8], budget: &mut Budget, out: &mut Facts) {
    let mut at = 0;
    for _ in 0..RECORDS {
        let mut walk = Walk::new(content.get(at..).unwrap_or_default());
        let (Some(version), Some(kind), Some(length)) = (walk.u16(), walk.u16(), walk.length()) else { return };
        at += 8;
        let data = walk.rest().get(..length).filter(|_| kind == OBJECT);
        if let Some(data) = data.filter(|_| budget.entry()) {
            let packed = data.get(4..).filter(|_| version >> 4 == 1);
            let unpacked = match packed {
                Some(packed) => budget.unpack(ZlibDecoder::new(packed), packed.len() as u64),
                None => budget.copy(data),
            };
            out.join(nested(&unpacked, true, budget));
        }
        // A container's records are gone through one by one.
        if version & 0xf != 0xf {
            at = at.saturating_add(length);
        }
    }
}

/// Codes in the pictures that stand in a stream; a picture ends by itself.
fn pictures(content: &[u8], budget: &mut Budget, out: &mut Facts) {
    for start in [b"\x89PNG\r\n\x1a\n".as_slice(), b"\xff\xd8\xff"] {
        for at in memchr::memmem::find_iter(content, start) {
            if !budget.pictures_left() {
                return;
            }
            out.codes.extend(qr::of_file(content.get(at..).unwrap_or_default(), budget));
        }
    }
}

/// The file in an object of the kind Package.
pub(super) fn package(bytes: &[u8]) -> Option<Entry> {
    let mut walk = Walk::new(bytes);
    walk.u16()?;
    let label = text(&mut walk)?;
    let path = text(&mut walk)?;
    walk.u32()?;
    let length = walk.length()?;
    walk.take(length)?;
    let size = walk.length()?;
    let content = walk.take(size).unwrap_or(walk.rest()).to_vec();
    let name = if label.contains('.') { label } else { path };
    Some(Entry { name, size: size as u64, encrypted: false, bytes: content })
}

fn text(walk: &mut Walk<'_>) -> Option<String> {
    let length = memchr::memchr(0, walk.rest())?;
    let text = decode::text(walk.take(length)?, None);
    walk.u8()?;
    Some(text)
}

/// The field codes of an old Word document: text between the marks 0x13 and 0x14 or 0x15, of one or two bytes a letter.
fn codes(content: &[u8], out: &mut Facts) {
    for at in memchr::memchr_iter(0x13, content).take(5000) {
        let rest = content.get(at + 1..).unwrap_or_default();
        let rest = rest.get(..4000).unwrap_or(rest);
        let code = if rest.first() == Some(&0) {
            mapi::utf16(rest.get(1..).unwrap_or_default())
        } else {
            rest.iter().map(|byte| char::from(*byte)).collect()
        };
        if let Some((code, _)) = code.split_once(['\u{14}', '\u{15}']) {
            field::read(code, out);
        }
    }
}

/// The records of an old workbook: whether it is encrypted, sheets of macros, links.
fn records(content: &[u8], out: &mut Facts) {
    let mut at = 0;
    while let (Some(kind), Some(size)) = (u16_at(content, at), u16_at(content, at + 2)) {
        let data = content.get(at + 4..at + 4 + usize::from(size)).unwrap_or_default();
        match kind {
            0x2f => out.encrypted = true,
            0x85 if data.get(5) == Some(&1) => out.trick(Trick::AutoRun, "Excel 4.0"),
            _ => {}
        }
        at += 4 + usize::from(size);
    }
    addresses(content, out);
}

/// The addresses of linked pages.
fn addresses(content: &[u8], out: &mut Facts) {
    for at in memchr::memmem::find_iter(content, ADDRESS).take(LINKS) {
        let mut walk = Walk::new(content.get(at + ADDRESS.len()..).unwrap_or_default());
        let Some(bytes) = walk.length().and_then(|length| walk.take(length.min(4000))) else { continue };
        let target = mapi::utf16(bytes);
        let target = target.split('\0').next().unwrap_or_default();
        if !target.is_empty() {
            out.link(target);
        }
    }
}
