//! The files of the project that templates have read.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Paths from the root of the project, with `/` between their parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads(Arc<Mutex<BTreeSet<String>>>);

impl Reads {
    pub(super) fn add(&self, path: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    pub(super) fn list(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
