//! The rules for the content of records. This stage knows nothing about pages.

mod amounts;
mod approval;
mod characters;
mod cluster;
mod copies;
mod dates;
mod edition;
mod labels;
mod language;
mod left_overs;
mod notes;
mod picture;
mod placeholders;
mod renewal;
mod seat;
mod sources;
mod story;
mod translation;

pub use approval::{Approval, approval, fingerprint, is_same};

use crate::diagnostics::Diagnostic;
use crate::edition::load::{Borders, Records};
use crate::fs::project::Project;
use copies::Copies;

/// What the records of an edition are checked with.
struct Context<'a> {
    project: &'a Project,
    records: &'a Records,
    borders: Borders,
    copies: Copies,
}

/// Checks the records of an edition.
#[must_use]
pub fn check(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let mut diagnostics = edition::check(project, records);
    diagnostics.retain(|diagnostic| !records.edition.hides(diagnostic));
    let context = Context { project, records, borders: Borders::load(project), copies: Copies::find(records) };
    for cluster in &records.clusters {
        let found = cluster::check(&context, cluster);
        diagnostics.extend(found.into_iter().filter(|diagnostic| !cluster.hides(diagnostic)));
    }
    diagnostics
}
