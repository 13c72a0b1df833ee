//! Where photographs really stand on the pages, and how large.

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
    /// The width of the whole picture, also of what a frame cuts off, in mm.
    pub width: f64,
    /// The height, likewise, in mm.
    pub height: f64,
    /// What is seen of it.
    pub seen: Seen,
    /// Where the template places it.
    pub span: Span,
}

/// A part of a picture in fractions of its sides, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Seen {
    /// The left edge.
    pub left: f64,
    /// The upper edge.
    pub top: f64,
    /// The right edge.
    pub right: f64,
    /// The lower edge.
    pub bottom: f64,
}

impl Seen {
    /// All of a picture.
    pub(crate) const WHOLE: Self = Self { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 };

    /// The smallest part that holds both.
    #[must_use]
    pub(crate) fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// What lies inside a box on the page; all where the picture stands askew or nothing is left.
    fn of(size: Size, at: Transform, clip: Rect) -> Self {
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
    /// Its pixels by the inch as placed: the lesser of both directions.
    #[must_use]
    pub(crate) fn dpi(&self) -> f64 {
        let header = &self.original.header;
        let across = format::dpi(header.width, self.width);
        let down = format::dpi(header.height, self.height);
        across.min(down)
    }

    /// The pixels that its place asks for, width and height.
    #[must_use]
    pub(crate) fn pixels(&self, dpi: f64) -> (u32, u32) {
        (format::pixels(self.width, dpi), format::pixels(self.height, dpi))
    }
}

/// Every photograph of the pages, in their order.
#[must_use]
pub(crate) fn placed(document: &PagedDocument, originals: &Originals) -> Vec<Placed> {
    let mut found = Vec::new();
    for (index, page) in document.pages().iter().enumerate() {
        let bleed = Point::new(page.bleed.left, page.bleed.top);
        let end = page.frame.size().to_point() + Point::new(page.bleed.right, page.bleed.bottom);
        walk::visit_clipped(&page.frame, Rect::new(-bleed, end), &mut |item, at, clip| {
            let FrameItem::Image(image, size, span) = item else { return };
            let Some(original) = original(image, originals) else { return };
            let Size { x, y } = walk::page_size(*size, at);
            let (width, height) = (x.to_mm(), y.to_mm());
            if width > 0.0 && height > 0.0 {
                let seen = Seen::of(*size, at, clip);
                found.push(Placed { original, page: index + 1, width, height, seen, span: *span });
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
