//! Mails inside the parts of a mail: a part of their own type, a file that is one by content, an Outlook file,
//! winmail.dat, and those in a zip.

use std::borrow::Cow;

use super::attachment::looks_like_mail;
use super::decode::Encoding;
use super::inside::{Budget, zip};
use super::split::Leaf;
use super::{outlook, rebuild, tnef};
use crate::analysis::evidence::{Grade, Source};

/// Undecoded bytes of a part in which its kind is recognised.
const SNIFF: usize = 24 * 1024;
/// Most mails of one zip.
const MAILS: usize = 20;

/// A mail that another one carried.
pub(super) struct Carried<'a> {
    /// Its bytes; of an Outlook file the mail rebuilt from it.
    pub(super) bytes: Cow<'a, [u8]>,
    /// How it was carried.
    pub(super) source: Source,
    /// How much it can prove.
    pub(super) grade: Grade,
}

/// The mail that an Outlook file or winmail.dat is; nothing where the bytes are neither.
pub(super) fn opened(bytes: &[u8]) -> Option<Carried<'static>> {
    let (item, source) = match outlook::read(bytes) {
        Some(item) => (item, Source::AttachedMsg),
        None => (tnef::read(bytes)?, Source::Tnef),
    };
    let (mail, grade) = rebuild::mail(&item);
    Some(Carried { bytes: Cow::Owned(mail), source, grade })
}

/// Whether bytes are an archive in which mails are looked for.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// The mails that a part carries, at most 20.
pub(super) fn mails<'a>(raw: &Cow<'a, [u8]>, leaf: &Leaf, budget: &mut Budget) -> Vec<Carried<'a>> {
    if is_mail(raw, leaf) {
        let bytes: Cow<'a, [u8]> = match (raw, leaf.encoding) {
            (Cow::Borrowed(raw), Encoding::Plain) => Cow::Borrowed(leaf.bytes(raw)),
            (raw, encoding) => Cow::Owned(encoding.decode(leaf.bytes(raw)).into_owned()),
        };
        return vec![opened(&bytes).unwrap_or(Carried { bytes, source: Source::AttachedEml, grade: Grade::A })];
    }
    let start = start(raw, leaf);
    if start.starts_with(outlook::COMPOUND) || start.starts_with(tnef::SIGNATURE) {
        return opened(&leaf.encoding.decode(leaf.bytes(raw))).into_iter().collect();
    }
    if is_archive(&start) {
        return zipped(&leaf.encoding.decode(leaf.bytes(raw)), budget);
    }
    Vec::new()
}

/// The mails in a zip. One of an office document or a program has none.
fn zipped(bytes: &[u8], budget: &mut Budget) -> Vec<Carried<'static>> {
    let named = |ending: &[u8]| memchr::memmem::find(bytes, ending).is_some();
    if ![b".eml".as_slice(), b".EML", b".msg", b".MSG"].iter().any(|ending| named(ending)) {
        return Vec::new();
    }
    let entries = zip::read(bytes, &[], budget).entries;
    let mails = entries.into_iter().filter_map(|entry| {
        if looks_like_mail(&entry.bytes) {
            return Some(Carried { bytes: Cow::Owned(entry.bytes), source: Source::AttachedEml, grade: Grade::A });
        }
        opened(&entry.bytes)
    });
    mails.take(MAILS).collect()
}

/// The first decoded bytes of a part.
fn start<'r>(raw: &'r [u8], leaf: &Leaf) -> Cow<'r, [u8]> {
    let bytes = leaf.bytes(raw);
    leaf.encoding.decode(bytes.get(..SNIFF).unwrap_or(bytes))
}

/// Whether a part is a whole mail: by its type, by its name, or a file that is one by content.
fn is_mail(raw: &[u8], leaf: &Leaf) -> bool {
    if matches!(leaf.kind.as_str(), "message/rfc822" | "message/global") {
        return !leaf.body.is_empty();
    }
    let named = leaf.name.as_deref().is_some_and(|name| name.trim_end().to_ascii_lowercase().ends_with(".eml"));
    if !(named || leaf.attached || leaf.name.is_some() || leaf.kind == "application/octet-stream") {
        return false;
    }
    looks_like_mail(&start(raw, leaf))
}
