//! Laid-out pages and their text.

use std::path::Path;
use std::sync::OnceLock;

use brochure::edition::load::{self, Geodata, Records, Words};
use brochure::internals::{Design, Fonts, Merging, Typeset, Typesetter, Values, plan_pages, typeset_book};
use brochure::pdf::Target;
use brochure::pipeline::{self, Options, Outcome};
use brochure::{Language, Project};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::{messages, root};

/// Returns the shipped project and the records of its edition.
pub fn shipped_records() -> (Project, Records) {
    let project = Project::at(root()).expect("a project");
    let loaded = load::records(&project, Path::new("data/2019")).expect("files");
    (project, loaded.records.expect("records"))
}

/// Returns the build of the shipped edition for all targets in both languages; all tests of a run share it.
pub fn shipped_build() -> &'static Outcome {
    static BUILT: OnceLock<Outcome> = OnceLock::new();
    BUILT.get_or_init(|| {
        let (project, _) = shipped_records();
        let targets = vec![Target::Print, Target::Screen, Target::Archive];
        let options = Options { languages: Language::ALL.to_vec(), targets, ..Options::default() };
        pipeline::build(&project, Path::new("data/2019"), &options, &|_| {}).expect("files")
    })
}

/// Returns the pages of the shipped edition in a language; all tests of a run share them.
pub fn shipped_document(language: Language) -> &'static PagedDocument {
    static GERMAN: OnceLock<PagedDocument> = OnceLock::new();
    static ENGLISH: OnceLock<PagedDocument> = OnceLock::new();
    let shared = if language == Language::De { &GERMAN } else { &ENGLISH };
    shared.get_or_init(|| {
        let (project, records) = shipped_records();
        typeset(&project, &records, language).document.expect("pages")
    })
}

/// Returns the text of each page of the shipped edition.
pub fn shipped_page_texts(language: Language) -> Vec<String> {
    texts(shipped_document(language))
}

/// Returns the design of the edition in a folder.
pub fn design(project: &Project, folder: &Path) -> Design {
    load::design(project, folder, &mut Vec::new()).expect("files").expect("a design")
}

pub fn values(project: &Project, records: &Records, language: Language) -> Values {
    merged(project, records, language).0
}

pub fn typeset(project: &Project, records: &Records, language: Language) -> Typeset {
    planned(project, records, language).2
}

pub fn typesetter(project: &Project, records: &Records, language: Language) -> Typesetter {
    planned(project, records, language).1
}

/// Lays out a book as a build does: plans its chapters by their stories, and its sections by their pages.
pub fn planned(project: &Project, records: &Records, language: Language) -> (Values, Typesetter, Typeset) {
    let (mut values, mut typesetter) = merged(project, records, language);
    let typeset = typeset_book(&mut typesetter, &mut values).expect("values");
    (values, typesetter, typeset)
}

/// Merges records and plans the chapters.
fn merged(project: &Project, records: &Records, language: Language) -> (Values, Typesetter) {
    let words = Words::load(project, language, &mut Vec::new()).expect("words").expect("words");
    let (geodata, design) = (Geodata::load(project, records).expect("maps"), design(project, &records.folder));
    let merging = Merging::new(records, &words, &geodata, &design);
    let mut values = merging.values();
    let fonts = Fonts::load(project).expect("fonts");
    let mut typesetter =
        Typesetter::new(project, &fonts, language, values.files().expect("values")).expect("a typesetter");
    let faults = plan_pages(&merging, &mut values, &mut typesetter).expect("values");
    assert!(faults.is_empty(), "{}", messages(&faults).join("\n"));
    (values, typesetter)
}

/// Returns the text of each page that a build of an edition lays out.
pub fn built_page_texts(root: &Path, edition: &str, language: Language, only: Option<&str>) -> Vec<String> {
    let project = Project::at(root).expect("a project");
    let options = Options { languages: vec![language], only: only.map(str::to_owned), ..Options::default() };
    let folder = Path::new("data").join(edition);
    let (files, diagnostics) = pipeline::values(&project, &folder, &options).expect("files");
    assert!(!files.is_empty(), "{}", messages(&diagnostics).join("\n"));
    let prefix = format!("{language}/");
    let files = files.into_iter().map(|(name, bytes)| (name.trim_start_matches(&prefix).to_owned(), bytes)).collect();
    let fonts = Fonts::load(&project).expect("fonts");
    page_texts(&Typesetter::new(&project, &fonts, language, files).expect("a typesetter").typeset())
}

/// Returns the text of each page in the order in which it was set.
#[track_caller]
pub fn page_texts(typeset: &Typeset) -> Vec<String> {
    let document = typeset.document.as_ref();
    texts(document.unwrap_or_else(|| panic!("{}", messages(&typeset.diagnostics).join("\n"))))
}

fn texts(document: &PagedDocument) -> Vec<String> {
    let texts = document.pages().iter().map(|page| {
        let mut text = String::new();
        collect(&page.frame, &mut text);
        text
    });
    texts.collect()
}

fn collect(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, text),
            FrameItem::Text(item) => text.push_str(&item.text),
            _ => {}
        }
    }
}

/// Removes what line breaks and typography add or take away: spaces, hyphens, marks without width.
pub fn bare_text(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{2011}'))
        .collect()
}
