//! 7z archives: the list of contents, and whether they are encrypted; `seven_data` unpacks.

use super::super::bytes::Walk;
use super::super::mapi::utf16;
use super::facts::{Budget, Entry, Facts, Trick};
use super::seven_data::{Coder, Folder};

/// The first bytes.
pub(super) const SIGNATURE: &[u8] = b"7z\xbc\xaf\x27\x1c";
/// Most bytes of an unpacked header.
const HEADER: usize = 1 << 20;
/// Most streams, folders or files of a header.
const MANY: usize = 20_000;

/// Lists and unpacks a 7z archive.
pub(super) fn read(bytes: &[u8], passwords: &[String], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let mut archive = Archive { bytes, passwords, password: None, tried: false };
    archive.header(budget, &mut out);
    if let Some(word) = archive.password {
        out.trick(Trick::PasswordGiven, word);
    }
    out
}

struct Archive<'a> {
    bytes: &'a [u8],
    passwords: &'a [String],
    /// The word that opens it.
    password: Option<String>,
    tried: bool,
}

impl Archive<'_> {
    fn header(&mut self, budget: &mut Budget, out: &mut Facts) -> Option<()> {
        let mut walk = Walk::new(self.bytes.get(12..32)?);
        let (offset, size) = (usize::try_from(walk.u64()?).ok()?, usize::try_from(walk.u64()?).ok()?);
        let start = offset.checked_add(32)?;
        let mut head = self.bytes.get(start..start.checked_add(size)?)?.to_vec();
        // A packed header may hold another packed header.
        for _ in 0..4 {
            match head.split_first()? {
                (1, rest) => return list(&mut Walk::new(rest), self, budget, out),
                (0x17, rest) => {
                    let streams = streams(&mut Walk::new(rest))?;
                    let folder = streams.folders.first().filter(|folder| folder.size() <= HEADER)?;
                    out.encrypted |= folder.encrypted();
                    head = self.folder(folder, *streams.starts().first()?, &streams, budget)?;
                }
                _ => return None,
            }
        }
        None
    }

    /// Unpacks a folder whose packed streams begin with the one of a number.
    fn folder(&mut self, folder: &Folder, first: usize, streams: &Streams, budget: &mut Budget) -> Option<Vec<u8>> {
        let before: usize = streams.packed.iter().take(first).fold(0, |sum, size| sum.saturating_add(*size));
        let start = streams.start.checked_add(32)?.checked_add(before)?;
        let packed = self.bytes.get(start..start.checked_add(*streams.packed.get(first)?)?)?;
        if !folder.encrypted() {
            return folder.unpack(packed, None, budget);
        }
        if let Some(word) = &self.password {
            return folder.unpack(packed, Some(word), budget);
        }
        if std::mem::replace(&mut self.tried, true) {
            return None;
        }
        let sum =
            folder.sum.or(streams.sums.first().copied().flatten().filter(|_| streams.counts.first() == Some(&1)))?;
        let (word, content) = self.passwords.iter().find_map(|word| {
            let content = folder.unpack(packed, Some(word), budget).filter(|_| budget.attempt())?;
            let mut found = flate2::Crc::new();
            found.update(&content);
            (found.sum() == sum && content.len() == folder.size()).then_some((word, content))
        })?;
        self.password = Some(word.clone());
        Some(content)
    }
}

#[derive(Default)]
struct Streams {
    start: usize,
    packed: Vec<usize>,
    folders: Vec<Folder>,
    /// Files of each folder, and their sizes in order.
    counts: Vec<usize>,
    sizes: Vec<u64>,
    /// Sums of the files, as far as they are written down.
    sums: Vec<Option<u32>>,
}

impl Streams {
    /// The number of the first packed stream of each folder.
    fn starts(&self) -> Vec<usize> {
        let mut next = 0_usize;
        let of = |folder: &Folder| {
            let first = next;
            next = next.saturating_add(folder.packed);
            first
        };
        self.folders.iter().map(of).collect()
    }
}

