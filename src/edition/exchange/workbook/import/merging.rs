//! Compares what came back with what went out and with the records, field by field.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::changes::Change;
use super::gather::{Book, Row, Target};
use super::place::{Cell, Names, Told};
use crate::diagnostics::Code;
use crate::edition::exchange::merge::{Merged, merge};
use crate::edition::exchange::workbook::columns::{Column, Form, columns, fields};
use crate::edition::exchange::workbook::entries::{Id, Texts, align, entries, label, place, texts};
use crate::edition::exchange::workbook::kinds::Kind;
use crate::edition::exchange::workbook::read::understand;
use crate::edition::exchange::workbook::texts::{name, names, put, value};
use crate::edition::exchange::write_back::Edit;
use crate::edition::load::Document;
use crate::edition::records::node::{Step, field, pointer};
use crate::edition::records::{Cluster, Language};

/// The changes of one record.
#[derive(Default)]
pub(super) struct OfRecord {
    pub edits: Vec<Edit>,
    pub changes: Vec<Change>,
    /// The cells of changed fields by the path of the field.
    pub cells: BTreeMap<String, Cell>,
}

/// Merges the rows of all workbooks into the records.
pub(super) struct Merging<'a> {
    pub books: &'a [Book],
    pub names: &'a Names,
    pub documents: &'a BTreeMap<&'a str, &'a Document<Cluster>>,
    pub told: &'a mut Told,
    /// The changes by the slugs of records.
    pub records: BTreeMap<String, OfRecord>,
    /// Where the entries of a record that went out are now, by workbook, kind and slug.
    aligned: BTreeMap<(usize, &'static str, String), BTreeMap<Id, Option<Vec<Step>>>>,
}

