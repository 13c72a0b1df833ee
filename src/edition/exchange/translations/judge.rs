//! Judges records with new translations as `check` does, and reports new errors at the translations that they come from.

use std::ops::Range;
use std::sync::Arc;

use super::find::Place;
use super::merging::Merged;
use crate::diagnostics::{Code, Diagnostic, Severity, SourceFile};
use crate::edition::check::check;
use crate::edition::load::Records;
use crate::edition::translation::Translation;
use crate::fs::project::Project;

/// Reports what is wrong with the records after the import and was not before.
pub(super) fn judge(
    project: &Project,
    (before, after): (&Records, &Records),
    translation: &Translation,
    merged: &Merged,
    file: &Arc<SourceFile>,
    told: &mut Vec<Diagnostic>,
) {
    if merged.texts.is_empty() {
        return;
    }
    let old = all(project, before, before);
    for fault in all(project, before, after) {
        let is_same = |it: &Diagnostic| (it.code, &it.field, &it.message) == (fault.code, &fault.field, &fault.message);
        if fault.code == Code::STALE_TRANSLATION || fault.severity == Severity::Note || old.iter().any(is_same) {
            continue;
        }
        let Some((place, span)) = find(&fault, translation, merged, before) else { continue };
        let (record, text) = (&translation.records[place.0], &translation.records[place.0].texts[place.1]);
        let id = format!("{}#{}", record.name, text.id(&text.segments[place.2]));
        told.push(fault.at(file, span).in_field(id));
    }
}

/// Returns the errors of form of the records that changed, and what `check` says of all.
fn all(project: &Project, before: &Records, records: &Records) -> Vec<Diagnostic> {
    let mut found = check(project, records);
    if records.edition.file != before.edition.file {
        found.extend(records.edition.with_text(records.edition.file.text()).1);
    }
    for (new, old) in records.clusters.iter().zip(&before.clusters) {
        if new.file != old.file {
            found.extend(new.with_text(new.file.text()).1);
        }
    }
    found
}

/// Finds the translation that an error comes from, and its place in the file.
fn find(
    fault: &Diagnostic,
    translation: &Translation,
    merged: &Merged,
    records: &Records,
) -> Option<(Place, Range<usize>)> {
    let place = fault.place.as_ref()?;
    let name = place.file.name();
    let number = if name == records.edition.file.name() {
        0
    } else {
        records.clusters.iter().position(|cluster| cluster.file.name() == name)? + 1
    };
    let field = fault.field.as_deref().unwrap_or_default();
    let of_record: Vec<_> = merged.places.iter().filter(|(it, _)| it.0 == number).collect();
    let of_field = of_record.iter().filter(|(it, _)| {
        let own = translation.records[number].texts[it.1].field();
        field.starts_with(&own) || (!field.is_empty() && own.starts_with(field))
    });
    // In a text of several paragraphs, the one around the place.
    let is_around = |it: &Place| {
        let new = &merged.texts[&it.0][&it.1][&it.2];
        let text = place.file.text();
        let found = text.find(new.as_str()).map(|at| at..at + new.len());
        found.is_some_and(|part| part.start <= place.span.start && place.span.end <= part.end)
    };
    let of_field: Vec<_> = of_field.collect();
    let around = of_field.iter().find(|(it, _)| is_around(it));
    let found = around.or_else(|| of_field.first()).copied().or_else(|| of_record.first())?;
    Some((*found.0, found.1.clone()))
}
