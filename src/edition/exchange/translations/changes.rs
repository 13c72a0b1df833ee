//! What an import changes.

use std::path::PathBuf;

/// A change of a translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The id of the text: `clusters/niro.toml#story/3`.
    pub id: String,
    /// The translation that the record has.
    pub before: Option<String>,
    /// The translation that it gets.
    pub after: String,
}

/// A file that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedFile {
    /// Its path from the root of the project.
    pub path: PathBuf,
    /// The text that was merged with; `None` if there is no such file.
    pub before: Option<String>,
    /// The new text.
    pub after: String,
}
