//! Differences between editions, PDFs and revisions, and committed PDFs that are out of date.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::git::{commit, git, repository};
use crate::common::{BROCHURE, NIRO, ProjectCopy, Run, brochure, files, root};
use serde_json::{Value, json};

/// Makes a repository of the project with one chapter.
fn one_chapter() -> ProjectCopy {
    repository(ProjectCopy::with_one_chapter())
}

/// Makes a repository whose edition has four pages.
fn tiny_pages() -> ProjectCopy {
    repository(ProjectCopy::with_tiny_pages())
}

/// Compares the German pages.
fn diff(copy: &ProjectCopy, line: &[&str], code: i32) -> Run {
    let is_pdf = Path::new(line[0]).extension().is_some();
    let lang: &[&str] = if is_pdf { &[] } else { &["--lang", "de"] };
    brochure(copy.root(), &[&["diff"], lang, line].concat()).exits_with(code)
}

/// Returns the object in the last line, after those of warnings.
fn object(run: &Run) -> Value {
    serde_json::from_str(run.stdout.lines().last().expect("a line")).expect("one object")
}

/// Returns the numbers of the pages that differ.
fn pages(run: &Run) -> Vec<u64> {
    let report = object(run);
    let pages = report["documents"][0]["pages"].as_array().expect("pages").clone();
    pages.iter().map(|page| page["new"].as_u64().expect("a number")).collect()
}

/// Makes the letter e of the font for text a little wider.
fn widen(copy: &ProjectCopy) {
    let path = copy.path("fonts/SourceSans3-Regular.otf");
    let mut font = fs::read(&path).expect("a font");
    let face = ttf_parser::Face::parse(&font, 0).expect("a font");
    let glyph = usize::from(face.glyph_index('e').expect("a glyph").0);
    let widths = face.raw_face().table(ttf_parser::Tag::from_bytes(b"hmtx")).expect("widths");
    let place = widths.as_ptr() as usize - font.as_ptr() as usize + glyph * 4 + 1;
    font[place] += 9;
    fs::write(path, font).expect("a font");
}

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
                    + Netzwerk Industrie RuhrWest e. V.\nexpedition-2019-de-screen.pdf: 1 of 16 pages differs: 13\n";
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
    copy.replace("templates/theme.typ", "hairline = .35pt", "hairline = .7pt");
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
    let second = fs::read_to_string(root().join("data/2019/clusters/olec.toml")).expect("a record");
    copy.write("data/2027/clusters/olec.toml", &second);
    copy.replace("data/2027/edition.toml", "chapters = [\"niro\"]", "chapters = [\"niro\", \"olec\"]");
    let run = diff(&copy, &["2019", "2027", "--report", "report.html"], 1);
    let expected = "data/2027/edition.toml\n  chapters[1] (line 25)\n    + olec\ndata/2027/clusters/olec.toml added\n\
                    expedition-2027-de-screen.pdf: 18 of 20 pages differ: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, \
                    14 new, 15 new, 16 new, 17 new, 18 (was 14), 19 (was 15), 20 (was 16)\n";
    assert_eq!(run.stdout, expected);
    let report = copy.read("report.html");
    assert_eq!(report.matches("<div class=\"none\">no page</div>").count(), 4);
    assert!(report.contains("<h3>Page 18, before page 14</h3>") && report.contains("<h3>Page 14 is new</h3>"));
    assert!(!report.contains("<h3>Page 12</h3>"), "the story of the first chapter is the same");
}

#[test]
fn two_pdfs_are_compared_by_their_pages() {
    let copy = tiny_pages();
    let build = |out: &str| {
        brochure(copy.root(), &["build", "--lang", "de", "--out", out]).exits_with(0);
    };
    build("old");
    let (old, new) = ("old/expedition-2019-de-print.pdf", "new/expedition-2019-de-print.pdf");
    assert_eq!(diff(&copy, &[old, old], 0).stdout, "no differences\n");
    copy.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    build("new");
    assert_eq!(pages(&diff(&copy, &[old, new, "--format", "json"], 1)).len(), 1);
    // A file with another date has the same pages.
    let date = Command::new(BROCHURE)
        .args(["build", "--lang", "de", "--out", "dated", "--quiet"])
        .current_dir(copy.root())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .status();
    assert!(date.expect("a run").success());
    diff(&copy, &[new, "dated/expedition-2019-de-print.pdf"], 1).stdout_has("differ in what is not visible");
    copy.write("no.pdf", "%PDF-1.7\nno more than a head");
    diff(&copy, &[old, "no.pdf"], 3).stderr_has("error: no.pdf is not a readable PDF\n");
    diff(&copy, &["no.pdf", old], 3).stderr_has("error: no.pdf is not a readable PDF\n");
    diff(&copy, &[old, "gone.pdf"], 3).stderr_has("error: cannot read gone.pdf: ");
}

