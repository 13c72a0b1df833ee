//! Parses a TOML file as far as it is valid, with the place of every field.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Number, Value};
use toml::de::{DeFloat, DeInteger, DeTable, DeValue};

use super::recover::{self, Slip};
use super::{Spans, foreign, syntax};
use crate::diagnostics::{Diagnostic, SourceFile};
use crate::edition::records::node::Step;

/// A value of a type that JSON does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Oddity {
    /// A date; the plain value is its text.
    Day,
    /// A time, or a date with one.
    Moment,
    /// An integer that does not fit into 64 bits.
    Huge,
    /// `nan` or `inf`.
    NoNumber,
    /// A number without digits or with those of another script, which the parser lets pass.
    BadDigits,
    /// A number whose decimals are all zero, which JSON would treat as an integer.
    Decimals,
}

/// A parsed file.
#[derive(Debug, Clone, Default)]
pub(super) struct Parsed {
    /// The plain value, without the parts that could not be parsed.
    pub value: Value,
    /// The place of each field.
    pub spans: Spans,
    /// Values of types that JSON does not have.
    pub oddities: BTreeMap<Vec<Step>, Oddity>,
    /// Whether a part of the file is not TOML.
    pub broken: bool,
}

/// Parses a file. Adds syntax errors to the diagnostics.
pub(super) fn parse(file: &Arc<SourceFile>, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let foreign = foreign::faults(file);
    if !foreign.is_empty() {
        diagnostics.extend(foreign);
        return Parsed { value: Value::Object(Map::new()), broken: true, ..Parsed::default() };
    }
    if let Ok(table) = DeTable::parse(file.text()) {
        return Parsed::of(table.get_ref());
    }
    let first_error = |text: &str| {
        let error = DeTable::parse(text).err()?;
        // Only an error about the parts of a key comes without a place.
        Some((error.span().unwrap_or_else(|| longest_key(text)), error.message().to_owned()))
    };
    let (text, slips) = recover::recover(file.text(), first_error);
    let told = slips.iter().enumerate().filter(|(index, _)| !follows_from_the_last(file.text(), &slips[..=*index]));
    let faults: Vec<_> = told.map(|(_, (span, slip))| syntax::fault(file, span, slip)).collect();
    let parsed = DeTable::parse(&text).map(|table| Parsed::of(table.get_ref())).unwrap_or_default();
    diagnostics.extend(faults);
    Parsed { broken: true, ..parsed }
}

/// Returns whether the last of several slips follows from the one before: where the header of an entry is forgotten, all
/// its keys are there twice.
fn follows_from_the_last(text: &str, slips: &[(Range<usize>, Slip)]) -> bool {
    let [.., (before, first), (here, second)] = slips else { return false };
    let is_double = |slip: &Slip| matches!(slip, Slip::Told(told) if told.starts_with("duplicate key"));
    let between = text.get(before.start..here.start).unwrap_or_default();
    let head = text.get(..before.start).unwrap_or_default().rsplit_once("\n[").map_or("", |(_, head)| head);
    head.starts_with('[') && is_double(first) && is_double(second) && !between.contains("\n[")
}

/// Returns the line whose key has the most parts.
fn longest_key(text: &str) -> Range<usize> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let place = start..start + line.trim_end().len();
        start += line.len();
        (line.split('=').next().unwrap_or_default().matches('.').count(), place)
    });
    lines.max_by_key(|(parts, _)| *parts).map_or(0..0, |(_, place)| place)
}

impl Parsed {
    fn of(table: &DeTable<'_>) -> Self {
        let mut parsed = Self { spans: Spans::collect(table), ..Self::default() };
        parsed.value = parsed.table(table, &mut Vec::new());
        parsed
    }

    fn table(&mut self, table: &DeTable<'_>, path: &mut Vec<Step>) -> Value {
        let mut out = Map::new();
        for (key, value) in table {
            path.push(Step::Key(key.get_ref().to_string()));
            out.insert(key.get_ref().to_string(), self.json(value.get_ref(), path));
            path.pop();
        }
        Value::Object(out)
    }

    /// Converts a value to a plain one. A date becomes its text.
    fn json(&mut self, value: &DeValue<'_>, path: &mut Vec<Step>) -> Value {
        match value {
            DeValue::String(text) => Value::String(text.to_string()),
            DeValue::Boolean(flag) => Value::Bool(*flag),
            DeValue::Integer(number) => integer(number).unwrap_or_else(|| {
                let digits = number.as_str().trim_start_matches(['+', '-']);
                let is_whole = !digits.is_empty() && digits.chars().all(|c| c.is_digit(number.radix()));
                self.odd(if is_whole { Oddity::Huge } else { Oddity::BadDigits }, path, number)
            }),
            DeValue::Float(number) => {
                let value = float(number).unwrap_or_else(|| self.odd(Oddity::NoNumber, path, number));
                if value.as_f64().is_some_and(|number| number.fract() == 0.0) {
                    self.oddities.insert(path.clone(), Oddity::Decimals);
                }
                value
            }
            DeValue::Datetime(date) => {
                let day = date.date.is_some() && date.time.is_none();
                self.odd(if day { Oddity::Day } else { Oddity::Moment }, path, date)
            }
            DeValue::Array(items) => {
                let mut out = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Index(index));
                    out.push(self.json(item.get_ref(), path));
                    path.pop();
                }
                Value::Array(out)
            }
            DeValue::Table(table) => self.table(table, path),
        }
    }

    fn odd(&mut self, oddity: Oddity, path: &[Step], value: &impl ToString) -> Value {
        self.oddities.insert(path.to_vec(), oddity);
        Value::String(value.to_string())
    }
}

fn integer(number: &DeInteger<'_>) -> Option<Value> {
    i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| Value::Number(number.into()))
}

fn float(number: &DeFloat<'_>) -> Option<Value> {
    number.as_str().parse().ok().and_then(Number::from_f64).map(Value::Number)
}
