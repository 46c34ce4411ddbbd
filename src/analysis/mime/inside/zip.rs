//! Zip archives: names, sizes, and what unpacks; encrypted ones with the words that may be their password.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::super::decode;
use super::facts::{Budget, Entry, Facts, Trick};

/// Entries of an archive at which passwords are tried.
const LOCKED: usize = 2;
/// Rounds of hashing that a key counts for.
const ROUNDS: u64 = 20_000;
/// Most bytes of an entry that are unpacked to see whether a password fits.
const TRIED: u64 = 1 << 20;

/// Lists and unpacks a zip archive.
pub(in super::super) fn read(bytes: &[u8], passwords: &[String], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        out.encrypted = bytes.get(6).is_some_and(|flags| flags & 1 == 1);
        return out;
    };
    let mut password: Option<String> = None;
    let mut locked = 0;
    for at in 0..archive.len() {
        let Ok(raw) = archive.by_index_raw(at) else { continue };
        if raw.is_dir() {
            continue;
        }
        let mut entry = Entry { name: name(&raw), size: raw.size(), encrypted: raw.encrypted(), bytes: Vec::new() };
        drop(raw);
        if !budget.entry() {
            break;
        }
        if entry.encrypted {
            out.encrypted = true;
            if password.is_none() && locked < LOCKED {
                locked += 1;
                let mut fits = |word: &&String| budget.attempt() && opens(&mut archive, at, word);
                password = passwords.iter().find(&mut fits).cloned();
            }
            // Each entry of the newer lock has a key of its own, of a thousand rounds.
            if let Some(word) = password.as_ref().filter(|_| budget.rounds(ROUNDS))
                && let Ok(file) = archive.by_index_decrypt(at, word.as_bytes())
            {
                entry.bytes = unpack(file, budget);
            }
        } else if let Ok(file) = archive.by_index(at) {
            entry.bytes = unpack(file, budget);
        }
        out.entries.push(entry);
    }
    if let Some(word) = password {
        out.trick(Trick::PasswordGiven, word);
    }
    out
}

fn unpack<R: Read>(file: ZipFile<'_, R>, budget: &mut Budget) -> Vec<u8> {
    let packed = file.compressed_size();
    budget.unpack(file, packed)
}

/// Whether a word is the password: the old cipher lets one of 256 wrong words pass, so the sum of the content must agree
/// too, where the content is small.
fn opens(archive: &mut ZipArchive<Cursor<&[u8]>>, at: usize, word: &str) -> bool {
    match archive.by_index_decrypt(at, word.as_bytes()) {
        Ok(file) => {
            let small = file.size() < TRIED;
            !small || std::io::copy(&mut file.take(TRIED), &mut std::io::sink()).is_ok()
        }
        Err(ZipError::InvalidPassword | _) => false,
    }
}

/// A name in UTF-8, or in the code page of the machine that packed it, which nothing tells.
fn name<R: Read>(file: &ZipFile<'_, R>) -> String {
    let raw = file.name_raw();
    match str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) if chinese(raw) => decode::text(raw, Some("gbk")),
        // Letters of DOS (CP437), as old programs of the West write them.
        Err(_) if raw.iter().all(|byte| *byte < 0xa9) => file.name().to_owned(),
        Err(_) => decode::text(raw, Some("windows-1258")),
    }
}

/// Whether all high bytes come in pairs that GB 2312 has, most of them of its common signs. Vietnamese in its own code page
/// looks like that only where a vowel and its mark stand together.
fn chinese(raw: &[u8]) -> bool {
    let (mut pairs, mut common) = (0, 0);
    let mut rest = raw;
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        if first.is_ascii() {
            continue;
        }
        let Some((second, tail)) = tail.split_first().filter(|(second, _)| **second >= 0xa1) else { return false };
        rest = tail;
        let marked = b"\xc2\xc3\xca\xd4\xd5\xdd".contains(first) && b"\xcc\xd2\xde\xec\xf2".contains(second);
        pairs += 1;
        common += usize::from(matches!(first, 0xb0..=0xd7) && !marked);
        if !matches!(first, 0xa1..=0xf7) {
            return false;
        }
    }
    pairs > 0 && common * 2 > pairs
}
