//! Syntax errors in the words of an editor.

use std::ops::Range;
use std::sync::Arc;

use super::common_slips::Line;
use super::duplicates::describe_duplicate;
use super::recover::{Slip, Unclosed, key_name};
use crate::diagnostics::{Code, Diagnostic, SourceFile};

/// The message of the parser, the message for the editor, and the hint.
const WORDS: &[(&str, &str, &str)] = &[
    ("string values must be quoted", "text without quotation marks", "put straight quotation marks around it: \"…\""),
    ("invalid basic string", "this text is not closed", "put a straight quotation mark at its end: \"…\""),
    (
        "invalid multi-line basic string",
        "this text is not closed",
        "put three quotation marks after its last line: \"\"\"",
    ),
    ("invalid literal string", "this text is not closed", "end it with the mark that it starts with"),
    ("missing opening quote", "a quotation mark is missing", "put straight quotation marks on both sides: \"…\""),
    ("unclosed array table", "the name of this table is not closed", "write [[name]]"),
    ("unclosed array", "this list is not closed", "put a bracket at its end: ]"),
    ("unclosed inline table", "this table is not closed", "put a brace at its end: }"),
    ("unclosed table", "the name of this table is not closed", "write [name]"),
    ("missing comma", "a comma is missing", "put a comma between the two"),
    ("extra comma", "one comma too many", "remove it"),
    ("key with no value", "this key has no value", "write key = value; texts are in quotation marks"),
    ("missing value", "this key has no value", "write a value, or remove the line"),
    ("missing assignment", "= is missing", "write key = value"),
    ("extra", "one = too many", "remove it"),
    ("unexpected `=`", "one = too many", "remove it"),
    ("missing key", "a key is missing", "write key = value"),
    ("unquoted keys cannot be empty", "a key is missing", "write key = value"),
    (
        "invalid unquoted key",
        "this is not a valid key",
        "keys consist of the letters a to z, digits, - and _; a text of several lines is put between \"\"\" and \"\"\"",
    ),
    (
        "invalid key-value pair",
        "this line is not TOML",
        "write key = value; a text of several lines is put between \"\"\" and \"\"\"",
    ),
    ("unexpected key or value", "text after the value", "put it on a separate line, or inside the quotation marks"),
    ("unexpected content", "text after the value", "put it on a separate line, or start it with #"),
    (
        "recursion limit",
        "this key has too many parts",
        "no key has more than four, such as mix.source or cover.large.de",
    ),
    ("cannot recurse further", "these values are nested too deep", "no value is nested deeper than { de = [\"…\"] }"),
    (
        "unexpected leading zero",
        "this number has a leading zero",
        "remove the zero; a postal code is a text: \"01069\"",
    ),
    ("redundant", "numbers do not start with this", "write only the digits"),
    ("`_` may only go between digits", "numbers do not contain this", "write only the digits"),
];

/// Converts a syntax error to a diagnostic.
pub(super) fn fault(file: &Arc<SourceFile>, span: &Range<usize>, slip: &Slip) -> Diagnostic {
    let told = match slip {
        Slip::Unclosed(kind) => {
            let line = line_of(file.text(), span.start);
            if let Some(fault) = curly(file, &line).filter(|_| *kind == Unclosed::Line) {
                return fault;
            }
            let (message, hint) = match kind {
                Unclosed::List => ("this list is not closed", "put a bracket at its end: ]"),
                Unclosed::Table => ("this table is not closed", "put a brace at its end: }"),
                Unclosed::Line => (
                    "this text is not closed on its line",
                    "put a straight quotation mark at its end: \"…\"; a text of several lines is put between \"\"\" and \"\"\"",
                ),
                Unclosed::Text => {
                    ("this text is not closed", "put the three marks that it starts with after its last line")
                }
            };
            return Diagnostic::error(Code::SYNTAX, message).at(file, span.clone()).hint(hint);
        }
        Slip::Told(told) => told,
        Slip::Further => {
            return Diagnostic::error(Code::TOO_MANY, "from here on, errors are not listed")
                .at(file, span.clone())
                .hint("correct those that are listed, and check again: many of them may have one cause");
        }
    };
    let line = line_of(file.text(), span.start);
    let slip = backslash(file, &line, span.start, told)
        .or_else(|| describe_duplicate(file, span, told))
        .or_else(|| no_comma(file, span, told))
        .or_else(|| curly(file, &line));
    if let Some(fault) = slip {
        return fault;
    }
    let text = &file.text()[line.clone()];
    let slip = Line { text, start: line.start, error: span.start.saturating_sub(line.start) }.recognise();
    if let Some((fault, place)) = slip {
        return fault.at(file, place);
    }
    if let Some(fault) = no_sign(file, &line) {
        return fault;
    }
    if file.text().get(span.start..).is_some_and(|rest| rest.starts_with(','))
        && told.starts_with("unexpected key or value")
    {
        return Diagnostic::error(Code::SYNTAX, "more than one value")
            .at(file, span.clone())
            .hint("put square brackets around a list: [\"…\", \"…\"]");
    }
    let known = WORDS.iter().find(|(start, _, _)| told.starts_with(start));
    let fault = match known {
        Some((_, message, hint)) => Diagnostic::error(Code::SYNTAX, *message).hint(*hint),
        None => Diagnostic::error(Code::SYNTAX, "this is not TOML")
            .hint("write key = value; texts are in quotation marks, lists in square brackets"),
    };
    fault.at(file, span.clone())
}

