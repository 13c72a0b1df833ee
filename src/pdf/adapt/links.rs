//! Removes links, which paper does not have.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::visualize::Geometry;

/// Removes links and the lines below their words.
pub(super) fn remove(frame: &mut Frame) {
    let areas: Vec<_> = frame
        .items()
        .filter_map(|(at, item)| match item {
            FrameItem::Link(_, size) => Some((*at, *at + size.to_point())),
            _ => None,
        })
        .collect();
    let mut places = frame.items().map(|(at, _)| *at).collect::<Vec<_>>().into_iter();
    frame.retain(|item| {
        let at = places.next().unwrap_or_default();
        match item {
            FrameItem::Link(..) => false,
            FrameItem::Shape(shape, _) => match shape.geometry {
                Geometry::Line(to) => !areas.iter().any(|area| underlines(at, to, *area)),
                _ => true,
            },
            FrameItem::Group(group) => {
                remove(&mut group.frame);
                true
            }
            _ => true,
        }
    });
}

/// Returns whether a line from a point is level and inside an area, as the line below linked words is; the rules of
/// tables extend beyond it.
fn underlines(from: Point, to: Point, (start, end): (Point, Point)) -> bool {
    let close = Abs::pt(0.5);
    to.y == Abs::zero()
        && from.x >= start.x - close
        && from.x + to.x <= end.x + close
        && from.y > start.y
        && from.y < end.y + close
}
