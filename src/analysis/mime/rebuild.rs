//! An internet mail out of what Outlook keeps, so that it is read like any other: the header block as it was received
//! where it was kept, else the fields from the properties; the bodies; the files; mails inside as whole mails.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::mapi::{File, Item, Properties, utf16};
use super::rtf;
use crate::analysis::evidence::Grade;
use crate::base::text::one_line;

/// Longest value of a field, in characters.
const VALUE: usize = 2000;
/// Fields that describe how the body was written, which is not how it is written now.
const OF_BODY: &[&str] = &["content-type", "content-transfer-encoding", "content-disposition", "mime-version"];

/// The mail and how much it can prove: [`Grade::A`] with the header block as it was received, else [`Grade::B`].
pub(super) fn mail(item: &Item) -> (Vec<u8>, Grade) {
    let received = received_head(&item.properties);
    let grade = if received.is_empty() { Grade::B } else { Grade::A };
    let mut out = received.join("\r\n");
    if !out.is_empty() {
        out.push_str("\r\n");
    }
    for (name, value) in fields(item) {
        let known = received.iter().any(|line| line.get(..=name.len()).is_some_and(|l| is_field(l, name)));
        if !known && !value.is_empty() {
            out.push_str(&format!("{name}: {value}\r\n"));
        }
    }
    let mut out = out.into_bytes();
    let parts = parts(item);
    let mut hash = Sha256::new();
    for part in &parts {
        hash.update(part);
    }
    let boundary = format!("hotro-{:x}", hash.finalize());
    out.extend_from_slice(
        format!("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary={boundary}\r\n").as_bytes(),
    );
    for part in parts {
        out.extend_from_slice(format!("\r\n--{boundary}\r\n").as_bytes());
        out.extend_from_slice(&part);
    }
    out.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
    (out, grade)
}

fn is_field(line: &str, name: &str) -> bool {
    line.strip_suffix(':').is_some_and(|found| found.eq_ignore_ascii_case(name))
}

/// The lines of the header block as it was received (PidTagTransportMessageHeaders), without those about the body.
fn received_head(properties: &Properties) -> Vec<String> {
    let Some(text) = properties.text(0x007d) else { return Vec::new() };
    let mut out: Vec<String> = Vec::new();
    let mut keep = false;
    for line in text.lines().map(|line| line.trim_end_matches(['\r', '\0'])).skip_while(|line| line.trim().is_empty()) {
        if line.is_empty() {
            break;
        }
        if !line.starts_with([' ', '\t']) {
            let name = line.split_once(':').map(|(name, _)| name.trim().to_ascii_lowercase());
            keep = name.is_some_and(|name| !name.contains(' ') && !OF_BODY.contains(&name.as_str()));
        }
        if keep {
            out.push(line.to_owned());
        }
    }
    // Outlook also keeps a block of a mail that was never sent: it proves nothing.
    let seen = |name: &str| out.iter().any(|line| line.get(..=name.len()).is_some_and(|l| is_field(l, name)));
    if seen("From") || seen("Received") { out } else { Vec::new() }
}

/// The fields that the properties give.
fn fields(item: &Item) -> Vec<(&'static str, String)> {
    let own = &item.properties;
    let id = |number| own.text(number).map(|id| one_line(&id, VALUE)).unwrap_or_default();
    let date = [0x0039, 0x0e06].into_iter().find_map(|number| own.time(number));
    vec![
        ("From", sender(own)),
        ("Reply-To", reply_to(own)),
        ("To", recipients(item, 1)),
        ("Cc", recipients(item, 2)),
        ("Subject", word(&subject(own))),
        ("Date", date.map(|date| date.to_rfc2822()).unwrap_or_default()),
        ("Message-ID", id(0x1035)),
        ("In-Reply-To", id(0x1042)),
        ("References", id(0x1039)),
    ]
}

fn subject(own: &Properties) -> String {
    own.text(0x0037).or_else(|| own.first_text(&[0x0e1d, 0x0070])).unwrap_or_default()
}

