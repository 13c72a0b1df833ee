//! Diagnostics for other programs: as single lines like those of compilers, as JSON, as annotations of a workflow.

use serde::Serialize;

use super::{Diagnostic, Place, Severity};
use crate::text::shown;

/// The version of the JSON form. A key is never removed or changed without a new one.
pub const JSON_VERSION: u32 = 1;

/// A diagnostic in its JSON form.
#[derive(Debug, Serialize)]
struct Json<'a> {
    version: u32,
    severity: &'static str,
    code: String,
    name: &'static str,
    message: String,
    file: Option<&'a str>,
    /// From 1.
    line: Option<usize>,
    /// In characters, from 1.
    column: Option<usize>,
    end_line: Option<usize>,
    /// After the last character.
    end_column: Option<usize>,
    field: Option<String>,
    hint: Option<String>,
}

/// Returns `file:line:col: error[code]: message` and the hint.
#[must_use]
pub fn short(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().map(|place| {
        let (line, column) = start(place);
        format!("{}:{line}:{column}: ", shown::plain(place.file.name()))
    });
    let field = diagnostic.field.as_ref().map(|field| format!(" (in {})", shown::short(field)));
    let hint = diagnostic.hint.as_ref().map(|hint| format!("; {}", shown::short(hint)));
    format!(
        "{}{}[{}]: {}{}{}",
        place.unwrap_or_default(),
        word(diagnostic.severity),
        diagnostic.code,
        shown::short(&diagnostic.message),
        field.unwrap_or_default(),
        hint.unwrap_or_default()
    )
}

/// Returns a JSON object.
#[must_use]
pub fn json(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref();
    let (start, end) = (place.map(start), place.map(end));
    let object = Json {
        version: JSON_VERSION,
        severity: word(diagnostic.severity),
        code: diagnostic.code.number(),
        name: diagnostic.code.name(),
        message: cut(&diagnostic.message),
        file: place.map(|place| place.file.name()),
        line: start.map(|start| start.0),
        column: start.map(|start| start.1),
        end_line: end.map(|end| end.0),
        end_column: end.map(|end| end.1),
        field: diagnostic.field.as_deref().map(cut),
        hint: diagnostic.hint.as_deref().map(cut),
    };
    // Strings, numbers and null always serialise.
    shown::json(&serde_json::to_string(&object).unwrap_or_default()).into_owned()
}

/// The most characters of a text in JSON.
const LONGEST: usize = 2000;

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Returns a workflow command of GitHub Actions, which shows the message at the line.
#[must_use]
pub fn github(diagnostic: &Diagnostic) -> String {
    let place = diagnostic.place.as_ref().map(|place| {
        let ((line, column), (end_line, end_column)) = (start(place), end(place));
        let file = property(&shown::plain(place.file.name()));
        format!("file={file},line={line},endLine={end_line},col={column},endColumn={end_column},")
    });
    let field = diagnostic.field.as_ref().map(|field| format!(" (in {})", shown::short(field)));
    let hint = diagnostic.hint.as_ref().map(|hint| format!("\nhelp: {}", shown::short(hint)));
    let text =
        format!("{}{}{}", shown::short(&diagnostic.message), field.unwrap_or_default(), hint.unwrap_or_default());
    let severity = if diagnostic.severity == Severity::Note { "notice" } else { word(diagnostic.severity) };
    let title = property(&diagnostic.code.to_string());
    format!("::{severity} {}title={title}::{}", place.unwrap_or_default(), data(&text))
}

/// Returns a workflow command for an error in a whole file that is not a record.
#[must_use]
pub fn github_file(file: &str, title: &str, message: &str) -> String {
    format!(
        "::error file={},title={}::{}",
        property(&shown::plain(file)),
        property(title),
        data(&shown::short(message))
    )
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn start(place: &Place) -> (usize, usize) {
    place.file.line_column(place.span.start)
}

fn end(place: &Place) -> (usize, usize) {
    place.file.line_column(place.span.end)
}

/// Escapes the message of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostics::{Code, SourceFile};

    fn fault() -> Diagnostic {
        let file = Arc::new(SourceFile::new("data/a,b.toml", "x = 1\nä = 2\n"));
        Diagnostic::error(Code::SHARES, "100 % and\nmore").at(&file, 6..8).in_field("mix").hint("write less")
    }

    #[test]
    fn a_line_for_editors() {
        let expected = "data/a,b.toml:2:1: error[E0208 shares]: 100 % and⏎more (in mix); write less";
        assert_eq!(short(&fault()), expected);
        let warning = Diagnostic::warning(Code::PAGES, "odd");
        assert_eq!(short(&warning), "warning[E0402 pages]: odd");
        let note = Diagnostic::note(Code::PAGES, "odd");
        assert_eq!(
            (short(&note), github(&note)),
            ("note[E0402 pages]: odd".into(), "::notice title=E0402 pages::odd".into())
        );
    }

    #[test]
    fn an_object_for_scripts() {
        let expected = "{\"version\":1,\"severity\":\"error\",\"code\":\"E0208\",\"name\":\"shares\",\
            \"message\":\"100 % and\\nmore\",\"file\":\"data/a,b.toml\",\"line\":2,\"column\":1,\"end_line\":2,\
            \"end_column\":2,\"field\":\"mix\",\"hint\":\"write less\"}";
        assert_eq!(json(&fault()), expected);
        assert!(json(&Diagnostic::warning(Code::PAGES, "odd")).contains("\"file\":null"));
    }

    #[test]
    fn an_annotation_for_reviewers() {
        let expected = "::error file=data/a%2Cb.toml,line=2,endLine=2,col=1,endColumn=2,\
            title=E0208 shares::100 %25 and⏎more (in mix)%0Ahelp: write less";
        assert_eq!(github(&fault()), expected);
    }
}
