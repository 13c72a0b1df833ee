//! Scale: fewer pixels, never more, in one step.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::Fault;
use super::decode::{Layout, Pixels};

/// Scales down to at most a size in px; a side that is shorter already stays.
pub(super) fn down(pixels: Pixels, width: u32, height: u32) -> Result<Pixels, Fault> {
    let (width, height) = (width.min(pixels.width), height.min(pixels.height));
    if width == 0 || height == 0 {
        return Err(Fault::Size { width, height });
    }
    if (width, height) == (pixels.width, pixels.height) {
        return Ok(pixels);
    }
    let kind = match pixels.layout {
        Layout::Gray => PixelType::U8,
        Layout::GrayAlpha => PixelType::U8x2,
        Layout::Rgb => PixelType::U8x3,
        Layout::Rgba | Layout::Cmyk => PixelType::U8x4,
    };
    let fail = |error: &dyn std::fmt::Display| Fault::Encode { detail: error.to_string() };
    let from = ImageRef::new(pixels.width, pixels.height, &pixels.data, kind).map_err(|error| fail(&error))?;
    let mut to = Image::new(width, height, kind);
    let options =
        ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(pixels.layout.alpha());
    Resizer::new().resize(&from, &mut to, &options).map_err(|error| fail(&error))?;
    Ok(Pixels { width, height, layout: pixels.layout, data: to.into_vec() })
}
