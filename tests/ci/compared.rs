//! A pull request is compared with its base; differences are shown and do not fail the run.

use std::path::Path;

use super::repository::{change, repository, shallow};
use super::runner::Action;
use crate::common::git::{commit, git, head};
use crate::common::{BROCHURE, ProjectCopy};

const REPORT: &str = "mine-changes.html";

/// Makes a repository with a branch that changes one record, and returns it with the hash of its base.
fn pull_request() -> (ProjectCopy, String) {
    let origin = repository();
    let base = head(&origin);
    git(origin.root(), &["switch", "--quiet", "--create", "change"]);
    change(&origin);
    commit(&origin, "A change");
    git(origin.root(), &["switch", "--quiet", "main"]);
    (origin, base)
}

fn compare(workspace: &Path, base: &str, inputs: &[(&str, &str)]) -> Action {
    action(workspace, base, inputs).without("Build the PDFs").run().passes()
}

fn action(workspace: &Path, base: &str, inputs: &[(&str, &str)]) -> Action {
    let inputs = [&[("program", BROCHURE), ("languages", "de")], inputs].concat();
    Action::new(workspace, &inputs).github("event.pull_request.base.sha", base)
}

#[test]
fn a_changed_record_is_named_with_its_pages_and_shown_side_by_side() {
    let (origin, base) = pull_request();
    let clone = shallow(&origin, "change");
    let run = action(clone.path(), &base, &[("artifact", "mine")]).run().passes();
    assert_eq!(run.outputs["changed"], "true");
    let summary = run.summary();
    assert!(summary.starts_with(&format!("### What differs from {base}\n\n~~~~~~text\n")), "{summary}");
    assert!(summary.contains("\ndata/2019/clusters/niro.toml\n"), "{summary}");
    assert!(summary.contains(" of 4 pages differ"), "{summary}");
    assert!(summary.ends_with("\n~~~~~~\n[Changed pages side by side](https://example.org/report)\n"), "{summary}");
    let report = Path::new(&run.outputs["report"]);
    assert!(report.ends_with(REPORT) && report.is_file(), "{}", report.display());
    assert_eq!(run.inputs["Upload the report"]["path"], run.outputs["report"]);
    // The PDFs are made all the same.
    assert!(run.inputs["Upload the PDFs"]["path"].contains("expedition-2019-de-print.pdf"));
}

#[test]
fn without_differences_there_is_no_report() {
    let (origin, _) = pull_request();
    git(origin.root(), &["switch", "--quiet", "--create", "notes"]);
    origin.write("notes.txt", "on no page");
    commit(&origin, "Notes");
    let clone = shallow(&origin, "notes");
    let run = compare(clone.path(), "", &[("compare", "origin/main")]);
    assert_eq!(run.summary(), "### No page differs from origin/main\n");
    assert_eq!((run.outputs["changed"].as_str(), run.outputs["report"].as_str()), ("false", ""));
    assert!(!run.inputs.contains_key("Upload the report"));
}

#[test]
fn a_base_that_cannot_be_fetched_is_a_warning() {
    let (origin, _) = pull_request();
    let clone = shallow(&origin, "change");
    let run = compare(clone.path(), &"0".repeat(40), &[]);
    let why =
        "it is not in the checkout and cannot be fetched from origin; set fetch-depth: 0 to fetch the whole history";
    let warning = format!("::warning title=brochure::no comparison with {}: {why}\n", "0".repeat(40));
    assert!(run.printed["Compare the pages"].contains(&warning), "{:?}", run.printed);
    assert_eq!((run.outputs["changed"].as_str(), run.outputs["report"].as_str()), ("", ""));
    assert!(run.inputs.contains_key("Upload the PDFs"), "the run goes on");
    assert!(run.summary().starts_with("### No comparison with 0000"), "{}", run.summary());
}

#[test]
fn a_base_with_errors_is_a_warning() {
    let (origin, _) = pull_request();
    origin.replace("data/2019/clusters/olec.toml", "short_name = ", "short_nam = ");
    let faulty = commit(&origin, "A fault");
    let clone = shallow(&origin, "change");
    let run = compare(clone.path(), &faulty, &[]);
    let printed = &run.printed["Compare the pages"];
    assert!(
        printed.contains(&format!("::warning title=brochure::no comparison with {faulty}: {faulty} (")),
        "{printed}"
    );
    assert!(printed.contains(") cannot be compared, because it cannot be built\n"), "{printed}");
    let summary = run.summary();
    assert!(summary.starts_with(&format!("### No comparison with {faulty}\n")), "{summary}");
    assert!(summary.contains("error[E0104 unknown-key]: unknown key `short_nam`"), "{summary}");
}

#[test]
fn an_empty_input_turns_the_comparison_off() {
    let (origin, base) = pull_request();
    let run = compare(origin.root(), &base, &[("compare", "")]);
    assert!(!run.printed.contains_key("Compare the pages"));
}
