//! How pages may show a single value of a record: for finding the field behind a text of a page.

use serde_json::Value;

use super::Locale;
use crate::edition::load::Words;
use crate::edition::records::Date;

/// Returns the forms in which a number, a date or a code may be shown; none for a text, which is shown as it is.
#[must_use]
pub(crate) fn shown_forms(field: &str, value: &Value, words: &Words) -> Vec<String> {
    let locale = Locale::new(words);
    match value {
        Value::Number(number) => match number.as_u64() {
            Some(number) => vec![locale.format_number(number), number.to_string()],
            None => number.as_f64().map(|number| decimal_forms(locale, number)).unwrap_or_default(),
        },
        Value::String(text) => {
            let date = serde_json::from_value::<Date>(value.clone()).ok();
            let dated = date.into_iter().flat_map(|date| [locale.format_date(date), locale.format_month(date)]);
            dated.chain(word_of_code(field, text, words)).collect()
        }
        _ => Vec::new(),
    }
}

fn decimal_forms(locale: Locale<'_>, number: f64) -> Vec<String> {
    let mut forms = vec![locale.format_decimal(number)];
    // Amounts are shown in millions or thousands of millions.
    for unit in [1e6, 1e9] {
        if number >= unit {
            forms.push(locale.format_decimal(number / unit));
        }
    }
    forms.extend(locale.format_position((number, number)));
    forms
}

/// Returns the word for a code: `bronze` below the key `level` is in the section `[level]` of the words, `NW` below `land`
/// in `[lands]`.
fn word_of_code(field: &str, code: &str, words: &Words) -> Option<String> {
    let key = field.rsplit('.').next()?.split('[').next()?;
    let word = words.find(key, code).or_else(|| words.find(&format!("{key}s"), code))?;
    word.as_str().map(str::to_owned)
}
