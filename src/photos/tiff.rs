//! TIFF pictures (TIFF 6.0), decoded by `tiff`: grey, RGB and CMYK of 8 or 16 bits a sample. `image` would
//! turn inks into RGB without their profile.

use std::io::Cursor;

use ::tiff::decoder::ifd::Value;
use ::tiff::decoder::{Decoder, DecodingResult, Limits};
use ::tiff::tags::{ExtraSamples, Tag};
use ::tiff::{ColorType, TiffError};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};

use super::PhotoError;
use super::format::Format::Tiff;
use super::limits::{MEMORY, Survey};
use super::pixels::Pixels;

/// Largest colour profile, bytes.
const MAX_PROFILE: usize = 8 * 1024 * 1024;

/// Most memory for one strip or tile before it is decompressed, bytes.
const MAX_STRIP: usize = 64 * 1024 * 1024;

/// Reads the size and kind of a picture.
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, PhotoError> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions().map_err(photo_error)?;
    let colour = decoder.colortype().map_err(photo_error)?;
    let channels = match colour {
        ColorType::Gray(8 | 16) => 1,
        ColorType::RGB(8 | 16) => 3,
        ColorType::RGBA(8 | 16) | ColorType::CMYK(8 | 16) => 4,
        _ => return Err(PhotoError::unsupported(Tiff, format!("{colour:?}"))),
    };
    if decoder.more_images() {
        return Err(PhotoError::Several { format: Tiff });
    }
    if decoder.image_buffer_layout().map_err(photo_error)?.planes > 1 {
        return Err(PhotoError::unsupported(Tiff, "its colours are stored one after the other, not pixel by pixel"));
    }
    let alpha = matches!(colour, ColorType::RGBA(_));
    if alpha && opacity(&mut decoder)?.is_none() {
        return Err(PhotoError::unsupported(Tiff, "a fourth channel that is not transparency"));
    }
    check_strips(&mut decoder, bytes.len() as u64)?;
    let orientation = decoder.find_tag_unsigned::<u8>(Tag::Orientation).map_err(photo_error)?;
    // Samples of two bytes are decoded, then made one byte each.
    let memory = if colour.bit_depth() == 16 { 3 } else { 1 };
    Ok(Survey {
        width,
        height,
        alpha,
        orientation: orientation.and_then(Orientation::from_exif).unwrap_or(Orientation::NoTransforms),
        memory: channels * memory * 1000,
    })
}

/// Decodes a picture whose [`survey`] found nothing wrong.
pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PhotoError> {
    let mut decoder = open(bytes)?;
    let (width, height) = decoder.dimensions().map_err(photo_error)?;
    let colour = decoder.colortype().map_err(photo_error)?;
    let premultiplied = opacity(&mut decoder)? == Some(ExtraSamples::AssociatedAlpha);
    let profile = decoder.find_tag(Tag::IccProfile).map_err(photo_error)?;
    let profile = profile.map(Value::into_u8_vec).transpose().map_err(photo_error)?;
    let mut samples = DecodingResult::U8(Vec::new());
    decoder.read_image_to_buffer(&mut samples).map_err(photo_error)?;
    let data: Vec<u8> = match samples {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(to_byte).collect(),
        _ => return Err(PhotoError::unsupported(Tiff, "its samples are not whole numbers")),
    };
    let image = match colour {
        ColorType::Gray(_) => GrayImage::from_raw(width, height, data).map(DynamicImage::from),
        ColorType::RGB(_) => RgbImage::from_raw(width, height, data).map(DynamicImage::from),
        _ => RgbaImage::from_raw(width, height, data).map(DynamicImage::from),
    };
    let mut image = image.ok_or_else(|| PhotoError::broken(Tiff, "its pixels do not fill it"))?;
    if let (true, Some(rgba)) = (premultiplied, image.as_mut_rgba8()) {
        rgba.pixels_mut().for_each(|pixel| pixel.0 = divided_by_alpha(pixel.0));
    }
    Ok(Pixels { image, inks: matches!(colour, ColorType::CMYK(_)), profile })
}

fn open(bytes: &[u8]) -> Result<Decoder<Cursor<&[u8]>>, PhotoError> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(MEMORY).unwrap_or(usize::MAX);
    limits.intermediate_buffer_size = MAX_STRIP;
    limits.ifd_value_size = MAX_PROFILE;
    Ok(Decoder::new(Cursor::new(bytes)).map_err(photo_error)?.with_limits(limits))
}

/// Returns how the fourth channel of an RGB picture makes it transparent.
fn opacity(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Option<ExtraSamples>, PhotoError> {
    let kinds = decoder.find_tag_unsigned_vec::<u16>(Tag::ExtraSamples).map_err(photo_error)?;
    let kind = kinds.and_then(|kinds| ExtraSamples::from_u16(*kinds.first()?));
    Ok(kind.filter(|kind| *kind != ExtraSamples::Unspecified))
}

/// Checks that no strip or tile of pixels goes beyond the end of the file, whose length is given.
fn check_strips(decoder: &mut Decoder<Cursor<&[u8]>>, length: u64) -> Result<(), PhotoError> {
    for (offsets, sizes) in [(Tag::StripOffsets, Tag::StripByteCounts), (Tag::TileOffsets, Tag::TileByteCounts)] {
        let offsets = decoder.find_tag_unsigned_vec::<u64>(offsets).map_err(photo_error)?.unwrap_or_default();
        let sizes = decoder.find_tag_unsigned_vec::<u64>(sizes).map_err(photo_error)?.unwrap_or_default();
        if offsets.iter().zip(sizes).any(|(offset, size)| offset.saturating_add(size) > length) {
            return Err(PhotoError::CutOff { format: Tiff });
        }
    }
    Ok(())
}

/// Scales a sample from 65,535 to 255 steps.
fn to_byte(sample: u16) -> u8 {
    u8::try_from((u32::from(sample) + 128) / 257).unwrap_or(u8::MAX)
}

/// Divides the colours of a pixel by its opacity, by which they were multiplied in the file (TIFF 6.0, section 18).
fn divided_by_alpha([red, green, blue, alpha]: [u8; 4]) -> [u8; 4] {
    let divide = |value: u8| {
        let value = (u32::from(value) * 255 + u32::from(alpha) / 2) / u32::from(alpha.max(1));
        u8::try_from(value).unwrap_or(u8::MAX)
    };
    [divide(red), divide(green), divide(blue), alpha]
}

fn photo_error(error: TiffError) -> PhotoError {
    match error {
        TiffError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            PhotoError::CutOff { format: Tiff }
        }
        TiffError::UnsupportedError(error) => PhotoError::unsupported(Tiff, error),
        error => PhotoError::broken(Tiff, error),
    }
}
