//! Pictures as editors bring them, and hostile ones.

mod cache;
mod colours;
mod drawings;
mod refused;
mod sizes;
mod tiffs;
mod turned;

use std::sync::LazyLock;

use brochure::internals::{ColourSpace, Crop, PhotoError, Rendering, Separation, read_header, render_photo};
use image::{ExtendedColorType, ImageEncoder as _};

/// Renders all of a picture in at most so many pixels a side.
fn render(bytes: &[u8], extension: &str, colours: ColourSpace, side: u32) -> Result<Vec<u8>, PhotoError> {
    let crop = Crop::whole(side, side);
    let rendering = Rendering { width: side, height: side, crop, colours, press: press(), quality: 95 };
    render_photo(bytes, &read_header(bytes, extension)?, &rendering)
}

/// The inks of the pixels of a CMYK JPEG, and its size.
fn inks(jpeg: &[u8]) -> (Vec<[f64; 4]>, (usize, usize)) {
    let options = zune_jpeg::zune_core::options::DecoderOptions::default()
        .jpeg_set_out_colorspace(zune_jpeg::zune_core::colorspace::ColorSpace::YCCK);
    let cursor = zune_jpeg::zune_core::bytestream::ZCursor::new(jpeg);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(cursor, options);
    let data = decoder.decode().unwrap();
    let inks = data.as_chunks::<4>().0.iter().map(|pixel| {
        let [y, cb, cr, black] = pixel.map(f64::from);
        let (cb, cr) = (cb - 128.0, cr - 128.0);
        let inks = [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb, 255.0 - black];
        inks.map(|ink| ink.clamp(0.0, 255.0))
    });
    (inks.collect(), decoder.dimensions().unwrap())
}

/// The press of the project's profile, with at most 300 % ink.
fn press() -> &'static Separation {
    static PRESS: LazyLock<Separation> = LazyLock::new(|| Separation::new(&profile(), 300.0).unwrap());
    &PRESS
}

fn profile() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/data/profiles/FOGRA39L_coated.icc")).unwrap()
}

fn jpeg(width: u16, height: u16, data: &[u8], kind: jpeg_encoder::ColorType, segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    for (number, body) in segments {
        encoder.add_app_segment(*number, body.to_vec()).unwrap();
    }
    encoder.encode(data, width, height, kind).unwrap();
    bytes
}

fn rgb_jpeg(width: u16, height: u16, rgb: &[u8]) -> Vec<u8> {
    jpeg(width, height, rgb, jpeg_encoder::ColorType::Rgb, &[])
}

fn png(width: u32, height: u32, data: &[u8], kind: ExtendedColorType, profile: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile).unwrap();
    }
    encoder.write_image(data, width, height, kind).unwrap();
    bytes
}

/// Returns whether a file holds a word.
fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}
