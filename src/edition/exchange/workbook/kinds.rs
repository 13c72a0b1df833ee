//! The sheets of a workbook: one for each kind of row.

use crate::edition::records::node::Step;

/// A kind of row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    /// Its name in keys and ids.
    pub name: &'static str,
    /// The table of a record that is one row, as its path; `Some("")` is the record itself.
    pub table: Option<&'static str>,
    /// The list of a record whose entries are a row each.
    pub list: Option<&'static str>,
}

const fn of_list(name: &'static str, list: &'static str) -> Kind {
    Kind { name, table: None, list: Some(list) }
}

const fn of_table(name: &'static str, table: &'static str) -> Kind {
    Kind { name, table: Some(table), list: None }
}

/// All kinds, in the order of the sheets.
pub(super) static KINDS: [Kind; 11] = [
    of_table("clusters", ""),
    of_list("members", "members"),
    of_list("indicators", "indicators"),
    Kind { name: "people", table: Some("manager"), list: Some("people") },
    of_list("labels", "labels"),
    of_list("projects", "projects"),
    of_table("contacts", "contact"),
    of_list("founded", "founded"),
    of_list("topics", "topics"),
    of_list("shares", "mix.shares"),
    of_list("sources", "sources"),
];

/// Keys that no sheet has: the texts of the editor, which are translated and not filled in, pictures with what people agreed
/// to, and what the program or the editor notes down.
pub(super) const LEFT_OUT: [&str; 9] =
    ["headline", "standfirst", "pull", "story", "voices", "pictures", "portrait", "approved", "editorial"];

impl Kind {
    /// Returns the kind of a name.
    pub(super) fn find(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// Returns the path of its list or table.
    pub(super) fn path(&self) -> Vec<Step> {
        steps(self.list.or(self.table).unwrap_or_default())
    }
}

/// Returns the steps of a path of keys, such as `mix.shares`.
pub(super) fn steps(path: &str) -> Vec<Step> {
    path.split('.').filter(|key| !key.is_empty()).map(|key| Step::Key(key.to_owned())).collect()
}
