//! A header block as values. mail-parser reads it; a panic there is contained, and what it makes of a badly quoted
//! address is read again by `address`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, FixedOffset, NaiveDate, TimeZone};
use mail_parser::{HeaderName, HeaderValue, MessageParser};

use super::{address, parameter, words};
use crate::analysis::evidence::Mailbox;
use crate::base::text::one_line;

/// Most bytes of a header block that are looked at.
pub(super) const LIMIT: usize = 256 * 1024;
/// Most fields that are kept.
const FIELDS: usize = 3000;
/// Longest subject that is kept, in characters.
const SUBJECT: usize = 1000;

/// The fields of one header block.
#[derive(Debug, Default)]
pub(super) struct Head {
    fields: Vec<Field>,
}

#[derive(Debug)]
struct Field {
    name: HeaderName<'static>,
    value: HeaderValue<'static>,
    raw: String,
}

/// Media type and parameters of a Content-Type or Content-Disposition.
#[derive(Debug, Default, Clone)]
pub(super) struct Typed {
    /// `text/html`, lower case; the bare word for a disposition.
    pub(super) kind: String,
    /// Parameter `boundary`.
    pub(super) boundary: Option<String>,
    /// Parameter `charset`.
    pub(super) charset: Option<String>,
    /// Parameter `name` or `filename`, decoded.
    pub(super) name: Option<String>,
    /// Parameter `report-type` (RFC 6522).
    pub(super) report: Option<String>,
}

impl Head {
    /// Reads a header block; fields after the first [`LIMIT`] bytes are not seen.
    pub(super) fn parse(block: &[u8], parser: &MessageParser) -> Self {
        let mut bytes = words::anew(block.get(..LIMIT).unwrap_or(block));
        // The parser gives no value for a field that ends with the input.
        bytes.extend_from_slice(b"\r\n\r\n");
        catch_unwind(AssertUnwindSafe(|| Self::read(&bytes, parser))).unwrap_or_default()
    }

    fn read(bytes: &[u8], parser: &MessageParser) -> Self {
        let Some(message) = parser.parse_headers(bytes) else { return Self::default() };
        let Some(part) = message.parts.into_iter().next() else { return Self::default() };
        let fields = part.headers.into_iter().take(FIELDS).map(|header| {
            let raw = bytes.get(header.offset_start as usize..header.offset_end as usize).unwrap_or_default();
            Field {
                name: header.name.into_owned(),
                value: header.value.into_owned(),
                raw: String::from_utf8_lossy(raw).trim().to_owned(),
            }
        });
        Self { fields: fields.collect() }
    }

    fn field(&self, name: &HeaderName<'_>) -> Option<&Field> {
        self.fields.iter().find(|field| &field.name == name)
    }

    /// Whether there is such a field.
    pub(super) fn has(&self, name: &HeaderName<'_>) -> bool {
        self.field(name).is_some()
    }

    /// The undecoded value of the first such field.
    pub(super) fn raw(&self, name: &HeaderName<'_>) -> Option<&str> {
        self.field(name).map(|field| field.raw.as_str())
    }

    /// The undecoded value of the first field of a name that mail-parser does not know, ignoring case.
    pub(super) fn other(&self, wanted: &str) -> Option<&str> {
        let known = |field: &&Field| field.name.as_str().eq_ignore_ascii_case(wanted);
        self.fields.iter().find(known).map(|field| field.raw.as_str())
    }

    /// All fields in their order: name, parsed value, undecoded text.
    pub(super) fn ordered(&self) -> impl Iterator<Item = (&HeaderName<'static>, &HeaderValue<'static>, &str)> {
        self.fields.iter().map(|field| (&field.name, &field.value, field.raw.as_str()))
    }

