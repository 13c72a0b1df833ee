//! A second project, which shares nothing with the shipped edition but the templates: one language, other fonts,
//! colours and file name, three chapters, no photographs. See `fixtures/harbours/README.md`.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use brochure::edition::load;
use brochure::pdf::Target;
use brochure::pipeline::{self, Options, Outcome};
use brochure::{Language, Project};
use lopdf::content::Content;
use lopdf::{Document, Object};

use crate::common::{ProjectCopy, bare_text, built_page_texts, design, files_below, messages, root};
use crate::record_texts::pieces;

/// What the house of this project chooses.
const THEME: &str = r##"[colour]
depth = { cmyk = [90, 75, 10, 45], srgb = "#1c2b57" }
line_strong = { cmyk = [35, 22, 8, 0], srgb = "#afbcd8" }
route = { cmyk = [10, 45, 95, 0], srgb = "#e09a1f" }
accent = { cmyk = [20, 70, 100, 30], srgb = "#94510f" }
drawing = { cmyk = [75, 65, 10, 20], srgb = "#3f4d85" }
paper = { cmyk = [4, 2, 4, 0], srgb = "#f4f6f3" }
paper_shade = { cmyk = [8, 4, 8, 0], srgb = "#eaefe8" }
paper_line = { cmyk = [25, 18, 25, 6], srgb = "#b5b9af" }
sea = { cmyk = [12, 8, 2, 0], srgb = "#e2e6f2" }
river = { cmyk = [45, 20, 5, 0], srgb = "#96b7da" }

[type]
display = "Alegreya"
people = "Alegreya"
text = "Alegreya"
lead = "Alegreya"
sans = "Inter"
"##;

/// Returns the project: the shipped templates and maps with a theme, fonts and records of its own.
fn project() -> &'static ProjectCopy {
    static COPY: OnceLock<ProjectCopy> = OnceLock::new();
    COPY.get_or_init(copy)
}

/// Makes a copy of the project.
pub fn copy() -> ProjectCopy {
    let copy = ProjectCopy::of_folders(&[
        ("templates", "templates"),
        ("data/geo", "data/geo"),
        ("data/profiles", "data/profiles"),
        ("tests/fixtures/harbours/data", "data"),
        ("tests/fixtures/harbours/fonts", "fonts"),
    ]);
    copy.write("data/atlas/theme.toml", THEME);
    std::fs::remove_file(copy.path("templates/words/de.toml")).expect("the words of a language that it is not in");
    copy
}

/// Returns the build of all targets; all tests of a run share it.
pub fn second_build() -> &'static Outcome {
    static BUILT: OnceLock<Outcome> = OnceLock::new();
    BUILT.get_or_init(|| {
        let targets = vec![Target::Print, Target::Screen, Target::Archive];
        let options = Options { targets, ..Options::default() };
        pipeline::build(&project().project(), Path::new("data/atlas"), &options, &|_| {}).expect("files")
    })
}

fn pdf(target: Target) -> Document {
    let output = second_build().outputs.iter().find(|output| output.target == target).expect("a file");
    Document::load_mem(&output.bytes).expect("a PDF")
}

#[test]
fn it_is_built_for_all_targets_in_its_one_language() {
    let built = second_build();
    let codes: Vec<_> = built.diagnostics.iter().map(|diagnostic| diagnostic.code.number()).collect();
    assert_eq!(codes, ["E0206"], "{}", messages(&built.diagnostics).join("\n"));
    let names: Vec<_> = built.outputs.iter().map(|output| output.name.as_str()).collect();
    let name = |target: &str| format!("harbour-atlas-atlas-en-{target}.pdf");
    assert_eq!(names, [name("print"), name("screen"), name("archive")]);
    assert!(built.outputs.iter().all(|output| output.pages.is_multiple_of(4)));
}

