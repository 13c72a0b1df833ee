//! The map data of an edition: the files that it asks for, from its own folder or from `data/geo/`.

use std::path::{Path, PathBuf};

use crate::edition::records::{Edition, MapLayer, MapSettings};
use crate::fs::project::{Project, ProjectError, slashes};
use crate::geometry::geodata::{GeoDataError, GeoFeature, read_features};

/// The folder of the shipped data.
const SHIPPED: &str = "data/geo";

/// The shapes of the maps, in degrees.
#[derive(Debug, Clone, Default)]
pub struct Maps {
    /// Countries.
    pub countries: Vec<GeoFeature>,
    /// Regions of countries.
    pub regions: Vec<GeoFeature>,
    /// Lakes.
    pub lakes: Vec<GeoFeature>,
    /// Rivers, if the maps show them.
    pub rivers: Vec<GeoFeature>,
    /// Contour lines of hills and mountains, if the maps show them.
    pub relief: Vec<GeoFeature>,
    /// Cities, if the maps show them.
    pub cities: Vec<GeoFeature>,
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

/// The files of layers that a map has only if it asks for them.
const LAYERS: [(MapLayer, &str); 3] =
    [(MapLayer::Rivers, "rivers"), (MapLayer::Relief, "relief"), (MapLayer::Cities, "cities")];

impl Maps {
    /// Reads all shapes that the maps of an edition show.
    ///
    /// # Errors
    ///
    /// Fails if a file is missing or not GeoJSON. A layer without data is left out: `check` reports it.
    pub(crate) fn load(project: &Project, edition: &Edition) -> Result<Self, GeodataError> {
        let settings = settings(edition);
        let mut maps = Self::load_borders(project, edition)?;
        maps.lakes = optional(read(project, &settings, "lakes"))?;
        for (layer, name) in LAYERS.iter().filter(|(layer, _)| settings.shows(*layer)) {
            let features = optional(read(project, &settings, name))?;
            match layer {
                MapLayer::Rivers => maps.rivers = features,
                MapLayer::Relief => maps.relief = features,
                _ => maps.cities = features,
            }
        }
        Ok(maps)
    }

    /// Reads only countries and regions.
    ///
    /// # Errors
    ///
    /// Fails if a file is missing or not GeoJSON.
    pub(crate) fn load_borders(project: &Project, edition: &Edition) -> Result<Self, GeodataError> {
        let settings = settings(edition);
        Ok(Self {
            countries: read(project, &settings, "countries")?,
            regions: read(project, &settings, "regions")?,
            ..Self::default()
        })
    }
}

/// Returns the settings of the maps, or the usual ones.
#[must_use]
pub(crate) fn settings(edition: &Edition) -> MapSettings {
    edition.map.clone().unwrap_or_default()
}

/// Returns the files that a map asks for and the project does not have.
#[must_use]
pub(crate) fn missing_layers(project: &Project, settings: &MapSettings) -> Vec<(MapLayer, &'static str)> {
    let missing = |name: &str| folders(settings).all(|folder| project.read(&file(folder, name)).is_err());
    LAYERS.into_iter().filter(|(layer, name)| settings.shows(*layer) && missing(name)).collect()
}

/// Returns the folders in which a file is looked for.
fn folders(settings: &MapSettings) -> impl Iterator<Item = &str> {
    settings.data.as_deref().into_iter().chain([SHIPPED])
}

fn file(folder: &str, name: &str) -> PathBuf {
    Path::new(folder).join(format!("{name}.geojson"))
}

fn read(project: &Project, settings: &MapSettings, name: &str) -> Result<Vec<GeoFeature>, GeodataError> {
    let own = settings.data.as_deref().map(|folder| file(folder, name));
    let path = own.filter(|path| project.read(path).is_ok()).unwrap_or_else(|| file(SHIPPED, name));
    let bytes = project.read(&path)?;
    let text = String::from_utf8_lossy(&bytes);
    read_features(&text).map_err(|error| GeodataError::Form { path: slashes(&path), error })
}

/// Turns a missing file into no shapes.
fn optional(read: Result<Vec<GeoFeature>, GeodataError>) -> Result<Vec<GeoFeature>, GeodataError> {
    match read {
        Err(GeodataError::File(_)) => Ok(Vec::new()),
        read => read,
    }
}
