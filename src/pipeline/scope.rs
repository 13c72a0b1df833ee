//! The part of an edition that was asked for: errors in other languages or in other chapters do not stop a build.

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::fs::project::slashes;

/// The languages and the chapter that were asked for.
pub(super) struct Scope<'a> {
    others: Vec<&'static str>,
    only: Option<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(records: &Records, requested: &[Language], only: Option<&'a str>) -> Self {
        let languages = records.edition.value.languages.iter();
        let others = languages.filter(|language| !requested.contains(language)).map(|language| language.code());
        Self { others: others.collect(), only }
    }

    /// Returns whether something in the records was not asked for.
    pub(super) fn is_partial(&self) -> bool {
        !self.others.is_empty() || self.only.is_some()
    }

    /// Returns whether a diagnostic is about what was asked for.
    pub(super) fn contains(&self, records: &Records, diagnostic: &Diagnostic) -> bool {
        let field = diagnostic.field.as_deref().unwrap_or_default();
        let key = field.rsplit('.').next().unwrap_or_default();
        let is_other_language = self.others.iter().any(|code| key == *code || key.starts_with(&format!("{code}[")));
        !is_other_language && self.only.is_none_or(|only| concerns_chapter(records, only, field, diagnostic))
    }

    /// Warns of errors that were left out, at the key that lists the languages or the chapters.
    pub(super) fn warn_of(&self, records: &Records, left_out: usize) -> Diagnostic {
        let (place, key) = match self.only {
            Some(_) => ("in other chapters", "chapters"),
            None => ("in other languages", "languages"),
        };
        let errors = if left_out == 1 { "1 error".to_owned() } else { format!("{left_out} errors") };
        let warning = Diagnostic::warning(Code::LEFT_OUT, format!("{errors} {place} left out"))
            .hint("`brochure check` shows all errors; the whole brochure is made only after they are corrected");
        records.edition.locate(warning, key)
    }
}

/// Returns whether a diagnostic is about a chapter, or about what all chapters share.
fn concerns_chapter(records: &Records, only: &str, field: &str, diagnostic: &Diagnostic) -> bool {
    let Some(place) = &diagnostic.place else { return true };
    let file = Path::new(place.file.name());
    if file.parent() == Some(Path::new(&slashes(&records.folder.join("clusters")))) {
        return file.file_stem().is_some_and(|slug| slug == only);
    }
    // An entry of the list of chapters, such as one without a record.
    let entry = field.strip_prefix("chapters[").and_then(|rest| rest.strip_suffix(']')?.parse::<usize>().ok());
    let slug = entry.and_then(|index| records.edition.value.chapters.get(index));
    slug.is_none_or(|slug| slug == only) && diagnostic.code != Code::UNUSED_RECORD
}

pub(super) fn count_errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
}
