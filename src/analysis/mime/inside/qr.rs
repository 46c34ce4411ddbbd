//! QR codes in pictures. Their words are read, never followed.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::GrayImage;
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, FilteredImageReader, Luma8LuminanceSource, MultiUseMultiFormatReader,
    Reader,
};

use super::facts::Budget;
use super::picture;

/// Longer side, in pixels, to which a picture is made smaller first, and at the second try.
const SIDES: [u32; 2] = [1000, 1600];
/// Most codes of one picture.
const CODES: usize = 10;
/// Most bytes of what a code says; version 40 holds 2,953.
const WORDS: usize = 4096;

/// What the codes in a picture file say.
pub(super) fn of_file(bytes: &[u8], budget: &mut Budget) -> Vec<String> {
    // Unpacking and reading are other people's code, which may panic on what nobody has thought of.
    let read = || picture::open(bytes, budget).map(|picture| of_picture(&picture, budget));
    catch_unwind(AssertUnwindSafe(read)).ok().flatten().unwrap_or_default()
}

/// What the codes in a picture say.
pub(super) fn of_picture(picture: &GrayImage, budget: &mut Budget) -> Vec<String> {
    let (width, height) = picture.dimensions();
    for side in SIDES {
        let whole = width.max(height) <= side;
        let smaller = (!whole).then(|| picture::scaled(picture, side));
        let shown = smaller.as_ref().unwrap_or(picture);
        if !budget.look(u64::from(shown.width()) * u64::from(shown.height())) {
            return Vec::new();
        }
        let found = catch_unwind(AssertUnwindSafe(|| read(shown))).unwrap_or_default();
        if !found.is_empty() || whole {
            return found;
        }
    }
    Vec::new()
}

fn read(picture: &GrayImage) -> Vec<String> {
    let (width, height) = picture.dimensions();
    let source = || Luma8LuminanceSource::new(picture.as_raw().clone(), width, height).ok();
    let formats = HashSet::from([BarcodeFormat::QR_CODE, BarcodeFormat::MICRO_QR_CODE]);
    let mut hints = DecodeHints { PossibleFormats: Some(formats), TryHarder: Some(true), ..DecodeHints::default() };
    let Some(shades) = source() else { return Vec::new() };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(shades));
    let several = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
    let mut out: Vec<String> = Vec::new();
    for found in &several {
        keep(found.getText(), &mut out);
    }
    if out.is_empty()
        && let Some(shades) = source()
    {
        hints.AlsoInverted = Some(true);
        let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(shades));
        let mut reader = FilteredImageReader::new(MultiUseMultiFormatReader::default());
        if let Ok(found) = reader.decode_with_hints(&mut bitmap, &hints) {
            keep(found.getText(), &mut out);
        }
    }
    out
}

fn keep(words: &str, out: &mut Vec<String>) {
    if !words.is_empty() && words.len() <= WORDS && out.len() < CODES && out.iter().all(|known| known != words) {
        out.push(words.to_owned());
    }
}

/// What the codes in pictures that are written into a page (`data:image/…;base64,`) say.
pub(in super::super) fn of_page(source: &str, budget: &mut Budget) -> Vec<String> {
    let mut out = Vec::new();
    for (at, start) in source.match_indices("data:image/").take(50) {
        let rest = source.get(at + start.len()..).unwrap_or_default();
        let Some((kind, data)) = rest.split_once(',') else { break };
        if !kind.ends_with(";base64") || !budget.pictures_left() {
            continue;
        }
        let end = data.find(['"', '\'', ')', '<', '>', ' ']).unwrap_or(data.len());
        let packed = data.get(..end).unwrap_or_default();
        let bytes = super::super::decode::Encoding::Base64.decode(packed.as_bytes());
        out.extend(of_file(&bytes, budget));
    }
    out
}
