//! The lists of contents of 7z archives, and whether they are encrypted. Contents are not unpacked.

use super::super::bytes::Walk;
use super::super::mapi::utf16;
use super::facts::{Budget, Entry, Facts};
use super::lzma;

/// The first bytes.
pub(super) const SIGNATURE: &[u8] = b"7z\xbc\xaf\x27\x1c";
/// Most bytes of an unpacked header.
const HEADER: usize = 1 << 20;
/// Most streams, folders or files of a header.
const MANY: usize = 20_000;

/// The methods that are told apart.
const LZMA: &[u8] = &[3, 1, 1];
const AES: &[u8] = &[6, 0xf1, 7, 1];

/// Lists a 7z archive.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    header(bytes, budget, &mut out);
    out
}

fn header(bytes: &[u8], budget: &mut Budget, out: &mut Facts) -> Option<()> {
    let mut walk = Walk::new(bytes.get(12..32)?);
    let (offset, size) = (usize::try_from(walk.u64()?).ok()?, usize::try_from(walk.u64()?).ok()?);
    let start = offset.checked_add(32)?;
    let mut head = bytes.get(start..start.checked_add(size)?)?.to_vec();
    // A packed header may hold another packed header.
    for _ in 0..4 {
        match head.split_first()? {
            (1, rest) => return list(&mut Walk::new(rest), budget, out),
            (0x17, rest) => head = unpacked(bytes, rest, out)?,
            _ => return None,
        }
    }
    None
}

/// Unpacks a packed header.
fn unpacked(bytes: &[u8], rest: &[u8], out: &mut Facts) -> Option<Vec<u8>> {
    let streams = streams(&mut Walk::new(rest))?;
    let folder = streams.folders.first()?;
    if folder.encrypted {
        out.encrypted = true;
        return None;
    }
    let start = streams.start.checked_add(32)?;
    let packed = bytes.get(start..start.checked_add(*streams.packed.first()?)?)?;
    let size = (*folder.sizes.last()?).min(HEADER);
    folder.lzma.as_ref().and_then(|properties| lzma::unpack(properties, packed, size))
}

#[derive(Default)]
struct Streams {
    start: usize,
    packed: Vec<usize>,
    folders: Vec<Folder>,
    /// Files of each folder, and their sizes in order.
    counts: Vec<usize>,
    sizes: Vec<u64>,
}

#[derive(Default)]
struct Folder {
    encrypted: bool,
    /// The properties of LZMA where it is the only method.
    lzma: Option<Vec<u8>>,
    outputs: usize,
    sizes: Vec<usize>,
    summed: bool,
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

fn sums(walk: &mut Walk<'_>, count: usize) -> Option<()> {
    let set = bits(walk, count, true)?.into_iter().filter(|set| *set).count();
    walk.take(4 * set).map(drop)
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
                        0x0a => sums(walk, count)?,
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
        out.sizes = out.folders.iter().map(|folder| folder.sizes.last().copied().unwrap_or(0) as u64).collect();
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
                    folder.sizes = (0..folder.outputs).map(|_| number(walk)).collect::<Option<_>>()?;
                }
            }
            0x0a => {
                let set = bits(walk, count, true)?;
                walk.take(4 * set.iter().filter(|set| **set).count())?;
                out.iter_mut().zip(set).for_each(|(folder, set)| folder.summed = set);
            }
            _ => return None,
        }
    }
}

fn folder(walk: &mut Walk<'_>) -> Option<Folder> {
    let mut out = Folder::default();
    let coders = few(walk).filter(|count| *count <= 32)?;
    let mut inputs = 0;
    for _ in 0..coders {
        let flags = walk.u8()?;
        let method = walk.take(usize::from(flags & 0xf))?;
        let (ins, outs) = if flags & 0x10 == 0 { (1, 1) } else { (few(walk)?, few(walk)?) };
        inputs += ins;
        out.outputs += outs;
        let properties = if flags & 0x20 == 0 {
            &[][..]
        } else {
            let size = few(walk)?;
            walk.take(size)?
        };
        out.encrypted |= method == AES;
        if method == LZMA && coders == 1 {
            out.lzma = Some(properties.to_vec());
        }
    }
    let pairs = out.outputs.checked_sub(1)?;
    for _ in 0..pairs {
        number(walk)?;
        number(walk)?;
    }
    let packed = inputs.checked_sub(pairs)?;
    if packed > 1 {
        for _ in 0..packed {
            number(walk)?;
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
        let mut left = folder.sizes.last().copied().unwrap_or(0) as u64;
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
        let unknown = out.folders.iter().zip(&out.counts).filter(|(folder, count)| **count != 1 || !folder.summed);
        let unknown = unknown.map(|(_, count)| count).sum();
        sums(walk, unknown)?;
        kind = walk.u8()?;
    }
    (kind == 0).then_some(())
}

fn list(walk: &mut Walk<'_>, budget: &mut Budget, out: &mut Facts) -> Option<()> {
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
                out.encrypted |= found.folders.iter().any(|folder| folder.encrypted);
            }
            5 => return files(walk, &found, budget, out),
            _ => return None,
        }
    }
}

fn files(walk: &mut Walk<'_>, found: &Streams, budget: &mut Budget, out: &mut Facts) -> Option<()> {
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
    let encrypted = found.folders.iter().zip(&found.counts).flat_map(|(f, n)| std::iter::repeat_n(f.encrypted, *n));
    let mut sizes = found.sizes.iter().copied().zip(encrypted);
    for (name, hollow) in names.into_iter().zip(hollow) {
        if hollow {
            continue;
        }
        if !budget.entry() {
            break;
        }
        let (size, encrypted) = sizes.next().unwrap_or_default();
        out.entries.push(Entry { name, size, encrypted, bytes: Vec::new() });
    }
    Some(())
}
