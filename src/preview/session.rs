//! The pages of an edition, kept while its files change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::book::Book;
use super::fault::Fault;
use crate::diagnostics::{Code, Diagnostic, Severity, has_errors};
use crate::edition::load;
use crate::edition::records::Language;
use crate::fs::project::{Project, slashes};
use crate::pipeline::Options;
use crate::pipeline::live::{Layout, LiveEdition};

/// An edition that is laid out again and again.
#[derive(Debug)]
pub struct Session {
    live: LiveEdition,
    project: Project,
    folder: PathBuf,
    /// The languages that were asked for; empty for all of the edition.
    offered: Vec<Language>,
    /// The languages that somebody looks at.
    watched: BTreeSet<Language>,
    state: Arc<State>,
}

/// The pages and faults after an update. It does not change, and can be read by any number of threads.
#[derive(Debug, Default)]
pub struct State {
    /// The number of the update.
    pub version: u64,
    /// The name of the edition.
    pub edition: String,
    /// The languages that can be shown.
    pub languages: Vec<Language>,
    /// The faults of records, templates and pages, errors first.
    pub faults: Vec<Fault>,
    books: BTreeMap<Language, Shown>,
}

/// A book, and whether it shows what the files hold.
#[derive(Debug, Clone)]
struct Shown {
    book: Arc<Book>,
    current: bool,
}

/// What an update has brought.
#[derive(Debug)]
pub struct Update {
    /// The pages and faults.
    pub state: Arc<State>,
    /// The pages of each language, by their index, that look different from before.
    pub dirty: BTreeMap<Language, Vec<usize>>,
    /// How long it took.
    pub time: Duration,
}

impl State {
    /// Returns the pages of a language; `None` before they could be laid out for the first time.
    #[must_use]
    pub fn book(&self, language: Language) -> Option<&Arc<Book>> {
        self.books.get(&language).map(|shown| &shown.book)
    }

    /// Returns the pages of all languages that are looked at.
    pub fn books(&self) -> impl Iterator<Item = &Book> {
        self.books.values().map(|shown| shown.book.as_ref())
    }

    /// Returns whether the pages of a language show what the files hold. If not, they are the last good ones.
    #[must_use]
    pub fn is_current(&self, language: Language) -> bool {
        self.books.get(&language).is_some_and(|shown| shown.current)
    }
}

impl Session {
    /// Takes the edition in a folder below the project's root. No pages are laid out before the first update.
    #[must_use]
    pub fn new(project: Project, folder: PathBuf, options: Options) -> Self {
        let offered = options.languages.clone();
        let languages = if offered.is_empty() { read_languages(&project, &folder) } else { offered.clone() };
        let edition = folder.file_name().map(|name| name.to_string_lossy().into_owned());
        let edition = edition.unwrap_or_else(|| slashes(&folder));
        Self {
            live: LiveEdition::new(project.clone(), folder.clone(), options),
            project,
            folder,
            offered,
            watched: languages.first().copied().into_iter().collect(),
            state: Arc::new(State { edition, languages, ..State::default() }),
        }
    }

    /// Returns the latest pages and faults.
    #[must_use]
    pub fn state(&self) -> &Arc<State> {
        &self.state
    }

    /// Sets the languages that the next updates lay out. Those that nobody looks at are left as they are.
    pub fn watch(&mut self, languages: impl IntoIterator<Item = Language>) {
        let known = |language: &Language| self.state.languages.contains(language);
        let watched: BTreeSet<_> = languages.into_iter().filter(known).collect();
        if !watched.is_empty() {
            self.watched = watched;
        }
    }

    /// Returns whether a language that somebody looks at has no pages, or those of an earlier state.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.watched.iter().any(|language| !self.state.is_current(*language))
    }

    /// Reads what has changed and lays out again. If that is not possible, the pages stay as they were, and are marked as
    /// not current; the faults say why.
    pub fn update(&mut self) -> Update {
        let start = Instant::now();
        if self.watched.is_empty() {
            self.watched.extend(read_languages(&self.project, &self.folder).first());
        }
        let watched: Vec<_> = self.watched.iter().copied().collect();
        let layout = self.live.lay_out(&watched).unwrap_or_else(|error| Layout {
            books: Vec::new(),
            languages: Vec::new(),
            // A file that cannot be read is a fault like others: the editor may be writing it.
            diagnostics: vec![Diagnostic::error(Code::UNREADABLE, error.to_string())],
        });
        let mut dirty = BTreeMap::new();
        let mut books = self.state.books.clone();
        for shown in books.values_mut() {
            shown.current = false;
        }
        let failed = has_errors(&layout.diagnostics) && layout.books.is_empty();
        for laid_out in layout.books {
            let book = Book::new(laid_out);
            let language = book.language();
            dirty.insert(language, book.dirty(self.state.book(language).map(AsRef::as_ref)));
            books.insert(language, Shown { book: Arc::new(book), current: true });
        }
        let languages = match (failed, self.offered.is_empty()) {
            (false, true) if !layout.languages.is_empty() => layout.languages,
            _ => self.state.languages.clone(),
        };
        books.retain(|language, _| languages.contains(language));
        self.watched.retain(|language| languages.contains(language));
        if self.watched.is_empty() {
            self.watched.extend(languages.first());
        }
        self.state = Arc::new(State {
            version: self.state.version + 1,
            edition: self.state.edition.clone(),
            languages,
            faults: sorted_faults(&layout.diagnostics),
            books,
        });
        Update { state: Arc::clone(&self.state), dirty, time: start.elapsed() }
    }
}

/// Returns the languages of an edition; none if its record cannot be read.
fn read_languages(project: &Project, folder: &Path) -> Vec<Language> {
    let loaded = load::records(project, folder).ok().and_then(|loaded| loaded.records);
    loaded.map(|records| records.edition.value.languages).unwrap_or_default()
}

/// Returns the faults, errors first, each kind in the order of files and lines.
fn sorted_faults(diagnostics: &[Diagnostic]) -> Vec<Fault> {
    let of = |severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == severity);
    [Severity::Error, Severity::Warning, Severity::Note].into_iter().flat_map(of).map(Fault::new).collect()
}
