//! The fields of an entry as the plain texts of cells, and back.

use serde_json::{Map, Number, Value, json};

use super::columns::{Column, Form};
use crate::edition::records::node::{Step, pointer};
use crate::edition::records::{Date, Language};

/// The separator of the texts of a list in a cell.
pub(super) const SEPARATOR: &str = "; ";

/// Returns the text of a field in an entry; an empty one if it has none.
pub(super) fn text(entry: &Value, column: &Column) -> String {
    let value = entry.pointer(&pointer(&column.path));
    let text = value.map(|value| of_value(value, column.form)).unwrap_or_default();
    text.replace("\r\n", "\n")
}

fn of_value(value: &Value, form: Form) -> String {
    match (form, value) {
        (Form::Name(language), _) => in_language(value, language),
        (Form::Names(language), Value::Array(items)) => {
            items.iter().map(|item| in_language(item, language)).collect::<Vec<_>>().join(SEPARATOR)
        }
        (Form::List | Form::Ids, Value::Array(items)) => items.iter().map(plain).collect::<Vec<_>>().join(SEPARATOR),
        _ => plain(value),
    }
}

fn in_language(value: &Value, language: Language) -> String {
    match value {
        Value::Object(table) => table.get(language.code()).map(plain).unwrap_or_default(),
        other => plain(other),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Returns the texts of a list in a cell.
pub(super) fn parts(text: &str, form: Form) -> Vec<String> {
    let separators: &[char] = if form == Form::Ids { &[';', ',', '\n'] } else { &[';', '\n'] };
    text.split(separators).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Returns the value of a text; `None` for an empty one. `now` is the value that it replaces.
pub(super) fn value(text: &str, form: Form, now: Option<&Value>) -> Option<Value> {
    if text.is_empty() {
        return None;
    }
    Some(match form {
        Form::Text | Form::Code | Form::Name(_) => json!(text),
        Form::Flag => json!(text == "true"),
        Form::Whole | Form::Number => number(text),
        Form::Date => match text.parse() {
            Ok(Date::Year(year)) => json!(year),
            _ => json!(text),
        },
        Form::List | Form::Names(_) => json!(parts(text, form)),
        Form::Ids => match parts(text, form).as_slice() {
            [only] if !now.is_some_and(Value::is_array) => json!(only),
            ids => json!(ids),
        },
    })
}

fn number(text: &str) -> Value {
    let whole = text.parse::<i64>().ok().map(Number::from);
    let number = || text.parse().ok().and_then(Number::from_f64);
    whole.or_else(number).map_or_else(|| json!(text), Value::Number)
}

/// Returns the value of a name from its texts in several languages; `None` if all are empty. A name that is the same in all
/// languages, or given in one only, is a plain text, unless it is a table now.
pub(super) fn name(texts: &[(Language, &str)], now: Option<&Value>) -> Option<Value> {
    let given: Vec<_> = texts.iter().filter(|(_, text)| !text.is_empty()).collect();
    let (_, first) = given.first()?;
    // Languages that the edition does not have keep their names.
    let mut table = now.and_then(Value::as_object).cloned().unwrap_or_default();
    if table.is_empty() && given.iter().all(|(_, text)| text == first) {
        return Some(json!(first));
    }
    for (language, text) in texts {
        table.remove(language.code());
        if !text.is_empty() {
            table.insert(language.code().to_owned(), json!(text));
        }
    }
    Some(Value::Object(table))
}

/// Returns the value of a list of names from its texts in several languages. `None` if these do not have the same number of
/// names.
pub(super) fn names(texts: &[(Language, &str)], now: Option<&Value>) -> Option<Value> {
    let mut lists: Vec<_> =
        texts.iter().map(|(language, text)| (*language, parts(text, Form::Names(*language)))).collect();
    lists.retain(|(_, list)| !list.is_empty());
    let count = lists.first().map_or(0, |(_, list)| list.len());
    if lists.iter().any(|(_, list)| list.len() != count) {
        return None;
    }
    let entry = |index: usize| {
        let names: Vec<_> = lists.iter().map(|(language, list)| (*language, list[index].as_str())).collect();
        name(&names, now.and_then(|now| now.get(index)))
    };
    Some(Value::Array((0..count).filter_map(entry).collect()))
}

/// Puts a value at a path into an entry.
pub(super) fn put(entry: &mut Map<String, Value>, path: &[Step], value: Value) {
    match path {
        [Step::Key(key)] => {
            entry.insert(key.clone(), value);
        }
        [Step::Key(key), rest @ ..] => {
            let inner = entry.entry(key.clone()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [Language; 2] = [Language::De, Language::En];

    #[test]
    fn a_value_is_the_same_after_its_text() {
        for (form, now) in [
            (Form::Text, json!("=1+1")),
            (Form::Text, json!("1.3.")),
            (Form::Text, json!("a\nb")),
            (Form::Code, json!("more_than")),
            (Form::Whole, json!(72)),
            (Form::Number, json!(51.54)),
            (Form::Number, json!(1_200_000_000_i64)),
            (Form::Number, json!(5.0)),
            (Form::Flag, json!(true)),
            (Form::Date, json!(2019)),
            (Form::Date, json!("2019-03-05")),
            (Form::Date, json!("2019-Q1")),
            (Form::List, json!(["a", "b"])),
            (Form::Ids, json!("a")),
            (Form::Ids, json!(["a"])),
            (Form::Ids, json!(["a", "b"])),
        ] {
            assert_eq!(value(&of_value(&now, form), form, Some(&now)), Some(now.clone()), "{now}");
        }
        assert_eq!(value("", Form::Text, None), None);
        assert_eq!(value("a, b", Form::Ids, None), Some(json!(["a", "b"])));
    }

    #[test]
    fn a_name_differs_by_language_only_where_its_texts_do() {
        let name = |de, en, now: Option<Value>| name(&[(BOTH[0], de), (BOTH[1], en)], now.as_ref());
        let table = json!({ "de": "München", "en": "Munich" });
        assert_eq!(name("Kassel", "Kassel", None), Some(json!("Kassel")));
        assert_eq!(name("Kassel", "", None), Some(json!("Kassel")));
        assert_eq!(name("München", "Munich", Some(json!("Kassel"))), Some(table.clone()));
        assert_eq!(name("Ulm", "Ulm", Some(table)), Some(json!({ "de": "Ulm", "en": "Ulm" })));
        assert_eq!(name("", "", None), None);
    }

    #[test]
    fn names_are_told_apart_by_their_places() {
        let names = |de, en| names(&[(BOTH[0], de), (BOTH[1], en)], None);
        let both = json!([{ "de": "München", "en": "Munich" }, "Ulm"]);
        assert_eq!(names("München; Ulm", "Munich; Ulm"), Some(both.clone()));
        assert_eq!(of_value(&both, Form::Names(Language::En)), "Munich; Ulm");
        assert_eq!(names("München; Ulm", "Munich"), None);
        assert_eq!(names("Ulm", ""), Some(json!(["Ulm"])));
    }
}
