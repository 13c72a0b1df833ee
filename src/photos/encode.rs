//! Writes pixels as JPEG or PNG with no metadata.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::PhotoError;
use super::pixels::Pixels;

/// Writes grey, RGB or ink values as a JPEG in one scan, which all decoders read alike. Inks are coded as YCCK
/// and inverted, as Adobe's programs do and the marker APP14 says. Chroma keeps all its samples, because red
/// edges fray otherwise. `quality` is from 1 to 100.
pub(super) fn write_jpeg(pixels: &Pixels, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let (width, height) = (pixels.image.width(), pixels.image.height());
    let (Ok(across), Ok(down)) = (u16::try_from(width), u16::try_from(height)) else {
        return Err(PhotoError::Size { width, height });
    };
    let kind = match pixels.image.color() {
        image::ColorType::L8 => ColorType::Luma,
        image::ColorType::Rgb8 => ColorType::Rgb,
        _ if pixels.inks => ColorType::CmykAsYcck,
        _ => return Err(PhotoError::encode("jpeg has no transparency")),
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(pixels.image.as_bytes(), across, down, kind).map_err(PhotoError::encode)?;
    Ok(bytes)
}

/// Writes RGBA pixels as a PNG.
pub(super) fn write_png(pixels: &Pixels) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    let (width, height) = (pixels.image.width(), pixels.image.height());
    encoder
        .write_image(pixels.image.as_bytes(), width, height, ExtendedColorType::Rgba8)
        .map_err(PhotoError::encode)?;
    Ok(bytes)
}
