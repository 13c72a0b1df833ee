//! The command line: exit codes, what is printed where, and what is left on disk.

use std::fs;
use std::process::Output;

use crate::common::{Copy, Run, brochure};

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn a_build_writes_the_pdfs_and_lists_them() {
    let copy = Copy::new();
    let run = brochure(&copy.path("templates"), &["build", "--out", "../out"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    for language in ["de", "en"] {
        let name = format!("expedition-2019-{language}-print.pdf");
        let bytes = fs::read(copy.path("out").join(&name)).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-1.6"));
        let annotated = bytes.windows(b"/Annots".len()).any(|part| part == b"/Annots");
        assert!(!annotated, "a print PDF carries no annotation");
        let line = out(&run).lines().find(|line| line.contains(&name)).expect("its line").to_owned();
        assert!(line.contains("44 pages") && line.contains(" MB") && line.ends_with(" s"), "{line}");
    }
    let steps = err(&run);
    for step in ["reading records", "merging de", "typesetting en", "exporting de for print"] {
        assert!(steps.contains(step), "{steps}");
    }
    let files = fs::read_dir(copy.path("out")).expect("the folder").count();
    assert_eq!(files, 3, "nothing but the PDFs and their hashes is left");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let copy = Copy::new();
    let first = brochure(copy.root(), &["build", "--lang", "en", "--out", "a", "--jobs", "1", "--quiet"]);
    let second = brochure(copy.root(), &["build", "--lang", "en", "--out", "b", "--jobs", "2", "--quiet"]);
    assert_eq!((first.status.code(), second.status.code()), (Some(0), Some(0)));
    assert_eq!((out(&first), err(&first)), (String::new(), String::new()), "quiet is quiet");
    let name = "expedition-2019-en-print.pdf";
    let read = |folder| fs::read(copy.path(folder).join(name)).expect("a PDF");
    assert!(read("a") == read("b"), "the two files differ");
}

#[test]
fn a_fault_is_told_with_its_place_and_leaves_the_old_files() {
    let copy = Copy::new();
    copy.write("out/expedition-2019-de-print.pdf", "the old one");
    copy.replace("data/2019/clusters/olec.toml", "short_name", "short_nam");
    let run = brochure(copy.root(), &["build"]);
    assert_eq!(run.status.code(), Some(1));
    let told = err(&run);
    let line = copy.read("data/2019/clusters/olec.toml").lines().position(|line| line.starts_with("short_nam "));
    let place = format!("data/2019/clusters/olec.toml:{}:1", line.expect("the line") + 1);
    assert!(told.contains("error[E0104 unknown-key]: unknown key `short_nam`"), "{told}");
    assert!(told.contains(&place), "{told}");
    assert!(told.contains("did you mean `short_name`?"), "{told}");
    assert_eq!(copy.read("out/expedition-2019-de-print.pdf"), "the old one");
    assert_eq!(fs::read_dir(copy.path("out")).expect("the folder").count(), 1);
}

#[test]
fn faults_of_several_files_come_out_in_one_run() {
    let copy = Copy::new();
    copy.replace("data/2019/clusters/niro.toml", "land = \"NW\"", "land = \"NX\"");
    copy.replace("data/2019/clusters/olec.toml", "latitude = ", "latitude = \"x\" # ");
    copy.replace("data/2019/clusters/foodregio.toml", "city = \"Lübeck\"", "city = Lübeck");
    let run = brochure(copy.root(), &["check"]);
    assert_eq!(run.status.code(), Some(1));
    let told = err(&run);
    for part in [
        "niro.toml",
        "olec.toml",
        "foodregio.toml",
        "E0101 syntax",
        "E0105 wrong-type",
        "E0106 wrong-value",
        "3 errors",
    ] {
        assert!(told.contains(part), "{part} is not in:\n{told}");
    }
}

#[test]
fn every_form_tells_the_same_fault() {
    let copy = Copy::new();
    copy.replace("data/2019/clusters/niro.toml", "land = \"NW\"", "land = \"NX\"");
    let place = "data/2019/clusters/niro.toml";
    for (format, start) in [
        ("short", place),
        ("human", "error[E0106 wrong-value]"),
        ("json", "{\"version\":1,"),
        ("github", "::error file="),
    ] {
        let run = brochure(copy.root(), &["check", "--format", format]);
        assert_eq!(run.status.code(), Some(1));
        let told = if ["json", "github"].contains(&format) { out(&run) } else { err(&run) };
        assert!(told.starts_with(start) && told.contains("E0106") && told.contains(place), "{told}");
    }
    let run = brochure(copy.root(), &["check", "--format", "json"]);
    let object: serde_json::Value = serde_json::from_str(&out(&run)).expect("one object");
    assert_eq!(object["field"], "seat.land");
}

#[test]
fn warnings_pass_unless_they_are_denied() {
    let copy = Copy::new();
    copy.write("data/2019/clusters/left-over.toml", "");
    let run = brochure(copy.root(), &["check"]);
    assert_eq!(run.status.code(), Some(0));
    assert!(err(&run).contains("warning[E0304 unused-record]") && err(&run).contains("1 warning"));
    let run = brochure(copy.root(), &["check", "--deny-warnings"]);
    assert_eq!(run.status.code(), Some(1));
}

#[test]
fn a_fault_in_a_template_is_told_as_typst_tells_it() {
    let copy = Copy::new();
    copy.write("templates/main.typ", "#let f(x) = x + none + \"a\"\n#f(1)\n");
    let run = brochure(copy.root(), &["build"]);
    assert_eq!(run.status.code(), Some(1));
    let told = err(&run);
    assert!(told.contains("templates/main.typ:1:"), "{told}");
    assert!(told.contains("cannot add integer and string"), "{told}");
    assert!(told.contains("templates/main.typ:2:2 while calling `f`"), "{told}");
}

#[test]
fn wrong_usage_is_told_apart_from_faults() {
    let copy = Copy::new();
    for args in [&["build", "1999"][..], &["build", "--lang", "fr"], &["nonsense"], &["build", "--jobs", "0"], &[]] {
        let run = brochure(copy.root(), args);
        assert_eq!(run.status.code(), Some(2), "{args:?}: {}", err(&run));
    }
    let told = err(&brochure(copy.root(), &["build", "1999"]));
    assert!(told.contains("no edition `1999`") && told.contains("there are: 2019"), "{told}");
    let nowhere = tempfile::tempdir().expect("a folder");
    let run = brochure(nowhere.path(), &["build"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("no brochure project here"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_ends_with_its_own_code() {
    let copy = Copy::new();
    copy.write("out", "a file where the folder should be");
    let run = brochure(copy.root(), &["build", "--lang", "de"]);
    assert_eq!(run.status.code(), Some(3));
    assert!(err(&run).contains("cannot write out"), "{}", err(&run));
    assert_eq!(copy.read("out"), "a file where the folder should be");
}

#[test]
fn an_edition_can_be_named_by_its_path() {
    let copy = Copy::new();
    let run = brochure(&copy.path("data"), &["check", "2019"]);
    assert_eq!(run.status.code(), Some(0), "{}", err(&run));
    let run = brochure(&copy.path("data"), &["check", "./2019"]);
    assert_eq!((run.status.code(), out(&run).as_str()), (Some(0), "no errors in the records of 2019\n"));
}

#[test]
fn help_names_every_command_and_code() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = out(&brochure(folder.path(), &["--help"]));
    let commands = ["build", "check", "init", "new", "status", "approve", "explain", "schema", "completions"];
    for part in commands.into_iter().chain(["Exit codes", "data/"]) {
        assert!(help.contains(part), "{help}");
    }
    let help = out(&brochure(folder.path(), &["build", "--help"]));
    for part in ["--lang", "--target", "--out", "--jobs", "--quiet", "--values", "Examples:"] {
        assert!(help.contains(part), "{help}");
    }
    let version = out(&brochure(folder.path(), &["--version"]));
    assert_eq!(version, concat!("brochure ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_code_is_explained_with_an_example_before_and_after() {
    let folder = tempfile::tempdir().expect("a folder");
    for asked in ["E0104", "unknown-key", "E0104 unknown-key"] {
        let run = Run::of(&brochure(folder.path(), &["explain", asked])).ends_with(0);
        run.printed("# E0104 unknown-key\n").printed("\nWrong:\n").printed("\nRight:\n");
    }
    let run = Run::of(&brochure(folder.path(), &["explain"])).ends_with(0);
    run.printed("E0101 syntax\n").printed("E0406 off-page\n");
    let run = Run::of(&brochure(folder.path(), &["explain", "unknown-kee"])).ends_with(2);
    run.reported("unknown code `unknown-kee`").reported("did you mean `unknown-key`?");
}

#[test]
fn the_schema_is_printed_as_it_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in ["cluster", "edition"] {
        let kept =
            fs::read_to_string(crate::common::root().join(format!("data/schema/{kind}.json"))).expect("a schema");
        let run = Run::of(&brochure(folder.path(), &["schema", kind])).ends_with(0);
        assert_eq!(run.out, kept);
    }
    Run::of(&brochure(folder.path(), &["schema", "cluster", "--keys"])).ends_with(0).printed("| `short_name` | yes |");
}

#[test]
fn completions_are_printed_for_each_shell() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = brochure(folder.path(), &["completions", shell]);
        assert_eq!(run.status.code(), Some(0));
        assert!(out(&run).contains("brochure"), "{shell}");
    }
}