    /// The parsed values of all such fields, with their undecoded text.
    pub(super) fn all<'a>(&'a self, name: &'a HeaderName<'_>) -> impl Iterator<Item = (&'a HeaderValue<'a>, &'a str)> {
        self.fields.iter().filter(move |field| &field.name == name).map(|field| (&field.value, field.raw.as_str()))
    }

    /// Subject, decoded, on one line.
    pub(super) fn subject(&self) -> String {
        let text = self.field(&HeaderName::Subject).and_then(|field| field.value.as_text()).unwrap_or_default();
        one_line(text, SUBJECT)
    }

    /// The mailboxes of an address field.
    pub(super) fn mailboxes(&self, name: &HeaderName<'_>) -> Vec<Mailbox> {
        let Some(field) = self.field(name) else { return Vec::new() };
        let parsed: Vec<Mailbox> = match &field.value {
            HeaderValue::Address(list) => list
                .iter()
                .take(500)
                .map(|addr| address::mailbox(addr.name(), addr.address().unwrap_or_default()))
                .filter(|found| found.name.is_some() || !found.address.is_empty())
                .collect(),
            _ => Vec::new(),
        };
        // An unbalanced quote swallows the address: read the line the forgiving way.
        let lost = !parsed.iter().any(|found| is_plain(&found.address)) && field.raw.contains('@');
        if lost { address::parse_list(&unfold(&field.raw)) } else { whole_names(parsed) }
    }

    /// The first mailbox of an address field.
    pub(super) fn mailbox(&self, name: &HeaderName<'_>) -> Option<Mailbox> {
        self.mailboxes(name).into_iter().next()
    }

    /// Message identifiers without angle brackets, at most `limit`.
    pub(super) fn ids(&self, name: &HeaderName<'_>, limit: usize) -> Vec<String> {
        let clean = |id: &str| one_line(id.trim_matches(['<', '>', ' ']), 500);
        let ids: Vec<String> = match self.field(name).map(|field| &field.value) {
            Some(HeaderValue::Text(id)) => vec![clean(id)],
            Some(HeaderValue::TextList(ids)) => ids.iter().rev().take(limit).rev().map(|id| clean(id)).collect(),
            _ => Vec::new(),
        };
        ids.into_iter().filter(|id| !id.is_empty()).collect()
    }

    /// Return-Path without angle brackets: empty for `<>`.
    pub(super) fn return_path(&self) -> Option<String> {
        self.raw(&HeaderName::ReturnPath).map(address::clean_address)
    }

    /// The Date field, if it is a date.
    pub(super) fn date(&self) -> Option<DateTime<FixedOffset>> {
        match &self.field(&HeaderName::Date)?.value {
            HeaderValue::DateTime(date) => instant(date),
            _ => None,
        }
    }

    /// Content-Type or Content-Disposition.
    pub(super) fn typed(&self, name: &HeaderName<'_>) -> Option<Typed> {
        let field = self.field(name)?;
        let HeaderValue::ContentType(found) = &field.value else { return None };
        let kind = match found.subtype() {
            Some(sub) => format!("{}/{sub}", found.ctype()).to_lowercase(),
            None => found.ctype().to_lowercase(),
        };
        let get = |name: &str| found.attribute(name).map(str::to_owned);
        let (boundary, charset, report) = (get("boundary"), get("charset"), get("report-type"));
        let name = parameter::file_name(&field.raw).or_else(|| get("filename")).or_else(|| get("name"));
        Some(Typed { kind, boundary, charset, name, report })
    }
}

/// Puts a name back together that an unquoted comma cut off from its address: `Microsoft account team ,_<a@b>`.
fn whole_names(parsed: Vec<Mailbox>) -> Vec<Mailbox> {
    let mut out: Vec<Mailbox> = Vec::with_capacity(parsed.len());
    let mut before: Option<String> = None;
    for mut mailbox in parsed {
        if let Some(start) = before.take() {
            mailbox.name = Some(mailbox.name.map_or_else(|| start.clone(), |rest| format!("{start}, {rest}")));
        }
        if mailbox.address.is_empty() { before = mailbox.name } else { out.push(mailbox) }
    }
    out.extend(before.map(|name| Mailbox { name: Some(name), address: String::new() }));
    out
}

/// Whether an address is one: a local part, a domain and nothing else in it.
fn is_plain(address: &str) -> bool {
    address.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.contains(['<', '@', '"']))
}

/// A raw field value on one line, with its encoded words decoded by mail-parser.
fn unfold(raw: &str) -> String {
    let line = one_line(raw, 20_000);
    let block = format!("Subject: {line}\r\n\r\n");
    let decoded = catch_unwind(|| {
        let message = MessageParser::default().parse_headers(block.as_bytes())?;
        message.subject().map(str::to_owned)
    });
    decoded.ok().flatten().unwrap_or(line)
}

