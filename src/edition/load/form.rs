//! Validates a record against its schema: all errors at once, each with its path.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{ValidationError, Validator};
use serde_json::Value;

use super::toml_file::{Oddity, Parsed};
use crate::edition::records::Date;
use crate::edition::records::node::{Node, Step, pointer};
use crate::edition::records::schema::{DATE_FORM, DAY_FORM, NOT_BLANK, RecordKind};

/// A compiled schema.
pub(super) struct Form {
    /// The schema.
    pub schema: &'static Value,
    validator: Option<Validator>,
}

/// Why a value does not fit the schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Problem {
    /// The key is not known.
    UnknownKey,
    /// The key is missing.
    MissingKey,
    /// The value has another type.
    WrongType,
    /// The value is not in the list of values.
    NotListed,
    /// The text is blank.
    Blank,
    /// The list or table is empty.
    Empty,
    /// The list has too many entries.
    TooMany,
    /// The text is not a date.
    NoDate,
    /// The number is too small or too large.
    OutOfRange,
    /// The text has too many characters.
    TooLong,
    /// The text does not have the form of an address, a code or a name.
    BadForm,
}

/// A schema error.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SchemaError {
    /// Where.
    pub path: Vec<Step>,
    /// What.
    pub problem: Problem,
}

impl Form {
    /// Returns the schema of a kind of record.
    pub(super) fn for_kind(kind: RecordKind) -> &'static Self {
        // Compiling a schema takes longer than reading a record.
        static EDITION: LazyLock<Form> = LazyLock::new(|| Form::new(RecordKind::Edition.form()));
        static CLUSTER: LazyLock<Form> = LazyLock::new(|| Form::new(RecordKind::Cluster.form()));
        match kind {
            RecordKind::Edition => &EDITION,
            RecordKind::Cluster => &CLUSTER,
        }
    }

    fn new(schema: &'static Value) -> Self {
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .with_format(DATE_FORM, |text: &str| text.parse::<Date>().is_ok())
            .with_format(DAY_FORM, |text: &str| matches!(text.parse(), Ok(Date::Day(_))))
            .build(schema)
            // The tests compile every schema.
            .ok();
        Self { schema, validator }
    }

    /// Returns all schema errors, only the most serious one for each place.
    pub(super) fn errors(&self, parsed: &Parsed) -> Vec<SchemaError> {
        let mut errors = BTreeSet::new();
        let odd: Vec<_> =
            parsed.oddities.iter().filter_map(|(path, oddity)| self.odd(&parsed.value, path, *oddity)).collect();
        for error in self.validator.iter().flat_map(|validator| validator.iter_errors(&parsed.value)) {
            let base = path_of(error.instance_path().as_str(), &parsed.value);
            errors.extend(problems(&error).into_iter().map(|(key, problem)| {
                let mut path = base.clone();
                path.extend(key.map(Step::Key));
                SchemaError { path, problem }
            }));
        }
        let told_better =
            |error: &SchemaError| told_apart(parsed.oddities.get(&error.path)) && error.problem != Problem::UnknownKey;
        errors.retain(|error| !told_better(error));
        errors.extend(odd);
        let mut errors: Vec<_> = errors.into_iter().collect();
        errors.dedup_by(|next, first| next.path == first.path);
        errors
    }

    /// Checks a value of a type that JSON does not have.
    fn odd(&self, value: &Value, path: &[Step], oddity: Oddity) -> Option<SchemaError> {
        let node = Node::root(self.schema).at(path)?;
        let form = node.text("format");
        let problem = match oddity {
            Oddity::Decimals if node.allows("number") || !node.allows("integer") => return None,
            Oddity::Day if form == Some(DATE_FORM) || form == Some(DAY_FORM) => {
                let text = value.pointer(&pointer(path)).and_then(Value::as_str).unwrap_or_default();
                if text.parse::<Date>().is_ok() {
                    return None;
                }
                Problem::NoDate
            }
            Oddity::Moment if form == Some(DATE_FORM) || form == Some(DAY_FORM) => Problem::NoDate,
            Oddity::BadDigits => Problem::BadForm,
            Oddity::Huge | Oddity::NoNumber if node.allows("number") || node.allows("integer") => Problem::OutOfRange,
            _ => Problem::WrongType,
        };
        Some(SchemaError { path: path.to_vec(), problem })
    }
}

/// Returns whether the plain form of a value hides its type.
fn told_apart(oddity: Option<&Oddity>) -> bool {
    oddity.is_some_and(|oddity| *oddity != Oddity::Decimals)
}

/// Interprets an error of the validator. Also returns the key that it is about, if that is not its place.
fn problems(error: &ValidationError<'_>) -> Vec<(Option<String>, Problem)> {
    use ValidationErrorKind as Kind;
    let problem = match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            return unexpected.iter().map(|key| (Some(key.clone()), Problem::UnknownKey)).collect();
        }
        Kind::Required { property } => {
            return vec![(property.as_str().map(str::to_owned), Problem::MissingKey)];
        }
        Kind::Type { .. } => Problem::WrongType,
        Kind::Enum { .. } | Kind::Constant { .. } => Problem::NotListed,
        Kind::Format { .. } => Problem::NoDate,
        Kind::Minimum { .. } | Kind::Maximum { .. } => Problem::OutOfRange,
        Kind::MaxLength { .. } => Problem::TooLong,
        Kind::MaxItems { .. } | Kind::MaxProperties { .. } => Problem::TooMany,
        Kind::MinItems { .. } | Kind::MinProperties { .. } => Problem::Empty,
        Kind::Pattern { pattern } if pattern == NOT_BLANK => Problem::Blank,
        _ => Problem::BadForm,
    };
    vec![(None, problem)]
}

/// Converts a JSON pointer to a path.
fn path_of(pointer: &str, value: &Value) -> Vec<Step> {
    let mut path = Vec::new();
    let mut value = Some(value);
    for part in pointer.split('/').skip(1) {
        let part = part.replace("~1", "/").replace("~0", "~");
        let index = part.parse().ok().filter(|_| value.is_some_and(Value::is_array));
        value = match index {
            Some(index) => value.and_then(|value| value.get::<usize>(index)),
            None => value.and_then(|value| value.get(&part)),
        };
        path.push(index.map_or(Step::Key(part), Step::Index));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_can_judge() {
        for kind in RecordKind::ALL {
            assert!(Form::for_kind(kind).validator.is_some(), "{}", kind.name());
        }
    }
}
