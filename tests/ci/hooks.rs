//! The hooks for pre-commit.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::repository::{PDF, change, repository, with_pdf};
use super::runner::{items, text, yaml};
use crate::common::{BROCHURE, ProjectCopy, Run};

fn hooks() -> Vec<Value> {
    items(&yaml(".pre-commit-hooks.yaml")).to_vec()
}

/// Runs the entry of a hook with the program on the path.
fn run(copy: &ProjectCopy, id: &str) -> Run {
    let hooks = hooks();
    let hook = hooks.iter().find(|hook| hook["id"] == id).expect("a hook");
    assert_eq!(hook["pass_filenames"], false, "the program takes an edition, not files");
    let entry = text(&hook["entry"]);
    let mut words = entry.split_whitespace();
    let program = Path::new(BROCHURE).with_file_name(words.next().expect("a program"));
    let output = Command::new(program).args(words).args(["--lang", "de"]).current_dir(copy.root()).output();
    Run::new(&output.expect("a run"))
}

#[test]
fn a_commit_with_an_error_is_stopped() {
    let copy = repository();
    for id in ["brochure-check", "brochure-check-system"] {
        run(&copy, id).exits_with(0);
    }
    copy.replace("data/2019/clusters/olec.toml", "short_name = ", "short_nam = ");
    for id in ["brochure-check", "brochure-check-system"] {
        run(&copy, id).exits_with(1).stderr_has("E0104");
    }
}

#[test]
fn a_push_of_outdated_pdfs_is_stopped() {
    let copy = with_pdf();
    run(&copy, "brochure-committed").exits_with(0);
    change(&copy);
    run(&copy, "brochure-committed-system").exits_with(1).stderr_has(PDF);
}

#[test]
fn hooks_come_in_pairs_that_differ_only_in_their_language() {
    let hooks = hooks();
    for pair in hooks.chunks(2) {
        let [compiled, system] = pair else { panic!("a hook without its pair") };
        assert_eq!(text(&system["id"]), format!("{}-system", text(&compiled["id"])));
        assert_eq!((compiled["language"].as_str(), system["language"].as_str()), (Some("rust"), Some("system")));
        for key in ["entry", "files", "stages", "pass_filenames", "name", "description"] {
            assert_eq!(compiled[key], system[key], "{key}");
        }
    }
}
