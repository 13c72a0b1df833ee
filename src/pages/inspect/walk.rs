//! Visits the items of a page at their places on it.

use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Paint};

/// Calls back for every item of a frame that is not a group, with the transformation from its own coordinates to those
/// of the page.
pub(crate) fn visit_items(frame: &Frame, visit: &mut impl FnMut(&FrameItem, Transform)) {
    walk(frame, Transform::identity(), None, &mut |item, at, _| visit(item, at));
}

/// Calls back as [`visit_items`] does, and with the upright box on the page to which the item is clipped: `page`, and
/// the groups around it that clip.
pub(crate) fn visit_clipped(frame: &Frame, page: Rect, visit: &mut impl FnMut(&FrameItem, Transform, Rect)) {
    walk(frame, Transform::identity(), Some(page), &mut |item, at, clip| visit(item, at, clip.unwrap_or(page)));
}

fn walk(frame: &Frame, at: Transform, clip: Option<Rect>, visit: &mut impl FnMut(&FrameItem, Transform, Option<Rect>)) {
    for (place, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => {
                let inner = here.pre_concat(group.transform);
                let own = group.clip.as_ref().map(|curve| page_bounds(curve.bbox(None), inner));
                let clip = clip.map(|outer| own.map_or(outer, |own| intersect(outer, own)));
                walk(&group.frame, inner, clip, visit);
            }
            item => visit(item, here, clip),
        }
    }
}

/// Returns the common area of two boxes; its extent is zero or negative where they have none.
pub(super) fn intersect(a: Rect, b: Rect) -> Rect {
    Rect::new(a.min.max(b.min), a.max.min(b.max))
}

/// Returns the upright box on the page around a box in an item's own coordinates.
pub(crate) fn page_bounds(own: Rect, at: Transform) -> Rect {
    let corners = [own.min, Point::new(own.max.x, own.min.y), own.max, Point::new(own.min.x, own.max.y)];
    let [first, rest @ ..] = corners.map(|corner| {
        let x = corner.x * at.sx.get() + corner.y * at.kx.get() + at.tx;
        let y = corner.x * at.ky.get() + corner.y * at.sy.get() + at.ty;
        Point::new(x, y)
    });
    rest.iter().fold(Rect::new(first, first), |all, corner| Rect::new(all.min.min(*corner), all.max.max(*corner)))
}

/// Returns the size on the page of something whose size is in its own coordinates.
pub(crate) fn page_size(size: Size, at: Transform) -> Size {
    Size::new(size.x * libm::hypot(at.sx.get(), at.ky.get()), size.y * libm::hypot(at.kx.get(), at.sy.get()))
}

/// Returns the thickness of a stroke on the page, for any direction: a transformation scales areas by its determinant,
/// and lengths on average by the root of it.
pub(super) fn page_thickness(stroke: Abs, at: Transform) -> Abs {
    let determinant = at.sx.get() * at.sy.get() - at.kx.get() * at.ky.get();
    stroke * determinant.abs().sqrt()
}

/// The paints of a shape or a text, and its place in a template.
pub(super) struct Painted<'a> {
    pub fill: Option<&'a Paint>,
    pub stroke: Option<&'a FixedStroke>,
    pub span: Span,
}

impl<'a> Painted<'a> {
    pub(super) fn new(item: &'a FrameItem) -> Option<Self> {
        match item {
            FrameItem::Shape(shape, span) => {
                Some(Self { fill: shape.fill.as_ref(), stroke: shape.stroke.as_ref(), span: *span })
            }
            FrameItem::Text(text) => {
                let span = text.glyphs.first().map_or(Span::detached(), |glyph| glyph.span.0);
                Some(Self { fill: Some(&text.fill), stroke: text.stroke.as_ref(), span })
            }
            _ => None,
        }
    }

    pub(super) fn paints(&self) -> impl Iterator<Item = &'a Paint> {
        self.fill.into_iter().chain(self.stroke.map(|stroke| &stroke.paint))
    }
}
