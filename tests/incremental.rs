//! A build of what was built before does nothing, and says so; the report of a build for programs.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use crate::common::{Copy, Run, brochure};

const PDF: &str = "out/expedition-2019-de-print.pdf";

fn build(copy: &Copy, more: &[&str]) -> Run {
    let line = [&["build", "--lang", "de"], more].concat();
    Run::of(&brochure(copy.root(), &line)).ends_with(0)
}

/// Whether a build has nothing to do.
fn is_left(copy: &Copy, more: &[&str]) -> bool {
    build(copy, more).out.starts_with("nothing to do: the file in out/ is up to date\n")
}

fn hash(path: &Path) -> String {
    brochure::internals::sha256_hex(fs::read(path).expect("a file"))
}

#[test]
fn what_has_not_changed_is_not_made_again() {
    let copy = Copy::new();
    assert!(!is_left(&copy, &[]), "nothing was there");
    let first = hash(&copy.path(PDF));
    assert!(is_left(&copy, &[]));
    // Time stamps do not count, content does.
    let record = copy.path("data/2019/clusters/niro.toml");
    let file = fs::File::options().write(true).open(&record).expect("a record");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1)).expect("a time");
    assert!(is_left(&copy, &[]));
    // Another request is another build; the first stays as it was.
    assert!(!is_left(&copy, &["--only", "niro"]));
    assert!(is_left(&copy, &[]));
    assert!(!is_left(&copy, &["--force"]));
    assert_eq!(hash(&copy.path(PDF)), first);
    // So does what lies in the folder.
    fs::write(copy.path(PDF), "no PDF").expect("a file");
    assert!(!is_left(&copy, &[]));
    assert_eq!(hash(&copy.path(PDF)), first);
    fs::remove_dir_all(copy.path(".brochure-cache")).expect("a cache");
    assert!(!is_left(&copy, &[]), "the cache may be deleted at any time");
}

#[test]
fn what_has_changed_anywhere_is_made_again() {
    let copy = Copy::new();
    copy.write("words.txt", "");
    copy.replace("templates/main.typ", "#let whole-book", "#let extra = read(\"/words.txt\")\n#let whole-book");
    build(&copy, &[]);
    let changes: [(&str, &dyn Fn()); 5] = [
        ("a record", &|| copy.replace("data/2019/clusters/niro.toml", "RuhrOst", "RuhrWest")),
        ("a template", &|| copy.replace("templates/theme.typ", "hairline = .35pt", "hairline = .4pt")),
        ("a word", &|| copy.replace("templates/words/de.toml", "contents = \"Inhalt\"", "contents = \"Übersicht\"")),
        ("what a template reads elsewhere", &|| copy.write("words.txt", "changed")),
        ("a profile that is new", &|| {
            let profile = copy.path("data/profiles/FOGRA39L_coated.icc");
            fs::copy(&profile, profile.with_file_name("other.icc")).expect("a profile");
        }),
    ];
    for (what, change) in changes {
        assert!(is_left(&copy, &[]), "before {what} changes");
        change();
        assert!(!is_left(&copy, &[]), "{what}");
    }
}

#[test]
fn what_changes_while_it_is_built_is_not_written() {
    let copy = Copy::new();
    let mut build = Command::new(env!("CARGO_BIN_EXE_brochure"))
        .args(["build", "--lang", "de"])
        .current_dir(copy.root())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a run");
    let mut lines = BufReader::new(build.stderr.take().expect("progress")).lines().map_while(Result::ok);
    // The records have been read by then.
    assert!(lines.any(|line| line == "typesetting de"));
    copy.replace("data/2019/clusters/niro.toml", "RuhrOst", "RuhrWest");
    let told: Vec<_> = lines.collect();
    assert_eq!(build.wait().expect("an end").code(), Some(3), "{told:?}");
    assert!(told.iter().any(|line| line.contains("changed while they were built")), "{told:?}");
    assert!(!copy.path("out").exists());
}

#[test]
fn what_was_warned_of_is_told_again() {
    let copy = Copy::new();
    fs::copy(copy.path("data/2019/clusters/niro.toml"), copy.path("data/2019/clusters/more.toml")).expect("a record");
    for _ in 0..2 {
        build(&copy, &[]).reported("E0304");
    }
}

#[test]
fn the_hashes_of_all_files_stand_beside_them() {
    let copy = Copy::new();
    build(&copy, &[]);
    build(&copy, &["--only", "niro"]);
    let list = copy.read("out/SHA256SUMS");
    let names: Vec<_> = list.lines().map(|line| line.split_once("  ").expect("a line").1).collect();
    assert_eq!(names, ["expedition-2019-de-print.pdf", "expedition-2019-niro-de-print.pdf"]);
    for line in list.lines() {
        let (sum, name) = line.split_once("  ").expect("a line");
        assert_eq!(hash(&copy.path("out").join(name)), sum, "{name}");
    }
}

#[test]
fn programs_are_told_of_files_in_one_object() {
    let copy = Copy::new();
    let report = |more: &[&str]| -> serde_json::Value {
        let run = build(&copy, &[&["--format", "json"], more].concat());
        serde_json::from_str(run.out.trim()).expect("one object")
    };
    let first = report(&[]);
    assert_eq!((&first["version"], &first["made"], &first["warnings"]), (&1.into(), &true.into(), &0.into()));
    let file = &first["files"][0];
    assert_eq!(file["file"], PDF);
    assert_eq!((&file["language"], &file["target"], &file["pages"]), (&"de".into(), &"print".into(), &44.into()));
    assert_eq!(file["sha256"], hash(&copy.path(PDF)));
    assert_eq!(file["bytes"], fs::metadata(copy.path(PDF)).expect("a file").len());
    assert!(file["seconds"].is_number() && first["seconds"].is_number());
    let second = report(&[]);
    assert_eq!((&second["made"], &second["files"][0]["sha256"]), (&false.into(), &file["sha256"]));
    assert!(second["files"][0]["seconds"].is_null());
}

#[test]
fn make_is_told_what_files_depend_on() {
    let copy = Copy::new();
    copy.add_photos();
    for _ in 0..2 {
        build(&copy, &["--deps", "out/brochure.d"]);
        let rule = copy.read("out/brochure.d");
        assert!(rule.starts_with(&format!("{PDF}: \\\n  ")), "{rule}");
        for name in [
            "data/2019/clusters/niro.toml",
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
    let copy = Copy::new();
    let run = Run::of(&brochure(copy.root(), &["doctor"])).ends_with(0);
    run.printed("with Typst 0.15").printed("editions   2019\n").printed("from SOURCE_DATE_EPOCH");
    let font = hash(&copy.path("fonts/SourceSans3-Regular.otf"));
    run.printed(&format!("{}  fonts/SourceSans3-Regular.otf\n", &font[..16]));
    run.printed("  data/profiles/FOGRA39L_coated.icc\n");
    fs::remove_dir_all(copy.path("data/profiles")).expect("profiles");
    Run::of(&brochure(copy.root(), &["doctor"])).ends_with(1).printed("missing    a profile;");
}
