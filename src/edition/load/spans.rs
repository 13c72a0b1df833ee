//! The places of the fields of a file.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The places of the fields of a file, by paths such as `members[2].date`.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    values: BTreeMap<String, Range<usize>>,
    keys: BTreeMap<String, Range<usize>>,
}

impl Spans {
    /// Collects the place of every value and key of a parsed file.
    pub(super) fn collect(table: &DeTable<'_>) -> Self {
        let mut spans = Self::default();
        spans.table(table, "");
        spans
    }

    /// Returns the place of the value of a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<Range<usize>> {
        self.values.get(field).cloned()
    }

    /// Returns the place of the key of a field.
    #[must_use]
    pub fn key(&self, field: &str) -> Option<Range<usize>> {
        self.keys.get(field).cloned()
    }

    /// Returns the place of a field, or of the nearest parent that is in the file, or else the start of the file.
    #[must_use]
    pub fn nearest(&self, field: &str) -> Range<usize> {
        let mut path = field;
        loop {
            if let Some(span) = self.value(path) {
                return span;
            }
            match path.rfind(['.', '[']) {
                Some(end) => path = &path[..end],
                None => return 0..0,
            }
        }
    }

    /// Returns the path of the field at an offset: the one with the shortest span.
    #[must_use]
    pub fn field_at(&self, byte: usize) -> Option<&str> {
        let around = self.values.iter().filter(|(_, span)| span.contains(&byte));
        around.min_by_key(|(_, span)| span.len()).map(|(field, _)| field.as_str())
    }

    fn table(&mut self, table: &DeTable<'_>, path: &str) {
        for (key, value) in table {
            let name: &str = key.get_ref();
            let field = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            self.keys.insert(field.clone(), key.span());
            self.value_at(value, &field, key.span());
        }
    }

    fn value_at(&mut self, value: &Spanned<DeValue<'_>>, field: &str, key: Range<usize>) {
        match value.get_ref() {
            // A table can span many lines: its key is the better place.
            DeValue::Table(table) => {
                self.values.insert(field.to_owned(), key);
                self.table(table, field);
            }
            DeValue::Array(items) => {
                let tables = items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_)));
                let span = if tables { key } else { value.span() };
                self.values.insert(field.to_owned(), span);
                for (index, item) in items.iter().enumerate() {
                    self.value_at(item, &format!("{field}[{index}]"), item.span());
                }
            }
            _ => {
                self.values.insert(field.to_owned(), value.span());
            }
        }
    }
}
