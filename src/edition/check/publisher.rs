//! Who publishes the edition: marks, foreword, and what readers ask for.

use super::notes::Notes;
use super::{people, picture, reference, story};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::{Edition, Note};
use crate::fs::project::Project;
use crate::text::ean;

/// The most words of a foreword, which has one page.
const FOREWORD: usize = 180;

/// The files that a mark can be.
const MARKS: [&str; 2] = ["svg", "png"];

/// Checks the ISBN of an edition.
pub(super) fn isbn(document: &Document<Edition>) -> Option<Diagnostic> {
    let isbn = document.value.isbn.as_ref().filter(|isbn| ean::isbn_digits(isbn).is_none())?;
    let digits = isbn.chars().filter(char::is_ascii_digit).count();
    let message = format!("`{isbn}` is not an ISBN");
    let hint = match digits {
        13 => "correct it: its last digit does not fit the others, or it does not begin with 978 or 979",
        _ => "write the ISBN of this edition with its 13 digits, such as \"978-3-16-148410-0\"",
    };
    Some(document.locate(Diagnostic::error(Code::ISBN, message).hint(hint), "isbn"))
}

/// Checks the marks of an edition.
pub(super) fn marks(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let document = &records.edition;
    let edition = &document.value;
    let logo = edition.publisher.as_ref().and_then(|publisher| publisher.logo.as_ref());
    let marks = edition.logos.iter().enumerate().map(|(index, logo)| (format!("logos[{index}].file"), &logo.file));
    let mut diagnostics = Vec::new();
    for (field, file) in logo.map(|logo| ("publisher.logo".to_owned(), logo)).into_iter().chain(marks) {
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let found = picture::check(project, document, &records.folder, &field, file);
        if found.is_none() && !MARKS.contains(&ending.as_str()) {
            let error = Diagnostic::error(Code::PICTURE, format!("`{file}` is not the drawing of a mark"))
                .hint("ask its owner for an SVG file; a PNG file of at least 600 dpi is possible");
            diagnostics.push(document.locate(error, &field));
        }
        diagnostics.extend(found);
    }
    diagnostics
}

/// Checks the foreword. Without consent it is left out.
pub(super) fn foreword(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let document = &records.edition;
    let Some(foreword) = &document.value.foreword else { return Vec::new() };
    let mut diagnostics = story::check(document, "foreword.text", &foreword.text, &document.value.sources, None);
    diagnostics.extend(reference::too_many_words(document, "foreword.text", &foreword.text, FOREWORD));
    if foreword.consent.is_none() && document.is_sure_of("foreword.consent") {
        let warning = Diagnostic::warning(Code::CONSENT, "the foreword is left out: its author has not agreed to it")
            .hint("add `consent` with the day on which the author agreed to the text, such as consent = 2019-11-04");
        diagnostics.push(document.locate(warning, "foreword"));
    }
    if let Some(portrait) = &foreword.portrait {
        // A missing consent has been reported.
        let consent = foreword.consent.or(Some(crate::edition::records::Date::Day(document.value.as_of)));
        diagnostics.extend(people::check_portrait(project, &records.folder, document, "foreword", portrait, consent));
    }
    if let Some(signature) = &foreword.signature {
        diagnostics.extend(picture::check(project, document, &records.folder, "foreword.signature", signature));
    }
    diagnostics
}

/// Adds one note for what readers do not learn about the publisher.
pub(super) fn unknown(records: &Records, notes: &mut Notes<'_>) {
    let document = &records.edition;
    let Some(publisher) = document.value.publisher.as_ref().filter(|_| document.is_sure_of("publisher")) else {
        return;
    };
    let missing = [
        (publisher.address.is_empty(), "`address`"),
        (publisher.email.is_none(), "`email`"),
        (publisher.responsible.is_none(), "`responsible`"),
    ];
    let missing: Vec<_> = missing.into_iter().filter(|(missing, _)| *missing).map(|(_, key)| key).collect();
    let listed = match missing.as_slice() {
        [] => return,
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    };
    let note = Diagnostic::note(Code::UNKNOWN_PUBLISHER, format!("the publisher has no {listed}")).hint(
        "add what is known: the law asks printed works to name who publishes them, where, and who answers for the \
        contents; readers write to `email`",
    );
    notes.add(Note::UnknownPublisher, document.locate(note, "publisher"));
}
