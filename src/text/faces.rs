//! The faces of a project, for texts whose width has to be known before they are set.

use std::path::Path;
use std::sync::Arc;

use super::widths::Ruler;
use crate::fs::project::{Project, ProjectError};

/// A face of a family.
#[derive(Clone)]
pub(crate) struct Style {
    family: String,
    /// From 100 to 900.
    pub weight: u16,
    pub italic: bool,
    /// The name of its file.
    pub file: String,
    bytes: Arc<[u8]>,
}

impl Style {
    /// Returns its weight and slope, such as "600 italic".
    #[must_use]
    pub(crate) fn name(&self) -> String {
        format!("{}{}", self.weight, if self.italic { " italic" } else { "" })
    }

    /// Returns whether it can show a character.
    #[must_use]
    pub(crate) fn has(&self, character: char) -> bool {
        ttf_parser::Face::parse(&self.bytes, 0).is_ok_and(|face| face.glyph_index(character).is_some())
    }
}

/// The OpenType and TrueType fonts in `fonts/`.
#[derive(Clone, Default)]
pub struct Faces(Vec<Style>);

impl std::fmt::Debug for Faces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|it| (&it.family, it.weight, it.italic))).finish()
    }
}

impl Faces {
    /// Reads the fonts of a project. A file that is no font is left out: the typesetter reports it.
    ///
    /// # Errors
    ///
    /// Fails if the folder or a font cannot be read.
    pub fn load(project: &Project) -> Result<Self, ProjectError> {
        let files = project.files(Path::new("fonts"))?;
        let fonts = files.iter().filter(|path| {
            path.extension()
                .is_some_and(|ending| ending.eq_ignore_ascii_case("otf") || ending.eq_ignore_ascii_case("ttf"))
        });
        let faces: Result<Vec<_>, _> =
            fonts.map(|path| project.read(path).map(|bytes| read_style(path, &bytes))).collect();
        Ok(Self(faces?.into_iter().flatten().collect()))
    }

    /// Returns the faces of a family.
    pub(crate) fn of_family(&self, family: &str) -> impl Iterator<Item = &Style> {
        self.0.iter().filter(move |style| style.family == family)
    }

    /// Returns the ruler of an upright face; `None` if the project does not have it.
    #[must_use]
    pub(crate) fn ruler(&self, family: &str, weight: u16) -> Option<Ruler<'_>> {
        let found = self.0.iter().find(|it| it.family == family && it.weight == weight && !it.italic)?;
        Ruler::new(&found.bytes)
    }
}

/// Reads the family, weight and slope of a font.
fn read_style(path: &Path, bytes: &[u8]) -> Option<Style> {
    let face = ttf_parser::Face::parse(bytes, 0).ok()?;
    let name = |id| face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string());
    let family = name(ttf_parser::name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(ttf_parser::name_id::FAMILY))?;
    let file = path.file_name()?.to_string_lossy().into_owned();
    Some(Style { family, weight: face.weight().to_number(), italic: face.is_italic(), file, bytes: bytes.into() })
}

#[cfg(test)]
mod tests {
    use super::{Faces, read_style};

    #[test]
    fn a_face_is_found_by_its_family_and_weight() {
        let font = include_bytes!("../../fonts/SourceSans3-Semibold.otf");
        let path = std::path::Path::new("fonts/SourceSans3-Semibold.otf");
        let faces = Faces(read_style(path, font).into_iter().collect());
        assert!(faces.ruler("Source Sans 3", 600).is_some(), "{faces:?}");
        assert!(faces.ruler("Source Sans 3", 400).is_none() && faces.ruler("Other", 600).is_none());
        assert!(read_style(path, b"no font").is_none());
        let style = faces.of_family("Source Sans 3").next().expect("a face");
        assert_eq!((style.name().as_str(), style.file.as_str()), ("600", "SourceSans3-Semibold.otf"));
        assert!(style.has('ß') && !style.has('あ'));
    }
}
