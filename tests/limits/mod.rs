//! Whatever a file says costs little, or is an error at its place before the work begins; no output obeys what a text
//! says; and no error hides others or is reported more than once.

mod files;
mod followed;
mod lists;
mod names;
mod numbers;
mod shown;
mod stories;
mod toml;

use brochure::diagnostics::Diagnostic;

use crate::common::{NIRO, ProjectCopy, messages};

/// Returns the diagnostic with a code in a field, which there must be.
#[track_caller]
fn error_in<'a>(found: &'a [Diagnostic], code: &str, field: &str) -> &'a Diagnostic {
    let error = found.iter().find(|it| it.code.number() == code && it.field.as_deref() == Some(field));
    error.unwrap_or_else(|| panic!("no {code} in {field}:\n{}", messages(found).join("\n")))
}

/// Makes a copy of the records with something added at the end of the first one.
fn with_entries(text: &str) -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    copy.append(NIRO, text);
    copy
}

/// Makes a copy of the records whose first story is a text, in both languages.
fn with_story(text: &str) -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    let story = ::toml::Value::String(text.to_owned());
    copy.replace_part(NIRO, "[story]", "\n[[", &format!("[story]\nde = {story}\nen = {story}\n"));
    copy
}

/// Asserts that a project has no error.
#[track_caller]
fn assert_fine(copy: &ProjectCopy) {
    let found = copy.check();
    assert!(!brochure::diagnostics::has_errors(&found), "{}", messages(&found).join("\n"));
}
