//! Writing the demo's mails (RFC 5322, 2045, 2047, 2231): the same input is the same bytes, CRLF line ends.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Bytes of text in one encoded word, so that the word stays under 75 characters (RFC 2047 §2).
const WORD: usize = 42;

/// A header value with everything but ASCII in encoded words, folded.
pub(crate) fn encoded(text: &str) -> String {
    if text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return text.to_owned();
    }
    let mut words = Vec::new();
    let mut chunk = String::new();
    for c in text.chars() {
        if chunk.len() + c.len_utf8() > WORD {
            words.push(format!("=?UTF-8?B?{}?=", STANDARD.encode(&chunk)));
            chunk.clear();
        }
        chunk.push(c);
    }
    words.push(format!("=?UTF-8?B?{}?=", STANDARD.encode(&chunk)));
    words.join("\r\n ")
}

/// `Name <address>`, or the bare address.
pub(crate) fn mailbox(name: &str, address: &str) -> String {
    if name.is_empty() {
        return address.to_owned();
    }
    let ascii = name.is_ascii();
    if ascii { format!("\"{name}\" <{address}>") } else { format!("{} <{address}>", encoded(name)) }
}

/// A part with its own headers: body in base64.
pub(crate) fn part(kind: &str, disposition: Option<(&str, &str)>, body: &[u8]) -> String {
    let mut out = format!("Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n");
    if let Some((disposition, name)) = disposition {
        out.extend(["Content-Disposition: ", disposition, ";\r\n ", &file_name(name), "\r\n"]);
    }
    out.push_str("\r\n");
    let code = STANDARD.encode(body);
    let mut rest = code.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at_checked(76).unwrap_or((rest, ""));
        out.push_str(line);
        out.push_str("\r\n");
        rest = more;
    }
    out
}

/// A text part in UTF-8.
pub(crate) fn text(subtype: &str, body: &str) -> String {
    part(&format!("text/{subtype}; charset=utf-8"), None, body.replace('\n', "\r\n").as_bytes())
}

/// A mail as an attachment, its bytes untouched (RFC 2046 §5.2.1).
pub(crate) fn message(name: &str, mail: &str) -> String {
    format!("Content-Type: message/rfc822\r\nContent-Disposition: attachment;\r\n {}\r\n\r\n{mail}", file_name(name))
}

/// Parts of a multipart; `boundary` is in none of them, since their bodies are base64 or mails with other boundaries.
pub(crate) fn multipart(subtype: &str, boundary: &str, parts: &[String]) -> String {
    let mut out = format!("Content-Type: multipart/{subtype}; boundary=\"{boundary}\"\r\n\r\n");
    for part in parts {
        out.extend(["--", boundary, "\r\n", part, "\r\n"]);
    }
    out.extend(["--", boundary, "--\r\n"]);
    out
}

fn file_name(name: &str) -> String {
    if name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b' ')) {
        return format!("filename=\"{name}\"");
    }
    let mut out = "filename*=UTF-8''".to_owned();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.') {
            out.push(char::from(byte));
        } else if write!(out, "%{byte:02X}").is_err() {
            out.push('_');
        }
    }
    out
}
