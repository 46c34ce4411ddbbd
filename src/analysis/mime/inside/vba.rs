//! Source code of macros out of the streams of a VBA project (MS-OVBA §2.4.1), and the names of what runs by itself.

/// Most bytes of source that are unpacked of one module.
const LIMIT: usize = 2 << 20;
/// Procedures that Office runs without being asked, lower case.
const AUTO: &[&str] = &[
    "autoexec",
    "autoopen",
    "auto_open",
    "autoclose",
    "auto_close",
    "autoexit",
    "autonew",
    "document_open",
    "document_close",
    "document_new",
    "document_beforeclose",
    "documentopen",
    "workbook_open",
    "workbook_activate",
    "workbook_close",
    "workbook_beforeclose",
    "onslideshowpagechange",
    "onslideshowterminate",
];

/// The source of a module; nothing where the stream holds none. Its first words are always `Attribut`, written out, which
/// shows where it begins.
pub(super) fn source(stream: &[u8]) -> Option<Vec<u8>> {
    let at = memchr::memmem::find(stream, b"\0Attribut")?;
    unpack(stream.get(at.checked_sub(3)?..)?)
}

/// Undoes the compression of MS-OVBA; what is broken ends it.
pub(super) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let mut rest = packed.strip_prefix(&[1])?;
    let mut out = Vec::new();
    while let Some((head, tail)) = rest.split_first_chunk::<2>() {
        let head = u16::from_le_bytes(*head);
        let size = usize::from(head & 0xfff) + 1;
        let (chunk, next) = tail.split_at_checked(size).unwrap_or((tail, &[]));
        if head & 0x8000 == 0 {
            out.extend_from_slice(chunk);
        } else {
            tokens(chunk, &mut out);
        }
        rest = next;
        if out.len() > LIMIT {
            break;
        }
    }
    Some(out)
}

fn tokens(mut rest: &[u8], out: &mut Vec<u8>) {
    let start = out.len();
    while let Some((flags, tail)) = rest.split_first() {
        rest = tail;
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some((byte, tail)) = rest.split_first() else { return };
                out.push(*byte);
                rest = tail;
                continue;
            }
            let Some((token, tail)) = rest.split_first_chunk::<2>() else { return };
            rest = tail;
            let token = u16::from_le_bytes(*token);
            let done = out.len() - start;
            let bits = (usize::BITS - done.saturating_sub(1).leading_zeros()).clamp(4, 12);
            let length = usize::from(token & (0xffff >> bits)) + 3;
            let back = usize::from(token >> (16 - bits)) + 1;
            for _ in 0..length {
                let Some(byte) = out.len().checked_sub(back).and_then(|at| out.get(at)).copied() else { return };
                out.push(byte);
            }
            if out.len() - start > 8192 {
                return;
            }
        }
    }
}

/// The first procedure in a source that runs by itself.
pub(super) fn runs_itself(source: &[u8]) -> Option<&'static str> {
    let text = String::from_utf8_lossy(source).to_lowercase();
    text.match_indices("sub ").find_map(|(at, word)| {
        let rest = text.get(at + word.len()..).unwrap_or_default().trim_start_matches(' ');
        let whole = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        AUTO.iter().copied().find(|name| rest.strip_prefix(name).is_some_and(whole))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification_unpack() {
        // MS-OVBA §3.2.1 and §3.2.3.
        let none = b"\x01\x19\xb0\x00abcdefgh\x00ijklmnop\x00qrstuv.";
        assert_eq!(unpack(none).unwrap(), b"abcdefghijklmnopqrstuv.");
        let most = b"\x01\x03\xb0\x02\x61\x45\x00";
        assert_eq!(unpack(most).unwrap(), [b'a'; 73]);
    }

    #[test]
    fn a_procedure_is_known_by_its_whole_name() {
        assert_eq!(runs_itself(b"Private Sub Document_Open()\r\n"), Some("document_open"));
        assert_eq!(runs_itself(b"Sub AutoOpenings()\r\n"), None);
    }
}
