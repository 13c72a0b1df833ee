//! JPEG pictures (ITU-T T.81, whose clauses comments name), decoded by `zune-jpeg`.
//!
//! The decoder is strict, but fills up what is missing before an end marker, so that the marker has to be
//! looked for. A picture that was cut off and closed again by a program is not recognised: it prints with
//! grey at its foot. The decoder also reads some rare samplings wrongly, or panics at them; what it does not
//! say of a picture is therefore read from the segments before the first scan.

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage, RgbaImage};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::PhotoError;
use super::format::Format::Jpeg;
use super::limits::{MAX_SIDE, Survey};
use super::pixels::Pixels;

/// Most scans of a picture; each costs a pass over all its blocks.
const MAX_SCANS: usize = 64;

/// Narrowest picture whose components have a sequential scan each, px. The decoder reads 64 bits ahead, and
/// loses the last row of blocks if it fits into them.
const MIN_WIDTH: u32 = 640;

const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

/// The content of the segments before the first scan.
#[derive(Default)]
struct Segments {
    /// Horizontal and vertical sampling of each component.
    sampling: Vec<(u64, u64)>,
    progressive: bool,
    /// Components in the first scan.
    scanned: usize,
    /// Whether there is a colour profile.
    profiled: bool,
    /// Whether ink is stored as 255 less its value, as Adobe's programs do.
    inverted: bool,
}

/// Reads the size and kind of a picture.
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, PhotoError> {
    // Coded pixels hold no markers (B.1.1.5): if all of them are there, an end follows the last scan.
    let (mut scans, mut ended) = (0, false);
    for pair in bytes.windows(2) {
        match pair {
            [0xff, SOS] => (scans, ended) = (scans + 1, false),
            [0xff, EOI] => ended = true,
            _ => {}
        }
    }
    if !ended {
        return Err(cut_off());
    }
    if scans > MAX_SCANS {
        return Err(PhotoError::TooManyScans { limit: MAX_SCANS });
    }
    let decoder = open(bytes)?;
    let (width, height) = size(&decoder)?;
    let segments = Segments::read(bytes)?;
    let several = !segments.progressive && segments.scanned < segments.sampling.len();
    if !segments.is_usual(several) {
        return Err(PhotoError::unsupported(Jpeg, "a sampling that no camera and no picture editor writes"));
    }
    if several && width < MIN_WIDTH {
        return Err(PhotoError::unsupported(Jpeg, "a narrow picture in several scans that are not progressive"));
    }
    // The coefficients of all blocks, two bytes each, are kept if more than one scan makes up a pixel.
    let kept = if segments.progressive || several { 2 * segments.samples() } else { 0 };
    let orientation = decoder.exif().and_then(|exif| Orientation::from_exif_chunk(exif));
    Ok(Survey {
        width,
        height,
        alpha: false,
        orientation: orientation.unwrap_or(Orientation::NoTransforms),
        memory: segments.sampling.len() as u64 * 1000 + kept,
    })
}

/// Decodes a picture whose [`survey`] found nothing wrong.
pub(super) fn decode(bytes: &[u8]) -> Result<Pixels, PhotoError> {
    let mut decoder = open(bytes)?;
    let stored = decoder.input_colorspace().ok_or_else(|| broken("it names no colours"))?;
    let (width, height) = size(&decoder)?;
    let space = match stored {
        ColorSpace::Luma | ColorSpace::CMYK | ColorSpace::YCCK => stored,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options().jpeg_set_out_colorspace(space));
    let mut data = decoder.decode().map_err(broken)?;
    let segments = Segments::read(bytes)?;
    let profile = decoder.icc_profile();
    if segments.profiled && profile.is_none() {
        return Err(PhotoError::profile("a part of it is missing"));
    }
    if stored == ColorSpace::YCCK {
        inks_from_ycck(&mut data);
    }
    let inks = matches!(stored, ColorSpace::CMYK | ColorSpace::YCCK);
    if inks && segments.inverted {
        for value in &mut data {
            *value = 255 - *value;
        }
    }
    let image = match space {
        ColorSpace::Luma => GrayImage::from_raw(width, height, data).map(DynamicImage::from),
        ColorSpace::RGB => RgbImage::from_raw(width, height, data).map(DynamicImage::from),
        _ => RgbaImage::from_raw(width, height, data).map(DynamicImage::from),
    };
    let image = image.ok_or_else(|| broken("its pixels do not fill it"))?;
    Ok(Pixels { image, inks, profile })
}

