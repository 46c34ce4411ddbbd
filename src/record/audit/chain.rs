//! The digest that chains a row to the one before it. Pure.

use crate::base::clock::Instant;
use crate::base::secret::sha256_hex;

/// SHA-256 over the digest of the row before and the fields of this one, each fenced by its length.
pub fn digest(previous: &str, at: Instant, fields: [&str; 5]) -> String {
    let mut text = String::with_capacity(256);
    let at = at.and_utc().timestamp_micros().to_string();
    for part in [previous, at.as_str()].iter().chain(&fields) {
        text.push_str(&part.len().to_string());
        text.push(':');
        text.push_str(part);
    }
    sha256_hex(text.as_bytes())
}
