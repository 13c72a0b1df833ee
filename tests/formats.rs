//! The brochure in other formats: pages of every size are whole, and sheets and proofs follow them.

use std::path::Path;

use brochure::Language;
use brochure::diagnostics::has_errors;
use brochure::pdf::Target;
use brochure::pipeline::{self, Options};
use lopdf::{Document, Object};

use crate::common::{ProjectCopy, brochure, messages};

/// Returns a copy of the shipped project in a format, as `theme.toml` names it.
fn in_format(page: &str) -> ProjectCopy {
    let copy = ProjectCopy::new();
    copy.write("data/2019/theme.toml", format!("[format]\npage = {page}\n"));
    copy
}

/// Returns width and height of the first page in mm, to a tenth.
fn size(pdf: &[u8]) -> (f64, f64) {
    let document = Document::load_mem(pdf).expect("a PDF");
    let page = *document.get_pages().get(&1).expect("a page");
    let page = document.get_dictionary(page).expect("a page");
    // The sheets of a booklet inherit their size.
    let inherited = || {
        let parent = page.get(b"Parent").and_then(Object::as_reference)?;
        document.get_dictionary(parent)?.get(b"MediaBox")
    };
    let sides: Vec<f64> = page
        .get(b"TrimBox")
        .or_else(|_| page.get(b"MediaBox"))
        .or_else(|_| inherited())
        .and_then(Object::as_array)
        .expect("a box")
        .iter()
        .map(|side| f64::from(side.as_float().expect("a number")))
        .collect();
    let mm = |points: f64| (points * 25.4 / 72.0 * 10.0).round() / 10.0;
    (mm(sides[2] - sides[0]), mm(sides[3] - sides[1]))
}

/// Builds an edition for screens and asserts that its pages have a size and no faults.
fn assert_whole(copy: &ProjectCopy, edition: &str, languages: &[Language], expected: (f64, f64)) {
    let options = Options { languages: languages.to_vec(), targets: vec![Target::Screen], ..Options::default() };
    let built = pipeline::build(&copy.project(), Path::new(edition), &options, &|_| {}).expect("files");
    assert!(!has_errors(&built.diagnostics), "{expected:?}: {}", messages(&built.diagnostics).join("\n"));
    for output in &built.outputs {
        assert_eq!(size(&output.bytes), expected, "{}", output.name);
        assert!(output.pages.is_multiple_of(4), "{} has {} pages", output.name, output.pages);
    }
    assert_eq!(built.outputs.len(), languages.len());
}

#[test]
fn a5_pages_are_whole_in_both_languages() {
    assert_whole(&in_format("\"A5\""), "data/2019", &[Language::De, Language::En], (148.0, 210.0));
}

#[test]
fn letter_pages_are_whole_in_both_languages() {
    assert_whole(&in_format("\"letter\""), "data/2019", &[Language::De, Language::En], (215.9, 279.4));
}

#[test]
fn square_pages_are_whole_in_both_languages() {
    assert_whole(&in_format("\"square\""), "data/2019", &[Language::De, Language::En], (210.0, 210.0));
}

#[test]
fn pages_of_a_size_of_their_own_are_whole() {
    assert_whole(&in_format("[190, 260]"), "data/2019", &[Language::En], (190.0, 260.0));
}

#[test]
fn another_house_has_small_pages_too() {
    for (page, size) in [("\"A5\"", (148.0, 210.0)), ("\"square\"", (210.0, 210.0))] {
        let copy = crate::second_project::copy();
        copy.append("data/atlas/theme.toml", &format!("\n[format]\npage = {page}\n"));
        assert_whole(&copy, "data/atlas", &[Language::En], size);
    }
}

#[test]
fn a_booklet_of_small_pages_is_on_smaller_sheets() {
    let copy = in_format("\"A5\"");
    copy.keep_chapters(&["niro", "cyberlago", "olec", "mowin-net"]);
    brochure(copy.root(), &["build", "--booklet", "--lang", "de"]).exits_with(0);
    let pdf = std::fs::read(copy.path("out/expedition-2019-de-booklet.pdf")).expect("a booklet");
    assert_eq!(size(&pdf), (297.0, 210.0));
}

/// Builds German print files of A5 with cover and text apart, and returns them with what was reported.
fn split(print: &str) -> (Vec<(String, Vec<u8>)>, String) {
    let copy = in_format("\"A5\"");
    copy.append("data/2019/edition.toml", &format!("\n[print]\n{print}"));
    let run = brochure(copy.root(), &["build", "--lang", "de", "--format", "short"]).exits_with(0);
    let names = ["cover", "text"].map(|part| format!("expedition-2019-de-print-{part}.pdf"));
    let read = |name: String| (name.clone(), std::fs::read(copy.path("out").join(name)).expect("a file"));
    assert!(!copy.path("out/expedition-2019-de-print.pdf").exists());
    (names.map(read).to_vec(), run.stderr)
}

#[test]
fn cover_and_text_are_two_files_and_the_cover_has_a_spine() {
    let (files, report) = split("split = true\npaper_mm = 0.12\n");
    let pages: Vec<_> =
        files.iter().map(|(_, pdf)| Document::load_mem(pdf).expect("a PDF").get_pages().len()).collect();
    let all = pages[1] + 4;
    assert_eq!(pages[0], 2);
    assert!(all >= 64 && all.is_multiple_of(4), "{all} pages");
    assert!(!report.contains("E0264"), "{report}");
    let spine = f64::from(u32::try_from(all).expect("few")) / 2.0 * 0.12;
    let (width, height) = size(&files[0].1);
    assert!((width - 296.0 - spine).abs() < 0.11 && (height - 210.0).abs() < 0.11, "{width} x {height}");
    assert_eq!(size(&files[1].1), (148.0, 210.0));
}

#[test]
fn a_spine_of_unknown_paper_is_told() {
    let (files, report) = split("split = true\n");
    assert!(report.contains("warning[E0264 spine]") && report.contains("has no spine"), "{report}");
    assert_eq!(size(&files[0].1), (296.0, 210.0));
}

#[test]
fn a_proof_has_the_size_of_the_pages() {
    let copy = in_format("\"A5\"");
    brochure(copy.root(), &["build", "--only", "niro", "--lang", "de"]).exits_with(0);
    let pdf = std::fs::read(copy.path("out/expedition-2019-niro-de-print.pdf")).expect("a proof");
    assert_eq!(size(&pdf), (148.0, 210.0));
}
