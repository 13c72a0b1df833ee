//! Finds the table in a sheet: the row with the keys of its columns, wherever it is, or else the row with their heads.

use std::collections::{BTreeMap, BTreeSet};

use super::super::columns::{Column, columns};
use super::super::kinds::Kind;
use super::super::sent::Sent;
use super::super::words::{Words, kind_of_sheet};
use super::cells::Sheet;
use super::content::Content;
use crate::edition::records::Language;

/// How far down the row of keys is looked for.
const DEEPEST: u32 = 100;

/// The fewest heads of a kind of row by which a sheet without keys is recognised.
const FEWEST_HEADS: usize = 3;

/// The role of a column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Role {
    /// The id of the entry.
    Id,
    /// The cluster of a new entry.
    Cluster,
    /// The mark of an entry to be removed.
    Remove,
    /// A field, by the number of its column.
    Field(usize),
    /// In a form: the key of the field in the row.
    Key,
    /// In a form: the new value.
    New,
}

/// The table in a sheet.
#[derive(Debug, Clone)]
pub(in super::super) struct Area {
    /// The kind of its rows; `None` for a form, whose rows are of all kinds.
    pub kind: Option<&'static Kind>,
    /// The columns by their roles.
    pub roles: BTreeMap<Role, u32>,
    /// The first row below the keys.
    pub first: u32,
    /// The edition and the fingerprint in its mark; `None` if the row of keys is gone.
    pub mark: Option<(String, String)>,
    /// Heads of columns that are not known.
    pub unknown: Vec<String>,
}

impl Area {
    /// Finds the table of a sheet.
    pub(in super::super) fn find(sheet: &Sheet, sent: &Sent) -> Option<Self> {
        let rows = || sheet.rows.iter().take_while(|(row, _)| **row < DEEPEST);
        let by_mark = rows().find_map(|(row, cells)| {
            let mark = cells.values().find_map(|cell| read_mark(text_of(cell)?))?;
            Some(Self::of_keys(*row, cells, sheet, mark, sent))
        });
        by_mark.or_else(|| {
            let kind = kind_of_sheet(&sheet.name)?;
            rows().find_map(|(row, cells)| Self::of_heads(*row, cells, kind, sent))
        })
    }

    fn of_keys(row: u32, cells: &BTreeMap<u32, Content>, sheet: &Sheet, mark: Mark, sent: &Sent) -> Self {
        let known = mark.kind.map_or(&[][..], |kind| columns(kind, &sent.languages));
        let (mut roles, mut unknown) = (BTreeMap::new(), Vec::new());
        for (at, cell) in cells {
            let Some(text) = text_of(cell) else { continue };
            let role = match text {
                "cluster" if mark.kind.is_some() => Some(Role::Cluster),
                "remove" if mark.kind.is_some() => Some(Role::Remove),
                "key" if mark.kind.is_none() => Some(Role::Key),
                "new" if mark.kind.is_none() => Some(Role::New),
                "field" | "until-now" | "note" if mark.kind.is_none() => continue,
                text if read_mark(text).is_some() => Some(Role::Id),
                text => known.iter().position(|column| column.key == text).map(Role::Field),
            };
            match role {
                Some(role) => {
                    roles.entry(role).or_insert(*at);
                }
                None => unknown.push(text.to_owned()),
            }
        }
        // A column of one's own has a head and no key.
        let above = row.checked_sub(1).and_then(|above| sheet.rows.get(&above));
        let taken: BTreeSet<_> = cells.keys().collect();
        let own = above.into_iter().flatten().filter(|(at, _)| !taken.contains(at));
        unknown.extend(own.filter_map(|(_, cell)| Some(text_of(cell)?.to_owned())));
        Self { kind: mark.kind, roles, first: row + 1, mark: Some((mark.edition, mark.fingerprint)), unknown }
    }

    fn of_heads(row: u32, cells: &BTreeMap<u32, Content>, kind: &'static Kind, sent: &Sent) -> Option<Self> {
        let known = columns(kind, &sent.languages);
        let (mut roles, mut unknown) = (BTreeMap::new(), Vec::new());
        for (at, cell) in cells {
            let Some(text) = text_of(cell) else { continue };
            match role_of_head(text, kind, known) {
                Some(role) => {
                    roles.entry(role).or_insert(*at);
                }
                None => unknown.push(text.to_owned()),
            }
        }
        let is_table = roles.len() >= FEWEST_HEADS && roles.len() > unknown.len();
        is_table.then_some(Self { kind: Some(kind), roles, first: row + 1, mark: None, unknown })
    }
}

fn role_of_head(text: &str, kind: &Kind, known: &[Column]) -> Option<Role> {
    let text = text.to_lowercase();
    Language::ALL.iter().find_map(|language| {
        let words = Words::of(*language);
        let is = |head: &str| head.to_lowercase() == text;
        let own = [("id", Role::Id), ("cluster", Role::Cluster), ("remove", Role::Remove)];
        let own = own.into_iter().find(|(name, _)| is(words.word(name))).map(|(_, role)| role);
        own.or_else(|| {
            known.iter().position(|column| is(&words.head(kind, column)) || is(&column.key)).map(Role::Field)
        })
    })
}

struct Mark {
    kind: Option<&'static Kind>,
    edition: String,
    fingerprint: String,
}

/// Reads the mark of a sheet: `members 2019 0123456789abcdef`.
fn read_mark(text: &str) -> Option<Mark> {
    let (name, rest) = text.trim().split_once(' ')?;
    let (edition, fingerprint) = rest.rsplit_once(' ')?;
    let is_fingerprint = fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    let kind = if name == "form" { None } else { Some(Kind::find(name)?) };
    is_fingerprint.then(|| Mark { kind, edition: edition.to_owned(), fingerprint: fingerprint.to_owned() })
}

fn text_of(content: &Content) -> Option<&str> {
    match content {
        Content::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
        _ => None,
    }
}
