//! The approval of a chapter, and whether the record has changed since.

use serde_json::Value;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::Cluster;
use crate::fs::hash::{Hasher, hex, sha256};
use crate::fs::project::Project;

/// Keys for the editor that are never printed.
const NOT_PRINTED: [&str; 4] = ["approved", "editorial", "carried_over", "precision"];

/// The state of the approval of a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// Not approved.
    None,
    /// Approved, and not changed since.
    Given,
    /// Approved, but changed since.
    Outdated,
    /// Approved without a fingerprint, so it is unknown whether it has changed.
    Unknown,
}

/// Returns the fingerprint of a record: sixteen digits in groups of four that change with any printed value, with the names
/// of its technology fields and with any picture. Comments, order and layout of the file do not count, nor do keys that
/// only repeat a default.
#[must_use]
pub fn fingerprint(project: &Project, records: &Records, document: &Document<Cluster>) -> String {
    let cluster = &document.value;
    let mut value = serde_json::to_value(cluster).unwrap_or_default();
    strip(&mut value);
    let mut hash = Hasher::default();
    // Keys of a plain value are in alphabetical order.
    hash.add(value.to_string());
    for code in &cluster.fields {
        let name = serde_json::to_string(&records.edition.value.fields.get(code));
        hash.add(name.unwrap_or_default());
    }
    for (_, file) in cluster.files() {
        if let Ok(bytes) = project.read(&records.folder.join(file)) {
            hash.add(sha256(bytes));
        }
    }
    hash.finish().chunks(2).take(4).map(hex).collect::<Vec<_>>().join(" ")
}

/// Removes what is not printed and what is empty: a key that a later version of the program adds must not change the
/// fingerprint of a record without it.
fn strip(value: &mut Value) {
    let nothing = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(table) => table.is_empty(),
        _ => false,
    };
    match value {
        Value::Object(table) => {
            table.retain(|key, _| !NOT_PRINTED.contains(&key.as_str()));
            table.values_mut().for_each(strip);
            table.retain(|_, value| !nothing(value));
        }
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::String(text) => *text = text.trim().replace("\r\n", "\n"),
        _ => {}
    }
}

/// Returns whether two fingerprints are the same, regardless of spaces and case.
#[must_use]
pub fn is_same(a: &str, b: &str) -> bool {
    let digits =
        |text: &str| text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect::<String>();
    digits(a) == digits(b)
}

/// Returns the state of the approval of a record.
#[must_use]
pub fn approval(project: &Project, records: &Records, document: &Document<Cluster>) -> Approval {
    let Some(approved) = &document.value.approved else {
        return Approval::None;
    };
    match &approved.fingerprint {
        None => Approval::Unknown,
        Some(given) if is_same(given, &fingerprint(project, records, document)) => Approval::Given,
        Some(_) => Approval::Outdated,
    }
}

pub(super) fn check(project: &Project, records: &Records, document: &Document<Cluster>) -> Option<Diagnostic> {
    let approved = document.value.approved.as_ref()?;
    let message = match approval(project, records, document) {
        Approval::None | Approval::Given => return None,
        Approval::Outdated => {
            format!("the record has changed since {} approved the chapter on {}", approved.by, approved.on)
        }
        Approval::Unknown => "the approval has no fingerprint, so it is unknown what was approved".to_owned(),
    };
    let (slug, edition) = (&document.slug, &records.name);
    let warning = Diagnostic::warning(Code::CHANGED_SINCE_APPROVAL, message).hint(format!(
        "build the chapter (brochure build {edition} --only {slug}), show it to the cluster, then record the approval (brochure approve {slug} \
        --edition {edition} --by NAME)"
    ));
    Some(document.locate(warning, "approved"))
}