/// The texts of a field in each of its columns.
type Returned = Vec<String>;

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
        if !matches!(id.path.last(), Some(Step::Index(_))) {
            return Some(id.path.clone());
        }
        let sent = self.books[book].sent.entries.get(kind.name)?;
        let columns = self.columns(book, kind);
        let key = (book, kind.name, id.slug.clone());
        let places = self.aligned.entry(key).or_insert_with(|| {
            let is_of_list = |id: &&Id| matches!(id.path.last(), Some(Step::Index(_)));
            let number = |id: &Id| match id.path.last() {
                Some(Step::Index(index)) => *index,
                _ => 0,
            };
            let of_record: Vec<_> = sent.iter().filter(|(sent, _)| sent.slug == id.slug && is_of_list(sent)).collect();
            let now = entries(&document.plain, &id.slug, kind);
            let now: Vec<_> = now.into_iter().filter(|(id, _)| is_of_list(&id)).collect();
            let now_texts: Vec<_> = now.iter().map(|(_, entry)| texts(entry, columns)).collect();
            let sent_texts: Vec<_> = of_record.iter().map(|(id, texts)| (number(id), *texts)).collect();
            let places = align(&sent_texts, &now_texts).into_iter();
            of_record
                .iter()
                .zip(places)
                .map(|((id, _), at)| ((*id).clone(), at.map(|at| now[at].0.path.clone())))
                .collect()
        });
        places.get(id).cloned().flatten()
    }

    /// Merges the rows of an entry that went out.
    fn entry(&mut self, id: &Id, document: &Document<Cluster>, rows: &[&Row]) {
        let mut taken: BTreeMap<Vec<Step>, (Cell, Returned, Returned)> = BTreeMap::new();
        for row in rows {
            let Some(sent) = self.books[row.book].sent.entry(row.kind, id) else { continue };
            let path = self.locate(row.book, row.kind, id, document);
            let now = path.as_ref().and_then(|path| document.plain.pointer(&pointer(path)));
            if let Some(cell) = row.remove {
                self.remove(id, row, cell, path.as_deref(), now.unwrap_or(&Value::Null));
                continue;
            }
            for columns in fields(self.columns(row.book, row.kind)) {
                let Some((cell, before, returned)) = self.returned(row, &columns, Some(sent), id) else { continue };
                let all = self.columns(row.book, row.kind);
                let columns: Vec<_> = columns.iter().map(|number| &all[*number]).collect();
                let Some(path) = &path else {
                    if returned != before {
                        self.gone(id, cell, &columns);
                    }
                    continue;
                };
                let entry = now.unwrap_or(&Value::Null);
                let now: Returned = columns.iter().map(|column| super::super::texts::text(entry, column)).collect();
                match merge(&before, &returned, &now) {
                    Merged::Keep => {}
                    Merged::Conflict => self.conflict(id, cell, &columns, [&before, &now, &returned]),
                    Merged::Take => {
                        let at = [&path[..], &columns[0].path].concat();
                        match taken.get(&at) {
                            Some((other, said, _)) if *said != returned => self.two(id, cell, *other, &columns),
                            Some(_) => {}
                            None => {
                                taken.insert(at.clone(), (cell, returned.clone(), now.clone()));
                                self.take(id, row.kind, document, &columns, (&at, cell), &returned, &now);
                            }
                        }
                    }
                }
            }
        }
    }

    /// Returns the texts of a field as they went out and as they came back, if the row has a cell of it; reports cells that
    /// are not understood.
    fn returned(
        &mut self,
        row: &Row,
        numbers: &[usize],
        sent: Option<&Texts>,
        id: &Id,
    ) -> Option<(Cell, Returned, Returned)> {
        let all = self.columns(row.book, row.kind);
        let (mut before, mut returned, mut first) = (Vec::new(), Vec::new(), None);
        let mut is_understood = true;
        for number in numbers {
            let column = &all[*number];
            let went_out = sent.and_then(|sent| sent.get(&column.key)).map_or("", String::as_str);
            let text = match row.cells.get(number) {
                None => went_out.to_owned(),
                Some((cell, content)) => {
                    // The cell of what changed is the one to speak of.
                    let node = column.node(row.kind);
                    match understand(content.as_ref(), column, node.as_ref(), went_out) {
                        Ok(text) => {
                            if first.is_none() || (text != went_out && returned == before) {
                                first = Some(*cell);
                            }
                            text
                        }
                        Err(misread) => {
                            let field = named(id, column);
                            self.told.error(Code::CELL, self.names, *cell, &misread.message, &field, &misread.hint);
                            is_understood = false;
                            continue;
                        }
                    }
                }
            };
            // Nothing is as good as no.
            let text =
                if column.form == Form::Flag && text == "false" && went_out.is_empty() { String::new() } else { text };
            before.push(went_out.to_owned());
            returned.push(text);
        }
        first.filter(|_| is_understood).map(|cell| (cell, before, returned))
    }

    /// Writes down what a field becomes.
    fn take(
        &mut self,
        id: &Id,
        kind: &'static Kind,
        document: &Document<Cluster>,
        columns: &[&Column],
        (at, cell): (&[Step], Cell),
        returned: &[String],
        now: &[String],
    ) {
        let is_empty = returned.iter().all(String::is_empty);
        if is_empty && columns[0].is_needed && !is_in_another_language(columns[0], at, &document.plain) {
            let hint = "write it, or mark the whole entry under `remove`";
            let message = format!("`{}` is empty, and the record needs it", columns[0].key);
            self.told.error(Code::CELL, self.names, cell, &message, &named(id, columns[0]), hint);
            return;
        }
        let value = document.plain.pointer(&pointer(at));
        let Some(edits) = edits(at, columns, returned, value) else {
            let hint = "write the same number of names in each language, with semicolons between them";
            let message = "the languages do not have the same number of names";
            self.told.error(Code::CELL, self.names, cell, message, &named(id, columns[0]), hint);
            return;
        };
        let entry = entry_of(at, columns[0], &document.plain);
        let of_record = self.records.entry(id.slug.clone()).or_default();
        of_record.edits.extend(edits);
        of_record.cells.insert(field(at), cell);
        for ((column, returned), now) in columns.iter().zip(returned).zip(now).filter(|((_, one), other)| one != other)
        {
            of_record.cells.insert(format!("{}.{}", field(at), column.language.map_or("", Language::code)), cell);
            of_record.changes.push(Change::field(kind, entry, column, (now, returned), self.names.cell(cell)));
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
        of_record.cells.insert(field(path), cell);
        of_record.edits.push(Edit::Remove { path: path.to_vec() });
        of_record.changes.push(Change::removed(row.kind, &label(&now, columns), self.names.row(cell)));
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
            let Some((cell, _, returned)) = self.returned(row, &numbers, None, &id) else {
                is_understood = false;
                continue;
            };
            let columns: Vec<_> = numbers.iter().map(|number| &all[*number]).collect();
            let made = edits(&columns[0].path, &columns, &returned, None);
            if let Some(Edit::Set { value, .. }) = made.and_then(|edits| edits.into_iter().next()) {
                put(&mut entry, &columns[0].path, value);
                cells.push((field(&columns[0].path), cell));
                let texts = columns.iter().zip(returned).map(|(column, text)| (column.key.clone(), text));
                given.extend(texts.filter(|(_, text)| !text.is_empty()));
            }
        }
        if !is_understood || row.remove.is_some() || entry.is_empty() {
            return;
        }
        let missing = all.iter().filter(|column| column.is_needed && !has_any(&given, column));
        if let Some(column) = missing.into_iter().next() {
            let cell =
                row.cells.iter().find(|(number, _)| all[**number].key == column.key).map_or(row.at, |(_, it)| it.0);
            let message = format!("`{}` is empty, and a new entry needs it", column.key);
            self.told.error(Code::CELL, self.names, cell, &message, &named(&id, column), "write it, or empty the row");
            return;
        }
        let now: Vec<_> = entries(&document.plain, slug, row.kind);
        let has_it = |(_, there): &(Id, &Value)| {
            let there = texts(there, all);
            given.iter().all(|(key, text)| there.get(key) == Some(text))
        };
        let of_record = self.records.entry(slug.to_owned()).or_default();
        let append = Edit::Append { path: row.kind.path(), entry };
        // The same workbook may be imported twice, or one row be in two.
        if now.iter().any(has_it) || of_record.edits.contains(&append) {
            return;
        }
        let added = of_record.edits.iter().filter(|edit| matches!(edit, Edit::Append { path, .. } if *path == id.path));
        let in_list = |id: &&(Id, &Value)| matches!(id.0.path.last(), Some(Step::Index(_)));
        let index = now.iter().filter(in_list).count() + added.count();
        let path = [&id.path[..], &[Step::Index(index)]].concat();
        of_record.cells.insert(field(&path), row.at);
        of_record.cells.extend(cells.into_iter().map(|(key, cell)| (format!("{}.{key}", field(&path)), cell)));
        of_record.edits.push(append);
        of_record.changes.push(Change::added(row.kind, &label(&given, all), self.names.row(row.at)));
    }

    fn gone(&mut self, id: &Id, cell: Cell, columns: &[&Column]) {
        let message = "the field was changed, but the entry is not in the record any more";
        let hint = "write it into a new row without an id if the entry should come back";
        self.told.error(Code::CONFLICT, self.names, cell, message, &named(id, columns[0]), hint);
    }

    fn conflict(&mut self, id: &Id, cell: Cell, columns: &[&Column], [sent, now, returned]: [&Returned; 3]) {
        let said = |texts: &Returned| {
            let text = texts.iter().find(|text| !text.is_empty()).map_or("nothing", String::as_str);
            let short: String = text.chars().take(60).collect();
            if short.len() < text.len() { format!("{short}…") } else { short }
        };
        let differing = |texts: &Returned, other: &Returned| {
            let (text, _) = texts.iter().zip(other).find(|(one, other)| one != other).unzip();
            text.map_or_else(|| said(texts), |text: &String| said(&vec![text.clone()]))
        };
        let (now, returned) = (differing(now, sent), differing(returned, sent));
        let message = format!("the cell was changed to `{returned}`, and the record to `{now}` since the export");
        let hint = "write into the cell what holds, and into the record the same; then import again";
        self.told.error(Code::CONFLICT, self.names, cell, &message, &named(id, columns[0]), hint);
    }

    fn two(&mut self, id: &Id, cell: Cell, other: Cell, columns: &[&Column]) {
        let message = format!("the same field was changed in another way in {}", self.names.cell(other));
        let hint = "write the same into both, or remove one of the two rows";
        self.told.error(Code::ROW, self.names, cell, &message, &named(id, columns[0]), hint);
    }
}

