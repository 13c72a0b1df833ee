//! Errors, warnings and their places: data that every stage returns and only the command line prints.

mod code;
mod explain;
mod human;
mod machine;
mod nearest;
mod source;

use std::ops::Range;
use std::sync::Arc;

pub use code::Code;
pub use human::render;
pub use machine::{JSON_VERSION, github, github_file, json, short};
pub(crate) use nearest::nearest;
pub use source::SourceFile;

/// The severity of a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The brochure is made, but an editor should have a look.
    Warning,
    /// The brochure is not made.
    Error,
}

/// A part of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The byte range.
    pub span: Range<usize>,
}

/// An error or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity of a diagnostic.
    pub severity: Severity,
    /// Its code, which is stable across versions.
    pub code: Code,
    /// The problem, in lower case and without a full stop.
    pub message: String,
    /// Its place; `None` if no file is the cause.
    pub place: Option<Place>,
    /// The path of the field: `members[2].date`.
    pub field: Option<String>,
    /// What to write instead.
    pub hint: Option<String>,
    /// The calls that led to the place in a template, innermost first.
    pub trace: Vec<(String, Place)>,
}

impl Diagnostic {
    /// Returns an error without a place.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: None,
            field: None,
            hint: None,
            trace: Vec::new(),
        }
    }

    /// Returns a warning without a place.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Sets the place.
    #[must_use]
    pub fn at(mut self, file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        self.place = Some(Place { file: Arc::clone(file), span });
        self
    }

    /// Sets the field.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        let field = field.into();
        self.field = (!field.is_empty()).then_some(field);
        self
    }

    /// Sets the hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Returns whether there is an error among the diagnostics.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Sorts diagnostics by file and line.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn key(diagnostic: &Diagnostic) -> (Option<(&str, usize)>, Code, &str) {
    let place = diagnostic.place.as_ref().map(|place| (place.file.name(), place.span.start));
    (place, diagnostic.code, &diagnostic.message)
}
