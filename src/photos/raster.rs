//! PNG and WebP pictures, decoded by `image`.

use std::io::Cursor;

use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageResult, Limits};

use super::PhotoError;
use super::format::Format;
use super::limits::{MAX_SIDE, Survey};
use super::pixels::Pixels;

/// Memory that a PNG decoder may take besides the pixels, bytes; an embedded profile may inflate to it.
const MAX_WORK: u64 = 16 * 1024 * 1024;

/// Last chunk of a PNG with its checksum (ISO/IEC 15948, 11.2.5).
const PNG_END: &[u8] = b"IEND\xae\x42\x60\x82";

/// Memory that decoding a WebP takes, bytes for a thousand pixels: lossless pictures are decoded in two copies.
const WEBP_MEMORY: u64 = 8000;

pub(super) fn survey_png(bytes: &[u8]) -> Result<Survey, PhotoError> {
    if !bytes.windows(PNG_END.len()).rev().any(|window| window == PNG_END) {
        return Err(PhotoError::CutOff { format: Format::Png });
    }
    let mut decoder = open_png(bytes).map_err(|error| photo_error(&error, Format::Png))?;
    if decoder.is_apng().unwrap_or_default() {
        return Err(PhotoError::Several { format: Format::Png });
    }
    let (channels, bytes) = (decoder.color_type().channel_count(), decoder.color_type().bytes_per_pixel());
    // Samples of two bytes are decoded, then made one byte each.
    let memory = if bytes > channels { bytes + channels } else { bytes };
    survey(&mut decoder, u64::from(memory) * 1000, Format::Png)
}

pub(super) fn survey_webp(bytes: &[u8]) -> Result<Survey, PhotoError> {
    // RFC 9649, 2.3: the size of the file less eight bytes follows its first four.
    let size = bytes.get(4..8).and_then(|size| size.first_chunk()).map_or(0, |size| u32::from_le_bytes(*size));
    if u64::from(size) + 8 > bytes.len() as u64 {
        return Err(PhotoError::CutOff { format: Format::WebP });
    }
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| photo_error(&error, Format::WebP))?;
    if decoder.has_animation() {
        return Err(PhotoError::Several { format: Format::WebP });
    }
    // RFC 6386, 9.1: two sides of 14 bits follow the start code of a frame. The decoder compares them with the size of
    // the canvas only after it has decoded the frame.
    let frame = bytes.windows(18).find_map(|window| match window {
        [b'V', b'P', b'8', b' ', _, _, _, _, _, _, _, 0x9d, 1, 0x2a, w0, w1, h0, h1] => {
            Some([[*w0, *w1], [*h0, *h1]].map(|side| u32::from(u16::from_le_bytes(side) & 0x3fff)))
        }
        _ => None,
    });
    if frame.is_some_and(|[width, height]| (width, height) != decoder.dimensions()) {
        return Err(PhotoError::broken(Format::WebP, "its sizes contradict each other"));
    }
    survey(&mut decoder, WEBP_MEMORY, Format::WebP)
}

fn survey(decoder: &mut impl ImageDecoder, memory: u64, format: Format) -> Result<Survey, PhotoError> {
    let (width, height) = decoder.dimensions();
    let orientation = decoder.orientation().map_err(|error| photo_error(&error, format))?;
    Ok(Survey { width, height, alpha: decoder.color_type().has_alpha(), orientation, memory })
}

/// Decodes a picture in one of the two formats, whose header has been read.
pub(super) fn decode(bytes: &[u8], format: Format) -> Result<Pixels, PhotoError> {
    let decoded = match format {
        Format::Png => open_png(bytes).and_then(read),
        _ => WebPDecoder::new(Cursor::new(bytes)).and_then(read),
    };
    decoded.map_err(|error| photo_error(&error, format))
}

fn open_png(bytes: &[u8]) -> ImageResult<PngDecoder<Cursor<&[u8]>>> {
    let mut limits = size_limits();
    limits.max_alloc = Some(MAX_WORK);
    PngDecoder::with_limits(Cursor::new(bytes), limits)
}

fn size_limits() -> Limits {
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    limits
}

fn read(mut decoder: impl ImageDecoder) -> ImageResult<Pixels> {
    // The pixels themselves are within the limits of the header.
    decoder.set_limits(size_limits())?;
    let profile = decoder.icc_profile()?;
    let image = DynamicImage::from_decoder(decoder)?;
    let image = match image {
        DynamicImage::ImageLuma16(_) => image.into_luma8().into(),
        DynamicImage::ImageLumaA16(_) => image.into_luma_alpha8().into(),
        DynamicImage::ImageRgb16(_) => image.into_rgb8().into(),
        DynamicImage::ImageRgba16(_) => image.into_rgba8().into(),
        image => image,
    };
    Ok(Pixels { image, inks: false, profile })
}

fn photo_error(error: &ImageError, format: Format) -> PhotoError {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PhotoError::CutOff { format }
        }
        ImageError::Unsupported(error) => PhotoError::unsupported(format, error),
        error => PhotoError::broken(format, error),
    }
}
