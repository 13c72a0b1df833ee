//! The picture files that records name.

use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::fs::project::{Project, ProjectError, slashes};
use crate::photos;

/// Reports a picture that is missing, outside the project, or not a usable picture.
pub(super) fn check<T>(
    project: &Project,
    document: &Document<T>,
    folder: &Path,
    field: &str,
    name: &str,
) -> Option<Diagnostic> {
    let missing = file(project, document, folder, field, name);
    if missing.is_some() {
        return missing;
    }
    let fault = match project.read(&folder.join(name)) {
        Ok(bytes) => find_error(name, &bytes)?,
        Err(error) => Diagnostic::error(Code::PICTURE, error.to_string())
            .hint("put a picture here that you may read, of at most 64 MiB"),
    };
    Some(document.locate(fault, field))
}

/// Returns why a file cannot be printed as a picture.
fn find_error(name: &str, bytes: &[u8]) -> Option<Diagnostic> {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let (error, hint) = if ending.eq_ignore_ascii_case("svg") {
        let error = photos::check_drawing(bytes).err()?;
        (error.to_string(), error.hint())
    } else {
        let error = photos::read_header(bytes, ending).err()?;
        (error.to_string(), error.hint())
    };
    Some(Diagnostic::error(Code::PICTURE, format!("`{name}` cannot be printed: {error}")).hint(hint))
}

/// A file a record names that is missing, or outside the project.
fn file<T>(project: &Project, document: &Document<T>, folder: &Path, field: &str, name: &str) -> Option<Diagnostic> {
    let fault = match project.resolve(&folder.join(name)) {
        Ok(path) if path.is_file() => return None,
        Ok(_) | Err(ProjectError::Io { .. }) => {
            Diagnostic::error(Code::MISSING_FILE, format!("there is no file `{name}`")).hint(
                match project.find_misnamed(&folder.join(name)) {
                    Some(other) => format!("there is `{other}` in its folder: rename it, or write its name"),
                    None => format!("put the file at {}, or correct the path", slashes(&folder.join(name))),
                },
            )
        }
        Err(_) => Diagnostic::error(Code::OUTSIDE, format!("`{name}` is outside the project"))
            .hint("copy the file into the folder of the edition and name it by its path in that folder"),
    };
    Some(document.locate(fault, field))
}