#[test]
fn every_text_of_its_records_is_on_its_pages() {
    let project = project();
    let loaded = load::records(&project.project(), Path::new("data/atlas")).expect("files");
    let records = loaded.records.expect("records");
    let printed = bare_text(&built_page_texts(project.root(), "atlas", Language::En, None).concat());
    let pieces = pieces(&records, Language::En);
    assert!(pieces.len() > 60, "only {} texts", pieces.len());
    let missing: Vec<_> = pieces.iter().filter(|piece| !printed.contains(*piece)).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn nothing_of_the_shipped_edition_is_on_its_pages() {
    let printed = built_page_texts(project().root(), "atlas", Language::En, None).concat();
    // The name of the programme is in the word tables, which every project may change.
    for word in ["Expedition", "NIRO", "BMWi", "Clusterinitiative"] {
        assert!(!printed.contains(word), "{word} is on a page");
    }
}

#[test]
fn its_fonts_are_its_own() {
    for target in [Target::Print, Target::Screen, Target::Archive] {
        let pdf = pdf(target);
        let name = |object: &Object| {
            let name = object.as_dict().ok()?.get(b"BaseFont").and_then(Object::as_name).ok()?;
            let name = String::from_utf8_lossy(name).into_owned();
            // A subset has six letters before its name.
            Some(name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned()))
        };
        let fonts: BTreeSet<_> = pdf.objects.values().filter_map(name).collect();
        let is_own = |font: &String| font.starts_with("Alegreya") || font.starts_with("Inter");
        assert!(fonts.len() >= 5 && fonts.iter().all(is_own), "{fonts:?}");
    }
}

/// Returns the inks that the pages are painted with, in per cent.
fn inks(pdf: &Document) -> BTreeSet<Vec<i64>> {
    let pages = pdf.page_iter().map(|page| Content::decode(&pdf.get_page_content(page)).expect("content"));
    let operations = pages.flat_map(|content| content.operations);
    let colours = operations.filter(|operation| operation.operator.eq_ignore_ascii_case("k"));
    #[expect(clippy::cast_possible_truncation, reason = "per cent")]
    let percent = |ink: &Object| (ink.as_float().expect("a number") * 100.0).round() as i64;
    colours.map(|colour| colour.operands.iter().map(percent).collect()).collect()
}

#[test]
fn its_colours_are_its_own() {
    let inks = inks(&pdf(Target::Print));
    let project = project().project();
    let design = serde_json::to_value(design(&project, Path::new("data/atlas"))).expect("values");
    let shares = |colour: &serde_json::Value| serde_json::from_value::<Vec<f64>>(colour["cmyk"].clone()).expect("inks");
    #[expect(clippy::cast_possible_truncation, reason = "every ink of this theme is whole")]
    let whole = |colour| shares(colour).into_iter().map(|share| share as i64).collect::<Vec<_>>();
    let of_theme: BTreeSet<_> = design["colours"].as_object().expect("colours").values().map(whole).collect();
    assert_eq!(of_theme.len(), 17);
    let others: Vec<_> = inks.difference(&of_theme).collect();
    assert!(others.is_empty(), "inks outside the theme: {others:?}");
    assert!(inks.len() > 8, "{inks:?}");
}

#[test]
fn its_archive_has_its_records() {
    let archive = second_build().outputs.iter().find(|output| output.target == Target::Archive).expect("an archive");
    let extracted = brochure::pdf::archive::extract(&archive.bytes).expect("files");
    let fixture = files_below(&root().join("tests/fixtures/harbours/data"));
    assert_eq!(fixture.len(), 4);
    for (name, bytes) in fixture {
        let found = extracted.iter().find(|(path, _)| *path == format!("data/{name}"));
        assert!(found.is_some_and(|(_, found)| *found == bytes), "{name}");
    }
    assert!(extracted.iter().any(|(path, _)| path == "data/atlas/theme.toml"), "the colours of the house");
    assert!(Project::at(project().root()).is_ok());
}
