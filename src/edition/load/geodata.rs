//! The shapes of the maps, from `data/geo/`, and the faces of their names.

use std::path::Path;

use crate::fs::project::{Project, ProjectError};
use crate::geometry::geodata::{GeoDataError, GeoShape, read_shapes};
use crate::geometry::lettering::Lettering;
use crate::text::faces::Faces;

/// The Länder, to 0.01 degree.
const LANDS: &str = "bundeslaender-t01";

/// Germany and the countries around it.
const NEIGHBOURS: &str = "nachbarn-t02";

/// The shapes of the maps, and the faces in which names are measured before they get a place.
#[derive(Debug, Clone)]
pub struct Geodata {
    /// The neighbouring countries.
    pub neighbours: Vec<GeoShape>,
    /// The outline of the country.
    pub country: Vec<GeoShape>,
    /// The Länder.
    pub lands: Vec<GeoShape>,
    /// The Länder for small maps, with fewer points.
    pub lands_small: Vec<GeoShape>,
    /// Rivers.
    pub rivers: Vec<GeoShape>,
    /// The typefaces, whose outlines cut lines.
    pub(crate) lettering: Lettering,
    /// The faces of the project.
    pub faces: Faces,
}

/// Why a file of shapes cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum GeodataError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] ProjectError),
    /// It is not GeoJSON.
    #[error("{path} is not a map: {error}")]
    Form {
        /// The file.
        path: String,
        /// The problem.
        error: GeoDataError,
    },
}

impl Geodata {
    /// Reads the shapes.
    ///
    /// # Errors
    ///
    /// Fails if a file is missing or not GeoJSON, or a font cannot be read.
    pub fn load(project: &Project) -> Result<Self, GeodataError> {
        Ok(Self {
            neighbours: read(project, NEIGHBOURS)?,
            country: read(project, "deutschland-10m")?,
            lands: read(project, LANDS)?,
            lands_small: read(project, "bundeslaender-t02")?,
            rivers: read(project, "fluesse-10m")?,
            lettering: read_faces(project)?,
            faces: Faces::load(project)?,
        })
    }
}

/// The borders that the seats of clusters are compared with.
#[derive(Debug, Clone, Default)]
pub(crate) struct Borders {
    /// The Länder.
    pub lands: Vec<GeoShape>,
    /// Germany and the countries around it, by their English names.
    pub countries: Vec<GeoShape>,
}

impl Borders {
    /// Reads the borders. There are none in a project whose maps cannot be read: the records can be checked all the same, and
    /// a build reports the file.
    pub(crate) fn load(project: &Project) -> Self {
        match (read(project, LANDS), read(project, NEIGHBOURS)) {
            (Ok(lands), Ok(countries)) => Self { lands, countries },
            _ => Self::default(),
        }
    }
}

/// Reads the typefaces of a project. One that cannot be read is told by the typesetter.
fn read_faces(project: &Project) -> Result<Lettering, GeodataError> {
    let files = project.files(Path::new("fonts"))?;
    let faces = files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "otf" || ending == "ttf"));
    Ok(Lettering::new(faces.filter_map(|path| project.read(path).ok()).collect()))
}

fn read(project: &Project, name: &str) -> Result<Vec<GeoShape>, GeodataError> {
    let path = format!("data/geo/{name}.geojson");
    let bytes = project.read(Path::new(&path))?;
    let text = String::from_utf8_lossy(&bytes);
    read_shapes(&text).map_err(|error| GeodataError::Form { path, error })
}