#[test]
fn a_harmful_pdf_is_refused() {
    let copy = ProjectCopy::of_records();
    let object = |number: usize, text: &str| format!("{number} 0 obj {text} endobj\n");
    let pdf = |content: &str, resources: &str, more: &str| {
        let objects = [
            object(1, "<< /Type /Catalog /Pages 2 0 R >>"),
            object(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            object(
                3,
                &format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources {resources} >>"),
            ),
            object(4, &format!("<< /Length {} >> stream\n{content}\nendstream", content.len())),
        ];
        format!("%PDF-1.7\n{}{more}trailer << /Root 1 0 R /Size 9 >>\n%%EOF\n", objects.concat())
    };
    copy.write("good.pdf", pdf("0 0 5 5 re f", "<< >>", ""));
    copy.write("other.pdf", pdf("0 0 5 6 re f", "<< >>", ""));
    diff(&copy, &["good.pdf", "other.pdf"], 1).stdout_has("other.pdf: 1 of 1 page differs: 1\n");
    copy.write("deep.pdf", pdf(&"[".repeat(2_000_000), "<< >>", ""));
    diff(&copy, &["deep.pdf", "good.pdf"], 3).stderr_has("error: deep.pdf has a page 1 that cannot be drawn\n");
    copy.write("deeper.pdf", pdf("", &"[<</A ".repeat(200_000), ""));
    diff(&copy, &["good.pdf", "deeper.pdf"], 3).stderr_has("error: deeper.pdf is not a readable PDF\n");
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

#[test]
fn what_cannot_be_compared_is_reported() {
    let copy = tiny_pages();
    diff(&copy, &["nowhere"], 2).stderr_has("`nowhere` is not a PDF, an edition or a Git revision").stderr_has("2019");
    diff(&copy, &["2019"], 2).stderr_has("`2019` has nothing to be compared with");
    copy.write("a.pdf", "%PDF");
    diff(&copy, &["2019", "a.pdf"], 2).stderr_has("a PDF can only be compared with another PDF");
    copy.replace(NIRO, "short_name", "short_nam");
    let run = diff(&copy, &["HEAD"], 3);
    run.stderr_has("error: the work tree cannot be compared, because it cannot be built")
        .stderr_has("error[E0104 unknown-key]");
    fs::rename(copy.path("data/2019"), copy.path("data/2020")).expect("an edition");
    diff(&copy, &["HEAD"], 3)
        .stderr_has("has no data/2020")
        .stderr_has("it has the editions 2019: name one with --edition");
    fs::remove_dir_all(copy.path(".git")).expect("a repository");
    diff(&copy, &["HEAD"], 3).stderr_has("git cannot write the files of `HEAD`");
}

/// Checks the committed PDFs.
fn check(copy: &ProjectCopy, line: &[&str], code: i32) -> Run {
    brochure(copy.root(), &[&["build", "--check", "--lang", "de"], line].concat()).exits_with(code)
}

fn build(copy: &ProjectCopy) {
    brochure(copy.root(), &["build", "--lang", "de"]).exits_with(0);
}

#[test]
fn committed_pdfs_are_checked_against_the_records() {
    let copy = tiny_pages();
    let name = "out/expedition-2019-de-print.pdf";
    check(&copy, &[], 1)
        .stderr_has(&format!("error: {name} is missing\n"))
        .stderr_has("run `brochure build` to write the files");
    assert!(!copy.path("out").exists(), "a check writes nothing");
    build(&copy);
    let kept = files(&copy.path("out"));
    assert_eq!(check(&copy, &[], 0).stdout, "1 file in out matches the records\n");
    assert!(check(&copy, &["--quiet"], 0).stdout.is_empty());

    copy.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    let found = object(&check(&copy, &["--format", "json"], 1));
    assert_eq!((&found["version"], &found["same"]), (&json!(1), &json!(false)));
    let file = &found["files"][0];
    assert_eq!((&file["file"], &file["state"]), (&json!(name), &json!("different")));
    let page = file["page"].as_u64().expect("a page");
    let differs = format!("{name} does not match the records: page {page} is the first that looks different\n");
    check(&copy, &[], 1).stderr_has(&format!("error: {differs}"));
    check(&copy, &["--format", "github"], 1).stdout_has(&format!("::error file={name},title=kept PDF::{differs}"));
    assert_eq!(files(&copy.path("out")), kept, "a check writes nothing");

    build(&copy);
    check(&copy, &[], 0);
    copy.replace("templates/main.typ", "dx: 40mm", "dx: 41mm");
    check(&copy, &[], 1).stderr_has("is the first that looks different");
    build(&copy);
    widen(&copy);
    check(&copy, &[], 1).stderr_has("is the first that looks different");
    build(&copy);
    check(&copy, &[], 0);

    let dated = fs::read(copy.path(name)).expect("a PDF");
    fs::write(copy.path(name), [dated.as_slice(), b"% more\n"].concat()).expect("a PDF");
    check(&copy, &[], 1).stderr_has(&format!("{name} does not match the records, although all pages look the same"));
    copy.write(name, "no PDF");
    check(&copy, &[], 1).stderr_has(&format!("{name} is not a readable PDF"));
    fs::remove_file(copy.path(name)).expect("a PDF");
    fs::create_dir(copy.path(name)).expect("a folder");
    check(&copy, &[], 1).stderr_has(&format!("{name} is not a readable PDF"));
    copy.replace(NIRO, "short_name", "short_nam");
    check(&copy, &[], 1).stderr_has("error[E0104 unknown-key]");
}
