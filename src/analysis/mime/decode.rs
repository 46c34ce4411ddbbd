//! Undoing transfer encodings and character sets. Forgiving: junk between the digits is skipped, nothing fails.

use std::borrow::Cow;

/// How the bytes of a part are encoded (RFC 2045 §6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// 7bit, 8bit, binary, or unknown: as they stand.
    #[default]
    Plain,
    /// Base64.
    Base64,
    /// Quoted-printable.
    Quoted,
}

impl Encoding {
    /// By the value of Content-Transfer-Encoding.
    pub(super) fn of(value: &str) -> Self {
        let word = value.split([';', '(']).next().unwrap_or_default().trim();
        if word.eq_ignore_ascii_case("base64") {
            Self::Base64
        } else if word.eq_ignore_ascii_case("quoted-printable") {
            Self::Quoted
        } else {
            Self::Plain
        }
    }

    /// The decoded bytes.
    pub(super) fn decode(self, bytes: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Plain => Cow::Borrowed(bytes),
            Self::Base64 => Cow::Owned(base64(bytes)),
            Self::Quoted => Cow::Owned(quoted(bytes)),
        }
    }
}

const fn digits() -> [u8; 256] {
    let mut table = [255; 256];
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut i = 0;
    #[expect(clippy::indexing_slicing, reason = "runs at compile time, where out of bounds does not compile")]
    while i < 64 {
        table[alphabet[i] as usize] = i as u8;
        i += 1;
    }
    table
}

static DIGITS: [u8; 256] = digits();

/// Base64 with junk skipped; padding in the middle starts a new group, as where two encoded texts were joined.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3 + 3);
    let mut group: u32 = 0;
    let mut count = 0;
    for &byte in bytes {
        let digit = DIGITS.get(usize::from(byte)).copied().unwrap_or(255);
        if digit < 64 {
            group = group << 6 | u32::from(digit);
            count += 1;
            if count == 4 {
                out.extend_from_slice(&[(group >> 16) as u8, (group >> 8) as u8, group as u8]);
                (group, count) = (0, 0);
            }
        } else if byte == b'=' {
            flush(&mut out, group, count);
            (group, count) = (0, 0);
        }
    }
    flush(&mut out, group, count);
    out
}

fn flush(out: &mut Vec<u8>, group: u32, count: u8) {
    match count {
        2 => out.push((group >> 4) as u8),
        3 => out.extend_from_slice(&[(group >> 10) as u8, (group >> 2) as u8]),
        _ => {}
    }
}

/// Quoted-printable; a broken escape stays as it is written.
fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return out,
            [b'=', b'\r', b'\n', tail @ ..] | [b'=', b'\n', tail @ ..] => tail,
            [b'=', high, low, tail @ ..] if hex(*high).is_some() && hex(*low).is_some() => {
                out.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                tail
            }
            [byte, tail @ ..] => {
                out.push(*byte);
                tail
            }
        };
    }
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

/// Text of a declared character set, composed (NFC).
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> String {
    super::charset::read(bytes, charset).text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_forgive_junk() {
        assert_eq!(&*Encoding::Base64.decode(b"SGVs\r\n bG8h!"), b"Hello!");
        assert_eq!(&*Encoding::Base64.decode(b"SGk=SGk="), b"HiHi");
        assert_eq!(&*Encoding::Quoted.decode(b"a=3Db=\r\nc=ZZ="), b"a=bc=ZZ=");
    }

    #[test]
    fn half_composed_letters_are_repaired() {
        assert_eq!(text(b"m\xe2\xf2t kh\xe2\xd2u", Some("windows-1258")), "mật khẩu");
        assert_eq!(text("e\u{302}\u{323}".as_bytes(), None), "ệ");
    }
}
