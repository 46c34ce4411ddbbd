//! Streams of a PDF: what their description says, their filters (ISO 32000-1 §7.4), and pictures among them.

use std::io::Read;

use flate2::read::ZlibDecoder;
use image::GrayImage;

use super::facts::Budget;
use super::{pdf_word, picture, qr};

/// Most filters of a stream.
const FILTERS: usize = 4;
/// Most names of a description.
const NAMES: usize = 200;

/// The names in the description of a stream, each with the number behind it, where there is one.
pub(super) struct Head(Vec<(Vec<u8>, Option<u32>)>);

impl Head {
    /// Reads a description.
    pub(super) fn new(mut rest: &[u8]) -> Self {
        let mut names = Vec::new();
        while let Some(token) = pdf_word::token(&mut rest).filter(|_| names.len() < NAMES) {
            let pdf_word::Token::Name(name) = token else { continue };
            let digits = rest.get(..16).unwrap_or(rest).trim_ascii_start();
            let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
            let number = digits.fold(None, |sum: Option<u32>, digit| {
                Some(sum.unwrap_or(0).saturating_mul(10).saturating_add(u32::from(digit - b'0')))
            });
            names.push((name, number));
        }
        Self(names)
    }

    /// Whether a name stands in it.
    pub(super) fn has(&self, name: &[u8]) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    fn number(&self, name: &[u8]) -> Option<u32> {
        self.0.iter().find(|(known, _)| known == name).and_then(|(_, number)| *number)
    }

    fn filters(&self) -> impl Iterator<Item = &[u8]> {
        let after = self.0.iter().skip_while(|(name, _)| name != b"Filter").skip(1);
        let filter =
            |name: &&[u8]| name.ends_with(b"Decode") || matches!(*name, b"Fl" | b"A85" | b"AHx" | b"LZW" | b"RL");
        after.map(|(name, _)| name.as_slice()).take_while(filter).take(FILTERS)
    }

    /// A stream with its filters undone; what no filter here can undo stays as it is.
    pub(super) fn unpack(&self, body: &[u8], budget: &mut Budget) -> Vec<u8> {
        let mut out: Option<Vec<u8>> = None;
        for filter in self.filters() {
            let packed = out.as_deref().unwrap_or(body);
            out = Some(match filter {
                b"FlateDecode" | b"Fl" => budget.unpack(ZlibDecoder::new(packed), packed.len() as u64),
                b"ASCII85Decode" | b"A85" => budget.copy(&ascii85(packed)),
                b"ASCIIHexDecode" | b"AHx" => {
                    let mut rest = packed;
                    budget.copy(&pdf_word::hexadecimal(&mut rest))
                }
                b"RunLengthDecode" | b"RL" => budget.unpack(Runs::new(packed), packed.len() as u64),
                _ => break,
            });
        }
        out.unwrap_or_else(|| budget.copy(body))
    }

    /// What QR codes in a picture say.
    pub(super) fn codes(&self, body: &[u8], budget: &mut Budget) -> Vec<String> {
        if !budget.pictures_left() {
            return Vec::new();
        }
        let content = self.unpack(body, budget);
        if self.has(b"DCTDecode") || self.has(b"DCT") {
            return qr::of_file(&content, budget);
        }
        let picture = self.raw(&content, budget);
        picture.map(|picture| qr::of_picture(&picture, budget)).unwrap_or_default()
    }

    /// A picture of bare pixels. How many parts a pixel has is told by the length, whatever the colours are called.
    fn raw(&self, content: &[u8], budget: &mut Budget) -> Option<GrayImage> {
        let (width, height) = (self.number(b"Width")?, self.number(b"Height")?);
        if !picture::fits(width, height, budget) {
            return None;
        }
        let bits = self.number(b"BitsPerComponent").unwrap_or(1).clamp(1, 8) as usize;
        let predicted = usize::from(self.number(b"Predictor").is_some_and(|kind| kind >= 10));
        let (columns, rows) = (width as usize, height as usize);
        let line = |parts: usize| (columns * parts * bits).div_ceil(8);
        let parts = [4, 3, 1].into_iter().find(|parts| content.len() >= rows * (line(*parts) + predicted))?;
        let mut shades = Vec::with_capacity(columns * rows);
        let mut before = vec![0; line(parts)];
        for row in content.chunks(line(parts) + predicted).take(rows) {
            let row = match row.split_first().filter(|_| predicted == 1) {
                Some((kind, row)) => unpredicted(*kind, row, &before, (parts * bits).div_ceil(8)),
                None => row.to_vec(),
            };
            shades.extend((0..columns).map(|at| shade(&row, at, parts, bits)));
            before = row;
        }
        let (low, high) = (*shades.iter().min()?, *shades.iter().max()?);
        // Numbers of a palette lie close together.
        let range = u32::from(high.saturating_sub(low)).max(1);
        for shade in &mut shades {
            *shade = (u32::from(*shade - low) * 255 / range) as u8;
        }
        GrayImage::from_raw(width, height, shades)
    }
}

