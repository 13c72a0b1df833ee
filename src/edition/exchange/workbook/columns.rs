//! The columns of a sheet, which follow from the schema of the records.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use super::kinds::{Kind, LEFT_OUT, steps};
use crate::edition::exchange::write_back::Order;
use crate::edition::records::Language;
use crate::edition::records::node::{Node, Step, field};
use crate::edition::records::schema::{DATE_FORM, DAY_FORM, RecordKind};

/// The form of the content of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A text, which may have several lines.
    Text,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Yes or no.
    Flag,
    /// A date as exact as its source.
    Date,
    /// One of a list of codes.
    Code,
    /// Several texts or codes.
    List,
    /// An id, or several.
    Ids,
    /// A name that is the same in all languages or differs by language: a cell for each.
    Name(Language),
    /// Several such names.
    Names(Language),
}

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The key below its head, such as `by.who.de`.
    pub key: String,
    /// The path of its field inside an entry. The columns of a name have the same.
    pub path: Vec<Step>,
    /// The form of its cells.
    pub form: Form,
    /// The language of the text.
    pub language: Option<Language>,
    /// The description of the field, in English.
    pub about: String,
    /// The values of a closed list.
    pub codes: Vec<&'static str>,
    /// Whether an entry must have it.
    pub is_needed: bool,
}

impl Column {
    /// Returns the key without the language.
    pub(super) fn plain_key(&self) -> &str {
        let end = self.language.and_then(|language| self.key.strip_suffix(language.code())?.strip_suffix('.'));
        end.unwrap_or(&self.key)
    }

    /// Returns the place of the field in the schema of the record.
    pub(super) fn node(&self, kind: &Kind) -> Option<Node<'static>> {
        entry_node(kind)?.at(&self.path)
    }
}

/// The columns of each kind, by its name and the languages.
type Known = BTreeMap<(&'static str, Vec<Language>), &'static [Column]>;

/// Returns the columns of a kind of row in an edition with the given languages.
pub(super) fn columns(kind: &'static Kind, languages: &[Language]) -> &'static [Column] {
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    known.entry((kind.name, languages.to_vec())).or_insert_with(|| make(kind, languages).leak())
}

fn make(kind: &'static Kind, languages: &[Language]) -> Vec<Column> {
    let mut gathering = Gathering { languages, above: kind.path(), found: Vec::new() };
    if let Some(node) = entry_node(kind) {
        gathering.table(&node, &mut Vec::new(), true);
    }
    gathering.found
}

/// Returns the schema of an entry.
fn entry_node(kind: &Kind) -> Option<Node<'static>> {
    let node = Node::root(RecordKind::Cluster.form()).at(&kind.path())?;
    if kind.list.is_some() { node.item() } else { Some(node) }
}

struct Gathering<'a> {
    languages: &'a [Language],
    /// The path of the list or table.
    above: Vec<Step>,
    found: Vec<Column>,
}

