//! The rules for the edition file.

use std::collections::BTreeSet;

use super::notes::Notes;
use super::{
    amounts, characters, dates, language, left_overs, placeholders, programme, publisher, reference, renewal, sections,
    source_notes, sources, story, translation,
};
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document, Records};
use crate::edition::records::{Edition, limits};
use crate::fs::project::Project;

/// The pages are designed for this many chapters.
const CHAPTERS: std::ops::RangeInclusive<usize> = 4..=24;

pub(super) fn check(project: &Project, records: &Records) -> Vec<Diagnostic> {
    let document = &records.edition;
    let edition = &document.value;
    let mut diagnostics = language::check(document, &edition.languages);
    diagnostics.extend(languages(document));
    diagnostics.extend(chapters(records));
    diagnostics.extend(all_texts(records));
    diagnostics.extend(sources::check(document, &edition.sources));
    if let Some(introduction) = &edition.introduction {
        diagnostics.extend(story::check(document, "introduction.text", &introduction.text, &edition.sources, Some(2)));
    }
    for (index, page) in edition.pages.iter().enumerate() {
        let field = format!("pages[{index}].text");
        diagnostics.extend(story::check(document, &field, &page.text, &edition.sources, Some(2)));
    }
    let imprint = &edition.imprint;
    for (key, text) in [
        ("design", &imprint.design),
        ("pictures", &imprint.pictures),
        ("no_pictures", &imprint.no_pictures),
        ("maps", &imprint.maps),
        ("order", &imprint.order),
        ("notice", &imprint.notice),
    ] {
        if let Some(text) = text {
            diagnostics.extend(story::check(document, &format!("imprint.{key}"), text, &[], None));
        }
    }
    diagnostics.extend(amounts::check(document));
    diagnostics.extend(characters::check(document));
    diagnostics.extend(programme::check(document));
    diagnostics.extend(publisher::isbn(document));
    diagnostics.extend(publisher::marks(project, records));
    diagnostics.extend(publisher::foreword(project, records));
    diagnostics.extend(sections::check(document));
    diagnostics.extend(reference::check(records));
    // The default profile is read when a print PDF is made: a project without it can still be checked.
    if edition.print.profile.is_some() {
        diagnostics.extend(load::profile(project, document).err().map(|fault| *fault));
    }
    diagnostics.extend(dates::of_edition(document));
    diagnostics.extend(renewal::of_edition(document));
    let mut notes = Notes::new(&[edition.editorial.as_ref()]);
    translation::check(document, &edition.languages, &mut notes);
    left_overs::check(document, &mut notes);
    placeholders::check(document, &mut notes);
    sources::unnamed(document, &edition.sources, &diagnostics, &mut notes);
    source_notes::check(document, &edition.sources, &mut notes);
    publisher::unknown(records, &mut notes);
    diagnostics.extend(notes.into_diagnostics());
    diagnostics
}

/// Checks that the pages of all records together can be laid out in time and memory.
fn all_texts(records: &Records) -> Option<Diagnostic> {
    let characters = records.characters();
    let most = limits::ALL_TEXTS;
    let fault = || {
        let message = format!("all records together have {characters} characters, more than a brochure can hold");
        let hint = format!("keep at most {most}: shorten the texts, or make two editions");
        records.edition.locate(Diagnostic::error(Code::TOO_MANY, message).hint(hint), "chapters")
    };
    (characters > most).then(fault)
}

fn languages(document: &Document<Edition>) -> Vec<Diagnostic> {
    let languages = &document.value.languages;
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, language) in languages.iter().enumerate() {
        if !seen.insert(language) {
            let fault = Diagnostic::error(Code::DUPLICATE, format!("duplicate language `{language}`"))
                .hint("remove one of the two");
            diagnostics.push(document.locate(fault, &format!("languages[{index}]")));
        }
    }
    diagnostics
}

fn chapters(records: &Records) -> Vec<Diagnostic> {
    let count = records.edition.value.chapters.len();
    let mut diagnostics = Vec::new();
    if count == 0 {
        let fault = Diagnostic::error(Code::CHAPTER_COUNT, "the edition has no chapters")
            .hint("write the names of records in chapters = [\"…\"]");
        diagnostics.push(records.edition.locate(fault, "chapters"));
    } else if !CHAPTERS.contains(&count) {
        let warning = Diagnostic::warning(
            Code::CHAPTER_COUNT,
            format!("the pages are made for 4 to 24 chapters, not for {count}"),
        )
        .hint(if count < *CHAPTERS.start() {
            "add chapters (brochure new cluster SLUG); a trial can have fewer"
        } else {
            "check the contents, the map and the pages at a glance, or make two parts"
        });
        diagnostics.push(records.edition.locate(warning, "chapters"));
    }
    if !records.complete || count == 0 {
        return diagnostics;
    }
    let placed = records.clusters.iter().filter(|cluster| cluster.value.seat.position().is_some());
    if placed.count() == 0 {
        let fault = Diagnostic::error(Code::POSITION, "no chapter has a position, and at least one needs it")
            .hint("write latitude and longitude of the [seat] in at least one record");
        diagnostics.push(records.edition.locate(fault, "chapters"));
    }
    diagnostics
}
