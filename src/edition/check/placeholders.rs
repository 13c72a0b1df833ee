//! Texts of the examples that `init` and `new` write, which were not replaced.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::Value;

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{self, Document};
use crate::edition::records::schema::{Record, RecordKind};
use crate::edition::records::{Date, Language, Note};

/// The files that `init` and `new` write.
const STARTERS: [(RecordKind, &str); 4] = [
    (RecordKind::Edition, include_str!("../edit/starter/files/edition.toml")),
    (RecordKind::Cluster, include_str!("../edit/starter/files/example.toml")),
    (RecordKind::Cluster, include_str!("../edit/starter/files/second.toml")),
    (RecordKind::Cluster, include_str!("../edit/starter/files/cluster.toml")),
];

/// What takes the place of a name in these files.
const NAME: &str = "{{name}}";

/// The beginnings of invented names, such as "Musterverbund" and "Beispielbüro".
const INVENTED: [&str; 2] = ["Muster", "Beispiel"];

/// The fewest letters of an invented name after its beginning: "Beispiele" is a word.
const LEAST_REST: usize = 3;

/// Fields whose example may be true of a real record.
const ORDINARY: [&str; 43] = [
    "chapters",
    "contact.city",
    "cover.large",
    "edition",
    "foreword.office",
    "foreword.portrait.alt",
    "glossary.match",
    "glossary.term",
    "hyphenation",
    "file_name",
    "founded.by.who",
    "imprint.as_of_note",
    "imprint.maps",
    "imprint.no_pictures",
    "imprint.pictures",
    "index.term",
    "indicators.label",
    "languages",
    "legal_form",
    "management_body.role",
    "manager.function",
    "members.basis",
    "mix.shares.name",
    "names",
    "people.function",
    "people.portrait.alt",
    "programme.caption",
    "programme.labels.region",
    "programme.weeks.part.text",
    "programme.weeks.places",
    "projects.name_language",
    "seat.city",
    "seat.land",
    "seat.region",
    "sources.note",
    "tags.training",
    "topics.short",
    "topics.tag",
    "topics.text",
    "visit.occasion",
    "voices.function",
    "voices.occasion",
    "voices.portrait.alt",
];

/// Keys and tables whose values are codes, or are never printed.
const CODES: [&str; 23] = [
    "approved",
    "codes",
    "countries",
    "crop",
    "currency",
    "draw",
    "editorial",
    "fields",
    "form",
    "ground",
    "id",
    "kind",
    "level",
    "map",
    "of",
    "on",
    "precision",
    "print",
    "qualifier",
    "role",
    "size",
    "slot",
    "source",
];

/// The most fields that a hint lists.
const MOST_LISTED: usize = 8;

/// The texts of the examples.
#[derive(Default)]
struct Examples {
    /// Their texts by the field.
    texts: BTreeMap<String, Vec<(RecordKind, String)>>,
    names: BTreeSet<String>,
}

static EXAMPLES: LazyLock<Examples> = LazyLock::new(|| {
    let mut examples = Examples::default();
    for (kind, starter) in STARTERS {
        load::texts(&parsed(starter).unwrap_or_default(), &mut |field, text| {
            examples.names.extend(invented(text).map(str::to_owned));
            let field = plain_field(field);
            if !is_ordinary(&field) && text != NAME && text.parse::<Date>().is_err() {
                examples.texts.entry(field).or_default().push((kind, text.trim().to_owned()));
            }
        });
    }
    examples
});

/// Adds one note for all texts of the examples that are left in a record.
pub(super) fn check<T: Record>(document: &Document<T>, notes: &mut Notes<'_>) {
    let mut found: BTreeMap<usize, String> = BTreeMap::new();
    load::texts(&document.plain, &mut |field, text| {
        if !field.starts_with("editorial") && is_example(T::KIND, field, text) {
            found.entry(document.spans.nearest(field).start).or_insert_with(|| field.to_owned());
        }
    });
    let Some(first) = found.values().next() else { return };
    let mut fields: Vec<&str> = found.values().map(|field| without_language(field)).collect();
    fields.dedup();
    let (message, others) = match fields.as_slice() {
        [_] => ("this is a text of the example".to_owned(), String::new()),
        [_, others @ ..] => {
            let more = others.len().saturating_sub(MOST_LISTED);
            let listed = others.iter().take(MOST_LISTED).copied().collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            (
                format!("this and {} other texts of the example are still in the file", others.len()),
                format!("; the others are in {listed}{more}"),
            )
        }
        [] => return,
    };
    let warning = Diagnostic::warning(Code::PLACEHOLDER, message).hint(format!("write your own texts{others}"));
    notes.add(Note::Placeholder, document.locate(warning, first));
}

