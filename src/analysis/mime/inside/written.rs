//! Documents that are written as text: SYLK sheets, tables with commas, Word documents as one file of XML (2003, and flat OPC),
//! pages of Office (MHTML), addresses as files. Their macros are packed once more (`ActiveMime`).

use flate2::read::ZlibDecoder;

use super::super::decode::Encoding;
use super::facts::{Budget, Entry, Facts, Trick};
use super::{field, ole, ooxml};

/// The first bytes of packed macros.
pub(super) const ACTIVE: &[u8] = b"ActiveMime";
/// The same in base64.
const ACTIVE64: &[u8] = b"QWN0aXZlTWltZQ";
/// Most bytes of a text that are read.
const TEXT: usize = 8 << 20;
/// Most lines of a sheet.
const LINES: usize = 50_000;
/// Most parts of a document of XML.
const PARTS: usize = 500;
/// Functions of sheets that start programs or fetch files.
const CALLS: &[&str] = &["exec(", "call(", "register(", "fopen(", "urldownloadtofile"];

/// Reads a document that is text; finds nothing in other bytes.
pub(super) fn read(bytes: &[u8], name: &str, budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let bytes = bytes.get(..TEXT).unwrap_or(bytes);
    let head = bytes.get(..4096).unwrap_or(bytes);
    let begins =
        |word: &[u8]| head.trim_ascii_start().get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let within = |word: &[u8]| memchr::memmem::find(head, word).is_some();
    if bytes.starts_with(ACTIVE) {
        return active(bytes, budget);
    }
    if begins(b"ID;P") {
        sylk(bytes, &mut out);
    } else if begins(b"[InternetShortcut]") {
        address(bytes, &mut out);
    } else if within(b"<pkg:package") || within(b"w:wordDocument") || within(b"progid=\"Word.Document\"") {
        let xml = String::from_utf8_lossy(bytes);
        out.join(flat(&xml, budget));
    } else if name.to_ascii_lowercase().ends_with(".csv") {
        table(bytes, &mut out);
    }
    if let Some(at) = memchr::memmem::find(bytes, ACTIVE64) {
        let packed = bytes.get(at..).unwrap_or_default();
        let inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/\r\n\t ".contains(byte);
        let end = packed.iter().position(|byte| !inside(byte)).unwrap_or(packed.len());
        out.join(active(&Encoding::Base64.decode(packed.get(..end).unwrap_or_default()), budget));
    }
    out
}

/// Macros as Office packs them into text: a header of about 50 bytes, then a compressed document.
fn active(bytes: &[u8], budget: &mut Budget) -> Facts {
    let start = (0x20..0x60).find(|at| {
        bytes.get(*at) == Some(&0x78)
            && bytes.get(at + 1).is_some_and(|next| (0x7800 | u16::from(*next)).is_multiple_of(31))
    });
    let Some(packed) = start.and_then(|at| bytes.get(at..)) else { return Facts::default() };
    let unpacked = budget.unpack(ZlibDecoder::new(packed), packed.len() as u64);
    ole::read(&unpacked, budget)
}

/// A sheet of SYLK: a name that runs by itself, and formulas that start programs.
fn sylk(bytes: &[u8], out: &mut Facts) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines().take(LINES) {
        let lower = line.to_lowercase();
        if lower.starts_with("nn;") && lower.contains("auto_") {
            out.trick(Trick::AutoRun, "Excel 4.0");
        }
        let Some((_, formula)) = lower.split_once(";e").filter(|_| lower.starts_with("c;")) else { continue };
        if CALLS.iter().any(|call| formula.contains(call)) {
            out.trick(Trick::AutoRun, formula.chars().take(200).collect::<String>());
        }
        if calls_program(formula) {
            out.trick(Trick::Dde, formula.chars().take(200).collect::<String>());
        }
    }
}

/// A table with commas whose cells are formulas that call a program.
fn table(bytes: &[u8], out: &mut Facts) {
    let text = String::from_utf8_lossy(bytes);
    for cell in text.lines().take(LINES).flat_map(|line| line.split([',', ';', '\t']).take(200)) {
        let cell = cell.trim_start_matches(['"', ' ']);
        if cell.starts_with(['=', '+', '-', '@']) && calls_program(cell) {
            out.trick(Trick::Dde, cell.chars().take(200).collect::<String>());
        }
    }
}

/// `program|'words'!cell`.
fn calls_program(formula: &str) -> bool {
    let Some((program, rest)) = formula.split_once('|') else { return false };
    program.chars().next_back().is_some_and(char::is_alphanumeric) && rest.starts_with('\'') && rest.contains('!')
}

/// A file with an address: one on another machine's disk shows a program as if it were here.
fn address(bytes: &[u8], out: &mut Facts) {
    let text = String::from_utf8_lossy(bytes);
    for line in text.lines().take(100) {
        let Some((key, value)) = line.split_once('=') else { continue };
        let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
        if key == "url" || key == "workingdirectory" || key == "iconfile" {
            let lower = value.to_ascii_lowercase();
            if lower.starts_with("file:") || lower.starts_with("\\\\") {
                out.trick(Trick::Shortcut, value);
            }
            if key == "url" {
                out.link(value);
            }
        }
    }
}

/// A document of Word in one file of XML: fields and relationships stand in it as in a zip, parts in base64.
fn flat(xml: &str, budget: &mut Budget) -> Facts {
    let mut parts =
        vec![Entry { name: "word/document.xml".into(), bytes: xml.as_bytes().to_vec(), ..Entry::default() }];
    parts.push(Entry { name: "flat.rels".into(), bytes: xml.as_bytes().to_vec(), ..Entry::default() });
    for piece in xml.split("pkg:name=").skip(1).take(PARTS) {
        let name = piece.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default();
        let Some((_, data)) = piece.split_once("<pkg:binaryData>") else { continue };
        let data = data.split('<').next().unwrap_or_default();
        if !budget.entry() {
            break;
        }
        let bytes = budget.copy(&Encoding::Base64.decode(data.as_bytes()));
        parts.push(Entry {
            name: name.trim_start_matches('/').to_owned(),
            size: bytes.len() as u64,
            encrypted: false,
            bytes,
        });
    }
    let mut out = ooxml::read(parts, budget);
    let template = xml.split("<w:attachedTemplate").nth(1).and_then(|rest| rest.split("w:val=").nth(1));
    let target = template.and_then(|rest| rest.trim_start_matches(['"', '\'']).split(['"', '\'']).next());
    if let Some(target) = target.filter(|target| field::remote(target)) {
        out.trick(Trick::Remote, target);
        out.link(target);
    }
    out
}
