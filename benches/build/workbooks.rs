//! The cost of sending the facts of many clusters out and bringing them back.

use std::fs;
use std::io::{Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::measure::{measure, shown};
use crate::scratch::Scratch;

/// The clusters of a programme, more than a book can have.
const CLUSTERS: usize = 80;

/// The most that an export or an import may cost, in ms and MB.
const MOST: (u128, u64) = (2000, 300);

/// Measures an export of many clusters, an import without a change, and one with changes in each.
pub fn workbooks() {
    let scratch = Scratch::with(CLUSTERS);
    let export = measure(&mut scratch.brochure(&["export", "figures.xlsx", "--force"]));
    println!("export of {CLUSTERS} clusters              {}", shown(export));
    let same = measure(&mut scratch.brochure(&["import", "figures.xlsx"]));
    println!("import without a change            {}", shown(same));
    let file = fs::read(scratch.root.join("figures.xlsx")).expect("a workbook");
    fs::write(scratch.root.join("changed.xlsx"), with_other_counts(&file)).expect("a workbook");
    let changed = measure(&mut scratch.brochure(&["import", "changed.xlsx", "--dry-run"]));
    println!("import with changes in each        {}", shown(changed));
    for cost in [export, same, changed] {
        let is_cheap = cost.time.as_millis() <= MOST.0 && cost.memory.is_none_or(|memory| memory <= MOST.1);
        assert!(is_cheap, "more than {} ms or {} MB", MOST.0, MOST.1);
    }
}

/// Returns a workbook in which every exact number is about as large.
fn with_other_counts(file: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("a file");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("its bytes");
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(bytes).expect("text");
            bytes = text.replace("<t>exact</t>", "<t>about</t>").into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("its bytes");
    }
    out.finish().expect("a file").into_inner()
}
