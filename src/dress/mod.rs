//! Dress: the laid-out pages in the form that a target needs.
//!
//! The layout is the same for every target; what differs is taken from a copy of the pages.

use typst::ecow::EcoVec;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

use crate::export::Target;

/// The pages for a target. Paper has no links: a print PDF carries no annotation, and no line says
/// that there is something to click on.
#[must_use]
pub fn dress(document: &PagedDocument, target: Target) -> PagedDocument {
    let mut pages: EcoVec<_> = document.pages().into();
    match target {
        Target::Print => {
            for page in pages.make_mut() {
                remove_links(&mut page.frame);
            }
        }
    }
    PagedDocument::new(pages, document.info().clone())
}

/// Takes away links and the lines below their words.
fn remove_links(frame: &mut Frame) {
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
                remove_links(&mut group.frame);
                true
            }
            _ => true,
        }
    });
}

/// Whether a line from a point runs level inside an area, as the line below linked words does; the
/// rules of tables run on beyond it.
fn underlines(from: Point, to: Point, (start, end): (Point, Point)) -> bool {
    let close = Abs::pt(0.5);
    to.y == Abs::zero()
        && from.x >= start.x - close
        && from.x + to.x <= end.x + close
        && from.y > start.y
        && from.y < end.y + close
}