/// A number whose first byte says how many follow.
fn number(walk: &mut Walk<'_>) -> Option<usize> {
    let first = walk.u8()?;
    let extra = first.leading_ones();
    let mut out = 0_u64;
    for shift in 0..extra {
        out |= u64::from(walk.u8()?) << (8 * shift);
    }
    if extra < 8 {
        out |= u64::from(first & (0x7f >> extra)) << (8 * extra);
    }
    usize::try_from(out).ok()
}

fn few(walk: &mut Walk<'_>) -> Option<usize> {
    number(walk).filter(|count| *count <= MANY)
}

/// Bits, one a thing; a byte before them may say that all are set.
fn bits(walk: &mut Walk<'_>, count: usize, short: bool) -> Option<Vec<bool>> {
    if short && walk.u8()? != 0 {
        return Some(vec![true; count]);
    }
    let bytes = walk.take(count.div_ceil(8))?;
    Some((0..count).map(|at| bytes.get(at / 8).is_some_and(|byte| byte & (0x80 >> (at % 8)) != 0)).collect())
}

fn sums(walk: &mut Walk<'_>, count: usize) -> Option<Vec<Option<u32>>> {
    let set = bits(walk, count, true)?;
    set.into_iter().map(|set| if set { walk.u32().map(Some) } else { Some(None) }).collect()
}

fn streams(walk: &mut Walk<'_>) -> Option<Streams> {
    let mut out = Streams::default();
    loop {
        match walk.u8()? {
            0 => break,
            6 => {
                out.start = number(walk)?;
                let count = few(walk)?;
                loop {
                    match walk.u8()? {
                        0 => break,
                        9 => out.packed = (0..count).map(|_| number(walk)).collect::<Option<_>>()?,
                        0x0a => drop(sums(walk, count)?),
                        _ => return None,
                    }
                }
            }
            7 => out.folders = folders(walk)?,
            8 => parts(walk, &mut out)?,
            _ => return None,
        }
    }
    if out.counts.is_empty() {
        out.counts = vec![1; out.folders.len()];
        out.sizes = out.folders.iter().map(|folder| folder.size() as u64).collect();
    }
    Some(out)
}

fn folders(walk: &mut Walk<'_>) -> Option<Vec<Folder>> {
    if walk.u8()? != 0x0b {
        return None;
    }
    let count = few(walk)?;
    if walk.u8()? != 0 {
        return None;
    }
    let mut out = (0..count).map(|_| folder(walk)).collect::<Option<Vec<_>>>()?;
    loop {
        match walk.u8()? {
            0 => return Some(out),
            0x0c => {
                for folder in &mut out {
                    folder.sizes = (0..folder.outputs()).map(|_| number(walk)).collect::<Option<_>>()?;
                }
            }
            0x0a => {
                let sums = sums(walk, count)?;
                out.iter_mut().zip(sums).for_each(|(folder, sum)| folder.sum = sum);
            }
            _ => return None,
        }
    }
}

fn folder(walk: &mut Walk<'_>) -> Option<Folder> {
    let mut out = Folder::default();
    let coders = few(walk).filter(|count| (1..=32).contains(count))?;
    let mut inputs = 0;
    for _ in 0..coders {
        let flags = walk.u8()?;
        let method = walk.take(usize::from(flags & 0xf))?.to_vec();
        let (ins, outs) = if flags & 0x10 == 0 { (1, 1) } else { (few(walk)?, few(walk)?) };
        // No method that is in use gives several streams.
        if outs != 1 {
            return None;
        }
        inputs += ins;
        let properties = if flags & 0x20 == 0 {
            &[][..]
        } else {
            let size = few(walk)?;
            walk.take(size)?
        };
        out.coders.push(Coder { method, properties: properties.to_vec(), inputs: ins });
    }
    let pairs = coders - 1;
    for _ in 0..pairs {
        out.bound.push((number(walk)?, number(walk)?));
    }
    out.packed = inputs.checked_sub(pairs)?;
    let free = (0..inputs.min(MANY)).find(|input| out.bound.iter().all(|(bound, _)| bound != input));
    out.first = free.unwrap_or(0);
    for at in 0..if out.packed > 1 { out.packed } else { 0 } {
        let input = number(walk)?;
        if at == 0 {
            out.first = input;
        }
    }
    Some(out)
}

