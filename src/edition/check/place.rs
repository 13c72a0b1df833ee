//! The place of the visit and the area a cluster works in.

use super::seat;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::edition::load::{Borders, Document, Maps, RegionMatch, bare_code};
use crate::edition::records::Cluster;
use crate::geometry::geodata::GeoFeature;
use crate::geometry::projection::Position;

/// Checks the position of the visit.
pub(super) fn visit(document: &Document<Cluster>, borders: &Borders) -> Option<Diagnostic> {
    let visit = document.value.visit.as_ref()?;
    if !document.is_sure_of("visit.latitude") || !document.is_sure_of("visit.longitude") {
        return None;
    }
    match (visit.latitude, visit.longitude) {
        (None, None) => None,
        (Some(latitude), Some(longitude)) => {
            seat::off_map(document, borders, "visit", Position { latitude, longitude })
        }
        (latitude, _) => {
            let written = if latitude.is_some() { "visit.latitude" } else { "visit.longitude" };
            let error = Diagnostic::error(Code::POSITION, "a position needs both latitude and longitude")
                .hint("write both or neither");
            Some(document.locate(error, written))
        }
    }
}

/// Reports codes of the working area that the maps do not have. Maps that cannot be read are reported by a build.
pub(super) fn working_area(document: &Document<Cluster>, borders: &Borders) -> Vec<Diagnostic> {
    let maps = &borders.maps;
    let Some(area) = document.value.working_area.as_ref().filter(|_| !maps.regions.is_empty()) else {
        return Vec::new();
    };
    let home = maps.countries_of(&document.value);
    let codes = area.codes.iter().enumerate().filter_map(|(index, code)| {
        let error = match maps.find_region(code, &home) {
            RegionMatch::Found(_) => return None,
            RegionMatch::Several(codes) => {
                Diagnostic::error(Code::UNKNOWN_REGION, format!("several countries have a region `{code}`"))
                    .hint(format!("write the country as well: {}", codes.join(", ")))
            }
            RegionMatch::Unknown => {
                let message = format!("the maps have no region `{code}`");
                Diagnostic::error(Code::UNKNOWN_REGION, message).hint(suggest_region(code, maps, &home))
            }
        };
        Some(document.locate(error, &format!("working_area.codes[{index}]")))
    });
    let countries = area.countries.iter().enumerate().filter(|(_, code)| maps.country(code).is_none());
    let countries = countries.map(|(index, code)| {
        let known: Vec<_> = maps.countries.iter().map(GeoFeature::code).collect();
        let hint = match nearest_country(code, &known) {
            Some(name) => format!("did you mean `{name}`? The maps have: {}", known.join(", ")),
            None => format!("write one of: {}; name regions in `codes`", known.join(", ")),
        };
        let error = Diagnostic::error(Code::UNKNOWN_REGION, format!("the maps have no country `{code}`")).hint(hint);
        document.locate(error, &format!("working_area.countries[{index}]"))
    });
    codes.chain(countries).collect()
}

/// Codes of countries that offices of the European Union write, and those of ISO 3166.
const OTHER_CODES: [(&str, &str); 2] = [("UK", "GB"), ("EL", "GR")];

/// Returns the country that may be meant by a code.
pub(super) fn nearest_country<'a>(code: &str, known: &[&'a str]) -> Option<&'a str> {
    let other = OTHER_CODES.iter().find(|(written, _)| *written == code).map(|(_, iso)| *iso);
    known.iter().copied().find(|known| Some(*known) == other).or_else(|| nearest(code, known))
}

/// Returns what to write instead of a code that the maps do not have: the regions of its country, or else of the seat's.
fn suggest_region(code: &str, maps: &Maps, home: &[&str]) -> String {
    let written = code.split_once('-').map(|(country, _)| country);
    let country = written.filter(|country| maps.country(country).is_some()).or(home.first().copied());
    let of_country = || maps.regions.iter().filter(|region| Some(region.country.as_str()) == country);
    let at_home = country == home.first().copied() && written.is_none();
    let shown = |region: &GeoFeature| {
        let bare = bare_code(region).filter(|_| at_home);
        bare.unwrap_or_else(|| region.code()).to_owned()
    };
    // Some write the name of a region.
    let named = of_country().find(|region| region.names.values().any(|name| name.to_uppercase() == code));
    let codes: Vec<_> = of_country().map(shown).collect();
    if codes.is_empty() {
        return "write the code of a region with its country, such as AT-8, or of a statistical region, such as DE6"
            .into();
    }
    let known: Vec<_> = codes.iter().map(String::as_str).collect();
    let list = known.join(", ");
    match named.map(shown).or_else(|| nearest(code, &known).map(str::to_owned)) {
        Some(name) => format!("did you mean `{name}`? The maps have: {list}"),
        None => format!("write one of: {list}; name countries in `countries`"),
    }
}
