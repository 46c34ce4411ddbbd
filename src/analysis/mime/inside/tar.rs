//! Tar archives: a chain of blocks (POSIX ustar, with the long names of GNU).

use super::super::decode;
use super::facts::{Budget, Entry, Facts};

/// Bytes of a block.
const BLOCK: usize = 512;

/// Whether bytes are a tar archive: the word `ustar` in its place, or a sum that agrees.
pub(super) fn is(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Lists and copies out the files of a tar archive.
pub(super) fn read(bytes: &[u8], budget: &mut Budget) -> Facts {
    let mut out = Facts::default();
    let mut rest = bytes;
    let mut long: Option<String> = None;
    while let Some((head, body)) = rest.split_at_checked(BLOCK) {
        let (Some(size), false) = (octal(head.get(124..136)), head.iter().all(|byte| *byte == 0)) else { break };
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let content = body.get(..size.min(body.len())).unwrap_or_default();
        match head.get(156) {
            Some(b'L') => long = Some(text(content)),
            Some(0 | b'0' | b'7') => {
                if !budget.entry() {
                    break;
                }
                let name = long.take().unwrap_or_else(|| text(head.get(..100).unwrap_or_default()));
                out.entries.push(Entry { name, size: size as u64, encrypted: false, bytes: budget.copy(content) });
            }
            _ => {}
        }
        let Some(next) = size.checked_next_multiple_of(BLOCK).and_then(|whole| body.get(whole..)) else { break };
        rest = next;
    }
    out
}

fn text(field: &[u8]) -> String {
    decode::text(field.split(|byte| *byte == 0).next().unwrap_or_default(), None)
}

fn octal(field: Option<&[u8]>) -> Option<u64> {
    let digits: String = text(field?).trim().chars().collect();
    u64::from_str_radix(&digits, 8).ok()
}
