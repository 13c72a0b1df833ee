//! `brochure export` and `brochure import`, as they are run.

use std::fs;

use super::book::Book;
use crate::common::{NIRO, ProjectCopy, brochure, files};

#[test]
fn a_workbook_is_written_and_brought_back() {
    let copy = ProjectCopy::of_records();
    let run = brochure(copy.root(), &["export", "figures.xlsx"]).exits_with(0);
    assert_eq!(
        run.stdout,
        "figures.xlsx  8 clusters\nnext: send it, and bring it back with `brochure import figures.xlsx`\n"
    );
    let run = brochure(copy.root(), &["import", "figures.xlsx"]).exits_with(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("nothing has changed\n", ""));
}

#[test]
fn a_workbook_that_somebody_may_have_filled_in_is_not_replaced() {
    let copy = ProjectCopy::of_records();
    copy.write("figures.xlsx", "filled in");
    brochure(copy.root(), &["export", "figures.xlsx"]).exits_with(2).stderr_has("figures.xlsx");
    assert_eq!(copy.read("figures.xlsx"), "filled in");
    brochure(copy.root(), &["export", "figures.xlsx", "--force"]).exits_with(0);
    copy.write("mail/olec-2019.xlsx", "filled in");
    brochure(copy.root(), &["export", "--per-cluster", "mail"]).exits_with(2).stderr_has("olec-2019.xlsx");
    assert_eq!(files(&copy.path("mail")).len(), 1, "nothing is written");
}

#[test]
fn each_cluster_gets_a_workbook_of_its_own() {
    let copy = ProjectCopy::of_records();
    let slugs = ["--cluster", "niro", "olec"];
    brochure(copy.root(), &[&["export", "--per-cluster", "mail", "--lang", "en"][..], &slugs].concat()).exits_with(0);
    let names: Vec<_> = files(&copy.path("mail")).into_keys().collect();
    assert_eq!(names, ["niro-2019.xlsx", "olec-2019.xlsx"]);
    let run = brochure(copy.root(), &["import", "mail/niro-2019.xlsx", "mail/olec-2019.xlsx"]).exits_with(0);
    run.stdout_has("nothing has changed");
    brochure(copy.root(), &["export", "a.xlsx", "--cluster", "nir"])
        .exits_with(2)
        .stderr_has("the edition has no chapter `nir`");
}

/// Changes a count of NIRO in a workbook.
fn change(copy: &ProjectCopy, count: &str) {
    let mut book = Book::open(&fs::read(copy.path("figures.xlsx")).expect("a workbook"));
    book.sheet("Mitglieder").set("niro/members/1", "count", count);
    copy.write("figures.xlsx", book.save());
}

#[test]
fn first_comes_what_would_change_and_then_it_is_written() {
    let copy = ProjectCopy::of_records();
    brochure(copy.root(), &["export", "figures.xlsx"]).exits_with(0);
    change(&copy, "75");
    let before = copy.read(NIRO);
    let line = "niro  Mitgliederzahl 72, 2020-11, Anzahl: 72 → 75  (Mitglieder!C24)\n";
    let run = brochure(copy.root(), &["import", "figures.xlsx", "--dry-run"]).exits_with(0);
    assert_eq!(run.stdout, format!("{line}1 change in 1 record; nothing was written\n"));
    assert_eq!(copy.read(NIRO), before);
    let run = brochure(copy.root(), &["import", "figures.xlsx"]).exits_with(0);
    assert_eq!(run.stdout, format!("{line}1 change in 1 record written\n"));
    assert_eq!(copy.read(NIRO), before.replacen("count = 72", "count = 75", 1));
    change(&copy, "viele");
    let run = brochure(copy.root(), &["import", "figures.xlsx"]).exits_with(1);
    run.stderr_has("error[E0269 cell]: Mitglieder!C24: `viele` is not a number")
        .stderr_has("in: niro members[1].count")
        .stderr_has("help: write digits, such as 72");
}

#[test]
fn a_change_that_is_taken_back_brings_every_byte_back() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "count = 72", "count = 0x48 # seventy-two");
    copy.replace(NIRO, "city = \"Unna\"", "city = \"\\u0055nna\"");
    let before = copy.read(NIRO);
    for (count, city) in [("75", "Köln"), ("72", "Unna")] {
        brochure(copy.root(), &["export", "figures.xlsx", "--force"]).exits_with(0);
        let mut book = Book::open(&fs::read(copy.path("figures.xlsx")).expect("a workbook"));
        book.sheet("Mitglieder").set("niro/members/1", "count", count);
        book.sheet("Cluster").set("niro", "seat.city.de", city);
        book.sheet("Cluster").set("niro", "seat.city.en", city);
        copy.write("figures.xlsx", book.save());
        brochure(copy.root(), &["import", "figures.xlsx"]).exits_with(0);
    }
    assert_eq!(copy.read(NIRO), before);
}

#[test]
fn more_clusters_than_a_book_has_go_out_and_in() {
    let copy = ProjectCopy::of_records();
    let record = copy.read(NIRO);
    let slugs: Vec<_> = (0..60).map(|number| format!("niro-{number}")).collect();
    for slug in &slugs {
        copy.write(&format!("data/2019/clusters/{slug}.toml"), &record);
    }
    copy.keep_chapters(&slugs.iter().map(String::as_str).collect::<Vec<_>>());
    brochure(copy.root(), &["export", "figures.xlsx"]).exits_with(0).stdout_has("60 clusters");
    brochure(copy.root(), &["import", "figures.xlsx"]).exits_with(0).stdout_has("nothing has changed");
}

#[test]
fn a_record_that_is_not_toml_is_told_before_anything_goes_out() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "short_name = ", "short_name ");
    let run = brochure(copy.root(), &["export", "figures.xlsx"]).exits_with(1);
    run.stderr_has("E0101").stderr_has("niro.toml");
    assert!(!copy.path("figures.xlsx").exists());
}

#[test]
fn other_kinds_of_files_and_missing_ones_are_refused() {
    let copy = ProjectCopy::of_records();
    copy.write("figures.csv", "a;b");
    for command in ["export", "import"] {
        let run = brochure(copy.root(), &[command, "figures.csv"]).exits_with(2);
        run.stderr_has("figures.csv is of an unknown kind").stderr_has("the extension says what the file is");
    }
    brochure(copy.root(), &["import", "none.xlsx"]).exits_with(3).stderr_has("cannot read none.xlsx");
    brochure(copy.root(), &["import", "data"]).exits_with(2);
    copy.write("figures.xlsx", "no workbook");
    brochure(copy.root(), &["import", "figures.xlsx"]).exits_with(1).stderr_has("E0271 workbook");
}
