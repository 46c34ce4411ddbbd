//! Windows shortcuts (MS-SHLLINK): what they start, with which words.

use super::super::bytes::{Walk, u16_at, u32_at};
use super::super::{decode, mapi};
use super::facts::{Facts, Trick};

/// The first bytes.
pub(super) const SIGNATURE: &[u8] = b"L\0\0\0\x01\x14\x02\0";
/// Programs that run what their words say.
const RUNNERS: &[&str] = &[
    "cmd",
    "powershell",
    "pwsh",
    "mshta",
    "wscript",
    "cscript",
    "rundll32",
    "regsvr32",
    "certutil",
    "bitsadmin",
    "curl",
    "msiexec",
    "forfiles",
    "conhost",
    "ftp.exe",
    "explorer.exe http",
    "\\\\",
    "http://",
    "https://",
    "javascript:",
];

/// Reads a shortcut.
pub(super) fn read(bytes: &[u8]) -> Facts {
    let mut out = Facts::default();
    let command = command(bytes).unwrap_or_default();
    let lower = command.to_lowercase();
    if RUNNERS.iter().any(|runner| lower.contains(runner)) {
        out.trick(Trick::Shortcut, command.chars().take(300).collect::<String>());
    }
    for word in command.split(['"', '\'', ' ', '(', ')', ',']).filter(|word| word.to_lowercase().starts_with("http")) {
        out.link(word);
    }
    out
}

/// Target and words, as far as they can be read.
fn command(bytes: &[u8]) -> Option<String> {
    let flags = u32_at(bytes, 20)?;
    let mut at = 76;
    if flags & 1 != 0 {
        at += 2 + usize::from(u16_at(bytes, at)?);
    }
    let mut parts = Vec::new();
    if flags & 2 != 0 {
        let info = bytes.get(at..)?;
        let size = usize::try_from(u32_at(info, 0)?).ok()?;
        let base = usize::try_from(u32_at(info, 16)?).ok()?;
        if u32_at(info, 8)? & 1 != 0 {
            let path = info.get(base..size.min(info.len()))?;
            parts.push(decode::text(path.split(|byte| *byte == 0).next()?, None));
        }
        at = at.checked_add(size)?;
    }
    let mut walk = Walk::new(bytes.get(at..)?);
    for (bit, wanted) in [(4, false), (8, parts.is_empty()), (0x10, false), (0x20, true)] {
        if flags & bit == 0 {
            continue;
        }
        let count = usize::from(walk.u16()?);
        let text =
            if flags & 0x80 == 0 { decode::text(walk.take(count)?, None) } else { mapi::utf16(walk.take(count * 2)?) };
        if wanted {
            parts.push(text);
        }
    }
    Some(parts.join(" "))
}
