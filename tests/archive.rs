//! An archive PDF holds everything that it was built from, and builds the same brochure again.

use std::fs;

use crate::common::{EDITION, ProjectCopy, brochure, files, files_below};
use brochure::internals::save_pdf;
use brochure::pdf::archive::{self, ArchiveError, Attachment, ExtractError, Relationship};
use chrono::DateTime;
use lopdf::{Dictionary, Document, Object, dictionary, text_string};

#[test]
fn an_extracted_archive_builds_the_same_files() {
    let copy = ProjectCopy::with_one_chapter();
    copy.add_photos();
    // Neither of these is a part of the edition, and nothing is built from the list of keys in `data/schema`.
    copy.write("data/2019/clusters/notes.txt", "not a record");
    copy.write("templates/.hidden", "not a template");
    // A template may read a file anywhere in the project.
    copy.write("extra/words.txt", "");
    copy.replace("templates/main.typ", "#let whole-book", "#let extra = read(\"/extra/words.txt\")\n#let whole-book");
    let all = ["build", "--target", "archive,screen,print", "--quiet"];
    brochure(copy.root(), &all).exits_with(0);

    let other = tempfile::tempdir().expect("a folder");
    let folder = other.path().join("Aus dem Archiv");
    let archive = copy.path("out/expedition-2019-de-archive.pdf");
    let line = ["extract", archive.to_str().expect("a path"), folder.to_str().expect("a path")];
    let run = brochure(other.path(), &line).exits_with(0);
    run.stdout_has("files\nnext: `brochure build \"2019\"` in that folder");
    let mut expected = files_below(copy.root());
    expected.retain(|name, _| !name.starts_with("out/") && !name.starts_with(".brochure-cache/"));
    for left_out in ["data/2019/clusters/notes.txt", "templates/.hidden", "data/schema/README.md"] {
        expected.remove(left_out).expect(left_out);
    }
    let found = files_below(&folder);
    assert_eq!(found.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    let changed: Vec<_> = expected.keys().filter(|name| found[*name] != expected[*name]).collect();
    assert!(changed.is_empty(), "these files have changed: {changed:?}");

    brochure(&folder, &all).exits_with(0);
    let (first, second) = (files(&copy.path("out")), files(&folder.join("out")));
    assert_eq!(first.len(), 7, "six PDFs and their hashes");
    assert!(first == second, "the files of the second build differ");
}

#[test]
fn extract_overwrites_nothing() {
    let copy = ProjectCopy::with_tiny_pages();
    brochure(copy.root(), &["build", "--target", "archive", "--lang", "en", "--quiet"]).exits_with(0);
    let before = copy.read(EDITION);
    let line = ["extract", "out/expedition-2019-en-archive.pdf", "."];
    brochure(copy.root(), &line).exits_with(2).stderr_has("already exists");
    assert_eq!(copy.read(EDITION), before);
    // A PDF for readers has no files inside.
    brochure(copy.root(), &["build", "--target", "screen", "--lang", "en", "--quiet"]).exits_with(0);
    let line = ["extract", "out/expedition-2019-en-screen.pdf", "new"];
    brochure(copy.root(), &line).exits_with(2).stderr_has("the PDF has no attachments").stderr_has("--target archive");
    let line = ["extract", "data/2019/edition.toml", "new"];
    brochure(copy.root(), &line).exits_with(3).stderr_has("the file is not a valid PDF");
    let line = ["extract", "nowhere.pdf", "new"];
    brochure(copy.root(), &line).exits_with(3).stderr_has("cannot read nowhere.pdf");
    assert!(!copy.path("new").exists());
}

/// ISO 19005-3, 6.8: every file has a name in both forms, a description, a relationship and a media type, and is
/// associated with the document.
#[test]
fn every_attached_file_is_described() {
    let copy = ProjectCopy::with_tiny_pages();
    brochure(copy.root(), &["build", "--target", "archive", "--lang", "en", "--quiet"]).exits_with(0);
    let pdf = Document::load(copy.path("out/expedition-2019-en-archive.pdf")).expect("a PDF");
    let catalog = pdf.catalog().expect("a catalog");
    let associated = catalog.get(b"AF").and_then(Object::as_array).expect("associated files");
    let extracted = archive::extract(&fs::read(copy.path("out/expedition-2019-en-archive.pdf")).expect("a PDF"));
    assert_eq!(associated.len(), extracted.expect("files").len());
    let mut kinds: Vec<String> = Vec::new();
    for file in associated {
        let file = pdf.get_dictionary(file.as_reference().expect("a reference")).expect("a file");
        let text = |key: &[u8]| lopdf::decode_text_string(file.get(key).expect("a text")).expect("a text");
        assert_eq!(text(b"F"), text(b"UF"));
        assert!(!text(b"Desc").is_empty());
        if text(b"F").ends_with("/niro.toml") {
            assert_eq!(text(b"Desc"), "Record of the cluster NIRO");
        }
        let kind = file.get(b"AFRelationship").and_then(Object::as_name).expect("a relationship");
        kinds.push(String::from_utf8_lossy(kind).into_owned());
        let stream = file.get(b"EF").and_then(Object::as_dict).and_then(|files| files.get(b"F")).expect("a file");
        let stream = pdf.get_object(stream.as_reference().expect("a reference")).and_then(Object::as_stream);
        let dict = &stream.expect("a stream").dict;
        assert!(dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind.contains(&b'/')));
        assert!(dict.get(b"Params").and_then(Object::as_dict).is_ok_and(|params| params.has(b"ModDate")));
    }
    kinds.sort();
    kinds.dedup();
    assert_eq!(kinds, ["Data", "Source", "Supplement"]);
}

