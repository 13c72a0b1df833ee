//! The rows of workbooks that came back, whatever their layout.

use std::collections::BTreeMap;

use super::place::{Cell, Names, Told};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::exchange::workbook::columns::columns;
use crate::edition::exchange::workbook::entries::{Id, Texts, label};
use crate::edition::exchange::workbook::kinds::{KINDS, Kind};
use crate::edition::exchange::workbook::read::{Area, Content, Role, Sheet, yes_or_no};
use crate::edition::exchange::workbook::sent::Sent;

/// A workbook that came back.
pub(super) struct Book {
    pub sent: Sent,
    pub fingerprint: String,
    pub sheets: Vec<Sheet>,
}

/// The entry that a row is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// An entry that went out.
    Entry(Id),
    /// A new entry of a record.
    New(String),
}

/// A row that came back, or the rows of an entry in a form.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub book: usize,
    pub kind: &'static Kind,
    pub target: Target,
    /// Where it is.
    pub at: Cell,
    /// The cells by the number of the column of their field. Fields without a cell are as they went out.
    pub cells: BTreeMap<usize, (Cell, Option<Content>)>,
    /// The cell that asks to remove the entry.
    pub remove: Option<Cell>,
}

/// The most entries whose rows are missing that are listed.
const MOST_MISSING: usize = 20;

/// Collects the rows of all workbooks.
pub(super) fn gather(books: &[Book], names: &Names, told: &mut Told) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, book) in books.iter().enumerate() {
        let before = rows.len();
        let mut kinds = Vec::new();
        for (sheet_number, sheet) in book.sheets.iter().enumerate() {
            let Some(area) = Area::find(sheet, &book.sent) else { continue };
            let first = Cell { book: number, sheet: sheet_number, row: area.first.saturating_sub(1), column: 0 };
            let mut gathering = Gathering { book, sheet, area: &area, first, names, told, rows: &mut rows };
            if gathering.is_usable() {
                gathering.tell_merged();
                gathering.tell_unknown();
                match area.kind {
                    Some(kind) => {
                        kinds.push((kind, first));
                        gathering.table(kind);
                    }
                    None => gathering.form(),
                }
            }
        }
        for (kind, first) in kinds {
            tell_missing(book, kind, first, &rows[before..], names, told);
        }
    }
    rows
}

struct Gathering<'a> {
    book: &'a Book,
    sheet: &'a Sheet,
    area: &'a Area,
    /// The row of keys.
    first: Cell,
    names: &'a Names,
    told: &'a mut Told,
    rows: &'a mut Vec<Row>,
}

