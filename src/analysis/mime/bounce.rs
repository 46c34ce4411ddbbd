//! A mail server's report that it gave up on a mail (RFC 3464). Whether the mail was ours is not known here.

use mail_parser::{HeaderName, MessageParser};

use super::head::{Head, LIMIT};
use super::split::{Leaf, Split};
use crate::analysis::evidence::{Bounce, Undelivered};
use crate::base::text::one_line;

/// Most recipients of one report.
const RECIPIENTS: usize = 50;
/// Longest words of a server, in characters.
const WORDS: usize = 300;

/// The report in a mail that was taken apart; nothing where it is none, names no mail, or nothing failed for good.
pub(super) fn read(raw: &[u8], mail: &Split, parser: &MessageParser) -> Option<Bounce> {
    let declared = mail.head.typed(&HeaderName::ContentType)?;
    if declared.kind != "multipart/report" || !declared.report?.eq_ignore_ascii_case("delivery-status") {
        return None;
    }
    let part = |kinds: &[&str]| mail.leaves.iter().find(|leaf| kinds.contains(&leaf.kind.as_str()));
    let status = part(&["message/delivery-status", "message/global-delivery-status"])?;
    let returned = part(&["message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"])?;
    let message_id = Head::parse(&start(raw, returned), parser).ids(&HeaderName::MessageId, 1).pop()?;
    let text = start(raw, status);
    let failed: Vec<_> = blocks(&text).filter_map(|block| undelivered(block, parser)).take(RECIPIENTS).collect();
    let from_nobody = mail.head.return_path().is_some_and(|path| path.is_empty());
    (!failed.is_empty()).then_some(Bounce { message_id, from_nobody, failed })
}

/// The decoded start of a part.
fn start(raw: &[u8], leaf: &Leaf) -> Vec<u8> {
    let bytes = leaf.bytes(raw);
    leaf.encoding.decode(bytes.get(..LIMIT).unwrap_or(bytes)).into_owned()
}

/// Groups of fields, apart by blank lines.
fn blocks(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut length = 0;
        for line in rest.split_inclusive(|byte| *byte == b'\n') {
            length += line.len();
            if line.trim_ascii().is_empty() {
                break;
            }
        }
        let (block, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(block)
    })
}

/// A recipient's group, if the mail server gave up: delays, relays and successes are none. The status may begin with a 4
/// then, as when the days for trying have passed (RFC 3464 section 2.3.3).
fn undelivered(block: &[u8], parser: &MessageParser) -> Option<Undelivered> {
    let head = Head::parse(block, parser);
    let status = bare(head.other("Status")?);
    if !bare(head.other("Action")?).eq_ignore_ascii_case("failed") {
        return None;
    }
    let fields = ["Original-Recipient", "Final-Recipient"].into_iter().filter_map(|name| head.other(name));
    let addresses = fields.map(|value| typed(value).trim_matches(['<', '>']).to_lowercase());
    let diagnostic = one_line(typed(head.other("Diagnostic-Code").unwrap_or_default()), WORDS);
    Some(Undelivered { addresses: addresses.filter(|address| address.contains('@')).collect(), status, diagnostic })
}

/// The first word of a value, without comments behind it.
fn bare(value: &str) -> String {
    let word = value.split(|c: char| c.is_whitespace() || c == '(' || c == ';').find(|word| !word.is_empty());
    one_line(word.unwrap_or_default(), 20)
}

/// What stands behind the type of a value: `rfc822; a@b` and `smtp; 550 no`.
fn typed(value: &str) -> &str {
    value.split_once(';').map_or(value, |(_, rest)| rest).trim()
}

#[cfg(test)]
mod tests {
    use super::super::split::split;
    use super::*;

    fn read_all(mail: &str) -> Option<Bounce> {
        let raw = mail.replace('\n', "\r\n");
        let parser = MessageParser::default();
        assert_eq!(read(mail.as_bytes(), &split(mail.as_bytes(), &parser), &parser), {
            read(raw.as_bytes(), &split(raw.as_bytes(), &parser), &parser)
        });
        read(mail.as_bytes(), &split(mail.as_bytes(), &parser), &parser)
    }

    fn report(fields: &str) -> String {
        format!(
            "Return-Path: <>\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n\
             --b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{fields}\n\n--b\n\
             Content-Type: text/rfc822-headers\n\nFrom: hotro@laichau.gov.vn\nMessage-ID:\n <1.2.3@laichau.gov.vn>\n--b--\n"
        )
    }

    #[test]
    fn a_failure_for_good_is_read_with_its_reason() {
        let fields = "Original-Recipient: rfc822;An@Laichau.gov.vn\nFinal-Recipient: RFC822; <an@box.example>\n\
                      Action: Failed\nStatus: 5.1.1 (no such box)\nDiagnostic-Code: smtp; 550 5.1.1\n  User unknown\n\n\
                      Final-Recipient: rfc822; b@box.example\nAction: delayed\nStatus: 4.4.1";
        let seen = read_all(&report(fields)).unwrap();
        let failed = Undelivered {
            addresses: vec!["an@laichau.gov.vn".into(), "an@box.example".into()],
            status: "5.1.1".into(),
            diagnostic: "550 5.1.1 User unknown".into(),
        };
        assert_eq!(seen, Bounce { message_id: "1.2.3@laichau.gov.vn".into(), from_nobody: true, failed: vec![failed] });
    }

    #[test]
    fn anything_else_is_no_bounce() {
        for fields in ["Action: delayed\nStatus: 4.4.1", "Action: relayed\nStatus: 5.0.0", ""] {
            assert_eq!(read_all(&report(fields)), None, "{fields}");
        }
        let good = report("Final-Recipient: rfc822; a@b\nAction: failed\nStatus: 5.0.0");
        assert!(read_all(&good).is_some());
        assert!(read_all(&good.replace("5.0.0", "4.4.7")).is_some(), "it gave up");
        for (part, other) in
            [("delivery-status;", "disposition-notification;"), ("Message-ID", "X-Id"), ("message/del", "text/del")]
        {
            assert_eq!(read_all(&good.replacen(part, other, 1)), None, "{part}");
        }
    }
}
