//! The parts of a mail, found in one pass over its lines. mail-parser builds a tree and decodes every part at once; here
//! parts stay as ranges of the raw bytes, so that a hostile mail costs no more than a walk, and a big one is not copied.

use std::ops::Range;

use mail_parser::{HeaderName, MessageParser};

use super::decode::Encoding;
use super::head::{Head, LIMIT};

/// Deepest nesting of multiparts that is followed; deeper ones are taken as one part.
const DEPTH: usize = 40;
/// Most parts that are looked at.
const PARTS: usize = 3000;

/// A part that holds something: text, a file, or a whole mail. Multiparts are only the way to these.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaf {
    /// Declared media type, lower case; `text/plain` where none is declared.
    pub(super) kind: String,
    /// Declared character set.
    pub(super) charset: Option<String>,
    /// Declared file name, decoded.
    pub(super) name: Option<String>,
    /// Whether the disposition is `attachment`.
    pub(super) attached: bool,
    /// Content-ID without its brackets: a picture inside the text.
    pub(super) content_id: Option<String>,
    /// How the body is encoded.
    pub(super) encoding: Encoding,
    /// Where the body stands in the raw mail.
    pub(super) body: Range<usize>,
    /// Number of the innermost `multipart/alternative` around it.
    pub(super) alternative: Option<usize>,
}

impl Leaf {
    /// The undecoded body.
    pub(super) fn bytes<'a>(&self, raw: &'a [u8]) -> &'a [u8] {
        raw.get(self.body.clone()).unwrap_or_default()
    }

    /// Whether this part is text to be read, not a file. The only part of a mail is its text even when it has a name.
    pub(super) fn is_text(&self, only: bool) -> bool {
        !self.attached
            && (self.name.is_none() || only)
            && matches!(self.kind.as_str(), "text/plain" | "text/html" | "text/enriched")
    }
}

/// A mail taken apart.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// The header block of the mail.
    pub(super) head: Head,
    /// Its parts in their order.
    pub(super) leaves: Vec<Leaf>,
    /// Keys of what was wrong.
    pub(super) problems: Vec<&'static str>,
}

struct Level {
    /// The delimiter without its two dashes.
    boundary: Vec<u8>,
    digest: bool,
    alternative: Option<usize>,
}

struct Walk<'a> {
    raw: &'a [u8],
    parser: &'a MessageParser,
    levels: Vec<Level>,
    alternatives: usize,
    out: Split,
}

/// A delimiter line: which level it belongs to, whether it closes it, where the line starts and ends.
struct Delimiter {
    level: usize,
    closing: bool,
    start: usize,
    end: usize,
}

/// Takes a mail apart. Any bytes; linear in their number.
pub(super) fn split(raw: &[u8], parser: &MessageParser) -> Split {
    let mut walk = Walk { raw, parser, levels: Vec::new(), alternatives: 0, out: Split::default() };
    let mut at = Some(mail_start(raw));
    let mut first = true;
    while let Some(start) = at {
        if walk.out.leaves.len() >= PARTS {
            walk.problem("problem-too-many-parts");
            break;
        }
        at = walk.entity(start, first);
        first = false;
    }
    if raw.iter().all(u8::is_ascii_whitespace) {
        walk.problem("problem-empty");
    }
    walk.out
}

/// Where the header block of a mail begins: after blank lines, a byte order mark and the `From ` line of an mbox.
fn mail_start(raw: &[u8]) -> usize {
    let mut at = if raw.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    while at < raw.len() {
        let end = line_end(raw, at);
        if !raw.get(at..end).unwrap_or_default().trim_ascii().is_empty() {
            break;
        }
        at = end;
    }
    let rest = raw.get(at..).unwrap_or_default();
    if rest.starts_with(b"From ") && rest.get(5) != Some(&b':') { line_end(raw, at) } else { at }
}

/// Where the header block of a mail ends.
pub(super) fn head_end(raw: &[u8]) -> usize {
    let mut at = mail_start(raw);
    while at < raw.len() {
        let end = line_end(raw, at);
        if is_blank(raw.get(at..end).unwrap_or_default()) {
            return at;
        }
        at = end;
    }
    raw.len()
}

/// The start of the line after the one at `at`.
fn line_end(raw: &[u8], at: usize) -> usize {
    let rest = raw.get(at..).unwrap_or_default();
    at + memchr::memchr(b'\n', rest).map_or(rest.len(), |found| found + 1)
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n" | b"\r" | b"")
}

