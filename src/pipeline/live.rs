//! The pages of an edition in memory, laid out again while its files change.
//!
//! The stages are those of a build up to the inspection. Fonts and maps are read again only if one of their files has
//! changed, and Typst reuses all parts of a layout that a change does not affect.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;
use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::{Page, PagedDocument};

use super::pages::{LaidOut, TargetPages};
use super::photos::{self, Ahead, Scaled};
use super::prepare::{self, Prepared};
use super::settings::Settings;
use super::{BuildError, Options, pages};
use crate::diagnostics::{self, Code, Diagnostic, Place};
use crate::edition::load::{Geodata, Records, Words};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError, slashes};
use crate::pages::inspect::placed;
use crate::pages::typeset::{Fonts, Originals};
use crate::pdf::Target;
use crate::pdf::adapt::{self, EmbedError, Photo, Proof};

/// How many layouts the parts of one are kept without being used.
const KEPT_LAYOUTS: usize = 3;

/// An edition that is laid out again and again.
pub(crate) struct LiveEdition {
    project: Project,
    folder: PathBuf,
    options: Options,
    fonts: Kept<Fonts>,
    geodata: Kept<Geodata>,
    settings: Option<(String, Arc<Settings>)>,
}

impl std::fmt::Debug for LiveEdition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LiveEdition").field("folder", &self.folder).finish_non_exhaustive()
    }
}

/// What one layout has brought.
#[derive(Debug)]
pub(crate) struct Layout {
    /// The languages that could be laid out.
    pub(crate) books: Vec<LaidOutBook>,
    /// The languages of the edition; empty if its record cannot be read.
    pub(crate) languages: Vec<Language>,
    /// Errors, warnings and notes.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl LiveEdition {
    /// Takes the edition in a folder below the project's root.
    pub(crate) fn new(project: Project, folder: PathBuf, options: Options) -> Self {
        let targets = vec![Target::Print, Target::Screen];
        let options = Options { targets, only: None, ..options };
        Self { project, folder, options, fonts: Kept::default(), geodata: Kept::default(), settings: None }
    }

    /// Reads what has changed and lays out some languages of the edition; all of them if none is named.
    ///
    /// # Errors
    ///
    /// Fails if a file cannot be read. Errors in records, templates and pages are diagnostics.
    pub(crate) fn lay_out(&mut self, languages: &[Language]) -> Result<Layout, BuildError> {
        let laid_out = self.try_lay_out(languages);
        comemo::evict(KEPT_LAYOUTS);
        laid_out
    }

    fn try_lay_out(&mut self, languages: &[Language]) -> Result<Layout, BuildError> {
        let options = Options { languages: languages.to_vec(), ..self.options.clone() };
        let (prepared, mut diagnostics) = prepare::prepare(&self.project, &self.folder, &options)?;
        let Some(prepared) = prepared else {
            return Ok(Layout { books: Vec::new(), languages: Vec::new(), diagnostics });
        };
        let project = &self.project;
        let records = &prepared.records;
        let fonts = self.fonts.get(Stamp::read(project, &["fonts"]), || Ok(Fonts::load(project)?))?;
        // What a map shows is chosen in the record of the edition, also a folder with data of its own.
        let settings = &records.edition.value.map;
        let own = settings.as_ref().and_then(|settings| settings.data.as_deref());
        let folders: Vec<_> = own.into_iter().chain(["data/geo", "fonts"]).collect();
        let maps = Stamp { of: format!("{settings:?}"), ..Stamp::read(project, &folders) };
        let geodata = self.geodata.get(maps, || Ok(Geodata::load(project, records)?))?;
        let settings = match self.settings(&prepared, &fonts) {
            Ok(settings) => Some(settings),
            Err(fault) => {
                diagnostics.push(*fault);
                None
            }
        };
        let prepared = Arc::new(prepared);
        let lay_out = |words: &Words| {
            pages::lay_out(&self.project, &prepared, words, &fonts, &geodata, &|_| {}, &|_| {})
                .map(|laid_out| (words.clone(), laid_out))
        };
        let laid_out: Vec<_> = prepared.words.par_iter().map(lay_out).collect::<Result<_, _>>()?;
        let mut books = Vec::new();
        for (words, laid_out) in laid_out {
            diagnostics.extend(laid_out.diagnostics.iter().cloned());
            books.extend(LaidOutBook::new(&self.project, &prepared, words, laid_out, settings.clone(), &self.options));
        }
        diagnostics::sort(&mut diagnostics);
        diagnostics.dedup();
        let languages = prepared.records.edition.value.languages.clone();
        Ok(Layout { books, languages, diagnostics })
    }

