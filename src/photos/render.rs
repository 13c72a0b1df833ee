//! Render: decode, scale, turn, convert, encode: one picture for one place on a page.

use moxcms::{ColorProfile, DataColorSpace};
use rayon::prelude::*;

use super::colour::black_point;
use super::colour::icc::{self, Table};
use super::colour::source::{self, Source};
use super::decode::{Layout, Pixels, decode};
use super::header::{Header, turned};
use super::{Fault, Separation, encode, scale, turn, ycck};

/// Version of what [`render`] gives for the same input; goes up whenever a byte changes.
pub(super) const VERSION: u32 = 2;

/// JPEG quality for the press, 1 to 100.
pub(crate) const QUALITY_PRINT: u8 = 80;

/// JPEG quality for the screen, 1 to 100.
pub(crate) const QUALITY_SCREEN: u8 = 80;

/// How much the inks of a decoded pixel may differ between decoders, in steps of 255 over all four
/// inks: ITU-T T.83 allows each sample to be off by one, and luma and chroma together move the three
/// coloured inks by at most 6.2 of them.
const DECODERS: u32 = 8;

/// What colours a picture is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// The inks of the press.
    Cmyk,
    /// sRGB, with the profile in the file.
    Rgb,
}

/// A part of a picture, px from its upper left corner as it is to be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Part {
    /// Columns before it.
    pub left: u32,
    /// Rows before it.
    pub top: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Part {
    /// All of a picture of a size.
    #[must_use]
    pub const fn whole(width: u32, height: u32) -> Self {
        Self { left: 0, top: 0, width, height }
    }
}

/// What is needed of a picture at its place.
#[derive(Debug, Clone, Copy)]
pub struct Need<'a> {
    /// Width as it is to be seen, px; a picture with fewer stays as it is.
    pub width: u32,
    /// Height as it is to be seen, px; a picture with fewer stays as it is.
    pub height: u32,
    /// What is kept of the scaled picture; no more than it has.
    pub part: Part,
    /// The colours.
    pub colour: Colour,
    /// The press: what [`Colour::Cmyk`] separates for, and whose inks a CMYK picture without a profile
    /// is taken to hold.
    pub press: &'a Separation,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
}

/// The picture as it is needed: a JPEG in CMYK or sRGB, or for [`Colour::Rgb`] a PNG in sRGB where a
/// pixel is really transparent. For the press transparent pixels are laid on white paper, as the inks
/// under a transparent edge could not be limited. Nothing else of the file is kept: no EXIF, GPS, XMP,
/// IPTC, comment or preview.
///
/// # Errors
///
/// Fails where the picture is damaged, its profile is of no use, or the size is zero or over 65535 px.
pub fn render(bytes: &[u8], header: &Header, need: &Need) -> Result<Vec<u8>, Fault> {
    let (pixels, profile) = decode(bytes, header)?;
    let (width, height) =
        if turned(header.orientation) { (need.height, need.width) } else { (need.width, need.height) };
    let pixels = cut(turn::upright(scale::down(pixels, width, height)?, header.orientation), need.part);
    match need.colour {
        Colour::Cmyk => {
            let pixels = inks(flat(pixels), profile.as_deref(), need.press)?;
            encode_limited(&pixels, need.quality, need.press.most())
        }
        Colour::Rgb => {
            let pixels = srgb(opaque(pixels), profile.as_deref(), need.press)?;
            let profile = super::srgb_profile()?;
            if pixels.layout.alpha() {
                encode::png(&pixels, &profile)
            } else {
                encode::jpeg(&pixels, need.quality, Some(&profile))
            }
        }
    }
}

/// The part of a picture, as far as it has it; all where nothing would be left.
fn cut(pixels: Pixels, part: Part) -> Pixels {
    let width = part.width.min(pixels.width.saturating_sub(part.left));
    let height = part.height.min(pixels.height.saturating_sub(part.top));
    if width == 0 || height == 0 || (width, height) == (pixels.width, pixels.height) {
        return pixels;
    }
    let channels = pixels.layout.channels();
    let (row, kept) = (pixels.width as usize * channels, width as usize * channels);
    let start = part.left as usize * channels;
    let rows = pixels.data.chunks_exact(row).skip(part.top as usize).take(height as usize);
    let data = rows.flat_map(|row| row.get(start..start + kept).unwrap_or_default()).copied().collect();
    Pixels { width, height, layout: pixels.layout, data }
}

/// Without its alpha where every pixel is opaque.
fn opaque(pixels: Pixels) -> Pixels {
    let channels = pixels.layout.channels();
    let solid = pixels.data.chunks_exact(channels).all(|pixel| pixel.last() == Some(&255));
    if pixels.layout.alpha() && solid { flat(pixels) } else { pixels }
}

