//! The pages of a chapter follow from the room that its story takes.

use std::fmt::Write as _;
use std::path::Path;

use crate::common::{
    FOUR_CHAPTERS, NIRO, ProjectCopy, assert_error, bare_text, bodies, built_page_texts, messages, opener_page,
    page_texts,
};
use brochure::Language;
use brochure::diagnostics::Diagnostic;
use brochure::pipeline::{self, Options};

/// Makes a copy of four chapters, the first of which has a story of so many words in both languages.
fn with_story(words: usize) -> ProjectCopy {
    let copy = ProjectCopy::new();
    copy.keep_chapters(&FOUR_CHAPTERS);
    set_story(&copy, words);
    copy
}

/// Replaces the story by one of so many words, in paragraphs of 60.
fn set_story(copy: &ProjectCopy, words: usize) {
    let text = (1..=words).fold(String::new(), |mut text, n| {
        let _ = write!(text, "am{n}{}", if n % 60 == 0 { ".\n\n" } else { " " });
        text
    });
    copy.replace_part(
        NIRO,
        "[story]",
        "\n[[",
        &format!("[story]\nde = \"\"\"\n{text}\"\"\"\nen = \"\"\"\n{text}\"\"\"\n"),
    );
}

/// Lays out a copy and asserts that every chapter opens on a left page and no page is without contents.
fn assert_whole(copy: &ProjectCopy, language: Language) -> Vec<String> {
    let typeset = copy.typeset(language);
    let texts = page_texts(&typeset);
    let document = typeset.document.expect("pages");
    for record in &copy.records().clusters {
        let page = opener_page(&document, &record.slug);
        assert!(page.is_multiple_of(2), "{language}: {} opens on page {page}", record.slug);
    }
    for (number, body) in (1..).zip(bodies(&document)) {
        assert!(body.items > 3, "{language}: page {number} has {} items", body.items);
    }
    assert!(texts.len().is_multiple_of(4), "{language}: {} pages", texts.len());
    texts
}

/// Returns the parts of the plan of the first chapter.
fn plan(copy: &ProjectCopy) -> Vec<String> {
    let values = copy.values(Language::De);
    let parts = serde_json::to_value(&values.chapters[0].plan).expect("JSON");
    serde_json::from_value(parts).expect("names")
}

fn count(parts: &[String], part: &str) -> usize {
    parts.iter().filter(|it| *it == part).count()
}

#[test]
fn a_long_story_takes_a_second_page_and_the_next_chapter_opens_on_the_left() {
    for (words, pages) in [(150, 1), (300, 1), (640, 2), (1100, 3)] {
        let copy = with_story(words);
        assert_eq!(count(&plan(&copy), "story"), pages, "{words} words");
        for language in Language::ALL {
            let printed = bare_text(&assert_whole(&copy, language).concat());
            for word in [1, words / 2 + 1, words - 1] {
                assert!(printed.contains(&format!("am{word}")), "{words} words: word {word}");
            }
        }
    }
}

#[test]
fn the_values_for_other_tools_hold_the_plan() {
    let copy = with_story(640);
    let pages = built_page_texts(copy.root(), "2019", Language::De, None);
    assert_eq!(pages.len(), page_texts(&copy.typeset(Language::De)).len());
    assert!(pages.iter().filter(|page| page.contains("am1 ") || page.contains("am639")).count() >= 2);
}

#[test]
fn a_story_that_is_a_little_longer_than_its_page_is_told_with_the_number_of_words() {
    let copy = with_story(480);
    let options = Options { languages: vec![Language::De], ..Options::default() };
    let built = pipeline::build(&copy.project(), Path::new("data/2019"), &options, &|_| {}).expect("files");
    let found = built.diagnostics.iter().find(|it| it.field.as_deref() == Some("story.de")).expect("an error");
    assert_eq!(found.code.number(), "E0405");
    let number: usize = found.message.split_whitespace().find_map(|word| word.parse().ok()).expect("a number");
    assert!((10..150).contains(&number), "{}", found.message);
    assert!(found.message.contains("words too many for its page"), "{}", found.message);
    // So many words less are a page.
    set_story(&copy, 480 - number - 8);
    assert_eq!(count(&plan(&copy), "story"), 1);
}

#[test]
fn a_story_with_a_photograph_may_go_on() {
    let copy = with_story(480);
    copy.add_photos();
    assert!(count(&plan(&copy), "story") >= 2);
    assert_whole(&copy, Language::De);
}

