//! Findings of the fuzz targets: every input still ends without a panic.
//!
//! `records.jsonl`, `markdown.jsonl` and `text.jsonl` in `tests/fuzzed/` hold one input a line as a JSON string; the first
//! character of a record says which file it stands for, as in `fuzz/fuzz_targets/records.rs`.

#[path = "../fuzz/fuzz_targets/kept.rs"]
mod kept;
#[path = "fuzzed/random.rs"]
mod random;

use std::fs;
use std::path::Path;

use crate::common::{ProjectCopy, design, page_texts};
use brochure::Language;
use brochure::Project;
use brochure::diagnostics::{has_errors, json};
use brochure::edition::check;
use brochure::edition::load::{self, Geodata, Words};
use brochure::internals::merge_records;
use brochure::internals::{Design, Fonts, Typesetter};

const EDITION: &str = "title = { de = \"T\", en = \"T\" }\nlanguages = [\"de\", \"en\"]\nas_of = 2026-01-01\n\
    chapters = [\"fuzzed\", \"second\"]\n[fields]\nmetal = { de = \"M\", en = \"M\" }\n";
const RECORD: &str = "official_name = \"A\"\nshort_name = \"A\"\ndescription = { de = \"D\", en = \"D\" }\n\
    [seat]\ncity = \"Unna\"\nland = \"NW\"\nlatitude = 51.5\nlongitude = 7.7\n";

fn inputs(name: &str) -> Vec<String> {
    let text = fs::read_to_string(crate::common::root().join("tests/fuzzed").join(name)).expect(name);
    let inputs: Vec<String> = text.lines().map(|line| serde_json::from_str(line).expect("a string")).collect();
    assert!(inputs.len() > 20, "{name} holds {}", inputs.len());
    inputs
}

/// A project of two chapters.
fn project() -> ProjectCopy {
    let copy = ProjectCopy::new();
    fs::remove_dir_all(copy.path("data/2019")).expect("the shipped edition");
    copy.write("data/2019/edition.toml", EDITION);
    for name in ["fuzzed", "second"] {
        copy.write(&format!("data/2019/clusters/{name}.toml"), RECORD);
    }
    copy
}

fn words(project: &Project) -> Words {
    Words::load(project, Language::De, &mut Vec::new()).expect("words").expect("words")
}

fn geodata(project: &Project) -> Geodata {
    let loaded = load::records(project, Path::new("data/2019")).expect("files");
    Geodata::load(project, &loaded.records.expect("records")).expect("maps")
}

#[test]
fn records_go_through_load_check_and_merge() {
    let copy = project();
    let project = copy.project();
    let (words, geodata) = (words(&project), geodata(&project));
    let design = design(&project, Path::new("data/2019"));
    let mut merged = 0;
    for input in inputs("records.jsonl") {
        let mut letters = input.chars();
        let Some(which) = letters.next() else { continue };
        let (name, shipped) = if u32::from(which).is_multiple_of(8) {
            ("data/2019/edition.toml", EDITION)
        } else {
            ("data/2019/clusters/fuzzed.toml", RECORD)
        };
        copy.write(name, letters.as_str());
        let loaded = load::records(&project, Path::new("data/2019")).expect("files");
        let mut diagnostics = loaded.diagnostics;
        if let Some(records) = &loaded.records {
            diagnostics.extend(check::check(&project, records));
            if !has_errors(&diagnostics) {
                let values = merge_records(records, &words, &geodata, &design);
                assert_eq!(values.chapters.len(), records.clusters.len());
                merged += 1;
            }
        }
        assert!(diagnostics.iter().all(|diagnostic| json(diagnostic).starts_with('{')));
        copy.write(name, shipped);
    }
    assert!(merged > 1, "{merged} inputs came as far as merge");
}

/// Lays out one story after another.
struct Stories {
    copy: ProjectCopy,
    project: Project,
    words: Words,
    geodata: Geodata,
    design: Design,
    fonts: Fonts,
    typesetter: Option<Typesetter>,
}

impl Stories {
    fn new() -> Self {
        let copy = project();
        let project = copy.project();
        Self {
            words: words(&project),
            geodata: geodata(&project),
            design: design(&project, Path::new("data/2019")),
            fonts: Fonts::load(&project).expect("fonts"),
            typesetter: None,
            project,
            copy,
        }
    }

    /// Returns what the pages with a text as a story say, or `None` if the text is refused.
    fn print(&mut self, text: &str) -> Option<String> {
        let story = toml::Value::String(text.to_owned());
        let story = format!("story = {{ de = {story}, en = \"E\" }}\n[seat]");
        let source = "[[sources]]\nid = \"a\"\ntitle = \"A\"\n";
        self.copy.write("data/2019/clusters/fuzzed.toml", format!("{}{source}", RECORD.replacen("[seat]", &story, 1)));
        let loaded = load::records(&self.project, Path::new("data/2019")).expect("files");
        let records = loaded.records.expect("records");
        if has_errors(&loaded.diagnostics) || has_errors(&check::check(&self.project, &records)) {
            return None;
        }
        let values = merge_records(&records, &self.words, &self.geodata, &self.design).files().expect("values");
        let typesetter = self.typesetter.get_or_insert_with(|| {
            Typesetter::new(&self.project, &self.fonts, Language::De, values.clone()).expect("a typesetter")
        });
        typesetter.update(values);
        let typeset = typesetter.typeset();
        // Typst would keep every layout.
        comemo::evict(3);
        assert!(typeset.document.is_some(), "a text stops a template: {text:?}");
        Some(page_texts(&typeset).concat())
    }

    /// Returns whether a text is printed; fails if a word of it is lost.
    fn keep_words_of(&mut self, text: &str) -> bool {
        let Some(printed) = self.print(text) else { return false };
        if !kept::is_beyond(text) {
            assert_eq!(kept::find_lost(text, &printed), None, "lost from {text:?}");
        }
        true
    }
}

#[test]
fn every_word_of_a_text_is_on_its_page() {
    let mut stories = Stories::new();
    for input in inputs("markdown.jsonl").into_iter().chain(inputs("text.jsonl")) {
        stories.keep_words_of(&input);
    }
}

/// How many random texts a run of the suite tries; `RANDOM_TEXTS` sets another number.
const RANDOM_TEXTS: u64 = 40;

#[test]
fn random_texts_are_printed_or_refused() {
    let count = std::env::var("RANDOM_TEXTS").ok().and_then(|count| count.parse().ok()).unwrap_or(RANDOM_TEXTS);
    let mut stories = Stories::new();
    let printed = (1..=count).filter(|seed| stories.keep_words_of(&random::text(*seed))).count();
    println!("{count} texts, {printed} printed");
    assert!(printed * 3 > usize::try_from(count).expect("a small number"), "{printed} of {count} are printed");
}

#[test]
fn lost_words_and_signs_are_found() {
    for (text, printed, lost) in [
        ("ein *kurzer* Text[^a]", "ein kurzer Text", None),
        ("[Titel](https://a.b) 5 %", "Titel 5 %", None),
        ("2. zwei\n2. drei", "2.zwei3.drei", None),
        ("ein kurzer Text", "ein Text", Some("kurzer")),
        ("Kilometer", "Kilo Kopfzeile meter", None),
        ("eins zwei", "zwei eins", Some("zwei")),
        ("5 % und 7 %", "5 % und 7", Some("%")),
    ] {
        assert_eq!(kept::find_lost(text, printed).as_deref(), lost, "{text}");
    }
}
