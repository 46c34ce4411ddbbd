//! Disk images (ISO 9660, with the long names of Joliet): which files are on them.

use super::super::bytes::u32_at;
use super::super::decode;
use super::facts::{Budget, Entry, Facts};

/// Bytes of a sector.
const SECTOR: usize = 2048;
/// Deepest nesting of folders.
const DEPTH: usize = 8;
/// Most folders that are looked at.
const FOLDERS: usize = 500;
/// Most records of all folders.
const RECORDS: usize = 50_000;

/// Whether bytes are a disk image.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.get(0x8001..0x8006) == Some(b"CD001")
}

/// Lists a disk image and copies its files out.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Facts {
    let volumes = (16..48).filter_map(|at| bytes.get(at * SECTOR..(at + 1) * SECTOR));
    let volumes: Vec<&[u8]> = volumes.take_while(|volume| volume.get(1..6) == Some(b"CD001")).collect();
    let joliet = |volume: &&&[u8]| volume.first() == Some(&2) && volume.get(88..90) == Some(b"%/");
    let (root, wide) = match volumes.iter().find(joliet) {
        Some(volume) => (volume.get(156..190), true),
        None => {
            (volumes.iter().find(|volume| volume.first() == Some(&1)).and_then(|volume| volume.get(156..190)), false)
        }
    };
    let mut disk = Disk { bytes, wide, folders: FOLDERS, records: RECORDS, out: Facts::default() };
    if let Some((at, length)) = root.and_then(extent) {
        disk.folder(at, length, "", 0, budget);
    }
    disk.out
}

struct Disk<'a> {
    bytes: &'a [u8],
    wide: bool,
    folders: usize,
    records: usize,
    out: Facts,
}

/// Where a record's content begins, and its length.
fn extent(record: &[u8]) -> Option<(usize, usize)> {
    let at = usize::try_from(u32_at(record, 2)?).ok()?.checked_mul(SECTOR)?;
    Some((at, usize::try_from(u32_at(record, 10)?).ok()?))
}

impl Disk<'_> {
    fn folder(&mut self, at: usize, length: usize, path: &str, depth: usize, budget: &mut Budget) {
        if depth >= DEPTH || self.folders == 0 {
            return;
        }
        self.folders -= 1;
        let bytes = self.bytes;
        let end = at.saturating_add(length).min(bytes.len());
        let mut at = at;
        while let Some(&size) = bytes.get(at).filter(|_| at < end) {
            if size == 0 {
                at = (at / SECTOR + 1) * SECTOR;
                continue;
            }
            if self.records == 0 {
                return;
            }
            self.records -= 1;
            let record = bytes.get(at..at + usize::from(size)).unwrap_or_default();
            at += usize::from(size);
            let (Some((start, length)), Some(&flags), Some(&named)) = (extent(record), record.get(25), record.get(32))
            else {
                return;
            };
            let Some(name) = record.get(33..33 + usize::from(named)).filter(|name| !matches!(name, [0 | 1])) else {
                continue;
            };
            let name = self.name(name);
            let path = if path.is_empty() { name } else { format!("{path}/{name}") };
            if flags & 2 != 0 {
                self.folder(start, length, &path, depth + 1, budget);
            } else if budget.entry() {
                let content = bytes.get(start..start.saturating_add(length).min(bytes.len())).unwrap_or_default();
                let content = budget.copy(content);
                self.out.entries.push(Entry { name: path, size: length as u64, encrypted: false, bytes: content });
            } else {
                return;
            }
        }
    }

    fn name(&self, bytes: &[u8]) -> String {
        let name = if self.wide {
            let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        } else {
            decode::text(bytes, None)
        };
        name.split(';').next().unwrap_or_default().to_owned()
    }
}
