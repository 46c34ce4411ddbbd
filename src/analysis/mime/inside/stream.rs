//! Files that are one packed stream: gzip, xz, bzip2, Zstandard, LZMA alone. What is in them is one file.

use std::io::Read;

use flate2::read::GzDecoder;
use lzma_rust2::{LzmaReader, XzReader};

use super::super::decode;
use super::facts::{Budget, Entry, Facts};

/// Most memory for unpacking one stream, in KiB.
const MEMORY: u32 = 66 << 10;
/// The largest window of Zstandard, as a power of two.
const WINDOW: u32 = 26;

/// First bytes, and the endings of names with what they become.
const KINDS: &[(&[u8], Kind, Endings)] = &[
    (b"\x1f\x8b", Kind::Gzip, &[("tgz", "tar"), ("gz", "")]),
    (b"\xfd7zXZ\0", Kind::Xz, &[("txz", "tar"), ("xz", "")]),
    (b"BZh", Kind::Bzip2, &[("tbz", "tar"), ("tbz2", "tar"), ("bz2", "")]),
    (b"\x28\xb5\x2f\xfd", Kind::Zstd, &[("tzst", "tar"), ("zst", "")]),
    (b"\x5d\0\0", Kind::Lzma, &[("lzma", "")]),
];

type Endings = &'static [(&'static str, &'static str)];

#[derive(Clone, Copy)]
enum Kind {
    Gzip,
    Xz,
    Bzip2,
    Zstd,
    Lzma,
}

/// Unpacks a stream as one entry; nothing where bytes are none.
pub(super) fn read(bytes: &[u8], name: &str, budget: &mut Budget) -> Option<Facts> {
    let (_, kind, endings) = KINDS.iter().find(|(start, ..)| bytes.starts_with(start))?;
    // Three bytes alone prove little.
    if matches!(kind, Kind::Lzma) && !name.to_ascii_lowercase().ends_with(".lzma") || !budget.entry() {
        return None;
    }
    let packed = bytes.len() as u64;
    let mut stored = None;
    let unpacked = match kind {
        Kind::Gzip => {
            let decoder = GzDecoder::new(bytes);
            stored = decoder.header().and_then(|head| head.filename()).map(|name| decode::text(name, None));
            budget.unpack(decoder, packed)
        }
        Kind::Xz => budget.unpack_slowly(XzReader::new_mem_limit(bytes, true, MEMORY), packed, 2),
        Kind::Bzip2 => budget.unpack_slowly(bzip2::read::MultiBzDecoder::new(bytes), packed, 4),
        Kind::Zstd => budget.unpack(zstd(bytes)?, packed),
        Kind::Lzma => budget.unpack_slowly(LzmaReader::new_mem_limit(bytes, MEMORY, None).ok()?, packed, 2),
    };
    let shorter = name.rsplit_once('.').and_then(|(stem, ending)| {
        let ending = ending.to_ascii_lowercase();
        let (_, becomes) = endings.iter().find(|(known, _)| *known == ending)?;
        Some(if becomes.is_empty() { stem.to_owned() } else { format!("{stem}.{becomes}") })
    });
    let shorter = shorter.map(|name| name.rsplit('/').next().unwrap_or_default().to_owned());
    let name = stored.or(shorter).unwrap_or_else(|| "tep".into());
    let entry = Entry { name, size: unpacked.len() as u64, encrypted: false, bytes: unpacked };
    Some(Facts { entries: vec![entry], packed: true, ..Facts::default() })
}

fn zstd(bytes: &[u8]) -> Option<impl Read> {
    let mut decoder = zstd::Decoder::new(bytes).ok()?;
    decoder.window_log_max(WINDOW).ok()?;
    Some(decoder)
}
