//! Compares what came back with what went out and with the records, field by field.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::changes::Change;
use super::field::{Field, edits, has_any, is_in_another_language, named};
use super::gather::{Book, Row, Target};
use super::place::{Cell, Names, Told};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::exchange::merge::{Merged, merge};
use crate::edition::exchange::workbook::columns::{Column, Form, columns, fields};
use crate::edition::exchange::workbook::entries::{Id, Texts, align, entries, label, place, similarity, texts};
use crate::edition::exchange::workbook::kinds::Kind;
use crate::edition::exchange::workbook::read::understand;
use crate::edition::exchange::workbook::texts::{put, text};
use crate::edition::exchange::write_back::Edit;
use crate::edition::load::Document;
use crate::edition::records::Cluster;
use crate::edition::records::node::{Step, field, pointer};

/// The changes of one record.
#[derive(Default)]
pub(super) struct OfRecord {
    pub edits: Vec<Edit>,
    pub changes: Vec<Change>,
    /// The cells of changed fields by the path of the field.
    pub cells: BTreeMap<String, Cell>,
}

/// Where the entries of a list that went out are now; `None` for those that are gone.
type Places = BTreeMap<Id, Option<Vec<Step>>>;

/// Merges the rows of all workbooks into the records.
pub(super) struct Merging<'a> {
    books: &'a [Book],
    names: &'a Names,
    documents: &'a BTreeMap<&'a str, &'a Document<Cluster>>,
    told: &'a mut Told,
    /// The changes by the slugs of records.
    pub records: BTreeMap<String, OfRecord>,
    /// Where the entries of a record that went out are now, by workbook, kind and slug.
    aligned: BTreeMap<(usize, &'static str, String), Places>,
}

/// The texts of a field in each of its columns, as they went out and as they came back, and the cell to speak of.
struct Returned {
    cell: Cell,
    sent: Vec<String>,
    texts: Vec<String>,
}

impl<'a> Merging<'a> {
    pub(super) fn new(
        books: &'a [Book],
        names: &'a Names,
        documents: &'a BTreeMap<&'a str, &'a Document<Cluster>>,
        told: &'a mut Told,
    ) -> Self {
        Self { books, names, documents, told, records: BTreeMap::new(), aligned: BTreeMap::new() }
    }

    pub(super) fn merge(&mut self, rows: &[Row]) {
        let mut known: BTreeMap<(&str, &Id), Vec<&Row>> = BTreeMap::new();
        for row in rows {
            match &row.target {
                Target::Entry(id) => known.entry((row.kind.name, id)).or_default().push(row),
                Target::New(slug) => self.add(slug, row),
            }
        }
        for ((_, id), rows) in known {
            let Some(first) = rows.first() else { continue };
            if let Some(document) = self.document(&id.slug, first.at) {
                self.entry(id, document, &rows);
            }
        }
    }

