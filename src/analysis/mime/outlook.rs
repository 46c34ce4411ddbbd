//! Outlook's .msg files (MS-OXMSG): a compound file whose streams are the properties of a mail. Bounded; whatever is broken
//! is left out.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use super::bytes::Walk;
use super::mapi::{File, Item, Properties, Value, utf16};

/// The first bytes of a compound file (MS-CFB).
pub(super) const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Most recipients that are read.
const RECIPIENTS: usize = 500;
/// Most files that are read.
const FILES: usize = 200;
/// Deepest nesting of mails.
const DEPTH: usize = 4;
/// Most bytes of streams that are read in all.
const TOTAL: u64 = 64 << 20;
/// Most streams that are read in all.
const STREAMS: usize = 20_000;

type Compound<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// Whether bytes are a .msg file.
pub(super) fn is(bytes: &[u8]) -> bool {
    // `__prop`, as the names of streams are written.
    const NAME: &[u8] = b"_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\x001\0.\0";
    bytes.starts_with(COMPOUND) && memchr::memmem::find(bytes, NAME).is_some()
}

/// Reads a .msg file; nothing where it is none.
pub(super) fn read(bytes: &[u8]) -> Option<Item> {
    if !is(bytes) {
        return None;
    }
    let read = || {
        let file = Compound::open(Cursor::new(bytes)).ok()?;
        let mut reader = Reader { file, left: TOTAL, streams: STREAMS };
        Some(reader.item(Path::new("/"), 32, None, 0))
    };
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

struct Reader<'a> {
    file: Compound<'a>,
    /// Bytes that may still be read.
    left: u64,
    /// Streams that may still be read.
    streams: usize,
}

impl Reader<'_> {
    fn item(&mut self, at: &Path, header: usize, page: Option<u32>, depth: usize) -> Item {
        let mut item = Item { properties: self.properties(at, header, page), ..Item::default() };
        let page = item.properties.string_page();
        for folder in self.folders(at, "__recip_version1.0_").into_iter().take(RECIPIENTS) {
            item.recipients.push(self.properties(&folder, 8, page));
        }
        for folder in self.folders(at, "__attach_version1.0_").into_iter().take(FILES) {
            let properties = self.properties(&folder, 8, page);
            let inside = folder.join("__substg1.0_3701000D");
            let embedded = depth < DEPTH && self.file.exists(inside.join("__properties_version1.0"));
            let inner = embedded.then(|| self.item(&inside, 24, page, depth + 1));
            let bytes = properties.bytes(0x3701).map(<[u8]>::to_vec).unwrap_or_default();
            item.files.push(File { properties, bytes, item: inner });
        }
        item
    }

    /// The storages of a folder that begin with a word, in the order of their numbers.
    fn folders(&self, at: &Path, prefix: &str) -> Vec<PathBuf> {
        let Ok(entries) = self.file.read_storage(at) else { return Vec::new() };
        let mut found: Vec<PathBuf> = entries
            .filter(|entry| entry.is_storage() && entry.name().starts_with(prefix))
            .map(|entry| at.join(entry.name()))
            .take(2000)
            .collect();
        found.sort();
        found
    }

    fn properties(&mut self, at: &Path, header: usize, page: Option<u32>) -> Properties {
        let mut out = Properties::in_page(page);
        let fixed = self.stream(&at.join("__properties_version1.0"));
        let mut walk = Walk::new(fixed.get(header..).unwrap_or_default());
        while let (Some(kind), Some(id), Some(_flags), Some(value)) = (walk.u16(), walk.u16(), walk.u32(), walk.u64()) {
            match kind {
                0x0002 | 0x000b => out.put(id, Value::Number(value & 0xffff)),
                0x0003 => out.put(id, Value::Number(value & 0xffff_ffff)),
                0x0014 | 0x0040 => out.put(id, Value::Number(value)),
                _ => {}
            }
        }
        for (name, id, kind) in self.long(at) {
            let bytes = self.stream(&at.join(name));
            out.put(id, if kind == 0x001f { Value::Text(utf16(&bytes)) } else { Value::Bytes(bytes) });
        }
        out
    }

    /// The streams of a folder that hold a string or bytes, with their number and type.
    fn long(&self, at: &Path) -> Vec<(String, u16, u16)> {
        let Ok(entries) = self.file.read_storage(at) else { return Vec::new() };
        entries
            .filter(cfb::Entry::is_stream)
            .filter_map(|entry| {
                let code = entry.name().strip_prefix("__substg1.0_")?;
                let (id, kind) = code.split_at_checked(4)?;
                let (id, kind) = (u16::from_str_radix(id, 16).ok()?, u16::from_str_radix(kind, 16).ok()?);
                matches!(kind, 0x001e | 0x001f | 0x0102).then(|| (entry.name().to_owned(), id, kind))
            })
            .take(3000)
            .collect()
    }

    fn stream(&mut self, at: &Path) -> Vec<u8> {
        let mut out = Vec::new();
        if self.streams == 0 {
            return out;
        }
        self.streams -= 1;
        if let Ok(stream) = self.file.open_stream(at) {
            stream.take(self.left).read_to_end(&mut out).ok();
        }
        self.left = self.left.saturating_sub(out.len() as u64);
        out
    }
}