/// Names a field for a message: `niro members[2].count`.
fn named(id: &Id, column: &Column) -> String {
    let place = place(id);
    let dot = if place.is_empty() { "" } else { "." };
    format!("{} {place}{dot}{}", id.slug, column.key)
}

/// Returns the entry of a field in a record.
fn entry_of<'b>(at: &[Step], column: &Column, record: &'b Value) -> &'b Value {
    let above = &at[..at.len() - column.path.len()];
    record.pointer(&pointer(above)).unwrap_or(&Value::Null)
}

/// Returns whether a needed text is there in another language, which is reported by the check of the record.
fn is_in_another_language(column: &Column, at: &[Step], record: &Value) -> bool {
    let Some((_, above)) = at.split_last().filter(|_| column.form == Form::Text && column.language.is_some()) else {
        return false;
    };
    record.pointer(&pointer(above)).and_then(Value::as_object).is_some_and(|table| table.len() > 1)
}

/// Returns whether texts have a column, in any language.
fn has_any(texts: &Texts, column: &Column) -> bool {
    let plain = column.plain_key();
    texts.keys().any(|key| key == &column.key || key.strip_prefix(plain).is_some_and(|rest| rest.starts_with('.')))
}

/// Returns the changes that give a field its texts. `None` if these do not fit together.
fn edits(at: &[Step], columns: &[&Column], returned: &[String], now: Option<&Value>) -> Option<Vec<Edit>> {
    let set = |path: &[Step], value: Option<Value>| match value {
        Some(value) => Edit::Set { path: path.to_vec(), value },
        None => Edit::Remove { path: path.to_vec() },
    };
    let by_language =
        || columns.iter().zip(returned).filter_map(|(column, text)| Some((column.language?, text.as_str())));
    Some(match columns[0].form {
        Form::Name(_) => {
            let texts: Vec<_> = by_language().collect();
            let value = name(&texts, now);
            match (now.and_then(Value::as_object), &value) {
                // Each language is a field of its own.
                (Some(before), Some(Value::Object(_))) => {
                    let has_changed = |(language, text): &&(Language, &str)| {
                        before.get(language.code()).and_then(Value::as_str).unwrap_or_default() != *text
                    };
                    let change = |(language, text): &(Language, &str)| {
                        let path = [at, &[Step::Key(language.code().to_owned())]].concat();
                        set(&path, Some(Value::from(*text)).filter(|_| !text.is_empty()))
                    };
                    texts.iter().filter(has_changed).map(change).collect()
                }
                _ => vec![set(at, value)],
            }
        }
        Form::Names(_) => {
            let texts: Vec<_> = by_language().collect();
            let value = names(&texts, now)?;
            vec![set(at, Some(value).filter(|value| value.as_array().is_some_and(|items| !items.is_empty())))]
        }
        form => vec![set(at, value(&returned[0], form, now))],
    })
}