/// Which files the folders hold together.
fn parts(walk: &mut Walk<'_>, out: &mut Streams) -> Option<()> {
    out.counts = vec![1; out.folders.len()];
    let mut kind = walk.u8()?;
    if kind == 0x0d {
        out.counts = out.folders.iter().map(|_| few(walk)).collect::<Option<_>>()?;
        kind = walk.u8()?;
    }
    if out.counts.iter().sum::<usize>() > MANY {
        return None;
    }
    for (folder, count) in out.folders.iter().zip(&out.counts) {
        let mut left = folder.size() as u64;
        for at in 0..*count {
            let size = if at + 1 == *count {
                left
            } else if kind == 9 {
                number(walk)? as u64
            } else {
                0
            };
            left = left.saturating_sub(size);
            out.sizes.push(size);
        }
    }
    if kind == 9 {
        kind = walk.u8()?;
    }
    if kind == 0x0a {
        let unknown =
            out.folders.iter().zip(&out.counts).filter(|(folder, count)| **count != 1 || folder.sum.is_none());
        let unknown: usize = unknown.map(|(_, count)| count).sum();
        out.sums = sums(walk, unknown)?;
        kind = walk.u8()?;
    }
    (kind == 0).then_some(())
}

fn list(walk: &mut Walk<'_>, archive: &mut Archive<'_>, budget: &mut Budget, out: &mut Facts) -> Option<()> {
    let mut found = Streams::default();
    loop {
        match walk.u8()? {
            0 => return Some(()),
            2 => {
                while walk.u8()? != 0 {
                    let size = number(walk)?;
                    walk.take(size)?;
                }
            }
            3 => drop(streams(walk)?),
            4 => {
                found = streams(walk)?;
                out.encrypted |= found.folders.iter().any(Folder::encrypted);
            }
            5 => return files(walk, &found, archive, budget, out),
            _ => return None,
        }
    }
}

fn files(
    walk: &mut Walk<'_>,
    found: &Streams,
    archive: &mut Archive<'_>,
    budget: &mut Budget,
    out: &mut Facts,
) -> Option<()> {
    let count = few(walk)?;
    let mut names: Vec<String> = Vec::new();
    let mut hollow = vec![false; count];
    loop {
        let kind = walk.u8()?;
        if kind == 0 {
            break;
        }
        let size = number(walk)?;
        let mut data = Walk::new(walk.take(size)?);
        match kind {
            0x0e => hollow = bits(&mut data, count, false)?,
            0x11 if data.u8()? == 0 => {
                let pairs = data.rest().as_chunks::<2>().0;
                names =
                    pairs.split(|pair| *pair == [0, 0]).take(count).map(|name| utf16(name.as_flattened())).collect();
            }
            _ => {}
        }
    }
    let mut solid = found.folders.iter().zip(&found.counts).zip(found.starts());
    let mut sizes = found.sizes.iter();
    let (mut left, mut encrypted, mut content) = (0, false, Vec::new().into_iter());
    for (name, hollow) in names.into_iter().zip(hollow) {
        if hollow {
            continue;
        }
        if !budget.entry() {
            break;
        }
        while left == 0 {
            let Some(((folder, count), first)) = solid.next() else { break };
            left = *count;
            if left == 0 {
                continue;
            }
            encrypted = folder.encrypted();
            content = archive.folder(folder, first, found, budget).unwrap_or_default().into_iter();
        }
        left = left.saturating_sub(1);
        let size = sizes.next().copied().unwrap_or_default();
        let bytes = content.by_ref().take(usize::try_from(size).unwrap_or(usize::MAX)).collect();
        out.entries.push(Entry { name, size, encrypted, bytes });
    }
    Some(())
}
