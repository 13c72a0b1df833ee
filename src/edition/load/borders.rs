//! The borders that records are checked against.

use super::{Atlas, Maps, Records};
use crate::fs::project::Project;
use crate::geometry::geodata::{GeoFeature, GeoShape};

/// The country whose Länder records name.
const GERMANY: &str = "DE";

/// How far around Germany countries are looked at, in degrees.
const AROUND: f64 = 8.0;

/// The borders that records are checked against, in the kilometres of the edition's maps.
#[derive(Debug, Clone)]
pub(crate) struct Borders {
    /// The map data in degrees.
    pub maps: Maps,
    /// What the maps show.
    pub atlas: Atlas,
    /// The Länder.
    pub lands: Vec<GeoShape>,
    /// The countries around Germany, by their English names.
    pub countries: Vec<GeoShape>,
}

impl Borders {
    /// Reads the borders. There are none in a project whose maps cannot be read: the records can be checked all the same, and
    /// a build reports the file.
    #[must_use]
    pub(crate) fn load(project: &Project, records: &Records) -> Self {
        let maps = Maps::load_borders(project, &records.edition.value).unwrap_or_default();
        let atlas = Atlas::new(records, &maps);
        let projection = atlas.view.projection;
        let lands = maps.regions.iter().filter(|region| region.country == GERMANY && region.level.is_none());
        let lands = lands.map(|region| region.project(&projection)).collect();
        let near = maps.country(GERMANY).and_then(GeoFeature::frame).map(|frame| frame.expand(AROUND));
        let around = maps.countries.iter().filter(|country| {
            country.code() != GERMANY && country.frame().zip(near).is_some_and(|(frame, near)| frame.overlaps(near))
        });
        let named =
            |country: &GeoFeature| GeoShape { code: country.name("en").to_owned(), ..country.project(&projection) };
        let countries = around.map(named).collect();
        Self { maps, atlas, lands, countries }
    }
}
