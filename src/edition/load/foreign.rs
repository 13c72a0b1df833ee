//! Remains of other programs in a file: conflict markers, text in the wrong encoding.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::fs::project::slashes;

/// The first bytes of files that are not text, and what they are.
const NOT_TEXT: [(&[u8], &str); 4] = [
    (b"PK\x03\x04", "an Office document or a ZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an Office document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"%PDF-", "a PDF"),
];

/// How many bytes show whether a file is UTF-16 or UTF-32.
const SAMPLE: usize = 512;

/// German letters and quotation marks in UTF-8 that were read as Windows-1252 and saved again.
const TWICE_ENCODED: [(&str, &str); 11] = [
    ("Ã¤", "ä"),
    ("Ã¶", "ö"),
    ("Ã¼", "ü"),
    ("ÃŸ", "ß"),
    ("Ã„", "Ä"),
    ("Ã–", "Ö"),
    ("Ãœ", "Ü"),
    ("â€ž", "„"),
    ("â€œ", "“"),
    ("â€“", "–"),
    ("â€™", "’"),
];

/// Decodes a file as UTF-8.
///
/// # Errors
///
/// Returns what the file is instead, at the first byte that is not UTF-8.
pub(super) fn decode(path: &Path, bytes: Vec<u8>) -> Result<Arc<SourceFile>, Box<Diagnostic>> {
    let error = |message: String, hint: &str, text: String, at: Range<usize>| {
        let file = Arc::new(SourceFile::new(slashes(path), text));
        Box::new(Diagnostic::error(Code::ENCODING, message).at(&file, at).hint(hint))
    };
    let save = "save the file as UTF-8 in your editor";
    if let Some((_, kind)) = NOT_TEXT.iter().find(|(start, _)| bytes.starts_with(start)) {
        let hint = "copy its text into a plain text file, and save that as UTF-8";
        return Err(error(format!("the file is {kind}, not plain text"), hint, String::new(), 0..0));
    }
    if let Some(encoding) = wide_encoding(&bytes) {
        return Err(error(format!("the file is saved as {encoding}"), save, String::new(), 0..0));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Arc::new(SourceFile::new(slashes(path), text))),
        Err(wrong) => {
            let valid = wrong.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(wrong.as_bytes()).into_owned();
            Err(error(
                "this character is not valid UTF-8".to_owned(),
                save,
                text,
                valid..valid + char::REPLACEMENT_CHARACTER.len_utf8(),
            ))
        }
    }
}

/// Recognises UTF-16 and UTF-32 by the byte order mark, or by the zero bytes that they have in front of or behind each
/// Latin letter.
fn wide_encoding(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = sample.len() - sample.iter().filter(|byte| **byte != 0).count();
    let is_marked = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    match zeros * 100 / sample.len().max(1) {
        60.. => Some("UTF-32"),
        30.. => Some("UTF-16"),
        _ => is_marked.then_some("UTF-16"),
    }
}

/// Returns the errors that make it useless to look at the rest of a file.
pub(super) fn faults(file: &Arc<SourceFile>) -> Vec<Diagnostic> {
    merge_marks(file).or_else(|| twice_encoded(file)).into_iter().collect()
}

/// Reports the conflict markers of a merge.
fn merge_marks(file: &Arc<SourceFile>) -> Option<Diagnostic> {
    // Seven equal signs alone may underline a heading.
    let mark = |line: &str| ["<<<<<<< ", ">>>>>>> "].iter().any(|mark| line.starts_with(mark));
    let place = line_where(file.text(), mark)?;
    Some(
        Diagnostic::error(Code::SYNTAX, "this file has conflict markers from a merge of two versions")
            .at(file, place)
            .hint("keep one of the two versions, and remove the lines that start with <<<<<<<, |||||||, ======= and >>>>>>>"),
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
