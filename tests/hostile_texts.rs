//! A record is data: what looks like code is printed as written, or refused with a message.

use crate::common::{Copy, assert_fault, bare, messages, page_texts};
use brochure::Language;
use brochure::diagnostics::has_errors;

const RECORD: &str = "data/2019/clusters/niro.toml";

/// Texts that would do harm if Typst ever read them as markup or code.
const HOSTILE: [&str; 14] = [
    "#import \"/etc/passwd\": *",
    "#read(\"/data/2019/edition.toml\")",
    "#panic(\"x\")",
    "$x^2$ kostet 3 $",
    "*fett* _kursiv_ ~",
    "@label und #label",
    "<label>",
    "C:\\neu\\n\\u{41}",
    "`raw` ```block```",
    "<b>HTML</b> &amp; &#65;",
    "// Kommentar /* und */ weiter",
    "[Klammer] {Klammer} \"Zoll\" 'x'",
    "--- -- ... = + - / 1. Punkt",
    "https://example.org/#anker",
];

#[test]
fn plain_texts_are_printed_as_written() {
    let copy = Copy::new();
    let facts: Vec<_> =
        HOSTILE.iter().map(|text| format!("[[topics]]\ntext = {{ de = {0}, en = {0} }}\n", toml(text))).collect();
    let facts = facts.concat();
    let record = copy.read(RECORD);
    let start = record.find("[[topics]]").expect("topics");
    let end = start + record[start..].find("[[projects]]").expect("projects");
    copy.write(RECORD, &format!("{}{facts}{}", &record[..start], &record[end..]));
    let printed = bare(&page_texts(&copy.typeset(Language::De)).concat());
    for text in HOSTILE {
        assert!(printed.contains(&bare(text)), "{text:?} is not printed as written");
    }
}

#[test]
fn names_and_titles_are_printed_as_written() {
    for text in ["#panic()", "$a$ *b* _c_", "@x <y> \\z", "`q`"] {
        let copy = Copy::new();
        let record = copy.read(RECORD);
        let record = record.replacen("short_name = \"NIRO\"", &format!("short_name = {}", toml(text)), 1);
        copy.write(RECORD, &record);
        let pages = page_texts(&copy.typeset(Language::De));
        assert!(bare(&pages.concat()).contains(&bare(text)), "{text:?} is not printed as written");
    }
}

#[test]
fn markdown_that_has_no_setting_is_refused_in_its_place() {
    for (text, what) in [
        ("Ein <b>Wort</b>", "HTML"),
        ("<div>Block</div>", "HTML"),
        ("Ein <label> mehr", "HTML"),
        ("![Bild](https://example.org/x.png)", "a picture"),
        ("Ein `Wort`", "code"),
        ("```\nCode\n```", "code"),
        ("# Zu hoch", "a heading of this level"),
        ("Oben\n\n---\n\nunten", "a rule"),
        ("[Datei](file:///etc/passwd)", "a link without https:// or mailto:"),
        ("[all about](lang:english)", "an unknown language code"),
        ("[all about](lang:E\")", "an unknown language code"),
        ("[all [about](lang:en) it](lang:en)", "this mark of a language"),
        ("[all about](lang: en)", "this mark of a language"),
        ("### [All about](lang:en) it", "words of another language in a heading"),
    ] {
        let copy = with_story(text);
        let found = copy.check();
        let message = format!("the brochure cannot set {what}");
        let fault = found.iter().find(|fault| fault.message == message);
        let fault = fault.unwrap_or_else(|| panic!("{text:?}: {}", messages(&found).join("\n")));
        assert_eq!(fault.field.as_deref(), Some("story.de"));
        let place = fault.place.as_ref().expect("a place");
        let shown = &place.file.text()[place.span.clone()];
        assert!(text.contains(shown.trim()) || shown.contains(text), "{shown:?} of {text:?}");
    }
}

#[test]
fn markdown_keeps_signs_that_mean_nothing_in_it() {
    let text = "Ein #import von $x$ mit @label, 3 * 4 = 12, snake_case_name und a \\< b.";
    let copy = with_story(text);
    assert!(!has_errors(&copy.check()), "{}", messages(&copy.check()).join("\n"));
    let printed = bare(&page_texts(&copy.typeset(Language::De)).concat());
    assert!(printed.contains(&bare("Ein #import von $x$ mit @label, 3 * 4 = 12, snake_case_name und a < b.")));
}

#[test]
fn a_story_may_be_written_in_one_line() {
    let copy = Copy::new();
    let record = copy.read(RECORD);
    let start = record.find("[story]").expect("a story");
    let end = start + record[start..].find("\n[[").expect("the next table");
    let story = "[story]\nde = \"Ein Absatz.\\n\\nNoch einer.\"\nen = \"A paragraph.\\n\\nAnother.\"\n";
    copy.write(RECORD, &format!("{}{story}{}", &record[..start], &record[end..]));
    assert!(copy.check().is_empty(), "{}", messages(&copy.check()).join("\n"));
}

#[test]
fn a_word_of_10000_characters_is_refused() {
    let word = "x".repeat(10_000);
    assert_fault(&with_story(&word).check(), "E0202");
    let copy = Copy::new();
    copy.replace(RECORD, "short_name = \"NIRO\"", &format!("short_name = \"{word}\""));
    assert_fault(&copy.check(), "E0202");
}

#[test]
fn characters_that_no_font_has_are_refused_with_their_place() {
    for (text, code) in [("Ein Gruß 🎉 aus Unna", "U+1F389"), ("Guten Tag שלום", "U+05E9")] {
        let built = with_story(text).build(&[Language::De]);
        assert!(built.outputs.is_empty());
        assert_fault(&built.diagnostics, "E0404");
        let told = messages(&built.diagnostics).join("\n");
        assert!(told.contains(code) && told.contains(RECORD), "{told}");
        assert!(built.diagnostics.iter().any(|fault| fault.field.as_deref() == Some("story.de")));
    }
}

/// A copy whose first story is a text, in both languages.
fn with_story(text: &str) -> Copy {
    let copy = Copy::new();
    let record = copy.read(RECORD);
    let start = record.find("[story]").expect("a story");
    let end = start + record[start..].find("\n[[").expect("the next table");
    let story = toml(text);
    copy.write(RECORD, &format!("{}[story]\nde = {story}\nen = {story}\n{}", &record[..start], &record[end..]));
    copy
}

/// A text as TOML writes it.
fn toml(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
