//! The lists of contents of RAR archives, versions 4 and 5. Nothing is unpacked: the method is not free.

use super::super::bytes::{Walk, u16_at, u32_at};
use super::super::{decode, mapi};
use super::facts::{Budget, Entry, Facts};

/// The first bytes of version 4.
const FOUR: &[u8] = b"Rar!\x1a\x07\x00";
/// The first bytes of version 5.
const FIVE: &[u8] = b"Rar!\x1a\x07\x01\x00";

/// Whether bytes are a RAR archive.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.starts_with(FOUR) || bytes.starts_with(FIVE)
}

/// Lists a RAR archive.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    match bytes.strip_prefix(FIVE) {
        Some(rest) => drop(five(rest, budget, &mut out)),
        None => drop(four(bytes.strip_prefix(FOUR).unwrap_or_default(), budget, &mut out)),
    }
    out
}

fn four(mut rest: &[u8], budget: &mut Budget, out: &mut Facts) -> Option<()> {
    loop {
        let kind = *rest.get(2)?;
        let flags = u16_at(rest, 3)?;
        let head = usize::from(u16_at(rest, 5)?);
        let block = rest.get(..head).filter(|_| head >= 7)?;
        let mut size = head;
        // Headers themselves are encrypted: nothing more can be told.
        if kind == 0x73 && flags & 0x80 != 0 {
            out.encrypted = true;
            return None;
        }
        if kind == 0x74 {
            if !budget.entry() {
                return None;
            }
            let (low, unpacked) = (u32_at(block, 7)?, u32_at(block, 11)?);
            let length = usize::from(u16_at(block, 26)?);
            let start = if flags & 0x100 == 0 { 32 } else { 40 };
            let high = if flags & 0x100 == 0 { (0, 0) } else { (u32_at(block, 32)?, u32_at(block, 36)?) };
            let name = block.get(start..start + length)?;
            let encrypted = flags & 4 != 0;
            out.encrypted |= encrypted;
            // A name of two parts: an old one, and after NUL one in a packed Unicode that adds nothing here.
            let name = decode::text(name.split(|byte| *byte == 0).next().unwrap_or_default(), None);
            let size_of = u64::from(high.1) << 32 | u64::from(unpacked);
            if flags & 0xe0 != 0xe0 {
                out.entries.push(Entry { name, size: size_of, encrypted, bytes: Vec::new() });
            }
            size = size.checked_add(usize::try_from(u64::from(high.0) << 32 | u64::from(low)).ok()?)?;
        } else if flags & 0x8000 != 0 {
            size = size.checked_add(usize::try_from(u32_at(block, 7)?).ok()?)?;
        }
        if kind == 0x7b {
            return None;
        }
        rest = rest.get(size..)?;
    }
}

/// A number of seven bits a byte.
fn vint(walk: &mut Walk<'_>) -> Option<u64> {
    let mut out = 0_u64;
    for shift in 0..9 {
        let byte = walk.u8()?;
        out |= u64::from(byte & 0x7f) << (7 * shift);
        if byte & 0x80 == 0 {
            return Some(out);
        }
    }
    None
}

fn five(rest: &[u8], budget: &mut Budget, out: &mut Facts) -> Option<()> {
    let mut walk = Walk::new(rest);
    loop {
        walk.u32()?;
        let size = usize::try_from(vint(&mut walk)?).ok()?;
        let mut head = Walk::new(walk.take(size)?);
        let (kind, flags) = (vint(&mut head)?, vint(&mut head)?);
        let extra = if flags & 1 == 0 { 0 } else { vint(&mut head)? };
        let data = if flags & 2 == 0 { 0 } else { vint(&mut head)? };
        match kind {
            2 => {
                if !budget.entry() {
                    return None;
                }
                file(&mut head, usize::try_from(extra).ok()?, out);
            }
            4 => {
                out.encrypted = true;
                return None;
            }
            5 => return None,
            _ => {}
        }
        walk.take(usize::try_from(data).ok()?)?;
    }
}

fn file(head: &mut Walk<'_>, extra: usize, out: &mut Facts) -> Option<()> {
    let flags = vint(head)?;
    let size = vint(head)?;
    vint(head)?;
    if flags & 2 != 0 {
        head.u32()?;
    }
    if flags & 4 != 0 {
        head.u32()?;
    }
    vint(head)?;
    vint(head)?;
    let length = usize::try_from(vint(head)?).ok()?;
    let name = decode::text(head.take(length)?, mapi::charset(65001).as_deref());
    let mut records = Walk::new(head.rest().get(..extra).unwrap_or(head.rest()));
    let mut encrypted = false;
    while let Some(size) = vint(&mut records) {
        let Some(record) = usize::try_from(size).ok().and_then(|size| records.take(size)) else { break };
        encrypted |= record.first() == Some(&1);
    }
    out.encrypted |= encrypted;
    if flags & 1 == 0 {
        out.entries.push(Entry { name, size, encrypted, bytes: Vec::new() });
    }
    Some(())
}
