use brochure::edition::exchange::translations::Format;

use super::{LEDGER, Office, changed_lines, translate};
use crate::common::NIRO;
use crate::common::random::Random;

const HEADLINE: &str = "clusters/niro.toml#headline";

#[test]
fn an_export_that_comes_back_unchanged_alters_no_record() {
    for format in [Format::Po, Format::Xliff] {
        let office = Office::new();
        let text = office.export(format);
        let import = office.take(&text);
        let files: Vec<_> = import.files.iter().filter_map(|file| file.path.to_str()).collect();
        assert_eq!(files, [LEDGER], "{format:?}");
        assert!(import.lines.is_empty() && import.confirmed > 100, "{format:?}");
        assert!(office.take(&office.export(format)).files.is_empty(), "the second time, nothing is new");
    }
}

#[test]
fn a_changed_translation_alters_its_own_line_and_the_change_back_all_of_it() {
    let office = Office::new();
    let before = office.copy.read(NIRO);
    let po = office.export(Format::Po);
    let import = office.take(&translate(&po, HEADLINE, "Buying, the Ruhr way"));
    assert_eq!(import.lines.len(), 1);
    assert_eq!(import.lines[0].before.as_deref(), Some("Buying together in the eastern Ruhr"));
    let changed = office.copy.read(NIRO);
    assert_eq!(changed_lines(&before, &changed), ["en = \"Buying, the Ruhr way\""]);
    let po = office.export(Format::Po);
    office.take(&translate(&po, HEADLINE, "Buying together in the eastern Ruhr"));
    assert_eq!(office.copy.read(NIRO), before);
}

#[test]
fn a_changed_paragraph_alters_nothing_around_it() {
    let office = Office::new();
    office.copy.replace_part(NIRO, "[story]\n", "[[topics]]", STORY);
    let before = office.copy.read(NIRO);
    let po = office.export(Format::Po);
    office.take(&translate(&po, "clusters/niro.toml#story/3", "They buy *together*.[^niro-15]"));
    let changed = office.copy.read(NIRO);
    assert_eq!(changed_lines(&before, &changed), ["They buy *together*.[^niro-15]"]);
    assert!(changed.contains("the Caf\\u00E9.[^niro-15]"), "the notation of other paragraphs stays");
}

const STORY: &str = r#"[story]
de = """
Acht Firmen treffen sich im Café.[^niro-15]

### Der Einkauf

Sie kaufen *zusammen* ein.[^niro-15]

- Stahl
- Strom
"""
# A remark between the languages.
en = """
Eight firms meet in the Caf\u00E9.[^niro-15]

### Buying

They buy *jointly*.[^niro-15]

- steel
- power
"""

"#;

#[test]
fn a_text_without_a_translation_gets_one_in_its_place() {
    let office = Office::new();
    office.copy.replace_part(NIRO, "[story]\n", "[[topics]]", STORY);
    let both = office.copy.read(NIRO);
    office.copy.replace_part(NIRO, "# A remark between", "[[topics]]", "\n");
    let po = office.export(Format::Po);
    let translations = [
        ("story/1", "Eight firms meet."),
        ("story/2", "Buying"),
        ("story/3", "They buy *jointly*.[^niro-15]"),
        ("story/4", "steel"),
        ("story/5", "power"),
    ];
    let mut returned = po;
    for (id, translation) in translations {
        let note = if id == "story/1" { "[^niro-15]" } else { "" };
        returned = translate(&returned, &format!("clusters/niro.toml#{id}"), &format!("{translation}{note}"));
    }
    office.take(&returned);
    let story = office.records().clusters[0].value.story.clone().expect("a story");
    let expected = "Eight firms meet.[^niro-15]\n\n### Buying\n\nThey buy *jointly*.[^niro-15]\n\n- steel\n- power";
    assert_eq!(story.get(brochure::Language::En), Some(expected));
    assert!(office.copy.read(NIRO).contains("\n### Buying\n"), "a long text has its lines:\n{both}");
}

#[test]
fn a_part_of_the_chapters_can_go_out() {
    let office = Office::new();
    let records = office.records();
    let slugs = ["olec".to_owned()];
    let out = super::export(&office.project, &records, brochure::Language::En, Format::Po, &slugs).expect("texts").text;
    assert!(out.contains("\nmsgctxt \"clusters/olec.toml#headline\"\n"));
    assert!(!out.contains("clusters/niro.toml") && !out.contains("edition.toml"));
}

#[test]
fn a_file_that_a_program_wrote_in_its_own_way_comes_back_right() {
    let office = Office::new();
    let po = translate(&office.export(Format::Po), HEADLINE, "Buying side by side");
    let marked = format!("\u{FEFF}{po}").replace('\n', "\r\n");
    let import = office.import("en.po", marked);
    assert_eq!(import.lines.len(), 1, "{:?}", import.lines);
    let units: Vec<u8> = format!("\u{FEFF}{po}").encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(office.import("en.po", units).lines, import.lines);
    // A program that breaks long lines anew.
    let broken = po.replace("msgstr \"Engineering, metalworking ", "msgstr \"\"\n\"Engineering, \"\n\"metalworking ");
    assert_ne!(broken, po);
    assert_eq!(office.import("en.po", broken).lines, import.lines);
}