impl Walk<'_> {
    fn problem(&mut self, key: &'static str) {
        if !self.out.problems.contains(&key) {
            self.out.problems.push(key);
        }
    }

    /// Reads the entity that starts at `start` and returns where the next one starts.
    fn entity(&mut self, start: usize, first: bool) -> Option<usize> {
        let (body, cut) = self.head_of(start);
        let head = Head::parse(self.raw.get(start..body.min(start + LIMIT)).unwrap_or_default(), self.parser);
        let declared = head.typed(&HeaderName::ContentType);
        let disposition = head.typed(&HeaderName::ContentDisposition).unwrap_or_default();
        let digest = self.levels.last().is_some_and(|level| level.digest);
        let fallback = if digest { "message/rfc822" } else { "text/plain" };
        let typed = declared.unwrap_or_default();
        let kind = if typed.kind.is_empty() { fallback.to_owned() } else { typed.kind };
        let mut leaf = Leaf {
            charset: typed.charset,
            name: disposition.name.or(typed.name).filter(|name| !name.is_empty()),
            attached: disposition.kind == "attachment",
            content_id: head.raw(&HeaderName::ContentId).map(|id| id.trim().trim_matches(['<', '>']).to_owned()),
            encoding: head.raw(&HeaderName::ContentTransferEncoding).map(Encoding::of).unwrap_or_default(),
            body: body..body,
            alternative: self.levels.iter().rev().find_map(|level| level.alternative),
            kind,
        };
        if first {
            self.out.head = head;
        }
        if let Some(boundary) = typed.boundary.filter(|_| leaf.kind.starts_with("multipart/") && !cut) {
            if self.levels.len() < DEPTH {
                self.open(&leaf.kind, boundary);
            } else {
                self.problem("problem-too-deep");
            }
        }
        let opened = self.levels.len();
        let found = self.delimiter(body);
        let end = found.as_ref().map_or(self.raw.len(), |found| self.before(found.start).max(body));
        let entered =
            leaf.kind.starts_with("multipart/") && found.as_ref().is_some_and(|found| found.level + 1 == opened);
        if !entered {
            if leaf.kind.starts_with("multipart/") {
                self.problem("problem-broken-multipart");
                leaf.kind = "text/plain".into();
            }
            leaf.body = body..end;
            self.out.leaves.push(leaf);
        }
        self.follow(found)
    }

    fn open(&mut self, kind: &str, boundary: String) {
        let alternative = (kind == "multipart/alternative").then_some(self.alternatives);
        self.alternatives += 1;
        let boundary = boundary.trim_end().as_bytes().to_vec();
        self.levels.push(Level { boundary, digest: kind == "multipart/digest", alternative });
    }

    /// After a delimiter: leaves closed levels, skips epilogues, and says where the next entity starts.
    fn follow(&mut self, mut found: Option<Delimiter>) -> Option<usize> {
        while let Some(delimiter) = found {
            self.levels.truncate(delimiter.level + 1);
            if !delimiter.closing {
                return Some(delimiter.end);
            }
            self.levels.pop();
            found = self.delimiter(delimiter.end);
        }
        None
    }

    /// The end of the header block at `start`; a delimiter line ends it too, and then there is no body.
    fn head_of(&self, start: usize) -> (usize, bool) {
        let mut at = start;
        while at < self.raw.len() {
            let end = line_end(self.raw, at);
            let line = self.raw.get(at..end).unwrap_or_default();
            if is_blank(line) {
                return (end, false);
            }
            if self.matches(line).is_some() {
                return (at, true);
            }
            at = end;
        }
        (self.raw.len(), false)
    }

    /// The next delimiter line of any open level at or after `at`.
    fn delimiter(&self, mut at: usize) -> Option<Delimiter> {
        if self.levels.is_empty() {
            return None;
        }
        while at < self.raw.len() {
            let end = line_end(self.raw, at);
            if let Some((level, closing)) = self.matches(self.raw.get(at..end).unwrap_or_default()) {
                return Some(Delimiter { level, closing, start: at, end });
            }
            at = end;
        }
        None
    }

    fn matches(&self, line: &[u8]) -> Option<(usize, bool)> {
        let rest = line.strip_prefix(b"--")?;
        self.levels.iter().enumerate().rev().find_map(|(at, level)| {
            let tail = rest.strip_prefix(level.boundary.as_slice())?.trim_ascii();
            match tail {
                b"" => Some((at, false)),
                b"--" => Some((at, true)),
                _ => None,
            }
        })
    }

    /// The end of a body before a delimiter line: its line break belongs to the delimiter (RFC 2046 §5.1.1).
    fn before(&self, start: usize) -> usize {
        let body = self.raw.get(..start).unwrap_or_default();
        let body = body.strip_suffix(b"\n").unwrap_or(body);
        body.strip_suffix(b"\r").unwrap_or(body).len()
    }
}
