//! Editions with more or fewer chapters, and chapters with more or fewer parts, have complete pages.

use crate::common::{
    EDITION, FOUR_CHAPTERS, NIRO, ProjectCopy, bare_text, design, messages, page_texts, shipped_document, typesetter,
};
use brochure::Language;
use brochure::diagnostics::has_errors;
use brochure::internals::{Purpose, inspect};

const SHIPPED: [&str; 8] = [
    "niro",
    "chemie-cluster-bayern",
    "hamburg-aviation",
    "mowin-net",
    "silicon-saxony",
    "foodregio",
    "cyberlago",
    "olec",
];

/// From this number of stations on, chapters have two pages.
const SHORT: usize = 13;

/// Makes a copy with a number of chapters: the eight, repeated under other names as often as is necessary. Chapters of two
/// pages have a short story.
pub(crate) fn edition_with(count: usize) -> ProjectCopy {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&SHIPPED[..count.min(SHIPPED.len())]);
    if count >= SHORT {
        for slug in SHIPPED {
            copy.replace_part(&record(slug), "[story]", "\n[[", SHORT_STORY);
        }
    }
    let repeat = |number: usize| {
        let slug = SHIPPED[number % SHIPPED.len()];
        if number < SHIPPED.len() {
            return slug.to_owned();
        }
        let name = format!("{slug}-{}", number / SHIPPED.len() + 1);
        copy.write(&record(&name), copy.read(&record(slug)));
        name
    };
    let slugs: Vec<_> = (0..count).map(repeat).collect();
    copy.set_chapters(&slugs);
    copy
}

/// A story of two paragraphs and 90 words.
const SHORT_STORY: &str = r#"[story]
de = """
Am Morgen standen zwölf Fachleute aus acht Betrieben in der Halle. Sie zeigten, was sie gemeinsam kaufen und was jeder für
sich behält. Der Weg dahin war lang, denn am Anfang wollte niemand seine Preise nennen.

Heute treffen sie sich an jedem dritten Dienstag. Wer eine Maschine sucht, fragt zuerst die Nachbarn; wer eine übrig hat,
meldet sie dem Büro. Im Herbst kam eine Schule dazu, deren Klassen die Werkstätten besuchen. Die ersten drei Schülerinnen
haben inzwischen eine Ausbildung begonnen.
"""
en = """
Twelve specialists of eight firms stood in the hall that morning. They showed what they buy together and what each keeps to
itself. The way there was long, because nobody wanted to name a price at first.

Today they meet on every third Tuesday. Who looks for a machine asks the neighbours first; who has one to spare tells the
office. In autumn a school joined, whose classes visit the workshops. The first three pupils have begun an apprenticeship.
"""
"#;

fn record(slug: &str) -> String {
    format!("data/2019/clusters/{slug}.toml")
}

/// Lays out a copy, asserts that the pages have no faults, and returns their texts.
pub(crate) fn pages(copy: &ProjectCopy, language: Language) -> Vec<String> {
    pages_for(copy, language, Purpose { whole: true, print: true, screen: true })
}

/// Does the same for a purpose.
pub(crate) fn pages_for(copy: &ProjectCopy, language: Language, purpose: Purpose) -> Vec<String> {
    let records = copy.records();
    let typesetter = typesetter(&copy.project(), &records, language);
    let typeset = typesetter.typeset();
    let texts = page_texts(&typeset);
    assert!(typeset.diagnostics.is_empty(), "{}", messages(&typeset.diagnostics).join("\n"));
    let document = typeset.document.expect("pages");
    let design = design(&copy.project(), &records.folder);
    let faults = inspect(&document, &typesetter, &records, &design, language, purpose);
    assert!(faults.is_empty(), "{}", messages(&faults).join("\n"));
    texts
}

#[test]
fn four_chapters_fill_36_pages() {
    let copy = edition_with(4);
    assert_eq!(pages(&copy, Language::De).len(), 36);
}

#[test]
fn twelve_chapters_fill_72_pages() {
    // The number of pages of a chapter depends on its story; all together fill whole sheets.
    assert_eq!(pages(&edition_with(12), Language::De).len(), 72);
}

#[test]
fn twenty_four_chapters_have_two_pages_each() {
    let pages = pages(&edition_with(24), Language::En);
    assert!(pages.len().is_multiple_of(4) && pages.len() >= 12 + 2 * 24, "{} pages", pages.len());
}

