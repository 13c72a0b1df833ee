//! Decoded pixels, and how they are scaled down, turned upright and cropped.

use fast_image_resize::pixels::{U8, U8x2, U8x3, U8x4};
use fast_image_resize::{
    FilterType, IntoImageView, IntoImageViewMut, PixelTrait, ResizeAlg, ResizeError, ResizeOptions, Resizer,
};
use image::metadata::Orientation;
use image::{ColorType, DynamicImage};

use super::PhotoError;

/// A part of a picture, px from the upper left corner of the upright picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Crop {
    /// Columns to its left.
    pub left: u32,
    /// Rows above it.
    pub top: u32,
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Crop {
    /// Returns all of a picture of a size.
    #[must_use]
    pub const fn whole(width: u32, height: u32) -> Self {
        Self { left: 0, top: 0, width, height }
    }
}

/// The pixels of a picture with their colour profile.
#[derive(Debug)]
pub(super) struct Pixels {
    /// Grey or RGB of 8 bits a sample, with alpha or without; `image` knows no inks, which are held as RGBA.
    pub image: DynamicImage,
    /// Whether the four samples of a pixel are cyan, magenta, yellow and black; 255 is full ink.
    pub inks: bool,
    /// The ICC profile of the file.
    pub profile: Option<Vec<u8>>,
}

impl Pixels {
    pub(super) fn has_alpha(&self) -> bool {
        !self.inks && self.image.color().has_alpha()
    }

    /// Scales down to at most a size in px; a side that is shorter already stays.
    pub(super) fn scale_down(&mut self, width: u32, height: u32) -> Result<(), PhotoError> {
        let (width, height) = (width.min(self.image.width()), height.min(self.image.height()));
        if width == 0 || height == 0 {
            return Err(PhotoError::Size { width, height });
        }
        if (width, height) != (self.image.width(), self.image.height()) {
            let mut scaled = DynamicImage::new(width, height, self.image.color());
            // `Resizer::resize` would be compiled for nine more types of pixels.
            let resize = match self.image.color() {
                ColorType::L8 => resize::<U8>,
                ColorType::La8 => resize::<U8x2>,
                ColorType::Rgb8 => resize::<U8x3>,
                _ => resize::<U8x4>,
            };
            resize(&self.image, &mut scaled, self.has_alpha()).map_err(PhotoError::encode)?;
            self.image = scaled;
        }
        Ok(())
    }

    /// Turns and mirrors stored rows as EXIF 2.32, 4.6.4, tag 274 asks, then keeps a part; all of the picture
    /// if nothing would be left.
    pub(super) fn turn_and_crop(&mut self, orientation: Orientation, crop: Crop) {
        self.image.apply_orientation(orientation);
        let width = crop.width.min(self.image.width().saturating_sub(crop.left));
        let height = crop.height.min(self.image.height().saturating_sub(crop.top));
        if width > 0 && height > 0 && (width, height) != (self.image.width(), self.image.height()) {
            self.image = self.image.crop_imm(crop.left, crop.top, width, height);
        }
    }
}

/// Scales a picture to the size of another. Fails if one of them has other pixels.
fn resize<P: PixelTrait>(from: &DynamicImage, to: &mut DynamicImage, use_alpha: bool) -> Result<(), ResizeError> {
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(use_alpha);
    match (from.image_view::<P>(), to.image_view_mut::<P>()) {
        (Some(from), Some(mut to)) => Resizer::new().resize_typed(&from, &mut to, &options),
        _ => Err(ResizeError::PixelTypesAreDifferent),
    }
}
