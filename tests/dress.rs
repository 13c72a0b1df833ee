//! What a target changes of the laid-out pages, and what it leaves alone.

use crate::common::{page_texts, shipped, typeset};
use brochure::Language;
use brochure::internals::{Dressed, Occasion, Photo, dress};
use brochure::internals::{Originals, Typeset};
use brochure::pdf::Target;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::PagedDocument;

/// Pages for a target; inks outside the theme are magenta on a screen.
fn dressed(document: &PagedDocument, target: Target, blank_pages: bool) -> Dressed {
    let occasion = Occasion { target, blank_pages, to_srgb: &|_| Some([255, 0, 255]) };
    dress(document, &Originals::default(), &occasion)
}

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
    let print = dressed(&screen, Target::Print, false).document;

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
    let filled = dressed(&short, Target::Print, true).document;
    let (before, after) = (texts(&short), texts(&filled));
    assert_eq!(after.len(), 44);
    assert_eq!(after[..42], before[..42]);
    assert_eq!(after[42], "");
    assert_eq!(after[43], before[42]);
    let blank = &filled.pages()[42];
    assert_eq!(blank.frame.size(), filled.pages()[43].frame.size());
    assert_eq!(blank.bleed, filled.pages()[43].bleed);
    assert!(blank.fill_or_transparent().is_none(), "it is not printed");
    assert_eq!((blank.number, filled.pages()[43].number), (44, 45), "its number is its own");

    assert_eq!(texts(&dressed(&short, Target::Print, false).document), before);
    let full = dressed(&whole, Target::Print, true).document;
    assert_eq!(full.pages().len(), 44, "a full sheet stays as it is");
}

/// Everything that a page is painted with.
fn paints(frame: &Frame) -> Vec<Paint> {
    let mut found = Vec::new();
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => found.extend(paints(&group.frame)),
            FrameItem::Text(text) => {
                found.push(text.fill.clone());
                found.extend(text.stroke.iter().map(|stroke| stroke.paint.clone()));
            }
            FrameItem::Shape(shape, _) => {
                found.extend(shape.fill.clone());
                found.extend(shape.stroke.iter().map(|stroke| stroke.paint.clone()));
            }
            _ => {}
        }
    }
    found
}

#[test]
fn a_screen_has_the_partners_of_the_inks_and_no_bleed() {
    let (project, records) = shipped();
    let laid_out = typeset(&project, &records, Language::De);
    let whole = laid_out.document.clone().expect("pages");
    let screen = dressed(&whole, Target::Screen, false).document;
    let theme = std::fs::read_to_string(project.root().join("templates/theme.typ")).expect("the theme");
    let mut used = 0;
    for page in screen.pages() {
        assert!(page.bleed.iter().all(|side| *side == typst::layout::Abs::zero()));
        let fill = page.fill_or_transparent();
        for paint in paints(&page.frame).into_iter().chain(fill) {
            let Paint::Solid(colour) = paint else { panic!("{paint:?}") };
            let hex = format!("srgb: \"{}\"", colour.to_hex());
            assert!(theme.contains(&hex), "{colour:?} is no colour of the theme");
            used += 1;
        }
    }
    assert!(used > 4000, "{used} colours");
    let screen = Typeset { document: Some(screen), diagnostics: Vec::new() };
    assert!(page_texts(&screen) == page_texts(&laid_out), "every word stays on its page");
    let archive = dressed(&whole, Target::Archive, false).document;
    assert_eq!(screen.document.expect("pages").pages().len(), archive.pages().len());
}

#[test]
fn an_ink_that_is_not_in_the_theme_is_shown_as_the_profile_has_it() {
    let copy = crate::common::Copy::new();
    copy.replace("templates/pages/back-cover.typ", "fill: white, line", "fill: cmyk(1%, 2%, 3%, 4%), line");
    let document = copy.typeset(Language::De).document.expect("pages");
    let magenta = Color::from_u8(255, 0, 255, 255);
    let screen = dressed(&document, Target::Screen, false).document;
    let found = screen.pages().iter().flat_map(|page| paints(&page.frame));
    assert!(found.into_iter().any(|paint| paint == Paint::Solid(magenta.clone())));
}

#[test]
fn what_the_records_promise_of_photographs_is_what_the_pages_need() {
    let copy = crate::common::Copy::new();
    copy.add_photos();
    let (project, records) = (copy.project(), copy.records());
    let typesetter = crate::common::typesetter(&project, &records, Language::De);
    let document = typesetter.typeset().document.expect("pages");
    let pictures: Vec<_> = records.clusters.iter().flat_map(|cluster| &cluster.value.pictures).collect();
    assert_eq!(pictures.len(), 2);
    for target in [Target::Print, Target::Screen] {
        let occasion = Occasion { target, blank_pages: false, to_srgb: &|_| None };
        let needed = dress(&document, typesetter.originals(), &occasion).photos;
        for picture in &pictures {
            let is_its = |photo: &&Photo| photo.original.path.ends_with(&picture.file);
            let needed = needed.iter().find(is_its).expect("a photograph");
            let expected = Photo::expected(needed.original.clone(), picture.slot.size(), target.dpi());
            assert_eq!((expected.width, expected.height), (needed.width, needed.height));
            assert_eq!(expected.part, needed.part, "{} for {}", picture.file, target.name());
        }
    }
}
