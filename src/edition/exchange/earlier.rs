//! The texts that records had before imports, kept beside the project's other caches: where a change is taken back, the
//! record gets every byte back, also where a value could have been written in several ways.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::fs::hash::sha256_hex;
use crate::fs::project::slashes;
use crate::fs::write::{self, WriteError};

/// How many texts of a record are kept.
const MOST: usize = 10;

/// The largest file that is read, in bytes: as many records of the largest size.
const LARGEST: u64 = 11 * 1024 * 1024;

/// The earlier texts of one record, the oldest first.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Earlier {
    texts: Vec<Before>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Before {
    /// The text before an import.
    before: String,
    /// The SHA-256 of the text after it.
    after: String,
}

impl Earlier {
    /// Reads the earlier texts of a record, given by its path from the root of the project. There are none if they cannot be
    /// read.
    #[must_use]
    pub(crate) fn read(cache: &Path, record: &Path) -> Self {
        let path = place(cache, record);
        let is_small = fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() <= LARGEST);
        let read = is_small.then(|| fs::read(path).ok()).flatten();
        read.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    /// Returns the earlier text with the same values as a new one, if every change since was made by imports.
    #[must_use]
    pub fn restore(&self, now: &str, new: &str) -> Option<&str> {
        let new = plain(new)?;
        let mut hash = sha256_hex(now);
        for _ in 0..self.texts.len() {
            let found = self.texts.iter().rfind(|text| text.after == hash)?;
            if plain(&found.before).is_some_and(|before| is_same(&before, &new)) {
                return Some(&found.before);
            }
            hash = sha256_hex(&found.before);
        }
        None
    }

    /// Keeps the text before an import.
    pub fn keep(&mut self, before: &str, after: &str) {
        self.texts.push(Before { before: before.to_owned(), after: sha256_hex(after) });
        let spare = self.texts.len().saturating_sub(MOST);
        self.texts.drain(..spare);
    }

    /// Writes the earlier texts of a record.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub(crate) fn write(&self, cache: &Path, record: &Path) -> Result<(), WriteError> {
        // Texts always serialise.
        write::write_file(&place(cache, record), &serde_json::to_vec(self).unwrap_or_default())
    }
}

fn place(cache: &Path, record: &Path) -> PathBuf {
    cache.join("imports").join(format!("{}.json", &sha256_hex(slashes(record))[..16]))
}

fn plain(text: &str) -> Option<Value> {
    let table: toml::Table = text.strip_prefix('\u{FEFF}').unwrap_or(text).parse().ok()?;
    serde_json::to_value(table).ok()
}

/// Returns whether two values of a record mean the same.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) if !is_moment(one) && !is_moment(other) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| is_same(value, other)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        // A name that is the same in each language.
        (Value::Object(table), Value::String(name)) | (Value::String(name), Value::Object(table))
            if !is_moment(table) =>
        {
            !table.is_empty()
                && table.values().all(|value| value.as_str().is_some_and(|text| text.trim() == name.trim()))
        }
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => written(one) == written(other),
    }
}

/// Returns whether a table is a date of TOML, as it is serialised.
fn is_moment(table: &serde_json::Map<String, Value>) -> bool {
    table.keys().any(|key| key.starts_with("$__toml"))
}

/// Returns a value without its quotation marks, which a date may have.
fn written(value: &Value) -> String {
    match value {
        // Programs take away the blanks around a text.
        Value::String(text) => text.trim().replace("\r\n", "\n"),
        Value::Object(table) => table.values().filter_map(Value::as_str).collect(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "a = 0x1F # x\nb = \"2019\"\nc = 2019-03-05\nd = '\\u'\n";
    const SECOND: &str = "a = 32 # x\nb = 2020\nc = 2019-03-05\nd = '\\u'\n";

    #[test]
    fn a_change_that_is_taken_back_brings_every_byte_back() {
        let mut earlier = Earlier::default();
        assert_eq!(earlier.restore(SECOND, FIRST), None);
        earlier.keep(FIRST, SECOND);
        let back = "a = 31 # x\nb = 2019\nc = \"2019-03-05\"\nd = \"\\\\u\"\n";
        assert_eq!(earlier.restore(SECOND, back), Some(FIRST));
        assert_eq!(earlier.restore(SECOND, &back.replace("31", "33")), None);
        assert_eq!(earlier.restore(&format!("{SECOND}# edited\n"), back), None, "somebody edited the record since");
        let third = SECOND.replace("32", "33");
        earlier.keep(SECOND, &third);
        assert_eq!(earlier.restore(&third, back), Some(FIRST), "over several imports");
    }

    #[test]
    fn texts_are_kept_for_each_record() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut earlier = Earlier::default();
        earlier.keep(FIRST, SECOND);
        earlier.write(folder.path(), Path::new("data/a.toml")).expect("written");
        let read = |record: &str| Earlier::read(folder.path(), Path::new(record));
        assert_eq!(read("data/a.toml").texts.len(), 1);
        assert_eq!(read("data/b.toml").texts.len(), 0);
        for _ in 0..20 {
            earlier.keep(FIRST, SECOND);
        }
        assert_eq!(earlier.texts.len(), MOST);
    }
}