    /// Returns the settings of the colours. Their tables take long to compute, and do not change with texts.
    fn settings(&mut self, prepared: &Prepared, fonts: &Fonts) -> Result<Arc<Settings>, Box<Diagnostic>> {
        let edition = &prepared.records.edition.value;
        let profiles = Stamp::read(&self.project, &["data/profiles"]);
        let key = format!("{:?} {} {profiles:?}", edition.print, edition.as_of);
        if let Some((kept, settings)) = &self.settings
            && *kept == key
        {
            return Ok(Arc::clone(settings));
        }
        let settings = Arc::new(Settings::load(&self.project, prepared, fonts, &self.options)?);
        self.settings = Some((key, Arc::clone(&settings)));
        Ok(settings)
    }
}

/// What is read from folders, kept until a file in them changes.
struct Kept<T>(Option<(Stamp, T)>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Clone> Kept<T> {
    fn get(&mut self, stamp: Stamp, read: impl FnOnce() -> Result<T, BuildError>) -> Result<T, BuildError> {
        match &self.0 {
            Some((kept, value)) if *kept == stamp => Ok(value.clone()),
            _ => {
                let value = read()?;
                self.0 = Some((stamp, value.clone()));
                Ok(value)
            }
        }
    }
}

/// Size and time of change of all files in some folders, and what else a result depends on.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    files: Vec<(PathBuf, u64, Option<SystemTime>)>,
    of: String,
}

impl Stamp {
    fn read(project: &Project, folders: &[&str]) -> Self {
        let files = folders.iter().flat_map(|folder| project.survey(Path::new(folder)).files);
        let stamp = |path: PathBuf| {
            let data = std::fs::metadata(project.root().join(&path)).ok();
            let size = data.as_ref().map_or(0, std::fs::Metadata::len);
            (path, size, data.and_then(|data| data.modified().ok()))
        };
        Self { files: files.map(stamp).collect(), of: String::new() }
    }
}

/// The laid-out pages of one language.
pub(crate) struct LaidOutBook {
    project: Project,
    prepared: Arc<Prepared>,
    words: Words,
    laid_out: LaidOut,
    document: PagedDocument,
    settings: Option<Arc<Settings>>,
    cache: Option<PathBuf>,
    proof: OnceLock<Proof>,
    wanted: OnceLock<Vec<Photo>>,
    scaled: Mutex<BTreeMap<String, Arc<Scaled>>>,
}

impl std::fmt::Debug for LaidOutBook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LaidOutBook").field("language", &self.words.language).finish_non_exhaustive()
    }
}

impl LaidOutBook {
    /// Returns nothing if a template has failed.
    fn new(
        project: &Project,
        prepared: &Arc<Prepared>,
        words: Words,
        laid_out: LaidOut,
        settings: Option<Arc<Settings>>,
        options: &Options,
    ) -> Option<Self> {
        let document = laid_out.document()?.clone();
        Some(Self {
            project: project.clone(),
            prepared: Arc::clone(prepared),
            words,
            laid_out,
            document,
            settings,
            cache: options.cache.clone(),
            proof: OnceLock::new(),
            wanted: OnceLock::new(),
            scaled: Mutex::default(),
        })
    }

    pub(crate) fn language(&self) -> Language {
        self.words.language
    }

    pub(crate) fn words(&self) -> &Words {
        &self.words
    }

    pub(crate) fn records(&self) -> &Records {
        &self.prepared.records
    }

