//! The fonts of a project: only those in `fonts/`.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontVariant};
use typst::utils::LazyHash;
use typst_kit::fonts::FontStore;

use crate::diagnostics::{Code, Diagnostic, SourceFile};
use crate::fs::project::{Project, ProjectError, slashes};

/// Endings of fonts that the typesetter does not read.
const UNUSABLE: [(&str, &str); 8] = [
    ("woff", "a web font"),
    ("woff2", "a web font"),
    ("eot", "a web font"),
    ("pfb", "a Type 1 font"),
    ("pfa", "a Type 1 font"),
    ("pfm", "a file of a Type 1 font"),
    ("dfont", "a font of the old Mac system"),
    ("suit", "a font of the old Mac system"),
];

/// The largest size of all fonts together, in bytes. A family with every script has 100 MB.
const LARGEST: usize = 128 << 20;

/// The fonts of a project, shared by all languages.
#[derive(Clone)]
pub struct Fonts(Arc<FontStore>);

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Fonts").field(&self.families()).finish()
    }
}

impl Fonts {
    /// Reads every OpenType and TrueType font in `fonts/`, in the order of the file names.
    ///
    /// # Errors
    ///
    /// Fails if the folder or a font cannot be read, or is outside the project.
    pub fn load(project: &Project) -> Result<Self, ProjectError> {
        let folder = Path::new("fonts");
        project.resolve(folder)?;
        let mut store = FontStore::new();
        let mut room = LARGEST;
        for path in project.files(folder)?.iter().filter(|path| is_font(path)) {
            let refused =
                |why: String| ProjectError::Io { path: slashes(path).into(), error: std::io::Error::other(why) };
            let bytes = project.read(path)?;
            room = room.checked_sub(bytes.len()).ok_or_else(|| {
                refused(format!("all fonts together have more than the {} MB that are read", LARGEST >> 20))
            })?;
            let fonts: Vec<_> = Font::iter(Bytes::new(bytes)).collect();
            if fonts.is_empty() {
                return Err(refused("it is not a font".to_owned()));
            }
            store.extend(fonts.into_iter().map(|font| (font.clone(), font.info().clone())));
        }
        Ok(Self(Arc::new(store)))
    }

    /// Warns about files in `fonts/` that are fonts in a form that cannot be used.
    ///
    /// # Errors
    ///
    /// Fails if the folder cannot be read.
    pub fn check(project: &Project) -> Result<Vec<Diagnostic>, ProjectError> {
        let folder = Path::new("fonts");
        let files = if project.resolve(folder).is_ok() { project.files(folder)? } else { Vec::new() };
        let warning = |path: &std::path::PathBuf| {
            let ending = path.extension()?.to_str()?.to_lowercase();
            let (_, form) = UNUSABLE.iter().find(|(known, _)| *known == ending)?;
            let file = Arc::new(SourceFile::new(slashes(path), ""));
            Some(
                Diagnostic::warning(Code::FONT, format!("this is {form}, which cannot be used"))
                    .at(&file, 0..0)
                    .hint("replace it with the OpenType or TrueType file of the same font, which ends in .otf or .ttf"),
            )
        };
        Ok(files.iter().filter_map(warning).collect())
    }

    /// Returns the names of the families.
    #[must_use]
    pub fn families(&self) -> Vec<String> {
        self.0.book().families().map(|(name, _)| name.to_owned()).collect()
    }

    /// Returns the file of the first font that is upright and of regular weight, or of the first font.
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
