//! Photographs of chapters on laid-out pages: each is printed with its number, its caption and its credit.

use std::fmt::Write as _;

use crate::chapter_pages::with_story;
use crate::common::{NIRO, ProjectCopy, bare_text, bodies, messages, opener_page, page_texts};
use brochure::Language;
use brochure::diagnostics::Severity;
use typst::layout::{Frame, FrameItem};

/// Adds a photograph of a size in px to the record of a copy, with lines of its own.
fn add(copy: &ProjectCopy, name: &str, (width, height): (u32, u32), lines: &str) {
    let path = copy.path(&format!("data/2019/pictures/{name}.jpg"));
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    image::RgbImage::from_pixel(width, height, image::Rgb([90, 120, 140])).save(&path).expect("a photograph");
    let mut record = String::new();
    let _ = write!(
        record,
        "\n[[pictures]]\nfile = \"pictures/{name}.jpg\"\n{lines}credit = \"Robin {name}, CC BY 4.0\"\n\
         caption = {{ de = \"Unterschrift {name}\", en = \"Caption {name}\" }}\n\
         alt = {{ de = \"Was {name} zeigt\", en = \"What {name} shows\" }}\n"
    );
    copy.append(NIRO, &record);
}

const LANDSCAPE: (u32, u32) = (3000, 2000);
const PORTRAIT: (u32, u32) = (2400, 3400);
const SQUARE: (u32, u32) = (2200, 2200);

/// Lays out a copy and asserts that all photographs are printed, that every chapter opens on a left page, and that no page
/// is blank. Returns the text of each page.
fn assert_printed(copy: &ProjectCopy, language: Language, case: &str) -> Vec<String> {
    let typeset = copy.typeset(language);
    assert!(typeset.diagnostics.is_empty(), "{case}: {}", messages(&typeset.diagnostics).join("\n"));
    let texts = page_texts(&typeset);
    let document = typeset.document.expect("pages");
    for record in &copy.records().clusters {
        let page = opener_page(&document, &record.slug);
        assert!(page.is_multiple_of(2), "{case}: {} opens on page {page}", record.slug);
    }
    for ((number, body), page) in (1..).zip(bodies(&document)).zip(document.pages()) {
        assert!(body.items > 3 || images(&page.frame) > 0, "{case}: page {number} has {} items", body.items);
    }
    let all = bare_text(&texts.concat());
    for picture in &copy.records().clusters[0].value.pictures {
        let caption = picture.caption.get(language).expect("a caption");
        assert_eq!(all.matches(&bare_text(caption)).count(), 1, "{case}: {caption}");
        assert!(all.contains(&bare_text(&picture.credit)), "{case}: {}", picture.credit);
    }
    texts
}

fn images(frame: &Frame) -> usize {
    let count = |(_, item): &(_, FrameItem)| match item {
        FrameItem::Group(group) => images(&group.frame),
        FrameItem::Image(..) => 1,
        _ => 0,
    };
    frame.items().map(count).sum()
}

#[test]
fn every_photograph_is_printed_once_beside_stories_of_all_lengths() {
    let shapes = [LANDSCAPE, PORTRAIT, SQUARE, LANDSCAPE, PORTRAIT, LANDSCAPE, SQUARE, LANDSCAPE, PORTRAIT];
    for (words, number) in [(150, 1), (350, 2), (900, 3), (150, 6), (350, 9)] {
        let copy = with_story(words);
        for (nth, shape) in shapes.into_iter().take(number).enumerate() {
            add(&copy, &format!("nr{nth}"), shape, "");
        }
        let case = format!("{number} photographs, {words} words");
        assert_printed(&copy, Language::De, &case);
        let values = copy.values(Language::De);
        let mut numbers: Vec<_> = values.chapters[0].plates().map(|plate| plate.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=number).collect::<Vec<_>>(), "{case}");
    }
}

#[test]
fn every_plate_shows_the_focus_of_its_photograph() {
    let copy = with_story(300);
    for (name, shape, lines, focus) in [
        ("wide", LANDSCAPE, "size = \"wide\"\n", [0.2, 0.9]),
        ("page", PORTRAIT, "size = \"page\"\n", [0.9, 0.1]),
        ("spread", (4400, 2800), "size = \"spread\"\n", [0.75, 0.6]),
    ] {
        add(&copy, name, shape, &format!("{lines}focus = {focus:?}\n"));
    }
    assert_printed(&copy, Language::De, "three sizes");
    let records = copy.records();
    let values = copy.values(Language::De);
    for plate in values.chapters[0].plates() {
        let own = records.clusters[0].value.pictures.iter().find(|own| plate.path.ends_with(&own.file)).expect("one");
        for side in 0..2 {
            let (from, whole) = (plate.image[side], plate.image[side + 2]);
            let at = from + own.focus.0[side] * whole;
            assert!((0.0..=plate.frame[side]).contains(&at), "{}: {at} mm", plate.path);
            assert!(from <= 0.001 && from + whole >= plate.frame[side] - 0.001, "the picture covers its frame");
        }
    }
}