fn is_example(kind: RecordKind, field: &str, text: &str) -> bool {
    let examples = EXAMPLES.texts.get(&plain_field(field)).map(Vec::as_slice).unwrap_or_default();
    let is_same = examples.iter().any(|(of, example)| *of == kind && is_filled(example, text.trim()));
    is_same || invented(text).any(|name| EXAMPLES.names.contains(name))
}

/// Returns whether a text is an example, in which any name may have been filled in.
fn is_filled(example: &str, text: &str) -> bool {
    match example.split_once(NAME) {
        Some((before, after)) => text.strip_prefix(before).is_some_and(|rest| rest.ends_with(after)),
        None => example == text,
    }
}

/// Returns the words of a text that are made like an invented name.
fn invented(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| {
        let rest = INVENTED.iter().find_map(|start| word.strip_prefix(start));
        rest.is_some_and(|rest| rest.chars().count() >= LEAST_REST)
    })
}

/// Parses a starter with all its keys switched on.
fn parsed(starter: &str) -> Option<Value> {
    let mut text = String::new();
    // Whether a text of several lines is open, and whether it is switched off.
    let mut open = None;
    for line in starter.lines() {
        let is_off = line.starts_with('#') && !line.starts_with("# ") && !line.starts_with("#:");
        let strip = open.unwrap_or(is_off);
        text.push_str(if strip { line.strip_prefix('#').unwrap_or(line) } else { line });
        text.push('\n');
        if line.matches("\"\"\"").count() % 2 == 1 {
            open = if open.is_some() { None } else { Some(is_off) };
        }
    }
    let text = text.replace("{{as_of}}", "2026-01-01").replace("{{chapters}}", "[]");
    toml::from_str(&text).ok()
}

fn is_ordinary(field: &str) -> bool {
    let mut keys = field.split('.');
    ORDINARY.contains(&field) || keys.any(|key| CODES.contains(&key))
}

/// Returns a path without the numbers of entries and without its language: `topics.text` for `topics[0].text.de`.
fn plain_field(field: &str) -> String {
    let mut plain = String::new();
    for part in without_language(field).split(']') {
        plain.push_str(part.split('[').next().unwrap_or_default());
    }
    plain
}

fn without_language(field: &str) -> &str {
    let path = if field.ends_with(']') { field.rfind('[').map_or(field, |end| &field[..end]) } else { field };
    let found = path.rsplit_once('.').filter(|(_, key)| key.parse::<Language>().is_ok());
    found.map_or(field, |(path, _)| path)
}

#[cfg(test)]
mod tests {
    use super::{EXAMPLES, RecordKind, STARTERS, is_example, parsed, plain_field};

    #[test]
    fn every_starter_is_read_with_all_its_keys() {
        for (_, starter) in STARTERS {
            assert!(parsed(starter).is_some(), "{starter}");
        }
        assert!(EXAMPLES.names.contains("Musterverbund") && EXAMPLES.names.contains("Beispielbüro"));
        assert!(!EXAMPLES.names.contains("Beispiel") && !EXAMPLES.names.contains("Muster"));
    }

    #[test]
    fn an_example_is_known_in_its_field_only() {
        for (field, text) in [
            ("pull.de", "1200 Menschen kamen in einem Jahr."),
            ("description.en", "One or two sentences here say what Hafen West is and for whom it works."),
            ("seat.city", "Musterstadt"),
            ("topics[3].text.de", "Musterschiffbau für alle"),
            ("contact.email", "nord@example.org"),
        ] {
            assert!(is_example(RecordKind::Cluster, field, text), "{field}");
        }
        for (field, text) in [
            ("topics[3].text.de", "Ausbildung"),
            ("seat.city", "Kiel"),
            ("pull.de", "Ein Satz aus der Geschichte des Hafens."),
            ("story.de", "Zum Beispiel Mustererkennung und ein Musterbeispiel; Beispiele gibt es viele."),
            ("contact.website", "https://www.example.org/warnow"),
        ] {
            assert!(!is_example(RecordKind::Cluster, field, text), "{field}");
        }
        assert!(is_example(RecordKind::Edition, "title.de", "Titel der Broschüre"));
        assert!(!is_example(RecordKind::Cluster, "headline.de", "Titel der Broschüre"));
    }

    #[test]
    fn a_field_is_named_without_numbers_and_language() {
        assert_eq!(plain_field("topics[0].text.de"), "topics.text");
        assert_eq!(plain_field("publisher.lines.en[1]"), "publisher.lines");
    }
}
