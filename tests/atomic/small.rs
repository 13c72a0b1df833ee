//! A project that is built in a blink, in two states.

use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::OnceLock;

use crate::common::{BROCHURE, Files, NIRO, ProjectCopy, Run, brochure, command, files};

pub const BUILD: [&str; 5] = ["build", "--only", "niro", "--target", "print,screen"];
pub const PDF: &str = "expedition-2019-niro-de-print.pdf";

/// A word of the record in each state.
const STATES: [&str; 2] = ["RuhrOst", "RuhrWest"];

/// A project with four PDFs of one page and their hashes, in two states that differ in every file.
pub struct Small {
    pub copy: ProjectCopy,
    /// The files of each state.
    pub expected: &'static [Files; 2],
}

impl Small {
    /// Makes the project and builds its first state.
    pub fn new() -> Self {
        static EXPECTED: OnceLock<[Files; 2]> = OnceLock::new();
        let expected = EXPECTED.get_or_init(|| {
            let copy = ProjectCopy::with_tiny_pages();
            let built = [0, 1].map(|state| build_state(&copy, state));
            assert_eq!(built[0].len(), 5, "{:?}", names(&built[0]));
            for (name, bytes) in &built[0] {
                assert_ne!(bytes, &built[1][name], "{name} is the same in both states");
            }
            built
        });
        let copy = ProjectCopy::with_tiny_pages();
        assert!(build_state(&copy, 0) == expected[0]);
        Self { copy, expected }
    }

    /// Changes the record to a state.
    pub fn set_state(&self, state: usize) {
        set_state(&self.copy, state);
    }

    pub fn build(&self, more: &[&str]) -> Run {
        brochure(self.copy.root(), &[&BUILD, more].concat())
    }

    /// Builds a state, and returns the files.
    pub fn build_state(&self, state: usize) -> Files {
        build_state(&self.copy, state)
    }

    pub fn out(&self) -> Files {
        files(&self.copy.path("out"))
    }

    /// Builds the second state in a way that must fail and keep the old files, then in one that must not.
    pub fn assert_keeps_old(&self, out: &str, fails: &dyn Fn() -> Run, reason: &str, works: &dyn Fn() -> Run) {
        self.set_state(1);
        let run = fails().exits_with(3);
        run.stderr_has("cannot write ").stderr_has(out).stderr_has(reason);
        assert!(files(&self.copy.path(out)) == self.expected[0], "not the old files, or more:\n{}", run.stderr);
        works().exits_with(0);
        assert!(files(&self.copy.path(out)) == self.expected[1], "not the new files, or more");
    }
}

fn set_state(copy: &ProjectCopy, state: usize) {
    let text = copy.read(NIRO);
    assert!(STATES.iter().any(|word| text.contains(word)), "{STATES:?}");
    copy.write(NIRO, text.replace(STATES[1 - state], STATES[state]));
}

fn build_state(copy: &ProjectCopy, state: usize) -> Files {
    set_state(copy, state);
    brochure(copy.root(), &BUILD).exits_with(0);
    files(&copy.path("out"))
}

pub fn names(files: &Files) -> Vec<&str> {
    files.keys().map(String::as_str).collect()
}

/// Returns whether a file is a lock or a part of one that was being written.
pub fn is_temporary(name: &str) -> bool {
    name == ".brochure.lock" || name.starts_with(".brochure-")
}

/// Starts a build.
pub fn start(root: &Path, args: &[&str]) -> Child {
    let mut command = command(root, &[&[BROCHURE], args].concat());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a run")
}
