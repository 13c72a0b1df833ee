//! The approval of a chapter, and what has changed since.

use std::path::Path;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::diagnostics::{Code, Diagnostic};
use crate::load::{Document, Records};
use crate::project::Project;
use crate::records::Cluster;

/// Keys that can change without a change to the chapter.
const NOT_PRINTED: [&str; 2] = ["approved", "editorial"];

/// How far the approval of a chapter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Approval {
    /// Nobody has approved it.
    None,
    /// Approved as it is.
    Given,
    /// Approved, but the record has changed since.
    Outdated,
    /// Approved without a fingerprint: whether it has changed cannot be told.
    Unknown,
}

/// The fingerprint of a record: sixteen digits in groups of four that change with any value that is
/// printed, and with any picture. Comments, order and layout of the file do not count.
#[must_use]
pub fn fingerprint(project: &Project, folder: &Path, document: &Document<Cluster>) -> String {
    let mut plain = document.plain.clone();
    if let Value::Object(table) = &mut plain {
        for key in NOT_PRINTED {
            table.remove(key);
        }
    }
    let mut hash = Sha256::new();
    // Keys of a plain value stand in the order of the alphabet.
    hash.update(plain.to_string());
    for picture in &document.value.pictures {
        if let Ok(bytes) = project.read(&folder.join(&picture.file)) {
            hash.update(Sha256::digest(bytes));
        }
    }
    let digits: Vec<_> = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    digits.chunks(2).map(<[String]>::concat).collect::<Vec<_>>().join(" ")
}

/// How far the approval of a record is.
#[must_use]
pub fn approval(project: &Project, folder: &Path, document: &Document<Cluster>) -> Approval {
    let Some(approved) = &document.value.approved else {
        return Approval::None;
    };
    match &approved.fingerprint {
        None => Approval::Unknown,
        Some(given) if given.split_whitespace().eq(fingerprint(project, folder, document).split_whitespace()) => {
            Approval::Given
        }
        Some(_) => Approval::Outdated,
    }
}

pub(super) fn check(project: &Project, records: &Records, document: &Document<Cluster>) -> Option<Diagnostic> {
    let approved = document.value.approved.as_ref()?;
    let message = match approval(project, &records.folder, document) {
        Approval::None | Approval::Given => return None,
        Approval::Outdated => {
            format!("the record has changed since {} approved the chapter on {}", approved.by, approved.on)
        }
        Approval::Unknown => "the approval does not say what was approved".to_owned(),
    };
    let slug = &document.slug;
    let warning = Diagnostic::warning(Code::CHANGED_SINCE_APPROVAL, message).hint(format!(
        "show the chapter (brochure build --only {slug}), then write its approval (brochure approve {slug} --by NAME)"
    ));
    Some(document.locate(warning, "approved"))
}
