//! Letters as files in a folder: for the demo, for a first try, and for mail systems that pick up files.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use super::build::Mail;

/// Puts the mail into `folder` as one `.eml`, whole or not at all, and on disk when this returns. The name comes from the
/// Message-ID, so the same letter again is the same file. `Return-Path` says the envelope sender, as after any last
/// delivery (RFC 5321 §4.4).
pub(super) fn put(folder: &Path, message_id: &str, mail: &Mail) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let name = file_name(message_id);
    let temporary = folder.join(format!(".{name}.{}", uuid::Uuid::new_v4().simple()));
    let written = write(&temporary, mail).and_then(|()| fs::rename(&temporary, folder.join(format!("{name}.eml"))));
    if written.is_err() {
        // The first error is the one to tell.
        fs::remove_file(&temporary).ok();
    }
    written?;
    File::open(folder)?.sync_all()
}

fn write(path: &Path, mail: &Mail) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    write!(file, "Return-Path: <{}>\r\n", mail.return_path().unwrap_or_default())?;
    file.write_all(&mail.bytes)?;
    file.sync_all()
}

/// A file name out of a Message-ID: at most 180 plain characters, never hidden, never a path.
fn file_name(message_id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '@' | '.') { c } else { '_' };
    let name: String = message_id.trim_start_matches(['<', '.']).chars().take(180).map(plain).collect();
    if name.is_empty() { "letter".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_message_id_cannot_leave_the_folder() {
        assert_eq!(file_name("../../a/b@c"), "_.._a_b@c");
        assert_eq!(file_name("uuid.7.tag@laichau.gov.vn"), "uuid.7.tag@laichau.gov.vn");
        assert_eq!(file_name(&"é".repeat(999)).len(), 180);
        assert_eq!(file_name(""), "letter");
    }
}
