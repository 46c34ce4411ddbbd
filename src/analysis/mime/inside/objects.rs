//! Objects in rich text (`\objdata`), what it fetches (`\*\template`), and its fields; files in OneNote sections.

use super::super::bytes::Walk;
use super::super::mapi::utf16;
use super::facts::{Budget, Entry, Facts, Trick};
use super::{field, ole, qr};

/// Most objects of one file.
const OBJECTS: usize = 100;
/// Most bytes of one object.
const OBJECT: usize = 16 << 20;
/// Before a file in a section (MS-ONESTORE §2.6.13).
const STORED: &[u8] = b"\xe7\x16\xe3\xbd\x65\x26\x11\x45\xa4\xc4\x8d\x4d\x0b\x7a\x9e\xac";
/// The first bytes of a section.
pub(super) const SECTION: &[u8] = b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3";

/// Reads rich text.
pub(super) fn rich_text(bytes: &[u8], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let find = |word: &'static [u8]| memchr::memmem::find_iter(bytes, word).take(OBJECTS);
    for data in groups(bytes, &[b"\\objdata"]) {
        object(&data, budget, &mut out);
    }
    for data in groups(bytes, &[b"\\pngblip", b"\\jpegblip"]) {
        // A group with the number of the picture may stand before it.
        let start = [b"\x89PNG".as_slice(), b"\xff\xd8\xff"].iter().find_map(|word| memchr::memmem::find(&data, word));
        out.codes.extend(qr::of_file(data.get(start.unwrap_or(0)..).unwrap_or_default(), budget));
    }
    if find(b"\\objupdate").next().is_some() {
        out.trick(Trick::Object, "objupdate");
    }
    for at in find(b"\\*\\template") {
        let target = words(bytes.get(at + 11..).unwrap_or_default());
        if field::remote(&target) {
            out.link(target.trim().to_owned());
            out.trick(Trick::Remote, target.trim());
        }
    }
    for at in find(b"\\fldinst") {
        field::read(&words(bytes.get(at + 8..).unwrap_or_default()), &mut out);
    }
    out
}

/// The data of the groups with one of these words. One inside another is part of it, so that each byte is read once.
fn groups(bytes: &[u8], words: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut out = Vec::new();
    for word in words {
        let mut rest = bytes;
        while let Some(at) = memchr::memmem::find(rest, word).filter(|_| out.len() < OBJECTS) {
            let (data, after) = digits(rest.get(at + word.len()..).unwrap_or_default());
            out.push(data);
            rest = after;
        }
    }
    out
}

/// The hexadecimal digits up to the end of the group as bytes, and what follows; control words among them are passed over.
fn digits(mut rest: &[u8]) -> (Vec<u8>, &[u8]) {
    let mut out = Vec::new();
    let mut half: Option<u8> = None;
    let mut depth = 0_usize;
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => break,
            b'}' => depth -= 1,
            b'\\' => {
                let length = tail.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
                rest = tail.get(length.max(1)..).unwrap_or_default();
            }
            _ => {
                let Some(digit) = char::from(*byte).to_digit(16) else { continue };
                match half.take() {
                    Some(high) => out.push(high << 4 | digit as u8),
                    None => half = Some(digit as u8),
                }
            }
        }
        if out.len() > OBJECT {
            break;
        }
    }
    (out, rest)
}

/// The words up to the end of the group, without control words.
fn words(rest: &[u8]) -> String {
    let mut out = String::new();
    let mut depth = 0_usize;
    let mut letters = rest.iter().take(4000).map(|byte| char::from(*byte)).peekable();
    while let Some(c) = letters.next() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            '\\' if letters.next_if(|next| matches!(next, '\\' | '{' | '}')).is_some() => out.push('\\'),
            '\\' => {
                while letters.next_if(|next| next.is_ascii_alphanumeric() || *next == '*').is_some() {}
                letters.next_if_eq(&' ');
            }
            '\r' | '\n' => {}
            c => out.push(c),
        }
    }
    out
}

/// An object as old OLE writes it (MS-OLEDS §2.2).
fn object(bytes: &[u8], budget: &mut Budget, out: &mut Facts) -> Option<()> {
    let mut walk = Walk::new(bytes);
    walk.u32()?;
    let linked = walk.u32()? == 1;
    let length = walk.length()?;
    let class = String::from_utf8_lossy(walk.take(length.min(100))?).trim_end_matches('\0').to_owned();
    let lower = class.to_ascii_lowercase();
    if linked || lower.starts_with("equation") || lower.starts_with("ole2link") {
        out.trick(Trick::Object, class);
    }
    for _ in 0..2 {
        let length = walk.length()?;
        walk.take(length)?;
    }
    let length = walk.length()?;
    let content = walk.take(length).unwrap_or(walk.rest());
    if !budget.entry() {
        return None;
    }
    if lower == "package" {
        out.entries.extend(ole::package(content));
    } else if !content.is_empty() {
        let name = format!("{}.bin", if lower.is_empty() { "object" } else { &lower });
        out.entries.push(Entry { name, size: content.len() as u64, encrypted: false, bytes: budget.copy(content) });
    }
    Some(())
}

/// Files in a section of OneNote. Names and files stand apart, so names are given to files in their order; pictures have
/// none.
pub(super) fn section(bytes: &[u8], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let mut names = names(bytes).into_iter();
    for at in memchr::memmem::find_iter(bytes, STORED).take(OBJECTS) {
        let mut walk = Walk::new(bytes.get(at + STORED.len()..).unwrap_or_default());
        let Some(length) = walk.u64().and_then(|length| usize::try_from(length).ok()) else { continue };
        let Some(content) = walk.take(12).and_then(|_| walk.take(length)) else { continue };
        if infer::is_image(content) {
            out.codes.extend(qr::of_file(content, budget));
            continue;
        }
        if !budget.entry() {
            continue;
        }
        let name = names.next().unwrap_or_else(|| format!("tep-{}", out.entries.len() + 1));
        out.entries.push(Entry { name, size: length as u64, encrypted: false, bytes: budget.copy(content) });
    }
    out
}

/// Words of UTF-16 that look like the names of files other than pictures, each once.
fn names(bytes: &[u8]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for at in memchr::memmem::find_iter(bytes, b".\0").take(20_000) {
        let after = bytes.get(at + 2..).unwrap_or_default().as_chunks::<2>().0;
        let ending: Vec<u8> =
            after.iter().take(6).take_while(|c| c[1] == 0 && c[0].is_ascii_alphanumeric()).flatten().copied().collect();
        let before = bytes.get(at % 2..at).unwrap_or_default().as_chunks::<2>().0;
        let letters = before
            .iter()
            .rev()
            .take(80)
            .take_while(|c| c[1] < 0x30 && (c[1] > 0 || c[0] >= b' ') && !b"\\/:*?\"<>|".contains(&c[0]));
        let stem: Vec<[u8; 2]> = letters.copied().collect();
        let stem: Vec<u8> = stem.into_iter().rev().flatten().collect();
        let name = format!("{}.{}", utf16(&stem), utf16(&ending));
        let short = matches!(ending.len(), 4..=8) && !stem.is_empty();
        let picture = [".png", ".jpg", ".jpeg", ".gif", ".emf", ".one"]
            .iter()
            .any(|end| name.to_ascii_lowercase().ends_with(end));
        if short && !picture && !out.contains(&name) && out.len() < OBJECTS {
            out.push(name);
        }
    }
    out
}
