//! Pictures as editors bring them, and hostile ones.

mod cache;
mod colours;
mod refused;
mod sizes;
mod turned;

use brochure::internals::Separation;
use image::{ExtendedColorType, ImageEncoder as _};

/// The press of the project's profile, with at most 300 % ink.
fn press() -> Separation {
    Separation::new(&profile(), 300.0).unwrap()
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

/// Whether a file holds a word.
fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|part| part == word)
}
