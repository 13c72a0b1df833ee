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
