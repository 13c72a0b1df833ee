//! What the maps and the lines of an edition are drawn from: its map data, and the faces of its names.

use std::path::Path;

use super::Records;
use super::maps::{GeodataError, Maps};
use crate::fs::project::Project;
use crate::geometry::lettering::Lettering;
use crate::text::faces::Faces;

/// The shapes of the maps, and the faces in which names are measured before they get a place.
#[derive(Debug, Clone)]
pub struct Geodata {
    /// The shapes of the maps.
    pub maps: Maps,
    /// The typefaces, whose outlines cut lines.
    pub(crate) lettering: Lettering,
    /// The faces of the project.
    pub faces: Faces,
}

impl Geodata {
    /// Reads the shapes that the maps of an edition show, and the faces of its project.
    ///
    /// # Errors
    ///
    /// Fails if a file is missing or not GeoJSON, or a font cannot be read.
    pub fn load(project: &Project, records: &Records) -> Result<Self, GeodataError> {
        Ok(Self {
            maps: Maps::load(project, &records.edition.value)?,
            lettering: read_faces(project)?,
            faces: Faces::load(project)?,
        })
    }
}

/// Reads the typefaces of a project. One that cannot be read is told by the typesetter.
fn read_faces(project: &Project) -> Result<Lettering, GeodataError> {
    let files = project.files(Path::new("fonts"))?;
    let faces = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "otf" || ending == "ttf"));
    Ok(Lettering::new(faces.filter_map(|path| project.read(path).ok()).collect()))
}
