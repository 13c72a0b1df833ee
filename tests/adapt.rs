//! How the laid-out pages are adapted to a target, and what stays.

use crate::common::{design, page_texts, shipped, typeset};
use brochure::Language;
use brochure::internals::{Adaptation, Photo, adapt, wanted_photos};
use brochure::internals::{Originals, Typeset};
use brochure::pdf::Target;
use typst::layout::{Frame, FrameItem};
use typst::visualize::{Color, Geometry, Paint};
use typst_layout::PagedDocument;

/// Adapts pages without photographs to a target; inks outside the theme are magenta on a screen.
fn adapted(document: &PagedDocument, target: Target, blank_pages: bool) -> PagedDocument {
    let adaptation = Adaptation { target, blank_pages, to_srgb: &|_| Some([255, 0, 255]) };
    adapt(document, &Originals::default(), &[], &adaptation).expect("pages")
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

/// Returns the texts of pages without the marks at which a line might have broken: an adapted page has none.
fn words(pages: &Typeset) -> Vec<String> {
    page_texts(pages).into_iter().map(|text| text.replace(['\u{ad}', '\u{200b}', '\u{2060}'], "")).collect()
}

#[test]
fn print_has_neither_links_nor_the_lines_below_them() {
    let (project, records) = shipped();
    let laid_out = typeset(&project, &records, Language::De);
    let screen = laid_out.document.clone().expect("pages");
    let print = adapted(&screen, Target::Print, false);

    let counts = |pages: &[typst_layout::Page]| pages.iter().map(|page| count(&page.frame)).collect::<Vec<_>>();
    let (before, after) = (counts(screen.pages()), counts(print.pages()));
    assert!(before.iter().map(|page| page.0).sum::<usize>() > 100, "the pages are linked");
    assert!(after.iter().all(|page| page.0 == 0), "no link is left");

    // The card of each chapter but MoWiN.net has an address. The line below it may be in parts, as it keeps off letters
    // that hang down.
    let cards: Vec<_> = (0..before.len()).filter(|page| before[*page].1 > after[*page].1).collect();
    assert!(cards.len() >= 7, "pages {cards:?}");
    for page in cards {
        assert!(before[page].0 > 0, "page {}: only the lines of links go", page + 1);
        // On the back cover only the link has a line.
        let is_back = page + 1 == before.len();
        assert!(is_back || after[page].1 > 5, "page {}: the rules of its table stay", page + 1);
    }
    // The contents are linked but not underlined, the table at a glance and the map are neither.
    for page in [1, 2, 5, 6] {
        assert_eq!(before[page].1, after[page].1, "page {}: every line stays", page + 1);
    }

    let print = Typeset { document: Some(print), diagnostics: Vec::new() };
    assert!(words(&print) == words(&laid_out), "every word is in its place");
}

#[test]
fn blank_pages_fill_the_sheet_before_the_back_cover() {
    let (project, records) = shipped();
    let laid_out = typeset(&project, &records, Language::De);
    let whole = laid_out.document.expect("pages");
    let mut pages: Vec<_> = whole.pages().to_vec();
    pages.remove(4);
    let short = PagedDocument::new(pages.into(), typst::model::Document::info(&whole).clone());
    let count = whole.pages().len();
    assert_eq!((count % 4, short.pages().len()), (0, count - 1));

    let texts =
        |document: &PagedDocument| words(&Typeset { document: Some(document.clone()), diagnostics: Vec::new() });
    let filled = adapted(&short, Target::Print, true);
    let (before, after) = (texts(&short), texts(&filled));
    let last = count - 1;
    assert_eq!(after.len(), count);
    assert_eq!(after[..last - 1], before[..last - 1]);
    assert_eq!(after[last - 1], "");
    assert_eq!(after[last], before[last - 1]);
    let (blank, cover) = (&filled.pages()[last - 1], &filled.pages()[last]);
    assert_eq!((blank.frame.size(), blank.bleed), (cover.frame.size(), cover.bleed));
    assert!(blank.fill_or_transparent().is_none(), "nothing is printed on it");
    assert_eq!(blank.number + 1, cover.number, "its number is its own");

    assert_eq!(texts(&adapted(&short, Target::Print, false)), before);
    let full = adapted(&whole, Target::Print, true);
    assert_eq!(full.pages().len(), count, "a full sheet stays as it is");
}

/// Every paint of a page.
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
fn a_screen_has_the_screen_colours_of_the_theme_and_no_bleed() {
    let (project, records) = shipped();
    let laid_out = typeset(&project, &records, Language::De);
    let whole = laid_out.document.clone().expect("pages");
    let screen = adapted(&whole, Target::Screen, false);
    let design = serde_json::to_value(design(&project, &records.folder)).expect("values");
    let known = |colour: &serde_json::Value| colour["srgb"].as_str().map(str::to_owned);
    let mut screen_colours: Vec<_> =
        design["colours"].as_object().expect("colours").values().filter_map(known).collect();
    // The profile, here always with magenta, says what follows from them.
    screen_colours.push("#ff00ff".to_owned());
    let mut used = 0;
    for page in screen.pages() {
        assert!(page.bleed.iter().all(|side| *side == typst::layout::Abs::zero()));
        let fill = page.fill_or_transparent();
        for paint in paints(&page.frame).into_iter().chain(fill) {
            let Paint::Solid(colour) = paint else { panic!("{paint:?}") };
            assert!(screen_colours.contains(&colour.to_hex().into()), "{colour:?} is not a colour of the theme");
            used += 1;
        }
    }
    assert!(used > 4000, "{used} colours");
    let screen = Typeset { document: Some(screen), diagnostics: Vec::new() };
    assert!(words(&screen) == words(&laid_out), "every word stays on its page");
    let archive = adapted(&whole, Target::Archive, false);
    assert_eq!(screen.document.expect("pages").pages().len(), archive.pages().len());
}

#[test]
fn an_ink_outside_the_theme_is_converted_by_the_profile() {
    let copy = crate::common::Copy::new();
    copy.replace(
        "templates/pages/back-cover.typ",
        "  fill: white,\n  stroke",
        "  fill: cmyk(1%, 2%, 3%, 4%),\n  stroke",
    );
    let document = copy.typeset(Language::De).document.expect("pages");
    let magenta = Color::from_u8(255, 0, 255, 255);
    let screen = adapted(&document, Target::Screen, false);
    let found = screen.pages().iter().flat_map(|page| paints(&page.frame));
    assert!(found.into_iter().any(|paint| paint == Paint::Solid(magenta.clone())));
}

#[test]
fn photographs_are_expected_in_the_sizes_that_the_pages_need() {
    let copy = crate::common::Copy::new();
    copy.add_photos();
    let (project, records) = (copy.project(), copy.records());
    let typesetter = crate::common::typesetter(&project, &records, Language::De);
    let document = typesetter.typeset().document.expect("pages");
    let values = copy.values(Language::De);
    let mut plates = Vec::new();
    for chapter in &values.chapters {
        plates.extend(chapter.plates());
    }
    assert_eq!(plates.len(), 2);
    for target in [Target::Print, Target::Screen] {
        let needed = wanted_photos(&document, typesetter.originals(), target.dpi());
        for plate in &plates {
            let is_its = |photo: &&Photo| plate.path.ends_with(&photo.original.path);
            let needed = needed.iter().find(is_its).expect("a photograph");
            let expected = Photo::expected(needed.original.clone(), plate.frame, plate.image, target.dpi());
            assert_eq!((expected.width, expected.height), (needed.width, needed.height));
            assert_eq!(expected.crop, needed.crop, "{} for {}", plate.path, target.name());
        }
    }
}
