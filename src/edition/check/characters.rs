//! Characters that an editor cannot see, in any text of a record.

use std::ops::Range;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document};
use crate::text::characters::find_invisible;

/// Reports the first invisible character of each text.
pub(super) fn check<T>(document: &Document<T>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    load::texts(&document.plain, &mut |field, text| {
        let Some((_, found)) = find_invisible(text).next() else { return };
        let error =
            Diagnostic::error(Code::INVISIBLE_CHARACTER, format!("this text contains the invisible character {found}"))
                .hint("delete it, or delete the words around it and type them again");
        diagnostics.push(match place(document, field, found.character) {
            Some(span) => error.at(&document.file, span).in_field(field.to_owned()),
            None => document.locate(error, field),
        });
    });
    diagnostics
}

/// Returns the place of a character in the value of a field: as it is, or written as an escape (TOML 1.0, "String").
fn place<T>(document: &Document<T>, field: &str, character: char) -> Option<Range<usize>> {
    let value = document.spans.value(field)?;
    let written = document.file.text().get(value.clone())?;
    let code = u32::from(character);
    let short = if character == '\u{000C}' { "\\f" } else { "" };
    let forms = [
        character.to_string(),
        format!("\\u{code:04X}"),
        format!("\\u{code:04x}"),
        format!("\\U{code:08X}"),
        short.to_owned(),
    ];
    forms.iter().filter(|form| !form.is_empty()).find_map(|form| {
        let at = value.start + written.find(form.as_str())?;
        Some(at..at + form.len())
    })
}
