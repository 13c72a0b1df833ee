//! People: portraits need consent, and what a source says of a person has its date.

use super::notes::Notes;
use super::picture;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{Cluster, Date, Note, Portrait};
use crate::fs::project::Project;
use std::path::Path;

/// Checks the portraits of a record.
pub(super) fn check(project: &Project, folder: &Path, document: &Document<Cluster>) -> Vec<Diagnostic> {
    let cluster = &document.value;
    let people = cluster.people_by_field().into_iter().map(|(field, it)| (field, &it.portrait, it.consent));
    let voices = cluster.voices.iter().enumerate();
    let voices = voices.map(|(index, it)| (format!("voices[{index}]"), &it.portrait, it.consent));
    people
        .chain(voices)
        .filter_map(|(field, portrait, consent)| Some((field, portrait.as_ref()?, consent)))
        .flat_map(|(field, portrait, consent)| check_portrait(project, folder, document, &field, portrait, consent))
        .collect()
}

/// Checks the file of a portrait, and that its person agreed to it.
pub(super) fn check_portrait<T>(
    project: &Project,
    folder: &Path,
    document: &Document<T>,
    field: &str,
    portrait: &Portrait,
    consent: Option<Date>,
) -> Vec<Diagnostic> {
    let field = format!("{field}.portrait");
    let missing = consent.is_none().then(|| {
        let error = Diagnostic::error(Code::CONSENT, "a portrait needs the consent of the person").hint(
            "add `consent` with the day on which the person agreed to it, such as consent = 2019-11-04, or remove \
            `portrait`",
        );
        document.locate(error, &field)
    });
    let file = picture::check(project, document, folder, &format!("{field}.file"), &portrait.file);
    missing.into_iter().chain(file).collect()
}

/// Adds a note for each person without the date of the source.
pub(super) fn undated(document: &Document<Cluster>, notes: &mut Notes<'_>) {
    for (field, person) in document.value.people_by_field() {
        if person.as_of.is_none() && document.is_sure_of(&format!("{field}.as_of")) {
            let note = Diagnostic::note(Code::UNDATED_PERSON, "this person has no date, so the pages show none")
                .hint("add `as_of` with the date of the source that names the function");
            notes.add(Note::UndatedPerson, document.locate(note, &field));
        }
    }
}
