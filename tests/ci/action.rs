//! The action checks the records, builds the PDFs and uploads them.

use std::fs;

use serde_json::Value;

use super::repository::{PDF, change, repository, with_pdf, with_warning};
use super::runner::Action;
use crate::common::{BROCHURE, ProjectCopy};

const MISTAKE: (&str, &str) = ("short_name = ", "short_nam = ");
const OLEC: &str = "data/2019/clusters/olec.toml";

fn action(copy: &ProjectCopy, inputs: &[(&str, &str)]) -> Action {
    let inputs = [&[("program", BROCHURE), ("languages", "de")], inputs].concat();
    Action::new(copy.root(), &inputs).run()
}

#[test]
fn the_pdfs_of_an_edition_without_errors_are_built_and_uploaded() {
    let copy = repository();
    let run = action(&copy, &[]).passes();
    assert_eq!(run.printed["Check the records"], "");
    let files: Value = serde_json::from_str(&run.outputs["files"]).expect("JSON");
    let sum = brochure::internals::sha256_hex(fs::read(copy.path(PDF)).expect("a PDF"));
    assert_eq!((files[0]["file"].as_str(), files[0]["sha256"].as_str()), (Some(PDF), Some(sum.as_str())));
    assert_eq!(files.as_array().map(Vec::len), Some(1));
    let upload = &run.inputs["Upload the PDFs"];
    assert_eq!(upload["name"], "brochure");
    let paths: Vec<_> = upload["path"].lines().collect();
    assert_eq!(paths, [&format!("./{PDF}"), "./out/SHA256SUMS"]);
    assert!(paths.iter().all(|path| copy.path(path).is_file()));
    assert_eq!(run.outputs["artifact-url"], "https://example.org/upload");
    // Without a pull request there is nothing to compare with.
    assert_eq!((run.outputs["changed"].as_str(), run.summary().as_str()), ("", ""));
    assert!(!run.inputs.contains_key("Upload the report"));
}

#[test]
fn an_error_is_annotated_at_its_line_and_nothing_is_built() {
    let copy = repository();
    copy.replace(OLEC, MISTAKE.0, MISTAKE.1);
    let run = action(&copy, &[]);
    let printed = run.fails_in("Check the records", 1);
    let annotation = format!("::error file={OLEC},line=4,endLine=4,col=1,endColumn=10,title=E0104 unknown-key::");
    assert!(printed.lines().any(|line| line.starts_with(&annotation)), "{printed}");
    assert!(!copy.path("out").exists());
    assert!(!run.inputs.contains_key("Upload the PDFs"));
}

#[test]
fn annotations_of_a_project_in_a_folder_name_files_of_the_repository() {
    let copy = repository();
    fs::create_dir_all(copy.path("docs/a, b & c")).expect("a folder");
    for part in ["data", "templates", "fonts"] {
        fs::rename(copy.path(part), copy.path("docs/a, b & c").join(part)).expect("a part");
    }
    let run = action(&copy, &[("project", "docs/a, b & c"), ("out", "made")]).passes();
    let paths = &run.inputs["Upload the PDFs"]["path"];
    assert!(paths.starts_with("docs/a, b & c/made/expedition-2019-de-print.pdf\n"), "{paths}");
    assert!(paths.lines().all(|path| copy.path(path).is_file()), "{paths}");
    assert_eq!(run.inputs["Cache scaled photographs"]["path"], "docs/a, b & c/.brochure-cache");
    copy.replace(&format!("docs/a, b & c/{OLEC}"), MISTAKE.0, MISTAKE.1);
    let run = action(&copy, &[("project", "./docs/a, b & c/")]);
    let printed = run.fails_in("Check the records", 1);
    assert!(printed.contains(&format!("::error file=docs/a%2C b & c/{OLEC},line=4,")), "{printed}");
}

#[test]
fn warnings_are_annotated_and_fail_a_run_only_where_they_are_denied() {
    let copy = with_warning();
    let annotation = "::warning file=data/2019/edition.toml,line=25,";
    let run = action(&copy, &[]).passes();
    assert!(run.printed["Check the records"].contains(annotation), "{:?}", run.printed);
    assert!(run.outputs["files"].starts_with("[{\"file\":"), "{:?}", run.outputs);
    let run = action(&copy, &[("deny-warnings", "true")]);
    assert!(run.fails_in("Check the records", 1).contains(annotation));
    let run = action(&copy, &[("deny-warnings", "yes")]);
    let message = "::error title=brochure::the input deny-warnings is 'yes': write true or false\n";
    assert_eq!(run.fails_in("Check the records", 2), message);
}

#[test]
fn committed_pdfs_must_match_the_records() {
    let copy = with_pdf();
    let run = action(&copy, &[("committed", "true")]).passes();
    assert!(!run.inputs.contains_key("Upload the PDFs"));
    change(&copy);
    let before = fs::read(copy.path(PDF)).expect("a PDF");
    let run = action(&copy, &[("committed", "true")]);
    let printed = run.fails_in("Build the PDFs", 1);
    assert!(printed.contains(&format!("::error file={PDF}")), "{printed}");
    assert!(fs::read(copy.path(PDF)).expect("a PDF") == before, "a comparison writes nothing");
}

#[test]
fn inputs_are_never_run_as_code() {
    let copy = repository();
    let text = "$(touch run)`touch run`'; touch run; '\"; touch run; \"";
    for name in ["edition", "languages", "targets", "out", "deny-warnings", "committed", "program"] {
        action(&copy, &[(name, text)]);
        assert!(!copy.path("run").exists(), "{name} was run");
    }
    let inputs = [("program", BROCHURE), ("languages", "de"), ("compare", text), ("artifact", text)];
    let run = Action::new(copy.root(), &inputs).without("Build the PDFs").run().passes();
    assert!(run.printed["Compare the pages"].contains(&format!("no comparison with {text}: ")));
    assert!(!copy.path("run").exists(), "compare or artifact was run");
}

#[test]
fn the_key_of_the_cache_changes_with_data_and_templates() {
    let copy = repository();
    let key = || {
        let run = Action::new(copy.root(), &[("program", BROCHURE)]).run_to("Cache scaled photographs").passes();
        run.inputs["Cache scaled photographs"]["key"].clone()
    };
    let first = key();
    assert!(first.starts_with("brochure-Linux-"), "{first}");
    copy.write("notes.txt", "changed");
    assert_eq!(key(), first);
    copy.write("data/2019/pictures/head.jpg", "a photograph");
    assert_ne!(key(), first);
}
