//! The hooks of pre-commit do what they say.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::repository::{PDF, change, repository, with_pdf};
use super::runner::{PROGRAM, items, text, yaml};
use crate::common::{Copy, Run};

fn hooks() -> Vec<Value> {
    items(&yaml(".pre-commit-hooks.yaml")).to_vec()
}

/// Runs the entry of a hook with the program on the path.
fn run(copy: &Copy, id: &str) -> Run {
    let hooks = hooks();
    let hook = hooks.iter().find(|hook| hook["id"] == id).expect("a hook");
    assert_eq!(hook["pass_filenames"], false, "the program takes an edition, not files");
    let entry = text(&hook["entry"]);
    let mut words = entry.split_whitespace();
    let program = Path::new(PROGRAM).with_file_name(words.next().expect("a program"));
    let output = Command::new(program).args(words).args(["--lang", "de"]).current_dir(copy.root()).output();
    Run::of(&output.expect("a run"))
}

#[test]
fn a_commit_with_a_fault_is_stopped() {
    let copy = repository();
    for id in ["brochure-check", "brochure-check-system"] {
        run(&copy, id).ends_with(0);
    }
    copy.replace("data/2019/clusters/olec.toml", "short_name = ", "short_nam = ");
    for id in ["brochure-check", "brochure-check-system"] {
        run(&copy, id).ends_with(1).reported("E0104");
    }
}

#[test]
fn a_push_of_old_pdfs_is_stopped() {
    let copy = with_pdf();
    run(&copy, "brochure-committed").ends_with(0);
    change(&copy);
    run(&copy, "brochure-committed-system").ends_with(1).reported(PDF);
}

#[test]
fn hooks_come_in_pairs_that_differ_in_the_language_alone() {
    let hooks = hooks();
    for pair in hooks.chunks(2) {
        let [compiled, system] = pair else { panic!("a hook is separate") };
        assert_eq!(text(&system["id"]), format!("{}-system", text(&compiled["id"])));
        assert_eq!((compiled["language"].as_str(), system["language"].as_str()), (Some("rust"), Some("system")));
        for key in ["entry", "files", "stages", "pass_filenames", "name", "description"] {
            assert_eq!(compiled[key], system[key], "{key}");
        }
    }
}
