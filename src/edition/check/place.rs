//! The place of the visit and the area a cluster works in.

use super::seat;
use crate::diagnostics::{Code, Diagnostic, nearest};
use crate::edition::load::{Borders, Document};
use crate::edition::records::Cluster;
use crate::geometry::map::MapSheet;
use crate::geometry::projection::Position;

/// Checks the position of the visit.
pub(super) fn visit(document: &Document<Cluster>, map: Option<&MapSheet>) -> Option<Diagnostic> {
    let visit = document.value.visit.as_ref()?;
    if !document.is_sure_of("visit.latitude") || !document.is_sure_of("visit.longitude") {
        return None;
    }
    match (visit.latitude, visit.longitude) {
        (None, None) => None,
        (Some(latitude), Some(longitude)) => seat::off_map(document, map, "visit", Position { latitude, longitude }),
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
    let Some(area) = document.value.working_area.as_ref().filter(|_| !borders.lands.is_empty()) else {
        return Vec::new();
    };
    let known: Vec<_> = borders.lands.iter().map(|land| land.code.trim_start_matches("DE-")).collect();
    let unknown = |code: &str| !known.contains(&code.trim_start_matches("DE-"));
    let codes = area.codes.iter().enumerate().filter(|(_, code)| unknown(code));
    codes
        .map(|(index, code)| {
            let hint = match nearest(code, &known) {
                Some(name) => format!("did you mean `{name}`? The maps have: {}", known.join(", ")),
                None => format!("write one of: {}; name countries in `countries`", known.join(", ")),
            };
            let error = Diagnostic::error(Code::UNKNOWN_REGION, format!("the maps have no region `{code}`")).hint(hint);
            document.locate(error, &format!("working_area.codes[{index}]"))
        })
        .collect()
}
