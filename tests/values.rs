//! The values written for designers are those that the program uses: the stock compiler, which does not know the
//! records, makes the same pages from them.

use std::path::{Path, PathBuf};

use crate::common::{ProjectCopy, brochure, page_texts};
use brochure::Language;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;

/// A world that serves files from disk, as any Typst tool does.
struct Disk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    root: PathBuf,
}

impl Disk {
    fn new(root: &Path, language: &str) -> Self {
        let mut paths: Vec<_> =
            std::fs::read_dir(root.join("fonts")).expect("fonts").map(|entry| entry.expect("a font").path()).collect();
        paths.sort();
        let fonts: Vec<_> =
            paths.iter().flat_map(|path| Font::iter(Bytes::new(std::fs::read(path).expect("a font")))).collect();
        let mut inputs = Dict::new();
        inputs.insert("lang".into(), language.into_value());
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            root: root.to_owned(),
        }
    }
}

impl World for Disk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        RootedPath::new(VirtualRoot::Project, VirtualPath::new("/templates/main.typ").expect("a path")).intern()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = self.root.join(id.vpath().get_without_slash());
        let bytes = std::fs::read(&path).map_err(|error| FileError::from_io(error, &path))?;
        Ok(Bytes::new(bytes))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[test]
fn written_values_give_the_same_pages() {
    let copy = ProjectCopy::with_one_chapter();
    brochure(copy.root(), &["build", "--values", "values"]).exits_with(0);
    for language in Language::ALL {
        let stock = typst::compile::<PagedDocument>(&Disk::new(copy.root(), language.code()));
        let stock = brochure::internals::Typeset { document: stock.output.ok(), diagnostics: Vec::new() };
        let own = copy.typeset(language);
        assert!(page_texts(&stock) == page_texts(&own), "{language}: the pages differ");
        let pdf = |typeset: &brochure::internals::Typeset| {
            let document = typeset.document.as_ref().expect("pages");
            brochure::internals::write_pdf(document, brochure::pdf::Target::Print, "same", chrono::DateTime::UNIX_EPOCH)
        };
        assert!(pdf(&stock).expect("a PDF") == pdf(&own).expect("a PDF"), "{language}: the PDFs differ");
    }
}

#[test]
fn the_story_of_a_record_is_in_the_file_of_its_chapter_only() {
    let copy = ProjectCopy::new();
    let before = copy.values(Language::De).files().expect("values");
    copy.replace("data/2019/clusters/olec.toml", "### ", "### Neu: ");
    let after = copy.values(Language::De).files().expect("values");
    let changed: Vec<_> = before.keys().filter(|path| before[*path] != after[*path]).cloned().collect();
    assert_eq!(changed, ["chapters/olec.json"]);
}
