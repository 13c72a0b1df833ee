//! One picture for one place on a page: decoded, scaled, turned upright, cropped, converted and written.

use image::{DynamicImage, GrayImage, Luma, Rgb, RgbImage};

use super::colour::{Separation, ink};
use super::decode::decode;
use super::header::{Header, turns_sideways};
use super::pixels::Crop;
use super::{PhotoError, convert, encode};

/// Version of what [`render_photo`] returns for the same input; goes up whenever a byte changes.
pub(super) const VERSION: u32 = 3;

/// By how much inks stay below the limit of the press before they are coded, in steps of 255; 6 are 2.4 %.
///
/// JPEG makes values swing around edges and noise, so that a decoded pixel may have far more ink than was coded. What
/// the press limits is the mean of a square of 15 mm (GWG 2022, R0026), in which swings nearly cancel out. Measured at
/// 300 dpi on squares that are at the limit all over, of quality 80: a flat one gains 1 step, noise none, and pixels
/// that alternate between two colours, the worst of ten patterns, 5.6.
const HEADROOM: u32 = 6;

/// The colours that a picture is rendered in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColourSpace {
    /// The inks of the press.
    Cmyk,
    /// sRGB (IEC 61966-2-1).
    Srgb,
}

/// How a picture is rendered for its place.
#[derive(Debug, Clone, Copy)]
pub struct Rendering<'a> {
    /// Width of the whole upright picture, px; a picture with fewer stays as it is.
    pub width: u32,
    /// Height of the whole upright picture, px; a picture with fewer stays as it is.
    pub height: u32,
    /// The part of the scaled picture that is kept, as far as the picture has it.
    pub crop: Crop,
    /// The colours.
    pub colours: ColourSpace,
    /// The press that [`ColourSpace::Cmyk`] separates for, and whose inks a CMYK picture without a profile is
    /// taken to hold.
    pub press: &'a Separation,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
}

/// Renders a picture: as a JPEG in CMYK or sRGB, or for [`ColourSpace::Srgb`] as a PNG if a pixel is
/// transparent. For the press, transparent pixels are laid on white paper. Nothing else of the file is kept: no
/// EXIF, GPS, XMP, IPTC, comment or preview.
///
/// # Errors
///
/// Fails if the picture is damaged, its profile cannot be used, or the size is zero or over 65,535 px.
pub fn render_photo(bytes: &[u8], header: &Header, rendering: &Rendering) -> Result<Vec<u8>, PhotoError> {
    let mut pixels = decode(bytes, header)?;
    let (width, height) = (rendering.width, rendering.height);
    let (width, height) = if turns_sideways(header.orientation) { (height, width) } else { (width, height) };
    pixels.scale_down(width, height)?;
    pixels.turn_and_crop(header.orientation, rendering.crop);
    let print = rendering.colours == ColourSpace::Cmyk;
    if pixels.has_alpha() && (print || is_opaque(&pixels.image)) {
        pixels.image = on_white(&pixels.image);
    }
    if print {
        let mut pixels = convert::to_inks(pixels, rendering.press)?;
        if let Some(inks) = pixels.image.as_mut_rgba8() {
            ink::limit_all(inks, rendering.press.max_ink().saturating_sub(HEADROOM));
        }
        encode::write_jpeg(&pixels, rendering.quality)
    } else {
        let pixels = convert::to_srgb(pixels, rendering.press)?;
        if pixels.has_alpha() { encode::write_png(&pixels) } else { encode::write_jpeg(&pixels, rendering.quality) }
    }
}

fn is_opaque(image: &DynamicImage) -> bool {
    let channels = usize::from(image.color().channel_count());
    image.as_bytes().chunks_exact(channels).all(|pixel| pixel.last() == Some(&255))
}

/// Lays pixels with alpha on white.
fn on_white(image: &DynamicImage) -> DynamicImage {
    let blend = |value: u8, alpha: u8| {
        let sum = u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
        u8::try_from((sum + 127) / 255).unwrap_or(255)
    };
    let (width, height) = (image.width(), image.height());
    if let Some(grey) = image.as_luma_alpha8() {
        let blended = |x, y| {
            let [value, alpha] = grey.get_pixel(x, y).0;
            Luma([blend(value, alpha)])
        };
        return GrayImage::from_fn(width, height, blended).into();
    }
    let Some(rgb) = image.as_rgba8() else { return image.clone() };
    let blended = |x, y| {
        let [red, green, blue, alpha] = rgb.get_pixel(x, y).0;
        Rgb([red, green, blue].map(|value| blend(value, alpha)))
    };
    RgbImage::from_fn(width, height, blended).into()
}
