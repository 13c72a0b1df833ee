//! The screen PDF, read as a screen reader reads it.

mod byhand;
mod content;
mod fonts;
mod languages;
mod links;
mod outline;
mod reader;
mod rules;
mod spoken;
mod tags;
mod tree;

use std::sync::OnceLock;

use brochure::Language;
use brochure::pdf::Target;
use brochure::pipeline::Output;

use self::reader::Tree;
use crate::common::shipped_build;

/// A screen PDF of the shipped edition.
struct Screen {
    name: String,
    german: bool,
    tree: Tree,
}

/// Returns the screen PDFs of the shipped edition: German, then English. All tests of a run share them.
fn screens() -> &'static [Screen] {
    static SCREENS: OnceLock<Vec<Screen>> = OnceLock::new();
    SCREENS.get_or_init(|| {
        let outputs = shipped_build().outputs.iter().filter(|output| output.target == Target::Screen);
        let read = |output: &Output| Screen {
            german: output.language == Language::De,
            tree: reader::read(&output.bytes),
            name: output.name.clone(),
        };
        let mut screens: Vec<_> = outputs.map(read).collect();
        screens.sort_by_key(|screen| !screen.german);
        assert_eq!(screens.len(), 2);
        screens
    })
}
