//! The lines of running text: hyphens at their ends, and what is left of them in the text of a PDF.

use brochure::Language;
use brochure::internals::{Adaptation, Originals, adapt};
use brochure::pdf::Target;
use typst::layout::{Frame, FrameItem, Point};

use crate::common::shipped_document;

const SOFT_HYPHEN: char = '\u{AD}';

/// Collects the texts of a frame with their places, in the order in which they were set.
fn collect(frame: &Frame, at: Point, texts: &mut Vec<(Point, f64, String)>) {
    for (place, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, at + *place, texts),
            FrameItem::Text(text) => texts.push((at + *place, text.size.to_pt(), text.text.to_string())),
            _ => {}
        }
    }
}

/// Returns the texts of each page as they are written into the screen PDF.
fn written(language: Language) -> Vec<Vec<(Point, f64, String)>> {
    let adaptation = Adaptation { target: Target::Screen, blank_pages: false, to_srgb: &|_| None };
    let pages = adapt(shipped_document(language), &Originals::default(), &[], &adaptation).expect("pages");
    let texts = pages.pages().iter().map(|page| {
        let mut texts = Vec::new();
        collect(&page.frame, Point::zero(), &mut texts);
        texts
    });
    texts.collect()
}

#[test]
fn soft_hyphens_are_only_where_a_hyphen_is_printed() {
    for language in Language::ALL {
        let texts: Vec<_> = written(language).into_iter().flatten().map(|(_, _, text)| text).collect();
        let hyphens = texts.iter().filter(|text| text.ends_with(SOFT_HYPHEN)).count();
        assert!(hyphens > 0, "{language}: some lines end in a hyphen");
        for text in &texts {
            let inside = text.trim_end_matches(SOFT_HYPHEN);
            assert!(!inside.contains([SOFT_HYPHEN, '\u{200B}', '\u{2060}']), "{language}: {text:?}");
        }
    }
}

#[test]
fn no_word_breaks_where_a_reader_stumbles() {
    for language in Language::ALL {
        let text: String = written(language).into_iter().flatten().map(|(_, _, text)| text).collect();
        for wrong in ["ungsin\u{AD}itia", "ti\u{AD}on", "sei\u{AD}ne", "fes\u{AD}sor", "bioe\u{AD}co"] {
            assert!(!text.contains(wrong), "{language}: {wrong}");
        }
    }
}

#[test]
fn three_lines_in_a_row_seldom_end_in_a_hyphen() {
    for language in Language::ALL {
        let (mut lines, mut third) = (0, 0);
        for page in written(language) {
            let story: Vec<_> = page.iter().filter(|(_, size, _)| (size - 10.8).abs() < 0.01).collect();
            let mut run = 0;
            for (n, (at, _, text)) in story.iter().enumerate() {
                if story.get(n + 1).is_some_and(|(next, ..)| (next.y - at.y).to_pt().abs() < 0.1) {
                    continue;
                }
                lines += 1;
                run = if text.ends_with(SOFT_HYPHEN) { run + 1 } else { 0 };
                third += usize::from(run >= 3);
            }
        }
        assert!(lines > 200, "{language}: {lines} lines of stories");
        assert!(third * 50 <= lines, "{language}: {third} of {lines} lines");
    }
}
