//! Diagnostics as the browser shows them: what the terminal shows, and what leads to the place.

use codespan_reporting::term::termcolor::NoColor;
use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity, render};

/// A fault of the records, the templates or the pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The code, such as `E0104`.
    pub code: String,
    /// The name of the code, such as `unknown-key`.
    pub name: &'static str,
    /// The problem.
    pub message: String,
    /// The file, by its path from the root of the project.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// The column in characters, from 1.
    pub column: Option<usize>,
    /// The path of the field.
    pub field: Option<String>,
    /// What to write instead.
    pub hint: Option<String>,
    /// The line with a caret below the place, and all else, as in the terminal.
    pub excerpt: String,
}

impl Fault {
    pub(super) fn new(diagnostic: &Diagnostic) -> Self {
        let start = diagnostic.place.as_ref().map(|place| place.file.line_column(place.span.start));
        let mut excerpt = NoColor::new(Vec::new());
        // Writing to memory does not fail.
        let _ = render(&mut excerpt, diagnostic);
        Self {
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            code: diagnostic.code.number(),
            name: diagnostic.code.name(),
            message: diagnostic.message.clone(),
            file: diagnostic.place.as_ref().map(|place| place.file.name().to_owned()),
            line: start.map(|(line, _)| line),
            column: start.map(|(_, column)| column),
            field: diagnostic.field.clone(),
            hint: diagnostic.hint.clone(),
            excerpt: String::from_utf8_lossy(excerpt.get_ref()).trim_end().to_owned(),
        }
    }
}
