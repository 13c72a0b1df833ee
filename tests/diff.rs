//! What differs between editions, PDFs and revisions, and which kept PDFs are not those of the records.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::common::git::git;
use crate::common::{Copy, Run, brochure};
use serde_json::{Value, json};

const RECORD: &str = "data/2019/clusters/niro.toml";

/// A project with one chapter, which is laid out quickly.
fn repository() -> Copy {
    crate::common::git::repository(&["niro"])
}

/// The output and exit code of a comparison in German.
fn diff(copy: &Copy, line: &[&str], code: i32) -> Run {
    let is_pdf = Path::new(line[0]).extension().is_some();
    let lang: &[&str] = if is_pdf { &[] } else { &["--lang", "de"] };
    Run::of(&brochure(copy.root(), &[&["diff"], lang, line].concat())).ends_with(code)
}

/// The object in the last line, behind those of warnings.
fn object(run: &Run) -> Value {
    serde_json::from_str(run.out.lines().last().expect("a line")).expect("one object")
}

/// The numbers of the pages that differ.
fn pages(run: &Run) -> Vec<u64> {
    let report = object(run);
    let pages = report["documents"][0]["pages"].as_array().expect("pages").clone();
    pages.iter().map(|page| page["new"].as_u64().expect("a number")).collect()
}