/// Returns a PDF without pages in which files of these names are attached.
fn with_names(names: &[&str]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => vec![], "Count" => 0 });
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let files: Vec<_> = names.iter().map(|name| attachment(name)).collect();
    archive::attach(&mut document, &files, DateTime::UNIX_EPOCH).expect("files");
    save_pdf(&mut document).expect("a PDF")
}

fn attachment(name: &str) -> Attachment {
    Attachment {
        path: name.to_owned(),
        bytes: name.as_bytes().to_vec(),
        relationship: Relationship::Data,
        description: "A file".to_owned(),
    }
}

#[test]
fn files_are_extracted_unchanged_whatever_their_names() {
    let names = ["a.toml", "data/Straße.toml", "data/東京.txt"];
    let found = archive::extract(&with_names(&names)).expect("files");
    let expected: Vec<_> = names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect();
    assert_eq!(found, expected);
}

/// Returns a PDF with a file under a name with which it would not be attached.
fn renamed(name: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&with_names(&["a.toml"])).expect("a PDF");
    let file = find(&mut document, |dict| dict.has(b"UF"));
    file.set("UF", text_string(name));
    save_pdf(&mut document).expect("a PDF")
}

#[test]
fn names_that_lead_out_of_the_folder_are_neither_attached_nor_extracted() {
    let mut document = Document::load_mem(&with_names(&["a.toml"])).expect("a PDF");
    for name in ["../x", "/etc/passwd", "a/../../x", "a//b", "./a", "", "C:\\x", "a\\..\\b", "data/", ".git/config"] {
        let found = archive::extract(&renamed(name));
        assert!(matches!(found, Err(ExtractError::Name(_))), "{name:?}: {found:?}");
        let refused = archive::attach(&mut document, &[attachment(name)], DateTime::UNIX_EPOCH);
        assert!(matches!(refused, Err(ArchiveError::Name(_))), "{name:?}: {refused:?}");
    }
    let twice = archive::attach(&mut document, &[attachment("a"), attachment("a")], DateTime::UNIX_EPOCH);
    assert!(matches!(twice, Err(ArchiveError::Name(_))), "{twice:?}");
    assert!(matches!(archive::extract(&with_names(&[])), Err(ExtractError::Empty)));
}

#[test]
fn names_that_collide_are_refused_before_a_file_is_written() {
    let mut document = Document::load_mem(&with_names(&["a", "b"])).expect("a PDF");
    for name in ["a", "A", "a/b"] {
        find(&mut document, |dict| dict.get(b"UF").is_ok_and(|name| *name != text_string("a")))
            .set("UF", text_string(name));
        let found = archive::extract(&save_pdf(&mut document.clone()).expect("a PDF"));
        assert!(matches!(found, Err(ExtractError::Twice(_))), "{name}: {found:?}");
        find(&mut document, |dict| dict.get(b"F").is_ok_and(|name| *name == text_string("b")))
            .set("UF", text_string("b"));
    }
}

