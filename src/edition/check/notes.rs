//! Notes: warnings that an editor can accept, for one file or for the whole edition.

use std::collections::BTreeSet;

use crate::diagnostics::Diagnostic;
use crate::edition::records::{Editorial, Note};

/// Collects the notes about a file that are not accepted.
pub(super) struct Notes<'a> {
    accepted: BTreeSet<&'a Note>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Notes<'a> {
    /// Starts with what a file and the file of its edition accept.
    pub(super) fn new(lists: &[Option<&'a Editorial>]) -> Self {
        let accepted = lists.iter().copied().flatten().flat_map(|editorial| &editorial.accepted).collect();
        Self { accepted, diagnostics: Vec::new() }
    }

    /// Adds a note unless it is accepted. Its hint says how to accept it.
    pub(super) fn add(&mut self, note: Note, mut diagnostic: Diagnostic) {
        if self.accepted.contains(&note) {
            return;
        }
        let hint = diagnostic.hint.take().map(|hint| format!("{hint}; ")).unwrap_or_default();
        diagnostic.hint = Some(format!("{hint}if it is intentional, add \"{note}\" to `accepted` under [editorial]"));
        self.diagnostics.push(diagnostic);
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }
}
