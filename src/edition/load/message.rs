//! Schema errors in the words of an editor.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::Spans;
use super::date_slips::{has_day_form, read_date};
use super::form::{Problem, SchemaError};
use super::toml_file::{Oddity, Parsed};
use super::wanted::{entry, range, such_as, wanted};
use crate::diagnostics::{Code, Diagnostic, SourceFile, nearest};
use crate::edition::records::node::{Node, Step, field, pointer};
use crate::edition::records::schema::{DATE_FORM, DAY_FORM};
use crate::text::characters::find_hidden;

const DECIMALS: &str = "a number with decimals";

/// Converts a schema error to a diagnostic.
pub(super) fn describe(file: &Arc<SourceFile>, parsed: &Parsed, schema: &Value, error: &SchemaError) -> Diagnostic {
    let root = Node::root(schema);
    let place = Place { file, parsed, root: &root, error, path: field(&error.path) };
    match error.problem {
        Problem::UnknownKey => place.unknown_key(),
        Problem::MissingKey => place.missing_key(),
        Problem::Blank => place.blank(),
        _ => place.value(),
    }
}

/// The unknown keys of a record, by the path of their table.
pub(super) struct UnknownKeys<'a>(BTreeMap<&'a [Step], Vec<&'a str>>);

impl<'a> UnknownKeys<'a> {
    pub(super) fn among(errors: &'a [SchemaError]) -> Self {
        let mut keys: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for error in errors.iter().filter(|error| error.problem == Problem::UnknownKey) {
            if let Some((Step::Key(key), parents)) = error.path.split_last() {
                keys.entry(parents).or_default().push(key.as_str());
            }
        }
        Self(keys)
    }

    /// Returns whether a key is missing only because it is misspelt, which is reported anyway.
    pub(super) fn explain(&self, error: &SchemaError, schema: &Value) -> bool {
        let (Some((Step::Key(missing), parents)), Problem::MissingKey) = (error.path.split_last(), &error.problem)
        else {
            return false;
        };
        let Some(written) = self.0.get(parents) else { return false };
        let known = Node::root(schema).at(parents).map(|node| node.keys()).unwrap_or_default();
        written.iter().any(|written| nearest(written, &known) == Some(missing))
    }
}

/// Returns the error that stands for those of a file that are not listed.
pub(super) fn further(count: usize) -> Diagnostic {
    Diagnostic::error(Code::TOO_MANY, format!("{count} more in this file are not listed"))
        .hint("correct those that are listed, and check again: many of them may have one cause")
}

/// Reports a value that the type of the record refuses although the schema accepts it.
pub(super) fn of_type(file: &Arc<SourceFile>, spans: &Spans, field: &str, message: &str) -> Diagnostic {
    Diagnostic::error(Code::WRONG_VALUE, message).at(file, spans.nearest(field)).in_field(field.trim_matches('.'))
}

struct Place<'a> {
    file: &'a Arc<SourceFile>,
    parsed: &'a Parsed,
    root: &'a Node<'a>,
    error: &'a SchemaError,
    path: String,
}

