//! Two states of an edition, and two editions.

use std::fs;
use std::process::Command;

use serde_json::json;

use super::{diff, object, one_chapter, pages, tiny_pages, widen};
use crate::common::git::{commit, git};
use crate::common::{BROCHURE, NIRO, root};

#[test]
fn an_unchanged_work_tree_does_not_differ_from_its_revision() {
    let copy = tiny_pages();
    let index = fs::read(copy.path(".git/index")).expect("an index");
    let run = diff(&copy, &["HEAD", "--report", "report.html"], 0);
    assert_eq!(run.stdout, "no differences\n");
    assert!(copy.read("report.html").contains("<p>Nothing differs.</p>"));
    // The repository is as it was, and another one that a hook names does not count.
    assert!(fs::read(copy.path(".git/index")).expect("an index") == index, "the index was touched");
    assert_eq!(git(copy.root(), &["status", "--porcelain"]), "?? report.html\n");
    let hooked = Command::new(BROCHURE)
        .args(["diff", "HEAD", "--lang", "de", "--quiet"])
        .current_dir(copy.path("data/2019"))
        .env("GIT_DIR", "elsewhere")
        .env("GIT_INDEX_FILE", "elsewhere/index")
        .status();
    assert_eq!(hooked.expect("a run").code(), Some(0));

    // The README of the fonts is on no page, but in an archive.
    copy.write("fonts/README.md", "Fonts");
    assert!(diff(&copy, &["HEAD", "--quiet"], 0).stdout.is_empty());
    diff(&copy, &["HEAD", "--target", "archive"], 1).stdout_has("fonts/README.md changed\n");
}

#[test]
fn a_changed_record_is_listed_with_its_fields_and_pages() {
    let copy = one_chapter();
    copy.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    // A comment changes nothing.
    copy.write(NIRO, format!("# A comment.\n{}", copy.read(NIRO)));
    let run = diff(&copy, &["HEAD", "--report", "report.html"], 1);
    let expected = "data/2019/clusters/niro.toml\n  official_name (line 4)\n    - Netzwerk Industrie RuhrOst e. V.\n    \
                    + Netzwerk Industrie RuhrWest e. V.\nexpedition-2019-de-screen.pdf: 1 of 20 pages differs: 13\n";
    assert_eq!(run.stdout, expected);
    let report = copy.read("report.html");
    assert_eq!(report.matches("<img ").count(), 2);
    assert!(report.contains("<del>RuhrOst</del>") && report.contains("<ins>RuhrWest</ins>"));
    assert!(!report.contains("http") && !report.contains("<script"), "the report needs nothing beside itself");
    assert_eq!(report.matches("src=\"data:image/webp;base64,").count(), 2);
    let found = object(&diff(&copy, &["HEAD", "--format", "json"], 1));
    assert_eq!((&found["version"], &found["differs"], &found["files"]), (&json!(1), &json!(true), &json!([])));
    let field = &found["records"][0]["fields"][0];
    assert_eq!(field["field"], "official_name");
    assert_eq!(field["old"], "Netzwerk Industrie RuhrOst e. V.");
    assert_eq!(field["new"], "Netzwerk Industrie RuhrWest e. V.");
}

#[test]
fn a_changed_template_is_listed_with_its_pages() {
    let copy = one_chapter();
    copy.replace(
        "templates/theme.typ",
        "note-strong: (font: sans, size: 7.6pt",
        "note-strong: (font: sans, size: 7.7pt",
    );
    let run = diff(&copy, &["HEAD", "--format", "json"], 1);
    let found = object(&run);
    assert_eq!(
        (&found["records"], &found["files"]),
        (&json!([]), &json!([{ "file": "templates/theme.typ", "state": "changed" }]))
    );
    assert!(pages(&run).len() > 1 && pages(&run).len() < 16, "{}", run.stdout);
}

#[test]
fn a_changed_font_is_listed_with_its_pages() {
    let copy = tiny_pages();
    widen(&copy);
    let run = diff(&copy, &["HEAD", "--format", "json"], 1);
    let font = json!([{ "file": "fonts/SourceSans3-Regular.otf", "state": "changed" }]);
    assert_eq!((&object(&run)["records"], &object(&run)["files"]), (&json!([]), &font));
    // Those with an e.
    assert_eq!(pages(&run), [3, 4], "{}", run.stdout);
}

#[test]
fn new_pages_of_a_second_edition_are_listed() {
    let copy = one_chapter();
    for name in ["edition.toml", "clusters/niro.toml"] {
        copy.write(&format!("data/2027/{name}"), copy.read(&format!("data/2019/{name}")));
    }
    let second = fs::read_to_string(root().join("tests/fixtures/edition/clusters/olec.toml")).expect("a record");
    copy.write("data/2027/clusters/olec.toml", &second);
    copy.replace("data/2027/edition.toml", "chapters = [\"niro\"]", "chapters = [\"niro\", \"olec\"]");
    let run = diff(&copy, &["2019", "2027", "--report", "report.html"], 1);
    let expected = "data/2027/edition.toml\n  chapters[1] (line 25)\n    + olec\ndata/2027/clusters/olec.toml added\n\
                    expedition-2027-de-screen.pdf: 19 of 24 pages differ: 1, 2, 3, 8, 9, 10, 11, 13, 14 new, \
                    15 new, 16 new, 17 new, 18 (was 14), 19 (was 15), 20 (was 16), 21 (was 17), 22 (was 18), \
                    23 (was 19), 24 (was 20)\n";
    assert_eq!(run.stdout, expected);
    let report = copy.read("report.html");
    assert_eq!(report.matches("<div class=\"none\">no page</div>").count(), 4);
    assert!(report.contains("<h3>Page 18, before page 14</h3>") && report.contains("<h3>Page 14 is new</h3>"));
    assert!(!report.contains("<h3>Page 12</h3>"), "the life strip of the first chapter is the same");
}

#[test]
fn the_edition_of_each_revision_is_compared() {
    let copy = tiny_pages();
    git(copy.root(), &["mv", "data/2019", "data/2020"]);
    commit(&copy, "another name");
    // Of two revisions: the newest edition of the new one, or the one that is named.
    diff(&copy, &["HEAD~1", "HEAD"], 3)
        .stderr_has("HEAD~1 (")
        .stderr_has("has no data/2020")
        .stderr_has("editions 2019");
    let same = diff(&copy, &["HEAD", ":/another", "--edition", "2020"], 0);
    assert_eq!(same.stdout, "no differences\n");
    // Of an edition and a revision: this edition.
    diff(&copy, &["2020", "HEAD"], 0);
    // Attributes that are not committed do not change a revision.
    copy.write(".gitattributes", "*.toml text eol=crlf\n");
    diff(&copy, &["HEAD"], 0);
}
