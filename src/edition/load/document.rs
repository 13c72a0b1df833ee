//! Records with the files they were read from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::escapes::find_escape;
use super::form::Form;
use super::message::UnknownKeys;
use super::{Spans, message, repair, texts, toml_file};
use crate::diagnostics::{Code, Diagnostic, SourceFile, has_errors};
use crate::edition::records::node::{Step, field, pointer};
use crate::edition::records::schema::Record;
use crate::edition::records::{Cluster, Edition};
use crate::fs::project::slashes;
use crate::photos::PictureSize;

/// A record with the file it was read from.
#[derive(Debug, Clone)]
pub struct Document<T> {
    /// The name of the record: its file name without the extension.
    pub slug: String,
    /// The file.
    pub file: Arc<SourceFile>,
    /// The place of each field.
    pub spans: Spans,
    /// The record. Values that are not valid are replaced or left out.
    pub value: T,
    /// The record as plain values, as they are in the file.
    pub plain: Value,
    /// Fields whose value in the file was not valid and was replaced.
    repaired: BTreeSet<String>,
    /// Texts in the values that were replaced, and below keys that are not known.
    lost: BTreeSet<String>,
    /// Whether a part of the file could not be read at all.
    broken: bool,
}

/// The most schema errors that are reported for one file.
const MOST_TOLD: usize = 300;

/// Errors that may be consequences of a part of the file that could not be read.
const OF_WHAT_IS_MISSING: [Code; 6] = [
    Code::MISSING_KEY,
    Code::MISSING_LANGUAGE,
    Code::UNKNOWN_SOURCE,
    Code::CHAPTER_COUNT,
    Code::POSITION,
    Code::UNNAMED_SOURCE,
];

impl<T> Document<T> {
    /// Places a diagnostic at a field, or at the nearest parent that is in the file.
    #[must_use]
    pub fn locate(&self, diagnostic: Diagnostic, field: &str) -> Diagnostic {
        diagnostic.at(&self.file, self.spans.nearest(field)).in_field(field)
    }

    /// Returns whether a field has the value of the file: it was neither replaced nor lost with a part of the file.
    #[must_use]
    pub fn is_sure_of(&self, field: &str) -> bool {
        !self.broken && !self.is_repaired(field)
    }

    /// Returns whether a part of the file is not TOML and could not be read.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Returns whether a replaced field satisfies a condition.
    pub(crate) fn has_repaired(&self, is: impl Fn(&str) -> bool) -> bool {
        self.repaired.iter().any(|field| is(field))
    }

    /// Returns whether a diagnostic may be caused by a replaced value and not by the record.
    pub(crate) fn hides(&self, diagnostic: &Diagnostic) -> bool {
        let repaired = diagnostic.field.as_deref().is_some_and(|field| self.is_repaired(field));
        repaired || (self.broken && OF_WHAT_IS_MISSING.contains(&diagnostic.code))
    }

    /// Returns whether a text is in a part of the record that has an error of its own: what only that part would have
    /// defined, such as the id of a source below a misspelt head, is not an error again where it is used.
    pub(crate) fn has_lost(&self, text: &str) -> bool {
        self.lost.contains(text)
    }

    /// Returns whether a field, a part of it or a table around it was replaced.
    fn is_repaired(&self, field: &str) -> bool {
        let above = field.match_indices(['.', '[']).any(|(end, _)| self.repaired.contains(&field[..end]));
        let below = |mark: char| {
            let start = if field.is_empty() { String::new() } else { format!("{field}{mark}") };
            self.repaired.range(start.clone()..).next().is_some_and(|repaired| repaired.starts_with(&start))
        };
        self.repaired.contains("") || self.repaired.contains(field) || above || below('.') || below('[')
    }

    /// Places a diagnostic at the first occurrence of a text in the value of a field.
    fn find(&self, text: &str, diagnostic: &Diagnostic) -> Option<Diagnostic> {
        let mut places = self.file.text().match_indices(text);
        if let Some((byte, field)) = places.find_map(|(byte, _)| Some((byte, self.spans.field_at(byte)?))) {
            return Some(diagnostic.clone().at(&self.file, byte..byte + text.len()).in_field(field));
        }
        let character = text.chars().next()?;
        let mut found = None;
        texts(&self.plain, &mut |field, value| {
            if found.is_none() && value.contains(text) {
                found = Some(self.locate_character(diagnostic.clone(), field, character));
            }
        });
        found
    }

    /// Places a diagnostic at a character in the value of a field, as it is or written as an escape (TOML 1.1,
    /// "String"), or else at the field.
    #[must_use]
    pub(crate) fn locate_character(&self, diagnostic: Diagnostic, field: &str, character: char) -> Diagnostic {
        match self.find_character(field, character) {
            Some(span) => diagnostic.at(&self.file, span).in_field(field),
            None => self.locate(diagnostic, field),
        }
    }

    fn find_character(&self, field: &str, character: char) -> Option<Range<usize>> {
        let value = self.spans.value(field)?;
        let written = self.file.text().get(value.clone())?;
        let literal = written.find(character).map(|at| at..at + character.len_utf8());
        let found = literal.or_else(|| find_escape(written, character))?;
        Some(value.start + found.start..value.start + found.end)
    }
}

