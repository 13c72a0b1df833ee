//! Diagnostics for people: the line, a caret, the hint.

use std::fmt::Write as _;
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Report, Label};
use codespan_reporting::files::{self, Files};
use codespan_reporting::term::termcolor::WriteColor;
use codespan_reporting::term::{self, Config, Styles, StylesWriter};

use super::{Diagnostic, Severity, SourceFile};

/// Writes one diagnostic with its source line.
///
/// # Errors
///
/// Fails where the output cannot be written.
pub fn render(out: &mut dyn WriteColor, diagnostic: &Diagnostic) -> Result<(), files::Error> {
    let mut sources: Vec<&SourceFile> = Vec::new();
    let mut report = match diagnostic.severity {
        Severity::Error => Report::error(),
        Severity::Warning => Report::warning(),
    }
    .with_code(diagnostic.code.to_string())
    .with_message(&diagnostic.message);

    if let Some(place) = &diagnostic.place {
        sources.push(&place.file);
        let label = Label::primary(0, place.file.clamp(&place.span));
        let label = match &diagnostic.field {
            Some(field) => label.with_message(format!("in {field}")),
            None => label,
        };
        report = report.with_label(label);
    } else if let Some(field) = &diagnostic.field {
        report = report.with_note(format!("in: {field}"));
    }
    if let Some(hint) = &diagnostic.hint {
        report = report.with_note(format!("help: {hint}"));
    }
    if !diagnostic.trace.is_empty() {
        report = report.with_note(trace(diagnostic));
    }

    let config = Config { tab_width: 2, ..Config::default() };
    let styles = Styles::default();
    let mut out = StylesWriter::new(out, &styles);
    term::emit_to_write_style(&mut out, &config, &Sources(sources), &report)
}

fn trace(diagnostic: &Diagnostic) -> String {
    let mut note = String::from("called from:");
    for (what, place) in &diagnostic.trace {
        let (line, column) = place.file.line_column(place.span.start);
        let _ = write!(note, "\n  {}:{line}:{column} {what}", place.file.name());
    }
    note
}

/// The files of one diagnostic, in the form the renderer asks for.
struct Sources<'a>(Vec<&'a SourceFile>);

impl<'a> Files<'a> for Sources<'a> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, files::Error> {
        Ok(self.0.get(id).ok_or(files::Error::FileMissing)?.name())
    }

    fn source(&'a self, id: usize) -> Result<&'a str, files::Error> {
        Ok(self.0.get(id).ok_or(files::Error::FileMissing)?.text())
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, files::Error> {
        let text = self.source(id)?;
        Ok(text.get(..byte).unwrap_or(text).matches('\n').count())
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, files::Error> {
        let text = self.source(id)?;
        let starts: Vec<usize> = files::line_starts(text).collect();
        let start = *starts.get(line).ok_or(files::Error::LineTooLarge { given: line, max: starts.len() })?;
        Ok(start..starts.get(line + 1).copied().unwrap_or(text.len()))
    }
}
