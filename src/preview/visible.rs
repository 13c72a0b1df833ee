//! A hash of what is seen of a page.
//!
//! The frames of Typst also hold where in a template each item comes from, and marks for links, tags and queries. These
//! change when a line is added far above, and must not make a page be drawn again.

use std::hash::{Hash, Hasher};

use typst::foundations::StyleChain;
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst::model::{FigureElem, HeadingElem};
use typst::text::TextItem;
use typst::utils::hash128;
use typst::visualize::ImageElem;
use typst_layout::Page;

use crate::text::characters::is_break_control;

/// Returns a hash of all that is drawn on a page, with its size.
#[must_use]
pub(super) fn hash_page(page: &Page) -> u128 {
    hash128(&Visible(page))
}

struct Visible<'a>(&'a Page);

impl Hash for Visible<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.bleed.hash(state);
        self.0.fill_or_white().hash(state);
        hash_frame(&self.0.frame, state);
    }
}

fn hash_frame(frame: &Frame, state: &mut impl Hasher) {
    frame.size().hash(state);
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                (0_u8, place, &group.transform, &group.clip).hash(state);
                hash_frame(&group.frame, state);
                // Without an end, an item behind a group would count as one inside it.
                u8::MAX.hash(state);
            }
            FrameItem::Text(text) => {
                (1_u8, place).hash(state);
                hash_text(text, state);
            }
            FrameItem::Shape(shape, _) => (2_u8, place, shape).hash(state),
            FrameItem::Image(image, size, _) => (3_u8, place, image, size).hash(state),
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}

fn hash_text(text: &TextItem, state: &mut impl Hasher) {
    (&text.font, text.size, &text.fill, &text.stroke, &text.text).hash(state);
    for glyph in &text.glyphs {
        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset).hash(state);
    }
}

/// Returns a hash of what is read aloud of a page and not seen: the descriptions of its figures and pictures.
#[must_use]
pub(super) fn hash_words(page: &Page) -> u128 {
    let mut words = Vec::new();
    collect_words(&page.frame, &mut words);
    hash128(&words)
}

fn collect_words(frame: &Frame, words: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_words(&group.frame, words),
            FrameItem::Tag(Tag::Start(element, _)) => {
                let figure = element.to_packed::<FigureElem>().and_then(|it| it.alt.as_option().clone().flatten());
                let image = || element.to_packed::<ImageElem>().and_then(|it| it.alt.as_option().clone().flatten());
                words.extend(figure.or_else(image).map(|alt| alt.to_string()));
            }
            _ => {}
        }
    }
}

/// Returns the words of the first heading of the first level on a page.
#[must_use]
pub(super) fn title(frame: &Frame) -> Option<String> {
    frame.items().find_map(|(_, item)| match item {
        FrameItem::Group(group) => title(&group.frame),
        FrameItem::Tag(Tag::Start(element, _)) => {
            let heading = element.to_packed::<HeadingElem>()?;
            let first = heading.resolve_level(StyleChain::default()).get() == 1;
            let words = heading.body.plain_text();
            let words: Vec<_> = words.split_whitespace().collect();
            (first && !words.is_empty()).then(|| words.join(" ").replace(is_break_control, ""))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU64;

    use typst::foundations::Smart;
    use typst::layout::{Abs, Frame, FrameItem, Point, Sides, Size};
    use typst::syntax::Span;
    use typst::visualize::{Color, Geometry};

    use super::*;

    fn page(width: f64, span: Span) -> Page {
        let mut frame = Frame::hard(Size::splat(Abs::pt(100.0)));
        let square = Geometry::Rect(Size::splat(Abs::pt(width))).filled(Color::BLACK);
        let mut inner = Frame::soft(Size::splat(Abs::pt(50.0)));
        inner.push(Point::zero(), FrameItem::Shape(square, span));
        frame.push_frame(Point::splat(Abs::pt(10.0)), inner);
        Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Auto,
            numbering: None,
            supplement: typst::foundations::Content::empty(),
            number: 1,
        }
    }

    fn span(number: u64) -> Span {
        Span::from_raw(NonZeroU64::new(number).expect("a number"))
    }

    #[test]
    fn where_an_item_comes_from_is_not_seen() {
        assert_eq!(hash_page(&page(5.0, span(1))), hash_page(&page(5.0, span(900))));
    }

    #[test]
    fn the_size_of_an_item_is_seen() {
        assert_ne!(hash_page(&page(5.0, span(1))), hash_page(&page(6.0, span(1))));
    }
}
