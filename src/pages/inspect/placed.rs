//! Where photographs are on the pages, and how large.

use std::sync::Arc;

use typst::layout::{FrameItem, Point, Rect, Size, Transform};
use typst::syntax::Span;
use typst::visualize::{Image, ImageKind};
use typst_layout::PagedDocument;

use super::walk;
use crate::format;
use crate::pages::typeset::{Original, Originals};

/// A photograph in its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    /// Its file.
    pub original: Arc<Original>,
    /// The page, from 1.
    pub page: usize,
    /// Width of the whole picture, with what a frame crops, mm.
    pub width: f64,
    /// Height of the whole picture, with what a frame crops, mm.
    pub height: f64,
    /// The part that is seen.
    pub seen: Seen,
    /// Where the template places it.
    pub span: Span,
}

/// A part of a picture, in fractions of its sides from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Seen {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Seen {
    const WHOLE: Self = Self { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };

    /// Returns the smallest part that holds both.
    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Returns the part of a picture inside a box on the page; all of it if it is turned, or if nothing is left.
    fn inside(clip: Rect, size: Size, at: Transform) -> Self {
        let upright = at.kx.is_zero() && at.ky.is_zero() && at.sx.get() > 0.0 && at.sy.get() > 0.0;
        let whole = walk::page_bounds(Rect::new(Point::zero(), size.to_point()), at);
        let part = walk::intersect(whole, clip);
        if !upright || part.min.x >= part.max.x || part.min.y >= part.max.y {
            return Self::WHOLE;
        }
        let (width, height) = (whole.max.x - whole.min.x, whole.max.y - whole.min.y);
        Self {
            left: (part.min.x - whole.min.x) / width,
            top: (part.min.y - whole.min.y) / height,
            right: (part.max.x - whole.min.x) / width,
            bottom: (part.max.y - whole.min.y) / height,
        }
    }
}

impl Placed {
    /// Returns its resolution in its place, dpi: the lower of both directions.
    #[must_use]
    pub(crate) fn dpi(&self) -> f64 {
        let header = &self.original.header;
        format::dpi(header.width, self.width).min(format::dpi(header.height, self.height))
    }

    /// Returns width and height in px that its place needs for a resolution.
    #[must_use]
    pub(crate) fn pixels(&self, dpi: f64) -> (u32, u32) {
        (format::pixels(self.width, dpi), format::pixels(self.height, dpi))
    }
}

/// Returns every photograph of the pages, in their order.
#[must_use]
pub(crate) fn placed(document: &PagedDocument, originals: &Originals) -> Vec<Placed> {
    let mut placed = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let bleed = Point::new(page.bleed.left, page.bleed.top);
        let end = page.frame.size().to_point() + Point::new(page.bleed.right, page.bleed.bottom);
        walk::visit_clipped(&page.frame, Rect::new(-bleed, end), &mut |item, at, clip| {
            let FrameItem::Image(image, size, span) = item else { return };
            let Some(original) = original(image, originals) else { return };
            let Size { x, y } = walk::page_size(*size, at);
            let (width, height) = (x.to_mm(), y.to_mm());
            if width > 0.0 && height > 0.0 {
                let seen = Seen::inside(clip, *size, at);
                placed.push(Placed { original, page: index + 1, width, height, seen, span: *span });
            }
        });
    }
    placed
}

/// Returns the photograph whose placeholder is on the pages.
pub(crate) fn original(image: &Image, originals: &Originals) -> Option<Arc<Original>> {
    match image.kind() {
        ImageKind::Raster(raster) => originals.find(raster.data()),
        _ => None,
    }
}
