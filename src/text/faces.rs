//! The faces of a project, for texts whose width has to be known before they are set.

use std::path::Path;
use std::sync::Arc;

use super::widths::Ruler;
use crate::fs::project::{Project, ProjectError};

/// A face of a family.
#[derive(Clone)]
struct Style {
    family: String,
    weight: u16,
    italic: bool,
    bytes: Arc<[u8]>,
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
        let faces: Result<Vec<_>, _> = fonts.map(|path| project.read(path).map(|bytes| read_style(&bytes))).collect();
        Ok(Self(faces?.into_iter().flatten().collect()))
    }

    /// Returns the ruler of an upright face; `None` if the project does not have it.
    #[must_use]
    pub(crate) fn ruler(&self, family: &str, weight: u16) -> Option<Ruler<'_>> {
        let found = self.0.iter().find(|it| it.family == family && it.weight == weight && !it.italic)?;
        Ruler::new(&found.bytes)
    }
}

/// Reads the family, weight and slope of a font.
fn read_style(bytes: &[u8]) -> Option<Style> {
    let face = ttf_parser::Face::parse(bytes, 0).ok()?;
    let name = |id| face.names().into_iter().filter(|name| name.name_id == id).find_map(|name| name.to_string());
    let family = name(ttf_parser::name_id::TYPOGRAPHIC_FAMILY).or_else(|| name(ttf_parser::name_id::FAMILY))?;
    Some(Style { family, weight: face.weight().to_number(), italic: face.is_italic(), bytes: bytes.into() })
}

#[cfg(test)]
mod tests {
    use super::{Faces, read_style};

    #[test]
    fn a_face_is_found_by_its_family_and_weight() {
        let font = include_bytes!("../../fonts/SourceSans3-Semibold.otf");
        let faces = Faces(read_style(font).into_iter().collect());
        assert!(faces.ruler("Source Sans 3", 600).is_some(), "{faces:?}");
        assert!(faces.ruler("Source Sans 3", 400).is_none() && faces.ruler("Other", 600).is_none());
        assert!(read_style(b"no font").is_none());
    }
}
