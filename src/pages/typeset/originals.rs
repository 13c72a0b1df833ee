//! Photographs during the layout: a tiny placeholder of the same shape for each.
//!
//! Typst decodes every picture that it is given and never scales one down. The layout needs only the shape, so
//! that the pixels stay on disk until a target asks for them.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use typst::foundations::Bytes;

use crate::photos::{self, Format, Header, PhotoError};

/// A photograph that a template places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its path from the root of the project, with `/` between its parts.
    pub path: String,
    /// The header of its file.
    pub header: Header,
}

/// The pictures that templates have asked for.
#[derive(Debug, Clone, Default)]
pub struct Originals(Arc<Mutex<Table>>);

#[derive(Debug, Default)]
struct Table {
    /// Photographs by the bytes of their placeholders.
    photos: BTreeMap<Vec<u8>, Arc<Original>>,
    /// Paths of SVG pictures by their bytes.
    drawings: BTreeMap<Vec<u8>, String>,
}

impl Originals {
    /// Returns the photograph that has a placeholder.
    #[must_use]
    pub fn find(&self, placeholder: &[u8]) -> Option<Arc<Original>> {
        self.table().photos.get(placeholder).cloned()
    }

    /// Returns the path of an SVG picture from the root of the project; none if a template made it.
    #[must_use]
    pub fn drawing(&self, svg: &[u8]) -> Option<String> {
        self.table().drawings.get(svg).cloned()
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the placeholder for a file; none if its extension is not that of a photograph.
    pub(super) fn placeholder(&self, path: &str, bytes: &[u8]) -> Option<Result<Bytes, PhotoError>> {
        let extension = Path::new(path).extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("svg") {
            self.table().drawings.insert(bytes.to_vec(), path.to_owned());
        }
        Format::from_extension(extension)?;
        Some(photos::read_header(bytes, extension).and_then(|header| {
            let placeholder = photos::placeholder(&header, path)?;
            let original = Arc::new(Original { path: path.to_owned(), header });
            self.table().photos.insert(placeholder.clone(), original);
            Ok(Bytes::new(placeholder))
        }))
    }
}