/// Makes the letter e of the font for text a little wider.
fn widen(copy: &Copy) {
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
fn a_revision_and_an_unchanged_work_tree_do_not_differ() {
    let copy = repository();
    let index = fs::read(copy.path(".git/index")).expect("an index");
    let run = diff(&copy, &["HEAD", "--report", "report.html"], 0);
    assert_eq!(run.out, "no differences\n");
    assert!(copy.read("report.html").contains("<p>Nothing differs.</p>"));
    // The repository is as it was, and what a hook says of another one does not count.
    assert!(fs::read(copy.path(".git/index")).expect("an index") == index, "the index was touched");
    assert_eq!(git(copy.root(), &["status", "--porcelain"]), "?? report.html\n");
    let hooked = Command::new(env!("CARGO_BIN_EXE_brochure"))
        .args(["diff", "HEAD", "--lang", "de", "--quiet"])
        .current_dir(copy.path("data/2019"))
        .env("GIT_DIR", "elsewhere")
        .env("GIT_INDEX_FILE", "elsewhere/index")
        .status();
    assert_eq!(hooked.expect("a run").code(), Some(0));

    // Notes on fonts are on no page, but in an archive.
    copy.write("fonts/README.md", "Fonts");
    assert!(diff(&copy, &["HEAD", "--quiet"], 0).out.is_empty());
    diff(&copy, &["HEAD", "--target", "archive"], 1).printed("fonts/README.md changed\n");
}

#[test]
fn a_changed_record_is_told_with_its_fields_and_pages() {
    let copy = repository();
    copy.replace(RECORD, "RuhrOst e. V.", "RuhrWest e. V.");
    // A comment and another order say nothing else.
    copy.write(RECORD, &format!("# A comment.\n{}", copy.read(RECORD)));
    let run = diff(&copy, &["HEAD", "--report", "report.html"], 1);
    let expected = "data/2019/clusters/niro.toml\n  official_name (line 4)\n    - Netzwerk Industrie RuhrOst e. V.\n    \
                    + Netzwerk Industrie RuhrWest e. V.\nexpedition-2019-de-screen.pdf: 1 of 16 pages differs: 13\n";
    assert_eq!(run.out, expected);
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
fn a_changed_template_is_told_with_its_pages() {
    let copy = repository();
    copy.replace("templates/theme.typ", "hairline = .35pt", "hairline = .7pt");
    let run = diff(&copy, &["HEAD", "--format", "json"], 1);
    let found = object(&run);
    assert_eq!(
        (&found["records"], &found["files"]),
        (&json!([]), &json!([{ "file": "templates/theme.typ", "state": "changed" }]))
    );
    assert!(pages(&run).len() > 1 && pages(&run).len() < 16, "{}", run.out);
}

#[test]
fn a_changed_font_is_told_with_its_pages() {
    let copy = repository();
    widen(&copy);
    let run = diff(&copy, &["HEAD", "--format", "json"], 1);
    let font = json!([{ "file": "fonts/SourceSans3-Regular.otf", "state": "changed" }]);
    assert_eq!((&object(&run)["records"], &object(&run)["files"]), (&json!([]), &font));
    assert!(pages(&run).len() > 4, "{}", run.out);
}

#[test]
fn of_two_editions_pages_that_are_new_are_told() {
    let copy = repository();
    for name in ["edition.toml", "clusters/niro.toml"] {
        copy.write(&format!("data/2027/{name}"), &copy.read(&format!("data/2019/{name}")));
    }
    let second = fs::read_to_string(crate::common::root().join("data/2019/clusters/olec.toml")).expect("a record");
    copy.write("data/2027/clusters/olec.toml", &second);
    copy.replace("data/2027/edition.toml", "chapters = [\"niro\"]", "chapters = [\"niro\", \"olec\"]");
    let run = diff(&copy, &["2019", "2027", "--report", "report.html"], 1);
    let expected = "data/2027/edition.toml\n  chapters[1] (line 25)\n    + olec\ndata/2027/clusters/olec.toml added\n\
                    expedition-2027-de-screen.pdf: 18 of 20 pages differ: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, \
                    14 new, 15 new, 16 new, 17 new, 18 (was 14), 19 (was 15), 20 (was 16)\n";
    assert_eq!(run.out, expected);
    let report = copy.read("report.html");
    assert_eq!(report.matches("<div class=\"none\">no page</div>").count(), 4);
    assert!(report.contains("<h3>Page 18, before page 14</h3>") && report.contains("<h3>Page 14 is new</h3>"));
    assert!(!report.contains("<h3>Page 12</h3>"), "the story of the first chapter is the same");
}

#[test]
fn two_pdfs_are_compared_by_their_pages() {
    let copy = repository();
    let build = |out: &str| {
        Run::of(&brochure(copy.root(), &["build", "--lang", "de", "--out", out])).ends_with(0);
    };
    build("old");
    let (old, new) = ("old/expedition-2019-de-print.pdf", "new/expedition-2019-de-print.pdf");
    assert_eq!(diff(&copy, &[old, old], 0).out, "no differences\n");
    copy.replace(RECORD, "RuhrOst e. V.", "RuhrWest e. V.");
    build("new");
    assert_eq!(pages(&diff(&copy, &[old, new, "--format", "json"], 1)).len(), 1);
    // A file with other properties and the same pages.
    let date = Command::new(env!("CARGO_BIN_EXE_brochure"))
        .args(["build", "--lang", "de", "--out", "dated", "--quiet"])
        .current_dir(copy.root())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .status();
    assert!(date.expect("a run").success());
    diff(&copy, &[new, "dated/expedition-2019-de-print.pdf"], 1).printed("differ in what is not visible");
    copy.write("no.pdf", "%PDF-1.7\nno more than a head");
    diff(&copy, &[old, "no.pdf"], 3).reported("error: no.pdf is not a readable PDF\n");
    diff(&copy, &["no.pdf", old], 3).reported("error: no.pdf is not a readable PDF\n");
    diff(&copy, &[old, "gone.pdf"], 3).reported("error: cannot read gone.pdf: ");
}

#[test]
fn a_pdf_that_does_harm_is_refused() {
    let copy = repository();
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
    copy.write("good.pdf", &pdf("0 0 5 5 re f", "<< >>", ""));
    copy.write("other.pdf", &pdf("0 0 5 6 re f", "<< >>", ""));
    diff(&copy, &["good.pdf", "other.pdf"], 1).printed("other.pdf: 1 of 1 page differs: 1\n");
    copy.write("deep.pdf", &pdf(&"[".repeat(2_000_000), "<< >>", ""));
    diff(&copy, &["deep.pdf", "good.pdf"], 3).reported("error: deep.pdf has a page 1 that cannot be drawn\n");
    copy.write("deeper.pdf", &pdf("", &"[<</A ".repeat(200_000), ""));
    diff(&copy, &["good.pdf", "deeper.pdf"], 3).reported("error: deeper.pdf is not a readable PDF\n");
}

#[test]
fn the_edition_of_a_revision_is_the_one_that_is_compared() {
    let copy = repository();
    git(copy.root(), &["mv", "data/2019", "data/2020"]);
    crate::common::git::commit(&copy, "another name");
    // Both revisions: the newest edition of the new one, or the one that is asked for.
    diff(&copy, &["HEAD~1", "HEAD"], 3).reported("HEAD~1 (").reported("has no data/2020").reported("editions 2019");
    let same = diff(&copy, &["HEAD", ":/another", "--edition", "2020"], 0);
    assert_eq!(same.out, "no differences\n");
    // An edition beside a revision: the same one.
    diff(&copy, &["2020", "HEAD"], 0);
    // Attributes that are not committed change nothing of a revision.
    copy.write(".gitattributes", "*.toml text eol=crlf\n");
    diff(&copy, &["HEAD"], 0);
}

#[test]
fn what_cannot_be_compared_is_said() {
    let copy = repository();
    diff(&copy, &["nowhere"], 2).reported("`nowhere` is not a PDF, an edition or a Git revision").reported("2019");
    diff(&copy, &["2019"], 2).reported("`2019` has nothing to be compared with");
    copy.write("a.pdf", "%PDF");
    diff(&copy, &["2019", "a.pdf"], 2).reported("a PDF can only be compared with another PDF");
    copy.replace(RECORD, "short_name", "short_nam");
    let run = diff(&copy, &["HEAD"], 3);
    run.reported("error: the work tree cannot be compared, because it cannot be built")
        .reported("error[E0104 unknown-key]");
    fs::rename(copy.path("data/2019"), copy.path("data/2020")).expect("an edition");
    diff(&copy, &["HEAD"], 3)
        .reported("has no data/2020")
        .reported("it has the editions 2019: name one with --edition");
    fs::remove_dir_all(copy.path(".git")).expect("a repository");
    diff(&copy, &["HEAD"], 3).reported("git cannot write the files of `HEAD`");
}

/// A check of the kept PDFs, and how it ends.
fn check(copy: &Copy, line: &[&str], code: i32) -> Run {
    Run::of(&brochure(copy.root(), &[&["build", "--check", "--lang", "de"], line].concat())).ends_with(code)
}

fn build(copy: &Copy) {
    Run::of(&brochure(copy.root(), &["build", "--lang", "de"])).ends_with(0);
}

fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.map(|path| (path.display().to_string(), fs::read(path).expect("a file"))).collect();
    files.sort();
    files
}

#[test]
fn kept_pdfs_are_checked_against_the_records() {
    let copy = repository();
    let name = "out/expedition-2019-de-print.pdf";
    check(&copy, &[], 1)
        .reported(&format!("error: {name} is missing\n"))
        .reported("run `brochure build` to write the files");
    assert!(!copy.path("out").exists(), "a check writes nothing");
    build(&copy);
    let kept = snapshot(&copy.path("out"));
    assert_eq!(check(&copy, &[], 0).out, "1 file in out matches the records\n");
    assert!(check(&copy, &["--quiet"], 0).out.is_empty());

    copy.replace(RECORD, "RuhrOst e. V.", "RuhrWest e. V.");
    let found = object(&check(&copy, &["--format", "json"], 1));
    assert_eq!((&found["version"], &found["same"]), (&json!(1), &json!(false)));
    let file = &found["files"][0];
    assert_eq!((&file["file"], &file["state"]), (&json!(name), &json!("different")));
    let page = file["page"].as_u64().expect("a page");
    let differs = format!("{name} does not match the records: page {page} is the first that looks different\n");
    check(&copy, &[], 1).reported(&format!("error: {differs}"));
    check(&copy, &["--format", "github"], 1).printed(&format!("::error file={name},title=kept PDF::{differs}"));
    assert_eq!(snapshot(&copy.path("out")), kept, "a check writes nothing");

    build(&copy);
    check(&copy, &[], 0);
    copy.replace("templates/theme.typ", "hairline = .35pt", "hairline = .7pt");
    check(&copy, &[], 1).reported("is the first that looks different");
    build(&copy);
    widen(&copy);
    check(&copy, &[], 1).reported("is the first that looks different");
    build(&copy);
    check(&copy, &[], 0);

    let dated = fs::read(copy.path(name)).expect("a PDF");
    fs::write(copy.path(name), [dated.as_slice(), b"% more\n"].concat()).expect("a PDF");
    check(&copy, &[], 1).reported(&format!("{name} does not match the records, although all pages look the same"));
    copy.write(name, "no PDF");
    check(&copy, &[], 1).reported(&format!("{name} is not a readable PDF"));
    fs::remove_file(copy.path(name)).expect("a PDF");
    fs::create_dir(copy.path(name)).expect("a folder");
    check(&copy, &[], 1).reported(&format!("{name} is not a readable PDF"));
    copy.replace(RECORD, "short_name", "short_nam");
    check(&copy, &[], 1).reported("error[E0104 unknown-key]");
}
