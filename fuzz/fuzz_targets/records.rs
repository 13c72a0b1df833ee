//! Any bytes as a record: load, check and merge must end without a panic.
#![no_main]

#[path = "project.rs"]
mod project;

use std::path::Path;
use std::sync::LazyLock;

use brochure::diagnostics::has_errors;
use brochure::edition::{check, load};
use brochure::internals::merge_records;
use libfuzzer_sys::fuzz_target;
use project::Scratch;

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);

// The first byte says which file is replaced.
fuzz_target!(|data: &[u8]| {
    let Some((which, bytes)) = data.split_first() else { return };
    let files = ["data/2019/clusters/fuzzed.toml", "data/2019/edition.toml"];
    let name = files[usize::from(which % 8 == 0)];
    SCRATCH.replace(name, bytes);
    let Ok(loaded) = load::records(&SCRATCH.project, Path::new("data/2019")) else { return };
    let mut diagnostics = loaded.diagnostics;
    if let Some(records) = &loaded.records {
        diagnostics.extend(check::check(&SCRATCH.project, records));
        for diagnostic in &diagnostics {
            assert!(brochure::diagnostics::json(diagnostic).starts_with('{'));
        }
        if !has_errors(&diagnostics) {
            let values = merge_records(records, &SCRATCH.words, &SCRATCH.geodata, &SCRATCH.design);
            assert_eq!(values.chapters.len(), records.clusters.len());
        }
    }
});
