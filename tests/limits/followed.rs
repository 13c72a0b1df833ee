//! One error hides no other, and is not reported again where something follows from it.

use std::fs;

use super::error_in;
use crate::common::{BROCHURE, EDITION, NIRO, ProjectCopy, brochure, command, messages};

const OLEC: &str = "data/2019/clusters/olec.toml";

#[test]
fn each_line_with_a_colon_is_told_in_one_run() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "short_name = \"NIRO\"", "short_name: \"NIRO\"");
    copy.replace(NIRO, "official_name = ", "official_name: ");
    let found = messages(&copy.check()).join("\n");
    assert_eq!(found.matches("= is missing").count(), 2, "{found}");

    let copy = ProjectCopy::of_records();
    copy.write(NIRO, "short_name: \"NIRO\"\n".repeat(111));
    let found = copy.check();
    let told = found.iter().filter(|it| it.message == "= is missing").count();
    assert_eq!(told, 111, "{}", messages(&found).join("\n"));
}

#[test]
fn prose_behind_a_slip_is_one_error() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "short_name = \"NIRO\"", "short_name: \"NIRO\"\nHinweis: dies ist ein Satz\nund noch einer");
    let found = messages(&copy.check()).join("\n");
    assert_eq!(found.matches("E0101").count(), 1, "{found}");
}

#[test]
fn a_record_that_cannot_be_read_hides_no_other_errors() {
    let copy = ProjectCopy::of_records();
    copy.replace(OLEC, "fields = [", "fieds = [");
    copy.replace(EDITION, "file_name = ", "fil_name = ");
    fs::remove_file(copy.path(NIRO)).expect("a record");
    fs::create_dir(copy.path(NIRO)).expect("a folder");
    let found = copy.check();
    let error = found.iter().find(|it| it.code.number() == "E0114").expect("an error");
    assert!(error.message.contains("it is a folder"), "{}", error.message);
    assert_eq!(error.place.as_ref().map(|place| place.file.name()), Some(NIRO));
    error_in(&found, "E0104", "fieds");
    error_in(&found, "E0104", "fil_name");
    brochure(copy.root(), &["check"]).exits_with(1).stderr_has("E0114").stderr_has("fieds");
}

#[test]
fn words_that_cannot_be_read_hide_no_errors_in_records() {
    let copy = ProjectCopy::of_records();
    copy.replace(OLEC, "fields = [", "fieds = [");
    fs::remove_file(copy.path("templates/words/de.toml")).expect("words");
    let found = copy.check();
    let error = found.iter().find(|it| it.code.number() == "E0114").expect("an error");
    assert_eq!(error.place.as_ref().map(|place| place.file.name()), Some("templates/words/de.toml"));
    error_in(&found, "E0104", "fieds");
}

#[test]
fn a_misspelt_head_of_a_source_is_one_error() {
    for (wrong, field) in
        [("[[source]]\nid = \"niro-15\"", "source"), ("[[sources]]\nidd = \"niro-15\"", "sources[1].idd")]
    {
        let copy = ProjectCopy::of_records();
        copy.replace(NIRO, "[[sources]]\nid = \"niro-15\"", wrong);
        let found = copy.check();
        error_in(&found, "E0104", field);
        assert_eq!(found.len(), 1, "{}", messages(&found).join("\n"));
    }
    // An id that nothing defines is told beside it.
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "[[sources]]\nid = \"niro-15\"", "[[source]]\nid = \"niro-15\"");
    copy.replace(NIRO, "source = \"wfg-2020\"", "source = \"wfg-2002\"");
    error_in(&copy.check(), "E0203", "members[1].source");
}

#[test]
fn a_misspelt_table_of_fields_is_one_error() {
    let copy = ProjectCopy::of_records();
    copy.replace(EDITION, "\n[fields]\n", "\n[field]\n");
    let found = copy.check();
    error_in(&found, "E0104", "field");
    assert_eq!(found.len(), 1, "{}", messages(&found).join("\n"));
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere_are_a_warning_and_stop_no_build() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("x.otf"), "x").expect("a file");
    let copy = ProjectCopy::with_tiny_pages();
    symlink("nowhere", copy.path("data/2019/dangling.jpg")).expect("a link");
    symlink("loop.typ", copy.path("templates/loop.typ")).expect("a link");
    symlink(outside.path().join("x.otf"), copy.path("fonts/x.otf")).expect("a link");
    symlink("..", copy.path("data/2019/up")).expect("a link");
    let found = copy.check();
    let names: Vec<_> = found.iter().filter_map(|it| Some(it.place.as_ref()?.file.name())).collect();
    assert_eq!(
        names,
        ["data/2019/dangling.jpg", "fonts/x.otf", "templates/loop.typ"],
        "{}",
        messages(&found).join("\n")
    );
    assert!(found.iter().all(|it| it.code.number() == "E0302"));
    brochure(copy.root(), &["build", "--lang", "de"]).exits_with(0).stderr_has("fonts/x.otf");
    brochure(copy.root(), &["doctor"]).exits_with(0);
}

#[cfg(unix)]
#[test]
fn a_date_in_the_environment_that_is_no_text_is_refused() {
    use std::os::unix::ffi::OsStrExt as _;
    let copy = ProjectCopy::of_records();
    let given = std::ffi::OsStr::from_bytes(b"18\xFF00");
    let run = command(copy.root(), &[BROCHURE, "build", "--lang", "de"]).env("SOURCE_DATE_EPOCH", given).output();
    assert_eq!(run.expect("a run").status.code(), Some(2));
}
