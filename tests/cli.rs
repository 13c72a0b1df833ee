//! The command line: exit codes, what is printed where, and what is left on disk.

use std::collections::BTreeSet;
use std::fs;

use crate::common::{NIRO, ProjectCopy, brochure, root};

const OLEC: &str = "data/2019/clusters/olec.toml";

#[test]
fn a_build_writes_the_pdfs_and_lists_them() {
    let copy = ProjectCopy::with_tiny_pages();
    let run = brochure(&copy.path("templates"), &["build", "--out", "../out"]).exits_with(0);
    for language in ["de", "en"] {
        let name = format!("expedition-2019-{language}-print.pdf");
        let bytes = fs::read(copy.path("out").join(&name)).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-1.6"));
        let line = run.stdout.lines().find(|line| line.contains(&name)).expect("its line");
        assert!(line.contains("4 pages") && line.contains(" kB") && line.ends_with(" s"), "{line}");
    }
    for step in ["reading records", "merging de", "typesetting en", "exporting de for print"] {
        run.stderr_has(step);
    }
    let files = fs::read_dir(copy.path("out")).expect("the folder").count();
    assert_eq!(files, 3, "only the PDFs and their hashes are left");
}

#[test]
fn the_number_of_jobs_does_not_change_the_bytes() {
    let copy = ProjectCopy::with_one_chapter();
    for (folder, jobs) in [("a", "1"), ("b", "2")] {
        brochure(copy.root(), &["build", "--lang", "en", "--out", folder, "--jobs", jobs]).exits_with(0);
    }
    let name = "expedition-2019-en-print.pdf";
    let read = |folder| fs::read(copy.path(folder).join(name)).expect("a PDF");
    assert!(read("a") == read("b"), "the two files differ");
}

#[test]
fn a_quiet_build_prints_nothing() {
    let copy = ProjectCopy::with_tiny_pages();
    let run = brochure(copy.root(), &["build", "--lang", "en", "--quiet"]).exits_with(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
}

#[test]
fn an_error_is_reported_with_its_place_and_the_old_files_stay() {
    let copy = ProjectCopy::of_records();
    copy.write("out/expedition-2019-de-print.pdf", "the old one");
    copy.replace(OLEC, "short_name", "short_nam");
    let run = brochure(copy.root(), &["build"]).exits_with(1);
    let line = copy.read(OLEC).lines().position(|line| line.starts_with("short_nam ")).expect("the line") + 1;
    run.stderr_has("error[E0104 unknown-key]: unknown key `short_nam`")
        .stderr_has(&format!("{OLEC}:{line}:1"))
        .stderr_has("did you mean `short_name`?");
    assert_eq!(copy.read("out/expedition-2019-de-print.pdf"), "the old one");
    assert_eq!(fs::read_dir(copy.path("out")).expect("the folder").count(), 1);
}

#[test]
fn errors_of_several_files_are_reported_in_one_run() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "land = \"NW\"", "land = \"NX\"");
    copy.replace(OLEC, "latitude = ", "latitude = \"x\" # ");
    copy.replace("data/2019/clusters/foodregio.toml", "city = \"Lübeck\"", "city = Lübeck");
    let run = brochure(copy.root(), &["check", "--format", "short"]).exits_with(1);
    let found: Vec<_> = run.stderr.lines().filter_map(|line| line.split_once("toml:")).map(|(file, _)| file).collect();
    assert_eq!(found.len(), 3, "{}", run.stderr);
    for (file, code) in [("niro", "E0106"), ("olec", "E0105"), ("foodregio", "E0101")] {
        let reported = run.stderr.lines().any(|line| line.contains(&format!("/{file}.toml:")) && line.contains(code));
        assert!(reported, "no {code} in {file}:\n{}", run.stderr);
    }
}

#[test]
fn every_format_reports_the_same_error() {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "land = \"NW\"", "land = \"NX\"");
    let check = |format| brochure(copy.root(), &["check", "--format", format]).exits_with(1);
    let (short, human, json, github) = (check("short"), check("human"), check("json"), check("github"));
    for (text, start) in [
        (&short.stderr, NIRO),
        (&human.stderr, "error[E0106 wrong-value]"),
        (&json.stdout, "{\"version\":1,"),
        (&github.stdout, "::error file="),
    ] {
        assert!(text.starts_with(start) && text.contains("E0106") && text.contains(NIRO), "{text}");
    }
    let object: serde_json::Value = serde_json::from_str(&json.stdout).expect("one object");
    assert_eq!(object["field"], "seat.land");
}

#[test]
fn warnings_fail_a_run_only_where_they_are_denied() {
    let copy = ProjectCopy::of_records();
    copy.write("data/2019/clusters/left-over.toml", "");
    let run = brochure(copy.root(), &["check"]).exits_with(0);
    run.stderr_has("warning[E0304 unused-record]").stderr_has("1 warning");
    brochure(copy.root(), &["check", "--deny-warnings"]).exits_with(1);
}

#[test]
fn an_error_in_a_template_is_reported_as_typst_reports_it() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.write("templates/main.typ", "#let f(x) = x + none + \"a\"\n#f(1)\n");
    let run = brochure(copy.root(), &["build"]).exits_with(1);
    run.stderr_has("templates/main.typ:1:")
        .stderr_has("cannot add integer and string")
        .stderr_has("templates/main.typ:2:2 while calling `f`");
}

