//! The print PDFs of editions, with and without marks, with photographs in inks and in RGB.

use std::collections::BTreeMap;
use std::path::Path;

use brochure::Language;
use brochure::pdf::Target;
use brochure::pipeline::{self, Options, Output};
use chrono::DateTime;
use lopdf::content::Content;
use lopdf::{Document, Object, Stream};

use super::clauses::{self, Clause};
use crate::common::{EDITION, FOUR_CHAPTERS, ProjectCopy, messages, shipped_build};

const NONE: [Clause; 0] = [];

/// Makes a copy of four chapters with a `[print]` table.
fn edition(print: &str) -> ProjectCopy {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&FOUR_CHAPTERS);
    if !print.is_empty() {
        copy.replace(EDITION, "[cover]", &format!("[print]\n{print}\n\n[cover]"));
    }
    copy
}

/// Builds the German print PDF.
fn print(copy: &ProjectCopy) -> Output {
    let mut outcome = copy.build(&[Language::De]);
    assert_eq!(messages(&outcome.diagnostics), [""; 0]);
    outcome.outputs.pop().expect("one file")
}

/// Returns the pictures of a file that are not soft masks, with their colour spaces.
fn pictures(pdf: &[u8]) -> Vec<(String, Stream)> {
    let document = Document::load_mem(pdf).expect("a pdf");
    let mut found = Vec::new();
    for object in document.objects.values() {
        let Ok(stream) = object.as_stream() else { continue };
        let name = |key: &[u8]| stream.dict.get(key).ok().and_then(|name| name.as_name().ok());
        if name(b"Subtype") != Some(b"Image") || name(b"ColorSpace") == Some(b"DeviceGray") {
            continue;
        }
        let space =
            name(b"ColorSpace").map_or("ICCBased".to_owned(), |name| String::from_utf8_lossy(name).into_owned());
        found.push((space, stream.clone()));
    }
    found
}

#[test]
fn the_shipped_edition_breaks_no_clause() {
    let outputs: Vec<_> = shipped_build().outputs.iter().filter(|output| output.target == Target::Print).collect();
    assert_eq!(outputs.len(), 2);
    for output in outputs {
        assert_eq!(clauses::broken(&output.bytes), NONE, "{}", output.name);
        assert!(pictures(&output.bytes).is_empty(), "{}", output.name);
    }
}

#[test]
fn every_way_to_print_breaks_no_clause() {
    for (print_table, space) in [
        ("marks = true", "DeviceCMYK"),
        ("photos = \"rgb\"", "ICCBased"),
        ("photos = \"rgb\"\nmarks = true\nmax_ink = 280", "ICCBased"),
    ] {
        let copy = edition(print_table);
        copy.add_photos();
        let output = print(&copy);
        assert_eq!(clauses::broken(&output.bytes), NONE, "{print_table}");
        let spaces: Vec<_> = pictures(&output.bytes).into_iter().map(|(space, _)| space).collect();
        // Two photographs and the transparent logo on the cover.
        assert_eq!(spaces, [space; 3], "{print_table}");
    }
}

#[test]
fn photographs_have_the_pixels_that_their_places_need_and_no_metadata() {
    let copy = edition("");
    copy.add_photos();
    let output = print(&copy);
    let sizes: BTreeMap<(i64, i64), Vec<u8>> = pictures(&output.bytes)
        .into_iter()
        .map(|(_, stream)| {
            let side = |key: &[u8]| stream.dict.get(key).and_then(Object::as_i64).expect("a side");
            ((side(b"Width"), side(b"Height")), stream.content)
        })
        .collect();
    // 216 by 124.5 mm, 115.5 by 72 mm and the logo 24.75 mm wide, at 300 dpi and with a pixel around.
    let found: Vec<_> = sizes.keys().copied().collect();
    assert_eq!(found, [(293, 98), (1365, 853), (2552, 1473)]);
    for photo in sizes.values() {
        // Metadata comes before the coded data, in which three letters can occur by chance.
        let end = photo.windows(2).position(|marker| marker == [0xff, 0xda]).unwrap_or(photo.len());
        let photo = &photo[..end];
        for name in [b"Exif".as_slice(), b"GPS", b"Photoshop", b"http://ns.adobe.com"] {
            assert!(!photo.windows(name.len()).any(|part| part == name), "{}", String::from_utf8_lossy(name));
        }
    }
}

