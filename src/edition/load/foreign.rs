//! Remains of other programs in a file: conflict markers, text in the wrong encoding.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, SourceFile};

/// German letters and quotation marks in UTF-8 that were read as Windows-1252 and saved again.
const TWICE_ENCODED: [(&str, &str); 9] = [
    ("Ã¤", "ä"),
    ("Ã¶", "ö"),
    ("Ã¼", "ü"),
    ("ÃŸ", "ß"),
    ("Ã„", "Ä"),
    ("Ã–", "Ö"),
    ("Ãœ", "Ü"),
    ("â€ž", "„"),
    ("â€œ", "“"),
];

/// Returns the errors that make it useless to look at the rest of a file.
pub(super) fn faults(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    merge_marks(file).or_else(|| twice_encoded(file)).into_iter().collect()
}

/// Reports the conflict markers of a merge.
fn merge_marks(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let mark =
        |line: &str| ["<<<<<<< ", ">>>>>>> ", "=======\n", "=======\r\n"].iter().any(|mark| line.starts_with(mark));
    let place = line_where(file.text(), mark)?;
    Some(
        Diagnostic::error(Code::SYNTAX, "this file has conflict markers from a merge of two versions")
            .at(file, place)
            .hint("keep one of the two versions, and remove the lines that start with <<<<<<<, ======= and >>>>>>>"),
    )
}

fn twice_encoded(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let found = TWICE_ENCODED.iter().filter_map(|(wrong, right)| Some((file.text().find(wrong)?, wrong, right)));
    let (at, wrong, right) = found.min()?;
    Some(
        Diagnostic::error(Code::ENCODING, format!("found {wrong} instead of {right}"))
            .at(file, at..at + wrong.len())
            .hint("the file was opened with the wrong encoding and saved: restore an older copy and save it as UTF-8"),
    )
}

/// Returns the first line that satisfies a condition.
fn line_where(text: &str, is: impl Fn(&str) -> bool) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if is(line) {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}
