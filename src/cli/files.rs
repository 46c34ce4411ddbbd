//! Files on disk: mails in files, mbox files, Maildir and other folders, and folders of our own that may be emptied.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::failure::Failure;

/// An empty folder: new, or emptied because an earlier demo or bench (`what`) made it, which the file `.hotro-what` in it
/// says.
pub(super) fn fresh(dir: &Path, what: &str) -> Result<(), Failure> {
    let mark = dir.join(mark(what));
    let trouble = |why| Failure::File { what: dir.display().to_string(), why };
    let used = dir.exists() && std::fs::read_dir(dir).map_err(trouble)?.next().is_some();
    if used && !mark.exists() {
        return Err(Failure::Words(format!(
            "{} holds something that no {what} made; name another folder with HOTRO_DATA_DIR",
            dir.display()
        )));
    }
    if used {
        std::fs::remove_dir_all(dir).map_err(trouble)?;
    }
    std::fs::create_dir_all(dir).and_then(|()| std::fs::write(&mark, "")).map_err(trouble)
}

/// The name of the file that says which command made a folder.
pub(super) fn mark(what: &str) -> String {
    format!(".hotro-{what}")
}

/// All files at or below paths, sorted.
pub(super) fn below(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        collect(path, &mut files).map_err(|why| Failure::File { what: path.display().to_string(), why })?;
    }
    files.sort();
    Ok(files)
}

/// All files below a path; a Maildir is a folder whose mails lie in `cur` and `new`, and what is in `tmp` is not whole.
fn collect(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    let maildir = path.join("cur").is_dir() && path.join("new").is_dir();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?.path();
        if !maildir || !entry.ends_with("tmp") {
            collect(&entry, files)?;
        }
    }
    Ok(())
}

/// The mails of a file: several when it begins like an mbox (RFC 4155).
pub(super) fn mails(path: &Path) -> std::io::Result<Vec<Vec<u8>>> {
    let mut reader = BufReader::new(std::fs::File::open(path)?);
    if !reader.fill_buf()?.starts_with(b"From ") {
        let mut whole = Vec::new();
        std::io::Read::read_to_end(&mut reader, &mut whole)?;
        return Ok(vec![whole]);
    }
    let (mut mails, mut line, mut blank) = (Vec::<Vec<u8>>::new(), Vec::new(), true);
    while reader.read_until(b'\n', &mut line)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if blank && text.starts_with(b"From ") {
            mails.push(Vec::new());
        } else if let Some(mail) = mails.last_mut() {
            let quoted = text.starts_with(b">") && is_quoted_from(text);
            mail.extend_from_slice(if quoted { line.get(1..).unwrap_or_default() } else { &line });
        }
        blank = text.is_empty();
        line.clear();
    }
    Ok(mails)
}

/// `>From `, `>>From `: a line that an mbox writer quoted.
fn is_quoted_from(line: &[u8]) -> bool {
    let depth = line.iter().take_while(|byte| **byte == b'>').count();
    line.get(depth..).is_some_and(|rest| rest.starts_with(b"From "))
}
