//! What a target changes of the laid-out pages, and what it leaves alone.

mod common;

use brochure::dress::dress;
use brochure::export::Target;
use brochure::records::Language;
use brochure::typeset::{Originals, Typeset};
use common::{page_texts, shipped, typeset};
use typst::layout::{Frame, FrameItem};
use typst::visualize::Geometry;
use typst_layout::PagedDocument;

/// Links and straight lines of a page.
fn count(frame: &Frame) -> (usize, usize) {
    let mut sum = (0, 0);
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner = count(&group.frame);
                sum = (sum.0 + inner.0, sum.1 + inner.1);
            }
            FrameItem::Link(..) => sum.0 += 1,
            FrameItem::Shape(shape, _) if matches!(shape.geometry, Geometry::Line(_)) => sum.1 += 1,
            _ => {}
        }
    }
    sum
}

#[test]
fn print_has_neither_links_nor_the_lines_below_them() {
    let (project, records) = shipped();
    let laid_out = typeset(&project, &records, Language::De);
    let screen = laid_out.document.clone().expect("pages");
    let print = dress(&screen, Target::Print, &Originals::default(), false).document;

    let counts = |pages: &[typst_layout::Page]| pages.iter().map(|page| count(&page.frame)).collect::<Vec<_>>();
    let (before, after) = (counts(screen.pages()), counts(print.pages()));
    assert!(before.iter().map(|page| page.0).sum::<usize>() > 100, "the pages are linked");
    assert!(after.iter().all(|page| page.0 == 0), "no link is left");

    // One address each. The line below it may be in parts, as it keeps off letters that hang down.
    let imprint = 1;
    let profile = 12;
    for page in [imprint, profile] {
        let gone = before[page].1 - after[page].1;
        assert!((1..=3).contains(&gone), "page {}: {gone} lines go", page + 1);
        assert!(after[page].1 > 5, "page {}: the rules of its table stay", page + 1);
    }
    // The contents are linked but not underlined, the itinerary and the map are neither.
    for page in [2, 5, 6] {
        assert_eq!(before[page].1, after[page].1, "page {}: every line stays", page + 1);
    }

    let print = Typeset { document: Some(print), diagnostics: Vec::new() };
    assert!(page_texts(&print) == page_texts(&laid_out), "every word stays in its place");
}

#[test]
fn blank_pages_fill_the_sheet_before_the_back_cover() {
    let (project, records) = shipped();
    let laid_out = typeset(&project, &records, Language::De);
    let whole = laid_out.document.expect("pages");
    let mut pages: Vec<_> = whole.pages().to_vec();
    pages.remove(4);
    let short = PagedDocument::new(pages.into(), typst::model::Document::info(&whole).clone());
    assert_eq!(short.pages().len(), 43);

    let texts =
        |document: &PagedDocument| page_texts(&Typeset { document: Some(document.clone()), diagnostics: Vec::new() });
    let filled = dress(&short, Target::Print, &Originals::default(), true).document;
    let (before, after) = (texts(&short), texts(&filled));
    assert_eq!(after.len(), 44);
    assert_eq!(after[..42], before[..42]);
    assert_eq!(after[42], "");
    assert_eq!(after[43], before[42]);
    let blank = &filled.pages()[42];
    assert_eq!(blank.frame.size(), filled.pages()[43].frame.size());
    assert_eq!(blank.bleed, filled.pages()[43].bleed);
    assert!(blank.fill_or_transparent().is_none(), "it is not printed");

    assert_eq!(texts(&dress(&short, Target::Print, &Originals::default(), false).document), before);
    let full = dress(&whole, Target::Print, &Originals::default(), true).document;
    assert_eq!(full.pages().len(), 44, "a full sheet stays as it is");
}
