//! Zip archives: names, sizes, and what unpacks; encrypted ones with the words that may be their password.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::super::decode;
use super::facts::{Budget, Entry, Facts, Trick};

/// Lists and unpacks a zip archive.
pub(in super::super) fn read(bytes: &[u8], passwords: &[String], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
        out.encrypted = bytes.get(6).is_some_and(|flags| flags & 1 == 1);
        return out;
    };
    let mut password: Option<String> = None;
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
            password = password.or_else(|| passwords.iter().find(|word| opens(&mut archive, at, word)).cloned());
            if let Some(Ok(file)) = password.as_ref().map(|word| archive.by_index_decrypt(at, word.as_bytes())) {
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
            let small = file.size() < 8 << 20;
            let mut sink = std::io::sink();
            !small || std::io::copy(&mut file.take(8 << 20), &mut sink).is_ok()
        }
        Err(ZipError::InvalidPassword | _) => false,
    }
}

fn name<R: Read>(file: &ZipFile<'_, R>) -> String {
    match str::from_utf8(file.name_raw()) {
        Ok(name) => name.to_owned(),
        Err(_) => decode::text(file.name_raw(), None),
    }
}
