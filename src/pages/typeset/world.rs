//! What Typst may see: the project's templates and fonts, and the values. No network, no package,
//! no system font, no clock, nothing outside the project.

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

/// The template that every build begins with.
const MAIN: &str = "/templates/main.typ";

/// A world made of one project and the values of one language.
#[derive(Debug)]
pub(super) struct BrochureWorld {
    library: LazyHash<Library>,
    fonts: Fonts,
    main: FileId,
    language: Language,
    files: Files,
}

/// The file store does not say what it holds.
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
            files: Files(FileStore::new(Loader { project, values: located(values, language), originals, reads })),
        })
    }

    pub(super) fn update(&mut self, values: BTreeMap<String, Vec<u8>>) {
        self.files.0.loader_mut().values = located(values, self.language);
        self.files.0.reset();
    }
}

/// The values by the path at which templates read them.
fn located(values: BTreeMap<String, Vec<u8>>, language: Language) -> BTreeMap<String, Bytes> {
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

    /// There is no today: dates come from the edition.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Gives the values from memory, stand-ins for photographs, and the rest from the project folder.
struct Loader {
    project: Project,
    values: BTreeMap<String, Bytes>,
    originals: Originals,
    reads: Reads,
}

impl FileLoader for Loader {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if !matches!(id.root(), VirtualRoot::Project) {
            let reason = "a brochure uses no package; put the template into the project";
            return Err(FileError::Other(Some(reason.into())));
        }
        let path = id.vpath();
        if let Some(value) = self.values.get(path.get_with_slash()) {
            return Ok(value.clone());
        }
        if path.get_with_slash().starts_with("/values/") {
            // A copy written for the designer may be older than the records.
            return Err(FileError::NotFound(path.get_without_slash().into()));
        }
        let path = path.get_without_slash();
        self.reads.add(path);
        match self.project.read(Path::new(path)) {
            Ok(bytes) => match self.originals.stand_in(path, &bytes) {
                Some(Ok(stand_in)) => Ok(stand_in),
                Some(Err(fault)) => Err(FileError::Other(Some(fault.to_string().into()))),
                None => Ok(Bytes::new(bytes)),
            },
            Err(ProjectError::Io { path, error }) => Err(FileError::from_io(error, &path)),
            Err(_) => Err(FileError::AccessDenied),
        }
    }
}