#[test]
fn a_photograph_across_two_pages_is_on_a_left_and_a_right_one() {
    let copy = with_story(300);
    add(&copy, "spread", (4400, 2900), "size = \"spread\"\n");
    let document = copy.typeset(Language::De).document.expect("pages");
    let pages: Vec<_> =
        (1..).zip(document.pages()).filter(|(_, page)| images(&page.frame) > 0).map(|it| it.0).collect();
    assert!(matches!(pages[..], [left, right] if left % 2 == 0 && right == left + 1), "{pages:?}");
}

#[test]
fn a_story_refers_to_a_photograph_by_its_number() {
    let copy = with_story(200);
    add(&copy, "a", LANDSCAPE, "");
    add(&copy, "b", PORTRAIT, "");
    copy.replace(NIRO, "am50 ", "am50 ([Tafel](picture:pictures/b.jpg)) ");
    let texts = assert_printed(&copy, Language::De, "a reference");
    assert!(bare_text(&texts.concat()).contains("am50(Tafel2)"), "{texts:#?}");
    copy.replace(NIRO, "picture:pictures/b.jpg", "picture:pictures/c.jpg");
    let found = copy.check();
    let fault = found.iter().find(|it| it.code.number() == "E0248").expect("an error");
    assert!(fault.message.contains("pictures/c.jpg"), "{}", fault.message);
    assert_eq!(fault.hint.as_deref(), Some("did you mean `pictures/a.jpg`?"));
}

#[test]
fn a_group_stands_below_its_title_and_a_title_is_never_lost() {
    let copy = with_story(300);
    let lines = "group = \"tag\"\n";
    add(&copy, "a", LANDSCAPE, "group = \"tag\"\ntitle = { de = \"Ein Tag in Unna\", en = \"A day in Unna\" }\n");
    add(&copy, "b", PORTRAIT, lines);
    add(&copy, "c", SQUARE, lines);
    let texts = assert_printed(&copy, Language::De, "a group");
    let page = texts.iter().find(|text| bare_text(text).contains("EinTaginUnna")).expect("a title");
    for name in ["a", "b", "c"] {
        assert!(bare_text(page).contains(&format!("Unterschrift{name}")), "{page}");
    }
    let copy = with_story(300);
    add(&copy, "a", PORTRAIT, "size = \"page\"\ntitle = { de = \"Ein Tag in Unna\", en = \"A day in Unna\" }\n");
    let texts = assert_printed(&copy, Language::De, "a title alone");
    assert!(bare_text(&texts.concat()).contains("EinTaginUnna"));
}

#[test]
fn a_photograph_without_a_place_is_refused_at_its_field() {
    let copy = with_story(300);
    add(&copy, "a", LANDSCAPE, "size = \"page\"\n");
    add(&copy, "b", LANDSCAPE, "");
    let built = copy.build(&[Language::De]);
    let found: Vec<_> = built.diagnostics.iter().filter(|it| it.code.number() == "E0247").collect();
    assert_eq!(found.len(), 1, "{}", messages(&built.diagnostics).join("\n"));
    assert_eq!(found[0].field.as_deref(), Some("pictures[0].size"));
    assert!(
        found[0].message.contains("on a whole page, this picture would lose 52 % of its width"),
        "{}",
        found[0].message
    );
    assert!(built.outputs.is_empty(), "a photograph is placed or refused, never dropped");
}

#[test]
fn two_photographs_with_the_former_key_both_have_a_place() {
    let copy = with_story(300);
    copy.add_photos();
    copy.replace(NIRO, "slot = \"spread\"", "slot = \"story\"");
    assert!(copy.check().iter().all(|it| it.severity < Severity::Error), "{}", messages(&copy.check()).join("\n"));
    let values = copy.values(Language::De);
    assert_eq!(values.chapters[0].plates().count(), 2);
}

#[test]
fn a_short_chapter_shows_one_photograph_and_refuses_the_others() {
    let copy = crate::edition_sizes::edition_with(13);
    add(&copy, "a", LANDSCAPE, "");
    let texts = page_texts(&copy.typeset(Language::De));
    assert!(bare_text(&texts.concat()).contains("Unterschrifta"));
    add(&copy, "b", LANDSCAPE, "");
    let built = copy.build(&[Language::De]);
    let found = built.diagnostics.iter().find(|it| it.code.number() == "E0247").expect("an error");
    assert_eq!(found.field.as_deref(), Some("pictures[1].file"));
}

#[test]
fn the_imprint_names_each_holder_with_the_pages() {
    let copy = with_story(300);
    add(&copy, "a", LANDSCAPE, "holder = \"Archiv Unna\"\n");
    add(&copy, "b", PORTRAIT, "holder = \"Archiv Unna\"\n");
    let texts = assert_printed(&copy, Language::De, "two of one holder");
    let page = |name: &str| {
        let of = texts.iter().position(|text| bare_text(text).contains(&format!("Unterschrift{name}")));
        of.expect("a page") + 1
    };
    let imprint = texts.iter().map(|text| bare_text(text)).find(|text| text.contains("ArchivUnna:S.")).expect("a row");
    assert!(imprint.contains(&format!("ArchivUnna:S.{},{}", page("a"), page("b"))), "{imprint}");
}
