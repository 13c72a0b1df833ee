//! Diagnostics as tests compare them.

use brochure::diagnostics::{Diagnostic, Severity};

/// Returns "<file:line:column>: E0104: message" of each diagnostic.
pub fn messages(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic.place.as_ref().map(|place| {
                let (line, column) = place.file.line_column(place.span.start);
                format!("{}:{line}:{column}: ", place.file.name())
            });
            format!("{}{}: {}", place.unwrap_or_default(), diagnostic.code, diagnostic.message)
        })
        .collect()
}

/// Asserts that one of the diagnostics is an error with this code.
#[track_caller]
pub fn assert_error(diagnostics: &[Diagnostic], code: &str) {
    let found =
        diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error && diagnostic.code.number() == code);
    assert!(found, "no {code} in:\n{}", messages(diagnostics).join("\n"));
}
