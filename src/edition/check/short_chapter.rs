//! Lists that a chapter of two pages has no room for.

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::{Cluster, Note};

/// The figures on the page: the first counts, which are no amounts of money.
const MOST_FIGURES: usize = 2;

/// Adds a note for each list of a record that is not printed in a chapter of two pages.
pub(super) fn check(records: &Records, document: &Document<Cluster>, notes: &mut Notes<'_>) {
    let (edition, cluster) = (&records.edition.value, &document.value);
    if !edition.has_short_chapters() {
        return;
    }
    let printed = cluster.indicators.iter().filter(|figure| figure.currency.is_none()).count().min(MOST_FIGURES);
    let figures = cluster.indicators.len() - printed;
    let lists = [("voices", cluster.voices.len()), ("projects", cluster.projects.len()), ("indicators", figures)];
    for (field, entries) in lists.into_iter().filter(|(_, entries)| *entries > 0) {
        let plural = if entries == 1 { "entry" } else { "entries" };
        let which = if field == "indicators" && printed > 0 { "other " } else { "" };
        let message = format!("a chapter of two pages does not print {entries} {which}{plural} of `{field}`");
        let hint = if edition.chapters_short {
            "remove `chapters_short` from edition.toml, or write what is worth reading into the story"
        } else {
            "a tour of more than 12 stations has chapters of two pages: write what is worth reading into the story"
        };
        let warning = Diagnostic::warning(Code::UNPRINTED_PART, message).hint(hint);
        notes.add(Note::UnprintedPart, document.locate(warning, field));
    }
}