/// The sender: the one in whose name it was sent before the one who sent it, an internet address before another.
fn sender(own: &Properties) -> String {
    let name = own.first_text(&[0x0042, 0x0c1a]);
    let addresses = [0x5d02, 0x5d0a, 0x0065, 0x5d01, 0x0c1f];
    let internet = addresses.iter().filter_map(|id| own.text(*id)).find(|address| address.contains('@'));
    // What is left is a name inside Exchange, which leads nowhere.
    let name = name.or_else(|| own.first_text(&[0x0065, 0x0c1f]));
    mailbox(name, internet)
}

fn recipients(item: &Item, kind: u64) -> String {
    let of_kind = item.recipients.iter().filter(|one| one.number(0x0c15).unwrap_or(1) & 0xf == kind);
    let list: Vec<String> = of_kind
        .map(|one| {
            let internet = [0x39fe, 0x3003, 0x5ff6].iter().filter_map(|id| one.text(*id)).find(|a| a.contains('@'));
            mailbox(one.first_text(&[0x3001, 0x5ff6]), internet)
        })
        .filter(|one| !one.is_empty())
        .collect();
    if list.is_empty() && item.recipients.is_empty() {
        let shown = item.properties.text(if kind == 1 { 0x0e04 } else { 0x0e03 });
        return shown
            .map(|names| names.split(';').map(|n| mailbox(None, Some(n.to_owned()))).collect::<Vec<_>>().join(", "))
            .unwrap_or_default();
    }
    list.join(", ")
}

/// Those who get answers: their names where these are addresses, else the addresses in the list of entries (MS-OXCDATA
/// §2.2.5.1, one-off entries only).
fn reply_to(own: &Properties) -> String {
    if let Some(names) = own.text(0x0050).filter(|names| names.contains('@')) {
        return names.split(';').map(|name| mailbox(None, Some(name.to_owned()))).collect::<Vec<_>>().join(", ");
    }
    let Some(list) = own.bytes(0x004f) else { return String::new() };
    const ONE_OFF: &[u8] = b"\x81\x2b\x1f\xa4\xbe\xa3\x10\x19\x9d\x6e\x00\xdd\x01\x0f\x54\x02";
    let entries = memchr::memmem::find_iter(list, ONE_OFF).take(20).filter_map(|at| {
        let rest = list.get(at + ONE_OFF.len() + 2..)?;
        let (flags, rest) = rest.split_first_chunk::<2>()?;
        let text = if u16::from_le_bytes(*flags) & 0x8000 == 0 {
            String::from_utf8_lossy(rest.get(..rest.len().min(2000))?).into_owned()
        } else {
            utf16(rest.get(..rest.len().min(4000))?)
        };
        let mut words = text.split('\0');
        let (name, _kind, address) = (words.next()?, words.next()?, words.next()?);
        Some(mailbox(Some(name.to_owned()), Some(address.to_owned())))
    });
    entries.collect::<Vec<_>>().join(", ")
}

/// `=?utf-8?B?…?= <a@b>`; a name that is the address is left out.
fn mailbox(name: Option<String>, address: Option<String>) -> String {
    let address = one_line(&address.unwrap_or_default(), 320).replace(['<', '>', ',', ' ', '"', '(', ')'], "");
    let name = name.map(|name| one_line(name.trim_matches(['\'', '"']), 300)).filter(|name| *name != address);
    match name.filter(|name| !name.is_empty()) {
        Some(name) if address.is_empty() => word(&name),
        Some(name) => format!("{} <{address}>", word(&name)),
        None if address.is_empty() => String::new(),
        None if address.contains('@') => format!("<{address}>"),
        None => word(&address),
    }
}

/// An encoded word (RFC 2047), in pieces that a reader joins.
fn word(text: &str) -> String {
    let text = one_line(text, VALUE);
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | ':');
    if text.chars().all(safe) && !text.is_empty() {
        return text;
    }
    let chars: Vec<char> = text.chars().collect();
    let pieces =
        chars.chunks(12).map(|piece| format!("=?utf-8?B?{}?=", STANDARD.encode(piece.iter().collect::<String>())));
    pieces.collect::<Vec<_>>().join("\r\n ")
}