/// Reports a backslash that does not start a TOML escape.
fn backslash(file: &Arc<SourceFile>, line: &Range<usize>, error: usize, told: &str) -> Option<Diagnostic> {
    let escape = ["missing escaped value", "too few unicode value digits", "invalid escape"];
    if !escape.iter().any(|start| told.starts_with(start)) {
        return None;
    }
    let end = file.text().ceil_char_boundary(error + 1);
    let at = line.start + file.text()[line.start..end.max(line.start)].rfind('\\')?;
    Some(
        Diagnostic::error(Code::SYNTAX, "this backslash does not start a valid escape")
            .at(file, at..at + 1)
            .hint("write / in paths, and \\\\ for a real backslash"),
    )
}

/// Reports a comma that is missing before a key in braces.
fn no_comma(file: &Arc<SourceFile>, span: &Range<usize>, told: &str) -> Option<Diagnostic> {
    let rest = file.text().get(span.start..)?;
    let key = key_name(rest).filter(|_| told.starts_with("missing comma"))?;
    Some(
        Diagnostic::error(Code::SYNTAX, "a comma is missing")
            .at(file, span.start..span.start + key.len())
            .hint(format!("put a comma before `{key}`")),
    )
}

/// Returns the line at an offset.
fn line_of(text: &str, byte: usize) -> Range<usize> {
    let byte = text.floor_char_boundary(byte);
    let start = text[..byte].rfind('\n').map_or(0, |end| end + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |end| byte + end);
    // The line ends of Windows are no part of the line.
    start..end - usize::from(text[start..end].ends_with('\r'))
}

/// Reports a line without `=`, with a colon instead of it, or without a value.
fn no_sign(file: &Arc<SourceFile>, line: &Range<usize>) -> Option<Diagnostic> {
    let text = file.text()[line.clone()].trim_end();
    let is_of_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let key = text.find(|c| !is_of_key(c)).unwrap_or(text.len());
    let rest = text[key..].trim_start();
    let fault = match rest.strip_prefix('=').map(str::trim) {
        Some("") => {
            Diagnostic::error(Code::SYNTAX, "this key has no value").hint("write a value after =, or remove the line")
        }
        None if key > 0 && rest.starts_with(':') => {
            Diagnostic::error(Code::SYNTAX, "= is missing").hint(format!("write {} = …", &text[..key]))
        }
        None if key > 0 && !rest.is_empty() && !rest.starts_with('=') => {
            Diagnostic::error(Code::SYNTAX, "this line is not `key = value`")
                .hint("a text of several lines is put between \"\"\" and \"\"\"; a comment starts with #")
        }
        _ => return None,
    };
    Some(fault.at(file, line.start..line.start + text.len()))
}

/// Reports typographic quotation marks around a value, which word processors insert automatically.
fn curly(file: &Arc<SourceFile>, line: &Range<usize>) -> Option<Diagnostic> {
    let (start, line) = (line.start, &file.text()[line.clone()]);
    let (before, value) = line.split_once('=')?;
    let mark = value.trim_start().chars().next().filter(|c| matches!(c, '„' | '“' | '”' | '‘' | '‚' | '«' | '»'))?;
    let at = start + before.len() + 1 + value.find(mark)?;
    Some(
        Diagnostic::error(Code::SYNTAX, format!("{mark} cannot start a text"))
            .at(file, at..at + mark.len_utf8())
            .hint("put straight quotation marks around the text: \"…\"; inside it, typographic ones are fine"),
    )
}
