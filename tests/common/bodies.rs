//! What is on a page between its head and its folio.

use typst::layout::{Frame, FrameItem, Point, Rect, Transform};
use typst_layout::{PagedDocument, PagedIntrospector};

/// The head and the foot of a page, in mm, where only running elements stand.
const HEAD: f64 = 12.0;
const FOOT: f64 = 274.0;

/// The contents of a page without its running elements.
#[derive(Debug, Clone, Copy)]
pub struct Body {
    /// The number of texts, shapes and pictures.
    pub items: usize,
    /// The upper and the lower end, in mm from the upper trim.
    pub top: f64,
    pub bottom: f64,
}

impl Body {
    /// Returns the share of the height that is used.
    pub fn share(&self) -> f64 {
        (self.bottom - self.top).max(0.0) / (FOOT - HEAD)
    }
}

/// Returns the contents of each page.
pub fn bodies(document: &PagedDocument) -> Vec<Body> {
    let body = |frame: &Frame| {
        let mut body = Body { items: 0, top: FOOT, bottom: HEAD };
        visit(frame, Transform::identity(), &mut body);
        body
    };
    document.pages().iter().map(|page| body(&page.frame)).collect()
}

fn visit(frame: &Frame, at: Transform, body: &mut Body) {
    for (place, item) in frame.items() {
        let here = at.pre_concat(Transform::translate(place.x, place.y));
        let bounds = match item {
            FrameItem::Group(group) => {
                visit(&group.frame, here.pre_concat(group.transform), body);
                continue;
            }
            FrameItem::Text(text) => text.bbox(),
            FrameItem::Shape(shape, _) => shape.geometry.bbox(shape.stroke.as_ref()),
            FrameItem::Image(_, size, _) => Rect::from_pos_size(Point::zero(), *size),
            _ => continue,
        };
        let height = |point: Point| point.transform(here).y.to_mm();
        let (top, bottom) = (height(bounds.min), height(bounds.max));
        if bottom > HEAD && top < FOOT && bottom.is_finite() {
            body.items += 1;
            body.top = body.top.min(top.max(HEAD));
            body.bottom = body.bottom.max(bottom.min(FOOT));
        }
    }
}

/// Returns the page, from 1, that opens a chapter.
#[track_caller]
pub fn opener_page(document: &PagedDocument, slug: &str) -> usize {
    let introspector: &PagedIntrospector = document.introspector();
    let label =
        typst::foundations::Label::new(typst::utils::PicoStr::intern(&format!("chapter-{slug}"))).expect("a label");
    let found = typst::introspection::Introspector::query_label(introspector, label).expect("an opener");
    introspector.position(found.location().expect("a place")).expect("a page").page.get()
}
