//! The word table of a language: all words on the pages that do not come from a record.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::folder::unreadable;
use super::toml_file::{self, Parsed};
use super::{Spans, foreign, words_check};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::edition::records::Language;
use crate::fs::project::{Project, ProjectError};

/// The words of one language by section and key.
#[derive(Debug, Clone)]
pub struct Words {
    /// The language.
    pub language: Language,
    table: Map<String, Value>,
    file: Arc<SourceFile>,
    spans: Spans,
}

impl Words {
    /// Reads `templates/words/LANG.toml`. Returns `None` and adds to the diagnostics if it is not valid.
    ///
    /// # Errors
    ///
    /// Fails if the file is outside the project.
    pub fn load(
        project: &Project,
        language: Language,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Result<Option<Self>, ProjectError> {
        let (file, parsed) = match parse(project, language, diagnostics) {
            Err(ProjectError::Io { path, error }) => {
                diagnostics.push(unreadable(&path, &error));
                return Ok(None);
            }
            Ok(None) => return Ok(None),
            Ok(Some(parsed)) => parsed,
            Err(error) => return Err(error),
        };
        let whole = !parsed.broken;
        let Value::Object(table) = parsed.value else { return Ok(None) };
        // Another language may be unfinished; its own errors are reported when it is asked for.
        let others = Language::ALL.into_iter().filter(|other| *other != language);
        let other = others
            .filter_map(|other| Some((other, parse(project, other, &mut Vec::new()).ok()??.1.value)))
            .find_map(|(other, value)| Some((other, value.as_object()?.clone())));
        let other = other.as_ref().map(|(other, table)| (other.code(), table));
        if whole {
            diagnostics.extend(words_check::check(&file, &parsed.spans, &table, other));
        }
        Ok(whole.then_some(Self { language, table, file, spans: parsed.spans }))
    }

    /// Returns the whole table.
    #[must_use]
    pub fn table(&self) -> &Map<String, Value> {
        &self.table
    }

    /// Returns the file of the table.
    pub(crate) fn file(&self) -> &Arc<SourceFile> {
        &self.file
    }

    /// Returns the place of each word in the file.
    pub(crate) fn spans(&self) -> &Spans {
        &self.spans
    }

    /// Returns a word. If it is missing, returns its key, so that the page shows what is missing.
    #[must_use]
    pub fn get<'a>(&'a self, section: &str, key: &'a str) -> &'a str {
        self.find(section, key).and_then(Value::as_str).unwrap_or(key)
    }

    /// Returns an entry of any type.
    #[must_use]
    pub fn find(&self, section: &str, key: &str) -> Option<&Value> {
        self.table.get(section)?.get(key)
    }

    /// Returns a word in a list.
    #[must_use]
    pub fn nth(&self, section: &str, key: &str, index: usize) -> Option<&str> {
        self.find(section, key)?.get(index)?.as_str()
    }

    /// Returns a phrase with its placeholders filled.
    #[must_use]
    pub fn fill(&self, section: &str, key: &str, places: &[(&str, &str)]) -> String {
        fill(self.get(section, key), places)
    }
}

/// Reads and parses the words of a language. Returns `None` and adds to the diagnostics if the file is not text.
fn parse(
    project: &Project,
    language: Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Option<(Arc<SourceFile>, Parsed)>, ProjectError> {
    let path: PathBuf = ["templates", "words", &format!("{language}.toml")].iter().collect();
    let file = match foreign::decode(&path, project.read(&path)?) {
        Ok(file) => file,
        Err(fault) => {
            diagnostics.push(*fault);
            return Ok(None);
        }
    };
    let parsed = toml_file::parse(&file, diagnostics);
    Ok(Some((file, parsed)))
}

/// Fills the placeholders `{name}` of a phrase.
#[must_use]
pub fn fill(phrase: &str, places: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 16);
    let mut rest = phrase;
    while let Some(open) = rest.find('{') {
        let (before, after) = rest.split_at(open);
        out.push_str(before);
        let known = after.find('}').and_then(|close| {
            let name = &after[1..close];
            let place = places.iter().find(|(key, _)| *key == name)?;
            Some((place.1, close))
        });
        if let Some((value, close)) = known {
            out.push_str(value);
            rest = &after[close + 1..];
        } else {
            out.push('{');
            rest = &after[1..];
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn places_are_filled_once_and_unknown_ones_stay() {
        let places = [("a", "{b}"), ("b", "x")];
        assert_eq!(fill("{a} {b} {c} {", &places), "{b} x {c} {");
    }
}
