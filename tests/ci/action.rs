//! The action checks the records, makes the PDFs and hands them over.

use std::fs;

use serde_json::Value;

use super::repository::{PDF, change, repository, warned_of, with_pdf};
use super::runner::{Action, PROGRAM};
use crate::common::Copy;

const FAULT: (&str, &str) = ("short_name = ", "short_nam = ");
const OLEC: &str = "data/2019/clusters/olec.toml";

fn action(copy: &Copy, inputs: &[(&str, &str)]) -> Action {
    let inputs = [&[("program", PROGRAM), ("languages", "de")], inputs].concat();
    Action::new(copy.root(), &inputs).run()
}

#[test]
fn the_pdfs_of_a_clean_edition_are_made_and_uploaded() {
    let copy = repository();
    let run = action(&copy, &[]).passes();
    assert_eq!(run.said["Check the records"], "");
    let files: Value = serde_json::from_str(&run.outputs["files"]).expect("JSON");
    let sum = brochure::internals::sha256_hex(fs::read(copy.path(PDF)).expect("a PDF"));
    assert_eq!((files[0]["file"].as_str(), files[0]["sha256"].as_str()), (Some(PDF), Some(sum.as_str())));
    assert_eq!(files.as_array().map(Vec::len), Some(1));
    let upload = &run.handed["Upload the PDFs"];
    assert_eq!(upload["name"], "brochure");
    let paths: Vec<_> = upload["path"].lines().collect();
    assert_eq!(paths, [&format!("./{PDF}"), "./out/SHA256SUMS"]);
    assert!(paths.iter().all(|path| copy.path(path).is_file()));
    assert_eq!(run.outputs["artifact-url"], "https://example.org/upload");
    // No pull request, nothing to compare with.
    assert_eq!((run.outputs["changed"].as_str(), run.summary().as_str()), ("", ""));
    assert!(!run.handed.contains_key("Upload the report"));
}

#[test]
fn a_fault_is_shown_at_its_line_and_nothing_is_made() {
    let copy = repository();
    copy.replace(OLEC, FAULT.0, FAULT.1);
    let run = action(&copy, &[]);
    let said = run.fails_in("Check the records", 1);
    let annotation = format!("::error file={OLEC},line=4,endLine=4,col=1,endColumn=10,title=E0104 unknown-key::");
    assert!(said.lines().any(|line| line.starts_with(&annotation)), "{said}");
    assert!(!copy.path("out").exists());
    assert!(!run.handed.contains_key("Upload the PDFs"));
}

#[test]
fn a_project_in_a_folder_is_built_and_its_faults_are_shown_at_files_of_the_repository() {
    let copy = repository();
    fs::create_dir_all(copy.path("docs/a, b & c")).expect("a folder");
    for part in ["data", "templates", "fonts"] {
        fs::rename(copy.path(part), copy.path("docs/a, b & c").join(part)).expect("a part");
    }
    let run = action(&copy, &[("project", "docs/a, b & c"), ("out", "made")]).passes();
    let paths = &run.handed["Upload the PDFs"]["path"];
    assert!(paths.starts_with("docs/a, b & c/made/expedition-2019-de-print.pdf\n"), "{paths}");
    assert!(paths.lines().all(|path| copy.path(path).is_file()), "{paths}");
    assert_eq!(run.handed["Cache scaled photographs"]["path"], "docs/a, b & c/.brochure-cache");
    copy.replace(&format!("docs/a, b & c/{OLEC}"), FAULT.0, FAULT.1);
    let run = action(&copy, &[("project", "./docs/a, b & c/")]);
    let said = run.fails_in("Check the records", 1);
    assert!(said.contains(&format!("::error file=docs/a%2C b & c/{OLEC},line=4,")), "{said}");
}

#[test]
fn warnings_are_shown_and_fail_a_run_only_where_they_are_denied() {
    let copy = warned_of();
    let annotation = "::warning file=data/2019/edition.toml,line=25,";
    let run = action(&copy, &[]).passes();
    assert!(run.said["Check the records"].contains(annotation), "{:?}", run.said);
    assert!(run.outputs["files"].starts_with("[{\"file\":"), "{:?}", run.outputs);
    let run = action(&copy, &[("deny-warnings", "true")]);
    assert!(run.fails_in("Check the records", 1).contains(annotation));
    let run = action(&copy, &[("deny-warnings", "yes")]);
    let told = "::error title=brochure::the input deny-warnings is 'yes': write true or false\n";
    assert_eq!(run.fails_in("Check the records", 2), told);
}

#[test]
fn committed_pdfs_have_to_be_what_the_records_give() {
    let copy = with_pdf();
    let run = action(&copy, &[("committed", "true")]).passes();
    assert!(!run.handed.contains_key("Upload the PDFs"));
    change(&copy);
    let before = fs::read(copy.path(PDF)).expect("a PDF");
    let run = action(&copy, &[("committed", "true")]);
    let said = run.fails_in("Build the PDFs", 1);
    assert!(said.contains(&format!("::error file={PDF}")), "{said}");
    assert!(fs::read(copy.path(PDF)).expect("a PDF") == before, "a comparison writes nothing");
}

#[test]
fn what_an_input_says_is_never_run() {
    let copy = repository();
    let text = "$(touch run)`touch run`'; touch run; '\"; touch run; \"";
    for name in ["edition", "languages", "targets", "out", "deny-warnings", "committed", "program"] {
        action(&copy, &[(name, text)]);
        assert!(!copy.path("run").exists(), "{name} was run");
    }
    let inputs = [("program", PROGRAM), ("languages", "de"), ("compare", text), ("artifact", text)];
    let run = Action::new(copy.root(), &inputs).without("Build the PDFs").run().passes();
    assert!(run.said["Compare the pages"].contains(&format!("no comparison with {text}: ")));
    assert!(!copy.path("run").exists(), "compare or artifact was run");
}

#[test]
fn the_cache_goes_by_what_photographs_and_pages_are_made_of() {
    let copy = repository();
    let key = || {
        let run = Action::new(copy.root(), &[("program", PROGRAM)]).run_to("Cache scaled photographs").passes();
        run.handed["Cache scaled photographs"]["key"].clone()
    };
    let first = key();
    assert!(first.starts_with("brochure-Linux-"), "{first}");
    copy.write("notes.txt", "changed");
    assert_eq!(key(), first);
    copy.write("data/2019/pictures/head.jpg", "a photograph");
    assert_ne!(key(), first);
}
