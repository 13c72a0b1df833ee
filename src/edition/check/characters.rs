//! Characters that an editor cannot see, in any text of a record.

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
        diagnostics.push(document.locate_character(error, field, found.character));
    });
    diagnostics
}
