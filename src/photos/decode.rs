//! Decode: all pixels of a picture, as stored, with its colour profile; refuses one with a fault.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::Fault;
use super::colour::ink;
use super::header::{Format, Header, MAX_SIDE, turned};
use super::{jpeg, jpeg_scan};

/// Most that a decoder may take besides the pixels, bytes; an embedded profile may inflate to it.
const MAX_WORK: u64 = 16 * 1024 * 1024;

/// How the samples of a pixel follow each other, one byte each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Gray,
    GrayAlpha,
    Rgb,
    Rgba,
    /// Ink values: 255 is full ink.
    Cmyk,
}

impl Layout {
    /// Bytes of a pixel.
    pub(super) fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::GrayAlpha => 2,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }

    /// Whether the last sample says how opaque the pixel is.
    pub(super) fn alpha(self) -> bool {
        matches!(self, Self::GrayAlpha | Self::Rgba)
    }
}

/// Rows of pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pixels {
    /// Width, px.
    pub width: u32,
    /// Height, px.
    pub height: u32,
    /// What a pixel is made of.
    pub layout: Layout,
    /// The samples, without gaps.
    pub data: Vec<u8>,
}

/// The pixels as stored (not turned) and the embedded profile.
pub(super) fn decode(bytes: &[u8], header: &Header) -> Result<(Pixels, Option<Vec<u8>>), Fault> {
    let found = match header.format {
        Format::Jpeg => {
            // The decoder makes up what is missing before an end marker.
            jpeg_scan::count(bytes)?;
            let (profile, inverted) = jpeg::colour(bytes)?;
            (decode_jpeg(bytes, inverted)?, profile)
        }
        format => decode_other(bytes, format)?,
    };
    let (width, height) = (found.0.width, found.0.height);
    let (width, height) = if turned(header.orientation) { (height, width) } else { (width, height) };
    if (width, height) != (header.width, header.height) {
        return Err(Fault::broken(header.format, "its head contradicts its pixels"));
    }
    Ok(found)
}

/// Decodes a JPEG picture whose ink values, if any, are stored inverted or not.
pub(super) fn decode_jpeg(bytes: &[u8], inverted: bool) -> Result<Pixels, Fault> {
    let fail = |error: &dyn std::fmt::Display| Fault::broken(Format::Jpeg, shorten(&error.to_string()));
    let side = usize::try_from(MAX_SIDE).unwrap_or(usize::MAX);
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        // As far as the decoder can do without the instructions of one processor; it has no switch for
        // those of AVX2, which it takes for exact.
        .set_use_unsafe(false)
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(jpeg::MAX_SCANS);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| fail(&error))?;
    let stored = decoder.input_colorspace().ok_or_else(|| fail(&"it names no colours"))?;
    let (space, layout) = match stored {
        ColorSpace::Luma => (ColorSpace::Luma, Layout::Gray),
        ColorSpace::CMYK | ColorSpace::YCCK => (stored, Layout::Cmyk),
        _ => (ColorSpace::RGB, Layout::Rgb),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    let (width, height) = decoder.dimensions().ok_or_else(|| fail(&"it has no size"))?;
    let mut data = vec![0; width * height * layout.channels()];
    if decoder.output_buffer_size() != Some(data.len()) {
        return Err(fail(&"its components contradict its colours"));
    }
    decoder.decode_into(&mut data).map_err(|error| fail(&error))?;
    if stored == ColorSpace::YCCK {
        ink::from_ycck(&mut data);
    }
    if layout == Layout::Cmyk && inverted {
        for value in &mut data {
            *value = 255 - *value;
        }
    }
    let side = |length| u32::try_from(length).map_err(|error| fail(&error));
    Ok(Pixels { width: side(width)?, height: side(height)?, layout, data })
}

fn decode_other(bytes: &[u8], format: Format) -> Result<(Pixels, Option<Vec<u8>>), Fault> {
    let mut limits = Limits::no_limits();
    (limits.max_image_width, limits.max_image_height) = (Some(MAX_SIDE), Some(MAX_SIDE));
    let mut work = limits.clone();
    work.max_alloc = Some(MAX_WORK);
    let reader = Cursor::new(bytes);
    let found = match format {
        Format::Png => PngDecoder::with_limits(reader, work).and_then(|decoder| read(decoder, limits)),
        Format::WebP => WebPDecoder::new(reader).and_then(|decoder| read(decoder, limits)),
        _ => GifDecoder::new(reader).and_then(|decoder| read(decoder, limits)),
    };
    let (image, profile) = found.map_err(|error| fault(&error, format))?;
    let (width, height) = (image.width(), image.height());
    let (layout, data) = match image {
        DynamicImage::ImageLuma8(_) | DynamicImage::ImageLuma16(_) => (Layout::Gray, image.into_luma8().into_raw()),
        DynamicImage::ImageLumaA8(_) | DynamicImage::ImageLumaA16(_) => {
            (Layout::GrayAlpha, image.into_luma_alpha8().into_raw())
        }
        DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgb16(_) => (Layout::Rgb, image.into_rgb8().into_raw()),
        _ => (Layout::Rgba, image.into_rgba8().into_raw()),
    };
    Ok((Pixels { width, height, layout, data }, profile))
}

fn read(mut decoder: impl ImageDecoder, limits: Limits) -> Result<(DynamicImage, Option<Vec<u8>>), ImageError> {
    decoder.set_limits(limits)?;
    let profile = decoder.icc_profile()?;
    Ok((DynamicImage::from_decoder(decoder)?, profile))
}

fn fault(error: &ImageError, format: Format) -> Fault {
    match error {
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Fault::CutOff { format },
        ImageError::Unsupported(error) => Fault::Unsupported { format, detail: shorten(&error.to_string()) },
        error => Fault::broken(format, shorten(&error.to_string())),
    }
}

/// The first line of what a decoder says, as a clause.
fn shorten(message: &str) -> String {
    message.lines().next().unwrap_or_default().trim_end_matches('.').to_lowercase()
}
