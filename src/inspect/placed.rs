//! Where photographs really stand on the pages, and how large.

use std::sync::Arc;

use typst::layout::{FrameItem, Size};
use typst::syntax::Span;
use typst::visualize::{Image, ImageKind};
use typst_layout::PagedDocument;

use super::walk;
use crate::typeset::{Original, Originals};

/// Millimetres in an inch.
const INCH: f64 = 25.4;

/// A photograph in its place.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its file.
    pub original: Arc<Original>,
    /// The page, from 1.
    pub page: usize,
    /// The width of the whole picture, also of what a frame cuts off, in mm.
    pub width: f64,
    /// The height, likewise, in mm.
    pub height: f64,
    /// Where the template places it.
    pub span: Span,
}

impl Placed {
    /// Its pixels by the inch as placed: the lesser of both directions.
    #[must_use]
    pub fn dpi(&self) -> f64 {
        let header = &self.original.header;
        let across = f64::from(header.width) * INCH / self.width;
        let down = f64::from(header.height) * INCH / self.height;
        across.min(down)
    }

    /// The pixels that its place asks for, width and height.
    #[must_use]
    pub fn pixels(&self, dpi: f64) -> (u32, u32) {
        let pixels = |mm: f64| whole((mm / INCH * dpi).ceil());
        (pixels(self.width), pixels(self.height))
    }
}

/// A number of pixels, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
fn whole(pixels: f64) -> u32 {
    pixels.clamp(1.0, f64::from(u32::MAX)) as u32
}

/// Every photograph of the pages, in their order.
#[must_use]
pub fn placed(document: &PagedDocument, originals: &Originals) -> Vec<Placed> {
    let mut found = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        walk::items(&page.frame, &mut |item, at| {
            let FrameItem::Image(image, size, span) = item else { return };
            let Some(original) = original(image, originals) else { return };
            let Size { x, y } = walk::scaled(*size, at);
            let (width, height) = (x.to_mm(), y.to_mm());
            if width > 0.0 && height > 0.0 {
                found.push(Placed { original, page: index + 1, width, height, span: *span });
            }
        });
    }
    found
}

/// The file that a picture on the pages stands for.
pub(crate) fn original(image: &Image, originals: &Originals) -> Option<Arc<Original>> {
    match image.kind() {
        ImageKind::Raster(raster) => originals.find(raster.data()),
        _ => None,
    }
}
