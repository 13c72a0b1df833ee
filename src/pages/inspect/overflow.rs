//! Texts that are too long for their space. Templates report them as `metadata((record: .., field: .., over: ..))` with
//! the label `<overflow>`.

use std::collections::{BTreeMap, BTreeSet};

use typst::foundations::{Dict, Str, Value};
use typst_layout::PagedDocument;

use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Records};
use crate::edition::records::Language;
use crate::pages::typeset::query_metadata;

/// A list of this many entries is reported as a whole.
const MANY: usize = 4;

/// Reports each text once, at its place in the records.
pub(super) fn check(document: &PagedDocument, records: &Records, language: Language) -> Vec<Diagnostic> {
    let mut reported = BTreeMap::new();
    for (mark, page) in query_metadata(document, "overflow") {
        let Value::Dict(mark) = mark else { continue };
        let [record, field, over] = ["record", "field", "over"].map(|key| text(&mark, key));
        reported.entry((record, field)).or_insert((over, page));
    }
    let report = |((record, field), (over, page)): ((String, String), (String, usize))| match records
        .clusters
        .iter()
        .find(|cluster| cluster.slug == record)
    {
        Some(cluster) => describe(cluster, &field, &over, page, language),
        None => describe(&records.edition, &field, &over, page, language),
    };
    reported.into_iter().map(report).collect()
}

/// Returns the list that a field is in, and the number of its entries, if it has at least `MANY` and the
/// one with the field makes up less than half of it.
fn long_list<'a, T>(document: &Document<T>, field: &'a str) -> Option<(&'a str, usize)> {
    let (list, rest) = field.split_once('[')?;
    let entries = document.plain.get(list)?.as_array()?;
    let sizes: Vec<_> = entries.iter().map(|entry| entry.to_string().len()).collect();
    let own = sizes.get(rest.split(']').next()?.parse::<usize>().ok()?)?;
    (sizes.len() >= MANY && own * 2 < sizes.iter().sum()).then_some((list, sizes.len()))
}

/// Returns the pages with a text that is too long. What else is out of place there follows from it.
pub(super) fn pages(document: &PagedDocument) -> BTreeSet<usize> {
    query_metadata(document, "overflow").into_iter().map(|(_, page)| page).collect()
}

/// Reports a text, or the list that it is in if no single entry of it is to blame.
fn describe<T>(document: &Document<T>, field: &str, over: &str, page: usize, language: Language) -> Diagnostic {
    if let Some((list, entries)) = long_list(document, field) {
        let message = format!("the {entries} entries of `{list}` are {over} too long for their space on page {page}");
        let error = Diagnostic::error(Code::OVERFLOW, message).hint("remove or shorten some of them");
        return document.locate(error, list);
    }
    let message = format!("this text is {over} too long for its space on page {page}");
    let error = Diagnostic::error(Code::OVERFLOW, message)
        .hint("shorten it; where several texts share a space, this is the longest");
    locate(document, error, field, language)
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
