//! Two PDFs.

use std::process::Command;

use super::{diff, pages, tiny_pages};
use crate::common::{BROCHURE, NIRO, brochure};

#[test]
fn two_pdfs_are_compared_by_their_pages() {
    let copy = tiny_pages();
    let build = |out: &str| {
        brochure(copy.root(), &["build", "--lang", "de", "--out", out]).exits_with(0);
    };
    build("old");
    let (old, new) = ("old/expedition-2019-de-print.pdf", "new/expedition-2019-de-print.pdf");
    assert_eq!(diff(&copy, &[old, old], 0).stdout, "no differences\n");
    copy.replace(NIRO, "RuhrOst e. V.", "RuhrWest e. V.");
    build("new");
    assert_eq!(pages(&diff(&copy, &[old, new, "--format", "json"], 1)).len(), 1);
    // A file with another date has the same pages.
    let date = Command::new(BROCHURE)
        .args(["build", "--lang", "de", "--out", "dated", "--quiet"])
        .current_dir(copy.root())
        .env("SOURCE_DATE_EPOCH", "1700000000")
        .status();
    assert!(date.expect("a run").success());
    diff(&copy, &[new, "dated/expedition-2019-de-print.pdf"], 1).stdout_has("differ in what is not visible");
    copy.write("no.pdf", "%PDF-1.7\nno more than a head");
    diff(&copy, &[old, "no.pdf"], 3).stderr_has("error: no.pdf is not a readable PDF\n");
    diff(&copy, &["no.pdf", old], 3).stderr_has("error: no.pdf is not a readable PDF\n");
    diff(&copy, &[old, "gone.pdf"], 3).stderr_has("error: cannot read gone.pdf: ");
}
