//! Every item of a page with the place where it really stands.

use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Size, Transform};

/// Calls back for every item of a frame that is no group, with the transformation from its own
/// coordinates to those of the page.
pub(crate) fn items(frame: &Frame, found: &mut impl FnMut(&FrameItem, Transform)) {
    walk(frame, Transform::identity(), None, &mut |item, at, _| found(item, at));
}

/// Calls back as [`items`] does, with an upright box on the page outside of which nothing is seen:
/// `page` and what groups clip.
pub(crate) fn seen_items(frame: &Frame, page: Rect, found: &mut impl FnMut(&FrameItem, Transform, Rect)) {
    walk(frame, Transform::identity(), Some(page), &mut |item, at, clip| found(item, at, clip.unwrap_or(page)));
}

fn walk(frame: &Frame, at: Transform, clip: Option<Rect>, found: &mut impl FnMut(&FrameItem, Transform, Option<Rect>)) {
    for (place, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => {
                let inner = here.pre_concat(group.transform);
                let own = group.clip.as_ref().filter(|_| clip.is_some()).map(|curve| bounds(curve.bbox(None), inner));
                let both = match (clip, own) {
                    (Some(outer), Some(own)) => Some(common(outer, own)),
                    (outer, _) => outer,
                };
                walk(&group.frame, inner, both, found);
            }
            item => found(item, here, clip),
        }
    }
}

/// What two boxes have in common; where they have nothing, a box without extent or of a negative one.
pub(super) fn common(a: Rect, b: Rect) -> Rect {
    Rect::new(a.min.max(b.min), a.max.min(b.max))
}

/// The upright box on the page around a box in an item's own coordinates.
pub(super) fn bounds(of: Rect, at: Transform) -> Rect {
    let corners = [of.min, Point::new(of.max.x, of.min.y), of.max, Point::new(of.min.x, of.max.y)].map(|corner| {
        let x = corner.x * at.sx.get() + corner.y * at.kx.get() + at.tx;
        let y = corner.x * at.ky.get() + corner.y * at.sy.get() + at.ty;
        Point::new(x, y)
    });
    let [first, rest @ ..] = corners;
    rest.iter().fold(Rect::new(first, first), |all, corner| Rect::new(all.min.min(*corner), all.max.max(*corner)))
}

/// The size on the page of something whose size is given in its own coordinates.
pub(crate) fn scaled(size: Size, at: Transform) -> Size {
    Size::new(size.x * libm::hypot(at.sx.get(), at.ky.get()), size.y * libm::hypot(at.kx.get(), at.sy.get()))
}

/// How thick a stroke is on the page where its direction is not known: by the root of the area a
/// transformation makes of one unit.
pub(super) fn thickness(stroke: Abs, at: Transform) -> Abs {
    let area = at.sx.get() * at.sy.get() - at.kx.get() * at.ky.get();
    stroke * area.abs().sqrt()
}
