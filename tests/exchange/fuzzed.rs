//! Workbooks of any bytes and with any cells: an import ends without a panic, and what it would write is a record. This is the
//! fuzz target `workbook` without a fuzzer.

#[path = "../../fuzz/fuzz_targets/workbooks.rs"]
mod workbooks;

use brochure::Language;
use brochure::diagnostics::json;
use brochure::edition::exchange::workbook;

use super::{export, records};
use crate::common::ProjectCopy;

/// Texts of cells, and bytes of XML.
const PIECES: [&str; 32] = [
    "niro",
    "niro/members/1",
    "niro/members/99",
    "niro/contact",
    "x",
    "72",
    "1.200",
    "ca. 130",
    "n. a.",
    "2019-03-05",
    "5.3.2019",
    "43529",
    "true",
    "ja",
    "about",
    "rund",
    "a; b",
    "a@b.de",
    "https://a.de",
    "+49 1",
    "=1+1",
    "ä😀",
    "–",
    "\u{0}",
    "\u{1}\u{2}",
    "<c>",
    "</v>",
    "<row r=\"",
    "&#x0;",
    "&amp;",
    "]]>",
    "{\"a\":1}",
];

fn below(state: &mut u64, limit: usize) -> usize {
    // xorshift64 (Marsaglia 2003).
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    usize::try_from(*state >> 33).expect("31 bits") % limit
}

/// Bytes that say how a workbook is made, and what is put into it.
fn input(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut data = vec![u8::try_from(below(&mut state, 32)).expect("a byte")];
    // A single cell is often right, several seldom.
    let cells = if seed.is_multiple_of(2) { 0 } else { below(&mut state, 12) };
    for _ in 0..=cells {
        let (row, column) = (2 + below(&mut state, 38), 2 + below(&mut state, 12));
        // Zero ends a cell.
        let kind = if seed.is_multiple_of(2) { 6 } else { 6 + below(&mut state, 6) };
        data.extend([row, column, kind].map(|byte| u8::try_from(byte).expect("a byte")));
        for _ in 0..=cells.min(below(&mut state, 2)) {
            data.extend(PIECES[below(&mut state, PIECES.len())].bytes());
        }
        data.push(0);
    }
    data
}

#[test]
fn any_workbook_is_imported_or_refused() {
    let count = std::env::var("RANDOM_WORKBOOKS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let copy = ProjectCopy::of_records();
    copy.keep_chapters(&["niro", "olec"]);
    let records = records(&copy);
    let (project, exported) = (copy.project(), export(&records, Language::En));
    let (mut changed, mut refused) = (0, 0);
    for seed in 1..=count {
        let bytes = workbooks::made_of(&exported, &input(seed));
        let import = workbook::import(&project, &records, &[("a.xlsx".to_owned(), bytes)]);
        assert!(import.diagnostics.iter().all(|diagnostic| json(diagnostic).starts_with('{')), "seed {seed}");
        for file in &import.files {
            assert!(file.after.parse::<toml::Table>().is_ok(), "seed {seed}:\n{}", file.after);
        }
        changed += import.files.len();
        refused += usize::from(!import.diagnostics.is_empty());
    }
    assert!(changed > 0 && refused > 10, "{changed} changed, {refused} refused of {count}");
}
