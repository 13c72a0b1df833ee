//! Rules for all workflow files and scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::runner::{entries, items, text, yaml};
use crate::common::{Run, root};

const WORKFLOWS: [&str; 3] =
    [".github/workflows/ci.yml", ".github/workflows/release.yml", ".github/workflows/dependencies.yml"];

/// Returns the steps of the action and of all workflows with their files.
fn steps() -> Vec<(&'static str, Value)> {
    let mut all: Vec<_> =
        items(&yaml("action.yml")["runs"]["steps"]).iter().map(|step| ("action.yml", step.clone())).collect();
    for name in WORKFLOWS {
        for (_, job) in entries(&yaml(name)["jobs"]) {
            all.extend(items(&job["steps"]).iter().map(|step| (name, step.clone())));
        }
    }
    all
}

fn scripts() -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(".github/action")).expect("scripts");
    entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "sh"))
        .collect()
}

/// Returns the names after each prefix such as `inputs.` in a text.
fn named(text: &str, prefix: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect();
    text.split(prefix).skip(1).map(name).collect()
}

#[test]
fn every_script_is_valid_bash_and_stops_at_errors() {
    for (file, step) in steps() {
        let Some(script) = step["run"].as_str() else { continue };
        let mut bash =
            Command::new("bash").arg("-n").stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("bash");
        bash.stdin.take().expect("an input").write_all(script.as_bytes()).expect("a script");
        let output = bash.wait_with_output().expect("an end");
        Run::new(&output).exits_with(0);
        assert_eq!(step["shell"].as_str().unwrap_or("bash"), "bash", "{file}");
        let is_long = script.lines().count() > 1;
        assert!(!is_long || script.starts_with("set -euo pipefail\n"), "{file}: {script}");
    }
    for path in scripts() {
        let text = fs::read_to_string(&path).expect("a script");
        assert!(text.starts_with("#!/usr/bin/env bash\n# "), "{}", path.display());
        assert!(text.contains("\nset -euo pipefail\n"), "{}", path.display());
        Run::new(&Command::new("bash").arg("-n").arg(&path).output().expect("bash")).exits_with(0);
    }
}

#[test]
fn no_script_has_an_expression() {
    for (file, step) in steps() {
        let script = text(&step["run"]);
        assert!(!script.contains("${{"), "{file}: hand it over through env:\n{script}");
    }
}

#[test]
fn every_step_has_a_name() {
    for (file, step) in steps() {
        assert!(step["name"].is_string(), "{file}: a step without a name: {step}");
    }
}

/// Returns whether a line names an action of GitHub by the hash of a commit, and its version for people and for tools
/// that update it: `uses: actions/NAME@HASH # v1.2.3`.
fn is_pinned(uses: &str) -> bool {
    let Some((action, version)) = uses.split_once(" # v") else { return false };
    let Some((name, hash)) = action.split_once('@') else { return false };
    let is_hash = hash.len() == 40 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let numbers: Vec<_> = version.split('.').collect();
    let is_exact = numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u32>().is_ok());
    name.starts_with("actions/") && is_hash && is_exact
}

#[test]
fn actions_of_others_are_named_by_the_hash_of_a_commit() {
    let hash = "3d3c42e5aac5ba805825da76410c181273ba90b1";
    assert!(is_pinned(&format!("actions/checkout@{hash} # v7.0.1")));
    let loose = [
        "@v7",
        "@v7.0.1 # v7.0.1",
        &format!("@{hash}"),
        &format!("@{hash} # v7"),
        &format!("@{} # v7.0.1", &hash[..7]),
    ];
    assert!(!loose.iter().any(|version| is_pinned(&format!("actions/checkout{version}"))));
    assert!(!is_pinned(&format!("elsewhere/checkout@{hash} # v7.0.1")));

    let mut hashes = BTreeMap::new();
    for file in WORKFLOWS.iter().chain(&["action.yml", "README.md"]) {
        let whole = fs::read_to_string(root().join(file)).expect(file);
        let uses = whole.lines().filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("uses: "));
        for uses in uses.filter(|uses| *uses != "./" && !uses.starts_with("OWNER/brochure@")) {
            assert!(is_pinned(uses), "{file}: {uses}");
            let (name, version) = uses.split_once('@').expect("a version");
            let known = hashes.entry(name.to_owned()).or_insert_with(|| version.to_owned());
            assert_eq!(known, version, "{file}: {name} has two versions");
        }
    }
    assert!(hashes.len() >= 5, "{hashes:?}");
}

