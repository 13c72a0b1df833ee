//! A project of two chapters in a temporary folder, of which one file is replaced at a time.
#![allow(dead_code, reason = "each target uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use brochure::Language;
use brochure::Project;
use brochure::diagnostics::{Diagnostic, has_errors};
use brochure::edition::check;
use brochure::edition::load::{self, Geodata, Records, Words};
use brochure::internals::Design;
use brochure::internals::create;
use brochure::internals::merge_records;
use brochure::internals::starter;
use brochure::internals::{Fonts, Purpose, Typesetter, inspect};
use tempfile::TempDir;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);
static TYPESETTER: LazyLock<Mutex<Option<Typesetter>>> = LazyLock::new(Mutex::default);

/// How many layouts Typst remembers.
const REMEMBERED: usize = 3;

/// The project and what does not change in it.
pub struct Scratch {
    pub project: Project,
    pub words: Words,
    pub geodata: Geodata,
    pub design: Design,
    folder: TempDir,
    /// The file that was replaced last, with what stood in it.
    replaced: Mutex<Option<(PathBuf, Vec<u8>)>>,
}

impl Scratch {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let edition = "title = { de = \"T\", en = \"T\" }\nlanguages = [\"de\", \"en\"]\nas_of = 2026-01-01\n\
            chapters = [\"fuzzed\", \"second\"]\n[fields]\nmetal = { de = \"M\", en = \"M\" }\n";
        let record = "official_name = \"A\"\nshort_name = \"A\"\ndescription = { de = \"D\", en = \"D\" }\n\
            [seat]\ncity = \"Unna\"\nland = \"NW\"\nlatitude = 51.5\nlongitude = 7.7\n";
        let mut files = starter::project("2019");
        files.retain(|(path, _)| !path.starts_with("data/2019/"));
        files.push(("data/2019/edition.toml".to_owned(), edition.into()));
        files.extend(["fuzzed", "second"].map(|name| (format!("data/2019/clusters/{name}.toml"), record.into())));
        create(folder.path(), &files).expect("files");
        let project = Project::at(folder.path()).expect("a project");
        let words = Words::load(&project, Language::De, &mut Vec::new()).expect("words").expect("words");
        let loaded = load::records(&project, Path::new("data/2019")).expect("files");
        let geodata = Geodata::load(&project, &loaded.records.expect("records")).expect("maps");
        let design = load::design(&project, Path::new("data/2019"), &mut Vec::new()).expect("files").expect("a design");
        Self { project, words, geodata, design, folder, replaced: Mutex::new(None) }
    }

    /// Replaces a file; the one replaced before gets back what it held.
    pub fn replace(&self, name: &str, bytes: &[u8]) {
        let path = self.folder.path().join(name);
        let mut replaced = self.replaced.lock().expect("one thread");
        match replaced.as_ref() {
            Some((last, _)) if *last == path => {}
            last => {
                if let Some((last, old)) = last {
                    fs::write(last, old).expect("a file");
                }
                *replaced = Some((path.clone(), fs::read(&path).expect("a file")));
            }
        }
        fs::write(path, bytes).expect("a file");
    }
}

/// A brochure with a text as the story of a chapter.
pub struct Story {
    pub document: PagedDocument,
    records: Records,
}

impl Story {
    /// Inspects the pages.
    pub fn inspect(&self) -> Vec<Diagnostic> {
        let typesetter = TYPESETTER.lock().expect("one thread");
        let typesetter = typesetter.as_ref().expect("a typesetter");
        let purpose = Purpose { whole: true, print: true, screen: true };
        inspect(&self.document, typesetter, &self.records, &SCRATCH.design, Language::De, purpose)
    }
}

/// Lays out a brochure with a text as the story of a chapter. Returns `None` if the text is refused.
pub fn lay_out_story(text: &str) -> Option<Story> {
    let story = toml::Value::String(text.to_owned());
    let record = format!(
        "official_name = \"A\"\nshort_name = \"A\"\ndescription = {{ de = \"D\", en = \"D\" }}\n\
        story = {{ de = {story}, en = \"E\" }}\n\
        [seat]\ncity = \"Unna\"\nland = \"NW\"\nlatitude = 51.5\nlongitude = 7.7\n\
        [[sources]]\nid = \"a\"\ntitle = \"A\"\n"
    );
    SCRATCH.replace("data/2019/clusters/fuzzed.toml", record.as_bytes());
    let loaded = load::records(&SCRATCH.project, Path::new("data/2019")).expect("files");
    let records = loaded.records.expect("records");
    let mut diagnostics = loaded.diagnostics;
    diagnostics.extend(check::check(&SCRATCH.project, &records));
    if has_errors(&diagnostics) {
        return None;
    }
    let values = merge_records(&records, &SCRATCH.words, &SCRATCH.geodata, &SCRATCH.design).files().expect("values");
    let mut typesetter = TYPESETTER.lock().expect("one thread");
    match typesetter.as_mut() {
        Some(typesetter) => typesetter.update(values),
        None => {
            let fonts = Fonts::load(&SCRATCH.project).expect("fonts");
            *typesetter = Some(Typesetter::new(&SCRATCH.project, &fonts, Language::De, values).expect("a typesetter"));
        }
    }
    let typeset = typesetter.as_ref().expect("a typesetter").typeset();
    comemo::evict(REMEMBERED);
    let document = typeset.document.expect("a record is data: no text of it stops a template");
    Some(Story { document, records })
}

/// Returns the text of all pages.
pub fn text_of(document: &PagedDocument) -> String {
    fn collect(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => collect(&group.frame, text),
                FrameItem::Text(item) => text.push_str(&item.text),
                _ => {}
            }
        }
    }
    let mut text = String::new();
    document.pages().iter().for_each(|page| collect(&page.frame, &mut text));
    text
}
