//! Handing a hostile attachment to an analyst: a zip under the password that everybody in this trade uses, so that no mail
//! gateway or virus scanner deletes it on the way and nothing opens by a double click.

use std::io::{Cursor, Write};

use unicode_normalization::UnicodeNormalization;
use zip::result::ZipError;
use zip::unstable::write::FileOptionsExt;
use zip::write::SimpleFileOptions;

use crate::base::text::visible;

/// The password that analysts and their tools expect.
pub const PASSWORD: &str = "infected";

/// The longest name in the archive, in characters, without the ending.
const LONGEST: usize = 100;

/// A zip of one entry in classic encryption (ZipCrypto), which every unpacker opens. It hides nothing; it only keeps the
/// content from being opened by accident. The entry is called what [`safe_name`] makes of `name`.
pub fn locked_zip(name: &str, bytes: &[u8], password: &str) -> Result<Vec<u8>, ZipError> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() / 2 + 512)));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .unix_permissions(0o400)
        .with_deprecated_encryption(password.as_bytes());
    archive.start_file(safe_name(name), options)?;
    archive.write_all(bytes)?;
    Ok(archive.finish()?.into_inner())
}

/// What the sender called the file, fit for any file system: one component, nothing invisible, at most 100 characters,
/// and `.bin` behind it, so that no desktop knows a program for it. `hóa đơn.exe` becomes `hóa đơn.exe.bin`.
pub fn safe_name(name: &str) -> String {
    let clean: String = name
        .nfc()
        .filter(|c| visible(*c))
        .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let count = clean.chars().count();
    // The end is kept: it says what kind of file it was meant to be.
    let mut kept: String = clean.chars().skip(count.saturating_sub(LONGEST)).collect();
    if kept.is_empty() {
        kept.push_str("attachment");
    }
    if is_device(&kept) {
        kept.insert(0, '_');
    }
    kept + ".bin"
}

/// Names that Windows takes for a device whatever ending follows.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim().to_ascii_uppercase();
    let numbered = |prefix| stem.strip_prefix(prefix).is_some_and(|rest| rest.chars().count() == 1);
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_archive_opens_with_the_password_and_not_without() {
        let bytes = b"MZ hostile ".repeat(5000);
        let archive = locked_zip("hóa đơn.exe", &bytes, PASSWORD).unwrap();
        assert!(archive.len() < bytes.len() / 10);
        let mut opened = zip::ZipArchive::new(Cursor::new(&archive)).unwrap();
        assert!(opened.by_index(0).is_err());
        assert!(opened.by_index_decrypt(0, b"wrong").is_err());
        let mut entry = opened.by_index_decrypt(0, b"infected").unwrap();
        assert_eq!(entry.name(), "hóa đơn.exe.bin");
        let mut out = Vec::new();
        entry.read_to_end(&mut out).unwrap();
        assert_eq!(out, bytes);
    }

    #[test]
    fn an_empty_file_is_a_file_too() {
        let archive = locked_zip("", b"", PASSWORD).unwrap();
        let mut opened = zip::ZipArchive::new(Cursor::new(&archive)).unwrap();
        assert_eq!(opened.by_index_decrypt(0, b"infected").unwrap().name(), "attachment.bin");
    }

    #[test]
    fn a_hostile_name_stays_one_harmless_component() {
        assert_eq!(safe_name("../../etc/passwd"), "_.._etc_passwd.bin");
        assert_eq!(safe_name("C:\\a\r\n\0b\u{202e}fdp.exe"), "C__abfdp.exe.bin");
        assert_eq!(safe_name(" ..  "), "attachment.bin");
        assert_eq!(safe_name("nul.txt"), "_nul.txt.bin");
        let long = safe_name(&("ế".repeat(500) + ".docm"));
        assert!(long.chars().count() == 104 && long.ends_with("ế.docm.bin"));
    }

    #[test]
    fn common_tools_open_it() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.zip"), locked_zip("a.js", b"alert(1)", PASSWORD).unwrap()).unwrap();
        let python =
            "import sys,zipfile; sys.stdout.buffer.write(zipfile.ZipFile('a.zip').read('a.js.bin', b'infected'))";
        for (tool, args) in [("unzip", vec!["-P", PASSWORD, "-p", "a.zip"]), ("python3", vec!["-c", python])] {
            match std::process::Command::new(tool).args(args).current_dir(folder.path()).output() {
                Ok(out) => assert_eq!(String::from_utf8_lossy(&out.stdout), "alert(1)", "{tool}: {out:?}"),
                Err(error) => println!("SKIPPED: {tool} is not there to try ({error})"),
            }
        }
    }
}
