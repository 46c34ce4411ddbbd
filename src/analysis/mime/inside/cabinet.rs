//! Windows cabinets: which files are in them, and what unpacks. A file is reached by unpacking all before it in its folder,
//! so that this is counted.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::facts::{Budget, Entry, Facts};

/// The first bytes.
pub(super) const SIGNATURE: &[u8] = b"MSCF\0\0\0\0";
/// Most bytes that are unpacked only to get past them.
const PASSED: u64 = 64 << 20;

/// Lists and unpacks a cabinet.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Facts {
    // Other people's code, over lengths that an attacker writes.
    catch_unwind(AssertUnwindSafe(|| open(bytes, budget))).ok().flatten().unwrap_or_default()
}

fn open(bytes: &[u8], budget: &mut Budget) -> Option<Facts> {
    let mut cabinet = cab::Cabinet::new(Cursor::new(bytes)).ok()?;
    let mut listed: Vec<(String, u64, u64)> = Vec::new();
    for folder in cabinet.folder_entries() {
        let mut before = 0_u64;
        for file in folder.file_entries() {
            if !budget.entry() {
                break;
            }
            let size = u64::from(file.uncompressed_size());
            listed.push((file.name().to_owned(), size, before));
            before = before.saturating_add(size);
        }
    }
    let mut out = Facts::default();
    let mut left = PASSED;
    for (name, size, before) in listed {
        let cost = before.saturating_add(size);
        // A folder without blocks makes the library panic: that must not hide the names of the others.
        let unpack = AssertUnwindSafe(|| match cabinet.read_file(&name) {
            Ok(file) if cost <= left => {
                left -= cost;
                budget.unpack_slowly(file, size.min(bytes.len() as u64), 2)
            }
            _ => Vec::new(),
        });
        let content = catch_unwind(unpack).unwrap_or_default();
        out.entries.push(Entry { name, size, encrypted: false, bytes: content });
    }
    Some(out)
}
