//! Which files of the project the templates have asked for.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Paths from the root of the project, with `/` between their parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Reads(Arc<Mutex<BTreeSet<String>>>);

impl Reads {
    pub(super) fn note(&self, path: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
    }

    /// All of them, in their order.
    pub(super) fn all(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
