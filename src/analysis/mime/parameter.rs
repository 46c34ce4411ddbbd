//! File names in the parameters of a field as RFC 2231 writes them, forgiving: a set that lies, pieces out of order, pieces
//! that are missing, quotes where none belong.

use super::charset;

/// Most pieces of one name.
const PIECES: usize = 200;

/// A piece of a name: its number, whether it is percent-encoded, its value.
type Piece<'a> = (usize, bool, &'a str);

/// The name in an undecoded field that is written in RFC 2231's way; `filename` counts before `name`.
pub(super) fn file_name(raw: &str) -> Option<String> {
    if !raw.contains('*') {
        return None;
    }
    ["filename", "name"].into_iter().find_map(|wanted| {
        let mut pieces: Vec<Piece<'_>> = split(raw).filter_map(|part| piece(part, wanted)).take(PIECES).collect();
        pieces.sort_by_key(|(number, ..)| *number);
        joined(&pieces)
    })
}

/// The parts between semicolons that stand outside quotes.
fn split(raw: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    raw.split(move |c| {
        quoted ^= c == '"';
        c == ';' && !quoted
    })
}

fn piece<'a>(part: &'a str, wanted: &str) -> Option<Piece<'a>> {
    let (key, value) = part.split_once('=')?;
    let key = key.trim().to_ascii_lowercase();
    let rest = key.strip_prefix(wanted)?.strip_prefix('*')?;
    let (number, encoded) = match rest.strip_suffix('*') {
        Some(number) => (number, true),
        None => (rest, rest.is_empty()),
    };
    let number = if number.is_empty() { 0 } else { number.parse().ok()? };
    Some((number, encoded, value.trim().trim_matches('"')))
}

fn joined(pieces: &[Piece<'_>]) -> Option<String> {
    let (_, first_encoded, first) = *pieces.first()?;
    let mut marks = first.splitn(3, '\'');
    let (set, start) = match (marks.next(), marks.next(), marks.next()) {
        (Some(set), Some(_), Some(start)) if first_encoded => (Some(set), start),
        _ => (None, first),
    };
    let mut bytes = Vec::new();
    for (at, (_, encoded, value)) in pieces.iter().enumerate() {
        let value = if at == 0 { start } else { value };
        if *encoded { bytes.extend(percent(value)) } else { bytes.extend_from_slice(value.as_bytes()) }
    }
    Some(charset::read(&bytes, set.filter(|set| !set.is_empty())).text).filter(|name| !name.is_empty())
}

/// The bytes of a percent-encoded text; a broken escape stays as it is written.
fn percent(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    let digit = |byte: u8| char::from(byte).to_digit(16).map(|digit| digit as u8);
    loop {
        rest = match rest {
            [] => return out,
            [b'%', high, low, tail @ ..] if digit(*high).is_some() && digit(*low).is_some() => {
                out.push(digit(*high).unwrap_or(0) << 4 | digit(*low).unwrap_or(0));
                tail
            }
            [byte, tail @ ..] => {
                out.push(*byte);
                tail
            }
        };
    }
}
