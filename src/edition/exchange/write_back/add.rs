//! Puts new keys, tables and entries where they belong.

use serde_json::{Map, Value};
use toml_edit::TomlError;

use super::Form;
use super::layout::{Block, Layout, Place};
use super::value::{Writer, key};
use crate::edition::records::node::{Node, Step};

/// Returns the text with a field that it does not have.
pub(super) fn insert(form: &Form, text: &str, path: &[Step], value: &Value) -> Result<String, TomlError> {
    let layout = Layout::parse(text)?;
    let adding = Adding { form, text, layout: &layout, writer: form.writer(text) };
    Ok(adding.insert(path, value).unwrap_or_else(|| text.to_owned()))
}

/// Returns the text with another entry at the end of a list of tables.
pub(super) fn append(form: &Form, text: &str, path: &[Step], entry: &Map<String, Value>) -> Result<String, TomlError> {
    let layout = Layout::parse(text)?;
    let adding = Adding { form, text, layout: &layout, writer: form.writer(text) };
    Ok(adding.append(path, entry).unwrap_or_else(|| text.to_owned()))
}

struct Adding<'a> {
    form: &'a Form,
    text: &'a str,
    layout: &'a Layout<'a>,
    writer: Writer<'a>,
}

impl Adding<'_> {
    fn insert(&self, path: &[Step], value: &Value) -> Option<String> {
        let depth = (0..path.len()).rev().find(|depth| self.layout.item(&path[..*depth]).is_some())?;
        let (above, missing) = path.split_at(depth);
        let (Step::Key(first), rest) = missing.split_first()? else { return None };
        let wrapped = rest.iter().rev().try_fold(value.clone(), |inner, step| match step {
            Step::Key(name) => Some(Value::Object(Map::from_iter([(name.clone(), inner)]))),
            Step::Index(_) => None,
        })?;
        let field = [above, &[Step::Key(first.clone())]].concat();
        if let (true, Value::Object(table)) = (self.belongs_below_header(&field), &wrapped) {
            return Some(self.add_table(&field, table, false));
        }
        let written = self.writer.value(&wrapped, self.form.root.at(&field).as_ref(), &field, notation(value));
        let place = self.layout.item(above)?;
        match place.value() {
            Some(braces) => self.add_in_braces(above, braces, first, &written),
            None => Some(self.add_line(above, first, &written)),
        }
    }

    /// Returns whether a missing table is written below a header: records have them at their top only.
    fn belongs_below_header(&self, field: &[Step]) -> bool {
        field.len() == 1 && self.writer.order.has_header(field)
    }

    /// Adds a table, or an entry of a list, after the tables that precede it.
    fn add_table(&self, field: &[Step], table: &Map<String, Value>, is_entry: bool) -> String {
        let node = self.form.root.at(field);
        let node = if is_entry { node.as_ref().and_then(Node::item) } else { node };
        let line_end = self.writer.line_end;
        let name = name(field);
        let header = if is_entry { format!("[[{name}]]") } else { format!("[{name}]") };
        let lines = self.writer.entries(table, node.as_ref(), field);
        let lines = lines.fold(String::new(), |lines, (key, value)| lines + &key + " = " + &value + line_end);
        let at = if self.layout.item(field).is_some() { self.layout.end(field) } else { self.behind_tables(field) };
        self.with_block(at.unwrap_or(self.text.len()), &format!("{header}{line_end}{lines}"))
    }

    /// Returns where a table goes that the file does not have: after the one that precedes it in the order, or else after
    /// the keys at the top.
    fn behind_tables(&self, field: &[Step]) -> Option<usize> {
        let rank = |block: &Block| match block.path.first() {
            Some(Step::Key(name)) => self.writer.order.rank(&[], name),
            _ => 0,
        };
        let Some(Step::Key(own)) = field.first() else { return None };
        let own = self.writer.order.rank(&[], own);
        let before = self.layout.blocks().iter().filter(|block| rank(block) < own || block.path.is_empty());
        let before = before.max_by_key(|block| (rank(block), block.header.start))?;
        if before.path.is_empty() {
            let last = before.lines.last().map_or(0, |line| line.span.end);
            return Some(if before.lines.is_empty() { 0 } else { self.layout.line_end(last) });
        }
        self.layout.end(&before.path[..1])
    }

    fn with_block(&self, at: usize, block: &str) -> String {
        let line_end = self.writer.line_end;
        let (before, behind) = self.text.split_at(at);
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { line_end };
        let blank = if before.is_empty() { "" } else { line_end };
        let below = if behind.is_empty() || behind.starts_with(['\n', '\r']) { "" } else { line_end };
        format!("{before}{gap}{blank}{block}{below}{behind}")
    }

    /// Adds a line to the block of a table: after the key that precedes it in the order, or else above all others.
    fn add_line(&self, above: &[Step], name: &str, written: &str) -> String {
        let holder = (0..=above.len()).rev().find_map(|depth| self.layout.block(&above[..depth]));
        let Some(block) = holder else { return self.text.to_owned() };
        // The keys of a table that has no header are written with its name: `seat.city`.
        let prefix: Vec<_> = above[block.path.len()..].iter().map(plain).chain([key(name)]).collect();
        let own = self.writer.order.rank(above, name);
        let siblings = block.lines.iter().filter(|line| line.path.starts_with(above));
        let rank = |path: &[Step]| match path.get(above.len()) {
            Some(Step::Key(name)) => self.writer.order.rank(above, name),
            _ => 0,
        };
        let before =
            siblings.filter(|line| rank(&line.path) <= own).max_by_key(|line| (rank(&line.path), line.span.start));
        let (at, like) = if let Some(line) = before {
            (self.layout.line_end(line.span.end), Some(line))
        } else {
            let first = block.lines.first();
            let top = first.map_or(self.text.len(), |line| self.layout.line_start(line.span.start));
            (if block.path.is_empty() { top } else { self.layout.line_end(block.header.end) }, first)
        };
        let indent = like.map_or("", |line| self.indent(line.span.start));
        let (before, behind) = self.text.split_at(at);
        let line_end = self.writer.line_end;
        let gap = if before.is_empty() || before.ends_with('\n') { "" } else { line_end };
        format!("{before}{gap}{indent}{} = {written}{line_end}{behind}", prefix.join("."))
    }

    fn indent(&self, at: usize) -> &str {
        let line = &self.text[self.layout.line_start(at)..at];
        &line[..line.len() - line.trim_start().len()]
    }

    /// Adds a key to a table in braces.
    fn add_in_braces(&self, above: &[Step], braces: &toml_edit::Value, name: &str, written: &str) -> Option<String> {
        let table = braces.as_inline_table()?;
        let span = table.span()?;
        let own = self.writer.order.rank(above, name);
        let entries = table.iter().filter_map(|(key, value)| Some((key, table.key(key)?.span()?, value.span()?)));
        let entries: Vec<_> = entries.collect();
        let before = entries.iter().filter(|(key, ..)| self.writer.order.rank(above, key) <= own);
        let before = before.max_by_key(|(key, span, _)| (self.writer.order.rank(above, key), span.start));
        let (at, entry) = match (before, entries.first()) {
            (Some((.., value)), _) => (value.end, format!(", {} = {written}", key(name))),
            (None, Some((_, first, _))) => (first.start, format!("{} = {written}, ", key(name))),
            (None, None) => (span.start + 1, format!(" {} = {written} ", key(name))),
        };
        Some(format!("{}{entry}{}", &self.text[..at], &self.text[at..]))
    }

    fn append(&self, path: &[Step], entry: &Map<String, Value>) -> Option<String> {
        match self.layout.item(path).and_then(Place::value) {
            Some(list) => self.append_in_brackets(path, list.as_array()?, entry),
            None if path.len() == 1 => Some(self.add_table(path, entry, true)),
            None => self.insert(path, &Value::Array(vec![Value::Object(entry.clone())])),
        }
    }

    /// Adds a table in braces to a list in brackets, on a separate line if the last one is on one.
    fn append_in_brackets(
        &self,
        path: &[Step],
        items: &toml_edit::Array,
        entry: &Map<String, Value>,
    ) -> Option<String> {
        let item = self.form.root.at(path).and_then(|node| node.item());
        let written = self.writer.value(&Value::Object(entry.clone()), item.as_ref(), path, None);
        let span = items.span()?;
        let Some(last) = items.iter().last().and_then(toml_edit::Value::span) else {
            let at = span.start + 1;
            return Some(format!("{}{written}{}", &self.text[..at], &self.text[at..]));
        };
        let tail = &self.text[last.end..span.end - 1];
        let has_comma = tail.split('#').next().unwrap_or_default().contains(',');
        let Some(line) = tail.find('\n') else {
            return Some(format!("{}, {written}{}", &self.text[..last.end], &self.text[last.end..]));
        };
        let comma = if has_comma { "" } else { "," };
        let behind = last.end + line + 1;
        let indent = self.indent(last.start);
        Some(format!(
            "{}{comma}{}{indent}{written},{}{}",
            &self.text[..last.end],
            &self.text[last.end..behind],
            self.writer.line_end,
            &self.text[behind..]
        ))
    }
}

/// Returns the notation of a new value: a text of several lines is written as such.
fn notation(value: &Value) -> Option<&'static str> {
    value.as_str().is_some_and(|text| text.contains('\n')).then_some("\"\"\"\n")
}

/// Returns the name of a table for its header.
fn name(path: &[Step]) -> String {
    let keys = path.iter().filter(|step| matches!(step, Step::Key(_))).map(plain);
    keys.collect::<Vec<_>>().join(".")
}

fn plain(step: &Step) -> String {
    match step {
        Step::Key(name) => key(name),
        Step::Index(index) => index.to_string(),
    }
}
