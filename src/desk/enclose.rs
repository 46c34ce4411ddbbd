//! What goes with a reply besides its words: copies to colleagues of the reporter, and files.
//!
//! A copy goes to no mailbox from outside, for nothing was promised to strangers, and to none that is exposed, for whoever took
//! it would read along. A letter that others read carries no lookup code.

use std::collections::BTreeSet;

use super::{Desk, Error, seal};
use crate::base::clock::Instant;
use crate::base::ids::LetterId;
use crate::base::text::one_line;
use crate::infra::blob::{self, Packed};
use crate::infra::db::Conn;
use crate::infra::mailer;
use crate::record::exposure;
use crate::record::outbox::{self, Enclosed};
use crate::record::ticket::{self, transfer};

/// Longest name of a file, in characters.
const NAME: usize = 120;

/// A file that was chosen, ready to be kept.
#[derive(Debug)]
pub struct File {
    name: String,
    size: usize,
    packed: Packed,
}

/// Makes chosen files (name as the browser says it, bytes) ready, within the bounds of the settings.
pub fn ready(desk: &Desk, chosen: &[(String, Vec<u8>)]) -> Result<Vec<File>, Error> {
    if chosen.len() > desk.config.letter.files as usize {
        return Err(Error::Invalid { field: "files", message: "enclose-many" });
    }
    if chosen.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() > desk.config.letter.files_size.0 {
        return Err(Error::Invalid { field: "files", message: "enclose-large" });
    }
    let file =
        |(name, bytes): &(String, Vec<u8>)| File { name: named(name), size: bytes.len(), packed: blob::pack(bytes) };
    Ok(chosen.iter().map(file).collect())
}

/// The name without a path, on one line.
fn named(name: &str) -> String {
    let bare = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = one_line(bare, NAME).replace(['"', '<', '>', ':', '|', '?', '*'], "_");
    let line = line.trim_start_matches('.').trim();
    if line.is_empty() { "tep".into() } else { line.to_owned() }
}

/// Who gets a copy, as typed: addresses of our domains, lower case, each once; neither ourselves, nor the reporter, nor an
/// exposed mailbox.
pub(super) fn copies(conn: &mut Conn, desk: &Desk, typed: &str, reporter: &str) -> Result<Vec<String>, Error> {
    let wrong = |message| Error::Invalid { field: "copies", message };
    let mut out = BTreeSet::new();
    for word in typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|word| !word.is_empty()) {
        let one = word.to_lowercase();
        if one.len() > 254 || !mailer::is_address(&one) {
            return Err(wrong("copies-unfit"));
        }
        if !desk.answers(&one) || one == desk.config.mail.address.to_lowercase() {
            return Err(wrong("copies-outside"));
        }
        if one != reporter {
            out.insert(one);
        }
    }
    if out.len() > desk.config.letter.copies as usize {
        return Err(wrong("copies-many"));
    }
    let out: Vec<String> = out.into_iter().collect();
    if !out.is_empty() && !exposure::exposed_among(conn, &out)?.is_empty() {
        return Err(wrong("copies-exposed"));
    }
    Ok(out)
}

/// Puts copies and files into a letter that was just queued.
pub(super) fn put(
    conn: &mut Conn,
    letter: LetterId,
    copies: &[String],
    files: &[File],
    now: Instant,
) -> Result<(), Error> {
    if !copies.is_empty() {
        outbox::set_copies(conn, letter, &copies.join(" "))?;
    }
    for (place, file) in (0..).zip(files) {
        blob::put(conn, &file.packed, now)?;
        let row = Enclosed {
            letter: letter.0,
            place,
            name: file.name.clone(),
            size: file.size as i64,
            hash: file.packed.hash.clone(),
        };
        outbox::enclose(conn, &row)?;
    }
    Ok(())
}

/// A file of a letter of a ticket: its name and bytes. `NotFound` also where they were erased, `Forbidden` under seal.
pub fn take(conn: &mut Conn, number: &str, letter: LetterId, place: i32) -> Result<(String, Vec<u8>), Error> {
    let ticket = ticket::by_number(conn, number)?.ok_or(Error::NotFound)?;
    seal::is_open(&ticket)?;
    let family = transfer::family(conn, ticket.row())?;
    let file = outbox::enclosed_at(conn, &family, letter, place)?.ok_or(Error::NotFound)?;
    let bytes = blob::get(conn, &file.hash)?.ok_or(Error::NotFound)?;
    Ok((file.name, bytes))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_name_of_a_file_is_a_name() {
        assert_eq!(named("C:\\Users\\an\\Hướng dẫn.pdf"), "Hướng dẫn.pdf");
        assert_eq!(named("../../etc/passwd"), "passwd");
        assert_eq!(named("a\r\nBcc: x.pdf"), "a Bcc_ x.pdf");
        assert_eq!(named(" .. "), "tep");
        assert_eq!(named("\u{202e}fdp.exe"), "fdp.exe");
    }
}