/// How light a pixel of a row is.
fn shade(row: &[u8], at: usize, parts: usize, bits: usize) -> u8 {
    let part = |number: usize| -> u32 {
        let bit = (at * parts + number) * bits;
        let byte = u32::from(row.get(bit / 8).copied().unwrap_or(0));
        byte >> (8 - bits - (bit % 8).min(8 - bits)) & ((1 << bits) - 1)
    };
    match parts {
        1 => part(0) as u8,
        // Ink: what is not printed is white.
        4 => 255 - ((part(0) + part(1) + part(2)) / 3 + part(3)).min(255) as u8,
        _ => ((part(0) + part(1) + part(2)) / 3) as u8,
    }
}

/// A row as it was before one of the five filters of PNG (ISO/IEC 15948 §9).
fn unpredicted(kind: u8, row: &[u8], above: &[u8], step: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(row.len());
    for (at, byte) in row.iter().enumerate() {
        let of = |list: &[u8], at: Option<usize>| at.and_then(|at| list.get(at)).copied().unwrap_or(0);
        let back = at.checked_sub(step);
        let (left, up, corner) = (of(&out, back), of(above, Some(at)), of(above, back));
        let guess = match kind {
            1 => left,
            2 => up,
            3 => u16::midpoint(u16::from(left), u16::from(up)) as u8,
            4 => {
                let [a, b, c] = [left, up, corner].map(i16::from);
                let (da, db, dc) = ((b - c).abs(), (a - c).abs(), (a + b - 2 * c).abs());
                if da <= db && da <= dc {
                    left
                } else if db <= dc {
                    up
                } else {
                    corner
                }
            }
            _ => 0,
        };
        out.push(byte.wrapping_add(guess));
    }
    out
}

/// Groups of five letters for four bytes, up to `~>`.
fn ascii85(packed: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(packed.len() / 5 * 4 + 4);
    let mut group: Vec<u8> = Vec::with_capacity(5);
    for byte in packed.strip_prefix(b"<~").unwrap_or(packed) {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => out.extend_from_slice(&[0; 4]),
            b'!'..=b'u' => group.push(byte - b'!'),
            _ => {}
        }
        if group.len() == 5 {
            out.extend_from_slice(&four(&group));
            group.clear();
        }
    }
    if group.len() > 1 {
        let left = group.len() - 1;
        group.resize(5, 84);
        out.extend_from_slice(four(&group).get(..left).unwrap_or_default());
    }
    out
}

fn four(group: &[u8]) -> [u8; 4] {
    group.iter().fold(0_u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(u32::from(*digit))).to_be_bytes()
}

/// Runs of bytes: a length and so many bytes, or one byte so many times.
struct Runs<'a> {
    rest: &'a [u8],
    ready: Vec<u8>,
}

impl<'a> Runs<'a> {
    fn new(rest: &'a [u8]) -> Self {
        Self { rest, ready: Vec::new() }
    }
}

impl Read for Runs<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.ready.is_empty()
            && let Some((length, tail)) = self.rest.split_first()
        {
            let length = usize::from(*length);
            if length < 128 {
                let (run, tail) = tail.split_at_checked(length + 1).unwrap_or((tail, &[]));
                self.ready = run.to_vec();
                self.rest = tail;
            } else if let Some((byte, tail)) = tail.split_first().filter(|_| length > 128) {
                self.ready = vec![*byte; 257 - length];
                self.rest = tail;
            }
        }
        let count = self.ready.len().min(into.len());
        for (place, byte) in into.iter_mut().zip(self.ready.drain(..count)) {
            *place = byte;
        }
        Ok(count)
    }
}
