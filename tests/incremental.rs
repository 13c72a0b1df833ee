//! Files that are up to date are not built again; and what a build reports to other programs.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::common::{NIRO, ProjectCopy, Run, brochure};
use brochure::Language;
use brochure::pipeline::{DeliverError, Destination, Options, Step, deliver};

const PDF: &str = "out/expedition-2019-de-print.pdf";

fn build(copy: &ProjectCopy, more: &[&str]) -> Run {
    let line = [&["build", "--lang", "de"], more].concat();
    brochure(copy.root(), &line).exits_with(0)
}

/// Runs a build, and returns whether it has nothing to do.
fn is_up_to_date(copy: &ProjectCopy, more: &[&str]) -> bool {
    build(copy, more).stdout.starts_with("nothing to do: the file in out/ is up to date\n")
}

fn hash(path: &Path) -> String {
    brochure::internals::sha256_hex(fs::read(path).expect("a file"))
}

#[test]
fn files_that_are_up_to_date_are_not_built_again() {
    let copy = ProjectCopy::with_tiny_pages();
    assert!(!is_up_to_date(&copy, &[]), "no file was there");
    let first = hash(&copy.path(PDF));
    assert!(is_up_to_date(&copy, &[]));
    // Time stamps do not count, only content does.
    let file = fs::File::options().write(true).open(copy.path(NIRO)).expect("a record");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1)).expect("a time");
    assert!(is_up_to_date(&copy, &[]));
    // A build with other arguments does not make the first out of date.
    assert!(!is_up_to_date(&copy, &["--only", "niro"]));
    assert!(is_up_to_date(&copy, &[]));
    assert!(!is_up_to_date(&copy, &["--force"]));
    assert_eq!(hash(&copy.path(PDF)), first);
    // The files in the folder are compared as well.
    fs::write(copy.path(PDF), "no PDF").expect("a file");
    assert!(!is_up_to_date(&copy, &[]));
    assert_eq!(hash(&copy.path(PDF)), first);
    fs::remove_dir_all(copy.path(".brochure-cache")).expect("a cache");
    assert!(!is_up_to_date(&copy, &[]), "the cache may be deleted at any time");
}

#[test]
fn a_change_of_any_file_that_was_read_causes_a_build() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.write("words.txt", "");
    copy.replace("templates/main.typ", "#let sum", "#let extra = read(\"/words.txt\")\n#let sum");
    build(&copy, &[]);
    let changes: [(&str, &dyn Fn()); 5] = [
        ("a record", &|| copy.replace(NIRO, "RuhrOst", "RuhrWest")),
        ("a template", &|| copy.replace("templates/theme.typ", "hairline = .35pt", "hairline = .4pt")),
        ("a word", &|| copy.replace("templates/words/de.toml", "contents = \"Inhalt\"", "contents = \"Übersicht\"")),
        ("a file elsewhere that a template reads", &|| copy.write("words.txt", "changed")),
        ("a new profile", &|| {
            let profile = copy.path("data/profiles/FOGRA39L_coated.icc");
            fs::copy(&profile, profile.with_file_name("other.icc")).expect("a profile");
        }),
    ];
    for (what, change) in changes {
        assert!(is_up_to_date(&copy, &[]), "before the change of {what}");
        change();
        assert!(!is_up_to_date(&copy, &[]), "after the change of {what}");
    }
}

#[test]
fn files_that_change_while_they_are_built_are_not_written() {
    let copy = ProjectCopy::with_tiny_pages();
    let (out, cache) = (copy.path("out"), copy.path(".brochure-cache"));
    let destination = Destination { out, cache, force: false, deny_warnings: false };
    let options = Options { languages: vec![Language::De], ..Options::default() };
    let change = |step| {
        // The records have been read by then.
        if matches!(step, Step::Typeset(_)) {
            copy.replace(NIRO, "RuhrOst", "RuhrWest");
        }
    };
    let delivery = deliver(&copy.project(), Path::new("data/2019"), &options, &destination, &change);
    assert!(matches!(delivery, Err(DeliverError::Changed)), "{delivery:?}");
    assert!(!copy.path("out").exists());
}

