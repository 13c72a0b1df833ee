//! The profile of the printing condition that an edition is made for.

use std::path::Path;

use super::Document;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::records::{Edition, PhotoColour};
use crate::fs::project::{Project, ProjectError};
use crate::photos::colour::{OutputProfile, Separation};

/// The profile of an edition that names none.
const USUAL: &str = "data/profiles/FOGRA39L_coated.icc";

/// The name of its printing condition in the registry of the ICC.
const USUAL_NAME: &str = "FOGRA39";

/// A description of that condition.
const USUAL_WORDS: &str = "Offset printing on coated paper (ISO 12647-2:2004), 60 lines per cm";

/// Reads the profile that an edition names, or that of FOGRA39.
///
/// # Errors
///
/// Fails with a diagnostic at the field if the file cannot be read or does not describe a press with four inks.
pub fn profile(project: &Project, edition: &Document<Edition>) -> Result<OutputProfile, Box<Diagnostic>> {
    let named = edition.value.print.profile.as_ref();
    let (file, name) = named.map_or((USUAL, USUAL_NAME), |named| (&named.file, &named.condition));
    let bytes = project.read(Path::new(file)).map_err(|error| {
        let fault = match error {
            ProjectError::Outside(_) => Diagnostic::error(Code::OUTSIDE, format!("`{file}` is outside the project"))
                .hint("copy the profile into data/profiles/ and name it by its path from the root of the project"),
            error => Diagnostic::error(Code::MISSING_FILE, error.to_string()).hint(match named {
                Some(_) => "name the profile by its path from the root of the project, such as data/profiles/NAME.icc",
                None => "`brochure init` in an empty folder writes it; or name another one in [print] of edition.toml",
            }),
        };
        place(edition, fault)
    })?;
    let words = named.map_or(USUAL_WORDS, |named| &named.condition);
    let profile = OutputProfile::new(bytes, name, words).map_err(|error| {
        let hint = if error.is_damage() {
            "copy the file again from where it came: an ICC profile of press and paper, for four inks"
        } else {
            "ask the print shop for the ICC profile of its press and paper, which is for four inks"
        };
        let fault = Diagnostic::error(Code::PROFILE, format!("`{file}` cannot be used: {error}")).hint(hint);
        place(edition, fault)
    })?;
    if edition.value.print.photos == PhotoColour::Cmyk {
        Separation::check(profile.bytes()).map_err(|error| {
            let message = format!("`{file}` cannot convert photographs to inks: {error}");
            let fault = Diagnostic::error(Code::PROFILE, message).hint(
                "ask the print shop for its ICC profile of version 2; or write photos = \"rgb\" in [print], and the print \
                shop converts them",
            );
            place(edition, fault)
        })?;
    }
    Ok(profile)
}

fn place(edition: &Document<Edition>, fault: Diagnostic) -> Box<Diagnostic> {
    Box::new(match edition.value.print.profile {
        Some(_) => edition.locate(fault, "print.profile.file"),
        None => fault,
    })
}
