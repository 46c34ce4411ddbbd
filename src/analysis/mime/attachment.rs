//! Attachments: a name that is safe to show and to write, what the bytes really are, and their hash.

use regex::bytes::Regex;
use sha2::{Digest, Sha256};

use super::split::Leaf;
use crate::analysis::evidence::Attachment;
use crate::base::text::one_line;

/// Bytes at the start of a file in which its kind is looked for.
const HEAD: usize = 4096;
/// Most bytes of a page that are read.
const PAGE: usize = 4 << 20;
/// Longest name, in characters.
const NAME: usize = 200;

/// What the bytes of an attachment give away beyond their type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inside {
    /// An office file with macros.
    pub macros: bool,
    /// An archive whose first entry is encrypted.
    pub encrypted: bool,
    /// A page with a password field.
    pub password_form: bool,
    /// A page with a script.
    pub script: bool,
    /// The declared name held direction controls, which make `exe.pdf` of `fdp.exe`.
    pub turned_name: bool,
}

/// Recognises kinds of files; patterns compiled once.
#[derive(Debug)]
pub(super) struct FileReader {
    page: Option<Regex>,
    macros: Option<Regex>,
}

impl FileReader {
    /// Compiles the patterns.
    pub(super) fn new() -> Self {
        Self {
            page: Regex::new(r"(?i)^\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype html|html|head|body|script|meta|form|table|div|iframe)\b").ok(),
            macros: Regex::new(r"vbaProject\.bin|_VBA_PROJECT").ok(),
        }
    }

    /// Describes a decoded attachment.
    pub(super) fn read(&self, leaf: &Leaf, bytes: &[u8]) -> (Attachment, Inside) {
        let detected = self.detect(bytes);
        let raw_name = leaf.name.as_deref().unwrap_or_default();
        let mut inside = Inside {
            turned_name: raw_name
                .contains(['\u{202a}', '\u{202b}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}']),
            ..Inside::default()
        };
        match detected.as_deref() {
            Some("text/html" | "image/svg+xml") => {
                let page = super::html::render(&super::decode::text(
                    bytes.get(..PAGE).unwrap_or(bytes),
                    leaf.charset.as_deref(),
                ));
                inside.password_form = page.password_form;
                inside.script = page.script;
            }
            Some(kind) if kind.contains("zip") || kind.contains("office") || kind.contains("ms") => {
                inside.encrypted = bytes.starts_with(b"PK\x03\x04") && bytes.get(6).is_some_and(|flags| flags & 1 == 1);
                inside.macros = self.macros.as_ref().is_some_and(|pattern| pattern.is_match(bytes));
            }
            _ => {}
        }
        let attachment = Attachment {
            name: clean_name(raw_name),
            type_declared: one_line(&leaf.kind, 100),
            type_detected: detected,
            size: bytes.len() as u64,
            sha256: format!("{:x}", Sha256::digest(bytes)),
            encrypted: false,
            contents: Vec::new(),
        };
        (attachment, inside)
    }

    /// The media type by content.
    pub(super) fn detect(&self, bytes: &[u8]) -> Option<String> {
        if looks_like_mail(bytes) {
            return Some("message/rfc822".into());
        }
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        if contains(text, b"<svg") && text.trim_ascii_start().starts_with(b"<") {
            return Some("image/svg+xml".into());
        }
        if self.page.as_ref().is_some_and(|pattern| pattern.is_match(text)) {
            return Some("text/html".into());
        }
        let own: &[(&[u8], &str)] = &[
            (b"L\0\0\0\x01\x14\x02\0", "application/x-ms-shortcut"),
            (b"#!", "text/x-script"),
            (b"<?php", "text/x-php"),
            (b"<job", "text/x-windows-script"),
            (b"{\\rtf", "application/rtf"),
            (b"%PDF-", "application/pdf"),
        ];
        if let Some((_, kind)) = own.iter().find(|(magic, _)| text.starts_with(magic)) {
            return Some((*kind).into());
        }
        if bytes.get(0x8001..0x8006) == Some(b"CD001") {
            return Some("application/x-iso9660-image".into());
        }
        let found = infer::get(bytes).map(|kind| kind.mime_type().to_owned());
        found.or_else(|| plain(text).then(|| "text/plain".to_owned()))
    }
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

fn plain(head: &[u8]) -> bool {
    !head.is_empty() && head.iter().all(|byte| matches!(byte, b'\t' | b'\n' | b'\r' | b'\x0c' | 0x20..=0x7e | 0x80..))
}

/// A file name without path, controls and direction tricks, never empty, never only dots.
fn clean_name(raw: &str) -> String {
    let base = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = one_line(base, NAME)
        .chars()
        .map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '.');
    if name.is_empty() { "khong-ten".into() } else { name.to_owned() }
}

/// Whether bytes are a mail: a header block with at least three of the fields that mails have, one of them the sender.
pub(super) fn looks_like_mail(bytes: &[u8]) -> bool {
    const FIELDS: &[&str] = &[
        "from",
        "to",
        "subject",
        "date",
        "received",
        "message-id",
        "return-path",
        "mime-version",
        "content-type",
        "delivered-to",
        "reply-to",
        "cc",
    ];
    let head = bytes.get(..16 * 1024).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let mut seen: Vec<&str> = Vec::new();
    for (number, line) in head.split(|byte| *byte == b'\n').enumerate().take(300) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") || number == 0 && line.starts_with(b"From ") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':').filter(|at| *at < 80) else { return false };
        let name = line.get(..colon).unwrap_or_default();
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        let known = FIELDS.iter().find(|field| field.as_bytes().eq_ignore_ascii_case(name));
        if let Some(field) = known.filter(|field| !seen.contains(field)) {
            seen.push(field);
        }
    }
    seen.len() >= 3 && (seen.contains(&"from") || seen.contains(&"received"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_to_write() {
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("C:\\x\\bao\u{202e}fdp.exe"), "baofdp.exe");
        assert_eq!(clean_name(" .. "), "khong-ten");
        assert_eq!(clean_name("a\r\nb:c.pdf"), "a b_c.pdf");
    }

    #[test]
    fn kinds_are_known_by_content() {
        let files = FileReader::new();
        let kind = |bytes: &[u8]| files.detect(bytes);
        assert_eq!(kind(b"<!DOCTYPE html><p>").as_deref(), Some("text/html"));
        assert_eq!(kind(b"<?xml version='1.0'?><svg>").as_deref(), Some("image/svg+xml"));
        assert_eq!(kind(b"From: a@b\r\nTo: c@d\r\nSubject: x\r\n\r\ny").as_deref(), Some("message/rfc822"));
        assert_eq!(kind(b"MZ\x90\0\x03\0\0\0").as_deref(), Some("application/vnd.microsoft.portable-executable"));
        assert_eq!(kind(b"T\xc3\xb4i\n").as_deref(), Some("text/plain"));
        assert_eq!(kind(b"\x01\x02\0"), None);
    }
}
