//! The file that says which translation was made from which text: `translations/LANG.toml` beside `edition.toml`.
//!
//! It has the hashes of both and no paths, so that it holds when entries and paragraphs move. It is a file of its own
//! because it has a line for each paragraph: in the records, which people write, these would hide the texts. Each record has
//! its own table in it, and each pair its line, so that Git merges what two people bring in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::edition::records::Language;
use crate::fs::hash::sha256_hex;
use crate::fs::project::{Project, ProjectError, slashes};

/// The folder of the files, beside `edition.toml`.
const FOLDER: &str = "translations";

/// Digits of a hash that are kept: enough to tell all texts of an edition apart.
const DIGITS: usize = 16;

/// The hash of a text. Spaces and line breaks make no difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TextHash(String);

impl TextHash {
    /// Returns the hash of a text.
    pub(crate) fn new(text: &str) -> Self {
        // A no-break space is not one between words.
        let words: Vec<_> = text.split_ascii_whitespace().collect();
        let mut digits = sha256_hex(words.join(" "));
        digits.truncate(DIGITS);
        Self(digits)
    }

    /// Reads a hash that was written.
    pub(crate) fn parse(written: &str) -> Option<Self> {
        let is_hash = written.len() == DIGITS && written.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hash.then(|| Self(written.to_ascii_lowercase()))
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which translations were made from which texts, by record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ledger {
    /// For each record, by its path in the edition, pairs of a translation and the text that it was made from.
    records: BTreeMap<String, BTreeSet<(TextHash, TextHash)>>,
}

/// What is known about a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// It was made from this text.
    FromThis,
    /// It was made from another text.
    FromAnother,
    /// It is not known from what it was made: by hand, in the record.
    Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    made: Vec<String>,
}

impl Ledger {
    /// Returns the path of the file for a language.
    pub(crate) fn path(folder: &Path, language: Language) -> PathBuf {
        folder.join(FOLDER).join(format!("{language}.toml"))
    }

    /// Reads the file for a language. One that is missing is empty; one that cannot be read is reported and taken for empty.
    pub(crate) fn read(project: &Project, folder: &Path, language: Language) -> (Self, Option<Diagnostic>) {
        let path = Self::path(folder, language);
        let bytes = match project.read(&path) {
            Ok(bytes) => bytes,
            Err(ProjectError::Io { error, .. }) if error.kind() == io::ErrorKind::NotFound => {
                return Self::default().alone();
            }
            Err(error) => {
                let file = Arc::new(SourceFile::new(slashes(&path), ""));
                let message = format!("it is not known which translations are up to date: {error}");
                let hint = "put the file itself here, or remove it: it is written again by `brochure import`";
                let warning = Diagnostic::warning(Code::STALE_TRANSLATION, message).at(&file, 0..0).hint(hint);
                return (Self::default(), Some(warning));
            }
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match Self::parse(&text) {
            Ok(ledger) => ledger.alone(),
            Err((span, why)) => {
                let file = Arc::new(SourceFile::new(slashes(&path), text));
                let message = format!("it is not known which translations are up to date: {why}");
                let hint = "keep the lines of both sides after a merge, and remove the lines with <<<<<<<, ======= and \
                    >>>>>>>; or remove the file: it is written again by `brochure import`";
                let warning = Diagnostic::warning(Code::STALE_TRANSLATION, message).at(&file, span).hint(hint);
                (Self::default(), Some(warning))
            }
        }
    }

    fn alone(self) -> (Self, Option<Diagnostic>) {
        (self, None)
    }

    fn parse(text: &str) -> Result<Self, (std::ops::Range<usize>, String)> {
        let tables: BTreeMap<String, Table> = toml::from_str(text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            (span, "this line is not as `brochure import` writes it".to_owned())
        })?;
        let mut ledger = Self::default();
        for (record, table) in tables {
            for line in table.made {
                let pair = line.split_once(" from ");
                let pair = pair.and_then(|(target, source)| Some((TextHash::parse(target)?, TextHash::parse(source)?)));
                let Some(pair) = pair else {
                    let start = text.find(&line).unwrap_or_default();
                    return Err((start..start + line.len(), format!("`{line}` is not a pair of hashes")));
                };
                ledger.records.entry(record.clone()).or_default().insert(pair);
            }
        }
        Ok(ledger)
    }

