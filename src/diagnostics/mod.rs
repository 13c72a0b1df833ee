//! What is wrong, where, and what to do: data that every stage gives and only the edge prints.

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

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The brochure is made, but an editor should look.
    Warning,
    /// The brochure is not made.
    Error,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes meant.
    pub span: Range<usize>,
}

/// A fault or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of fault, stable over versions.
    pub code: Code,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
    /// Where it stands; missing where no file is to blame.
    pub place: Option<Place>,
    /// The path of the field: `members[2].date`.
    pub field: Option<String>,
    /// What to write instead.
    pub hint: Option<String>,
    /// How a template came there, innermost call first.
    pub trace: Vec<(String, Place)>,
}

impl Diagnostic {
    /// An error without a place.
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

    /// A warning without a place.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Says where it stands.
    #[must_use]
    pub fn at(mut self, file: &Arc<SourceFile>, span: Range<usize>) -> Self {
        self.place = Some(Place { file: Arc::clone(file), span });
        self
    }

    /// Names the field.
    #[must_use]
    pub fn in_field(mut self, field: impl Into<String>) -> Self {
        let field = field.into();
        self.field = (!field.is_empty()).then_some(field);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// Whether one of the diagnostics forbids to go on.
#[must_use]
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Puts diagnostics into the order in which a reader meets them: by file, by line.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| key(a).cmp(&key(b)));
}

fn key(diagnostic: &Diagnostic) -> (Option<(&str, usize)>, Code, &str) {
    let place = diagnostic.place.as_ref().map(|place| (place.file.name(), place.span.start));
    (place, diagnostic.code, &diagnostic.message)
}
