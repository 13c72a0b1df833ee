//! Check: the rules of a good edition. Knows records, and nothing of pages.

mod approval;
mod cluster;
mod dates;
mod edition;
mod language;
mod picture;
mod renewal;
mod sources;
mod story;

use serde_json::Value;

pub use approval::{Approval, approval, fingerprint, is_same};

use crate::diagnostics::Diagnostic;
use crate::edition::load::Records;
use crate::fs::project::Project;

/// Everything that is wrong with the records of an edition.
#[must_use]
pub fn check(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let mut diagnostics = edition::check(project, records);
    diagnostics.retain(|diagnostic| !records.edition.hides(diagnostic));
    for cluster in &records.clusters {
        let found = cluster::check(project, records, cluster);
        diagnostics.extend(found.into_iter().filter(|diagnostic| !cluster.hides(diagnostic)));
    }
    diagnostics
}

/// Calls back for every text of a record, with the path of its field.
fn texts(value: &Value, field: &str, found: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => found(field, text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                texts(item, &format!("{field}[{index}]"), found);
            }
        }
        Value::Object(table) => {
            for (key, value) in table {
                let path = if field.is_empty() { key.clone() } else { format!("{field}.{key}") };
                texts(value, &path, found);
            }
        }
        _ => {}
    }
}
