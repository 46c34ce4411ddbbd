//! A mail as Outlook keeps it: properties by number (MS-OXPROPS), recipients, files, mails inside. `outlook` and `tnef`
//! fill it, `rebuild` makes an internet mail of it.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Utc};

use super::decode;

/// Most properties of one object.
const PROPERTIES: usize = 3000;

/// PidTagMessageCodepage: how 8-bit strings are written.
const STRING_PAGE: u16 = 0x3ffd;
/// PidTagInternetCodepage: how the HTML body is written.
const HTML_PAGE: u16 = 0x3fde;

/// The value of a property.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// A number, a truth value, or a time in units of 100 ns since 1601.
    Number(u64),
    /// Bytes: binary, or a string in the code page of the mail.
    Bytes(Vec<u8>),
    /// A Unicode string.
    Text(String),
}

/// The properties of a mail, a recipient or a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Properties {
    values: BTreeMap<u16, Value>,
    /// Code page of its 8-bit strings, where it is given from outside.
    pub(super) page: Option<u32>,
}

/// A mail.
#[derive(Clone, Debug, Default)]
pub(super) struct Item {
    pub(super) properties: Properties,
    pub(super) recipients: Vec<Properties>,
    pub(super) files: Vec<File>,
}

/// A file or a mail inside a mail.
#[derive(Clone, Debug, Default)]
pub(super) struct File {
    pub(super) properties: Properties,
    pub(super) bytes: Vec<u8>,
    pub(super) item: Option<Item>,
}

impl Properties {
    /// None yet, with 8-bit strings in a code page.
    pub(super) fn in_page(page: Option<u32>) -> Self {
        Self { page, ..Self::default() }
    }

    /// Keeps a value; a Unicode string wins over an 8-bit one of the same number.
    pub(super) fn put(&mut self, id: u16, value: Value) {
        let worse = matches!((self.values.get(&id), &value), (Some(Value::Text(_)), Value::Bytes(_)));
        if !worse && self.values.len() < PROPERTIES {
            self.values.insert(id, value);
        }
    }

    /// A number.
    pub(super) fn number(&self, id: u16) -> Option<u64> {
        match self.values.get(&id)? {
            Value::Number(found) => Some(*found),
            _ => None,
        }
    }

    /// A string without its closing NUL; nothing where it is blank.
    pub(super) fn text(&self, id: u16) -> Option<String> {
        let text = match self.values.get(&id)? {
            Value::Text(text) => text.clone(),
            Value::Bytes(bytes) => decode::text(bytes, self.charset().as_deref()),
            Value::Number(_) => return None,
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// The first of several strings that is there.
    pub(super) fn first_text(&self, ids: &[u16]) -> Option<String> {
        ids.iter().find_map(|id| self.text(*id))
    }

    /// A binary value.
    pub(super) fn bytes(&self, id: u16) -> Option<&[u8]> {
        match self.values.get(&id)? {
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether a value is a Unicode string.
    pub(super) fn is_unicode(&self, id: u16) -> bool {
        matches!(self.values.get(&id), Some(Value::Text(_)))
    }

    /// A time from 1970 to 9999: no other year can be written into a mail (RFC 5322 section 3.3).
    pub(super) fn time(&self, id: u16) -> Option<DateTime<Utc>> {
        let seconds = i64::try_from(self.number(id)? / 10_000_000).ok()? - 11_644_473_600;
        DateTime::from_timestamp(seconds, 0).filter(|date| (1970..=9999).contains(&date.year()))
    }

    /// The character set of 8-bit strings.
    fn charset(&self) -> Option<String> {
        let of = |id| self.number(id).and_then(|page| u32::try_from(page).ok());
        of(STRING_PAGE).or(self.page).or_else(|| of(HTML_PAGE)).and_then(charset)
    }

    /// The code page that a file or recipient of this mail is written in.
    pub(super) fn string_page(&self) -> Option<u32> {
        self.number(STRING_PAGE).and_then(|page| u32::try_from(page).ok()).or(self.page)
    }

    /// The character set of the HTML body.
    pub(super) fn html_charset(&self) -> Option<String> {
        let page = self.number(HTML_PAGE).and_then(|page| u32::try_from(page).ok());
        page.and_then(charset).or_else(|| self.charset())
    }
}

/// The internet name of a Windows code page.
pub(super) fn charset(page: u32) -> Option<String> {
    Some(match page {
        874 | 1250..=1258 => format!("windows-{page}"),
        437 | 850 | 852 | 858 | 866 => format!("ibm{page}"),
        932 => "shift_jis".into(),
        936 | 54936 => "gb18030".into(),
        949 => "euc-kr".into(),
        950 => "big5".into(),
        1200 => "utf-16le".into(),
        20127 => "us-ascii".into(),
        20866 => "koi8-r".into(),
        21866 => "koi8-u".into(),
        28591..=28605 => format!("iso-8859-{}", page - 28590),
        50220..=50222 => "iso-2022-jp".into(),
        51932 => "euc-jp".into(),
        65000 => "utf-7".into(),
        65001 => "utf-8".into(),
        _ => return None,
    })
}

/// Text of little-endian UTF-16, without its closing NUL.
pub(super) fn utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair));
    let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
    text.trim_end_matches('\0').to_owned()
}
