//! A record is data: a text that looks like code is printed as written, or refused with a message.

use crate::common::{NIRO, ProjectCopy, assert_error, bare_text, messages, page_texts};
use brochure::Language;
use brochure::diagnostics::has_errors;

/// Texts that would do harm if Typst read them as markup or code.
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
    let copy = ProjectCopy::with_one_chapter();
    let topic = |text: &&str| format!("[[topics]]\ntext = {{ de = {0}, en = {0} }}\n", toml(text));
    let topics: Vec<_> = HOSTILE.iter().map(topic).collect();
    copy.replace_part(NIRO, "[[topics]]", "[[projects]]", &topics.concat());
    let printed = bare_text(&page_texts(&copy.typeset(Language::De)).concat());
    for text in HOSTILE {
        assert!(printed.contains(&bare_text(text)), "{text:?} is not printed as written");
    }
}

#[test]
fn names_and_titles_are_printed_as_written() {
    for text in ["#panic()", "$a$ *b* _c_", "@x <y> \\z", "`q`"] {
        let copy = ProjectCopy::with_one_chapter();
        copy.replace(NIRO, "short_name = \"NIRO\"", &format!("short_name = {}", toml(text)));
        let pages = page_texts(&copy.typeset(Language::De));
        assert!(bare_text(&pages.concat()).contains(&bare_text(text)), "{text:?} is not printed as written");
    }
}

#[test]
fn markdown_that_cannot_be_set_is_refused_at_its_place() {
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
        ("### [All about](lang:en) it", "a word of another language in a heading"),
    ] {
        let copy = with_story(text);
        let found = copy.check();
        let message = format!("{what} is not allowed here");
        let fault = found.iter().find(|fault| fault.message == message);
        let fault = fault.unwrap_or_else(|| panic!("{text:?}: {}", messages(&found).join("\n")));
        assert_eq!(fault.field.as_deref(), Some("story.de"));
        let place = fault.place.as_ref().expect("a place");
        let marked = place.file.text()[place.span.clone()].replace("\\n", "\n").replace("\\\"", "\"");
        let marked = marked.trim().trim_matches('"');
        assert!(!marked.is_empty() && text.contains(marked), "{marked:?} of {text:?}");
    }
}

#[test]
fn signs_that_mean_nothing_in_markdown_are_printed() {
    let text = "Ein #import von $x$ mit @label, 3 * 4 = 12, snake_case_name und a \\< b.";
    let copy = with_story(text);
    assert!(!has_errors(&copy.check()), "{}", messages(&copy.check()).join("\n"));
    let printed = bare_text(&page_texts(&copy.typeset(Language::De)).concat());
    assert!(printed.contains(&bare_text("Ein #import von $x$ mit @label, 3 * 4 = 12, snake_case_name und a < b.")));
}

#[test]
fn a_story_may_be_written_in_one_line() {
    let copy = ProjectCopy::new();
    let story = "[story]\nde = \"Ein Absatz.\\n\\nNoch einer.\"\nen = \"A paragraph.\\n\\nAnother.\"\n";
    copy.replace_part(NIRO, "[story]", "\n[[", story);
    assert!(copy.check().is_empty(), "{}", messages(&copy.check()).join("\n"));
}

#[test]
fn a_word_of_10000_characters_is_refused() {
    let word = "x".repeat(10_000);
    assert_error(&with_story(&word).check(), "E0202");
    let copy = ProjectCopy::new();
    copy.replace(NIRO, "short_name = \"NIRO\"", &format!("short_name = \"{word}\""));
    assert_error(&copy.check(), "E0202");
}

#[test]
fn characters_that_no_font_has_are_refused_at_their_place() {
    for (text, code) in [("Ein Gruß 🎉 aus Unna", "U+1F389"), ("Guten Tag שלום", "U+05E9")] {
        let built = with_story(text).build(&[Language::De]);
        assert!(built.outputs.is_empty());
        assert_error(&built.diagnostics, "E0404");
        let reported = messages(&built.diagnostics).join("\n");
        assert!(reported.contains(code) && reported.contains(NIRO), "{reported}");
        assert!(built.diagnostics.iter().any(|fault| fault.field.as_deref() == Some("story.de")));
    }
}

/// Makes a copy whose story is a text, in both languages.
fn with_story(text: &str) -> ProjectCopy {
    let copy = ProjectCopy::with_one_chapter();
    let story = toml(text);
    copy.replace_part(NIRO, "[story]", "\n[[", &format!("[story]\nde = {story}\nen = {story}\n"));
    copy
}

/// Writes a text as TOML does.
fn toml(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
