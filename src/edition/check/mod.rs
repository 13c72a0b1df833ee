//! The rules for the content of records. This stage knows nothing about pages.

mod amounts;
mod approval;
mod characters;
mod cluster;
mod copies;
mod dates;
mod drawing;
mod edition;
mod labels;
mod language;
mod left_overs;
mod map;
mod notes;
mod people;
mod picture;
mod place;
mod placeholders;
mod programme;
mod publisher;
mod reference;
mod renewal;
mod seat;
mod sections;
mod short_chapter;
mod source_notes;
mod sources;
mod stale;
mod story;
mod story_form;
mod translation;

pub use approval::{Approval, approval, fingerprint, is_same};

use crate::diagnostics::{Diagnostic, Severity};
use crate::edition::load::{Borders, Document, Records};
use crate::edition::records::Cluster;
use crate::fs::project::Project;
use copies::Copies;

/// Everything that the records of an edition are checked with.
struct Context<'a> {
    project: &'a Project,
    records: &'a Records,
    borders: Borders,
    copies: Copies,
}

impl<'a> Context<'a> {
    fn new(project: &'a Project, records: &'a Records) -> Self {
        Self { project, records, borders: Borders::load(project, records), copies: Copies::find(records) }
    }
}

/// Checks the records of an edition.
#[must_use]
pub fn check(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let context = Context::new(project, records);
    let mut diagnostics = edition::check(project, records);
    diagnostics.extend(map::check(project, &records.edition, &context.borders.maps));
    diagnostics.retain(|diagnostic| !records.edition.hides(diagnostic));
    for cluster in &records.clusters {
        let found = cluster::check(&context, cluster);
        diagnostics.extend(found.into_iter().filter(|diagnostic| !cluster.hides(diagnostic)));
    }
    diagnostics.extend(stale::check(project, records));
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
    check_texts(project, records, &[(document, text)]).into_iter().flatten().collect()
}

/// Returns the errors that each of several records would have with another text.
#[must_use]
pub(crate) fn check_texts(
    project: &Project,
    records: &Records,
    texts: &[(&Document<Cluster>, &str)],
) -> Vec<Vec<Diagnostic>> {
    if texts.is_empty() {
        return Vec::new();
    }
    let context = Context::new(project, records);
    let check = |(document, text): &(&Document<Cluster>, &str)| {
        let (changed, mut diagnostics) = document.with_text(text);
        diagnostics.extend(changed.iter().flat_map(|changed| cluster::check(&context, changed)));
        diagnostics.retain(|diagnostic| diagnostic.severity == Severity::Error);
        diagnostics
    };
    texts.iter().map(check).collect()
}