fn open(bytes: &[u8]) -> Result<JpegDecoder<ZCursor<&[u8]>>, PhotoError> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.decode_headers().map_err(broken)?;
    Ok(decoder)
}

fn options() -> DecoderOptions {
    let side = MAX_SIDE as usize;
    DecoderOptions::default()
        .set_strict_mode(true)
        // Without the instructions of one kind of processor, as far as the decoder can do without them: it has
        // no switch for those of AVX2, whose results are the same.
        .set_use_unsafe(false)
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(MAX_SCANS)
}

fn size(decoder: &JpegDecoder<ZCursor<&[u8]>>) -> Result<(u32, u32), PhotoError> {
    let info = decoder.info().ok_or_else(|| broken("it has no size"))?;
    Ok((info.width.into(), info.height.into()))
}

impl Segments {
    fn read(bytes: &[u8]) -> Result<Self, PhotoError> {
        let mut found = Self::default();
        let mut rest = bytes.get(2..).unwrap_or_default();
        loop {
            // B.1.1.2: any number of bytes 0xff may precede the code of a marker.
            let fill = rest.iter().take_while(|byte| **byte == 0xff).count();
            let (marker, tail) = rest.get(fill..).and_then(<[u8]>::split_first).ok_or_else(cut_off)?;
            let length = usize::from(u16::from_be_bytes(*tail.first_chunk().ok_or_else(cut_off)?));
            let body =
                tail.get(2..length).filter(|_| fill > 0).ok_or_else(|| broken("a segment has a wrong length"))?;
            rest = tail.get(length..).unwrap_or_default();
            match *marker {
                // B.2.2: precision, height, width and number of components, then three bytes for each.
                0xc0..=0xc2 => {
                    found.progressive = *marker == 0xc2;
                    let components = body.get(6..).unwrap_or_default().as_chunks::<3>().0;
                    let factors = components.iter().map(|[_, factors, _]| (factors >> 4, factors & 15));
                    found.sampling = factors.map(|(h, v)| (u64::from(h), u64::from(v))).collect();
                }
                APP2 => found.profiled |= body.starts_with(b"ICC_PROFILE\0"),
                APP14 => found.inverted |= body.starts_with(b"Adobe"),
                SOS => {
                    found.scanned = body.first().copied().unwrap_or_default().into();
                    return Ok(found);
                }
                _ => {}
            }
        }
    }

    /// Returns whether the decoder is known to read the sampling: only the first component, and black, which
    /// Adobe's programs make as fine as it, are finer than the others; and if components have a scan each, they
    /// are finer in one of the ways that are in use.
    fn is_usual(&self, several_scans: bool) -> bool {
        let [first, others @ ..] = self.sampling.as_slice() else { return false };
        let known = [(1, 1), (2, 1), (2, 2)].contains(first);
        others.iter().all(|other| [(1, 1), *first].contains(other)) && (known || !several_scans)
    }

    /// Returns the samples that are stored for a thousand pixels (A.1.1).
    fn samples(&self) -> u64 {
        let across = self.sampling.iter().map(|(h, _)| *h).max().unwrap_or(1);
        let down = self.sampling.iter().map(|(_, v)| *v).max().unwrap_or(1);
        self.sampling.iter().map(|(h, v)| 1000 * h * v / (across * down).max(1)).sum()
    }
}

/// Turns stored YCCK samples into stored CMYK samples: luma and chroma of the first three become red, green
/// and blue by ITU-T T.871, clause 7, which are 255 less cyan, magenta and yellow (Adobe Technical Note 5116).
/// Black is stored as it is. All numbers are multiplied by 65,536.
fn inks_from_ycck(data: &mut [u8]) {
    for pixel in data.as_chunks_mut::<4>().0 {
        let [y, cb, cr] = [pixel[0], pixel[1], pixel[2]].map(i32::from);
        let (cb, cr) = (cb - 128, cr - 128);
        let half = 1 << 15;
        let red = y + ((91_881 * cr + half) >> 16);
        let green = y + ((-22_554 * cb - 46_802 * cr + half) >> 16);
        let blue = y + ((116_130 * cb + half) >> 16);
        let [red, green, blue] = [red, green, blue].map(|value| u8::try_from(value.clamp(0, 255)).unwrap_or_default());
        *pixel = [255 - red, 255 - green, 255 - blue, pixel[3]];
    }
}

fn broken(detail: impl ToString) -> PhotoError {
    PhotoError::broken(Jpeg, detail)
}

fn cut_off() -> PhotoError {
    PhotoError::CutOff { format: Jpeg }
}
