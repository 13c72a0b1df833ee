//! Placeholders: tiny pictures with the shape of a photograph, for the layout.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, GrayImage, ImageEncoder as _};

use super::PhotoError;
use super::encode;
use super::format::Format;
use super::header::Header;
use super::pixels::Pixels;

/// Longest side, px.
const MAX_SIDE: u32 = 512;

/// Returns a light grey picture whose sides have the ratio of a photograph's, as closely as sides of up to 512
/// px allow. It is in the format that the extension of the photograph makes Typst expect; a TIFF, which Typst
/// does not know, is replaced with a PNG. The path follows the end of the picture, where decoders do not look,
/// so that each photograph has another placeholder.
///
/// # Errors
///
/// Fails if the picture cannot be written, which the header of a photograph does not cause.
pub fn placeholder(header: &Header, path: &str) -> Result<Vec<u8>, PhotoError> {
    let (width, height) = ratio(header.width, header.height);
    let image = GrayImage::from_pixel(width, height, image::Luma([224]));
    let mut bytes = Vec::new();
    match header.format {
        Format::Jpeg => bytes = encode::write_jpeg(&Pixels { image: image.into(), inks: false, profile: None }, 80)?,
        Format::WebP => WebPEncoder::new_lossless(Cursor::new(&mut bytes))
            .encode(&image, width, height, ExtendedColorType::L8)
            .map_err(PhotoError::encode)?,
        _ => PngEncoder::new(&mut bytes)
            .write_image(&image, width, height, ExtendedColorType::L8)
            .map_err(PhotoError::encode)?,
    }
    bytes.extend_from_slice(path.as_bytes());
    Ok(bytes)
}

/// Returns the fraction nearest to a ratio whose parts are at most 512; of several, the smallest.
#[must_use]
fn ratio(width: u32, height: u32) -> (u32, u32) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let limit = u64::from(MAX_SIDE);
    // |p / q - width / height| has the divisor `height` in all cases, so that whole numbers compare.
    let distance = |(p, q): (u64, u64)| (p * height).abs_diff(width * q);
    let nearest = |q: u64| (((width * q + height / 2) / height).clamp(1, limit), q);
    let closer = |a: (u64, u64), b: (u64, u64)| if distance(b) * a.1 < distance(a) * b.1 { b } else { a };
    let best = (1..=limit).map(nearest).reduce(closer).unwrap_or((1, 1));
    (u32::try_from(best.0).unwrap_or(1), u32::try_from(best.1).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn ratio_is_the_nearest_fraction() {
        assert_eq!(ratio(4000, 3000), (4, 3));
        assert_eq!(ratio(5312, 2988), (16, 9));
        assert_eq!(ratio(1, 30_000), (1, 512));
        for (width, height) in [(3001, 2000), (2000, 3001), (30_000, 29_999), (6123, 4087)] {
            let error = |(p, q): (u32, u32)| (f64::from(p) / f64::from(q) - f64::from(width) / f64::from(height)).abs();
            let found = error(ratio(width, height));
            let all = (1..=512).flat_map(|p| (1..=512).map(move |q| (p, q)));
            assert!(all.map(error).all(|other| found <= other + 1e-12), "{width} x {height}");
        }
    }
}
