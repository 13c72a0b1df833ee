//! What is asked for is checked and built; errors elsewhere are one warning.

use crate::common::{EDITION, NIRO, ProjectCopy, brochure};

const OLEC: &str = "data/2019/clusters/olec.toml";

/// Makes a project with tiny pages whose English is unfinished in one record.
fn unfinished_english() -> ProjectCopy {
    let copy = ProjectCopy::with_tiny_pages();
    copy.replace(
        NIRO,
        "region = { de = \"Östliches Ruhrgebiet\", en = \"Eastern Ruhr area\" }",
        "region = { de = \"Östliches Ruhrgebiet\" }",
    );
    copy
}

#[test]
fn german_is_built_while_english_is_unfinished() {
    let copy = unfinished_english();
    brochure(copy.root(), &["build", "--target", "screen"]).exits_with(1).stderr_has("E0201");
    let run = brochure(copy.root(), &["build", "--lang", "de", "--target", "screen"]).exits_with(0);
    run.stderr_has("1 error in other languages left out");
    assert!(copy.path("out/expedition-2019-de-screen.pdf").is_file());
    brochure(copy.root(), &["build", "--lang", "en", "--target", "screen"]).exits_with(1).stderr_has("E0201");
    brochure(copy.root(), &["check", "--lang", "de"]).exits_with(0);
}

#[test]
fn a_chapter_is_built_while_other_records_have_errors() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.replace(OLEC, "short_name", "shrt_name");
    std::fs::write(copy.path("data/2019/clusters/cyberlago.toml"), b"\xff\xfe").expect("a record");
    let line = ["build", "--only", "niro", "--lang", "de", "--target", "screen"];
    brochure(copy.root(), &line).exits_with(0).stderr_has("E0217").stderr_has("in other chapters left out");
    assert!(copy.path("out/expedition-2019-niro-de-screen.pdf").is_file());
    let other = ["build", "--only", "olec", "--lang", "de", "--target", "screen"];
    brochure(copy.root(), &other).exits_with(1).stderr_has("unknown key `shrt_name`");
    brochure(copy.root(), &["check", "--only", "niro"]).exits_with(0);
    brochure(copy.root(), &["check", "--only", "olec"]).exits_with(1);
}

#[test]
fn what_all_chapters_share_is_always_checked() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.replace(EDITION, "file_name", "fil_name");
    brochure(copy.root(), &["build", "--only", "niro", "--target", "screen"]).exits_with(1).stderr_has("E0104");
}

#[test]
fn warnings_of_other_chapters_and_languages_do_not_count() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.replace(OLEC, "[editorial]\n", "[editorial]\nopen = [\"visit\"]\n");
    brochure(copy.root(), &["check", "--deny-warnings"]).exits_with(1).stderr_has("E0214");
    let run = brochure(copy.root(), &["check", "--only", "niro", "--deny-warnings"]).exits_with(0);
    assert!(!run.stderr.contains("E0214"), "{}", run.stderr);
    brochure(copy.root(), &["check", "--only", "olec", "--deny-warnings"]).exits_with(1).stderr_has("E0214");
}
