//! Diagnostics for people: the line, a caret, the hint.

use std::fmt::Write as _;
use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Report, Label};
use codespan_reporting::files::{self, Files};
use codespan_reporting::term::termcolor::WriteColor;
use codespan_reporting::term::{self, Config, Styles, StylesWriter};

use super::{Diagnostic, Severity, SourceFile};
use crate::text::shown;

/// Characters of a long line that are shown on either side of the place.
const AROUND: usize = 50;

/// Writes one diagnostic with its source line.
///
/// # Errors
///
/// Fails if the output cannot be written.
pub fn render(out: &mut dyn WriteColor, diagnostic: &Diagnostic) -> Result<(), files::Error> {
    let mut report = match diagnostic.severity {
        Severity::Error => Report::error(),
        Severity::Warning => Report::warning(),
        Severity::Note => Report::note(),
    }
    .with_code(diagnostic.code.to_string())
    .with_message(shown::short(&diagnostic.message));

    let excerpt = diagnostic.place.as_ref().map(|place| Excerpt::of(&place.file, &place.file.clamp(&place.span)));
    if let Some(excerpt) = &excerpt {
        let label = Label::primary((), excerpt.span.clone());
        report = report.with_label(match &diagnostic.field {
            Some(field) => label.with_message(format!("in {}", shown::short(field))),
            None => label,
        });
    } else if let Some(field) = &diagnostic.field {
        report = report.with_note(format!("in: {}", shown::short(field)));
    }
    if let Some(hint) = &diagnostic.hint {
        report = report.with_note(format!("help: {}", shown::short(hint)));
    }
    if !diagnostic.trace.is_empty() {
        report = report.with_note(trace(diagnostic));
    }

    let config = Config { tab_width: 2, ..Config::default() };
    let styles = Styles::default();
    let mut out = StylesWriter::new(out, &styles);
    let excerpt = excerpt.unwrap_or_default();
    term::emit_to_write_style(&mut out, &config, &excerpt, &report)
}

fn trace(diagnostic: &Diagnostic) -> String {
    let mut note = String::from("called from:");
    for (what, place) in &diagnostic.trace {
        let (line, column) = place.file.line_column(place.span.start);
        let _ = write!(note, "\n  {}:{line}:{column} {}", shown::plain(place.file.name()), shown::plain(what));
    }
    note
}

/// The line of a diagnostic. A story can be one long line, of which only the part around the place is shown.
#[derive(Debug, Default)]
struct Excerpt {
    name: String,
    /// The number of the line, from 0.
    line: usize,
    /// The number of columns by which the excerpt lags behind the line.
    cut: usize,
    text: String,
    /// The place in the text.
    span: Range<usize>,
}

impl Excerpt {
    fn of(file: &SourceFile, span: &Range<usize>) -> Self {
        let text = file.text();
        let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
        let end = text[span.start..].find('\n').map_or(text.len(), |end| span.start + end);
        // The line ends of Windows are no part of the line.
        let end = (start + text[start..end].trim_end_matches('\r').len()).max(span.start);
        let (before, rest) = text[start..end].split_at(span.start - start);
        let (marked, after) = rest.split_at(span.end.min(end) - span.start);

        let cut = before.chars().count().saturating_sub(AROUND);
        let head = if cut > 0 { "…" } else { "" };
        let before: String = before.chars().skip(cut).collect();
        let mut shown: String = marked.chars().take(2 * AROUND).collect();
        let mut tail: String = after.chars().take(AROUND).collect();
        if shown.len() < marked.len() {
            (shown, tail) = (format!("{shown}…"), String::new());
        } else if tail.len() < after.len() {
            tail.push('…');
        }
        let from = head.chars().count() + before.chars().count();
        let to = from + shown.chars().count();
        let plain = shown::plain(&format!("{head}{before}{shown}{tail}"));
        let byte = |count: usize| plain.char_indices().nth(count).map_or(plain.len(), |(byte, _)| byte);
        Self {
            name: shown::plain(file.name()),
            line: text[..start].matches('\n').count(),
            cut: cut.saturating_sub(head.chars().count()),
            span: byte(from)..byte(to),
            text: plain,
        }
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, files::Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, files::Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), _: usize) -> Result<usize, files::Error> {
        Ok(self.line)
    }

    fn line_range(&'a self, (): (), line: usize) -> Result<Range<usize>, files::Error> {
        if line == self.line { Ok(0..self.text.len()) } else { Ok(self.text.len()..self.text.len()) }
    }

    fn column_number(&'a self, (): (), _: usize, byte: usize) -> Result<usize, files::Error> {
        let before = self.text.get(..byte).unwrap_or(&self.text);
        Ok(self.cut + before.chars().count() + 1)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use codespan_reporting::term::termcolor::NoColor;

    use super::*;
    use crate::diagnostics::Code;

    fn rendered(diagnostic: &Diagnostic) -> String {
        let mut out = NoColor::new(Vec::new());
        render(&mut out, diagnostic).expect("written");
        String::from_utf8(out.into_inner()).expect("text")
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let file = Arc::new(SourceFile::new("a.toml", "x = 1\nyy = 2\n"));
        let fault =
            Diagnostic::error(Code::UNKNOWN_KEY, "unknown key `yy`").at(&file, 6..8).in_field("yy").hint("remove it");
        let expected = "error[E0104 unknown-key]: unknown key `yy`\n  ┌─ a.toml:2:1\n  │\n2 │ yy = 2\n  │ ^^ in yy\n  │\n  = help: remove it\n\n";
        assert_eq!(rendered(&fault), expected);
    }

    #[test]
    fn of_a_long_line_only_what_is_around_the_place() {
        let line = format!("{}<b>{}", "ä ".repeat(300), " z".repeat(300));
        let file = Arc::new(SourceFile::new("a.toml", format!("\n{line}\n")));
        let at = line.find("<b>").expect("the place") + 1;
        let fault = Diagnostic::error(Code::MARKDOWN, "HTML is not allowed here").at(&file, at..at + 3);
        let shown = rendered(&fault);
        assert!(shown.contains("a.toml:2:601"), "{shown}");
        let source = shown.lines().find(|line| line.contains("<b>")).expect("the line");
        assert!(source.chars().count() < 120, "{source}");
    }

    #[test]
    fn a_line_is_shown_without_what_a_terminal_or_a_ci_would_obey() {
        let file = Arc::new(SourceFile::new("a\n::x::b.toml", "a = \"\u{1b}[2J##[group]x\" y\r\n"));
        let at = file.text().find('x').expect("the place");
        let fault = Diagnostic::error(Code::SYNTAX, "\u{7}\n::x::").at(&file, at..at + 1).in_field("\u{202e}");
        let shown = rendered(&fault);
        assert!(shown.contains("a = \"␛[2J#＃[group]x\" y\n"), "{shown}");
        assert!(shown.contains("a⏎::x::b.toml:1:") && shown.contains("␇⏎::x::") && shown.contains("^ in \u{FFFD}"));
        assert!(!shown.lines().any(|line| line.trim_start().starts_with("::")), "{shown}");
    }

    #[test]
    fn a_text_over_many_lines_is_marked_in_its_first() {
        let file = Arc::new(SourceFile::new("a.toml", "de = \"\"\"\nein Text\nund mehr\n\"\"\"\n"));
        let fault = Diagnostic::error(Code::TOO_LONG, "too long").at(&file, 5..30);
        assert!(rendered(&fault).contains("1 │ de = \"\"\"\n  │      ^^^"), "{}", rendered(&fault));
    }
}
