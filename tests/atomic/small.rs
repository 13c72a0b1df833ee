//! A project that is built in a blink, and what has to come of it.

use std::path::Path;
use std::process::{Child, Stdio};

use crate::common::{Copy, Files, Run, brochure, command, files};

pub const BIN: &str = env!("CARGO_BIN_EXE_brochure");
pub const BUILD: [&str; 5] = ["build", "--only", "niro", "--target", "print,screen"];
pub const PDF: &str = "expedition-2019-niro-de-print.pdf";
pub const RECORD: &str = "data/2019/clusters/niro.toml";

/// Two states of a word of the record, between which builds go back and forth.
pub const STATES: [&str; 2] = ["RuhrOst", "RuhrWest"];

/// One page with the fingerprint of the record on it: other bytes for each state, and quickly made.
pub const PAGE: &str = r#"
#import "theme.typ": colour, ink, palette, sans
#import "grid.typ": sheet
#import "values.typ": book, proof
#let (year, month, day) = book.meta.date
#set document(title: book.meta.title, date: datetime(year: year, month: month, day: day))
#metadata(palette.pairs().map(((name, it)) => (colour(name), rgb(it.srgb)))) <palette>
#set text(lang: book.language, region: if book.language == "de" { "DE" } else { "GB" }, font: sans, fill: ink)
#sheet("right", running: "", place(top + left, dx: 40mm, dy: 60mm, heading(proof.fingerprint)))
"#;

/// A project that is built in a blink.
pub struct Small {
    pub copy: Copy,
    /// The right files for each state.
    pub right: [Files; 2],
}

impl Small {
    /// Both states have been built; the first is in place.
    pub fn new() -> Self {
        let copy = Copy::new();
        copy.write("templates/main.typ", PAGE);
        let mut small = Self { copy, right: Default::default() };
        small.right = [1, 0].map(|state| small.built(state));
        small.right.reverse();
        let names: Vec<_> = small.right[0].keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "SHA256SUMS",
                PDF,
                "expedition-2019-niro-de-screen.pdf",
                "expedition-2019-niro-en-print.pdf",
                "expedition-2019-niro-en-screen.pdf"
            ]
        );
        for (name, bytes) in &small.right[0] {
            assert_ne!(bytes, &small.right[1][name], "{name} is the same in both states");
        }
        small
    }

    /// Brings the record into a state.
    pub fn turn(&self, state: usize) {
        let text = self.copy.read(RECORD);
        assert!(STATES.iter().any(|word| text.contains(word)), "{STATES:?}");
        self.copy.write(RECORD, &text.replace(STATES[1 - state], STATES[state]));
    }

    pub fn build(&self, more: &[&str]) -> Run {
        Run::of(&brochure(self.copy.root(), &[&BUILD, more].concat()))
    }

    /// The content of `out/` when a state has been built.
    pub fn built(&self, state: usize) -> Files {
        self.turn(state);
        self.build(&[]).ends_with(0);
        self.out()
    }

    pub fn out(&self) -> Files {
        files(&self.copy.path("out"))
    }

    /// Builds the second state in a way that must fail, and then in one that must not.
    pub fn keeps_the_old(&self, out: &str, fails: &dyn Fn() -> Run, reason: &str, works: &dyn Fn() -> Run) {
        self.turn(1);
        let run = fails().ends_with(3);
        run.reported("cannot write ").reported(out).reported(reason);
        assert!(files(&self.copy.path(out)) == self.right[0], "not the old files, or more:\n{}", run.err);
        works().ends_with(0);
        assert!(files(&self.copy.path(out)) == self.right[1], "not the new files, or more");
    }
}

pub fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

pub fn is_litter(name: &str) -> bool {
    name == ".brochure.lock" || name.starts_with(".brochure-")
}

/// A build that has been begun.
pub fn begun(root: &Path, args: &[&str]) -> Child {
    let mut command = command(root, &[&[BIN], args].concat());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run")
}
