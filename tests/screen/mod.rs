//! The PDF for a screen, read as a screen reader does.

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

use std::path::Path;
use std::sync::OnceLock;

use brochure::Language;
use brochure::pdf::Target;
use brochure::pipeline::{self, Options};

use self::reader::Tree;

/// A PDF of the shipped edition, read.
struct Screen {
    name: String,
    german: bool,
    tree: Tree,
}

/// Both languages for a screen: German, then English. Made once for all tests.
fn screens() -> &'static [Screen] {
    static SCREENS: OnceLock<Vec<Screen>> = OnceLock::new();
    SCREENS.get_or_init(|| {
        let (project, _) = crate::common::shipped();
        let languages = vec![Language::De, Language::En];
        let options = Options { languages, targets: vec![Target::Screen], ..Options::default() };
        let outcome = pipeline::build(&project, Path::new("data/2019"), &options, &|_| {}).expect("files");
        assert_eq!(outcome.outputs.len(), 2, "{:?}", crate::common::messages(&outcome.diagnostics));
        let read = |output: pipeline::Output| Screen {
            german: output.language == Language::De,
            tree: reader::read(&output.bytes),
            name: output.name,
        };
        let mut screens: Vec<_> = outcome.outputs.into_iter().map(read).collect();
        screens.sort_by_key(|screen| !screen.german);
        screens
    })
}
