//! The rules for the content of records. This stage knows nothing about pages.

mod amounts;
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

pub use approval::{Approval, approval, fingerprint, is_same};

use crate::diagnostics::{Diagnostic, Severity};
use crate::edition::load::{Document, Records};
use crate::edition::records::Cluster;
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

/// Returns the errors that a record would have with another text.
#[must_use]
pub(crate) fn check_text(
    project: &Project,
    records: &Records,
    document: &Document<Cluster>,
    text: &str,
) -> Vec<Diagnostic> {
    let (changed, mut diagnostics) = document.with_text(text);
    diagnostics.extend(changed.iter().flat_map(|changed| cluster::check(project, records, changed)));
    diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
    diagnostics
}
