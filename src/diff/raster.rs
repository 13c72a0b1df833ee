//! Draws pages of any PDF as pixels.

use std::fmt;
use std::sync::Arc;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings};
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder as _};

use super::nesting;

/// The resolution in dpi at which a hairline is visible and the smallest text is legible.
const DPI: f32 = 100.0;

/// Points per inch.
const POINTS: f32 = 72.0;

/// The longest side of a picture in pixels: a PDF may claim any page size.
const LONGEST: f32 = 4000.0;

/// The stack of a thread that reads a foreign file, in bytes: enough for [`nesting::DEEPEST`] levels.
const STACK: usize = 64 * 1024 * 1024;

/// The longest time that drawing a page may take. A page that draws itself would never end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why a PDF cannot be compared.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// It is damaged, or not a PDF.
    #[error("is not a readable PDF")]
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
    pdf: Arc<Pdf>,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("pages", &self.pages()).finish_non_exhaustive()
    }
}

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

impl Document {
    /// Opens a PDF.
    ///
    /// # Errors
    ///
    /// Fails if the bytes are not a PDF, or it has a password.
    pub fn open(bytes: Vec<u8>) -> Result<Self, PdfError> {
        if nesting::is_too_deep_in_file(&bytes) {
            return Err(PdfError::Unreadable);
        }
        let pdf = apart(move || Pdf::new(bytes)).ok_or(PdfError::Unreadable)?;
        let pdf = pdf.map_err(|error| match error {
            LoadPdfError::Decryption(_) => PdfError::Protected,
            LoadPdfError::Invalid => PdfError::Unreadable,
        })?;
        if pdf.pages().is_empty() { Err(PdfError::Unreadable) } else { Ok(Self { pdf: Arc::new(pdf) }) }
    }

    /// Returns the number of pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pdf.pages().len()
    }

    /// Draws a page, counted from 0.
    pub(super) fn draw(&self, page: usize) -> Result<Raster, PdfError> {
        let pdf = Arc::clone(&self.pdf);
        apart(move || draw(&pdf, page)).flatten().ok_or(PdfError::Page(page + 1))
    }
}

/// Runs work on a foreign file in a separate thread. Returns `None` if it panics or does not end in time.
fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (give, take) = mpsc::channel();
    let work = move || {
        // The receiver may have given up.
        let _ = give.send(work());
    };
    thread::Builder::new().stack_size(STACK).spawn(work).ok()?;
    take.recv_timeout(PATIENCE).ok()
}

fn draw(pdf: &Pdf, page: usize) -> Option<Raster> {
    let page = pdf.pages().get(page)?;
    if page.page_stream().is_some_and(nesting::is_too_deep) {
        return None;
    }
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