    pub(crate) fn document(&self) -> &PagedDocument {
        &self.document
    }

    pub(crate) fn originals(&self) -> &Originals {
        self.laid_out.typesetter().originals()
    }

    /// Returns the files of the project that the templates asked for.
    pub(crate) fn files(&self) -> Vec<String> {
        self.laid_out.files()
    }

    /// Returns the place in a template that a span points to.
    pub(crate) fn locate(&self, span: Span) -> Option<Place> {
        // The diagnostic is only what carries the place.
        self.laid_out.typesetter().locate(span, Diagnostic::note(Code::TEMPLATE, "")).place
    }

    /// Returns a page, by its index, in the colours of a screen and with its photographs. Paper keeps its bleed.
    ///
    /// # Errors
    ///
    /// Fails if a photograph cannot be put into the page.
    pub(crate) fn adapted_page(&self, index: usize, paper: bool) -> Result<Option<Page>, EmbedError> {
        let Some(page) = self.document.pages().get(index) else { return Ok(None) };
        let srgb = |inks| self.settings.as_ref().and_then(|settings| settings.srgb(inks));
        let proof = self.proof.get_or_init(|| Proof::new(&self.document));
        let mut paths = Vec::new();
        find_photos(&page.frame, self.originals(), &mut paths);
        let scaled: Vec<_> = paths.iter().filter_map(|path| self.scaled(path)).collect();
        let photos: Vec<_> = scaled.iter().flat_map(|(photo, scaled)| bytes(photo, scaled)).collect();
        proof.adapt_page(page, self.originals(), &photos, paper, &srgb).map(Some)
    }

    /// Returns a photograph of the pages, scaled for a screen; nothing if it is damaged, which the pages show.
    fn scaled(&self, path: &str) -> Option<(Photo, Arc<Scaled>)> {
        let dpi = Target::Screen.dpi();
        let wanted = self.wanted.get_or_init(|| adapt::wanted_photos(&self.document, self.originals(), dpi));
        let photo = wanted.iter().find(|photo| photo.original.path == path)?.clone();
        let mut kept = self.scaled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(scaled) = kept.get(path) {
            return Some((photo, Arc::clone(scaled)));
        }
        let pages = TargetPages {
            language: self.language(),
            target: Target::Screen,
            typesetter: self.laid_out.typesetter(),
            document: &self.document,
            photos: vec![photo.clone()],
            time: std::time::Duration::ZERO,
        };
        let settings = self.settings.as_ref()?;
        let cache = self.cache.as_deref();
        let scaled =
            photos::scale(&self.project, &self.prepared, &[pages], settings, cache, Ahead::default(), &|_| {}).ok()?;
        let scaled = Arc::new(scaled);
        kept.insert(path.to_owned(), Arc::clone(&scaled));
        Some((photo, scaled))
    }
}

fn bytes<'a>(photo: &'a Photo, scaled: &'a Scaled) -> Vec<(&'a Photo, &'a [u8])> {
    scaled.for_target(Target::Screen, std::slice::from_ref(photo))
}

/// Collects the paths of the photographs in a frame.
fn find_photos(frame: &Frame, originals: &Originals, paths: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => find_photos(&group.frame, originals, paths),
            FrameItem::Image(image, ..) => {
                if let Some(original) = placed::original(image, originals)
                    && !paths.contains(&original.path)
                {
                    paths.push(original.path.clone());
                }
            }
            _ => {}
        }
    }
}

/// Returns the folders and files that an edition is made from, by their paths from the root of the project.
///
/// # Errors
///
/// Fails if the folder of the edition is outside the project.
pub(crate) fn watched(project: &Project, folder: &Path) -> Result<Vec<String>, ProjectError> {
    let mut paths: Vec<_> = project.files(folder)?.iter().map(|path| slashes(path)).collect();
    for (folder, _) in crate::edition::load::FOLDERS {
        paths.extend(crate::edition::load::shared_files(project, folder)?.iter().map(|path| slashes(path)));
    }
    paths.sort();
    Ok(paths)
}