#[test]
fn a_transparent_logo_stays_transparent() {
    let copy = edition("");
    copy.add_photos();
    let output = print(&copy);
    let pictures = pictures(&output.bytes);
    let masked: Vec<_> = pictures.iter().filter(|(_, stream)| stream.dict.has(b"SMask")).collect();
    assert_eq!(masked.len(), 1);
    assert_eq!(masked[0].0, "DeviceCMYK");
}

#[test]
fn a_cache_changes_no_bytes_and_may_be_damaged_or_deleted() {
    let copy = edition("");
    copy.add_photos();
    let cache = copy.path("kept");
    let build = |cache: Option<&Path>| {
        let options = Options { languages: vec![Language::De], cache: cache.map(Path::to_owned), ..Options::default() };
        let outcome = pipeline::build(&copy.project(), Path::new("data/2019"), &options, &|_| {}).expect("files");
        outcome.outputs.into_iter().map(|output| output.bytes).next().expect("a file")
    };
    let without = build(None);
    assert!(build(Some(&cache)) == without, "with an empty cache");
    let kept: Vec<_> = walk(&cache);
    assert_eq!(kept.len(), 3);
    assert!(build(Some(&cache)) == without, "with a filled cache");
    std::fs::write(&kept[0], b"broken").expect("a file");
    assert!(build(Some(&cache)) == without, "with a broken file");
    std::fs::remove_dir_all(&cache).expect("a folder");
    std::fs::write(&cache, b"a file where the folder was").expect("a file");
    assert!(build(Some(&cache)) == without, "without a folder that can be written");
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        if entry.path().is_dir() { files.extend(walk(&entry.path())) } else { files.push(entry.path()) }
    }
    files.sort();
    files
}

#[test]
fn the_file_has_the_date_of_the_edition_or_the_one_given() {
    let copy = edition("");
    let made = |date| {
        let options = Options { languages: vec![Language::De], date, ..Options::default() };
        let outcome = pipeline::build(&copy.project(), Path::new("data/2019"), &options, &|_| {}).expect("files");
        let document = Document::load_mem(&outcome.outputs[0].bytes).expect("a pdf");
        let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("information");
        let date = document.get_dictionary(info).and_then(|info| info.get(b"CreationDate")).expect("a date").clone();
        String::from_utf8_lossy(date.as_str().expect("a text")).into_owned()
    };
    assert!(made(None).starts_with("D:20261122000000"));
    assert!(made(DateTime::from_timestamp(1_000_000_000, 0)).starts_with("D:20010909014640"));
}

#[test]
fn the_profile_of_the_edition_is_the_output_intent() {
    let copy = edition("profile = { file = \"data/profiles/own.icc\", condition = \"FOGRA99\" }");
    let own = std::fs::read(copy.path("data/profiles/FOGRA39L_coated.icc")).expect("a profile");
    std::fs::write(copy.path("data/profiles/own.icc"), own).expect("a file");
    std::fs::remove_file(copy.path("data/profiles/FOGRA39L_coated.icc")).expect("a file");
    let output = print(&copy);
    let document = Document::load_mem(&output.bytes).expect("a pdf");
    let intents = document.catalog().and_then(|it| it.get_deref(b"OutputIntents", &document)).expect("intents");
    let first = intents.as_array().expect("a list").first().expect("one");
    let intent = document.dereference(first).expect("an intent").1.as_dict().expect("a dictionary");
    let name = intent.get(b"OutputConditionIdentifier").and_then(Object::as_str).expect("a name");
    assert_eq!(name, b"FOGRA99");
}

#[test]
fn a_booklet_has_the_pages_side_by_side() {
    let copy = edition("marks = true");
    let options = Options { languages: vec![Language::De], targets: vec![Target::Booklet], ..Options::default() };
    let outcome = pipeline::build(&copy.project(), Path::new("data/2019"), &options, &|_| {}).expect("files");
    let [output] = &outcome.outputs[..] else { panic!("one file") };
    assert_eq!(output.name, "expedition-2019-de-booklet.pdf");
    let document = Document::load_mem(&output.bytes).expect("a pdf");
    let sides: Vec<Vec<String>> = document
        .page_iter()
        .map(|id| {
            let content = Content::decode(&document.get_page_content(id)).expect("content");
            let drawn = content.operations.iter().filter(|it| it.operator == "Do");
            drawn.map(|it| String::from_utf8_lossy(it.operands[0].as_name().expect("a name")).into_owned()).collect()
        })
        .collect();
    assert_eq!(output.pages, 36);
    assert_eq!(sides.len(), 18);
    assert_eq!(sides[0], ["P36", "P1"]);
    assert_eq!(sides[1], ["P2", "P35"]);
    assert_eq!(sides[17], ["P18", "P19"]);
}
