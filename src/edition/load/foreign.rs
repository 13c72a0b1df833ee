//! What other programs leave in a file: marks of a merge, letters in the wrong encoding.

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

/// Faults that make the rest of a file worth no word: nobody can say which part of it is meant.
pub(super) fn faults(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    merge_marks(file).or_else(|| twice_encoded(file)).into_iter().collect()
}

/// The marks that a merge of versions leaves where it cannot decide.
fn merge_marks(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let mark =
        |line: &str| ["<<<<<<< ", ">>>>>>> ", "=======\n", "=======\r\n"].iter().any(|mark| line.starts_with(mark));
    let place = line_where(file.text(), mark)?;
    Some(
        Diagnostic::error(Code::SYNTAX, "two versions of this file were merged here, and the marks still stand")
            .at(file, place)
            .hint("keep one of the two versions, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"),
    )
}

fn twice_encoded(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    let found = TWICE_ENCODED.iter().filter_map(|(wrong, right)| Some((file.text().find(wrong)?, wrong, right)));
    let (at, wrong, right) = found.min()?;
    Some(
        Diagnostic::error(Code::ENCODING, format!("{wrong} stands here in the place of {right}"))
            .at(file, at..at + wrong.len())
            .hint("the file was opened in a wrong encoding and saved: take an older copy, and save it as UTF-8"),
    )
}

/// The first line that is one.
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
