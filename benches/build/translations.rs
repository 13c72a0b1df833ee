//! What it costs to send the texts of many clusters out to translators and to bring them back.

use std::fs;

use crate::measure::{measure, shown};
use crate::scratch::Scratch;

/// The clusters of a programme, more than a book can have.
const CLUSTERS: usize = 80;

/// The most that an export or an import may cost, in ms and MB.
const MOST: (u128, u64) = (2000, 300);

/// Measures an export of many clusters in each format, an import without a change, and one with a change in each cluster.
pub fn translations() {
    let scratch = Scratch::with(CLUSTERS);
    for file in ["texts.po", "texts.xlf"] {
        let export = measure(&mut scratch.brochure(&["export", file, "--force"]));
        println!("export of {CLUSTERS} clusters to {file:<9} {}", shown(export));
        let same = measure(&mut scratch.brochure(&["import", file]));
        println!("import without a change            {}", shown(same));
        let text = fs::read_to_string(scratch.root.join(file)).expect("translations");
        let changed = format!("changed-{file}");
        fs::write(scratch.root.join(&changed), with_other_headlines(&text)).expect("translations");
        let other = measure(&mut scratch.brochure(&["import", &changed, "--dry-run"]));
        println!("import with changes in each        {}", shown(other));
        for cost in [export, same, other] {
            let is_cheap = cost.time.as_millis() <= MOST.0 && cost.memory.is_none_or(|memory| memory <= MOST.1);
            assert!(is_cheap, "more than {} ms or {} MB", MOST.0, MOST.1);
        }
    }
}

/// Returns a file in which every translated headline is longer by a word.
fn with_other_headlines(text: &str) -> String {
    let mut is_headline = false;
    let lines = text.lines().map(|line| {
        is_headline |= line.contains("#headline\"") || line.contains("id=\"headline\"");
        let is_target = line.starts_with("msgstr \"") || line.contains("<target");
        if !is_headline || !is_target {
            return format!("{line}\n");
        }
        is_headline = false;
        format!("{}\n", line.replacen("msgstr \"", "msgstr \"Now: ", 1).replacen("</target>", " now</target>", 1))
    });
    lines.collect()
}
