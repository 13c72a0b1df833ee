//! One TOML file: parsed, with the place of every field, and read into a type.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use super::{Spans, message};
use crate::diagnostics::{Code, Diagnostic, SourceFile};

/// Reads a file into a type; `None` where its faults are among the diagnostics.
pub(super) fn parse<T: DeserializeOwned>(
    file: &Arc<SourceFile>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(T, Spans)> {
    let (table, errors) = DeTable::parse_recoverable(file.text());
    let broken = !errors.is_empty();
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        diagnostics.push(
            Diagnostic::error(Code::SYNTAX, message::syntax(error.message()))
                .at(file, span)
                .hint("a text needs quotation marks on both sides, a table square brackets"),
        );
    }
    if broken {
        return None;
    }
    let spans = Spans::of(table.get_ref());
    let value = Value::Object(object(table.get_ref()));
    match serde_path_to_error::deserialize(&value) {
        Ok(value) => Some((value, spans)),
        Err(error) => {
            let field = error.path().to_string();
            diagnostics.push(message::of_serde(file, &spans, &field, &error.inner().to_string()));
            None
        }
    }
}

fn object(table: &DeTable<'_>) -> Map<String, Value> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect()
}

/// The plain value. A date becomes its text; a number outside the range of the computer becomes
/// text as well, so that the type refuses it at its place.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => integer(number),
        DeValue::Float(number) => float(number),
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(date) => Value::String(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => Value::Object(object(table)),
    }
}

fn integer(number: &DeInteger<'_>) -> Value {
    match i64::from_str_radix(number.as_str(), number.radix()) {
        Ok(number) => Value::Number(number.into()),
        Err(_) => Value::String(number.to_string()),
    }
}

fn float(number: &DeFloat<'_>) -> Value {
    let text = number.as_str();
    match text.parse().ok().and_then(Number::from_f64) {
        Some(number) => Value::Number(number),
        None => Value::String(text.to_owned()),
    }
}
