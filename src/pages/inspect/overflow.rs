//! Texts that are too long for their space. Templates report them as `metadata((record: .., field: .., over: ..))` with
//! the label `<overflow>`.

use std::collections::BTreeMap;

use typst::foundations::{Dict, Str, Value};
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::Language;
use crate::pages::typeset::query_metadata;

/// Reports each text once, at its place in the records.
pub(super) fn check(document: &PagedDocument, records: &Records, language: Language) -> Vec<Diagnostic> {
    let mut reported = BTreeMap::new();
    for (mark, page) in query_metadata(document, "overflow") {
        let Value::Dict(mark) = mark else { continue };
        let [record, field, over] = ["record", "field", "over"].map(|key| text(&mark, key));
        reported.entry((record, field)).or_insert((over, page));
    }
    let report = |((record, field), (over, page)): ((String, String), (String, usize))| {
        let message = format!("this text is {over} too long for its space on page {page}");
        let error = Diagnostic::error(Code::OVERFLOW, message)
            .hint("shorten it; where several texts share a space, this is the longest");
        match records.clusters.iter().find(|cluster| cluster.slug == record) {
            Some(cluster) => locate(cluster, error, &field, language),
            None => locate(&records.edition, error, &field, language),
        }
    };
    reported.into_iter().map(report).collect()
}

fn text(mark: &Dict, key: &str) -> String {
    match mark.get(key) {
        Ok(Value::Str(text)) => Str::to_string(text),
        _ => String::new(),
    }
}

/// Fields that a template uses if the first one is missing.
const FALLBACKS: [(&str, &str); 3] =
    [("standfirst", "description"), ("headline", "short_name"), ("cover.large", "title")];

/// Puts a diagnostic at a field, in the language of the pages if the field has it.
fn locate<T>(document: &Document<T>, error: Diagnostic, field: &str, language: Language) -> Diagnostic {
    let fallback = FALLBACKS.iter().find(|(name, _)| *name == field && document.spans.value(field).is_none());
    let field = fallback.map_or(field, |(_, fallback)| fallback);
    let own = format!("{field}.{language}");
    document.locate(error, if document.spans.value(&own).is_some() { &own } else { field })
}
