//! A new edition lists the facts to look at again.

use serde_json::Value;

use crate::common::{NIRO, ProjectCopy, brochure};

fn niro(copy: &ProjectCopy) -> Value {
    let run = brochure(copy.root(), &["status", "--format", "json"]).exits_with(0);
    let status: Value = serde_json::from_str(&run.stdout).expect("one object");
    status["chapters"][0].clone()
}

#[test]
fn labels_contacts_topics_and_projects_are_marked_in_a_new_edition() {
    let copy = ProjectCopy::of_records();
    brochure(copy.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    let check = brochure(copy.root(), &["check", "2027", "--format", "short"]).exits_with(0);
    for told in [
        "the silver label is from November 2020",
        "the entry was carried over from an earlier edition",
        "the topic “Joint purchasing” was carried over",
        "the project “NaLiMa” was carried over",
    ] {
        let niro = |line: &&str| line.starts_with("data/2027/clusters/niro.toml") && line.contains(told);
        assert_eq!(check.stderr.lines().filter(niro).count(), 1, "{told}:\n{}", check.stderr);
    }
    let record = copy.read("data/2027/clusters/niro.toml");
    let bronze = record.find("level = \"bronze\"").expect("the first label");
    let silver = record.find("level = \"silver\"").expect("the second label");
    assert!(!record[bronze..silver].contains("carried_over"), "an earlier label is history");
    assert!(copy.read("data/2027/edition.toml").contains("\"contacts\""), "the contacts of the imprint are open");
}

#[test]
fn a_mark_is_silent_when_it_is_removed_and_never_doubled() {
    let copy = ProjectCopy::of_records();
    brochure(copy.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    brochure(copy.root(), &["new", "edition", "2028", "--from", "2027"]).exits_with(0);
    let marks = |name: &str| copy.read(&format!("data/{name}/clusters/niro.toml")).matches("carried_over").count();
    assert!(marks("2027") > 8, "{}", marks("2027"));
    assert_eq!(marks("2028"), marks("2027"));
    let record = copy.read("data/2028/clusters/niro.toml").replace("carried_over = true\n", "");
    copy.write("data/2028/clusters/niro.toml", record);
    let check = brochure(copy.root(), &["check", "2028", "--format", "short"]).exits_with(0);
    let is_mark = |line: &&str| line.contains("niro.toml") && line.contains("E0213");
    assert_eq!(check.stderr.lines().filter(is_mark).count(), 0, "{}", check.stderr);
}

#[test]
fn a_mark_does_not_change_what_was_approved() {
    let copy = ProjectCopy::of_records();
    let before = niro(&copy)["approval"]["fingerprint"].clone();
    copy.replace(NIRO, "[contact]\n", "[contact]\ncarried_over = true\n");
    copy.replace(NIRO, "[[topics]]\n", "[[topics]]\ncarried_over = true\n");
    assert_eq!(niro(&copy)["approval"]["fingerprint"], before);
}
