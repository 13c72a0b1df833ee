//! Draws pages of any PDF as pixels. Only the process of [`super::drawing::serve`] does so.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use super::error::PdfError;

/// The resolution in dpi at which a hairline is visible and the smallest text is legible.
const DPI: f32 = 100.0;

/// Points per inch.
const POINTS: f32 = 72.0;

/// The longest side of a picture in pixels: a PDF may claim any page size.
const LONGEST: f32 = 3000.0;

/// The most pages that are compared: pairing them takes memory with the square of their number.
const MOST_PAGES: usize = 10_000;

/// A page as RGB pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// Three bytes per pixel, row by row.
    pub pixels: Vec<u8>,
}

/// Opens a PDF that has pages.
pub(super) fn open(bytes: Vec<u8>) -> Result<Pdf, PdfError> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => PdfError::Protected,
        LoadPdfError::Invalid => PdfError::Unreadable,
    })?;
    match pdf.pages().len() {
        0 => Err(PdfError::Unreadable),
        count if count > MOST_PAGES => Err(PdfError::TooManyPages(MOST_PAGES)),
        _ => Ok(pdf),
    }
}

/// Draws a page, counted from 0. Returns `None` if the PDF does not have it.
pub(super) fn draw(pdf: &Pdf, page: usize) -> Option<Raster> {
    let page = pdf.pages().get(page)?;
    let (width, height) = page.render_dimensions();
    let scale = (DPI / POINTS).min(LONGEST / width.max(height).max(1.0));
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(pixels(width * scale)),
        height: Some(pixels(height * scale)),
        bg_color: WHITE,
    };
    let drawn = hayro::render(page, &RenderCache::new(), &InterpreterSettings::default(), &settings);
    let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
    let pixels = drawn.take_unpremultiplied().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    Some(Raster { width, height, pixels })
}

/// Returns the whole pixels of a side, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousand at most")]
fn pixels(side: f32) -> u16 {
    side.clamp(1.0, LONGEST) as u16
}

impl Raster {
    /// Returns the picture as lossless WebP, the smallest format that every browser shows.
    pub(super) fn webp(&self) -> Option<Vec<u8>> {
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        let mut file = Vec::new();
        let coder = WebPEncoder::new_lossless(&mut file);
        coder.write_image(&self.pixels, width, height, ExtendedColorType::Rgb8).ok()?;
        Some(file)
    }

    /// Returns the rows of pixels.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact((self.width * 3).max(1))
    }
}
