//! The order of keys in a record, which is that of the annotated records that `brochure new` writes.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use toml_edit::{Document, Item, TableLike, Value};

use crate::edition::edit::starter;
use crate::edition::records::node::Step;
use crate::edition::records::schema::RecordKind;

/// The keys of each table in their order, by paths such as `founded.by`.
#[derive(Debug, Default)]
pub(in crate::edition::exchange) struct Order {
    keys: BTreeMap<String, Vec<String>>,
    /// Tables that have a header.
    headed: Vec<String>,
}

impl Order {
    /// Returns the order of the keys of a kind of record.
    pub(in crate::edition::exchange) fn of(kind: RecordKind) -> &'static Self {
        static CLUSTER: LazyLock<Order> = LazyLock::new(|| Order::read(&starter::cluster("x")));
        static EDITION: LazyLock<Order> = LazyLock::new(|| {
            let files = starter::edition("x");
            let text = files.first().map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
            Order::read(&text.unwrap_or_default())
        });
        match kind {
            RecordKind::Cluster => &CLUSTER,
            RecordKind::Edition => &EDITION,
        }
    }

    /// Reads the order from an annotated record, in which most keys are switched off by a `#`.
    fn read(annotated: &str) -> Self {
        let mut order = Self::default();
        let on: Vec<_> = annotated.lines().filter(|line| !line.starts_with("#:")).map(switched_on).collect();
        if let Ok(document) = Document::parse(on.join("\n")) {
            order.table(document.as_table(), "");
        }
        order
    }

    fn table(&mut self, table: &dyn TableLike, path: &str) {
        for (key, item) in table.iter() {
            let keys = self.keys.entry(path.to_owned()).or_default();
            if !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
            let below = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            match item {
                Item::Table(table) => {
                    self.headed.push(below.clone());
                    self.table(table, &below);
                }
                Item::ArrayOfTables(tables) => {
                    self.headed.push(below.clone());
                    tables.iter().for_each(|table| self.table(table, &below));
                }
                Item::Value(Value::InlineTable(table)) => self.table(table, &below),
                Item::Value(Value::Array(items)) => {
                    items.iter().filter_map(Value::as_inline_table).for_each(|table| self.table(table, &below));
                }
                _ => {}
            }
        }
    }

    /// Returns the place of a key among those of its table. Keys that are not known come last.
    pub(in crate::edition::exchange) fn rank(&self, table: &[Step], key: &str) -> usize {
        let keys = self.keys.get(&name(table));
        keys.and_then(|keys| keys.iter().position(|known| known == key)).unwrap_or(usize::MAX)
    }

    /// Returns whether a table is written below a header, and not in braces.
    pub(super) fn has_header(&self, table: &[Step]) -> bool {
        self.headed.contains(&name(table))
    }
}

/// Returns the path of a table without the numbers of entries.
fn name(path: &[Step]) -> String {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Index(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// Takes away the `#` that switches a key off. A remark has a blank after it.
fn switched_on(line: &str) -> &str {
    line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_annotated_record_gives_the_order() {
        let order = Order::of(RecordKind::Cluster);
        let key = |key: &str| Step::Key(key.to_owned());
        let members = [key("members"), Step::Index(3)];
        assert!(order.rank(&[], "official_name") < order.rank(&[], "short_name"));
        assert!(order.rank(&[], "members") < order.rank(&[], "sources"));
        assert!(order.rank(&members, "count") < order.rank(&members, "source"));
        assert_eq!(order.rank(&members, "nothing"), usize::MAX);
        assert!(order.has_header(&[key("seat")]) && order.has_header(&[key("members")]));
        let edition = Order::of(RecordKind::Edition);
        assert!(edition.rank(&[], "title") < edition.rank(&[], "chapters") && edition.rank(&[], "title") < usize::MAX);
        assert!(!order.has_header(&[key("description")]) && !order.has_header(&[key("mix"), key("shares")]));
    }
}