/// A date of mail-parser as an instant with its zone; nothing where it is no date of the calendar.
pub(super) fn instant(date: &mail_parser::DateTime) -> Option<DateTime<FixedOffset>> {
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let local = day.and_hms_opt(date.hour.into(), date.minute.into(), u32::from(date.second).min(59))?;
    let seconds = i32::from(date.tz_hour) * 3600 + i32::from(date.tz_minute) * 60;
    let zone = FixedOffset::east_opt(if date.tz_before_gmt { -seconds } else { seconds })?;
    zone.from_local_datetime(&local).single()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(fields: &str) -> Head {
        Head::parse(fields.as_bytes(), &MessageParser::default())
    }

    #[test]
    fn subjects_with_the_mistakes_of_clients_are_read() {
        for written in [
            "=?utf-8?B?Q+G6rXAgbmjhuq10?=",
            "=?UTF-8?b?Q+G6rXAg?=\r\n =?UTF-8?b?bmjhuq10?=",
            "=?utf-8?B?Q+E=?= =?utf-8?B?uq1wIG5o4bqtdA==?=",
            "=?utf-8?Q?C=E1=BA=ADp nh=E1=BA=ADt?=",
            "=?utf-8?Q?C=E1=BA=ADp_nh=e1=ba=ADt?=",
            "=?utf-8?Q?C=E1=BA=ADp_nh=E1?= =?utf-8?Q?=BA=ADt?=",
            "=??B?Q+G6rXAgbmjhuq10?=",
            "=?us-ascii?B?Q+G6rXAgbmjhuq10?=",
            "=?utf-8*vi?B?Q+G6rXAgbmjhuq10?=",
            "=?utf-8?B?Q+G6rXAg bmjhuq10?=",
            "=?utf-8?B?Q+G6rXAg?==?utf-8?B?bmjhuq10?=",
            "=?windows-1258?Q?C=E2=F2p_nh=E2=F2t?=",
            "=?viscii?Q?C=A7p_nh=A7t?=",
            "Cập nhật",
        ] {
            assert_eq!(head(&format!("Subject: {written}\r\nTo: a@b\r\n")).subject(), "Cập nhật", "{written}");
        }
        let raw =
            [b"Subject: Th\xc3\xb4ng b".as_slice(), b"\xe1o g\xa4p: Qu\xafc ng\xe6, \xf0\xa3c bi\xaet\r\n"].concat();
        assert!(!Head::parse(&raw, &MessageParser::default()).subject().contains('\u{fffd}'));
        assert_eq!(head("Subject: =?utf-8?B?Q+G6 never closed\r\nTo: a@b\r\n").mailboxes(&HeaderName::To).len(), 1);
    }

    #[test]
    fn names_stay_names_whatever_is_encoded_in_them() {
        for written in [
            "\"=?utf-8?B?U+G7nyBZIHThur8=?=\" <a@b.vn>",
            "=?utf-8?Q?S=E1=BB=9F Y t=E1=BA=BF?= <a@b.vn>",
            "=?utf-8?B?U+G7nyBZ?= =?utf-8?B?IHThur8=?= <a@b.vn>",
            "Sở Y tế <a@b.vn>",
        ] {
            let from = head(&format!("From: {written}\r\n")).mailbox(&HeaderName::From).unwrap();
            assert_eq!((from.name.as_deref(), from.address.as_str()), (Some("Sở Y tế"), "a@b.vn"), "{written}");
        }
        let sly = head("From: =?utf-8?Q?x=22_<evil@c.vn>,?= <a@b.vn>\r\n");
        assert_eq!(sly.mailbox(&HeaderName::From).unwrap().address, "a@b.vn");
    }

    #[test]
    fn file_names_with_mistakes_are_read() {
        for written in [
            "filename*=utf-8''C%E1%BA%ADp%20nh%E1%BA%ADt.pdf",
            "filename*0*=utf-8''C%E1%BA%ADp; filename*1*=%20nh%E1%BA%ADt.pdf",
            "filename*1*=%20nh%E1%BA%ADt.pdf; filename*0*=utf-8''C%E1%BA%ADp",
            "filename*0*=utf-8''C%E1%BA; filename*1*=%ADp%20nh; filename*4*=%E1%BA%ADt.pdf",
            "filename*=\"utf-8''C%E1%BA%ADp%20nh%E1%BA%ADt.pdf\"",
            "filename*=windows-1258''C%E2%F2p%20nh%E2%F2t.pdf",
            "filename*=''C%E1%BA%ADp%20nh%E1%BA%ADt.pdf",
            "filename*=us-ascii''C%E1%BA%ADp%20nh%E1%BA%ADt.pdf",
            "filename=\"=?utf-8?B?Q+G6rXAgbmjhuq10LnBkZg==?=\"",
            "filename=\"=?utf-8?Q?C=E1=BA=ADp nh=E1=BA=ADt.pdf?=\"",
            "filename=\"Cập nhật.pdf\"",
            "filename==?utf-8?B?Q+G6rXAgbmjhuq10LnBkZg==?=",
        ] {
            let found =
                head(&format!("Content-Disposition: attachment; {written}\r\n")).typed(&HeaderName::ContentDisposition);
            assert_eq!(found.unwrap().name.as_deref(), Some("Cập nhật.pdf"), "{written}");
        }
    }
}
