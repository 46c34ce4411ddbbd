//! Layout and paint: a harmless page becomes pixels.

use std::sync::Arc;

use anyrender::{PaintScene, render_to_buffer};
use anyrender_vello_cpu::VelloCpuImageRenderer;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blitz_dom::DocumentConfig;
use blitz_html::HtmlDocument;
use blitz_traits::net::{Bytes, NetHandler, NetProvider, Request};
use blitz_traits::shell::{ColorScheme, Viewport};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::{crop_imm, resize};
use image::{ExtendedColorType, ImageEncoder, RgbaImage};

use super::{Drawn, fonts, likeness};

/// Width of a picture, in pixels: that of a mail in a reading pane.
const WIDTH: u32 = 700;
/// Greatest height of any picture, in pixels; what is below is cut off.
pub const HEIGHT: u32 = 4000;
/// Height of the window that a page believes to be in.
const WINDOW: u32 = 900;
/// Size of a thumbnail, and the part of the picture that it shows.
const THUMB: (u32, u32) = (120, 90);

/// Gives a page the pictures that stand in it; of everything else nothing.
struct Inside;

impl NetProvider for Inside {
    fn fetch(&self, _doc: usize, request: Request, handler: Box<dyn NetHandler>) {
        let address = request.url;
        let found = address.as_str().strip_prefix("data:image/").and_then(|rest| rest.split_once(";base64,"));
        if let Some(bytes) = found.and_then(|(_, digits)| STANDARD.decode(digits).ok()) {
            // The engine finds the place of a picture by its address.
            handler.bytes(address.to_string(), Bytes::from(bytes));
        }
    }
}

/// Draws a page that [`crate::analysis::mime`] made harmless: only such a one, for the engine panics on addresses that it
/// cannot resolve. The same page gives the same bytes on every host. Nothing where the engine gives nothing; it may also
/// panic, overrun or take all memory: the cell is the wall. What is below `most` pixels is cut off.
pub fn draw(page: &str, most: u32) -> Option<Drawn> {
    let mut document = HtmlDocument::from_html(
        page,
        DocumentConfig {
            viewport: Some(Viewport::new(WIDTH, WINDOW, 1.0, ColorScheme::Light)),
            base_url: Some("https://mail.invalid/".into()),
            net_provider: Some(Arc::new(Inside)),
            font_ctx: Some(fonts::fonts()),
            ..DocumentConfig::default()
        },
    );
    document.resolve(0.0);
    let laid_out = document.root_element().final_layout().size.height;
    let height = (laid_out.ceil() as u32).clamp(1, most.clamp(1, HEIGHT));
    let pixels = render_to_buffer::<VelloCpuImageRenderer, _>(
        |scene| {
            let all = kurbo::Rect::new(0.0, 0.0, WIDTH.into(), height.into());
            scene.fill(peniko::Fill::NonZero, kurbo::Affine::IDENTITY, peniko::Color::WHITE, None, &all);
            blitz_paint::paint_scene(scene, &mut document, 1.0, WIDTH, height, 0, 0);
        },
        WIDTH,
        height,
    );
    let picture = RgbaImage::from_raw(WIDTH, height, pixels)?;
    let upper = crop_imm(&picture, 0, 0, WIDTH, (WIDTH * THUMB.1 / THUMB.0).min(height)).to_image();
    let small = resize(&upper, THUMB.0, upper.height() * THUMB.0 / WIDTH, image::imageops::FilterType::Triangle);
    let mut thumb = RgbaImage::from_pixel(THUMB.0, THUMB.1, image::Rgba([255; 4]));
    image::imageops::overlay(&mut thumb, &small, 0, 0);
    Some(Drawn { width: WIDTH, height, likeness: likeness(&picture), png: png(&picture)?, thumb: png(&thumb)? })
}

/// Without transparency: the ground is white.
fn png(picture: &RgbaImage) -> Option<Vec<u8>> {
    let opaque: Vec<u8> = picture.pixels().flat_map(|pixel| pixel.0.into_iter().take(3)).collect();
    let mut out = Vec::new();
    PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Adaptive)
        .write_image(&opaque, picture.width(), picture.height(), ExtendedColorType::Rgb8)
        .ok()?;
    Some(out)
}
