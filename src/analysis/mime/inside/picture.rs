//! Pictures as shades of grey, no larger than what a code needs. Sizes are read before a picture is unpacked.

use std::io::Cursor;

use image::{DynamicImage, GrayImage, ImageReader, Limits, imageops};

use super::facts::Budget;

/// Most pixels of a picture that is looked at.
const PIXELS: u64 = 16 << 20;
/// Longest side of a picture, in pixels.
const SIDE: u32 = 20_000;
/// Shortest side of a picture that can hold a code, in pixels: 21 modules.
const SMALLEST: u32 = 21;
/// Most bytes that unpacking one picture may take.
const MEMORY: u64 = 96 << 20;

/// Unpacks a picture file; nothing where it is none, too large, or the mail has had its share.
pub(super) fn open(bytes: &[u8], budget: &mut Budget) -> Option<GrayImage> {
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok();
    let (width, height) = reader()?.into_dimensions().ok()?;
    if !fits(width, height, budget) {
        return None;
    }
    let mut reader = reader()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits.max_image_width = Some(SIDE);
    limits.max_image_height = Some(SIDE);
    reader.limits(limits);
    Some(on_white(reader.decode().ok()?))
}

/// Whether a picture of this size may be looked at; takes its share where it may.
pub(super) fn fits(width: u32, height: u32, budget: &mut Budget) -> bool {
    let pixels = u64::from(width) * u64::from(height);
    width.min(height) >= SMALLEST && width.max(height) <= SIDE && pixels <= PIXELS && budget.picture(pixels)
}

/// What shines through is white, as mail programs show it: many codes are black on nothing.
fn on_white(picture: DynamicImage) -> GrayImage {
    if !picture.color().has_alpha() {
        return picture.into_luma8();
    }
    let (width, height) = (picture.width(), picture.height());
    let mut shades: Vec<u8> = Vec::with_capacity(width as usize * height as usize);
    for pixel in picture.into_luma_alpha8().pixels() {
        let [shade, cover] = pixel.0.map(u32::from);
        shades.push(((shade * cover + 255 * (255 - cover)) / 255) as u8);
    }
    GrayImage::from_raw(width, height, shades).unwrap_or_default()
}

/// A picture whose longer side is at most `side` pixels.
pub(super) fn scaled(picture: &GrayImage, side: u32) -> GrayImage {
    let (width, height) = picture.dimensions();
    let longer = u64::from(width.max(height).max(1));
    let to = |length: u32| u32::try_from(u64::from(length) * u64::from(side) / longer).unwrap_or(side).max(1);
    imageops::thumbnail(picture, to(width), to(height))
}
