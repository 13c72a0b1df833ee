//! Cover and text as two documents, for print shops that print them on paper of their own.
//!
//! The cover has two sides: outside back, spine and front, inside what is printed behind them.

use typst::foundations::Smart;
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::model::Document as _;
use typst::syntax::Span;
use typst::visualize::{Curve, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

/// The pages of a cover at either end of a book.
const LEAVES: usize = 2;

/// The spine of a cover.
pub(crate) struct Spine {
    /// Its width; zero in a book that is stitched.
    pub width: Abs,
    /// What is on it, as high as a page; nothing where it is too narrow.
    pub words: Option<Frame>,
}

/// A book in two parts.
pub(crate) struct Split {
    /// The outer and the inner side of the cover.
    pub cover: PagedDocument,
    /// All other pages.
    pub text: PagedDocument,
}

/// Divides a book into cover and text; `None` if it has no pages between its covers.
#[must_use]
pub(crate) fn split_cover(document: &PagedDocument, spine: &Spine) -> Option<Split> {
    let pages = document.pages();
    let [front, inner_front, text @ .., inner_back, back] = pages else { return None };
    if text.is_empty() || pages.len() < 2 * LEAVES {
        return None;
    }
    let outside = unfold(back, front, spine.width, spine.words.as_ref());
    let inside = unfold(inner_front, inner_back, spine.width, None);
    let part = |pages: Vec<Page>| PagedDocument::new(pages.into(), document.info().clone());
    Some(Split { cover: part(vec![outside, inside]), text: part(text.to_vec()) })
}

/// Puts two pages side by side, with a spine in the colour of the right one between them.
fn unfold(left: &Page, right: &Page, spine: Abs, words: Option<&Frame>) -> Page {
    let (bleed, height) = (right.bleed, right.frame.height());
    let width = left.frame.width() + spine + right.frame.width();
    let mut frame = Frame::hard(Size::new(width, height));
    let full = |width: Abs| Size::new(width, height + bleed.top + bleed.bottom);
    let left_part = part(left, full(left.frame.width() + bleed.left), Point::new(bleed.left, bleed.top));
    frame.push_frame(Point::new(-bleed.left, -bleed.top), left_part);
    let start = left.frame.width();
    if spine > Abs::zero() {
        if let Some(paint) = right.fill_or_transparent() {
            frame.push(Point::new(start, -bleed.top), ground(full(spine), paint));
        }
        if let Some(words) = words {
            frame.push_frame(Point::new(start + (spine - words.width()) / 2.0, Abs::zero()), words.clone());
        }
    }
    let right_part = part(right, full(right.frame.width() + bleed.right), Point::new(Abs::zero(), bleed.top));
    frame.push_frame(Point::new(start + spine, -bleed.top), right_part);
    Page { frame, fill: Smart::Custom(None), ..right.clone() }
}

/// Returns a page with its ground, cut at the spine.
fn part(page: &Page, size: Size, at: Point) -> Frame {
    let mut frame = Frame::hard(size);
    if let Some(paint) = page.fill_or_transparent() {
        frame.push(Point::zero(), ground(size, paint));
    }
    frame.push_frame(at, page.frame.clone());
    frame.clip(Curve::rect(size));
    frame
}

fn ground(size: Size, paint: Paint) -> FrameItem {
    FrameItem::Shape(Geometry::Rect(size).filled(paint), Span::detached())
}
