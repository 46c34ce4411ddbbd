//! What a reader of one format finds in a file, and how much it may unpack. The readers know nothing of each other.

use std::io::Read;

/// Most entries of all archives of a mail.
const ENTRIES: usize = 1000;
/// Most bytes unpacked from all files of a mail.
const BYTES: u64 = 64 << 20;
/// Most bytes out of one byte in; more is a bomb.
const RATIO: u64 = 200;
/// Packed size below which the ratio says nothing.
const SMALL: u64 = 8 * 1024;

/// Most bytes of pages and texts in attachments of a mail in which links are looked for.
const PAGES: usize = 8 << 20;
/// Most links of all files of a mail that are looked at.
const LINKS: u32 = 2000;
/// Least that unpacking by a slow method counts for, in bytes: its tables are large.
const SETUP: u64 = 256 << 10;
/// Most packed streams of a mail that do not count as a level of their own (`a.tar.gz` is one).
const LAYERS: u32 = 10;
/// Most pictures of a mail in which codes are looked for.
const PICTURES: u32 = 20;
/// Most pixels of all pictures of a mail that are unpacked.
const PIXELS: u64 = 24 << 20;
/// Most pixels of all pictures of a mail that are searched, after they were made smaller.
const LOOKED: u64 = 4 << 20;

/// Most words that are tried as the password of a file, of all files of a mail.
const TRIES: u32 = 60;
/// Most rounds of hashing that passwords may cost, of all files of a mail.
const ROUNDS: u64 = 4 << 20;

/// A trick that a file plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trick {
    /// Macros that run when the document is opened or closed.
    AutoRun,
    /// A template, frame or object that is fetched when the document is opened.
    Remote,
    /// A field that starts a program (DDE).
    Dde,
    /// An object that broken programs run (Equation, OLE2Link).
    Object,
    /// A script or command of a PDF.
    PdfAction,
    /// A shortcut that runs a command.
    Shortcut,
    /// A page that builds a file by script.
    Smuggling,
    /// A page with a password field inside another file.
    Form,
    /// An encrypted file that opens with a word of the mail.
    PasswordGiven,
    /// A file that unpacks to too much.
    Bomb,
}

/// A file inside a file.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Entry {
    /// Its name with folders, as stored.
    pub(in super::super) name: String,
    /// Its unpacked size in bytes as declared.
    pub(in super::super) size: u64,
    /// Whether it is encrypted.
    pub(in super::super) encrypted: bool,
    /// What was unpacked of it; nothing where it was not.
    pub(in super::super) bytes: Vec<u8>,
}

/// What is in a file.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Facts {
    /// Files inside.
    pub(in super::super) entries: Vec<Entry>,
    /// Tricks with what shows them.
    pub(in super::super) tricks: Vec<(Trick, String)>,
    /// Targets of links with their shown text.
    pub(in super::super) links: Vec<(String, Option<String>)>,
    /// Whether it is one packed stream, which is no folder of its own.
    pub(in super::super) packed: bool,
    /// What QR codes in its pictures say.
    pub(in super::super) codes: Vec<String>,
    /// Whether it cannot be read without a password.
    pub(in super::super) encrypted: bool,
}

impl Facts {
    /// Notes a trick, each kind once.
    pub(super) fn trick(&mut self, trick: Trick, detail: impl Into<String>) {
        if self.tricks.iter().all(|(known, _)| *known != trick) {
            self.tricks.push((trick, detail.into()));
        }
    }

    /// Notes the target of a link.
    pub(super) fn link(&mut self, target: impl Into<String>) {
        if self.links.len() < 500 {
            self.links.push((target.into(), None));
        }
    }

    /// Takes over what another reader found in a part of the same file.
    pub(super) fn join(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.links.extend(other.links);
        self.codes.extend(other.codes);
        self.encrypted |= other.encrypted;
        for (trick, detail) in other.tricks {
            self.trick(trick, detail);
        }
    }
}

