//! Translations: texts out to translators, and what they wrote back into the records.
//!
//! A text goes out in segments (`edition/translation/`), each with an id, what it is, and a hash of the translation that
//! the record has. When it comes back, each segment is the translation that went out, the one that came back and the one
//! that the record has now.

mod changes;
mod compose;
mod decode;
mod find;
mod import;
mod judge;
mod marks;
mod merging;
mod names;
mod outgoing;
mod po;
mod unit;
mod xliff;

pub use self::changes::{ChangedFile, Line};
pub use self::import::{Import, import};
use self::outgoing::Outgoing;
use crate::diagnostics::Diagnostic;
use crate::edition::load::Records;
use crate::edition::records::Language;
use crate::edition::translation::{State, Translation};
use crate::fs::project::Project;

/// A format for translators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// GNU gettext.
    Po,
    /// XLIFF 1.2.
    Xliff,
}

impl Format {
    /// Returns the format of a file by the ending of its name.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "po" | "pot" => Some(Self::Po),
            "xlf" | "xliff" => Some(Self::Xliff),
            _ => None,
        }
    }
}

/// A file for translators.
#[derive(Debug, Clone)]
pub struct Export {
    /// Its content.
    pub text: String,
    /// How many texts it has.
    pub texts: usize,
    /// How many have no translation.
    pub untranslated: usize,
    /// How many have a translation that was made from another text.
    pub stale: usize,
    /// Why it may not be known which translations are up to date.
    pub diagnostics: Vec<Diagnostic>,
}

/// A language that texts cannot be translated into.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// The edition is not made in it.
    #[error("`{language}` is not a language of the edition")]
    NotInEdition {
        /// The language.
        language: Language,
        /// The languages of the edition.
        known: Vec<Language>,
    },
    /// The edition is made in no other.
    #[error("the edition is made in `{0}` only")]
    Only(Language),
}

/// Returns the texts of an edition with their translations, for translators. `slugs` are the chapters that are wanted; none
/// means all, and the edition file.
///
/// # Errors
///
/// Fails if the edition is not made in the language, or in no other.
pub fn export(
    project: &Project,
    records: &Records,
    to: Language,
    format: Format,
    slugs: &[String],
) -> Result<Export, ExportError> {
    let languages = &records.edition.value.languages;
    if !languages.contains(&to) {
        return Err(ExportError::NotInEdition { language: to, known: languages.clone() });
    }
    let translation = Translation::read(project, records, to).ok_or(ExportError::Only(to))?;
    let is_wanted =
        |record: &str| slugs.is_empty() || slugs.iter().any(|slug| record == format!("clusters/{slug}.toml"));
    let outgoing = Outgoing::new(records, &translation, is_wanted);
    let count = |state: State| outgoing.texts().filter(|(_, text)| text.state == state).count();
    Ok(Export {
        text: match format {
            Format::Po => po::write(&outgoing),
            Format::Xliff => xliff::write(&outgoing),
        },
        texts: outgoing.texts().count(),
        untranslated: count(State::Untranslated),
        stale: count(State::Stale),
        diagnostics: translation.fault.iter().cloned().collect(),
    })
}
