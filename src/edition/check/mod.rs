//! The rules for the content of records. This stage knows nothing about pages.

mod approval;
mod characters;
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

/// Checks the records of an edition.
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

/// Calls a function with every text of a record and the path of its field.
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