#[test]
fn two_languages_have_the_same_number_of_pages() {
    for language in Language::ALL {
        assert_eq!(shipped_document(language).pages().len(), 60, "{language}");
    }
}

/// A record with the required fields only.
const REQUIRED_ONLY: &str = r#"
official_name = "Kleines Netz"
short_name = "Kleines Netz"
description = { de = "Ein kleines Netz.", en = "A small network." }
[seat]
city = "Jena"
"#;

#[test]
fn a_record_with_the_required_fields_only_leaves_no_holes() {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&FOUR_CHAPTERS);
    copy.write(NIRO, REQUIRED_ONLY);
    for language in Language::ALL {
        // A soft hyphen would divide a word such as "automotive".
        let text = pages(&copy, language).concat().replace('\u{AD}', "");
        assert!(text.contains("Kleines Netz") && text.contains("Jena"));
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        let hole = words.find(|word| ["none", "None", "null", "auto"].contains(word));
        assert_eq!(hole, None, "{language}");
    }
}

#[test]
fn a_story_of_1200_words_runs_over_further_spreads() {
    let copy = ProjectCopy::with_one_chapter();
    let sentence = "Zwölf Partner trafen sich an jedem Montag im großen Saal. ";
    let paragraph = sentence.repeat(8);
    let story: Vec<_> = (1..=15).map(|part| format!("### Teil {part}\n\n{paragraph}\n")).collect();
    let story = story.join("\n");
    let story = format!("[story]\nde = \"\"\"\n{story}\"\"\"\nen = \"E\"\n");
    copy.replace_part(NIRO, "[story]", "\n[[", &story);
    let pages = pages(&copy, Language::De);
    assert!(pages.len() > 16 && pages.len().is_multiple_of(4), "{} pages", pages.len());
    let printed = bare_text(&pages.concat());
    // Where a sentence runs over a page, a folio is between its parts: so only single words are counted.
    for word in ["trafen", "Montag", "Saal."] {
        assert_eq!(printed.matches(word).count(), 120, "every sentence is printed once, with {word:?}");
    }
    assert!(printed.contains("Teil15"));
}

#[test]
fn a_name_of_60_characters_is_printed_in_full() {
    let copy = ProjectCopy::with_one_chapter();
    let name = "Netzwerk für Verfahrenstechnik und Wertschöpfung Brandenburg";
    assert_eq!(name.chars().count(), 60);
    copy.replace(NIRO, "short_name = \"NIRO\"", &format!("short_name = {name:?}"));
    for language in Language::ALL {
        assert!(bare_text(&pages(&copy, language).concat()).contains(&bare_text(name)));
    }
}

#[test]
fn without_member_counts_the_relief_is_dashed() {
    let copy = ProjectCopy::with_one_chapter();
    let record = copy.read(NIRO);
    let mut kept = String::new();
    let mut skip = false;
    for line in record.lines() {
        if line.starts_with('[') {
            skip = line == "[[members]]";
        }
        if !skip {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    copy.write(NIRO, kept);
    let values = copy.values(Language::De);
    let chapter = values.chapters.iter().find(|chapter| chapter.slug == "niro").expect("the chapter");
    assert!(chapter.opener.relief.dashed && chapter.opener.figure.is_empty());
    assert_eq!(pages(&copy, Language::De).len(), 20);
}

#[test]
fn an_edition_needs_none_of_its_optional_parts() {
    let copy = ProjectCopy::with_one_chapter();
    let edition = copy.read(EDITION);
    let fields = &edition[edition.find("[fields]").expect("fields")..];
    let fields = &fields[..fields.find("[[sources]]").unwrap_or(fields.len())];
    let text = format!(
        "title = {{ de = \"Netze im Norden und Süden der Republik\", en = \"Networks of the north\" }}\n\
         languages = [\"de\", \"en\"]\nas_of = 2027-03-01\nchapters = [\"niro\"]\n{fields}"
    );
    copy.write(EDITION, text);
    for language in Language::ALL {
        let built = copy.build(&[language]);
        assert!(!has_errors(&built.diagnostics), "{}", messages(&built.diagnostics).join("\n"));
        assert_eq!(built.outputs[0].name, format!("brochure-2019-{language}-print.pdf"));
        assert!(built.outputs[0].pages.is_multiple_of(4));
    }
}
