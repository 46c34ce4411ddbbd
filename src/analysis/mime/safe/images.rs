//! Pictures that a mail carries itself, checked and put into the page. Nothing is fetched.

use std::io::Cursor;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use image::{ImageFormat, ImageReader};

use super::super::decode::Encoding;
use super::super::split::Leaf;

/// Most bytes of one picture, and of all.
const BYTES: usize = 2 << 20;
const ALL_BYTES: usize = 8 << 20;
/// Most pixels on a side, in one picture, and in all.
const SIDE: u32 = 8000;
const PIXELS: u64 = 12_000_000;
const ALL_PIXELS: u64 = 24_000_000;
/// Most pictures.
const COUNT: usize = 100;

/// The pictures of a mail, and what is left of the bounds.
pub(super) struct Images<'a> {
    raw: &'a [u8],
    leaves: &'a [Leaf],
    bytes: usize,
    pixels: u64,
    count: usize,
}

impl<'a> Images<'a> {
    /// The pictures among these parts.
    pub(super) fn new(raw: &'a [u8], leaves: &'a [Leaf]) -> Self {
        Self { raw, leaves, bytes: ALL_BYTES, pixels: ALL_PIXELS, count: COUNT }
    }

    /// The `data:` address of the picture that `src` names, if the mail carries it and it is harmless.
    pub(super) fn address(&mut self, src: &str) -> Option<String> {
        let src = src.trim();
        let (scheme, rest) = src.split_once(':')?;
        match scheme.to_ascii_lowercase().as_str() {
            "cid" => {
                let wanted = rest.replace("%40", "@");
                let leaf = self.leaves.iter().find(|leaf| leaf.content_id.as_deref() == Some(wanted.as_str()))?;
                self.part(leaf)
            }
            "data" => {
                let (head, digits) = rest.split_once(',')?;
                let fits = digits.len() <= BYTES * 2 && head.to_ascii_lowercase().ends_with(";base64");
                fits.then(|| self.checked(&Encoding::Base64.decode(digits.as_bytes()))).flatten()
            }
            _ => None,
        }
    }

    /// The `data:` address of a part that is a picture.
    pub(super) fn part(&mut self, leaf: &Leaf) -> Option<String> {
        let bytes = leaf.bytes(self.raw);
        (bytes.len() <= BYTES * 3).then(|| self.checked(&leaf.encoding.decode(bytes))).flatten()
    }

    /// Its type is that of its content, whatever was declared; its size is read from its head, nothing is decoded.
    fn checked(&mut self, bytes: &[u8]) -> Option<String> {
        if bytes.len() > BYTES.min(self.bytes) || self.count == 0 {
            return None;
        }
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let kind = match reader.format()? {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpeg",
            ImageFormat::Gif => "gif",
            ImageFormat::WebP => "webp",
            ImageFormat::Bmp => "bmp",
            _ => return None,
        };
        let (width, height) = reader.into_dimensions().ok()?;
        let pixels = u64::from(width) * u64::from(height);
        if width.max(height) > SIDE || pixels == 0 || pixels > PIXELS.min(self.pixels) {
            return None;
        }
        self.bytes -= bytes.len();
        self.pixels -= pixels;
        self.count -= 1;
        Some(format!("data:image/{kind};base64,{}", STANDARD.encode(bytes)))
    }
}
