//! Any bytes as a workbook, as a part of one, or as the cells of one: an import ends without a panic, and what it would write
//! is a record.
#![no_main]

#[path = "project.rs"]
mod project;
#[path = "workbooks.rs"]
mod workbooks;

use std::path::Path;
use std::sync::LazyLock;

use brochure::Language;
use brochure::edition::exchange::workbook;
use brochure::edition::load::{self, Records};
use libfuzzer_sys::fuzz_target;
use project::Scratch;

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);
static RECORDS: LazyLock<Records> = LazyLock::new(|| {
    let record = include_bytes!("../../data/2019/clusters/niro.toml");
    SCRATCH.replace("data/2019/clusters/fuzzed.toml", record);
    load::records(&SCRATCH.project, Path::new("data/2019")).expect("files").records.expect("records")
});
static EXPORTED: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let clusters: Vec<_> = RECORDS.clusters.iter().collect();
    workbook::office(&RECORDS, &clusters, Language::De).expect("a workbook")
});

fuzz_target!(|data: &[u8]| {
    let bytes = workbooks::made_of(&EXPORTED, data);
    let import = workbook::import(&SCRATCH.project, &RECORDS, &[("a.xlsx".to_owned(), bytes)]);
    for diagnostic in &import.diagnostics {
        assert!(brochure::diagnostics::json(diagnostic).starts_with('{'));
    }
    for file in &import.files {
        assert!(file.after.parse::<toml::Table>().is_ok(), "{}", file.after);
    }
});
