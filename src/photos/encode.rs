//! Encode: pixels to JPEG and PNG, with nothing in the file but pixels and, for a screen, the profile.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder as _};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::Fault;
use super::decode::{Layout, Pixels};

/// A grey or RGB picture as a JPEG in one scan, which every decoder reads alike; an RGB picture holds the
/// profile. Chroma keeps all its samples, as red edges fray otherwise.
pub(super) fn jpeg(pixels: &Pixels, quality: u8, profile: Option<&[u8]>) -> Result<Vec<u8>, Fault> {
    let size = |length: u32| u16::try_from(length).ok().filter(|length| *length > 0);
    let (Some(width), Some(height)) = (size(pixels.width), size(pixels.height)) else {
        return Err(Fault::Size { width: pixels.width, height: pixels.height });
    };
    let kind = match pixels.layout {
        Layout::Gray => ColorType::Luma,
        Layout::Rgb => ColorType::Rgb,
        Layout::Cmyk => return Err(Fault::Encode { detail: "inks are coded by their limit".to_owned() }),
        Layout::Rgba | Layout::GrayAlpha => {
            return Err(Fault::Encode { detail: "jpeg has no transparency".to_owned() });
        }
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).map_err(|error| fail(&error))?;
    }
    encoder.encode(&pixels.data, width, height, kind).map_err(|error| fail(&error))?;
    Ok(bytes)
}

/// A PNG picture of RGBA pixels with the profile.
pub(super) fn png(pixels: &Pixels, profile: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
    encoder.set_icc_profile(profile.to_vec()).map_err(|error| fail(&error))?;
    encoder
        .write_image(&pixels.data, pixels.width, pixels.height, ExtendedColorType::Rgba8)
        .map_err(|error| fail(&error))?;
    Ok(bytes)
}

fn fail(error: &dyn std::fmt::Display) -> Fault {
    Fault::Encode { detail: error.to_string().to_lowercase() }
}
