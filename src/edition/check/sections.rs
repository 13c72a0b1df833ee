//! The sections of the book, and its form.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::Document;
use crate::edition::records::{BookForm, Edition, Section, SectionKind};

/// Checks the list of sections.
pub(super) fn check(document: &Document<Edition>) -> Vec<Diagnostic> {
    let edition = &document.value;
    let mut diagnostics: Vec<_> = form(document).into_iter().collect();
    let mut seen = BTreeSet::new();
    for (index, section) in edition.sections.iter().enumerate() {
        let field = format!("sections[{index}]");
        if !document.is_sure_of(&format!("{field}.kind")) {
            continue;
        }
        if let Some((message, hint, key)) = fault(section, edition.pages.len(), &mut seen) {
            let error = Diagnostic::error(Code::SECTION, message).hint(hint);
            diagnostics.push(document.locate(error, &format!("{field}{key}")));
        }
    }
    diagnostics.extend(unprinted(document));
    let is_on = |kind| edition.sections.iter().any(|section| section.kind == kind && section.on);
    if !edition.sections.is_empty() && document.is_sure_of("sections") {
        for (kind, name) in [(SectionKind::Chapters, "chapters"), (SectionKind::Imprint, "imprint")] {
            if !is_on(kind) {
                let error = Diagnostic::error(Code::SECTION, format!("the list of sections has no `{name}`"))
                    .hint(format!("add [[sections]] with kind = \"{name}\", or remove the list for the usual order"));
                diagnostics.push(document.locate(error, "sections"));
            }
        }
    }
    diagnostics
}

/// Returns what is wrong with a section, what to do, and the key that is wrong.
fn fault(
    section: &Section,
    pages: usize,
    seen: &mut BTreeSet<(SectionKind, Option<u32>)>,
) -> Option<(String, String, &'static str)> {
    let is_text = section.kind == SectionKind::Text;
    let page = section.page.filter(|_| is_text);
    if section.page.is_some() && !is_text {
        let message = "only a section of kind \"text\" has a `page`".to_owned();
        return Some((message, "remove `page`".to_owned(), ".page"));
    }
    if is_text && pages == 0 {
        let message = "there is no entry of [[pages]] for this section".to_owned();
        return Some((message, "add [[pages]] with `title` and `text`, or remove the section".to_owned(), ".kind"));
    }
    if is_text && page.is_none() && pages > 1 {
        let message = "the section does not say which entry of [[pages]] it shows".to_owned();
        return Some((message, format!("add `page`, from 1 to {pages}"), ".kind"));
    }
    if page.is_some_and(|page| page as usize > pages) {
        let entries = if pages == 1 { "is one entry".to_owned() } else { format!("are {pages} entries") };
        let message = format!("there {entries} of [[pages]]");
        return Some((message, format!("write a number from 1 to {pages}"), ".page"));
    }
    let key = (section.kind, if is_text { page.or(Some(1)) } else { None });
    (!seen.insert(key))
        .then(|| ("this section is in the list twice".to_owned(), "remove one of the two".to_owned(), ".kind"))
}

/// A directory cannot be made yet.
fn form(document: &Document<Edition>) -> Option<Diagnostic> {
    (document.value.form == BookForm::Directory).then(|| {
        let error = Diagnostic::error(Code::WRONG_VALUE, "this version makes tours only")
            .hint("write form = \"tour\", or remove the line");
        document.locate(error, "form")
    })
}

/// Reports sections with nothing to show, and texts that no section shows.
fn unprinted(document: &Document<Edition>) -> Vec<Diagnostic> {
    let edition = &document.value;
    if edition.sections.is_empty() || !document.is_sure_of("sections") {
        return Vec::new();
    }
    let mut diagnostics = Vec::new();
    for (index, section) in edition.sections.iter().enumerate().filter(|(_, section)| section.on) {
        let needed = match section.kind {
            SectionKind::Foreword if edition.foreword.is_none() => "[foreword]",
            SectionKind::Programme if edition.introduction.is_none() && edition.programme.is_none() => {
                "[introduction] or [programme]"
            }
            _ => continue,
        };
        let message = format!("the section `{}` has nothing to show", section.kind);
        let warning = Diagnostic::warning(Code::UNPRINTED_SECTION, message)
            .hint(format!("add {needed}, or remove the section; on = false keeps it for later"));
        diagnostics.push(document.locate(warning, &format!("sections[{index}].kind")));
    }
    let shows = |page: usize| {
        let mut texts = edition.sections.iter().filter(|section| section.kind == SectionKind::Text);
        texts.any(|section| section.page.unwrap_or(1) as usize == page + 1)
    };
    for index in (0..edition.pages.len()).filter(|page| !shows(*page)) {
        let warning = Diagnostic::warning(Code::UNPRINTED_SECTION, "this text is not printed: no section shows it")
            .hint(format!("add [[sections]] with kind = \"text\" and page = {}", index + 1));
        diagnostics.push(document.locate(warning, &format!("pages[{index}]")));
    }
    diagnostics
}