impl Gathering<'_> {
    /// Returns whether the table is one of this workbook and has what it needs, and reports what is wrong.
    fn is_usable(&mut self) -> bool {
        if let Some((edition, fingerprint)) = &self.area.mark
            && *fingerprint != self.book.fingerprint
        {
            let message = if *edition == self.book.sent.edition {
                "the sheet is from another workbook of this edition".to_owned()
            } else {
                format!("the sheet is from a workbook of the edition {edition}")
            };
            let hint = "import that workbook, or copy the changed cells into the sheet of this one";
            self.told.error(Code::WORKBOOK, self.names, self.first, &message, "", hint);
            return false;
        }
        let has = |role| self.area.roles.contains_key(&role);
        let missing = match self.area.kind {
            _ if !has(Role::Id) => Some("id"),
            None if !has(Role::Key) => Some("key"),
            None if !has(Role::New) => Some("new"),
            _ => None,
        };
        if let Some(key) = missing {
            let message = format!("the column `{key}` is missing");
            let hint = "copy the changed cells into a fresh workbook of `brochure export`, and import that";
            self.told.error(Code::WORKBOOK, self.names, self.first, &message, "", hint);
        }
        missing.is_none()
    }

    /// Reports cells that were merged: all but the first have lost what they held.
    fn tell_merged(&mut self) {
        let last = self.sheet.rows.keys().next_back().copied().unwrap_or_default();
        for ((top, left), (bottom, right)) in &self.sheet.merged {
            let rows = (*top).max(self.area.first)..=(*bottom).min(last);
            let is_known = self.area.roles.values().any(|column| (left..=right).contains(&column));
            if rows.is_empty() || !is_known {
                continue;
            }
            let first = Cell { row: *top, column: *left, ..self.first };
            let range = format!("{}:{}{}", self.names.cell(first), super::place::letters(*right), bottom + 1);
            let fault = Diagnostic::error(Code::CELL, format!("{range}: these cells are merged into one"))
                .hint("separate them, and write into each what holds for it");
            self.told.push(first, fault);
        }
    }

    fn tell_unknown(&mut self) {
        if self.area.kind.is_some() && !self.area.unknown.is_empty() {
            let heads = self.area.unknown.iter().map(|head| format!("`{head}`")).collect::<Vec<_>>().join(", ");
            let message = format!("{}: columns that are not read: {heads}", self.names.row(self.first));
            self.told.push(self.first, Diagnostic::note(Code::WORKBOOK, message));
        }
    }

    fn cell(&self, row: u32, column: u32) -> Cell {
        Cell { row, column, ..self.first }
    }

    /// Collects the rows of a table with an entry in each.
    fn table(&mut self, kind: &'static Kind) {
        let (sheet, area) = (self.sheet, self.area);
        for (row, cells) in sheet.rows.range(area.first..) {
            let content = |role| area.roles.get(&role).and_then(|column| cells.get(column));
            let text = |role| content(role).map(|content| content.to_string().trim().to_owned()).unwrap_or_default();
            let mut fields = BTreeMap::new();
            let mut is_empty = true;
            for (role, column) in &area.roles {
                if let Role::Field(number) = role {
                    let content = cells.get(column).cloned();
                    is_empty &= content.as_ref().is_none_or(|content| content.to_string().trim().is_empty());
                    fields.insert(*number, (self.cell(*row, *column), content));
                }
            }
            let (id, cluster) = (text(Role::Id), text(Role::Cluster));
            if is_empty && id.is_empty() {
                continue;
            }
            let at = self.cell(*row, area.roles.get(&Role::Id).copied().unwrap_or_default());
            let Some(target) = self.target(kind, &id, &cluster, at) else { continue };
            let mark = text(Role::Remove);
            let mark_at = self.cell(*row, area.roles.get(&Role::Remove).copied().unwrap_or_default());
            let remove = match yes_or_no(&mark) {
                Some(is_yes) => Some(mark_at).filter(|_| is_yes),
                None if mark.is_empty() => None,
                None => {
                    let hint = "write x to remove the entry, or empty the cell";
                    self.told.error(Code::CELL, self.names, mark_at, &format!("`{mark}` is no mark"), "", hint);
                    None
                }
            };
            self.rows.push(Row { book: self.first.book, kind, target, at, cells: fields, remove });
        }
    }

    /// Returns what a row of a table is about, or reports why that is not known.
    fn target(&mut self, kind: &'static Kind, id: &str, cluster: &str, at: Cell) -> Option<Target> {
        let sent = self.book.sent.entries.get(kind.name);
        if !id.is_empty() {
            let known = Id::parse(id, kind).filter(|id| sent.is_some_and(|sent| sent.contains_key(id)));
            if known.is_none() {
                let message = format!("`{id}` is the id of nothing in this workbook");
                let hint = "bring the id back from the workbook that was sent, or empty the cell if the entry is new";
                self.told.error(Code::ROW, self.names, at, &message, "", hint);
            }
            return known.map(Target::Entry);
        }
        let column = self.area.roles.get(&Role::Cluster).copied().unwrap_or(at.column);
        let cell = Cell { column, ..at };
        if cluster.is_empty() {
            let hint = "write the cluster, which is the name of its file, or empty the row";
            self.told.error(Code::ROW, self.names, cell, "the row has no cluster", "", hint);
            return None;
        }
        let slug = cluster.trim_end_matches(".toml").to_lowercase();
        if kind.list.is_some() {
            return Some(Target::New(slug));
        }
        // A record has only one such entry, which went out even if it was empty.
        let only = sent.into_iter().flatten().map(|(id, _)| id).find(|id| id.slug == slug);
        if only.is_none() {
            let hint = "make its record with `brochure new cluster`, and export a workbook with it";
            self.told.error(
                Code::ROW,
                self.names,
                cell,
                &format!("`{cluster}` is not a cluster of this workbook"),
                "",
                hint,
            );
        }
        only.cloned().map(Target::Entry)
    }

    /// Collects the entries of a form, whose fields have a row each. Only cells with something new count.
    fn form(&mut self) {
        let (sheet, area) = (self.sheet, self.area);
        let column = |role| area.roles.get(&role).copied().unwrap_or_default();
        let (ids, keys, new) = (column(Role::Id), column(Role::Key), column(Role::New));
        let mut entries: BTreeMap<(usize, Target), Row> = BTreeMap::new();
        for (row, cells) in sheet.rows.range(area.first..) {
            let text = |column: u32| cells.get(&column).map(|content| content.to_string().trim().to_owned());
            let Some(content) = cells.get(&new).filter(|content| !content.to_string().trim().is_empty()) else {
                continue;
            };
            let (id, key) = (text(ids).unwrap_or_default(), text(keys).unwrap_or_default());
            let at = self.cell(*row, new);
            let found = find_target(&id, &self.book.sent).and_then(|(number, target)| {
                let columns = columns(&KINDS[number], &self.book.sent.languages);
                Some((number, target, columns.iter().position(|column| column.key == key)?))
            });
            let Some((number, target, field)) = found else {
                let hint = "write it into the row that asks for it; columns F and G say which field a row is about";
                self.told.error(Code::ROW, self.names, at, "this row is about no field", "", hint);
                continue;
            };
            let row = entries.entry((number, target.clone())).or_insert_with(|| Row {
                book: self.first.book,
                kind: &KINDS[number],
                target,
                at,
                cells: BTreeMap::new(),
                remove: None,
            });
            row.cells.insert(field, (at, given(content)));
        }
        self.rows.extend(entries.into_values());
    }
}

