//! Photographs while the pages are laid out: a tiny stand-in of the same shape for each.
//!
//! Typst decodes every picture it is given in full and never scales one down. The layout needs the
//! shape alone, so the pixels stay on disk until a target asks for them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use typst::foundations::Bytes;

use crate::fs::hash::sha256;
use crate::photos::{self, Header};

/// A photograph that a template places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its path from the root of the project, with `/` between its parts.
    pub path: String,
    /// What the head of its file says.
    pub header: Header,
}

/// The pictures that templates have asked for.
#[derive(Debug, Clone, Default)]
pub struct Originals(Arc<Mutex<Table>>);

#[derive(Debug, Default)]
struct Table {
    /// By the bytes of their stand-ins.
    photos: BTreeMap<Vec<u8>, Arc<Original>>,
    /// The paths of SVG pictures by their bytes.
    drawings: BTreeMap<Vec<u8>, String>,
}

impl Originals {
    /// The photograph that a stand-in stands for.
    #[must_use]
    pub fn find(&self, stand_in: &[u8]) -> Option<Arc<Original>> {
        self.table().photos.get(stand_in).cloned()
    }

    /// The path of an SVG picture from the root of the project; none where a template made it.
    #[must_use]
    pub fn drawing(&self, svg: &[u8]) -> Option<String> {
        self.table().drawings.get(svg).cloned()
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The stand-in for a file; `None` where its name is none of a photograph's.
    pub(super) fn stand_in(&self, path: &str, bytes: &[u8]) -> Option<Result<Bytes, photos::Fault>> {
        let extension = Path::new(path).extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("svg") {
            self.table().drawings.insert(bytes.to_vec(), path.to_owned());
        }
        if !photos::is_photo(extension) {
            return None;
        }
        Some(photos::header(bytes, extension).and_then(|header| {
            let stand_in = photos::stand_in(&header, number(path))?;
            let original = Arc::new(Original { path: path.to_owned(), header });
            self.table().photos.insert(stand_in.clone(), original);
            Ok(Bytes::new(stand_in))
        }))
    }
}

/// A number of a path that no other path of a project has.
fn number(path: &str) -> u64 {
    sha256(path).iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