#[test]
fn a_single_chapter_has_no_archive() {
    let copy = ProjectCopy::with_tiny_pages();
    let line = ["build", "--only", "niro", "--target", "screen,archive"];
    brochure(copy.root(), &line).exits_with(2).stderr_has("one chapter cannot have an archive");
}

#[test]
fn a_file_name_that_no_other_system_has_is_refused() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.write("templates/a:b.typ", "");
    let line = ["build", "--target", "archive", "--lang", "de"];
    brochure(copy.root(), &line).exits_with(1).stderr_has("`templates/a:b.typ` cannot be attached");
}

/// Extracts the files of a PDF that was changed.
fn changed(change: impl FnOnce(&mut Document)) -> Result<Vec<(String, Vec<u8>)>, ExtractError> {
    let mut document = Document::load_mem(&with_names(&["a.toml"])).expect("a PDF");
    change(&mut document);
    archive::extract(&save_pdf(&mut document).expect("a PDF"))
}

fn find(document: &mut Document, wanted: impl Fn(&Dictionary) -> bool) -> &mut Dictionary {
    let dicts = document.objects.values_mut().filter_map(|object| match object {
        Object::Dictionary(dict) => Some(dict),
        Object::Stream(stream) => Some(&mut stream.dict),
        _ => None,
    });
    dicts.into_iter().find(|dict| wanted(dict)).expect("a dictionary")
}

#[test]
fn damaged_files_and_endless_name_trees_are_refused() {
    let is = |name: &'static [u8]| {
        move |dict: &Dictionary| dict.get(b"Type").and_then(Object::as_name).is_ok_and(|found| found == name)
    };
    let missing = changed(|document| {
        find(document, is(b"Filespec")).remove(b"EF");
    });
    assert!(matches!(missing, Err(ExtractError::Content { .. })), "{missing:?}");
    let size = changed(|document| {
        find(document, is(b"EmbeddedFile")).set("Params", dictionary! { "Size" => 99 });
    });
    assert!(size.is_err_and(|error| error.to_string().contains("its size is not the one that is stated")));
    let again = changed(|document| {
        let id = document.objects.iter().find_map(|(id, object)| {
            object.as_dict().is_ok_and(|dict| dict.has(b"Names") && !dict.has(b"Pages")).then_some(*id)
        });
        let id = id.expect("a name tree");
        document.get_dictionary_mut(id).expect("a name tree").set("Kids", vec![id.into()]);
    });
    assert!(matches!(again, Err(ExtractError::List)), "{again:?}");
    // The list of children leads back to itself through nodes without a number.
    let around = changed(|document| {
        let kids = document.add_object(Object::Array(Vec::new()));
        let node = || Object::Dictionary(dictionary! { "Kids" => kids });
        document.set_object(kids, Object::Array((0..12).map(|_| node()).collect()));
        let id = document.objects.iter().find_map(|(id, object)| {
            object.as_dict().is_ok_and(|dict| dict.has(b"Names") && !dict.has(b"Pages")).then_some(*id)
        });
        document.get_dictionary_mut(id.expect("a name tree")).expect("a name tree").set("Kids", kids);
    });
    assert!(matches!(around, Err(ExtractError::List)), "{around:?}");
    // The list lacks a file, or names one that does not exist.
    let short = changed(|document| {
        let tree = find(document, |dict| dict.has(b"Names") && !dict.has(b"Pages"));
        tree.set("Names", Object::Array(Vec::new()));
    });
    assert!(matches!(short, Err(ExtractError::List)), "{short:?}");
    let nothing = changed(|document| {
        let tree = find(document, |dict| dict.has(b"Names") && !dict.has(b"Pages"));
        tree.set("Names", vec![text_string("a.toml"), Object::Reference((999, 0))]);
    });
    assert!(matches!(nothing, Err(ExtractError::List)), "{nothing:?}");
    // Before PDF 1.7 there was only `F`.
    let old = changed(|document| {
        let file = find(document, is(b"Filespec"));
        file.remove(b"UF");
        file.set("F", text_string("b.toml"));
    });
    assert_eq!(old.expect("files")[0].0, "b.toml");
}
