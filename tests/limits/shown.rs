//! No output obeys what a text, a key or a name says: neither the terminal nor the runner of a CI.

use std::fs;

use crate::common::git::repository;
use crate::common::{EDITION, NIRO, ProjectCopy, Run, brochure};

/// Characters that a terminal or a runner would obey, as TOML writes them.
const HARM: &str = "\\u001b[2J\\u0007\\n::add-mask::b\\n##[add-mask]c ##vso[task.x]\\u202E";

/// Asserts that an output shows a text and obeys nothing. `commands` tells whether a line may be a workflow command.
#[track_caller]
fn assert_harmless(run: &Run, shows: &str, commands: bool) {
    let out = format!("{}{}", run.stdout, run.stderr);
    assert!(out.contains(shows), "{shows:?} is not shown:\n{out}");
    let is_obeyed = |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202A}'..='\u{202E}' | '\u{200B}');
    assert!(!out.contains(is_obeyed), "{out:?}");
    assert!(!out.contains("##[") && !out.contains("##vso["), "{out}");
    for line in out.lines().map(str::trim_start).filter(|line| line.starts_with("::")) {
        assert!(commands && (line.starts_with("::error ") || line.starts_with("::warning ")), "{line}");
    }
}

/// Makes a copy of the records with harm in a quoted key, a text, a value and the approval of the first one.
fn harmed() -> ProjectCopy {
    let copy = ProjectCopy::of_records();
    copy.replace(NIRO, "short_name = ", &format!("\"a{HARM}\" = 1\nlegal_form = \"x{HARM}\"\nshort_name = "));
    copy.replace(NIRO, "official_name = \"", &format!("official_name = \"{HARM}"));
    copy.append(NIRO, &format!("\n[approved]\nby = \"by{HARM}\"\non = 2019-11-04\nfingerprint = \"a\"\n"));
    copy
}

#[test]
fn messages_in_every_format_are_harmless() {
    let copy = harmed();
    for format in ["human", "short", "github", "json"] {
        let run = brochure(copy.root(), &["check", "--format", format]).exits_with(1);
        assert_harmless(&run, "add-mask", format == "github");
    }
    let run = brochure(copy.root(), &["check", "--format", "json"]).exits_with(1);
    for line in run.stdout.lines() {
        let object: serde_json::Value = serde_json::from_str(line).expect("one object in a line");
        assert!(object["file"].is_string());
    }
    assert!(run.stdout.contains("\\u202e"), "JSON keeps the characters:\n{}", run.stdout);
}

#[test]
fn status_is_harmless() {
    let copy = harmed();
    copy.append(NIRO, &format!("\n[editorial]\nopen = [\"x{HARM}\"]\n"));
    assert_harmless(&brochure(copy.root(), &["status"]).exits_with(0), "by␛[2J␇⏎::add-mask::b", false);
    assert_harmless(&brochure(copy.root(), &["status", "--format", "json"]).exits_with(0), "add-mask", false);
}

#[cfg(unix)]
#[test]
fn names_of_files_are_harmless() {
    let name = "a\u{1b}[2J\n::add-mask::b\n##[add-mask]c\u{202e}";
    let copy = ProjectCopy::with_tiny_pages();
    copy.write(&format!("templates/{name}.typ"), "#panic(\"x\")");
    copy.write(&format!("fonts/{name}.otf"), "no font");
    assert_harmless(&brochure(copy.root(), &["doctor"]).exits_with(0), "a␛[2J⏎::add-mask::b", false);
    // A font that is none is named in an error of the whole run.
    assert_harmless(&brochure(copy.root(), &["build", "--lang", "de"]).exits_with(3), "a␛[2J⏎::add-mask::b", false);
    fs::remove_file(copy.path(&format!("fonts/{name}.otf"))).expect("a file");
    let main = copy.read("templates/main.typ");
    let import = name.replace('\u{1b}', "\\u{1b}").replace('\n', "\\n").replace('\u{202e}', "\\u{202e}");
    copy.write("templates/main.typ", format!("#import \"{import}.typ\"\n{main}"));
    for format in ["human", "short", "github", "json"] {
        let run = brochure(copy.root(), &["build", "--lang", "de", "--format", format]).exits_with(1);
        assert_harmless(&run, "add-mask", format == "github");
    }
}

#[test]
fn differences_are_harmless_in_text_json_and_html() {
    let copy = repository(ProjectCopy::with_tiny_pages());
    copy.replace(NIRO, "short_name = \"NIRO\"", "short_name = \"NIRO ##[add-mask]c\"");
    copy.replace(NIRO, "[standfirst]\nde = ", "[standfirst]\nde = \"\"\"\n::add-mask::b\n\"\"\" # ");
    if cfg!(unix) {
        copy.write("templates/a\n::add-mask::b.typ", "x");
    }
    let line = ["diff", "HEAD", "--lang", "de", "--report", "report.html"];
    assert_harmless(&brochure(copy.root(), &line).exits_with(1), "NIRO #＃[add-mask]c", false);
    let line = ["diff", "HEAD", "--lang", "de", "--format", "json"];
    assert_harmless(&brochure(copy.root(), &line).exits_with(1), "add-mask", false);
    let page = copy.read("report.html");
    assert!(page.contains("add-mask") && !page.contains(|c: char| c.is_control() && c != '\n'));
}

#[cfg(unix)]
#[test]
fn rules_for_make_leave_out_names_that_would_be_rules() {
    let copy = ProjectCopy::with_tiny_pages();
    copy.write("templates/a:\n\ttouch pwned\nb.typ", "x");
    brochure(copy.root(), &["build", "--lang", "de", "--deps", "deps.mk"]).exits_with(0);
    let rules = copy.read("deps.mk");
    assert!(rules.contains("templates/main.typ") && !rules.contains("pwned"), "{rules}");
}

#[test]
fn the_state_of_kept_files_and_an_extraction_are_harmless() {
    let copy = ProjectCopy::with_tiny_pages();
    let out = "kept ##[add-mask]c";
    let line = ["build", "--lang", "de", "--target", "archive", "--out", out];
    assert_harmless(&brochure(copy.root(), &line).exits_with(0), "kept #＃[add-mask]c", false);
    for format in ["human", "short", "github", "json"] {
        let line = [&line[..], &["--check", "--format", format]].concat();
        let run = brochure(copy.root(), &line).exits_with(0);
        assert_harmless(&run, if format == "github" { "" } else { "add-mask" }, true);
        fs::rename(copy.path(out), copy.path("away")).expect("moved");
        let run = brochure(copy.root(), &line).exits_with(1);
        assert_harmless(&run, "add-mask", true);
        fs::rename(copy.path("away"), copy.path(out)).expect("moved");
    }
    let pdf = format!("{out}/expedition-2019-de-archive.pdf");
    let line = ["extract", &pdf, "files ##[add-mask]c"];
    assert_harmless(&brochure(copy.root(), &line).exits_with(0), "files #＃[add-mask]c", false);
    assert!(copy.path("files ##[add-mask]c").join(EDITION).is_file());
}
