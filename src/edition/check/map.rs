//! The settings of the maps: whether the map data has what they ask for.

use super::place::nearest_country;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Document, Maps, missing_layers};
use crate::edition::records::{Edition, MapFrame, MapRegions};
use crate::fs::project::Project;
use crate::geometry::geodata::GeoFeature;

/// Checks the settings of the maps. Map data that cannot be read is reported by a build.
pub(super) fn check(project: &Project, document: &Document<Edition>, maps: &Maps) -> Vec<Diagnostic> {
    let Some(settings) = &document.value.map else { return Vec::new() };
    let mut diagnostics = Vec::new();
    diagnostics.extend(frame(document, &settings.frame, maps));
    if let Some(folder) = &settings.data
        && project.files(folder.as_ref()).is_ok_and(|files| files.is_empty())
    {
        let error = Diagnostic::error(Code::MAP_DATA, format!("there is no map data in `{folder}`")).hint(
            "put countries.geojson or regions.geojson there, or remove `data` for the maps that `brochure init` writes",
        );
        diagnostics.push(document.locate(error, "map.data"));
    }
    for (layer, name) in missing_layers(project, settings) {
        let index = settings.layers.iter().position(|it| *it == layer).unwrap_or_default();
        let error = Diagnostic::error(Code::MAP_DATA, format!("the map data has no {name}.geojson for this layer"))
            .hint(format!("put {name}.geojson into data/geo/, or remove \"{name}\" from `layers`"));
        diagnostics.push(document.locate(error, &format!("map.layers[{index}]")));
    }
    if !maps.regions.is_empty() && document.is_sure_of("map.regions") && lacks_level(settings.regions, maps) {
        let name = settings.regions.code().unwrap_or_default();
        let error = Diagnostic::error(Code::MAP_DATA, format!("the map data has no regions of the level {name}")).hint(
            format!("put a regions.geojson with level = \"{name}\" into a folder of `data`, or write \"NUTS-1\""),
        );
        diagnostics.push(document.locate(error, "map.regions"));
    }
    diagnostics
}

fn lacks_level(level: MapRegions, maps: &Maps) -> bool {
    level.level().is_some_and(|level| !maps.regions.iter().any(|region| region.level.as_deref() == Some(level)))
}

/// Reports a frame that is no area, or a country that the map data does not have.
fn frame(document: &Document<Edition>, frame: &MapFrame, maps: &Maps) -> Option<Diagnostic> {
    let error = match frame {
        MapFrame::Box([west, south, east, north]) => {
            if west < east && south < north && south.abs() < 85.0 && north.abs() < 85.0 {
                return None;
            }
            Diagnostic::error(Code::MAP_FRAME, "this is not the frame of a map").hint(
                "write the degrees in the west, south, east and north, in this order, such as [5.9, 47.3, 15.0, 55.1]; \
                latitudes are between -85 and 85",
            )
        }
        MapFrame::Named(name) => {
            let unknown = name != "auto" && name != "europe" && maps.country(name).is_none();
            if !unknown || maps.countries.is_empty() {
                return None;
            }
            let known: Vec<_> = maps.countries.iter().map(GeoFeature::code).collect();
            let hint = match nearest_country(name, &known) {
                Some(code) => format!("did you mean \"{code}\"? The maps have: {}", known.join(", ")),
                None => format!("write \"auto\", \"europe\" or one of: {}", known.join(", ")),
            };
            Diagnostic::error(Code::MAP_FRAME, format!("the maps have no country `{name}`")).hint(hint)
        }
    };
    document.is_sure_of("map.frame").then(|| document.locate(error, "map.frame"))
}