#[test]
fn the_most_pages_of_a_record_hold_and_a_story_beyond_them_is_told() {
    let copy = with_story(640);
    for (pages, fits) in [(4, false), (6, true), (8, true)] {
        let record = copy.read(NIRO);
        copy.write(NIRO, format!("pages = {pages}\n{record}"));
        let built = copy.build(&[Language::De]);
        let told = built.diagnostics.iter().any(|it| it.code.number() == "E0405" && it.message.contains("too many"));
        assert_eq!(!told, fits, "{pages} pages:\n{}", messages(&built.diagnostics).join("\n"));
        copy.write(NIRO, record);
    }
}

#[test]
fn every_part_of_a_chapter_of_two_pages_is_printed_or_told() {
    let copy = crate::edition_sizes::edition_with(13);
    let found = copy.check();
    let told = |field: &str| {
        let is_told = |it: &&Diagnostic| it.code.number() == "E0242" && it.field.as_deref() == Some(field);
        found.iter().filter(is_told).count()
    };
    assert_eq!(told("projects"), 13, "each has projects:\n{}", messages(&found).join("\n"));
    assert_eq!((told("voices"), told("indicators") > 0), (0, true), "{}", messages(&found).join("\n"));
    let texts = bare_text(&assert_whole(&copy, Language::De).concat());
    for words in
        ["Am Morgen standen zwölf", "eine Ausbildung begonnen.", "Netzwerk Industrie RuhrOst e. V.", "Ingrid Lange"]
    {
        assert!(texts.contains(&bare_text(words)), "{words}");
    }
}

#[test]
fn a_story_too_long_for_a_chapter_of_two_pages_is_told() {
    let copy = crate::edition_sizes::edition_with(13);
    set_story(&copy, 260);
    let built = copy.build(&[Language::De]);
    let found = built.diagnostics.iter().find(|it| it.code.number() == "E0405").expect("an error");
    assert_eq!(found.field.as_deref(), Some("story.de"), "{}", found.message);
}

#[test]
fn a_record_of_which_little_is_known_leaves_no_page_empty() {
    // Without story and projects; with a technology field and no topics; without either.
    let bare = "official_name = \"InnoZent OWL e. V.\"\nshort_name = \"InnoZent OWL\"\nlegal_form = \"association\"\n\
                description = { de = \"Ein Netzwerk in Paderborn.\", en = \"A network in Paderborn.\" }\n";
    let seat = "[seat]\ncity = \"Paderborn\"\nland = \"NW\"\nlatitude = 51.72\nlongitude = 8.76\n\n";
    let headline = "[headline]\nde = \"Zukunftsmeile Paderborn: Hier trifft Hightech-Oase auf ostwestfälische \
                    Netzwerkkultur\"\nen = \"InnoZent OWL in focus\"\n\n";
    let person = "[manager]\nname = \"Michael Kemkes\"\nfunction = { de = \"Geschäftsführung\", en = \"manager\" }\n\
                  as_of = 2019-04-01\nsource = \"s1\"\n\n";
    let project = "[[projects]]\nname = \"Hof\"\nfact = { de = \"Ein Ort der Begegnung\", en = \"A place to meet\" }\n\
                   source = \"s1\"\n\n";
    let source = "[[sources]]\nid = \"s1\"\nurl = \"https://example.org/reportage\"\n";
    let parts = [headline, person, project];
    for bits in 0..16_usize {
        let chosen = parts.iter().enumerate().filter(|(n, _)| bits >> n & 1 == 1).map(|(_, part)| *part);
        let fields = if bits >> 3 & 1 == 1 { "fields = [\"production\"]\n" } else { "" };
        let record = [bare, fields, seat].into_iter().chain(chosen).chain([source]).collect::<String>();
        let copy = ProjectCopy::new();
        copy.keep_chapters(&FOUR_CHAPTERS);
        copy.write(NIRO, &record);
        let texts = bare_text(&assert_whole(&copy, Language::De).concat());
        for (part, words) in
            [(person, "Michael Kemkes"), (person, "Geschäftsführung"), (project, "Ein Ort der Begegnung")]
        {
            assert_eq!(texts.contains(&bare_text(words)), record.contains(part), "{bits}: {words}");
        }
    }
}

#[test]
fn a_second_picture_at_the_head_of_a_story_is_refused() {
    let copy = with_story(300);
    copy.add_photos();
    assert!(copy.check().iter().all(|it| it.code.number() != "E0205"));
    copy.replace(NIRO, "slot = \"spread\"", "slot = \"story\"");
    assert_error(&copy.check(), "E0205");
}