impl<'a> Place<'a> {
    fn key(&self) -> &'a str {
        match self.error.path.last() {
            Some(Step::Key(key)) => key,
            _ => "",
        }
    }

    /// Returns the place as the header of a table names it: `mix.shares`.
    fn table(&self) -> String {
        let keys = self.error.path.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        keys.collect::<Vec<_>>().join(".")
    }

    /// Returns the schema of the table around the place.
    fn parent(&self) -> Option<Node<'a>> {
        self.root.at(self.error.path.split_last()?.1)
    }

    fn node(&self) -> Option<Node<'a>> {
        self.root.at(&self.error.path)
    }

    fn found(&self) -> Option<&'a Value> {
        self.parsed.value.pointer(&pointer(&self.error.path))
    }

    fn error(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(self.file, self.parsed.spans.nearest(&self.path)).in_field(&self.path)
    }

    fn unknown_key(&self) -> Diagnostic {
        let key = self.key();
        let known = self.parent().map(|node| node.keys()).unwrap_or_default();
        let span = self.parsed.spans.key(&self.path).unwrap_or_else(|| self.parsed.spans.nearest(&self.path));
        let elsewhere = || homes(self.root, key);
        let hint = match nearest(key, &known) {
            Some(name) => format!("did you mean `{name}`?"),
            None => match elsewhere().as_slice() {
                [] if known.is_empty() => "remove it".to_owned(),
                [] => format!("remove it, or write one of: {}", known.join(", ")),
                homes => format!("move it {}: a key is part of the nearest [table] above it", homes.join(" or ")),
            },
        };
        Diagnostic::error(Code::UNKNOWN_KEY, format!("unknown key `{key}`"))
            .at(self.file, span)
            .in_field(&self.path)
            .hint(hint)
    }

    fn missing_key(&self) -> Diagnostic {
        let key = self.key();
        let parents = self.error.path.split_last().map_or(&[][..], |(_, parents)| parents);
        let above = field(parents);
        let hint = match self.node() {
            Some(node) => format!("add {}", entry(key, &node)),
            None => format!("add `{key} = …`"),
        };
        let at = if above.is_empty() { self.head() } else { self.parsed.spans.nearest(&above) };
        let whole = if above.is_empty() { " in this file" } else { "" };
        Diagnostic::error(Code::MISSING_KEY, format!("`{key}` is missing{whole}"))
            .at(self.file, at)
            .in_field(above)
            .hint(hint)
    }

    /// Returns the start of the first line with content, for keys that are missing in the whole file.
    fn head(&self) -> std::ops::Range<usize> {
        let mut start = 0;
        for line in self.file.text().split_inclusive('\n') {
            let said = line.trim();
            if !said.is_empty() && !said.starts_with('#') {
                return start..start;
            }
            start += line.len();
        }
        0..0
    }

    fn blank(&self) -> Diagnostic {
        let key = self.key();
        let parent = self.parent();
        if parent.as_ref().is_some_and(|node| node.is_per_language() && node.key(key).is_some()) {
            return self
                .error(Code::MISSING_LANGUAGE, format!("the text in `{key}` is empty"))
                .hint("write the text, or remove the entry in all languages");
        }
        let needed = parent.is_none_or(|node| node.requires(key));
        let hint = if key.is_empty() {
            "write a text, or remove the quotation marks".to_owned()
        } else if needed {
            self.node().map_or_else(|| "write a text".to_owned(), |node| format!("write {}", entry(key, &node)))
        } else {
            format!("write a text, or remove the line: `{key}` may be left out")
        };
        self.error(Code::EMPTY_VALUE, "the text is empty").hint(hint)
    }

    fn value(&self) -> Diagnostic {
        let Some(node) = self.node() else { return self.error(Code::WRONG_VALUE, "this is not allowed here") };
        if matches!(self.error.problem, Problem::NoDate | Problem::BadForm | Problem::WrongType)
            && let Some((written, hint)) = self.read_date(&node)
        {
            let hidden = name_of_hidden(&written);
            return self
                .error(Code::WRONG_DATE, format!("`{written}` is not a form of date that is allowed here{hidden}"))
                .hint(hint);
        }
        let written = self.found().map(plain).unwrap_or_default();
        match self.error.problem {
            Problem::NotListed => {
                let known = node.values().unwrap_or_default();
                let meant = node.get("x-also").and_then(|also| also.get(written.trim().to_lowercase()));
                let hint = match meant.and_then(Value::as_str).or_else(|| nearest(&written, &known)) {
                    Some(name) => format!("did you mean `{name}`? The known values are: {}", known.join(", ")),
                    None => format!("write one of: {}", known.join(", ")),
                };
                self.error(Code::WRONG_VALUE, format!("unknown value `{written}`")).hint(hint)
            }
            Problem::NoDate if !is_date_form(&written) && !has_day_form(&written) => self
                .error(Code::WRONG_DATE, format!("`{written}` is not a form of date that is allowed here"))
                .hint(format!("write {}", wanted(&node))),
            Problem::NoDate => self
                .error(Code::WRONG_DATE, format!("`{written}` is not a date in the calendar"))
                .hint(format!("write {}", wanted(&node))),
            Problem::OutOfRange if node.text("format").is_some() => self
                .error(Code::WRONG_DATE, format!("{written} is not a plausible year"))
                .hint(format!("write {}", wanted(&node))),
            Problem::OutOfRange => {
                self.error(Code::OUT_OF_RANGE, format!("{written} is out of range")).hint(range(&node))
            }
            Problem::TooLong => {
                let most = node.get("maxLength").map(ToString::to_string).unwrap_or_default();
                let length = written.chars().count();
                self.error(Code::TOO_LONG, format!("this text has {length} characters, which is too long"))
                    .hint(format!("write at most {most} characters"))
            }
            Problem::Empty | Problem::TooMany if fixed_length(&node).is_some() => {
                let length = fixed_length(&node).unwrap_or_default();
                self.error(Code::WRONG_VALUE, format!("this list must have {length} numbers"))
                    .hint(format!("write them in square brackets{}", such_as(&node)))
            }
            Problem::Empty => {
                let what = if node.allows("array") { "list" } else { "table" };
                let needed = self.parent().is_none_or(|parent| parent.requires(self.key()));
                let or = if needed { "" } else { ", or remove the line" };
                let entry = if what == "table" { "at least one key" } else { "a value" };
                let hint = format!("write {entry}{}{or}", such_as(&node));
                self.error(Code::EMPTY_VALUE, format!("the {what} is empty")).hint(hint)
            }
            Problem::TooMany => self.too_many(&node),
            Problem::BadForm => {
                let hidden = name_of_hidden(&written);
                self.error(Code::WRONG_VALUE, format!("`{written}` is not valid here{hidden}"))
                    .hint(format!("write {}", wanted(&node)))
            }
            _ => {
                let tables = node.item().is_some_and(|item| !item.allows("string"));
                let alone =
                    node.allows("object") && !node.allows("string") && matches!(self.found(), Some(Value::Array(_)));
                let hint = match self.key() {
                    key if tables && !key.is_empty() => format!("write [[{}]] above each entry", self.table()),
                    key if alone && !key.is_empty() => format!("write [{}]: a record can have only one", self.table()),
                    _ if self.kind() == DECIMALS && node.allows("integer") => {
                        format!("write a whole number without a decimal point{}", such_as(&node))
                    }
                    _ => format!("write {}", wanted(&node)),
                };
                self.error(Code::WRONG_TYPE, format!("{} is not allowed here", self.kind())).hint(hint)
            }
        }
    }

    /// Reads a date that is written in another form. Returns it as it is written, and how to write it.
    fn read_date(&self, node: &Node<'_>) -> Option<(String, String)> {
        let form = node.text("format").filter(|form| [DATE_FORM, DAY_FORM].contains(form))?;
        // The parser has lost the zeros of a decimal number such as 10.2010.
        let span = self.parsed.spans.value(&self.path)?;
        let written = self.file.text().get(span)?.trim_matches(['"', '\'']);
        let date = read_date(written).filter(|date| date.is_day || form == DATE_FORM)?;
        Some((written.to_owned(), date.hint()))
    }

    fn too_many(&self, node: &Node<'_>) -> Diagnostic {
        let (count, limit) = match self.found() {
            Some(Value::Array(items)) => (items.len(), node.get("maxItems")),
            Some(Value::Object(table)) => (table.len(), node.get("maxProperties")),
            _ => (0, None),
        };
        let most = limit.map(ToString::to_string).unwrap_or_default();
        self.error(Code::TOO_MANY, format!("{count} entries are more than a brochure can hold"))
            .hint(format!("keep at most {most}: remove those that were pasted in twice, or join several into one"))
    }

    /// Describes the value that was found.
    fn kind(&self) -> &'static str {
        match self.parsed.oddities.get(&self.error.path) {
            Some(Oddity::Day | Oddity::Moment) => return "a date",
            Some(Oddity::Huge | Oddity::NoNumber | Oddity::BadDigits) => return "this number",
            Some(Oddity::Decimals) => return DECIMALS,
            None => {}
        }
        match self.found() {
            Some(Value::String(_)) => "a text",
            Some(Value::Number(number)) if number.is_f64() => DECIMALS,
            Some(Value::Number(_)) => "a number",
            Some(Value::Bool(_)) => "true or false",
            Some(Value::Array(_)) => "a list",
            Some(Value::Object(_)) => "a table",
            _ => "this",
        }
    }
}

