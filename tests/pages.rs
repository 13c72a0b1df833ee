//! What only shows on the laid-out pages: told with record and field where one is to blame.

mod common;

use brochure::diagnostics::Diagnostic;
use brochure::records::Language;
use common::{Copy, Run, brochure, messages};

const RECORD: &str = "data/2019/clusters/niro.toml";

fn found(copy: &Copy, code: &str) -> Diagnostic {
    let built = copy.build(&[Language::De]);
    assert!(built.outputs.is_empty(), "a fault lets no file through");
    let found = built.diagnostics.iter().find(|it| it.code.number() == code);
    found.unwrap_or_else(|| panic!("no {code} in:\n{}", messages(&built.diagnostics).join("\n"))).clone()
}

#[test]
fn the_shipped_pages_have_neither_fault_nor_warning() {
    let copy = Copy::new();
    let run = Run::of(&brochure(copy.root(), &["check", "--pages", "--deny-warnings", "--quiet"])).ends_with(0);
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""));
    assert!(!copy.path("out").exists());
}

#[test]
fn a_text_too_long_for_its_place_is_named_with_its_field() {
    let copy = Copy::new();
    let topic = "Gemeinsamer Einkauf ".repeat(60);
    copy.replace(RECORD, "de = \"Gemeinsamer Einkauf\"", &format!("de = \"{}\"", topic.trim()));
    let fault = found(&copy, "E0405");
    assert_eq!(fault.field.as_deref(), Some("topics[0].text.de"), "{}", fault.message);
    let place = fault.place.expect("a place");
    assert_eq!(place.file.name(), RECORD);
    assert!(place.file.text()[place.span].starts_with("\"Gemeinsamer Einkauf Gemeinsamer"));
    assert!(fault.message.contains("too long for its place on page 13"), "{}", fault.message);
}

#[test]
fn text_that_leaves_the_page_is_told_with_its_page() {
    let copy = Copy::new();
    let beyond = "= {\n  place(dx: 190mm, text(\"weit außerhalb der Seite\"))";
    copy.replace("templates/main.typ", "#let whole-book = {", &format!("#let whole-book {beyond}"));
    let fault = found(&copy, "E0406");
    assert_eq!(fault.message, "“weit außerhalb der Seite” leaves page 1");
}

#[test]
fn a_template_that_fails_with_one_record_names_it_and_the_field() {
    let copy = Copy::new();
    // A template that cannot do with a short pull statement.
    copy.replace(
        "templates/pages/story.typ",
        "balanced(pull-words(it, role, width), width)",
        "if it.pull.starts-with(\"Kurz\") { panic(\"x\") } else { balanced(pull-words(it, role, width), width) }",
    );
    let record = copy.read(RECORD);
    let pull = record.lines().find(|line| line.starts_with("de = \"Ende 2022")).expect("the pull statement").to_owned();
    copy.replace(RECORD, &pull, "de = \"Kurz gesagt: gemeinsam.\"");
    let fault = found(&copy, "E0401");
    assert_eq!(fault.place.expect("a place").file.name(), "templates/pages/story.typ");
    let hint = fault.hint.expect("a hint");
    assert!(hint.contains("it happens with `pull` (line 88) of the record data/2019/clusters/niro.toml"), "{hint}");
}

#[test]
fn a_template_that_always_fails_blames_no_record() {
    let copy = Copy::new();
    copy.replace("templates/main.typ", "#let whole-book", "#panic(\"x\")\n#let whole-book");
    assert!(found(&copy, "E0401").hint.is_none_or(|hint| !hint.contains("record")));
}
