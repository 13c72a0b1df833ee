//! The jobs of the GitLab template do what the steps of the action do.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::install::make_executable;
use super::repository::{PDF, change, repository, shallow, with_pdf, with_warning};
use super::runner::{entries, items, text, yaml};
use crate::common::git::{commit, git, head, without_settings};
use crate::common::{BROCHURE, Run};

const TEMPLATE: &str = ".gitlab/brochure.yml";

/// Runs a job in a shell, with the variables of the template and some more.
fn job(shell: &str, name: &str, workspace: &Path, variables: &[(&str, &str)]) -> Run {
    let template = yaml(TEMPLATE);
    let job = &template[name];
    let base = &template[text(&job["extends"]).as_str()];
    let lines = |part: &Value| items(part).iter().map(text).collect::<Vec<_>>();
    let script = [lines(&base["before_script"]), lines(&job["script"])].concat().join("\n");
    let mut command = Command::new(shell);
    without_settings(&mut command).args(["-e", "-c", &script]).current_dir(workspace);
    for (name, variable) in entries(&template["variables"]) {
        let value = text(&variable["value"]);
        command.env(name, if value.starts_with('$') { "" } else { &value });
    }
    let programs = Path::new(BROCHURE).parent().expect("a folder").display().to_string();
    let path = format!("{programs}:{}", std::env::var("PATH").unwrap_or_default());
    command.env("PATH", path).env("CI_PROJECT_DIR", workspace).env("BROCHURE_LANGUAGES", "de");
    command.envs(variables.iter().copied());
    Run::new(&command.output().expect("these tests need sh and bash: install them"))
}

/// Returns the artifacts of a job.
fn artifacts(name: &str) -> Vec<String> {
    let template = yaml(TEMPLATE);
    let variable =
        |path: String, (name, value): (&str, &Value)| path.replace(&format!("${name}"), &text(&value["value"]));
    let paths = items(&template[name]["artifacts"]["paths"]).iter().map(text);
    paths.map(|path| entries(&template["variables"]).fold(path, variable)).collect()
}

#[test]
fn records_are_checked_and_pdfs_are_built() {
    let copy = repository();
    for shell in ["sh", "bash"] {
        job(shell, "brochure-check", copy.root(), &[]).exits_with(0).stdout_has("no errors in the records of 2019");
        job(shell, "brochure-build", copy.root(), &[]).exits_with(0);
    }
    assert_eq!(artifacts("brochure-build"), ["./out/*.pdf", "./out/SHA256SUMS"]);
    assert!(copy.path(PDF).is_file() && copy.path("out/SHA256SUMS").is_file());
    copy.replace("data/2019/clusters/olec.toml", "short_name = ", "short_nam = ");
    job("sh", "brochure-check", copy.root(), &[("BROCHURE_EDITION", "2019")]).exits_with(1).stderr_has("E0104");
}

#[test]
fn warnings_can_be_denied() {
    let copy = with_warning();
    job("sh", "brochure-check", copy.root(), &[]).exits_with(0).stderr_has("E0206");
    job("sh", "brochure-check", copy.root(), &[("BROCHURE_DENY_WARNINGS", "true")]).exits_with(1);
    let run = job("sh", "brochure-check", copy.root(), &[("BROCHURE_DENY_WARNINGS", "yes")]).exits_with(2);
    assert_eq!(run.stderr, "BROCHURE_DENY_WARNINGS and BROCHURE_COMMITTED must be true or false, not 'yes'\n");
}

#[test]
fn committed_pdfs_must_match_the_records() {
    let copy = with_pdf();
    job("sh", "brochure-build", copy.root(), &[("BROCHURE_COMMITTED", "true")]).exits_with(0);
    change(&copy);
    job("sh", "brochure-build", copy.root(), &[("BROCHURE_COMMITTED", "true")]).exits_with(1);
}

#[test]
fn a_merge_request_shows_changed_pages_and_does_not_fail() {
    let origin = repository();
    let base = head(&origin);
    git(origin.root(), &["switch", "--quiet", "--create", "change"]);
    change(&origin);
    commit(&origin, "A change");
    let clone = shallow(&origin, "change");
    let run = job("sh", "brochure-diff", clone.path(), &[("BROCHURE_COMPARE", &base)]).exits_with(0);
    run.stdout_has("\ndata/2019/clusters/niro.toml\n").stdout_has(" of 4 pages differ");
    assert_eq!(artifacts("brochure-diff"), ["brochure-changes.html"]);
    assert!(clone.path().join("brochure-changes.html").is_file());
    // What cannot be compared is a warning of GitLab.
    let allowed = &yaml(TEMPLATE)["brochure-diff"]["allow_failure"]["exit_codes"];
    assert_eq!(allowed, 3);
    let none = "0".repeat(40);
    let run = job("sh", "brochure-diff", clone.path(), &[("BROCHURE_COMPARE", &none)]).exits_with(3);
    run.stderr_has(&format!("no comparison: cannot fetch {none} from origin; try the variable GIT_DEPTH: 0\n"));
}

#[test]
fn an_archive_with_another_hash_is_not_run() {
    let copy = repository();
    let folder = copy.path("brochure-v0.1.0-linux-x86_64");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("brochure"), format!("#!/bin/sh\nexec '{BROCHURE}' \"$@\"\n")).expect("a program");
    make_executable(&folder.join("brochure"));
    let pack = ["-czf", "brochure.tar.gz", "brochure-v0.1.0-linux-x86_64"];
    let output = Command::new("tar").args(pack).current_dir(copy.root()).output();
    Run::new(&output.expect("these tests need tar: install it")).exits_with(0);
    let archive = copy.path("brochure.tar.gz");
    let (url, sum) =
        (format!("file://{}", archive.display()), brochure::internals::sha256_hex(fs::read(&archive).expect("a file")));
    let check = |sum: &str| {
        let path = ("PATH", "/usr/local/bin:/usr/bin:/bin");
        job("sh", "brochure-check", copy.root(), &[("BROCHURE_URL", &url), ("BROCHURE_SHA256", sum), path])
    };
    check(&sum).exits_with(0).stdout_has("brochure 0.1.0\n");
    for other in ["", &"0".repeat(64)] {
        let run = check(other).exits_with(3);
        assert_eq!(run.stderr, format!("the SHA-256 of {url} is {sum}, but BROCHURE_SHA256 is '{other}'\n"));
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn each_variable_is_described_and_used() {
    let template = yaml(TEMPLATE);
    let jobs = entries(&template).filter(|(name, _)| *name != "variables").map(|(_, job)| job.to_string());
    let jobs = jobs.collect::<String>();
    for (name, variable) in entries(&template["variables"]) {
        assert!(variable["description"].is_string(), "{name} is not explained");
        assert!(jobs.contains(name), "{name} is not used");
    }
}
