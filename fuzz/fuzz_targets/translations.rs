//! Imports translations of any bytes.

use std::path::Path;
use std::sync::LazyLock;

use brochure::Language;
use brochure::edition::exchange::translations::{Format, export, import};
use brochure::edition::load::{self, Records};

use crate::project::Scratch;

static SCRATCH: LazyLock<Scratch> = LazyLock::new(Scratch::new);
static RECORDS: LazyLock<Records> = LazyLock::new(|| {
    let record = include_bytes!("../../data/2019/clusters/niro.toml");
    SCRATCH.replace("data/2019/clusters/fuzzed.toml", record);
    load::records(&SCRATCH.project, Path::new("data/2019")).expect("files").records.expect("records")
});
static PO: LazyLock<String> = LazyLock::new(|| exported(Format::Po));
static XLIFF: LazyLock<String> = LazyLock::new(|| exported(Format::Xliff));

fn exported(format: Format) -> String {
    export(&SCRATCH.project, &RECORDS, Language::En, format, &[]).expect("a language").text
}

/// Imports bytes as they are, or in an export: the first two say where, and how much of it they replace.
pub fn import_any(data: &[u8], format: Format, name: &str) {
    let bytes = match data {
        [0, rest @ ..] => rest.to_vec(),
        [place, length, rest @ ..] => {
            let mut bytes = if format == Format::Po { PO.clone() } else { XLIFF.clone() }.into_bytes();
            let start = bytes.len() * usize::from(*place) / 256;
            let end = (start + usize::from(*length)).min(bytes.len());
            bytes.splice(start..end, rest.iter().copied());
            bytes
        }
        _ => return,
    };
    let import = import(&SCRATCH.project, &RECORDS, name, &bytes);
    for diagnostic in &import.diagnostics {
        assert!(brochure::diagnostics::json(diagnostic).starts_with('{'));
    }
    for file in &import.files {
        assert!(file.after.parse::<toml::Table>().is_ok(), "{}", file.after);
    }
}
