//! The words of a workbook in the language of its reader: sheets, heads, notes, instructions.

use std::sync::LazyLock;

use toml::{Table, Value};

use super::columns::Column;
use super::kinds::{KINDS, Kind};
use crate::edition::records::Language;

/// The words of a language.
#[derive(Debug)]
pub(super) struct Words {
    table: Table,
}

impl Words {
    /// Returns the words of a language.
    pub(super) fn of(language: Language) -> &'static Self {
        static GERMAN: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("words/de.toml")));
        static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!("words/en.toml")));
        match language {
            Language::De => &GERMAN,
            Language::En => &ENGLISH,
        }
    }

    fn read(text: &str) -> Self {
        Self { table: text.parse().unwrap_or_default() }
    }

    fn get(&self, path: &[&str]) -> Option<&Value> {
        let (last, above) = path.split_last()?;
        above.iter().try_fold(&self.table, |table, key| table.get(*key)?.as_table())?.get(*last)
    }

    fn text(&self, path: &[&str]) -> Option<&str> {
        self.get(path).and_then(Value::as_str)
    }

    /// Returns a word.
    pub(super) fn word(&self, name: &str) -> &str {
        self.text(&["words", name]).unwrap_or_default()
    }

    /// Returns the name of the sheet of a kind of row, or of another sheet.
    pub(super) fn sheet(&self, name: &str) -> &str {
        self.text(&["sheets", name]).unwrap_or_default()
    }

    /// Returns the name of an entry of a kind.
    pub(super) fn entry(&self, kind: &Kind) -> &str {
        self.text(&["entries", kind.name]).unwrap_or_default()
    }

    /// Returns the head of a column.
    pub(super) fn head(&self, kind: &Kind, column: &Column) -> String {
        let key = column.plain_key();
        let own = self.text(&["heads", kind.name, key]).or_else(|| self.text(&["heads", key]));
        let head = own.map_or_else(|| key.replace(['_', '.'], " "), str::to_owned);
        match column.language {
            Some(Language::De) => format!("{head} ({})", self.word("german")),
            Some(Language::En) => format!("{head} ({})", self.word("english")),
            None => head,
        }
    }

    /// Returns what belongs in a column.
    pub(super) fn note(&self, kind: &Kind, column: &Column) -> String {
        self.own_note(kind, column).map_or_else(|| column.about.clone(), str::to_owned)
    }

    fn own_note(&self, kind: &Kind, column: &Column) -> Option<&str> {
        let key = column.plain_key();
        let last = key.rsplit('.').next().unwrap_or(key);
        let own = self.text(&["notes", kind.name, key]).or_else(|| self.text(&["notes", key]));
        own.or_else(|| self.text(&["notes", last]))
    }

    /// Returns what belongs in a column that no record has.
    pub(super) fn note_of(&self, name: &str) -> &str {
        self.text(&["notes", name]).unwrap_or_default()
    }

    /// Returns the title of the instructions and their lines.
    pub(super) fn instructions(&self, name: &str, edition: &str, count: usize) -> (String, Vec<String>) {
        let fill = |text: &str| text.replace("{edition}", edition).replace("{count}", &count.to_string());
        let title = fill(self.text(&["instructions", "title"]).unwrap_or_default());
        let lines = self.get(&["instructions", name]).and_then(Value::as_array);
        (title, lines.into_iter().flatten().filter_map(Value::as_str).map(fill).collect())
    }

    /// Returns how yes or no is written.
    pub(super) fn flag(&self, is_yes: bool) -> &str {
        self.word(if is_yes { "yes" } else { "no" })
    }
}

/// Returns the kind of row that a sheet has by its name, in any language.
pub(super) fn kind_of_sheet(name: &str) -> Option<&'static Kind> {
    let is_named = |kind: &&Kind| Language::ALL.iter().any(|language| Words::of(*language).sheet(kind.name) == name);
    KINDS.iter().find(is_named)
}

#[cfg(test)]
mod tests {
    use super::super::columns::columns;
    use super::*;

    /// The longest name of a sheet that Excel accepts, in characters.
    const SHEET_NAME: usize = 31;

    #[test]
    fn every_sheet_and_column_has_its_words_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            assert!(!words.table.is_empty(), "{language} is not TOML");
            for kind in &KINDS {
                let name = words.sheet(kind.name);
                assert!(!name.is_empty() && name.chars().count() <= SHEET_NAME, "{language}: {}", kind.name);
                assert!(
                    !words.entry(kind).is_empty() && kind_of_sheet(name) == Some(kind),
                    "{language}: {}",
                    kind.name
                );
                for column in columns(kind, &Language::ALL) {
                    let key = column.plain_key();
                    let own = words.text(&["heads", kind.name, key]).or_else(|| words.text(&["heads", key]));
                    assert!(own.is_some(), "{language}: no head of {} in {}", column.key, kind.name);
                    // The schema is in English.
                    let has_note = words.own_note(kind, column).is_some() || language == Language::En;
                    assert!(
                        has_note && !words.note(kind, column).is_empty(),
                        "{language}: {} in {}",
                        column.key,
                        kind.name
                    );
                }
                let heads: Vec<_> = columns(kind, &Language::ALL).iter().map(|it| words.head(kind, it)).collect();
                let mut once = heads.clone();
                once.sort_unstable();
                once.dedup();
                assert_eq!(once.len(), heads.len(), "two columns of {} have one head in {language}", kind.name);
            }
        }
    }

    #[test]
    fn no_word_is_without_use_in_one_language_only() {
        let keys = |language| {
            let table = &Words::of(language).table;
            ["sheets", "entries", "words", "heads"].map(|section| {
                let keys = table[section].as_table().map(|table| table.keys().cloned().collect::<Vec<_>>());
                keys.unwrap_or_default()
            })
        };
        assert_eq!(keys(Language::De), keys(Language::En));
    }
}
