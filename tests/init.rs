//! From an empty folder to a brochure: a project, the next edition, a new chapter.

use std::fs;
use std::path::Path;

use crate::common::{NIRO, ProjectCopy, bare_text, brochure, built_page_texts, files_below};
use brochure::Language;

fn replace(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).expect("a file");
    assert!(text.contains(from), "{} does not hold {from:?}", path.display());
    fs::write(path, text.replacen(from, to, 1)).expect("a file");
}

#[test]
fn from_an_empty_folder_to_the_next_edition() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    brochure(root, &["init", ".", "--edition", "2027"]).exits_with(0);
    let check = brochure(root, &["check", "2027"]).exits_with(0);
    // Two chapters are few, and each of the three files holds texts of the example.
    check.stderr_has("4 warnings").stderr_has("E0206");
    assert_eq!(check.stderr.matches("E0226 placeholder").count(), 3, "{}", check.stderr);

    let next = brochure(root, &["new", "edition", "2028", "--from", "2027"]).exits_with(0);
    next.stdout_has("data/2028  2 records");
    let check = brochure(root, &["check", "2028"]).exits_with(0);
    check.stderr_has("more than 120 members is from November 2024, more than 3 years before this edition");
    check.stderr_has("`story` has not been written for this edition").stderr_has("E0214 open-place");

    brochure(root, &["new", "cluster", "hafen-west", "--edition", "2028"]).exits_with(0);
    let record = root.join("data/2028/clusters/hafen-west.toml");
    replace(&record, "short_name = \"Hafen West\"", "short_name = \"Verbund der Häfen\"");
    replace(&record, "city = \"Musterstadt\"", "city = \"Emden\"\nland = \"NI\"\nlatitude = 53.37\nlongitude = 7.21");
    replace(&record, "city = \"Emden\"", "citty = \"Emden\"");
    let check = brochure(root, &["check"]).exits_with(1);
    check.stderr_has("hafen-west.toml:").stderr_has("did you mean `city`?");
    replace(&record, "citty", "city");
    brochure(root, &["check", "--pages", "--quiet"]).exits_with(0);
    assert!(!root.join("out").exists(), "a check writes nothing");

    let build = brochure(root, &["build", "--lang", "de"]).exits_with(0);
    build.stdout_has("brochure-2028-de-print.pdf");
    assert!(fs::read(root.join("out/brochure-2028-de-print.pdf")).expect("a PDF").starts_with(b"%PDF-1.6"));
    let text = built_page_texts(root, "2028", Language::De, None).concat();
    for part in ["Verbund der Häfen", "Musterverbund Nord", "Musterverbund Süd"] {
        assert!(bare_text(&text).contains(&bare_text(part)), "{part} is not in the PDF");
    }
}

#[test]
fn a_new_edition_has_one_example_chapter() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    brochure(root, &["init"]).exits_with(0);
    brochure(root, &["new", "edition", "reise-2031"]).exits_with(0);
    let edition = fs::read_to_string(root.join("data/reise-2031/edition.toml")).expect("an edition");
    assert!(edition.contains("as_of = 2031-01-01") && edition.contains("chapters = [\"musterverbund-nord\"]"));
    let build = brochure(root, &["build", "reise-2031"]).exits_with(0);
    build.stdout_has("brochure-reise-2031-en-print.pdf");
}

#[test]
fn the_shipped_edition_can_be_followed_by_another() {
    let copy = ProjectCopy::new();
    brochure(copy.root(), &["new", "edition", "2027", "--from", "2019"]).exits_with(0);
    let check = brochure(copy.root(), &["check", "2027", "--format", "short"]).exits_with(0);
    check.stderr_has("the count of 72 members is from 30 May 2022, more than 4 years before this edition");

    let before = copy.read(NIRO);
    let after = copy.read("data/2027/clusters/niro.toml");
    for gone in ["[visit]", "[story]", "[headline]", "Am 2. November 2006 gründeten"] {
        assert!(before.contains(gone) && !after.contains(gone), "{gone}");
    }
    for kept in [
        "# The city centre, rounded to about 1 km; not an address.",
        "# No figure is known for 2019, the year of the tour.",
        "[[founded]]",
        "website = \"https://www.ni-ro.de\"",
        "fields = [\"production\", \"metal\", \"electrical\"]",
        "date = 2022-05-30\nsource = \"niro-board-2022\"\ncarried_over = true",
    ] {
        assert!(after.contains(kept), "{kept}\n{after}");
    }
    assert!(
        after.contains(
            "\n# visit, headline, standfirst, pull, story: to be written for 2027; see [editorial] open.\n\n[[topics]]"
        ),
        "{after}"
    );
    brochure(copy.root(), &["check", "2027", "--quiet"]).exits_with(0);
}

#[test]
fn nothing_is_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    fs::write(root.join("README.md"), "mine").expect("a file");
    brochure(root, &["init"]).exits_with(2).stderr_has("README.md already exists");
    assert_eq!(files_below(root).len(), 1, "none of the files is written");

    fs::remove_file(root.join("README.md")).expect("removed");
    brochure(root, &["init", "--edition", "2027"]).exits_with(0);
    let before = files_below(root);
    brochure(root, &["init", "--edition", "2027"]).exits_with(2);
    brochure(root, &["new", "edition", "2027"]).exits_with(2).stderr_has("data/2027 already exists");
    brochure(root, &["new", "edition", "2027", "--from", "2027"]).exits_with(2);
    brochure(root, &["new", "cluster", "musterverbund-nord"]).exits_with(2);
    for name in ["../x", "a/b", "", "geo", "profiles"] {
        brochure(root, &["new", "edition", name]).exits_with(2);
    }
    brochure(root, &["new", "cluster", "Groß"]).exits_with(2).stderr_has("lower-case letters");
    assert!(files_below(root) == before, "a file was changed");
}

#[test]
fn a_new_chapter_keeps_the_comments_of_the_edition_file() {
    let text = "# head\nchapters = [\n  \"a\", # first\n  \"b\",\n]\n\n[tour] # dates\nfrom = 2019\n";
    let added = brochure::internals::add_chapter(text, "c").expect("a list");
    assert_eq!(added, "# head\nchapters = [\n  \"a\", # first\n  \"b\",\n  \"c\",\n]\n\n[tour] # dates\nfrom = 2019\n");
    let added = brochure::internals::add_chapter("chapters = [\"a\"] # order\n", "c").expect("a list");
    assert_eq!(added, "chapters = [\"a\", \"c\"] # order\n");
}
