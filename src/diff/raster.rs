//! Raster: pages of a PDF as pixels, for comparing and for showing. Knows nothing of what a PDF is of.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

/// Pixels per inch: a hairline is seen, and the smallest text of a page can be read.
const DPI: f32 = 100.0;

/// Points per inch.
const POINTS: f32 = 72.0;

/// No side of a picture is longer, in pixels: a page may say that it is as large as a house.
const LONGEST: f32 = 4000.0;

/// Why a PDF cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// It is none, or a damaged one.
    #[error("is no PDF that can be read")]
    Unreadable,
    /// It has a password.
    #[error("is protected by a password")]
    Protected,
    /// A page cannot be drawn.
    #[error("has a page {0} that cannot be drawn")]
    Page(usize),
}

/// A PDF whose pages can be drawn.
pub struct Document {
    pdf: Pdf,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("pages", &self.pages()).finish_non_exhaustive()
    }
}

/// What pages of one document share while they are drawn. It stays in its thread.
#[derive(Default)]
pub(super) struct Shared<'a>(RenderCache<'a>);

/// A page in pixels of red, green and blue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raster {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// Three bytes a pixel, row by row.
    pub pixels: Vec<u8>,
}

impl Document {
    /// Opens a PDF.
    ///
    /// # Errors
    ///
    /// Fails where the bytes are no PDF, or one with a password.
    pub fn open(bytes: Vec<u8>) -> Result<Self, PdfError> {
        let open = || Pdf::new(bytes);
        // Damaged files are for the reader to refuse; one that makes it panic is damaged as well.
        let pdf = catch_unwind(AssertUnwindSafe(open)).map_err(|_| PdfError::Unreadable)?;
        let pdf = pdf.map_err(|error| match error {
            LoadPdfError::Decryption(_) => PdfError::Protected,
            LoadPdfError::Invalid => PdfError::Unreadable,
        })?;
        if pdf.pages().is_empty() { Err(PdfError::Unreadable) } else { Ok(Self { pdf }) }
    }

    /// The number of its pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Draws a page, counted from 0.
    pub(super) fn draw<'a>(&'a self, page: usize, shared: &Shared<'a>) -> Result<Raster, PdfError> {
        let fault = || PdfError::Page(page + 1);
        let found = self.pdf.pages().get(page).ok_or_else(fault)?;
        let (width, height) = found.render_dimensions();
        let scale = (DPI / POINTS).min(LONGEST / width.max(height).max(1.0));
        let settings = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let draw = || hayro::render(found, &shared.0, &InterpreterSettings::default(), &settings);
        // As above: what a damaged page does to the rasteriser ends with this page.
        let drawn = catch_unwind(AssertUnwindSafe(draw)).map_err(|_| fault())?;
        let (width, height) = (usize::from(drawn.width()), usize::from(drawn.height()));
        let pixels = drawn.take_unpremultiplied().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
        Ok(Raster { width, height, pixels })
    }
}

impl Raster {
    /// The picture as WebP without loss, the smallest form that every browser shows.
    pub(super) fn webp(&self) -> Option<Vec<u8>> {
        let (width, height) = (u32::try_from(self.width).ok()?, u32::try_from(self.height).ok()?);
        let mut file = Vec::new();
        let coder = WebPEncoder::new_lossless(&mut file);
        coder.write_image(&self.pixels, width, height, ExtendedColorType::Rgb8).ok()?;
        Some(file)
    }

    /// The rows of pixels.
    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact((self.width * 3).max(1))
    }
}
