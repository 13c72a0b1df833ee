//! What an archive PDF holds, and that the same brochure can be made of it.

use std::fs;
use std::path::Path;

use crate::common::{Copy, Run, brochure};
use brochure::internals::save_pdf;
use brochure::pdf::archive::{self, ArchiveError, Attachment, ExtractError, Relationship};
use chrono::DateTime;
use lopdf::{Dictionary, Document, Object, dictionary, text_string};

/// The files of a folder by their path, with their content.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn gather(folder: &Path, below: &str, found: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let name = format!("{below}{}", entry.file_name().into_string().expect("a name"));
            if entry.path().is_dir() {
                gather(&entry.path(), &format!("{name}/"), found);
            } else {
                found.push((name, fs::read(entry.path()).expect("a file")));
            }
        }
    }
    let mut found = Vec::new();
    gather(folder, "", &mut found);
    found.sort();
    found
}

#[test]
fn what_is_taken_out_makes_the_same_files_again() {
    let copy = Copy::new();
    copy.add_photos();
    // Neither is part of the edition, and both are left out.
    copy.write("data/2019/clusters/notes.txt", "not a record");
    copy.write("templates/.hidden", "not a template");
    // A template may read a file that lies anywhere in the project.
    copy.write("extra/words.txt", "");
    copy.replace("templates/main.typ", "#let whole-book", "#let extra = read(\"/extra/words.txt\")\n#let whole-book");
    let all = ["build", "--target", "archive,screen,print", "--quiet"];
    Run::of(&brochure(copy.root(), &all)).ends_with(0);

    let other = tempfile::tempdir().expect("a folder");
    let folder = other.path().join("Aus dem Archiv");
    let archive = copy.path("out/expedition-2019-de-archive.pdf");
    let line = ["extract", archive.to_str().expect("a path"), folder.to_str().expect("a path")];
    let run = Run::of(&brochure(other.path(), &line)).ends_with(0);
    run.printed("files\nnext: `brochure build \"2019\"` in that folder");
    let found = files(&folder);
    let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "data/2019/clusters/niro.toml",
        "data/2019/edition.toml",
        "data/2019/mark.png",
        "data/2019/pictures/head.jpg",
        "data/geo/README.md",
        "data/profiles/FOGRA39L_coated.icc",
        "data/schema/cluster.json",
        "extra/words.txt",
        "fonts/README.md",
        "templates/words/en.toml",
    ] {
        assert!(names.contains(&name), "{name} is missing among {names:?}");
    }
    assert!(!names.iter().any(|name| name.contains("notes.txt") || name.contains("hidden")));
    for (name, bytes) in &found {
        assert!(fs::read(copy.path(name)).expect(name) == *bytes, "{name} has changed");
    }

    Run::of(&brochure(&folder, &all)).ends_with(0);
    assert!(files(&folder.join("out")) == files(&copy.path("out")), "the files of the second build differ");
}

#[test]
fn nothing_is_overwritten() {
    let copy = Copy::new();
    Run::of(&brochure(copy.root(), &["build", "--target", "archive", "--lang", "en", "--quiet"])).ends_with(0);
    let before = copy.read("data/2019/edition.toml");
    let line = ["extract", "out/expedition-2019-en-archive.pdf", "."];
    Run::of(&brochure(copy.root(), &line)).ends_with(2).reported("already exists");
    assert_eq!(copy.read("data/2019/edition.toml"), before);
    let pdf = Document::load(copy.path("out/expedition-2019-en-archive.pdf")).expect("a PDF");
    files_are_described(&pdf);
    // A PDF for readers has nothing inside, and other files are no PDF.
    Run::of(&brochure(copy.root(), &["build", "--target", "screen", "--lang", "en", "--quiet"])).ends_with(0);
    let line = ["extract", "out/expedition-2019-en-screen.pdf", "new"];
    Run::of(&brochure(copy.root(), &line))
        .ends_with(2)
        .reported("the PDF has no attachments")
        .reported("--target archive");
    let line = ["extract", "data/2019/edition.toml", "new"];
    Run::of(&brochure(copy.root(), &line)).ends_with(3).reported("the file is not a valid PDF");
    let line = ["extract", "nowhere.pdf", "new"];
    Run::of(&brochure(copy.root(), &line)).ends_with(3).reported("cannot read nowhere.pdf");
    assert!(!copy.path("new").exists());
}

/// ISO 19005-3, 6.8: every file has a name in both forms, a description, a relationship and a media type,
/// and is associated with the document.
fn files_are_described(pdf: &Document) {
    let catalog = pdf.catalog().expect("a catalog");
    let associated = catalog.get(b"AF").and_then(Object::as_array).expect("associated files");
    assert!(associated.len() > 90, "{} files", associated.len());
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

/// A PDF without pages that holds files of given names.
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
fn files_come_out_as_they_went_in_whatever_their_names() {
    let names = ["a.toml", "data/Straße.toml", "data/東京.txt"];
    let found = archive::extract(&with_names(&names)).expect("files");
    let expected: Vec<_> = names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect();
    assert_eq!(found, expected);
}

/// A PDF that holds one file, under a name with which it would not have been put in.
fn renamed(name: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&with_names(&["a.toml"])).expect("a PDF");
    let file = find(&mut document, |dict| dict.has(b"UF"));
    file.set("UF", text_string(name));
    save_pdf(&mut document).expect("a PDF")
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused_both_ways() {
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
fn files_in_each_others_way_are_refused_before_one_is_written() {
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
fn one_chapter_alone_has_no_archive() {
    let copy = Copy::new();
    let line = ["build", "--only", "niro", "--target", "screen,archive"];
    Run::of(&brochure(copy.root(), &line)).ends_with(2).reported("one chapter cannot have an archive");
    copy.write("templates/a:b.typ", "");
    let line = ["build", "--target", "archive", "--lang", "de"];
    Run::of(&brochure(copy.root(), &line)).ends_with(1).reported("`templates/a:b.typ` cannot be attached");
}

/// A PDF that holds files, changed.
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
fn a_damaged_file_is_told_and_a_tree_that_leads_back_ends() {
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
    // The list of a node's children leads back to the node, which has no object number.
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
    // A file that the list lacks, or that is no file.
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
    // Readers of before there was UF had F alone.
    let old = changed(|document| {
        let file = find(document, is(b"Filespec"));
        file.remove(b"UF");
        file.set("F", text_string("b.toml"));
    });
    assert_eq!(old.expect("files")[0].0, "b.toml");
}
