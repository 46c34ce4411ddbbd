//! Random bytes, keyed digests and comparison in constant time; the shapes of every secret we hand out.

use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// Crockford's base32: no I, L, O, U, so that a code can be read over the telephone.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The installation's signing secret; never printed.
#[derive(Clone)]
pub struct SigningKey(Vec<u8>);

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey(…)")
    }
}

/// Why no random bytes could be had; the system is not fit to run on.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandom;

impl SigningKey {
    /// Takes the key as bytes; `None` below 16 bytes, which would be guessable.
    pub fn new(bytes: Vec<u8>) -> Option<Self> {
        (bytes.len() >= 16).then_some(Self(bytes))
    }

    /// HMAC-SHA-256 of the parts under this key, each part fenced by its length.
    /// `purpose` keeps a tag made for one use from being taken for another.
    pub fn tag(&self, purpose: &str, parts: &[&str]) -> [u8; 32] {
        // HMAC takes keys of any length, so this cannot fail; a failed one would give a useless tag, not a false match.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else { return [0; 32] };
        for part in std::iter::once(&purpose).chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }
}

/// Fills an array with random bytes from the operating system.
pub fn random<const N: usize>() -> Result<[u8; N], NoRandom> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(_) => Err(NoRandom),
    }
}

/// A random token of 256 bits, as 52 base32 characters.
pub fn token() -> Result<String, NoRandom> {
    Ok(base32(&random::<32>()?))
}

/// Crockford base32 of the bytes, five bits a character, the last one padded with zero bits.
pub fn base32(bytes: &[u8]) -> String {
    let (mut out, mut buffer, mut bits) = (String::with_capacity(bytes.len() * 8 / 5 + 1), 0u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(digit(buffer >> bits));
        }
    }
    if bits > 0 {
        out.push(digit(buffer << (5 - bits)));
    }
    out
}

fn digit(value: u32) -> char {
    CROCKFORD.get((value & 31) as usize).map_or('0', |byte| char::from(*byte))
}

/// Reads a code as a person types it: any case, spaces and dashes anywhere, O for 0, I or L for 1.
pub fn normalise_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect()
}

/// SHA-256 as 64 lower-case hexadecimal digits: the name of a raw mail, and how secrets rest in the database.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits of the bytes.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        out.push(char::from_digit(u32::from(byte >> 4), 16).unwrap_or('0'));
        out.push(char::from_digit(u32::from(byte & 15), 16).unwrap_or('0'));
        out
    })
}

/// Compares two secrets without telling by the time taken where they differ.
pub fn same(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base32_is_crockford_and_survives_a_telephone() {
        assert_eq!(base32(&[0xff; 10]), "ZZZZZZZZZZZZZZZZ");
        assert_eq!(normalise_code(" o1il-zz "), "0111ZZ");
    }

    #[test]
    fn tags_depend_on_where_parts_end() {
        let key = SigningKey::new(vec![7; 32]).unwrap();
        assert_ne!(key.tag("p", &["ab", "c"]), key.tag("p", &["a", "bc"]));
        assert!(SigningKey::new(vec![1; 15]).is_none());
    }
}
