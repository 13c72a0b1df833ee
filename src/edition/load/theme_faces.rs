//! Whether the faces of a theme have what the pages set in them: weights, italics, letters, and a licence.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::Words;
use super::theme_chosen::Chosen;
use crate::diagnostics::{Code, Diagnostic};
use crate::format::Design;
use crate::fs::project::{Project, ProjectError};
use crate::text::faces::{Faces, Style};

/// Weights of OpenType faces.
const REGULAR: u16 = 400;
const SEMIBOLD: u16 = 600;

/// How far a weight may be from the one that is asked for: a family without Semibold has Bold.
const NEAR: u16 = 100;

/// The most letters that a message lists.
const MOST_LETTERS: usize = 8;

/// Beginnings of the names of licence files.
const LICENCES: [&str; 5] = ["license", "licence", "ofl", "copying", "ufl"];

/// A field of a theme, its family, and the faces that the pages set: weights, and whether they are italic.
type Wanted<'a> = (&'static str, &'a str, Vec<(u16, bool)>);

/// Checks the faces that a house chose. A family that the project does not have is reported when it is set.
pub(super) fn check(
    project: &Project,
    words: &[Words],
    design: &Design,
    chosen: &Chosen,
) -> Result<Vec<Diagnostic>, ProjectError> {
    let faces = &design.faces;
    let wanted: [Wanted<'_>; 5] = [
        ("type.display", &faces.display, vec![(faces.display_weight, false)]),
        ("type.people", &faces.people, vec![(REGULAR, true)]),
        ("type.text", &faces.text, vec![(REGULAR, false), (REGULAR, true)]),
        ("type.lead", &faces.lead, vec![(REGULAR, false), (REGULAR, true), (SEMIBOLD, false)]),
        ("type.sans", &faces.sans, vec![(REGULAR, false), (SEMIBOLD, false)]),
    ];
    let is_chosen = |field: &str| chosen.has(field) || field == "type.display" && chosen.has("type.display_weight");
    if !wanted.iter().any(|(field, ..)| is_chosen(field)) {
        return Ok(Vec::new());
    }
    let fonts = Faces::load(project)?;
    let licences = licences(project)?;
    let letters = letters(words);
    let mut found = Vec::new();
    for (field, family, styles) in wanted.iter().filter(|(field, ..)| is_chosen(field)) {
        let own: Vec<&Style> = fonts.of_family(family).collect();
        if own.is_empty() {
            continue;
        }
        let mut fault = |code, message: String, hint: String, field: &str| {
            found.push(chosen.locate(Diagnostic::error(code, message).hint(hint), field));
        };
        for (weight, italic) in styles {
            if !own.iter().any(|style| style.weight.abs_diff(*weight) <= NEAR && style.italic == *italic) {
                let slope = if *italic { "italic" } else { "upright face" };
                let has: Vec<_> = own.iter().map(|style| style.name()).collect();
                let field = if chosen.has(field) { field } else { "type.display_weight" };
                let hint = format!("put its file into fonts/, or choose another family; there are: {}", has.join(", "));
                fault(Code::THEME_FACE, format!("`{family}` has no {slope} of weight {weight}"), hint, field);
            }
        }
        let missing: Vec<_> = letters.iter().filter(|letter| !own[0].has(**letter)).map(char::to_string).collect();
        if !missing.is_empty() {
            let shown = missing[..missing.len().min(MOST_LETTERS)].join(" ");
            let message = format!("`{family}` lacks letters of the edition’s languages: {shown}");
            fault(Code::THEME_FACE, message, "choose a family that has them".to_owned(), field);
        }
        for style in own.iter().filter(|style| !is_licensed(&style.file, &licences)) {
            let hint =
                "put the licence that came with the font beside it, as LICENSE-NAME with the beginning of its name";
            fault(Code::FONT_LICENCE, format!("fonts/{} has no licence beside it", style.file), hint.to_owned(), field);
        }
    }
    Ok(found)
}

/// Returns the letters of all words of the pages.
fn letters(words: &[Words]) -> BTreeSet<char> {
    let mut letters = BTreeSet::new();
    for table in words.iter().flat_map(|words| words.table().values()) {
        collect(table, &mut letters);
    }
    letters
}

fn collect(value: &Value, letters: &mut BTreeSet<char>) {
    match value {
        Value::String(text) => letters.extend(text.chars().filter(|letter| letter.is_alphabetic())),
        Value::Array(items) => items.iter().for_each(|item| collect(item, letters)),
        Value::Object(table) => table.values().for_each(|item| collect(item, letters)),
        _ => {}
    }
}

/// Returns the names of the licences in `fonts/`, in small letters and without their endings.
fn licences(project: &Project) -> Result<Vec<String>, ProjectError> {
    let files = project.files(Path::new("fonts"))?;
    let stems = files.iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_lowercase()));
    Ok(stems.filter(|stem| LICENCES.iter().any(|name| stem.starts_with(name))).collect())
}

/// Returns whether a licence is for a font: one without the name of a font, or with the beginning of its name.
fn is_licensed(font: &str, licences: &[String]) -> bool {
    let font = font.to_lowercase();
    licences.iter().any(|licence| licence.split('-').nth(1).is_none_or(|name| font.starts_with(name)))
}

#[cfg(test)]
mod tests {
    use super::is_licensed;

    #[test]
    fn a_licence_is_for_the_fonts_whose_names_begin_with_its_own() {
        let licences = ["license-sourcesans3".to_owned()];
        assert!(is_licensed("SourceSans3-Bold.otf", &licences));
        assert!(!is_licensed("Inter-Bold.otf", &licences) && !is_licensed("Inter-Bold.otf", &[]));
        assert!(is_licensed("Inter-Bold.otf", &["ofl".to_owned()]));
        assert!(is_licensed("Inter-Bold.otf", &["license-inter-ofl".to_owned()]));
    }
}