#[test]
fn warnings_are_shown_by_every_build() {
    let copy = ProjectCopy::with_tiny_pages();
    fs::copy(copy.path(NIRO), copy.path("data/2019/clusters/more.toml")).expect("a record");
    for _ in 0..2 {
        build(&copy, &[]).stderr_has("E0304");
    }
}

#[test]
fn the_hashes_of_all_files_are_beside_them() {
    let copy = ProjectCopy::with_tiny_pages();
    build(&copy, &[]);
    build(&copy, &["--only", "niro"]);
    let list = copy.read("out/SHA256SUMS");
    let lines: Vec<_> = list.lines().map(|line| line.split_once("  ").expect("a line")).collect();
    let names = ["expedition-2019-de-print.pdf", "expedition-2019-niro-de-print.pdf"];
    assert_eq!(lines.iter().map(|(_, name)| *name).collect::<Vec<_>>(), names);
    for (sum, name) in lines {
        assert_eq!(hash(&copy.path("out").join(name)), sum, "{name}");
    }
}

#[test]
fn a_build_reports_its_files_as_one_object() {
    let copy = ProjectCopy::with_tiny_pages();
    let report = || -> serde_json::Value {
        let run = build(&copy, &["--format", "json"]);
        serde_json::from_str(run.stdout.trim()).expect("one object")
    };
    let first = report();
    assert_eq!((&first["version"], &first["made"], &first["warnings"]), (&1.into(), &true.into(), &0.into()));
    let file = &first["files"][0];
    assert_eq!(file["file"], PDF);
    assert_eq!((&file["language"], &file["target"], &file["pages"]), (&"de".into(), &"print".into(), &4.into()));
    assert_eq!(file["sha256"], hash(&copy.path(PDF)));
    assert_eq!(file["bytes"], fs::metadata(copy.path(PDF)).expect("a file").len());
    assert!(file["seconds"].is_number() && first["seconds"].is_number());
    let second = report();
    assert_eq!((&second["made"], &second["files"][0]["sha256"]), (&false.into(), &file["sha256"]));
    assert!(second["files"][0]["seconds"].is_null());
}

#[test]
fn a_rule_for_make_names_the_files_that_were_read() {
    let copy = ProjectCopy::with_one_chapter();
    copy.add_photos();
    for _ in 0..2 {
        build(&copy, &["--deps", "out/brochure.d"]);
        let rule = copy.read("out/brochure.d");
        assert!(rule.starts_with(&format!("{PDF}: \\\n  ")), "{rule}");
        for name in [
            NIRO,
            "data/2019/pictures/head.jpg",
            "data/profiles/FOGRA39L_coated.icc",
            "fonts/SourceSans3-Regular.otf",
            "templates/pages/cover.typ",
        ] {
            assert!(rule.lines().any(|line| line.trim().trim_end_matches(" \\") == name), "{name}:\n{rule}");
        }
        fs::remove_file(copy.path("out/brochure.d")).expect("a rule");
    }
}

#[test]
fn the_doctor_shows_what_files_depend_on() {
    let copy = ProjectCopy::new();
    let run = brochure(copy.root(), &["doctor"]).exits_with(0);
    run.stdout_has("with Typst 0.15").stdout_has("editions   2019\n").stdout_has("from SOURCE_DATE_EPOCH");
    let font = hash(&copy.path("fonts/SourceSans3-Regular.otf"));
    run.stdout_has(&format!("{}  fonts/SourceSans3-Regular.otf\n", &font[..16]));
    run.stdout_has("  data/profiles/FOGRA39L_coated.icc\n");
    fs::remove_dir_all(copy.path("data/profiles")).expect("profiles");
    brochure(copy.root(), &["doctor"]).exits_with(1).stdout_has("missing    a profile;");
}
