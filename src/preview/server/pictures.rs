//! Pictures that were drawn before: those of the pages of now, and of the state before it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::preview::picture::View;

/// Pictures by the hash of their page.
#[derive(Debug, Default)]
pub(super) struct Pictures(Mutex<BTreeMap<(u128, View), Arc<String>>>);

/// The most bytes that are kept, 256 MB. Pages with photographs can have some megabytes.
const MOST: usize = 256 << 20;

impl Pictures {
    /// Returns a picture, which is drawn if it was not before.
    pub(super) fn get(&self, hash: u128, view: View, draw: impl FnOnce() -> Option<String>) -> Option<Arc<String>> {
        let known = self.lock().get(&(hash, view)).cloned();
        known.or_else(|| {
            let picture = Arc::new(draw()?);
            let mut pictures = self.lock();
            if pictures.values().map(|it| it.len()).sum::<usize>() + picture.len() > MOST {
                pictures.clear();
            }
            pictures.insert((hash, view), Arc::clone(&picture));
            Some(picture)
        })
    }

    /// Forgets all pictures but those of some pages.
    pub(super) fn keep(&self, hashes: &BTreeSet<u128>) {
        self.lock().retain(|(hash, _), _| hashes.contains(hash));
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(u128, View), Arc<String>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
