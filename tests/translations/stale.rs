use brochure::edition::check::check;
use brochure::edition::exchange::translations::Format;

use super::{LEDGER, Office, translate};
use crate::common::{NIRO, brochure};

const STORY: &str = "[story]\nde = \"\"\"\nEins und zwei.\n\nDrei und vier.\n\nFünf und sechs.\n\"\"\"\nen = \"\"\"\nOne and two.\n\n\
    Three and four.\n\nFive and six.\n\"\"\"\n\n";

/// What `check` says about translations.
fn told(office: &Office) -> Vec<String> {
    let found = check(&office.project, &office.records());
    let stale = found.iter().filter(|fault| fault.code.name() == "stale-translation");
    stale.map(|fault| format!("{}: {}", fault.field.as_deref().unwrap_or_default(), fault.message)).collect()
}

fn with_story() -> Office {
    let office = Office::new();
    office.copy.replace_part(NIRO, "[story]\n", "[[topics]]", STORY);
    office.take(&office.export(Format::Po));
    assert_eq!(told(&office), Vec::<String>::new());
    office
}

#[test]
fn a_text_that_is_changed_after_its_translation_is_told_until_that_is_confirmed() {
    let office = with_story();
    office.copy.replace(NIRO, "Drei und vier.", "Drei und viel mehr.");
    let message = "story.en: the translation of paragraph 2 is older than the text in `de`";
    assert_eq!(told(&office), [message]);
    let po = office.export(Format::Po);
    let fuzzy =
        "#, fuzzy\nmsgctxt \"clusters/niro.toml#story/2\"\nmsgid \"Drei und viel mehr.\"\nmsgstr \"Three and four.\"\n";
    assert!(po.contains(fuzzy), "{po}");
    assert_eq!(po.matches("#, fuzzy").count(), 1);
    let xliff = office.export(Format::Xliff);
    assert!(xliff.contains("<target state=\"needs-review-translation\">Three and four.</target>"));

    office.take(&po);
    assert_eq!(told(&office), [message], "as long as it is fuzzy");
    office.take(&po.replace("#, fuzzy\n", ""));
    assert_eq!(told(&office), Vec::<String>::new());
}

#[test]
fn a_new_translation_of_a_changed_text_is_up_to_date() {
    let office = with_story();
    office.copy.replace(NIRO, "Drei und vier.", "Drei und viel mehr.");
    let po = office.export(Format::Po).replace("#, fuzzy\n", "");
    office.take(&translate(&po, "clusters/niro.toml#story/2", "Three and much more."));
    assert_eq!(told(&office), Vec::<String>::new());
    assert!(office.copy.read(NIRO).contains("\nOne and two.\n\nThree and much more.\n\nFive and six.\n"));
}

#[test]
fn a_translation_that_is_corrected_in_the_record_counts_as_up_to_date() {
    let office = with_story();
    office.copy.replace(NIRO, "Drei und vier.", "Drei und viel mehr.");
    office.copy.replace(NIRO, "Three and four.", "Three and much more.");
    assert_eq!(told(&office), Vec::<String>::new());
}

#[test]
fn a_text_that_changes_while_it_is_translated_is_out_of_date_afterwards() {
    let office = with_story();
    let po = translate(&office.export(Format::Po), "clusters/niro.toml#story/2", "Three, and four too.");
    office.copy.replace(NIRO, "Drei und vier.", "Drei und viel mehr.");
    office.take(&po);
    assert_eq!(told(&office), ["story.en: the translation of paragraph 2 is older than the text in `de`"]);
}

#[test]
fn a_new_paragraph_is_a_hole_that_is_told_and_filled_in_its_place() {
    let office = with_story();
    office.copy.replace(NIRO, "Fünf und sechs.", "Neu und anders.\n\nFünf und sechs.");
    assert_eq!(told(&office), ["story.en: paragraph 3 has no translation"]);
    let po = office.export(Format::Po);
    assert!(po.contains("msgctxt \"clusters/niro.toml#story/3\"\nmsgid \"Neu und anders.\"\nmsgstr \"\"\n"), "{po}");
    office.take(&translate(&po, "clusters/niro.toml#story/3", "New and different."));
    assert_eq!(told(&office), Vec::<String>::new());
    let story = "\nOne and two.\n\nThree and four.\n\nNew and different.\n\nFive and six.\n";
    assert!(office.copy.read(NIRO).contains(story));
}

#[test]
fn a_text_with_other_paragraphs_than_its_translation_is_out_of_date_as_a_whole() {
    let office = with_story();
    office.copy.replace_part(NIRO, "Eins und zwei.", "\"\"\"", "Alles\n\n### Neu\n\nerzählt.\n");
    let message = "story.en: the translation of this text is older than the text in `de`";
    assert_eq!(told(&office), [message]);
    office.copy.replace(NIRO, "### Neu", "Neu");
    let message = "story.en: the translation of paragraphs 1, 2 and 3 is older than the text in `de`";
    assert_eq!(told(&office), [message]);
}

#[test]
fn a_removed_paragraph_leaves_a_translation_that_is_told() {
    let office = with_story();
    office.copy.replace(NIRO, "Drei und vier.\n\n", "");
    let message = "story.en: the text in `de` has nothing any more for paragraph 2 of the translation";
    assert_eq!(told(&office), [message]);
}

#[test]
fn status_counts_words_and_per_cent() {
    let office = with_story();
    assert!(!brochure(office.copy.root(), &["status"]).exits_with(0).stdout.contains("translated"));
    office.copy.replace(NIRO, "Drei und vier.", "Drei und viel mehr.");
    office.copy.replace(NIRO, "Fünf und sechs.", "Neu und anders.\n\nFünf und sechs.");
    let run = brochure(office.copy.root(), &["status"]).exits_with(0);
    let line = run.stdout.lines().find(|line| line.starts_with("niro (en): ")).expect("a line");
    let words = line.split_whitespace().nth(4).expect("all words");
    let percent = |count: usize| (100 * count).div_ceil(words.parse().expect("a number"));
    let expected = format!(
        "niro (en): 4 of {words} words ({} %) translated from an older text, 3 of {words} words ({} %) not translated",
        percent(4),
        percent(3)
    );
    assert_eq!(line, expected);
    let json = brochure(office.copy.root(), &["status", "--format", "json"]).exits_with(0).stdout;
    let status: serde_json::Value = serde_json::from_str(&json).expect("one object");
    let languages = &status["chapters"][0]["languages"];
    assert_eq!(languages[0]["translation"], serde_json::Value::Null);
    assert_eq!(languages[1]["translation"]["stale"], 4);
    assert_eq!(languages[1]["translation"]["untranslated"], 3);
}

#[test]
fn a_list_of_translations_that_cannot_be_read_is_reported() {
    let office = with_story();
    office.copy.replace(LEDGER, "made = [\n", "made = [\n<<<<<<< HEAD\n");
    let found = check(&office.project, &office.records());
    let fault = found.iter().find(|fault| fault.code.name() == "stale-translation").expect("a warning");
    let expected = "it is not known which translations are up to date: this line is not as `brochure import` writes it";
    assert_eq!(fault.message, expected);
    let place = fault.place.as_ref().expect("a place");
    assert_eq!(place.file.name(), LEDGER);
}
