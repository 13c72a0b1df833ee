//! The order of the sections of a book, by the pages that a layout of it has.
//!
//! Merging plans the order with the pages that sections usually have. Texts, lists and index have as many as they need:
//! where a layout has others than expected, the sections are planned again, and the pages are laid out once more.

use typst::foundations::Value;
use typst_layout::PagedDocument;

use super::BuildError;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Records;
use crate::edition::records::SectionKind;
use crate::pages::merge::{NoPlan, Values};
use crate::pages::typeset::{Typeset, Typesetter, query_metadata};
use crate::pages::values::{BookPart, PlannedSection};

/// Lays out the pages of a book, a second time where its sections have to be planned again.
///
/// # Errors
///
/// Fails if the values cannot be written as JSON.
pub fn typeset_book(typesetter: &mut Typesetter, values: &mut Values) -> Result<Typeset, BuildError> {
    let typeset = typesetter.typeset();
    let Some(pages) = typeset.document.as_ref().map(count_pages) else { return Ok(typeset) };
    let before = values.book.plan.clone();
    if !values.sections.count(&before, &pages) {
        return Ok(typeset);
    }
    values.plan_sections();
    // The first pages follow from the numbers of pages; only another order changes the layout.
    let order = |plan: &[PlannedSection]| plan.iter().map(|section| (section.kind, section.text)).collect::<Vec<_>>();
    if order(&before) == order(&values.book.plan) {
        return Ok(typeset);
    }
    typesetter.update(values.files()?);
    Ok(typesetter.typeset())
}

/// Returns the pages of each planned section.
fn count_pages(document: &PagedDocument) -> Vec<usize> {
    let marks = query_metadata(document, "section");
    let first = |index: usize| {
        let number = i64::try_from(index).unwrap_or(i64::MAX);
        marks.iter().find(|(value, _)| *value == Value::Int(number)).map(|(_, page)| *page)
    };
    (0..marks.len().saturating_sub(1))
        .map_while(|index| Some(first(index + 1)?.saturating_sub(first(index)?)))
        .collect()
}

/// Returns the fault of sections that leave a blank page in every order.
pub(super) fn find_fault(records: &Records, values: &Values) -> Option<Diagnostic> {
    let NoPlan { before, switch } = values.sections.plan().err()?;
    let edition = &records.edition;
    let kind = kind(before);
    let message = format!("the page before the section `{kind}` would be blank: no section of one page can take it");
    let hint = match switch {
        Some((part, true)) => format!("switch `{0}` on: add [[sections]] with kind = \"{0}\"", self::kind(part)),
        Some((part, false)) => {
            format!("switch `{}` off with on = false, or add a section of one page", self::kind(part))
        }
        None => "add a section of one page, such as kind = \"mountain\"".to_owned(),
    };
    let listed = edition.value.sections.iter().position(|section| section.kind == kind);
    let field = listed.map_or_else(|| "sections".to_owned(), |index| format!("sections[{index}].kind"));
    Some(edition.locate(Diagnostic::error(Code::BLANK_PAGE, message).hint(hint), &field))
}

/// Returns the section that a part of the book belongs to.
const fn kind(part: BookPart) -> SectionKind {
    match part {
        BookPart::Contents => SectionKind::Contents,
        BookPart::Foreword => SectionKind::Foreword,
        BookPart::Programme => SectionKind::Programme,
        BookPart::Text | BookPart::Notes => SectionKind::Text,
        BookPart::Glance | BookPart::Map => SectionKind::Glance,
        BookPart::Panorama => SectionKind::Panorama,
        BookPart::Topics => SectionKind::Topics,
        BookPart::Chapters => SectionKind::Chapters,
        BookPart::Contacts => SectionKind::Contacts,
        BookPart::Patches => SectionKind::Patches,
        BookPart::Sources => SectionKind::Sources,
        BookPart::Index | BookPart::Places => SectionKind::Index,
        BookPart::Mountain | BookPart::Scales => SectionKind::Mountain,
        BookPart::Imprint => SectionKind::Imprint,
    }
}