#[test]
fn an_entry_that_has_lost_its_place_is_found_by_its_text() {
    let office = Office::new();
    let po = translate(&office.export(Format::Po), HEADLINE, "Buying side by side");
    let import = office.import("en.po", po.replace(&format!("msgctxt \"{HEADLINE}\"\n"), ""));
    assert_eq!((import.lines.len(), import.lines[0].id.as_str()), (1, HEADLINE));
}

#[test]
fn texts_that_moved_since_the_export_are_found() {
    let office = Office::new();
    let id = "clusters/niro.toml#topics[1].text";
    let po = translate(&office.export(Format::Po), id, "Working groups");
    let new = "[[topics]]\ntext = { de = \"Neues\", en = \"New things\" }\nsource = \"niro-16\"\n\n[[topics]]\n";
    office.copy.replace(NIRO, "[[topics]]\n", new);
    let import = office.import("en.po", po);
    assert_eq!(import.lines[0].id, "clusters/niro.toml#topics[2].text", "{:?}", import.diagnostics);
}

#[test]
fn generated_texts_come_back_as_they_are() {
    let count = std::env::var("RANDOM_EDITIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(20);
    let office = Office::new();
    office.copy.keep_chapters(&["niro"]);
    let shipped = office.copy.read(NIRO);
    for seed in 0..count {
        let mut random = Random::new(seed);
        office.copy.write(NIRO, &shipped);
        let story = format!("[story]\nde = {}\n# ä\nen = {}\n\n", written(&mut random), written(&mut random));
        office.copy.replace_part(NIRO, "[story]\n", "[[topics]]", &story);
        let headline = format!("[headline]\nde = {}\nen = {}\n\n", line(&mut random), line(&mut random));
        office.copy.replace_part(NIRO, "[headline]\n", "[standfirst]", &headline);
        let before = office.copy.read(NIRO);
        for format in [Format::Po, Format::Xliff] {
            let text = office.export(format);
            let import = office.import("en", &text);
            let records: Vec<_> = import.files.iter().filter(|file| !file.path.ends_with("en.toml")).collect();
            assert!(records.is_empty(), "seed {seed}, {format:?}: {records:?}\n{:?}\n{text}", import.diagnostics);
            assert!(import.lines.is_empty() && import.confirmed > 5, "seed {seed}, {format:?}");
        }
        let po = office.export(Format::Po);
        let old = office.records().clusters[0].value.headline.clone();
        let changed = translate(&po, HEADLINE, "Another one");
        for file in office.import("en.po", changed).files {
            office.copy.write(file.path.to_str().expect("a path"), file.after);
        }
        assert_ne!(office.copy.read(NIRO), before, "seed {seed}");
        let back = old.and_then(|text| text.get(brochure::Language::En).map(str::to_owned)).expect("a headline");
        for file in office.import("en.po", translate(&office.export(Format::Po), HEADLINE, &back)).files {
            office.copy.write(file.path.to_str().expect("a path"), file.after);
        }
        assert_eq!(office.copy.read(NIRO), before, "seed {seed}");
    }
}

/// Words that spreadsheets, PO files and XML are known to spoil.
const WORDS: [&str; 24] = [
    "Übermut",
    "007",
    "=1+1",
    "1.3.",
    "TRUE",
    "😀",
    "„Zitat“",
    "it's",
    "&amp;",
    "<b>",
    "]]>",
    "%s",
    "*betont*",
    "1899-12-31",
    "[^niro-15]",
    "[Wort](https://example.org)",
    "\u{a0}",
    "a\u{ad}b",
    "#",
    "- nicht",
    "%d %%",
    "msgid",
    "&#10;",
    "…",
];

/// Such words without marks.
const PLAIN: [&str; 9] = ["Übermut", "007", "=1+1", "1.3.", "TRUE", "„Zitat“", "1899-12-31", "%s", "msgid"];

fn words(random: &mut Random) -> String {
    let count = 1 + random.below(12);
    (0..count).map(|_| WORDS[random.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// A text of one line as TOML.
fn line(random: &mut Random) -> String {
    let words: Vec<_> = (0..4).map(|_| PLAIN[random.below(PLAIN.len())]).collect();
    format!("\"x {}\"", words.join(" "))
}

/// A text of several paragraphs as TOML.
fn written(random: &mut Random) -> String {
    let count = 1 + random.below(5);
    let paragraphs: Vec<_> = (0..count)
        .map(|_| {
            let sign = ["", "", "", "### ", "- ", "1. ", "> "][random.below(7)];
            format!("{sign}x {}", words(random))
        })
        .collect();
    format!("\"\"\"\n{}\n\"\"\"", paragraphs.join(["\n", "\n\n", "\n\n\n"][random.below(3)]))
}