#[test]
fn wrong_usage_has_an_exit_code_of_its_own() {
    let copy = ProjectCopy::of_records();
    for args in [&["build", "1999"][..], &["build", "--lang", "fr"], &["nonsense"], &["build", "--jobs", "0"], &[]] {
        brochure(copy.root(), args).exits_with(2);
    }
    let run = brochure(copy.root(), &["build", "1999"]).exits_with(2);
    run.stderr_has("no edition `1999`").stderr_has("2019");
    let nowhere = tempfile::tempdir().expect("a folder");
    brochure(nowhere.path(), &["build"]).exits_with(2).stderr_has("no brochure project here");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_has_an_exit_code_of_its_own() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.write("out", "a file where the folder should be");
    brochure(copy.root(), &["build", "--lang", "de"]).exits_with(3).stderr_has("cannot write out");
    assert_eq!(copy.read("out"), "a file where the folder should be");
}

#[test]
fn an_edition_can_be_named_by_its_path() {
    let copy = ProjectCopy::of_records();
    for edition in ["2019", "./2019"] {
        let run = brochure(&copy.path("data"), &["check", edition]).exits_with(0);
        assert_eq!((run.stdout.lines().count(), run.stderr.as_str()), (1, ""));
        run.stdout_has("2019");
    }
}

/// Returns the commands that a help text lists.
fn listed_commands(help: &str) -> BTreeSet<&str> {
    let (_, list) = help.split_once("Commands:\n").expect("a list of commands");
    let lines = list.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    lines.filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).collect()
}

/// Returns the options that a help text lists, by their long names.
fn listed_options(help: &str) -> BTreeSet<&str> {
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    lines.filter_map(|line| line.split([' ', ',']).find(|word| word.starts_with("--"))).collect()
}

const COMMANDS: [&str; 16] = [
    "approve",
    "build",
    "check",
    "completions",
    "diff",
    "doctor",
    "explain",
    "export",
    "extract",
    "help",
    "import",
    "init",
    "new",
    "preview",
    "schema",
    "status",
];

#[test]
fn the_help_lists_every_command_and_each_command_explains_its_options() {
    let folder = tempfile::tempdir().expect("a folder");
    let help = brochure(folder.path(), &["--help"]).exits_with(0).stdout;
    assert_eq!(listed_commands(&help).into_iter().collect::<Vec<_>>(), COMMANDS);
    let (_, codes) = help.split_once("Exit codes").expect("the exit codes");
    for code in ["0", "1", "2", "3"] {
        assert!(codes.split_whitespace().any(|word| word == code), "{code} is not explained:\n{codes}");
    }
    for command in COMMANDS.into_iter().filter(|command| *command != "help") {
        let help = brochure(folder.path(), &[command, "--help"]).exits_with(0);
        help.stdout_has(&format!("Usage: brochure {command}"));
    }
    let of_command = |command| brochure(folder.path(), &[command, "--help"]).exits_with(0).stdout;
    let (build, check) = (of_command("build"), of_command("check"));
    let (build, check) = (listed_options(&build), listed_options(&check));
    for option in ["--lang", "--target", "--format", "--deny-warnings", "--quiet"] {
        assert!(build.contains(option) && check.contains(option), "{option} is in both: {build:?} {check:?}");
    }
    for option in ["--booklet", "--cache", "--check", "--deps", "--force", "--jobs", "--only", "--out", "--values"] {
        assert!(build.contains(option), "{option}: {build:?}");
    }
    let version = brochure(folder.path(), &["--version"]).exits_with(0).stdout;
    assert_eq!(version, concat!("brochure ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_code_is_explained_with_an_example_before_and_after() {
    let folder = tempfile::tempdir().expect("a folder");
    for asked in ["E0104", "unknown-key", "E0104 unknown-key"] {
        let run = brochure(folder.path(), &["explain", asked]).exits_with(0);
        run.stdout_has("# E0104 unknown-key\n").stdout_has("\nWrong:\n").stdout_has("\nRight:\n");
    }
    let list = brochure(folder.path(), &["explain"]).exits_with(0).stdout;
    let pages = fs::read_dir(root().join("src/diagnostics/pages")).expect("pages").count();
    assert_eq!(list.lines().filter(|line| line.starts_with('E')).count(), pages, "a code has no page:\n{list}");
    let run = brochure(folder.path(), &["explain", "unknown-kee"]).exits_with(2);
    run.stderr_has("`unknown-kee`").stderr_has("did you mean `unknown-key`?");
}

#[test]
fn the_printed_schema_is_the_kept_one() {
    let folder = tempfile::tempdir().expect("a folder");
    for kind in ["cluster", "edition"] {
        let kept = fs::read_to_string(root().join(format!("data/schema/{kind}.json"))).expect("a schema");
        assert_eq!(brochure(folder.path(), &["schema", kind]).exits_with(0).stdout, kept);
    }
    brochure(folder.path(), &["schema", "cluster", "--keys"]).exits_with(0).stdout_has("| `short_name` | yes |");
}

#[test]
fn completions_know_every_command_and_its_options() {
    let folder = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = brochure(folder.path(), &["completions", shell]).exits_with(0);
        for word in COMMANDS.into_iter().chain(["deny-warnings", "print"]) {
            assert!(run.stdout.contains(word), "{shell} does not know {word}");
        }
    }
}
