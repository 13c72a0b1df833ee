//! The state of the pages as the browser is told of it.

use serde::Serialize;

use crate::edition::records::Language;
use crate::preview::book::PageInfo;
use crate::preview::fault::Fault;
use crate::preview::session::State;

/// The state as the page gets it.
#[derive(Serialize)]
pub(super) struct Told {
    version: u64,
    edition: String,
    /// The title of the brochure, where there are pages.
    title: Option<String>,
    language: Language,
    languages: Vec<Language>,
    current: bool,
    pages: Vec<PageInfo>,
    /// How many blank pages are before the last one.
    blank: usize,
    faults: Vec<Fault>,
}

impl Told {
    pub(super) fn new(state: &State, language: Language) -> Self {
        let book = state.book(language);
        Self {
            version: state.version,
            edition: state.edition.clone(),
            title: book.and_then(|book| book.title()),
            language,
            languages: state.languages.clone(),
            current: state.is_current(language),
            pages: book.map(|book| book.pages()).unwrap_or_default(),
            blank: book.map(|book| book.blank_pages()).unwrap_or_default(),
            faults: state.faults.clone(),
        }
    }
}