    /// Returns the file.
    pub(crate) fn text(&self, language: Language) -> String {
        let mut out = format!(
            "# Which translations into `{language}` were made from which texts, by hashes of both.\n\
             # `brochure import` writes this file; `check` and `status` tell by it what is out of date.\n"
        );
        for (record, pairs) in self.records.iter().filter(|(_, pairs)| !pairs.is_empty()) {
            let pairs: Vec<_> =
                pairs.iter().map(|(target, source)| format!("  \"{target} from {source}\",\n")).collect();
            out.extend(["\n[\"", record, "\"]\nmade = [\n", &pairs.concat(), "]\n"]);
        }
        out
    }

    /// Returns whether nothing is known about any translation.
    pub(crate) fn is_empty(&self) -> bool {
        self.records.values().all(BTreeSet::is_empty)
    }

    /// Returns what is known about a translation of a text.
    pub(crate) fn known(&self, record: &str, source: &TextHash, target: &TextHash) -> Known {
        let Some(pairs) = self.records.get(record) else { return Known::Nothing };
        if pairs.contains(&(target.clone(), source.clone())) {
            return Known::FromThis;
        }
        if pairs.iter().any(|(translation, _)| translation == target) { Known::FromAnother } else { Known::Nothing }
    }

    /// Notes that a translation was made from a text.
    pub(crate) fn add(&mut self, record: &str, source: &str, target: &str) {
        let pair = (TextHash::new(target), TextHash::new(source));
        self.records.entry(record.to_owned()).or_default().insert(pair);
    }

    /// Forgets the translations of a record that it does not have any more.
    pub(crate) fn keep(&mut self, record: &str, targets: &BTreeSet<TextHash>) {
        if let Some(pairs) = self.records.get_mut(record) {
            pairs.retain(|(target, _)| targets.contains(target));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_as_it_was_written() {
        let mut ledger = Ledger::default();
        ledger.add("clusters/niro.toml", "Einkaufen im\nVerein", "The firms that buy together");
        ledger.add("edition.toml", "Eine Reise", "A journey");
        let text = ledger.text(Language::En);
        assert_eq!(Ledger::parse(&text), Ok(ledger.clone()));
        assert!(text.starts_with("# Which translations into `en`"), "{text}");
        let (source, target) = (TextHash::new("Einkaufen im Verein"), TextHash::new("The firms that buy together"));
        assert_eq!(ledger.known("clusters/niro.toml", &source, &target), Known::FromThis);
        assert_eq!(ledger.known("clusters/niro.toml", &TextHash::new("Neu"), &target), Known::FromAnother);
        assert_eq!(ledger.known("clusters/olec.toml", &source, &target), Known::Nothing);
        assert_eq!(ledger.known("clusters/niro.toml", &source, &TextHash::new("By hand")), Known::Nothing);
        ledger.keep("clusters/niro.toml", &BTreeSet::new());
        assert_eq!(ledger.known("clusters/niro.toml", &source, &target), Known::Nothing);
    }

    #[test]
    fn a_file_with_the_marks_of_a_merge_is_reported() {
        let mut ledger = Ledger::default();
        ledger.add("edition.toml", "Eine Reise", "A journey");
        let text = ledger.text(Language::En).replace("made = [\n", "made = [\n<<<<<<< HEAD\n");
        let (span, why) = Ledger::parse(&text).expect_err("a mark");
        assert_eq!(why, "this line is not as `brochure import` writes it");
        assert!(text[..span.end].contains("<<<"), "{span:?}");
        assert!(Ledger::parse("[\"a\"]\nmade = [\"x from y\"]").is_err());
    }
}
