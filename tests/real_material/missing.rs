//! The words of a status for figures without a date, and of fields without a value.

use serde_json::Value;

use crate::common::{NIRO, ProjectCopy, brochure};

fn niro(copy: &ProjectCopy) -> Value {
    let run = brochure(copy.root(), &["status", "--format", "json"]).exits_with(0);
    let status: Value = serde_json::from_str(&run.stdout).expect("one object");
    status["chapters"][0].clone()
}

#[test]
fn a_figure_without_a_date_is_not_called_recent() {
    let copy = ProjectCopy::of_records();
    let cell = || {
        let run = brochure(copy.root(), &["status"]).exits_with(0);
        run.stdout.lines().find(|line| line.starts_with("niro ")).expect("a line").to_owned()
    };
    copy.replace(NIRO, "date = 2022-05-30", "date = 2026-05-30");
    assert!(cell().contains("recent"), "{}", cell());
    copy.replace(NIRO, "date = 2026-05-30", "latest = true");
    assert!(!cell().contains("recent") && cell().contains("1 without date"), "{}", cell());
    assert_eq!(niro(&copy)["undated_figures"], serde_json::json!(["members[2]"]));
    assert_eq!(niro(&copy)["old_figures"], serde_json::json!([]));
}

#[test]
fn the_fields_without_a_value_are_listed_with_what_belongs_into_them() {
    let copy = ProjectCopy::of_records();
    let status = niro(&copy);
    let language = &status["languages"][0];
    let (filled, possible) = (language["filled"].as_u64(), language["possible"].as_u64());
    let missing = language["missing"].as_array().expect("a list");
    assert_eq!(possible.zip(filled).map(|(all, some)| all - some), Some(missing.len() as u64));
    assert_eq!(missing[0]["key"], "contact.care_of");
    assert_eq!(missing[0]["description"], "How to reach it: the organisation at this address.");

    let run = brochure(copy.root(), &["status", "--missing"]).exits_with(0);
    let own: Vec<_> = run.stdout.lines().take_while(|line| !line.is_empty()).collect();
    let head = format!("niro: de {0} of {1} fields, en {0} of {1} fields", filled.unwrap_or(0), possible.unwrap_or(0));
    assert_eq!(own[0], head);
    assert_eq!(own.len(), missing.len() + 1, "{own:?}");
    let visit = own.iter().find(|line| line.contains("visit.place")).expect("the place of the visit");
    assert!(visit.ends_with("  The visit of the tour: where."), "{visit}");
    assert_eq!(run.stdout.matches(" fields, en ").count(), 8, "every chapter is listed");
}

#[test]
fn a_field_that_lacks_one_language_is_listed_with_it() {
    let copy = ProjectCopy::of_records();
    copy.replace(
        NIRO,
        "region = { de = \"Östliches Ruhrgebiet\", en = \"Eastern Ruhr area\" }",
        "region = { de = \"Ost\" }",
    );
    let run = brochure(copy.root(), &["status", "--missing"]).exits_with(0);
    assert!(run.stdout.contains("  seat.region (en) "), "{}", run.stdout);
}
