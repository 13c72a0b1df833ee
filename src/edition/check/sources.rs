//! The sources of a record and the references to them.

use std::collections::BTreeSet;

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::edition::load::{self, Document};
use crate::edition::records::{Note, Refs, Source};

/// Reports duplicate source ids and sources without content.
pub(super) fn check<T>(document: &Document<T>, sources: &[Source]) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let field = format!("sources[{index}].id");
        let whole = format!("sources[{index}]");
        if !seen.insert(source.id.as_str()) {
            let fault = Diagnostic::error(Code::DUPLICATE, format!("duplicate source id `{}`", source.id))
                .hint("give the second one another id, or remove it");
            diagnostics.push(document.locate(fault, &field));
        }
        if source.url.is_none() && source.title.is_none() {
            let fault = Diagnostic::error(Code::MISSING_KEY, "the source has neither `url` nor `title`")
                .hint("write its web address or its title");
            diagnostics.push(document.locate(fault, &whole));
        }
    }
    diagnostics
}

/// Reports ids that are not those of a source in the file.
pub(super) fn refs<T>(document: &Document<T>, field: &str, refs: &Refs, sources: &[Source]) -> Vec<Diagnostic> {
    let known: BTreeSet<_> = sources.iter().map(|source| source.id.as_str()).collect();
    let unknown = refs.0.iter().filter(|id| !known.contains(id.as_str()) && !document.has_lost(id));
    unknown.map(|id| document.locate(unknown_source(id, sources, false), field)).collect()
}

/// Reports an unknown source id, in a running text or as the value of a key.
pub(super) fn unknown_source(id: &str, sources: &[Source], in_text: bool) -> Diagnostic {
    let known: Vec<_> = sources.iter().map(|source| source.id.as_str()).collect();
    let several: Vec<_> = id.split([',', ';']).map(str::trim).collect();
    let by_address = sources.iter().find(|source| source.url.as_deref() == Some(id));
    let hint = match nearest(id, &known) {
        _ if several.len() > 1 && in_text => format!("write each in brackets: [^{}]", several.join("][^")),
        _ if several.len() > 1 => format!("write several ids as a list: [\"{}\"]", several.join("\", \"")),
        _ if by_address.is_some() => {
            format!("write the id of that source: `{}`", by_address.map_or("", |source| source.id.as_str()))
        }
        Some(name) => format!("did you mean `{name}`? It must be the id of an entry of [[sources]] in this file"),
        None => "write the id of an entry of [[sources]] in this file".to_owned(),
    };
    Diagnostic::error(Code::UNKNOWN_SOURCE, format!("unknown source `{id}`")).hint(hint)
}

/// Adds a note for each source that nothing in the file names. A value under a misspelt key names its source, too. Where a
/// reference is misspelt, which has been found before, the source that it means is not known.
pub(super) fn unnamed<T>(document: &Document<T>, sources: &[Source], found: &[Diagnostic], notes: &mut Notes<'_>) {
    if found.iter().any(|diagnostic| diagnostic.code == Code::UNKNOWN_SOURCE) {
        return;
    }
    let mut named = BTreeSet::new();
    load::texts(&document.plain, &mut |field, text| {
        if !field.starts_with("sources[") {
            named.insert(text.trim().to_owned());
            named.extend(text.split("[^").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())));
        }
    });
    let unnamed = sources.iter().enumerate().filter(|(_, source)| !named.contains(&source.id));
    for (index, source) in unnamed {
        let message = format!("nothing in this file names the source `{}`, but it is printed", source.id);
        let warning = Diagnostic::warning(Code::UNNAMED_SOURCE, message).hint(format!(
            "write source = \"{}\" at the fact that comes from it or [^{}] after a sentence, or remove the entry",
            source.id, source.id
        ));
        notes.add(Note::UnnamedSource, document.locate(warning, &format!("sources[{index}].id")));
    }
}