    fn document(&mut self, slug: &str, at: Cell) -> Option<&'a Document<Cluster>> {
        let found = self.documents.get(slug).copied();
        if found.is_none() {
            let hint = format!("make its record with `brochure new cluster {slug}`, or remove the row");
            self.told.error(Code::ROW, self.names, at, &format!("the edition has no cluster `{slug}`"), "", &hint);
        }
        found
    }

    fn columns(&self, book: usize, kind: &'static Kind) -> &'static [Column] {
        columns(kind, &self.books[book].sent.languages)
    }

    /// Returns where an entry that went out is now.
    fn locate(&mut self, book: usize, kind: &'static Kind, id: &Id, document: &Document<Cluster>) -> Option<Vec<Step>> {
        let number = |id: &Id| match id.path.last() {
            Some(Step::Index(index)) => Some(*index),
            _ => None,
        };
        if number(id).is_none() {
            return Some(id.path.clone());
        }
        let sent = self.books[book].sent.entries.get(kind.name)?;
        let columns = self.columns(book, kind);
        let key = (book, kind.name, id.slug.clone());
        let places = self.aligned.entry(key).or_insert_with(|| {
            let of_record = sent.iter().filter(|(sent, _)| sent.slug == id.slug);
            let of_record = of_record.filter_map(|(id, texts)| Some((id, (number(id)?, texts))));
            let (ids, sent): (Vec<&Id>, Vec<(usize, &Texts)>) = of_record.unzip();
            let now = entries(&document.plain, &id.slug, kind);
            let now: Vec<_> = now.into_iter().filter(|(id, _)| number(id).is_some()).collect();
            let now_texts: Vec<_> = now.iter().map(|(_, entry)| texts(entry, columns)).collect();
            let places = align(&sent, &now_texts).into_iter();
            ids.into_iter().cloned().zip(places.map(|at| at.map(|at| now[at].0.path.clone()))).collect()
        });
        places.get(id).cloned().flatten()
    }

    /// Merges the rows of an entry that went out.
    fn entry(&mut self, id: &Id, document: &Document<Cluster>, rows: &[&Row]) {
        let mut taken: BTreeMap<Vec<Step>, (Cell, Vec<String>)> = BTreeMap::new();
        for row in rows {
            let Some(sent) = self.books[row.book].sent.entry(row.kind, id) else { continue };
            let path = self.locate(row.book, row.kind, id, document);
            let entry = path.as_ref().and_then(|path| document.plain.pointer(&pointer(path))).unwrap_or(&Value::Null);
            if let Some(cell) = row.remove {
                self.remove(id, row, cell, path.as_deref(), entry);
                continue;
            }
            let all = self.columns(row.book, row.kind);
            for numbers in fields(all) {
                let Some(returned) = self.returned(row, &numbers, Some(sent), id) else { continue };
                let columns = numbers.iter().map(|number| &all[*number]).collect();
                let it = Field { id, kind: row.kind, columns, cell: returned.cell };
                let Some(path) = &path else {
                    if returned.texts != returned.sent {
                        self.gone(&it);
                    }
                    continue;
                };
                let now: Vec<_> = it.columns.iter().map(|column| text(entry, column)).collect();
                match merge(&returned.sent, &returned.texts, &now) {
                    Merged::Keep => {}
                    Merged::Conflict => self.conflict(&it, &now, &returned.texts),
                    Merged::Take => {
                        let at = [&path[..], &it.columns[0].path].concat();
                        match taken.get(&at) {
                            Some((other, said)) if *said != returned.texts => self.two(&it, *other),
                            Some(_) => {}
                            None => {
                                self.take(&it, document, &at, &returned.texts, &now);
                                taken.insert(at, (returned.cell, returned.texts));
                            }
                        }
                    }
                }
            }
        }
    }

    /// Returns the texts of a field, if the row has a cell of it; reports cells that are not understood.
    fn returned(&mut self, row: &Row, numbers: &[usize], sent: Option<&Texts>, id: &Id) -> Option<Returned> {
        let all = self.columns(row.book, row.kind);
        let mut first = None;
        let (mut before, mut texts) = (Vec::new(), Vec::new());
        let mut is_understood = true;
        for number in numbers {
            let column = &all[*number];
            let went_out = sent.and_then(|sent| sent.get(&column.key)).map_or("", String::as_str);
            let mut text = went_out.to_owned();
            if let Some((cell, content)) = row.cells.get(number) {
                match understand(content.as_ref(), column, column.node(row.kind).as_ref(), went_out) {
                    Ok(said) => text = said,
                    Err(misread) => {
                        let field = named(id, column);
                        self.told.error(Code::CELL, self.names, *cell, &misread.message, &field, &misread.hint);
                        is_understood = false;
                    }
                }
                // Nothing is as good as no.
                if column.form == Form::Flag && text == "false" && went_out.is_empty() {
                    text.clear();
                }
                // The cell of what changed is the one to speak of.
                if first.is_none() || (text != went_out && before == texts) {
                    first = Some(*cell);
                }
            }
            before.push(went_out.to_owned());
            texts.push(text);
        }
        first.filter(|_| is_understood).map(|cell| Returned { cell, sent: before, texts })
    }

    /// Writes down what a field becomes.
    fn take(&mut self, it: &Field<'_>, document: &Document<Cluster>, at: &[Step], texts: &[String], now: &[String]) {
        let first = it.columns[0];
        let is_empty = texts.iter().all(String::is_empty);
        if is_empty && first.is_needed && !is_in_another_language(first, at, &document.plain) {
            let hint = "write it, or mark the whole entry under `remove`";
            self.tell(Code::CELL, it, &format!("`{}` is empty, and the record needs it", first.key), hint);
            return;
        }
        let Some(edits) = edits(at, &it.columns, texts, document.plain.pointer(&pointer(at))) else {
            self.tell_numbers(it);
            return;
        };
        let above = &at[..at.len() - first.path.len()];
        let entry = document.plain.pointer(&pointer(above)).unwrap_or(&Value::Null);
        let of_record = self.records.entry(it.id.slug.clone()).or_default();
        of_record.edits.extend(edits);
        of_record.cells.insert(field(at), it.cell);
        for ((column, text), now) in it.columns.iter().zip(texts).zip(now).filter(|((_, text), now)| text != now) {
            let values = (now.as_str(), text.as_str());
            of_record.changes.push(Change::field(it.kind, entry, column, values, self.names.cell(it.cell)));
        }
    }

    fn remove(&mut self, id: &Id, row: &Row, cell: Cell, path: Option<&[Step]>, now: &Value) {
        let Some(path) = path else { return };
        let columns = self.columns(row.book, row.kind);
        let now = texts(now, columns);
        if self.books[row.book].sent.entry(row.kind, id) != Some(&now) {
            let message = "the entry is to be removed, but was changed in the record since the export";
            let hint = "remove it in the record, or export again";
            self.told.error(Code::CONFLICT, self.names, cell, message, &format!("{} {}", id.slug, place(id)), hint);
            return;
        }
        let of_record = self.records.entry(id.slug.clone()).or_default();
        let edit = Edit::Remove { path: path.to_vec() };
        if !of_record.edits.contains(&edit) {
            of_record.cells.insert(field(path), cell);
            of_record.edits.push(edit);
            of_record.changes.push(Change::removed(row.kind, &label(&now, columns), self.names.row(cell)));
        }
    }

    /// Adds an entry, unless the record has it already.
    fn add(&mut self, slug: &str, row: &Row) {
        let Some(document) = self.document(slug, row.at) else { return };
        let all = self.columns(row.book, row.kind);
        let id = Id { slug: slug.to_owned(), path: row.kind.path() };
        let (mut entry, mut given, mut cells) = (Map::new(), Texts::new(), Vec::new());
        let mut is_understood = true;
        for numbers in fields(all) {
            if !numbers.iter().any(|number| row.cells.contains_key(number)) {
                continue;
            }
            let Some(returned) = self.returned(row, &numbers, None, &id) else {
                is_understood = false;
                continue;
            };
            let columns: Vec<_> = numbers.iter().map(|number| &all[*number]).collect();
            let path = &columns[0].path;
            let Some(edits) = edits(path, &columns, &returned.texts, None) else {
                self.tell_numbers(&Field { id: &id, kind: row.kind, columns, cell: returned.cell });
                is_understood = false;
                continue;
            };
            if let Some(Edit::Set { value, .. }) = edits.into_iter().next() {
                put(&mut entry, path, value);
                cells.push((field(path), returned.cell));
                let texts = columns.iter().zip(returned.texts).map(|(column, text)| (column.key.clone(), text));
                given.extend(texts.filter(|(_, text)| !text.is_empty()));
            }
        }
        if !is_understood || row.remove.is_some() || entry.is_empty() {
            return;
        }
        if let Some(column) = all.iter().find(|column| column.is_needed && !has_any(&given, column)) {
            let own = row.cells.iter().find(|(number, _)| all[**number].key == column.key);
            let cell = own.map_or(row.at, |(_, (cell, _))| *cell);
            let it = Field { id: &id, kind: row.kind, columns: vec![column], cell };
            let message = format!("`{}` is empty, and a new entry needs it", column.key);
            self.tell(Code::CELL, &it, &message, "write it, or empty the row");
            return;
        }
        let now = entries(&document.plain, slug, row.kind);
        let has_it = |(_, there): &(Id, &Value)| {
            let there = texts(there, all);
            given.iter().all(|(key, text)| there.get(key) == Some(text))
        };
        // The same workbook may be imported twice, or one row be in two.
        let append = Edit::Append { path: row.kind.path(), entry };
        let is_known = self.records.get(slug).is_some_and(|of_record| of_record.edits.contains(&append));
        if is_known || now.iter().any(has_it) {
            return;
        }
        self.warn_of_similar(row, document, &now, &given);
        let of_record = self.records.entry(slug.to_owned()).or_default();
        let added = of_record.edits.iter().filter(|edit| matches!(edit, Edit::Append { path, .. } if *path == id.path));
        let in_list = |(id, _): &&(Id, &Value)| matches!(id.path.last(), Some(Step::Index(_)));
        let index = now.iter().filter(in_list).count() + added.count();
        let path = field(&[&id.path[..], &[Step::Index(index)]].concat());
        of_record.cells.extend(cells.into_iter().map(|(key, cell)| (format!("{path}.{key}"), cell)));
        of_record.cells.insert(path, row.at);
        of_record.edits.push(append);
        of_record.changes.push(Change::added(row.kind, &label(&given, all), self.names.row(row.at)));
    }

    /// Warns if an entry like a new one was added to the record since the export, perhaps from an earlier state of the same
    /// workbook.
    fn warn_of_similar(&mut self, row: &Row, document: &Document<Cluster>, now: &[(Id, &Value)], given: &Texts) {
        let all = self.columns(row.book, row.kind);
        let sent = self.books[row.book].sent.entries.get(row.kind.name).into_iter().flatten();
        let sent = sent.filter(|(id, _)| id.slug == document.slug);
        let places: Vec<_> = sent.filter_map(|(id, _)| self.locate(row.book, row.kind, id, document)).collect();
        let added = now.iter().filter(|(id, _)| !places.contains(&id.path)).map(|(_, entry)| texts(entry, all));
        let mut similar = added.filter(|entry| similarity(given, entry) * 2 >= given.len());
        if let Some(entry) = similar.next() {
            let message = format!(
                "{}: an entry like this one was added to the record since the export: {}",
                self.names.row(row.at),
                label(&entry, all)
            );
            let hint = "remove one of the two from the record if they are the same";
            self.told.push(row.at, Diagnostic::warning(Code::ROW, message).hint(hint));
        }
    }

    fn tell(&mut self, code: Code, it: &Field<'_>, message: &str, hint: &str) {
        self.told.error(code, self.names, it.cell, message, &named(it.id, it.columns[0]), hint);
    }

    fn tell_numbers(&mut self, it: &Field<'_>) {
        let hint = "write the same number of names in each language, with semicolons between them";
        self.tell(Code::CELL, it, "the languages do not have the same number of names", hint);
    }

    fn gone(&mut self, it: &Field<'_>) {
        let message = "the field was changed, but the entry is not in the record any more";
        let hint = "write it into a new row without an id if the entry should come back";
        self.tell(Code::CONFLICT, it, message, hint);
    }

    fn conflict(&mut self, it: &Field<'_>, now: &[String], texts: &[String]) {
        let differing = now.iter().zip(texts).find(|(now, text)| now != text);
        let (now, text) = differing.map_or(("", ""), |(now, text)| (now.as_str(), text.as_str()));
        let message =
            format!("the cell was changed to {}, and the record to {} since the export", quoted(text), quoted(now));
        let hint = "write into the cell what holds, and into the record the same; then import again";
        self.tell(Code::CONFLICT, it, &message, hint);
    }

    fn two(&mut self, it: &Field<'_>, other: Cell) {
        let message = format!("the same field was changed in another way in {}", self.names.cell(other));
        self.tell(Code::ROW, it, &message, "write the same into both, or remove one of the two rows");
    }
}

/// Returns the start of a text for a message.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(60) {
        _ if text.is_empty() => "nothing".to_owned(),
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}