/// What may still be unpacked for a mail.
#[derive(Clone, Debug)]
pub(in super::super) struct Budget {
    entries: usize,
    bytes: u64,
    pages: usize,
    links: u32,
    layers: u32,
    pictures: u32,
    pixels: u64,
    looked: u64,
    tries: u32,
    rounds: u64,
    /// Whether something would have unpacked to too much.
    pub(super) burst: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            entries: ENTRIES,
            bytes: BYTES,
            pages: PAGES,
            links: LINKS,
            layers: LAYERS,
            pictures: PICTURES,
            pixels: PIXELS,
            looked: LOOKED,
            tries: TRIES,
            rounds: ROUNDS,
            burst: false,
        }
    }
}

impl Budget {
    /// Counts one more entry; false when there were enough.
    pub(super) fn entry(&mut self) -> bool {
        let more = self.entries > 0;
        self.entries = self.entries.saturating_sub(1);
        more
    }

    /// Unpacks at most what is allowed, also of a source that breaks off. `packed` is its size before.
    pub(super) fn unpack(&mut self, from: impl Read, packed: u64) -> Vec<u8> {
        self.unpack_slowly(from, packed, 1)
    }

    /// The same of a method that takes so many times as long, and counts so many times.
    pub(super) fn unpack_slowly(&mut self, from: impl Read, packed: u64, cost: u64) -> Vec<u8> {
        let by_ratio = packed.max(SMALL).saturating_mul(RATIO);
        let limit = by_ratio.min(self.bytes / cost);
        let mut out = Vec::new();
        from.take(limit + 1).read_to_end(&mut out).ok();
        if out.len() as u64 > limit {
            // Much is no bomb yet; more than is left of a whole mail's share, out of little, is.
            self.burst |= limit == by_ratio || limit > packed.saturating_mul(10);
            out.truncate(usize::try_from(limit).unwrap_or(0));
        }
        let least = if cost > 1 { SETUP } else { 0 };
        self.bytes = self.bytes.saturating_sub((out.len() as u64).saturating_mul(cost).max(least));
        out
    }

    /// Counts bytes that were unpacked elsewhere; false when there were enough.
    pub(super) fn spend(&mut self, bytes: usize) -> bool {
        self.bytes = self.bytes.saturating_sub(bytes as u64);
        self.bytes > 0
    }

    /// The beginning of a page or text that may be read.
    pub(super) fn page<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let read = bytes.get(..self.pages).unwrap_or(bytes);
        self.pages -= read.len();
        read
    }

    /// Counts one more link; false when there were enough.
    pub(super) fn link(&mut self) -> bool {
        let more = self.links > 0;
        self.links = self.links.saturating_sub(1);
        more
    }

    /// Counts one more word that is tried as a password; false when there were enough.
    pub(super) fn attempt(&mut self) -> bool {
        let more = self.tries > 0;
        self.tries = self.tries.saturating_sub(1);
        more
    }

    /// Counts rounds of hashing for a password; false when there were enough.
    pub(super) fn rounds(&mut self, rounds: u64) -> bool {
        let more = rounds <= self.rounds;
        if more {
            self.rounds -= rounds;
        }
        more
    }

    /// Counts one more packed stream; false when there were enough.
    pub(super) fn layer(&mut self) -> bool {
        let more = self.layers > 0;
        self.layers = self.layers.saturating_sub(1);
        more
    }

    /// Whether another picture may be opened.
    pub(super) fn pictures_left(&self) -> bool {
        self.pictures > 0
    }

    /// Counts one more picture of so many pixels; false when there were enough.
    pub(super) fn picture(&mut self, pixels: u64) -> bool {
        let more = self.pictures > 0 && pixels <= self.pixels;
        if more {
            self.pictures -= 1;
            self.pixels -= pixels;
        }
        more
    }

    /// Counts pixels that are searched; false when there were enough.
    pub(super) fn look(&mut self, pixels: u64) -> bool {
        let more = pixels <= self.looked;
        if more {
            self.looked -= pixels;
        }
        more
    }

    /// Bytes that need no unpacking, counted all the same.
    pub(super) fn copy(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.unpack(bytes, bytes.len() as u64)
    }
}
