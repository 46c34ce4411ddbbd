//! Encoded words of header fields (RFC 2047) as clients really write them: blanks inside, no name of a set or a wrong one,
//! letters split between two words, and letters that are not encoded at all. They are written anew without mistakes, so that
//! the parser of fields reads them; nothing decoded here can become part of the field's structure.

use super::charset;
use super::decode::Encoding;

/// Longest content of one encoded word, in bytes.
const LONGEST: usize = 16 * 1024;
/// Most bytes of one encoded word that is written, and of text in it: 45 bytes are 60 digits.
const PIECE: usize = 45;

/// How often in one block a character set is guessed: a hostile block holds thousands of words that are none.
const GUESSES: usize = 64;

/// An encoded word: its set, decoded bytes, and length in the source.
struct Word<'a> {
    set: &'a [u8],
    bytes: Vec<u8>,
    length: usize,
}

/// A header block with its encoded words and raw letters written anew; the same bytes where it has none.
pub(super) fn anew(block: &[u8]) -> Vec<u8> {
    if block.is_ascii() && memchr::memmem::find(block, b"=?").is_none() {
        return block.to_vec();
    }
    let mut out = Vec::with_capacity(block.len() + block.len() / 2);
    let mut rest = block;
    let mut guesses = GUESSES;
    while let Some(first) = rest.first() {
        let run = if *first == b'=' { words(rest, &mut guesses) } else { None };
        let taken = if let Some((text, taken)) = run {
            write(&mut out, &text);
            taken
        } else if first.is_ascii() {
            out.push(*first);
            1
        } else {
            raw(&mut out, rest, &mut guesses)
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// The text of the encoded words that stand here with only blanks between, and how many bytes they take.
fn words(start: &[u8], guesses: &mut usize) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut word = word(start)?;
    let mut taken = word.length;
    loop {
        let rest = start.get(taken..).unwrap_or_default();
        let blank = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
        // A line break is one only before a blank: else the next field begins.
        let gap = rest.get(..blank).unwrap_or_default();
        let next = self::word(rest.get(blank..).unwrap_or_default()).filter(|_| !gap.ends_with(b"\n"));
        let Some(next) = next else { break };
        taken += blank + next.length;
        if next.set.eq_ignore_ascii_case(word.set) {
            // A letter may be split between two words, against the rule.
            word.bytes.extend(next.bytes);
            word.length = taken;
        } else {
            text.push_str(&read(&word.bytes, word.set, guesses));
            word = next;
        }
    }
    text.push_str(&read(&word.bytes, word.set, guesses));
    Some((text, taken))
}

/// Text of a set, which may be empty or a lie.
fn read(bytes: &[u8], set: &[u8], guesses: &mut usize) -> String {
    let set = String::from_utf8_lossy(set);
    let named = Some(set.as_ref()).filter(|set| !set.is_empty());
    if std::str::from_utf8(bytes).is_err() {
        let Some(left) = guesses.checked_sub(1) else { return String::from_utf8_lossy(bytes).into_owned() };
        *guesses = left;
    }
    charset::read(bytes, named).text
}

/// The encoded word that begins here: `=?set?B?digits?=`, with blanks in it or not.
fn word(start: &[u8]) -> Option<Word<'_>> {
    let rest = start.strip_prefix(b"=?")?;
    let set = rest.get(..memchr::memchr(b'?', rest.get(..60).unwrap_or(rest))?)?;
    let rest = rest.get(set.len() + 1..)?;
    let (kind, rest) = rest.split_first()?;
    let rest = rest.strip_prefix(b"?")?;
    let window = rest.get(..LONGEST).unwrap_or(rest);
    let end = memchr::memmem::find(window, b"?=")?;
    let content = window.get(..end)?;
    // Whatever runs into the next word or field was never closed.
    if content.contains(&b'?') && memchr::memmem::find(content, b"=?").is_some() || broken_line(content) {
        return None;
    }
    let bytes = match kind {
        b'b' | b'B' => Encoding::Base64.decode(content).into_owned(),
        b'q' | b'Q' => {
            let spaced: Vec<u8> = content.iter().map(|byte| if *byte == b'_' { b' ' } else { *byte }).collect();
            Encoding::Quoted.decode(&spaced).into_owned()
        }
        _ => return None,
    };
    // The name of a language may follow that of the set (RFC 2231 §5).
    let set = set.split(|byte| *byte == b'*').next().unwrap_or_default().trim_ascii();
    Some(Word { set, bytes, length: start.len() - rest.len() + end + 2 })
}

/// Whether a line break stands in a text with no blank behind it.
fn broken_line(text: &[u8]) -> bool {
    text.windows(2).any(|pair| matches!(pair, [b'\n', next] if !matches!(next, b' ' | b'\t'))) || text.ends_with(b"\n")
}

/// Writes raw letters, which RFC 5322 forbids; gives how many bytes they take. Good UTF-8 stays (RFC 6532); what
/// stands up to the next mark of structure is read together, since a word is too short to tell its character set.
fn raw(out: &mut Vec<u8>, rest: &[u8], guesses: &mut usize) -> usize {
    let end = memchr::memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
    let line = rest.get(..end).unwrap_or(rest);
    let marks = |byte: &u8| matches!(byte, b'<' | b'>' | b'"' | b',' | b';' | b'(' | b')' | b'=');
    let length = line.iter().position(marks).unwrap_or(line.len()).max(1);
    let part = line.get(..length).unwrap_or(line);
    match std::str::from_utf8(part) {
        Ok(_) => out.extend_from_slice(part),
        Err(_) => write(out, &read(part, b"", guesses)),
    }
    length
}

/// Writes a text as encoded words without mistakes, each of whole letters.
fn write(out: &mut Vec<u8>, text: &str) {
    let mut rest = text;
    loop {
        let end = (0..=PIECE.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(0);
        let (piece, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        out.extend_from_slice(b"=?utf-8?B?");
        out.extend_from_slice(base64(piece.as_bytes()).as_bytes());
        out.extend_from_slice(b"?=");
        rest = tail;
        if rest.is_empty() {
            return;
        }
        out.extend_from_slice(b" ");
    }
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |at: u32| char::from(DIGITS.get((at & 63) as usize).copied().unwrap_or(b'A'));
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for group in bytes.chunks(3) {
        let all = group.iter().fold(0, |all, byte| all << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for at in 0..4 {
            out.push(if at <= group.len() { digit(all >> (18 - 6 * at)) } else { '=' });
        }
    }
    out
}
