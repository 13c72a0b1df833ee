//! The state that was exported with a workbook: the texts of all cells, on a hidden sheet, with a fingerprint.

use std::collections::BTreeMap;

use super::entries::{Id, Texts};
use super::kinds::{KINDS, Kind};
use crate::edition::records::Language;
use crate::fs::hash::sha256_hex;

/// The name of the hidden sheet.
pub(super) const SHEET: &str = "_brochure";

/// The first cell of the hidden sheet.
const TITLE: &str = "brochure workbook";

/// The version of the form of the hidden sheet.
const VERSION: &str = "1";

/// The most characters in a cell of the hidden sheet. Excel accepts 32,767 units of UTF-16.
const CHUNK: usize = 8000;

/// How the rows of a workbook are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// A row for each entry, for the office.
    Rows,
    /// A row for each field, for one cluster.
    Form,
}

impl Layout {
    const ALL: [(Self, &'static str); 2] = [(Self::Rows, "rows"), (Self::Form, "form")];

    fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }
}

/// The state that was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    /// The name of the edition.
    pub edition: String,
    /// How the rows are laid out.
    pub layout: Layout,
    /// The language of the reader.
    pub language: Language,
    /// The languages of the edition, which have columns.
    pub languages: Vec<Language>,
    /// The texts of each entry, by the names of kinds.
    pub entries: BTreeMap<&'static str, BTreeMap<Id, Texts>>,
}

/// Why a hidden sheet cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SentError {
    /// It is not the sheet of this program.
    Foreign,
    /// It is that of a later version of the program.
    Later,
    /// It was changed.
    Changed,
}

impl Sent {
    /// Returns the texts of an entry.
    pub(super) fn entry(&self, kind: &Kind, id: &Id) -> Option<&Texts> {
        self.entries.get(kind.name)?.get(id)
    }

    /// Returns sixteen digits that identify this workbook.
    pub(super) fn fingerprint(&self) -> String {
        let rows: Vec<_> = self.rows().iter().map(|row| row.join("\u{1f}")).collect();
        let head = format!("{} {} {} {:?}", self.edition, self.layout.name(), self.language, self.languages);
        sha256_hex(format!("{head}\n{}", rows.join("\u{1e}")))[..16].to_owned()
    }

    /// Returns the rows of the hidden sheet.
    pub(super) fn sheet(&self) -> Vec<Vec<String>> {
        let languages: Vec<_> = self.languages.iter().map(|language| language.code()).collect();
        let head = [
            TITLE,
            VERSION,
            &self.edition,
            self.layout.name(),
            self.language.code(),
            &languages.join(","),
            &self.fingerprint(),
        ];
        let mut rows = vec![head.map(str::to_owned).to_vec()];
        rows.extend(self.rows());
        rows
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for kind in &KINDS {
            for (id, texts) in self.entries.get(kind.name).into_iter().flatten() {
                let mut row = vec![kind.name.to_owned(), id.to_string()];
                // A map of texts always serialises.
                row.extend(chunks(&serde_json::to_string(texts).unwrap_or_default()));
                rows.push(row);
            }
        }
        rows
    }

    /// Reads the rows of a hidden sheet.
    pub(super) fn read(rows: &[Vec<String>]) -> Result<Self, SentError> {
        let (head, rows) = rows.split_first().ok_or(SentError::Foreign)?;
        let [title, version, edition, layout, language, languages, fingerprint, ..] = head.as_slice() else {
            return Err(SentError::Foreign);
        };
        if title != TITLE {
            return Err(SentError::Foreign);
        }
        if version != VERSION {
            return Err(SentError::Later);
        }
        let layout = Layout::ALL.into_iter().find(|(_, name)| name == layout).ok_or(SentError::Changed)?.0;
        let language = language.parse::<Language>().map_err(|_| SentError::Changed)?;
        let languages = languages.split(',').map(str::parse::<Language>).collect::<Result<Vec<_>, _>>();
        let languages = languages.map_err(|_| SentError::Changed)?;
        let mut entries: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for row in rows.iter().filter(|row| row.iter().any(|cell| !cell.is_empty())) {
            let [kind, id, texts @ ..] = row.as_slice() else { return Err(SentError::Changed) };
            let kind = Kind::find(kind).ok_or(SentError::Changed)?;
            let id = Id::parse(id, kind).ok_or(SentError::Changed)?;
            let texts = serde_json::from_str::<Texts>(&texts.concat()).map_err(|_| SentError::Changed)?;
            entries.entry(kind.name).or_default().insert(id, texts);
        }
        let sent = Self { edition: edition.clone(), layout, language, languages, entries };
        if sent.fingerprint() == *fingerprint { Ok(sent) } else { Err(SentError::Changed) }
    }
}

fn chunks(text: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = text.chars().collect();
    characters.chunks(CHUNK).map(|chunk| chunk.iter().collect()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent() -> Sent {
        let members = Kind::find("members").expect("a kind");
        let id = Id::parse("niro/members/0", members).expect("an id");
        let texts =
            BTreeMap::from([("count".to_owned(), "72".to_owned()), ("basis.de".to_owned(), "ä😀".repeat(9000))]);
        Sent {
            edition: "2019".to_owned(),
            layout: Layout::Rows,
            language: Language::De,
            languages: vec![Language::De, Language::En],
            entries: BTreeMap::from([("members", BTreeMap::from([(id, texts)]))]),
        }
    }

    #[test]
    fn what_went_out_is_read_again() {
        let sent = sent();
        assert_eq!(Sent::read(&sent.sheet()), Ok(sent.clone()));
        assert!(sent.sheet()[1].len() > 4, "a long text takes several cells");
    }

    #[test]
    fn a_sheet_that_was_changed_is_refused() {
        let rows = sent().sheet();
        assert_eq!(Sent::read(&[]), Err(SentError::Foreign));
        let changed = |row: usize, cell: usize, text: &str| {
            let mut rows = rows.clone();
            text.clone_into(&mut rows[row][cell]);
            Sent::read(&rows)
        };
        assert_eq!(changed(0, 0, "x"), Err(SentError::Foreign));
        assert_eq!(changed(0, 1, "2"), Err(SentError::Later));
        assert_eq!(changed(0, 2, "2021"), Err(SentError::Changed));
        assert_eq!(changed(1, 1, "niro/members/1"), Err(SentError::Changed));
        assert_eq!(changed(1, 2, "{}"), Err(SentError::Changed));
    }
}