/// Returns the content of a new value. A dash takes the field out.
fn given(content: &Content) -> Option<Content> {
    let is_dash = matches!(content, Content::Text(text) if ["-", "–", "—"].contains(&text.trim()));
    (!is_dash).then(|| content.clone())
}

/// Finds what a row of a form is about: the number of a kind and the entry.
fn find_target(id: &str, sent: &Sent) -> Option<(usize, Target)> {
    KINDS.iter().enumerate().find_map(|(number, kind)| {
        let sent = sent.entries.get(kind.name)?;
        if let Some(id) = Id::parse(id, kind).filter(|id| sent.contains_key(id)) {
            return Some((number, Target::Entry(id)));
        }
        let slug = id.strip_suffix(&format!("/{}/new", kind.list?))?;
        Some((number, Target::New(slug.to_owned())))
    })
}

/// Warns about entries whose rows are gone. Nobody knows whether a row was deleted on purpose.
fn tell_missing(book: &Book, kind: &'static Kind, first: Cell, rows: &[Row], names: &Names, told: &mut Told) {
    let Some(sent) = book.sent.entries.get(kind.name).filter(|_| kind.list.is_some()) else { return };
    let is_met =
        |id: &Id| rows.iter().any(|row| row.kind == kind && matches!(&row.target, Target::Entry(met) if met == id));
    let missing: Vec<(&Id, &Texts)> = sent.iter().filter(|(id, _)| !is_met(id)).collect();
    let hint = "to remove an entry, keep its row and write x under `remove`";
    let sheet = names.row(first);
    let sheet = sheet.rsplit_once('!').map_or("", |(sheet, _)| sheet);
    if missing.len() > MOST_MISSING {
        let message = format!("{sheet}: {} entries have no row any more; the records keep them", missing.len());
        told.push(first, Diagnostic::warning(Code::ROW, message).hint(hint));
        return;
    }
    for (id, texts) in missing {
        let entry = label(texts, columns(kind, &book.sent.languages));
        let message = format!("{sheet}: the row of {id} ({entry}) is gone; the record keeps the entry");
        told.push(first, Diagnostic::warning(Code::ROW, message).hint(hint));
    }
}
