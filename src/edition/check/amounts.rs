//! Numbers with a point that may separate decimals or, as in German, thousands.

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document};

/// Keys whose values are below a thousand.
const NO_THOUSANDS: [&str; 3] = ["latitude", "longitude", "percent"];

/// Reports each number with exactly three decimals, such as 1.200, outside coordinates and shares.
pub(super) fn check<T>(document: &Document<T>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    load::leaves(&document.plain, "", &mut |field, leaf| {
        if !leaf.is_number() || NO_THOUSANDS.iter().any(|key| field.ends_with(key)) {
            return;
        }
        let written = document.spans.value(field).and_then(|span| document.file.text().get(span));
        let Some((whole, decimals)) = written.and_then(|written| written.split_once('.')) else { return };
        if !(1..=3).contains(&whole.len()) || whole.starts_with(['0', '-']) || !is_group(decimals) {
            return;
        }
        let decimal = format!("{whole}.{decimals}");
        let decimal = decimal.trim_end_matches('0').trim_end_matches('.');
        let message = format!("`{whole}.{decimals}` can be read as {whole}{decimals} or as {decimal}");
        // With a fourth decimal, the point cannot separate thousands.
        let clear = if decimals.ends_with('0') { decimal.to_owned() } else { format!("{whole}.{decimals}0") };
        let error = Diagnostic::error(Code::WRONG_VALUE, message).hint(format!("write {whole}{decimals} or {clear}"));
        diagnostics.push(document.locate(error, field));
    });
    diagnostics
}

fn is_group(digits: &str) -> bool {
    digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit())
}
