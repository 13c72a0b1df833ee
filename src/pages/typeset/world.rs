//! What Typst can see: the templates and fonts of the project, and the values. No network, package, system font
//! or clock, and nothing outside the project.

use std::collections::BTreeMap;
use std::path::Path;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_kit::files::{FileLoader, FileStore};

use super::{Fonts, Originals, Reads};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError};

const MAIN: &str = "/templates/main.typ";
const GALLEY: &str = "/templates/galley.typ";
const SPINE: &str = "/templates/spine.typ";

/// One project with the values of one language.
#[derive(Debug)]
pub(super) struct BrochureWorld {
    library: LazyHash<Library>,
    fonts: Fonts,
    main: FileId,
    language: Language,
    files: Files,
}

/// `FileStore` is not `Debug`.
struct Files(FileStore<Loader>);

impl std::fmt::Debug for Files {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Files")
    }
}

impl BrochureWorld {
    pub(super) fn new(
        project: Project,
        fonts: Fonts,
        language: Language,
        values: BTreeMap<String, Vec<u8>>,
        originals: Originals,
        reads: Reads,
    ) -> Result<Self, ProjectError> {
        let mut inputs = Dict::new();
        inputs.insert("lang".into(), language.code().into_value());
        // Row heads of tables; the stock compiler calls the feature `a11y-extras`.
        let features = [Feature::A11yExtras].into_iter().collect();
        let main = VirtualPath::new(MAIN).map_err(|_| ProjectError::Outside(MAIN.to_owned()))?;
        Ok(Self {
            library: LazyHash::new(Library::builder().with_inputs(inputs).with_features(features).build()),
            fonts,
            main: RootedPath::new(VirtualRoot::Project, main).intern(),
            language,
            files: Files(FileStore::new(Loader { project, values: locate_values(values, language), originals, reads })),
        })
    }

    /// Returns the text of a file, given by its path from the root of the project.
    pub(super) fn text(&self, path: &str) -> Option<String> {
        let id = RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern();
        Some(self.source(id).ok()?.text().to_owned())
    }

    /// Returns the same world with the galley of the stories in the place of the book; `None` if the project has none.
    pub(super) fn galley(&self) -> Option<GalleyWorld<'_>> {
        self.other(GALLEY)
    }

    /// Returns the same world with the spine in the place of the book; `None` if the project has none.
    pub(super) fn spine(&self) -> Option<GalleyWorld<'_>> {
        self.other(SPINE)
    }

    fn other(&self, main: &str) -> Option<GalleyWorld<'_>> {
        let main = RootedPath::new(VirtualRoot::Project, VirtualPath::new(main).ok()?).intern();
        self.source(main).ok()?;
        Some(GalleyWorld { world: self, main })
    }

    pub(super) fn update(&mut self, values: BTreeMap<String, Vec<u8>>) {
        self.files.0.loader_mut().values = locate_values(values, self.language);
        self.files.0.reset();
    }
}

/// Returns the values by the path at which templates read them.
fn locate_values(values: BTreeMap<String, Vec<u8>>, language: Language) -> BTreeMap<String, Bytes> {
    values.into_iter().map(|(path, bytes)| (format!("/values/{language}/{path}"), Bytes::new(bytes))).collect()
}

impl World for BrochureWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.0.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.0.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// Dates come from the edition, never from the clock.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What the galley and the spine see: all that the book sees.
pub(super) struct GalleyWorld<'a> {
    world: &'a BrochureWorld,
    main: FileId,
}

impl World for GalleyWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.world.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.world.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.world.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.world.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.world.font(index)
    }

    fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
        self.world.today(offset)
    }
}

/// Loads values from memory, placeholders for photographs, and all else from the project folder.
struct Loader {
    project: Project,
    values: BTreeMap<String, Bytes>,
    originals: Originals,
    reads: Reads,
}

impl FileLoader for Loader {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if !matches!(id.root(), VirtualRoot::Project) {
            let reason = "packages are not available; put the template into the project";
            return Err(FileError::Other(Some(reason.into())));
        }
        let path = id.vpath();
        if let Some(value) = self.values.get(path.get_with_slash()) {
            return Ok(value.clone());
        }
        if path.get_with_slash().starts_with("/values/") {
            // A copy that was written for a designer may be older than the records.
            return Err(FileError::NotFound(path.get_without_slash().into()));
        }
        let path = path.get_without_slash();
        self.reads.add(path);
        match self.project.read(Path::new(path)) {
            Ok(bytes) => {
                let placeholder = self.originals.placeholder(path, &bytes).transpose();
                let placeholder = placeholder.map_err(|error| FileError::Other(Some(error.to_string().into())))?;
                Ok(placeholder.unwrap_or_else(|| Bytes::new(bytes)))
            }
            Err(ProjectError::Io { path, error }) => Err(FileError::from_io(error, &path)),
            Err(_) => Err(FileError::AccessDenied),
        }
    }
}
