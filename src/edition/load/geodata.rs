//! The shapes of the maps, from `data/geo/`.

use std::path::Path;

use crate::fs::project::{Project, ProjectError};
use crate::geometry::geodata::{GeoDataError, GeoShape, read_shapes};

/// The shapes of the maps.
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
    /// Fails if a file is missing or not GeoJSON.
    pub fn load(project: &Project) -> Result<Self, GeodataError> {
        let read = |name: &str| {
            let path = format!("data/geo/{name}.geojson");
            let bytes = project.read(Path::new(&path))?;
            let text = String::from_utf8_lossy(&bytes);
            read_shapes(&text).map_err(|error| GeodataError::Form { path, error })
        };
        Ok(Self {
            neighbours: read("nachbarn-t02")?,
            country: read("deutschland-10m")?,
            lands: read("bundeslaender-t01")?,
            lands_small: read("bundeslaender-t02")?,
            rivers: read("fluesse-10m")?,
        })
    }
}