/// On white, without alpha.
fn flat(pixels: Pixels) -> Pixels {
    let layout = match pixels.layout {
        Layout::GrayAlpha => Layout::Gray,
        Layout::Rgba => Layout::Rgb,
        _ => return pixels,
    };
    let on_white = |value: u8, alpha: u8| {
        let sum = u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
        u8::try_from((sum + 127) / 255).unwrap_or(255)
    };
    let mut data = Vec::with_capacity(pixels.data.len());
    for pixel in pixels.data.chunks_exact(pixels.layout.channels()) {
        if let [values @ .., alpha] = pixel {
            data.extend(values.iter().map(|value| on_white(*value, *alpha)));
        }
    }
    Pixels { layout, data, ..pixels }
}

/// The inks of pixels without alpha.
fn inks(pixels: Pixels, profile: Option<&[u8]>, press: &Separation) -> Result<Pixels, Fault> {
    let data = match (pixels.layout, profile) {
        (Layout::Cmyk, None) => pixels.data,
        (Layout::Cmyk, Some(profile)) if press.is_of(profile) => pixels.data,
        (Layout::Cmyk, Some(profile)) => {
            let profile = icc::profile(profile)?;
            let table = Table::to_lab(&profile)?;
            press.cmyk_from_inks(&table, black_point(&table, &profile), &pixels.data)
        }
        (Layout::Gray, Some(profile)) => press.cmyk_from_gray(&Source::gray(&icc::profile(profile)?)?, &pixels.data),
        (Layout::Gray, None) => press.cmyk_from_gray(&Source::gray(&gray_like_srgb())?, &pixels.data),
        (_, Some(profile)) => press.cmyk_from(profile, &pixels.data)?,
        (_, None) => press.cmyk(&pixels.data),
    };
    Ok(Pixels { layout: Layout::Cmyk, data, ..pixels })
}

/// Grey values with the curve of sRGB.
fn gray_like_srgb() -> ColorProfile {
    let mut profile = ColorProfile::new_gray_with_gamma(2.2);
    profile.gray_trc = ColorProfile::new_srgb().red_trc;
    profile
}

/// The pixels in sRGB, with alpha where they have it.
fn srgb(pixels: Pixels, profile: Option<&[u8]>, press: &Separation) -> Result<Pixels, Fault> {
    let (layout, data) = match (pixels.layout, profile) {
        (Layout::Cmyk, Some(profile)) if !press.is_of(profile) => {
            let profile = icc::profile(profile)?;
            let table = Table::to_lab(&profile)?;
            (Layout::Rgb, source::srgb_from_inks(&table, black_point(&table, &profile), &pixels.data))
        }
        (Layout::Cmyk, _) => {
            let (table, black) = press.press();
            (Layout::Rgb, source::srgb_from_inks(table, black, &pixels.data))
        }
        (Layout::Gray, None) => (Layout::Rgb, pixels.data.iter().flat_map(|value| [*value; 3]).collect()),
        (Layout::GrayAlpha, None) => {
            let grays = pixels.data.as_chunks::<2>().0.iter();
            (Layout::Rgba, grays.flat_map(|[value, alpha]| [*value, *value, *value, *alpha]).collect())
        }
        (layout, None) => (layout, pixels.data),
        (layout, Some(profile)) => through(&pixels.data, layout, &icc::profile(profile)?)?,
    };
    Ok(Pixels { layout, data, ..pixels })
}

/// The pixels of a profile's RGB or grey space in sRGB.
fn through(data: &[u8], layout: Layout, profile: &ColorProfile) -> Result<(Layout, Vec<u8>), Fault> {
    use moxcms::Layout as Order;
    const STRETCH: usize = 16 * 1024;
    let (space, from, to, into) = match layout {
        Layout::Gray => (DataColorSpace::Gray, Order::Gray, Order::Rgb, Layout::Rgb),
        Layout::GrayAlpha => (DataColorSpace::Gray, Order::GrayAlpha, Order::Rgba, Layout::Rgba),
        Layout::Rgba => (DataColorSpace::Rgb, Order::Rgba, Order::Rgba, Layout::Rgba),
        _ => (DataColorSpace::Rgb, Order::Rgb, Order::Rgb, Layout::Rgb),
    };
    if profile.color_space != space {
        return Err(Fault::profile("it is for other colours than the picture has"));
    }
    let convert = profile
        .create_transform_8bit(from, &ColorProfile::new_srgb(), to, source::options())
        .map_err(Fault::profile)?;
    let mut found = vec![0; data.len() / layout.channels() * into.channels()];
    found
        .par_chunks_mut(STRETCH * into.channels())
        .zip(data.par_chunks(STRETCH * layout.channels()))
        .try_for_each(|(found, data)| convert.transform(data, found))
        .map_err(Fault::profile)?;
    Ok((into, found))
}

/// Encodes inks so that no decoded pixel has more than `limit`.
fn encode_limited(pixels: &Pixels, quality: u8, limit: u32) -> Result<Vec<u8>, Fault> {
    ycck::encode(pixels, quality, limit.saturating_sub(DECODERS))?.ok_or_else(|| {
        let percent = f64::from(limit) * 100.0 / 255.0;
        Fault::Encode { detail: format!("its ink cannot be held to {percent:.0} %") }
    })
}
