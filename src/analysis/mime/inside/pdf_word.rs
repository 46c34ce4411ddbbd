//! Words of a PDF (ISO 32000-1 §7.2, §7.3): names and strings; numbers and operators are passed over.

/// What stands at a place: a name, a string, or something else.
pub(super) enum Token {
    /// A name, with its escapes undone.
    Name(Vec<u8>),
    /// The bytes of a string.
    Text(Vec<u8>),
    /// Something else.
    Other,
}

/// The next name or string; other bytes are passed over. Each byte is looked at once.
pub(super) fn token(rest: &mut &[u8]) -> Option<Token> {
    let at = rest.iter().position(|byte| matches!(byte, b'/' | b'(' | b'<' | b'\n'))?;
    let (kind, mut tail) = rest.get(at..)?.split_first()?;
    let found = match kind {
        b'/' => Token::Name(name(&mut tail)),
        b'(' => Token::Text(literal(&mut tail)),
        b'<' if tail.first() != Some(&b'<') => Token::Text(hexadecimal(&mut tail)),
        b'<' => {
            tail = tail.get(1..).unwrap_or_default();
            Token::Other
        }
        _ => Token::Other,
    };
    *rest = tail;
    Some(found)
}

/// A name, with `#4a` undone.
fn name(rest: &mut &[u8]) -> Vec<u8> {
    let end =
        rest.iter().position(|byte| byte.is_ascii_whitespace() || b"/<>[](){}%\0".contains(byte)).unwrap_or(rest.len());
    let (raw, tail) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    *rest = tail;
    let mut out = Vec::new();
    let mut raw = raw.get(..100).unwrap_or(raw);
    while let Some((byte, next)) = raw.split_first() {
        let digit = |at: usize| next.get(at).and_then(|byte| char::from(*byte).to_digit(16));
        (out, raw) = match (byte, digit(0), digit(1)) {
            (b'#', Some(high), Some(low)) => {
                ([out, vec![(high << 4 | low) as u8]].concat(), next.get(2..).unwrap_or_default())
            }
            _ => ([out, vec![*byte]].concat(), next),
        };
    }
    out
}

/// A string in brackets, which may hold balanced ones.
fn literal(rest: &mut &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut depth = 0_usize;
    while let Some((byte, tail)) = rest.split_first() {
        *rest = tail;
        match byte {
            b'\\' => {
                let Some((next, tail)) = tail.split_first() else { break };
                *rest = tail;
                match next {
                    b'n' => out.push(b'\n'),
                    b'r' => out.push(b'\r'),
                    b't' => out.push(b'\t'),
                    b'\r' | b'\n' => {}
                    b'0'..=b'7' => {
                        let digits: Vec<u8> = std::iter::once(next)
                            .chain(tail.iter().take(2))
                            .copied()
                            .take_while(|b| (b'0'..=b'7').contains(b))
                            .collect();
                        *rest = tail.get(digits.len() - 1..).unwrap_or_default();
                        out.push(digits.iter().fold(0_u32, |sum, digit| sum * 8 + u32::from(digit - b'0')) as u8);
                    }
                    other => out.push(*other),
                }
            }
            b'(' => {
                depth += 1;
                out.push(b'(');
            }
            b')' if depth == 0 => break,
            b')' => {
                depth -= 1;
                out.push(b')');
            }
            byte => out.push(*byte),
        }
        if out.len() > 64 * 1024 {
            break;
        }
    }
    out
}

/// A string of hexadecimal digits, up to the first byte that cannot be part of it.
pub(super) fn hexadecimal(rest: &mut &[u8]) -> Vec<u8> {
    let inside = |byte: &u8| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace() || *byte == 0;
    let end = rest.iter().position(|byte| !inside(byte)).unwrap_or(rest.len());
    let (raw, tail) = rest.split_at_checked(end).unwrap_or((rest, &[]));
    *rest = tail;
    let digits: Vec<u32> = raw.iter().filter_map(|byte| char::from(*byte).to_digit(16)).collect();
    digits
        .chunks(2)
        .map(|pair| if let [high, low] = pair { high << 4 | low } else { pair.iter().sum::<u32>() << 4 } as u8)
        .collect()
}

/// A string as text: UTF-16 where it says so.
pub(super) fn string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(wide) => {
            let units = wide.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
            char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
