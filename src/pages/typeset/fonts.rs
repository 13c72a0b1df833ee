//! The fonts of a project: those in `fonts/`, and no others.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;

use crate::fs::project::{Project, ProjectError, slashes};

/// The fonts of a project, shared by all languages.
#[derive(Clone)]
pub struct Fonts(Arc<FontStore>);

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fonts").field(&self.families()).finish()
    }
}

impl Fonts {
    /// Reads every OpenType and TrueType font in `fonts/`, in the order of their names.
    ///
    /// # Errors
    ///
    /// Fails where the folder or a font cannot be read, or lies outside the project.
    pub fn load(project: &Project) -> Result<Self, ProjectError> {
        let folder = Path::new("fonts");
        project.resolve(folder)?;
        let mut store = FontStore::new();
        for path in project.files(folder)?.iter().filter(|path| is_font(path)) {
            let bytes = Bytes::new(project.read(path)?);
            let mut found = false;
            for font in Font::iter(bytes) {
                let info = font.info().clone();
                store.push((font, info));
                found = true;
            }
            if !found {
                let error = std::io::Error::new(std::io::ErrorKind::InvalidData, "it is no font");
                return Err(ProjectError::Io { path: slashes(path).into(), error });
            }
        }
        Ok(Self(Arc::new(store)))
    }

    /// The names of the families.
    #[must_use]
    pub fn families(&self) -> Vec<String> {
        self.0.book().families().map(|(name, _)| name.to_owned()).collect()
    }

    /// The file of an upright font of common weight: the first by name, or the first at all.
    #[must_use]
    pub fn upright(&self) -> Option<Vec<u8>> {
        let fonts = || (0..).map_while(|index| self.0.font(index));
        let plain = |font: &Font| font.info().variant == FontVariant::default();
        fonts().find(plain).or_else(|| fonts().next()).map(|font| font.data().to_vec())
    }

    pub(super) fn book(&self) -> &LazyHash<FontBook> {
        self.0.book()
    }

    pub(super) fn font(&self, index: usize) -> Option<Font> {
        self.0.font(index)
    }
}

fn is_font(name: &Path) -> bool {
    let endings = ["otf", "ttf", "otc", "ttc"];
    name.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
