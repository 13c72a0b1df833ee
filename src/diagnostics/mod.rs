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
    /// The brochure is made; an editor may know more.
    Note,
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

/// An error, a warning or a note.
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

    /// Returns a note without a place.
    #[must_use]
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Note, ..Self::error(code, message) }
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

/// The most diagnostics of one file that are reported.
const MOST: usize = 300;

/// Returns sorted diagnostics with one in the place of all that are too many for a file, at the first of these.
#[must_use]
pub fn abridged(diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let file = |diagnostic: &Diagnostic| diagnostic.place.as_ref().map(|place| place.file.name().to_owned());
    let mut out = Vec::with_capacity(diagnostics.len());
    for of_file in diagnostics.chunk_by(|a, b| file(a) == file(b)) {
        let (listed, rest) = of_file.split_at(MOST.min(of_file.len()));
        out.extend(listed.iter().cloned());
        // Those that stand for others stay.
        let (further, rest): (Vec<_>, Vec<_>) = rest.iter().partition(|it| it.code == Code::TOO_MANY);
        out.extend(further.into_iter().cloned());
        let Some(first) = rest.first() else { continue };
        let mut left_out =
            Diagnostic::error(Code::TOO_MANY, format!("{} more in this file are not listed", rest.len()))
                .hint("correct those that are listed, and check again: many of them may have one cause");
        left_out.place.clone_from(&first.place);
        left_out.severity = rest.iter().map(|it| it.severity).max().unwrap_or(Severity::Error);
        out.push(left_out);
    }
    out
}

fn key(diagnostic: &Diagnostic) -> (Option<(&str, usize)>, Code, &str) {
    let place = diagnostic.place.as_ref().map(|place| (place.file.name(), place.span.start));
    (place, diagnostic.code, &diagnostic.message)
}