impl Gathering<'_> {
    fn table(&mut self, node: &Node<'static>, path: &mut Vec<Step>, is_needed: bool) {
        let table = [&self.above[..], &path[..]].concat();
        let mut keys = node.keys();
        keys.sort_by_key(|key| Order::of(RecordKind::Cluster).rank(&table, key));
        for key in keys {
            let Some(inner) = node.key(key) else { continue };
            // Tables that have a separate sheet.
            let is_elsewhere = table.is_empty() && ["contact", "manager"].contains(&key);
            if is_elsewhere || LEFT_OUT.contains(&key) {
                continue;
            }
            path.push(Step::Key(key.to_owned()));
            self.field(&inner, path, is_needed && node.requires(key));
            path.pop();
        }
    }

    fn field(&mut self, node: &Node<'static>, path: &mut Vec<Step>, is_needed: bool) {
        let item = node.item();
        let is_text = node.allows("string");
        if node.is_per_language() && !is_text {
            for language in self.languages {
                let below = [&path[..], &steps(language.code())[..]].concat();
                self.add(node, &below, Form::Text, Some(*language), is_needed);
            }
        } else if node.is_per_language() {
            for language in self.languages {
                self.add(node, path, Form::Name(*language), Some(*language), is_needed);
            }
        } else if let Some(item) = item {
            if is_text {
                self.add(node, path, Form::Ids, None, is_needed);
            } else if item.is_per_language() {
                for language in self.languages {
                    self.add(node, path, Form::Names(*language), Some(*language), is_needed);
                }
            } else if item.allows("string") {
                self.add(node, path, Form::List, None, is_needed);
            }
        } else if node.get("type").is_some_and(|kind| kind == "object") {
            self.table(node, path, is_needed);
        } else {
            self.add(node, path, form(node), None, is_needed);
        }
    }

    fn add(&mut self, node: &Node<'static>, path: &[Step], form: Form, language: Option<Language>, is_needed: bool) {
        let plain = field(path);
        let key = match (form, language) {
            (Form::Name(language) | Form::Names(language), _) => format!("{plain}.{language}"),
            _ => plain,
        };
        let codes = node.values().or_else(|| node.item()?.values()).unwrap_or_default();
        let about = node.text("description").unwrap_or_default().to_owned();
        self.found.push(Column { key, path: path.to_vec(), form, language, about, codes, is_needed });
    }
}

fn form(node: &Node<'_>) -> Form {
    if node.text("format").is_some_and(|form| form == DATE_FORM || form == DAY_FORM) {
        Form::Date
    } else if node.values().is_some() {
        Form::Code
    } else if node.allows("string") {
        Form::Text
    } else if node.allows("boolean") {
        Form::Flag
    } else if node.allows("number") {
        Form::Number
    } else {
        Form::Whole
    }
}

/// Returns the fields of a kind of row: the numbers of the columns that belong to each. Only a name has several.
pub(super) fn fields(columns: &[Column]) -> Vec<Vec<usize>> {
    let mut fields: Vec<Vec<usize>> = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        match fields.last_mut() {
            Some(last) if columns[last[0]].path == column.path => last.push(index),
            _ => fields.push(vec![index]),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::super::kinds::KINDS;
    use super::*;

    fn keys(kind: &str) -> Vec<&'static str> {
        let kind = Kind::find(kind).expect("a kind");
        columns(kind, &[Language::De, Language::En]).iter().map(|column| column.key.as_str()).collect()
    }

    #[test]
    fn a_sheet_has_a_column_for_each_key() {
        let members = ["count", "qualifier", "date", "basis.de", "basis.en", "latest", "carried_over", "source"];
        assert_eq!(keys("members"), members);
        assert!(keys("people").starts_with(&["name.de", "name.en", "function.de", "function.en"]));
        assert!(keys("clusters").contains(&"seat.city.de") && keys("clusters").contains(&"go_cluster.since"));
        assert!(keys("founded").contains(&"by.who.de"));
        for kind in &KINDS {
            assert!(keys(kind.name).len() > 2, "{}", kind.name);
        }
    }

    #[test]
    fn every_key_of_a_record_is_in_a_sheet_or_left_out_on_purpose() {
        let root = Node::root(RecordKind::Cluster.form());
        for key in root.keys() {
            let has_sheet = KINDS.iter().any(|kind| {
                let path = field(&kind.path());
                kind.table == Some(key) || path == key || path.starts_with(&format!("{key}."))
            });
            let has_column = keys("clusters").iter().any(|it| *it == key || it.starts_with(&format!("{key}.")));
            assert!(has_sheet || has_column || LEFT_OUT.contains(&key), "{key}");
        }
    }

    #[test]
    fn the_cells_of_a_name_are_one_field() {
        let people = columns(Kind::find("people").expect("a kind"), &[Language::De, Language::En]);
        let fields = fields(people);
        assert_eq!(fields[..3], [vec![0, 1], vec![2], vec![3]]);
        assert_eq!((people[0].plain_key(), people[2].plain_key()), ("name", "function"));
    }
}
