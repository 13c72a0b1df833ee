//! Faults in the word table of a language: words that another language has, and placeholders that nothing fills.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::Spans;
use crate::diagnostics::{Code, Diagnostic, SourceFile, nearest};

/// The placeholders that the program and the templates replace.
const PLACEHOLDERS: [&str; 28] = [
    "Number",
    "Line",
    "Stations",
    "Topics",
    "city",
    "date",
    "day",
    "degrees",
    "distance",
    "end",
    "first",
    "kilometres",
    "land",
    "lands",
    "last",
    "line",
    "list",
    "minutes",
    "mm",
    "month",
    "name",
    "number",
    "pages",
    "season",
    "side",
    "stations",
    "value",
    "year",
];

/// Compares the words of a language with those of another one.
pub(super) fn check(
    file: &Arc<SourceFile>,
    spans: &Spans,
    words: &Map<String, Value>,
    other: Option<(&str, &Map<String, Value>)>,
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    super::texts(&Value::Object(words.clone()), &mut |field, text| {
        diagnostics.extend(unknown_placeholder(text).map(|name| {
            let hint = match nearest(name, &PLACEHOLDERS) {
                Some(known) => format!("did you mean `{{{known}}}`? The names are: {}", PLACEHOLDERS.join(", ")),
                None => format!("use one of: {}", PLACEHOLDERS.join(", ")),
            };
            let error = Diagnostic::error(Code::WORDS, format!("nothing replaces `{{{name}}}`")).hint(hint);
            error.at(file, spans.nearest(field)).in_field(field.to_owned())
        }));
    });
    let Some((language, other)) = other else { return diagnostics };
    for (section, entries) in other {
        for (key, entry) in entries.as_object().into_iter().flatten() {
            let found = words.get(section).and_then(|entries| entries.get(key));
            let field = format!("{section}.{key}");
            if found.is_none() {
                let error = Diagnostic::error(Code::WORDS, format!("the word `{field}` is missing"))
                    .hint(format!("add `{key}` to [{section}]; in templates/words/{language}.toml it is {entry}"));
                diagnostics.push(error.at(file, spans.nearest(section)).in_field(field));
            }
        }
    }
    diagnostics
}

/// Returns the first name in braces that nothing replaces.
fn unknown_placeholder(text: &str) -> Option<&str> {
    let names = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    names.into_iter().find(|name| !PLACEHOLDERS.contains(name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{PLACEHOLDERS, unknown_placeholder};

    #[test]
    fn the_placeholders_are_those_of_the_words() {
        let words =
            concat!(include_str!("../../../templates/words/de.toml"), include_str!("../../../templates/words/en.toml"));
        let lines = words.lines().filter(|line| !line.starts_with('#'));
        let used: BTreeSet<_> =
            lines.flat_map(|line| line.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))).collect();
        assert_eq!(used, BTreeSet::from(PLACEHOLDERS));
        assert_eq!(unknown_placeholder("{name} {anzahl} {"), Some("anzahl"));
    }
}
