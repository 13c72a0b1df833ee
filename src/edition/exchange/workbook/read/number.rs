//! Numbers as people write them in cells.

use std::fmt::Write as _;

use super::misread::{Misread, misread};
use crate::edition::exchange::workbook::columns::{Column, Form};
use crate::edition::load::recognise_number;

/// Keys whose values are below a thousand, so that a comma or a point separates decimals.
const NO_THOUSANDS: [&str; 3] = ["latitude", "longitude", "percent"];

/// Returns the number that a text means; `sent` is the text that went out.
pub(super) fn number(text: &str, column: &Column, sent: &str) -> Result<String, Misread> {
    let bare: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}' | '\'' | '’')).collect();
    let bare = bare.replace(['−', '–'], "-");
    if is_equal(&bare, sent) {
        return Ok(sent.to_owned());
    }
    let last = column.key.rsplit('.').next().unwrap_or_default();
    let is_small = NO_THOUSANDS.contains(&last);
    let (points, commas) = (bare.matches('.').count(), bare.matches(',').count());
    let is_plain = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | ','));
    if is_plain && !bare.is_empty() {
        let grouped = [is_grouped(&bare, '.'), is_grouped(&bare, ',')];
        let certain = match (points, commas) {
            (0, 0) => Some(bare.clone()),
            (1, 0) | (0, 1) if is_small => Some(bare.replace(',', ".")),
            // A whole number has no decimals.
            (1.., 0) | (0, 1..) if column.form == Form::Whole && (grouped[0] || grouped[1]) => {
                Some(bare.replace(['.', ','], ""))
            }
            (2.., 0) if grouped[0] => Some(bare.replace('.', "")),
            (0, 2..) if grouped[1] => Some(bare.replace(',', "")),
            (1, 0) | (0, 1) if grouped[0] || grouped[1] => {
                let (whole, decimal) = (bare.replace(['.', ','], ""), bare.replace(',', "."));
                let short = decimal.trim_end_matches('0').trim_end_matches('.');
                // Three decimals would be asked about again.
                let clear = if short.len() == decimal.len() { format!("{short}0") } else { short.to_owned() };
                return misread(format!("`{text}` may be {whole} or {short}"), format!("write {whole} or {clear}"));
            }
            (1, 0) | (0, 1) if column.form == Form::Number => Some(bare.replace(',', ".")),
            (1.., 1) if bare.rfind(',') > bare.rfind('.') => Some(bare.replace('.', "").replace(',', ".")),
            _ => None,
        };
        let certain = certain.filter(|number| fits(number, column.form));
        if let Some(number) = certain {
            return Ok(number.trim_start_matches('+').to_owned());
        }
    }
    let key = if last.is_empty() { "value" } else { last };
    match recognise_number(key, text).and_then(|told| told.hint) {
        Some(hint) => misread(format!("`{text}` is not a plain number"), for_cells(&hint)),
        None => misread(
            format!("`{text}` is not a number"),
            "write digits, such as 72, or empty the cell if the number is not known",
        ),
    }
}

fn fits(number: &str, form: Form) -> bool {
    if form == Form::Whole { number.parse::<i64>().is_ok() } else { number.parse::<f64>().is_ok_and(f64::is_finite) }
}

/// Returns whether a separator parts a number into groups of three digits.
fn is_grouped(number: &str, separator: char) -> bool {
    let groups: Vec<_> = number.trim_start_matches('-').split(separator).collect();
    groups.len() > 1 && (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3)
}

/// Returns whether two texts are the same number.
pub(super) fn is_equal(one: &str, other: &str) -> bool {
    matches!((one.parse::<f64>(), other.parse::<f64>()), (Ok(one), Ok(other)) if one.total_cmp(&other).is_eq())
}

/// Rewrites what to do in a file to what to do in a sheet: `and set qualifier = "about"`.
fn for_cells(hint: &str) -> String {
    let mut parts = hint.split("and set ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // Writing to a string cannot fail.
        let _ = match part.split_once(" = \"").and_then(|(key, rest)| Some((key, rest.split_once('"')?))) {
            Some((key, (value, rest))) => write!(out, "and {value} under `{key}`{rest}"),
            None => out.write_str(part),
        };
    }
    out
}
