//! Faults of form in the words of an editor.

use std::sync::Arc;

use super::Spans;
use crate::diagnostics::{Code, Diagnostic, SourceFile};

/// A parser's message without its full stop and in lower case.
pub(super) fn syntax(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    format!("this is no TOML: {message}")
}

/// Turns what the record type refuses into a diagnostic.
pub(super) fn of_serde(file: &Arc<SourceFile>, spans: &Spans, field: &str, message: &str) -> Diagnostic {
    let field = if field == "." { "" } else { field };
    if let Some(rest) = message.strip_prefix("unknown field ") {
        return unknown_key(file, spans, field, rest);
    }
    if let Some(rest) = message.strip_prefix("missing field ") {
        let key = quoted(rest).next().unwrap_or_default();
        return Diagnostic::error(Code::MISSING_KEY, format!("`{key}` is missing"))
            .at(file, spans.nearest(field))
            .in_field(field)
            .hint(format!("add `{key} = …`"));
    }
    let span = spans.nearest(field);
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let mut names = quoted(rest);
        let written = names.next().unwrap_or_default();
        let known: Vec<_> = names.collect();
        return Diagnostic::error(Code::WRONG_VALUE, format!("`{written}` is not known here"))
            .at(file, span)
            .in_field(field)
            .hint(suggestion(written, &known));
    }
    if let Some(rest) = message.strip_prefix("invalid type: ") {
        let (found, wanted) = rest.split_once(", expected ").unwrap_or((rest, ""));
        return Diagnostic::error(Code::WRONG_TYPE, format!("{} cannot stand here", kind(found)))
            .at(file, span)
            .in_field(field)
            .hint(format!("write {}", wanted_kind(wanted)));
    }
    let (message, hint) = message.split_once(": ").unwrap_or((message, ""));
    let fault = Diagnostic::error(Code::WRONG_VALUE, message).at(file, span).in_field(field);
    if hint.is_empty() { fault } else { fault.hint(hint) }
}

fn unknown_key(file: &Arc<SourceFile>, spans: &Spans, field: &str, rest: &str) -> Diagnostic {
    let mut names = quoted(rest);
    let key = names.next().unwrap_or_default();
    let known: Vec<_> = names.collect();
    let path = if field.is_empty() {
        key.to_owned()
    } else if field == key || field.ends_with(&format!(".{key}")) {
        field.to_owned()
    } else {
        format!("{field}.{key}")
    };
    let span = spans.key(&path).unwrap_or_else(|| spans.nearest(&path));
    Diagnostic::error(Code::UNKNOWN_KEY, format!("unknown key `{key}`"))
        .at(file, span)
        .in_field(path)
        .hint(suggestion(key, &known))
}

/// The parts of a message that stand between backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// "did you mean `x`?", or the list of what is known.
fn suggestion(written: &str, known: &[&str]) -> String {
    let nearest = known
        .iter()
        .map(|name| (strsim::damerau_levenshtein(written, name), name))
        .min()
        .filter(|(distance, name)| *distance <= name.len().max(written.len()) / 3 + 1);
    match nearest {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None if known.is_empty() => "remove it".to_owned(),
        None => format!("write one of: {}", known.join(", ")),
    }
}

/// What was found, in an editor's words.
fn kind(found: &str) -> &'static str {
    let kinds = [
        ("string", "a text"),
        ("integer", "a number"),
        ("floating point", "a number with decimals"),
        ("boolean", "true or false"),
        ("map", "a table"),
        ("sequence", "a list"),
    ];
    kinds.into_iter().find(|(name, _)| found.starts_with(name)).map_or("this", |(_, words)| words)
}

/// What is wanted, in an editor's words.
fn wanted_kind(wanted: &str) -> String {
    let words = match wanted {
        "a string" => "a text between quotation marks",
        "a sequence" => "a list in square brackets",
        "a map" => "a table: { de = \"…\", en = \"…\" }",
        "a boolean" => "true or false",
        "u32" | "u64" | "i64" | "usize" => "a whole number without quotation marks",
        "f64" => "a number without quotation marks",
        _ if wanted.starts_with("struct") || wanted.starts_with("internally tagged") => {
            "a table with the keys of this place"
        }
        _ => return wanted.to_owned(),
    };
    words.to_owned()
}