impl<T: Record + DeserializeOwned> Document<T> {
    /// Reads a record from a file. Returns `None` if nothing of it could be read. Adds schema errors to the diagnostics.
    pub(super) fn read(slug: String, file: Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Option<Self> {
        let before = diagnostics.len();
        let parsed = toml_file::parse(&file, diagnostics);
        let form = Form::for_kind(T::KIND);
        let faults = form.errors(&parsed);
        // A key that seems to be missing may be in the part that could not be read.
        let lost =
            |diagnostic: &Diagnostic| parsed.broken && matches!(diagnostic.code, Code::MISSING_KEY | Code::EMPTY_VALUE);
        let unknown = UnknownKeys::among(&faults);
        let told: Vec<_> = faults.iter().filter(|fault| !unknown.explain(fault, form.schema)).collect();
        let found = told.iter().take(MOST_TOLD).map(|fault| message::describe(&file, &parsed, form.schema, fault));
        diagnostics.extend(found.filter(|diagnostic| !lost(diagnostic)));
        if told.len() > MOST_TOLD {
            let next = parsed.spans.nearest(&field(&told[MOST_TOLD].path));
            diagnostics.push(message::further(told.len() - MOST_TOLD).at(&file, next));
        }
        let mut value = parsed.value.clone();
        repair::repair(&mut value, form.schema, &faults);
        match serde_path_to_error::deserialize(&value) {
            Ok(value) => Some(Self {
                slug,
                file,
                spans: parsed.spans,
                value,
                lost: faults.iter().flat_map(|fault| lost_texts(&parsed.value, &fault.path)).collect(),
                plain: parsed.value,
                repaired: faults.iter().map(|fault| field(&fault.path)).collect(),
                broken: parsed.broken,
            }),
            Err(error) => {
                if !has_errors(&diagnostics[before..]) {
                    let field = error.path().to_string();
                    let fault = message::of_type(&file, &parsed.spans, &field, &error.inner().to_string());
                    diagnostics.push(fault);
                }
                None
            }
        }
    }

    /// Returns what the record would be with another text in its file, and the errors of its form.
    pub(crate) fn with_text(&self, text: &str) -> (Option<Self>, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let file = Arc::new(SourceFile::new(self.file.name(), text));
        let document = Self::read(self.slug.clone(), file, &mut diagnostics);
        (document, diagnostics)
    }

    /// Returns a placeholder for a record whose file cannot be read.
    pub(super) fn unreadable(slug: String, name: String) -> Option<Self> {
        let file = Arc::new(SourceFile::new(name, ""));
        let document = Self::read(slug, file, &mut Vec::new())?;
        Some(Self { broken: true, ..document })
    }
}

/// Returns the texts of a value at a path.
fn lost_texts(value: &Value, path: &[Step]) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(value) = value.pointer(&pointer(path)) {
        texts(value, &mut |_, text| found.push(text.to_owned()));
    }
    found
}

/// The records of an edition.
#[derive(Debug, Clone)]
pub struct Records {
    /// The name of the edition, which is that of its folder.
    pub name: String,
    /// The folder, relative to the root of the project.
    pub folder: PathBuf,
    /// The edition file.
    pub edition: Document<Edition>,
    /// The chapters in the order of the tour, without those whose record cannot be read.
    pub clusters: Vec<Document<Cluster>>,
    /// Whether the records of all chapters could be read.
    pub complete: bool,
    /// The sizes of the photographs that could be read, by their paths in the folder.
    pub(crate) pictures: BTreeMap<String, PictureSize>,
}

impl Records {
    /// Returns the number of characters of all texts in all languages.
    #[must_use]
    pub(crate) fn characters(&self) -> usize {
        let mut characters = 0;
        for plain in self.clusters.iter().map(|record| &record.plain).chain([&self.edition.plain]) {
            texts(plain, &mut |_, text| characters += text.chars().count());
        }
        characters
    }

    /// Places a diagnostic at the first occurrence of a text in the records. Text from a template has no place in them.
    #[must_use]
    pub fn locate(&self, text: &str, diagnostic: Diagnostic) -> Diagnostic {
        let edition = self.edition.find(text, &diagnostic);
        let mut clusters = self.clusters.iter().filter_map(|cluster| cluster.find(text, &diagnostic));
        edition.or_else(|| clusters.next()).unwrap_or(diagnostic)
    }
}

impl Records {
    /// Places a diagnostic at the field that names a picture, given by its path from the root of the project, if a record
    /// does.
    #[must_use]
    pub fn locate_picture(&self, path: &str, diagnostic: Diagnostic) -> Diagnostic {
        let is = |file: &str| slashes(&self.folder.join(file)) == path;
        if self.edition.value.publisher.as_ref().and_then(|it| it.logo.as_deref()).is_some_and(is) {
            return self.edition.locate(diagnostic, "publisher.logo");
        }
        let edition = &self.edition.value;
        if let Some(index) = edition.logos.iter().position(|logo| is(&logo.file)) {
            return self.edition.locate(diagnostic, &format!("logos[{index}].file"));
        }
        if let Some(foreword) = &edition.foreword {
            if foreword.signature.as_deref().is_some_and(is) {
                return self.edition.locate(diagnostic, "foreword.signature");
            }
            if foreword.portrait.as_ref().is_some_and(|portrait| is(&portrait.file)) {
                return self.edition.locate(diagnostic, "foreword.portrait.file");
            }
        }
        let found = self.clusters.iter().find_map(|cluster| {
            let (field, _) = cluster.value.files().into_iter().find(|(_, file)| is(file))?;
            Some((cluster, field))
        });
        match found {
            Some((cluster, field)) => cluster.locate(diagnostic, &field),
            None => diagnostic,
        }
    }
}

/// The result of loading.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The records, as far as they could be read; `None` if the edition itself could not be.
    pub records: Option<Records>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}
