//! Converts pixels into the inks of a press, or into sRGB.

use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout};
use rayon::prelude::*;

use super::PhotoError;
use super::colour::icc::{self, Table};
use super::colour::source::{self, STRETCH, Source};
use super::colour::{Separation, black_point};
use super::pixels::Pixels;

/// Converts pixels without alpha into the inks of a press. A picture that holds these inks stays as it is.
pub(super) fn to_inks(pixels: Pixels, press: &Separation) -> Result<Pixels, PhotoError> {
    let (image, profile) = (&pixels.image, pixels.profile.as_deref());
    let grey = image.as_luma8();
    let data = match profile {
        None if pixels.inks => return Ok(pixels),
        Some(profile) if pixels.inks && press.is_of(profile) => return Ok(pixels),
        Some(profile) if pixels.inks => {
            let profile = icc::profile(profile)?;
            let table = Table::to_lab(&profile)?;
            press.cmyk_from_inks(&table, black_point(&table, &profile), image.as_bytes())
        }
        Some(profile) if grey.is_some() => {
            press.cmyk_from_gray(&Source::gray(&icc::profile(profile)?)?, image.as_bytes())
        }
        None if grey.is_some() => press.cmyk_from_gray(&Source::gray(&srgb_grey())?, image.as_bytes()),
        Some(profile) => press.cmyk_from(profile, image.as_bytes())?,
        None => press.cmyk(image.as_bytes()),
    };
    Ok(Pixels { image: image_from_raw(image.width(), image.height(), data)?, inks: true, profile: None })
}

/// Returns the profile of grey values with the curve of sRGB.
fn srgb_grey() -> ColorProfile {
    let mut profile = ColorProfile::new_gray_with_gamma(2.2);
    profile.gray_trc = ColorProfile::new_srgb().red_trc;
    profile
}

/// Converts pixels into sRGB; alpha stays.
pub(super) fn to_srgb(pixels: Pixels, press: &Separation) -> Result<Pixels, PhotoError> {
    let (width, height) = (pixels.image.width(), pixels.image.height());
    let image = match pixels.profile {
        profile if pixels.inks => {
            let inks = pixels.image.as_bytes();
            let data = match profile.filter(|profile| !press.is_of(profile)) {
                Some(profile) => {
                    let profile = icc::profile(&profile)?;
                    let table = Table::to_lab(&profile)?;
                    source::srgb_from_inks(&table, black_point(&table, &profile), inks)
                }
                None => press.srgb(inks),
            };
            image_from_raw(width, height, data)?
        }
        Some(profile) => by_profile(&pixels.image, &icc::profile(&profile)?)?,
        None if pixels.image.color().has_alpha() => pixels.image.into_rgba8().into(),
        None => pixels.image.into_rgb8().into(),
    };
    Ok(Pixels { image, inks: false, profile: None })
}

/// Converts pixels from the RGB or grey space of a profile.
fn by_profile(image: &DynamicImage, profile: &ColorProfile) -> Result<DynamicImage, PhotoError> {
    let colour = image.color();
    let (space, from) = match (colour.has_color(), colour.has_alpha()) {
        (false, false) => (DataColorSpace::Gray, Layout::Gray),
        (false, true) => (DataColorSpace::Gray, Layout::GrayAlpha),
        (true, false) => (DataColorSpace::Rgb, Layout::Rgb),
        (true, true) => (DataColorSpace::Rgb, Layout::Rgba),
    };
    if profile.color_space != space {
        return Err(PhotoError::profile("it is for other colours than the picture has"));
    }
    let to = if colour.has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let convert = profile
        .create_transform_8bit(from, &ColorProfile::new_srgb(), to, source::options())
        .map_err(PhotoError::profile)?;
    let stored = image.as_bytes();
    let mut data = vec![0; stored.len() / from.channels() * to.channels()];
    data.par_chunks_mut(STRETCH * to.channels())
        .zip(stored.par_chunks(STRETCH * from.channels()))
        .try_for_each(|(new, old)| convert.transform(old, new))
        .map_err(PhotoError::profile)?;
    image_from_raw(image.width(), image.height(), data)
}

/// Returns an RGB picture, or one with four samples a pixel, of data that fill it.
fn image_from_raw(width: u32, height: u32, data: Vec<u8>) -> Result<DynamicImage, PhotoError> {
    let pixels = width as usize * height as usize;
    let image = if data.len() == pixels * 4 {
        RgbaImage::from_raw(width, height, data).map(DynamicImage::from)
    } else {
        RgbImage::from_raw(width, height, data).map(DynamicImage::from)
    };
    image.ok_or_else(|| PhotoError::encode("its pixels do not fill it"))
}
