//! Texts that do not fit their places, as the templates tell of them: `metadata((record: .., field: ..,
//! over: ..))` with the label `<overflow>`.

use std::collections::BTreeMap;

use typst::foundations::{Dict, Str, Value};
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::Language;
use crate::pages::typeset::marks;

/// One fault for each text that is too long, at its place in the records.
pub(super) fn check(document: &PagedDocument, records: &Records, language: Language) -> Vec<Diagnostic> {
    let mut told = BTreeMap::new();
    for (mark, page) in marks(document, "overflow") {
        let Value::Dict(mark) = mark else { continue };
        let key = (text(&mark, "record"), text(&mark, "field"));
        told.entry(key).or_insert_with(|| (text(&mark, "over"), page));
    }
    told.into_iter()
        .map(|((record, field), (over, page))| {
            let message = format!("this text is {over} too long for its place on page {page}");
            let fault = Diagnostic::error(Code::OVERFLOW, message)
                .hint("shorten it; where several texts share a place, the longest is named");
            match records.clusters.iter().find(|cluster| cluster.slug == record) {
                Some(cluster) => locate(cluster, fault, &field, language),
                None => locate(&records.edition, fault, &field, language),
            }
        })
        .collect()
}

fn text(mark: &Dict, key: &str) -> String {
    match mark.get(key) {
        Ok(Value::Str(text)) => Str::to_string(text),
        _ => String::new(),
    }
}

/// At the field in the language of the pages where it has one.
fn locate<T>(document: &Document<T>, fault: Diagnostic, field: &str, language: Language) -> Diagnostic {
    // A template sets one in the place of the other.
    let stands_in = [("standfirst", "description"), ("headline", "short_name"), ("cover.large", "title")];
    let other = stands_in.iter().find(|(name, _)| *name == field && document.spans.value(field).is_none());
    let field = other.map_or(field, |(_, other)| other);
    let own = format!("{field}.{language}");
    let field = if document.spans.value(&own).is_some() { own.as_str() } else { field };
    document.locate(fault, field)
}
