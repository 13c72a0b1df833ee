//! Lists with far more entries than a brochure can hold.

use std::fmt::Write as _;

use super::{assert_fine, error_in, with_entries};
use crate::common::{EDITION, ProjectCopy, messages};

const TEXT: &str = "{ de = \"Ein Wort\", en = \"A word\" }";

/// Returns a number of entries of a list of tables.
fn entries(name: &str, keys: &str, count: usize) -> String {
    (0..count).fold(String::new(), |mut text, index| {
        let _ = write!(text, "\n[[{name}]]\n{}\n", keys.replace("INDEX", &index.to_string()));
        text
    })
}

#[test]
fn lists_of_a_record_that_are_too_long_are_refused_with_their_number() {
    for (name, keys) in [
        ("projects", format!("name = \"Werk\"\nfact = {TEXT}")),
        ("topics", format!("text = {TEXT}")),
        ("voices", format!("kind = \"direct\"\ntext = {TEXT}\nspeaker = \"N. N.\"\nconsent = 2019-01-01")),
        ("labels", "level = \"gold\"\ndate = 2018".to_owned()),
        ("members", "count = 5\ndate = 2018".to_owned()),
        ("indicators", format!("label = {TEXT}\nvalue = 5")),
        ("pictures", format!("file = \"a.jpg\"\ncaption = {TEXT}\ncredit = \"N. N.\"\nalt = {TEXT}")),
        ("founded", "kind = \"association\"\ndate = 2010".to_owned()),
    ] {
        let found = with_entries(&entries(name, &keys, 500)).check();
        let error = error_in(&found, "E0113", name);
        assert!(error.message.starts_with("50"), "{name}: {}", error.message);
        assert!(error.hint.as_ref().is_some_and(|hint| hint.starts_with("keep at most ")), "{:?}", error.hint);
        assert_eq!(found.len(), 1, "{name}:\n{}", messages(&found).join("\n"));
    }
}

#[test]
fn too_many_sources_are_one_error_and_not_one_for_each_reference() {
    let source = "id = \"s-INDEX\"\nurl = \"https://example.org/INDEX\"";
    let found = with_entries(&entries("sources", source, 2000)).check();
    error_in(&found, "E0113", "sources");
    assert_eq!(found.len(), 1, "{}", messages(&found).join("\n"));
    assert_fine(&with_entries(&entries("sources", source, 180)));
}

#[test]
fn an_edition_has_at_most_40_chapters_and_50_text_pages() {
    let copy = ProjectCopy::of_records();
    let slugs: Vec<_> = (0..200).map(|index| format!("verbund-{index}")).collect();
    copy.set_chapters(&slugs);
    let found = copy.check();
    let error = error_in(&found, "E0113", "chapters");
    assert!(error.message.starts_with("200 entries"), "{}", error.message);
    assert!(!found.iter().any(|it| it.code.number() == "E0301"), "{}", messages(&found).join("\n"));

    let copy = ProjectCopy::of_records();
    copy.append(EDITION, &entries("pages", &format!("title = {TEXT}\ntext = {TEXT}"), 480));
    error_in(&copy.check(), "E0113", "pages");
}

#[test]
fn a_list_in_one_line_has_a_limit_too() {
    let ids = "\"niro-15\", ".repeat(1000);
    let found = with_entries(&format!("\n[[topics]]\ntext = {TEXT}\nsource = [{ids}]\n")).check();
    let error = found.iter().find(|it| it.code.number() == "E0113").expect("an error");
    assert!(error.field.as_ref().is_some_and(|field| field.ends_with(".source")), "{:?}", error.field);
    let fields = (0..200).map(|index| format!("f{index} = {TEXT}")).collect::<Vec<_>>().join("\n");
    let copy = ProjectCopy::of_records();
    copy.replace(EDITION, "[fields]\n", &format!("[fields]\n{fields}\n"));
    error_in(&copy.check(), "E0113", "fields");
}