#[test]
fn tools_that_run_in_a_workflow_are_pinned_to_a_version() {
    for (file, step) in steps() {
        let script = text(&step["run"]);
        for line in script.lines().filter(|line| line.contains("cargo install ")) {
            assert!(line.contains(" --version ") && line.contains(" --locked"), "{file}: {line}");
        }
    }
}

#[test]
fn licences_that_are_gathered_are_those_that_are_accepted() {
    let read = |name: &str| fs::read_to_string(root().join(name)).expect(name).parse::<toml::Table>().expect("TOML");
    let (about, deny) = (read(".ci/about.toml"), read(".ci/deny.toml"));
    let sorted = |list: &toml::Value| -> BTreeSet<String> {
        list.as_array().expect("a list").iter().map(|item| item.as_str().expect("a text").to_owned()).collect()
    };
    assert_eq!(sorted(&about["accepted"]), sorted(&deny["licenses"]["allow"]));
    assert_eq!(sorted(&about["targets"]), sorted(&deny["graph"]["targets"]));
}

#[test]
fn every_input_is_described_and_used_and_every_output_is_written() {
    let action = yaml("action.yml");
    let whole = fs::read_to_string(root().join("action.yml")).expect("the action");
    let declared: BTreeSet<_> = entries(&action["inputs"]).map(|(name, _)| name.to_owned()).collect();
    assert_eq!(named(&action["runs"].to_string(), "inputs."), declared);
    for (name, entry) in entries(&action["inputs"]).chain(entries(&action["outputs"])) {
        assert!(entry["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name} is not explained");
    }
    let scripts = scripts().iter().map(|path| fs::read_to_string(path).expect("a script")).collect::<String>();
    for name in named(&whole, ".outputs.") {
        let is_written = [format!("'{name}="), format!("'{name}<<")].iter().any(|start| scripts.contains(start));
        assert!(is_written || name == "artifact-url", "no script writes {name}");
    }
    for (file, step) in steps().iter().filter(|(_, step)| step["uses"] == "./") {
        let handed: BTreeSet<_> = entries(&step["with"]).map(|(name, _)| name.to_owned()).collect();
        assert!(handed.is_subset(&declared), "{file}: {handed:?}");
    }
}

#[test]
fn workflows_have_the_least_permissions_and_a_time_limit() {
    for name in WORKFLOWS {
        let workflow = yaml(name);
        assert_eq!(workflow["permissions"], serde_json::json!({ "contents": "read" }), "{name}");
        assert!(workflow["concurrency"]["group"].is_string(), "{name}");
        for (job, entry) in entries(&workflow["jobs"]) {
            assert!(entry["timeout-minutes"].is_u64(), "{name}: {job} may run for hours");
            assert!(job == "publish" || entry.get("permissions").is_none(), "{name}: {job}");
        }
    }
}

#[test]
fn every_system_with_an_archive_is_packed_and_tested() {
    let output = Command::new(root().join(".github/action/archive.sh")).arg("v0.1.0").output().expect("bash");
    let archives = Run::new(&output).exits_with(0).stdout.lines().count();
    let runners = |name: &str, job: &str| items(&yaml(name)["jobs"][job]["strategy"]["matrix"]["runner"]).len();
    assert_eq!((runners(WORKFLOWS[0], "build"), runners(WORKFLOWS[1], "pack")), (archives, archives));
}

#[test]
fn examples_in_the_readme_name_existing_inputs_and_hooks() {
    let readme = fs::read_to_string(root().join("README.md")).expect("the README");
    let blocks = readme.split("```yaml\n").skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block);
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    let has = |value: &Value, name: &str| assert!(value.get(name).is_some(), "README.md: there is no {name}");
    for example in blocks.map(|block| serde_saphyr::from_str::<Value>(block).expect("YAML")) {
        for (_, job) in entries(&example["jobs"]) {
            for step in items(&job["steps"]).iter().filter(|step| text(&step["uses"]).starts_with("OWNER/brochure@")) {
                assert_eq!(step["uses"], format!("OWNER/brochure@{version}"));
                entries(&step["with"]).for_each(|(name, _)| has(&yaml("action.yml")["inputs"], name));
            }
        }
        for (name, value) in entries(&example["variables"]) {
            has(&yaml(".gitlab/brochure.yml")["variables"], name);
            let is_archive = text(value).ends_with(&format!("/{version}/brochure-{version}-linux-x86_64.tar.gz"));
            assert!(name != "BROCHURE_URL" || is_archive, "README.md: {value}");
        }
        for hook in items(&example).iter().flat_map(|repository| items(&repository["hooks"])) {
            assert!(items(&yaml(".pre-commit-hooks.yaml")).iter().any(|known| known["id"] == hook["id"]), "{hook}");
        }
    }
}
