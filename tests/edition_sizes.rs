//! Editions of other sizes, with long and with missing parts, give whole pages.

use crate::common::{Copy, bare, messages, page_texts, typesetter};
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

/// A copy with as many chapters as asked for, the eight repeated under other names.
fn edition_of(count: usize) -> Copy {
    let copy = Copy::new();
    let slugs: Vec<String> = (0..count)
        .map(|index| {
            let slug = SHIPPED[index % SHIPPED.len()];
            if index < SHIPPED.len() {
                return slug.to_owned();
            }
            let name = format!("{slug}-{}", index / SHIPPED.len() + 1);
            let record = copy.read(&format!("data/2019/clusters/{slug}.toml"));
            copy.write(&format!("data/2019/clusters/{name}.toml"), &record);
            name
        })
        .collect();
    for slug in SHIPPED.iter().skip(count) {
        std::fs::remove_file(copy.path(&format!("data/2019/clusters/{slug}.toml"))).expect("a record");
    }
    copy.set_chapters(&slugs);
    copy
}

/// Lays out a copy and asserts that nothing leaves the page.
fn pages(copy: &Copy, language: Language) -> Vec<String> {
    let records = copy.records();
    let typesetter = typesetter(&copy.project(), &records, language);
    let typeset = typesetter.typeset();
    let texts = page_texts(&typeset);
    assert!(typeset.diagnostics.is_empty(), "{}", messages(&typeset.diagnostics).join("\n"));
    let document = typeset.document.expect("pages");
    let faults =
        inspect(&document, &typesetter, &records, language, Purpose { whole: true, print: true, screen: true });
    assert!(faults.is_empty(), "{}", messages(&faults).join("\n"));
    texts
}

#[test]
fn four_chapters() {
    let copy = edition_of(4);
    for language in Language::ALL {
        assert_eq!(pages(&copy, language).len(), 28);
    }
}

#[test]
fn twelve_chapters() {
    // 12 + 4 × 12, and a further spread for the sources, rounded up to whole sheets.
    assert_eq!(pages(&edition_of(12), Language::De).len(), 64);
}

#[test]
fn twenty_four_chapters_of_two_pages_each() {
    let copy = edition_of(24);
    for language in Language::ALL {
        let pages = pages(&copy, language);
        assert!(pages.len().is_multiple_of(4) && pages.len() >= 12 + 2 * 24, "{} pages", pages.len());
    }
}

#[test]
fn two_languages_have_the_same_number_of_pages() {
    let copy = Copy::new();
    assert_eq!(pages(&copy, Language::De).len(), 44);
    assert_eq!(pages(&copy, Language::En).len(), 44);
}

/// The least a record can say.
const REQUIRED_ONLY: &str = r#"
official_name = "Kleines Netz"
short_name = "Kleines Netz"
description = { de = "Ein kleines Netz.", en = "A small network." }
[seat]
city = "Jena"
"#;

#[test]
fn a_record_with_only_the_required_fields() {
    let copy = Copy::new();
    copy.write("data/2019/clusters/mowin-net.toml", REQUIRED_ONLY);
    for language in Language::ALL {
        let text = pages(&copy, language).concat();
        assert!(text.contains("Kleines Netz") && text.contains("Jena"));
        for hole in ["none", "None", "null", "k. A.", "auto"] {
            let word = |part: &str| part.split(|c: char| !c.is_alphanumeric()).any(|found| found == hole);
            assert!(!word(&text), "{language}: the pages hold {hole:?}");
        }
    }
}

#[test]
fn a_story_of_1200_words_runs_over_further_spreads() {
    let copy = Copy::new();
    let sentence = "Zwölf Partner trafen sich an jedem Montag im großen Saal. ";
    let paragraph = sentence.repeat(8);
    let story: Vec<_> = (1..=15).map(|part| format!("### Teil {part}\n\n{paragraph}\n")).collect();
    let story = story.join("\n");
    let record = copy.read("data/2019/clusters/mowin-net.toml");
    let start = record.find("[story]").expect("a story");
    let end = start + record[start..].find("\n[[").expect("the next table");
    let text = format!(
        "{}[story]\nde = \"\"\"\n{story}\"\"\"\nen = \"\"\"\n{story}\"\"\"\n{}",
        &record[..start],
        &record[end..]
    );
    copy.write("data/2019/clusters/mowin-net.toml", &text);
    let pages = pages(&copy, Language::De);
    assert!(pages.len() > 44 && pages.len().is_multiple_of(4), "{} pages", pages.len());
    let printed = bare(&pages.concat());
    // A folio is between the parts of a sentence that runs over a page.
    for word in ["trafen", "Montag", "Saal."] {
        assert_eq!(printed.matches(word).count(), 120, "every sentence is printed once, with {word:?}");
    }
    assert!(printed.contains("Teil15"));
}

#[test]
fn a_name_of_60_characters() {
    let copy = Copy::new();
    let name = "Netzwerk für Verfahrenstechnik und Wertschöpfung Brandenburg";
    assert_eq!(name.chars().count(), 60);
    copy.replace("data/2019/clusters/mowin-net.toml", "short_name = \"MoWiN.net\"", &format!("short_name = {name:?}"));
    for language in Language::ALL {
        assert!(bare(&pages(&copy, language).concat()).contains(&bare(name)));
    }
}

#[test]
fn members_without_any_date_give_a_dashed_relief() {
    let copy = Copy::new();
    let record = copy.read("data/2019/clusters/olec.toml");
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
    copy.write("data/2019/clusters/olec.toml", &kept);
    let values = copy.values(Language::De);
    let chapter = values.chapters.iter().find(|chapter| chapter.slug == "olec").expect("the chapter");
    assert!(chapter.opener.relief.dashed && chapter.opener.summit.is_none());
    assert_eq!(pages(&copy, Language::De).len(), 44);
}

#[test]
fn another_title_and_no_optional_part_of_the_edition() {
    let copy = Copy::new();
    let edition = copy.read("data/2019/edition.toml");
    let fields = &edition[edition.find("[fields]").expect("fields")..];
    let fields = &fields[..fields.find("[[sources]]").unwrap_or(fields.len())];
    let text = format!(
        "title = {{ de = \"Netze im Norden und Süden der Republik\", en = \"Networks of the north\" }}\n\
         languages = [\"de\", \"en\"]\nas_of = 2027-03-01\nchapters = {SHIPPED:?}\n{fields}"
    );
    copy.write("data/2019/edition.toml", &text);
    for language in Language::ALL {
        let built = copy.build(&[language]);
        assert!(!has_errors(&built.diagnostics), "{}", messages(&built.diagnostics).join("\n"));
        assert_eq!(built.outputs[0].name, format!("brochure-2019-{language}-print.pdf"));
        assert!(built.outputs[0].pages.is_multiple_of(4));
    }
}