/// The parts: a text, and the files.
fn parts(item: &Item) -> Vec<Vec<u8>> {
    let mut out = bodies(&item.properties);
    out.extend(item.files.iter().map(file));
    out
}

/// The HTML body with its plain alternative, or the plain text alone.
fn bodies(own: &Properties) -> Vec<Vec<u8>> {
    let plain = own.text(0x1000);
    let rich = own.bytes(0x1009).and_then(rtf::decompress).map(|source| rtf::read(&source));
    let html = if own.is_unicode(0x1013) {
        own.text(0x1013).map(|text| (text.into_bytes(), "utf-8".to_owned()))
    } else {
        let charset = own.html_charset().unwrap_or_else(|| "utf-8".into());
        own.bytes(0x1013).filter(|bytes| !bytes.trim_ascii().is_empty()).map(|bytes| (bytes.to_vec(), charset))
    };
    let (html, plain) = match (html, rich) {
        (None, Some(rtf::Body { html: true, text })) => (Some((text.into_bytes(), "utf-8".to_owned())), plain),
        (html, Some(rtf::Body { html: false, text })) => (html, plain.or(Some(text))),
        (html, _) => (html, plain),
    };
    let typed = |kind: &str, charset: &str, bytes: &[u8]| {
        [format!("Content-Type: text/{kind}; charset=\"{charset}\"\r\n\r\n").as_bytes(), bytes].concat()
    };
    let plain = plain.map(|text| typed("plain", "utf-8", text.as_bytes()));
    let html = html.map(|(bytes, charset)| typed("html", &charset, &bytes));
    match (plain, html) {
        (Some(plain), Some(html)) => {
            let boundary = format!("hotro-{:x}", Sha256::digest([plain.as_slice(), &html].concat()));
            let head = format!("Content-Type: multipart/alternative; boundary={boundary}\r\n\r\n--{boundary}\r\n");
            let (middle, end) = (format!("\r\n--{boundary}\r\n"), format!("\r\n--{boundary}--\r\n"));
            vec![[head.as_bytes(), &plain, middle.as_bytes(), &html, end.as_bytes()].concat()]
        }
        (plain, html) => plain.into_iter().chain(html).collect(),
    }
}

fn file(file: &File) -> Vec<u8> {
    let own = &file.properties;
    let name = own.first_text(&[0x3707, 0x3704, 0x3001]).unwrap_or_default();
    let name: String = one_line(&name, 250).bytes().map(|byte| format!("%{byte:02X}")).collect();
    let kind = own.text(0x370e).filter(|kind| kind.contains('/')).unwrap_or_else(|| "application/octet-stream".into());
    let inline = own.text(0x3712).map(|id| format!("Content-ID: <{}>\r\n", one_line(&id, 300))).unwrap_or_default();
    if let Some(item) = &file.item {
        let (mail, _grade) = mail(item);
        let head =
            format!("Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename*=utf-8''{name}\r\n\r\n");
        return [head.as_bytes(), &mail].concat();
    }
    let kind: String =
        kind.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '+')).collect();
    // Whole mails are found by content; a type that makes a reader take the part apart would lose it.
    let kind = if kind.starts_with("multipart/") { "application/octet-stream".into() } else { kind };
    let head = format!(
        "Content-Type: {kind}\r\nContent-Disposition: attachment; filename*=utf-8''{name}\r\n{inline}\
         Content-Transfer-Encoding: binary\r\n\r\n"
    );
    [head.as_bytes(), &file.bytes].concat()
}

#[cfg(test)]
mod tests {
    use chrono::Datelike;

    use super::super::mapi::{Item, Value};
    use super::mail;

    #[test]
    fn a_time_beyond_the_calendar_of_mail_is_none() {
        let sent = |ticks| {
            let mut item = Item::default();
            item.properties.put(0x0039, Value::Number(ticks));
            mail(&item);
            item.properties.time(0x0039).map(|at| at.year())
        };
        assert_eq!(sent(132_599_000_000_000_000), Some(2021));
        for far in [0, u64::MAX, u64::MAX / 2, 2_700_000_000_000_000_000] {
            assert_eq!(sent(far), None, "{far}");
        }
    }
}
