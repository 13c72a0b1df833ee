//! Greys as the tints of the black ink that they are on paper.

use typst::foundations::Smart;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Cmyk, Color, Paint, ProcessColor};
use typst_layout::Page;

/// Every grey of a page.
pub(super) fn page(page: &mut Page) {
    if let Smart::Custom(Some(fill)) = &mut page.fill {
        paint(fill);
    }
    if has_grey(&page.frame) {
        frame(&mut page.frame);
    }
}

/// Whether there is anything to change: frames are shared until they are written to.
fn has_grey(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_grey(&group.frame),
        FrameItem::Text(text) => is_grey(&text.fill) || text.stroke.as_ref().is_some_and(|it| is_grey(&it.paint)),
        FrameItem::Shape(shape, _) => {
            shape.fill.as_ref().is_some_and(is_grey) || shape.stroke.as_ref().is_some_and(|it| is_grey(&it.paint))
        }
        _ => false,
    })
}

fn is_grey(paint: &Paint) -> bool {
    matches!(paint, Paint::Solid(Color::Process(ProcessColor::Luma(_))))
}

fn frame(of: &mut Frame) {
    of.retain(|item| {
        match item {
            FrameItem::Group(group) => frame(&mut group.frame),
            FrameItem::Text(text) => {
                paint(&mut text.fill);
                text.stroke.iter_mut().for_each(|stroke| paint(&mut stroke.paint));
            }
            FrameItem::Shape(shape, _) => {
                shape.fill.iter_mut().for_each(paint);
                shape.stroke.iter_mut().for_each(|stroke| paint(&mut stroke.paint));
            }
            _ => {}
        }
        true
    });
}

fn paint(of: &mut Paint) {
    if let Paint::Solid(Color::Process(ProcessColor::Luma(grey))) = of {
        let black = Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 - grey.luma };
        *of = Paint::Solid(Color::Process(ProcessColor::Cmyk(black)));
    }
}