/// Returns the length of a list that has only one.
fn fixed_length(node: &Node<'_>) -> Option<u64> {
    let limit = |keyword| node.get(keyword).and_then(Value::as_u64);
    limit("minItems").filter(|least| *least > 1 && limit("maxItems") == Some(*least))
}

/// Returns a value for a message, without its quotation marks.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Names a character of a value that nobody can see.
fn name_of_hidden(written: &str) -> String {
    find_hidden(written).map(|name| format!(": it contains {name}")).unwrap_or_default()
}

/// Returns whether a text has the form of a date that begins with the year, whether or not it is in the calendar.
fn is_date_form(text: &str) -> bool {
    let (year, rest) = text.split_at_checked(4).unwrap_or_default();
    year.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with('-') && rest.len() <= "-spring".len()
}

/// Returns the tables of a record that have a key, such as "below [seat]".
fn homes(root: &Node<'_>, key: &str) -> Vec<String> {
    let mut homes = Vec::new();
    if root.key(key).is_some() {
        homes.push("to the top of the file, above the first [table]".to_owned());
    }
    for name in root.keys() {
        let Some(node) = root.key(name) else { continue };
        let (node, form) = match node.item() {
            Some(item) => (item, format!("below [[{name}]]")),
            None => (node, format!("below [{name}]")),
        };
        if node.keys().contains(&key) {
            homes.push(form);
        }
    }
    homes
}
