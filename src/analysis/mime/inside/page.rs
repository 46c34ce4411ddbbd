//! Web pages as attachments: scripts that build a file out of their own text, and where scripts lead.

use super::facts::{Facts, Trick};

/// Words that undo an encoding.
const DECODERS: &[&str] = &["atob(", "fromcharcode", "uint8array", "charcodeat", "decodeuricomponent(", "unescape("];
/// Words that make a file of bytes.
const MAKERS: &[&str] =
    &["new blob", "createobjecturl", "mssaveblob", "mssaveoropenblob", "data:application/", "new file("];
/// Words that hand a file to the reader.
const GIVERS: &[&str] =
    &[".download", "download=", "mssave", ".click(", "setattribute('download'", "setattribute(\"download\""];

/// Reads a page.
pub(super) fn read(source: &str) -> Facts {
    let mut out = Facts::default();
    let lower = source.to_ascii_lowercase();
    if !lower.contains("<script") && !lower.contains("onload") && !lower.contains("onerror") {
        return out;
    }
    let found = |words: &'static [&'static str]| words.iter().find(|word| lower.contains(**word));
    if let (Some(decoder), Some(maker), Some(_)) = (found(DECODERS), found(MAKERS), found(GIVERS)) {
        let clean = |word: &str| word.trim_end_matches(['(', '=']).to_owned();
        out.trick(Trick::Smuggling, format!("{} + {}", clean(decoder), clean(maker)));
    }
    for (at, word) in lower.match_indices("location").take(50) {
        let rest = source.get(at + word.len()..).unwrap_or_default();
        let rest = rest
            .strip_prefix(".href")
            .or(rest.strip_prefix(".replace"))
            .or(rest.strip_prefix(".assign"))
            .unwrap_or(rest);
        let Some(rest) = rest.trim_start().strip_prefix(['=', '(']).map(str::trim_start) else { continue };
        let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')) else { continue };
        let target = rest.get(1..).and_then(|rest| rest.split(quote).next()).unwrap_or_default();
        if target.contains("://") || target.starts_with("//") {
            out.link(target);
        }
    }
    out
}
