//! Files that programs and people have damaged: an import ends, and what it would write is a record.

use brochure::edition::exchange::translations::Format;

use super::Office;
use crate::common::random::Random;

/// What damaged files have.
const PIECES: [&str; 24] = [
    "\"",
    "\\",
    "\n",
    "\nmsgid \"\"\n",
    "msgstr \"x\"\n",
    "msgctxt \"clusters/niro.toml#story\"\n",
    "#, fuzzy\n",
    "#~ ",
    "[sent -]",
    "msgid_plural \"y\"\n",
    "<",
    ">",
    "</source>",
    "<target>",
    "<g id=\"1\">",
    "<ph/>",
    "&amp;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "\u{0}",
    "<file original=\"x\">",
    "😀",
    "[^niro-15]",
];

#[test]
fn any_file_is_imported_or_refused() {
    let count = std::env::var("RANDOM_TRANSLATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(100);
    let office = Office::new();
    let (mut taken, mut refused) = (0, 0);
    for format in [Format::Po, Format::Xliff] {
        let exported = office.export(format);
        for seed in 0..count {
            let mut random = Random::new(seed);
            let mut text = exported.clone();
            for _ in 0..=random.below(3) {
                let start = text.floor_char_boundary(random.below(text.len()));
                let end = text.ceil_char_boundary((start + random.below(9)).min(text.len()));
                text.replace_range(start..end, PIECES[random.below(PIECES.len())]);
            }
            if random.below(8) == 0 {
                text.truncate(text.floor_char_boundary(random.below(text.len())));
            }
            let import = office.import("a", &text);
            for file in &import.files {
                assert!(file.after.parse::<toml::Table>().is_ok(), "seed {seed}, {format:?}: {}", file.after);
            }
            for fault in &import.diagnostics {
                assert!(brochure::diagnostics::json(fault).starts_with('{'), "seed {seed}, {format:?}");
            }
            if import.files.is_empty() { refused += 1 } else { taken += 1 }
        }
    }
    assert!(taken > count / 4 && refused > count / 4, "{taken} taken, {refused} refused of {count} in each format");
}
