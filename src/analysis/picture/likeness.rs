//! Perceptual hash: pictures that look alike have hashes that differ in few bits. Pure.

use image::RgbaImage;
use image::imageops::{FilterType, resize};

/// 64 bits, one for each neighbouring pair in a grey miniature of 9 × 8: whether it grows brighter to the right (dHash).
pub fn likeness(picture: &RgbaImage) -> u64 {
    let grey = image::imageops::grayscale(picture);
    let small = resize(&grey, 9, 8, FilterType::Triangle);
    let mut bits = 0;
    for y in 0..8 {
        for x in 0..8 {
            let brighter = small.get_pixel(x + 1, y).0 > small.get_pixel(x, y).0;
            bits = bits << 1 | u64::from(brighter);
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::likeness;
    use image::{Rgba, RgbaImage};

    fn distance(one: u64, other: u64) -> u32 {
        (one ^ other).count_ones()
    }

    fn stripes(width: u32, shift: u32) -> RgbaImage {
        RgbaImage::from_fn(width, 200, |x, y| {
            let dark = ((x * 700 / width + shift) / 100).is_multiple_of(2) || (y / 50).is_multiple_of(2);
            Rgba(if dark { [20, 30, 40, 255] } else { [250, 250, 250, 255] })
        })
    }

    #[test]
    fn the_same_picture_in_another_size_is_alike_and_another_one_is_not() {
        let one = likeness(&stripes(700, 0));
        assert!(distance(one, likeness(&stripes(640, 0))) <= 4);
        assert!(distance(one, likeness(&stripes(700, 100))) > 10);
    }
}
