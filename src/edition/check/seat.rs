//! Whether the position of a seat, its Land and the map fit each other.

use super::notes::Notes;
use crate::diagnostics::{Code, Diagnostic};
use crate::edition::load::{Borders, Document};
use crate::edition::records::{Cluster, Land, Note};
use crate::geometry::projection::Position;
use crate::geometry::shape::Point;

/// A box around the country in degrees: south, north, west, east.
const COUNTRY: [f64; 4] = [47.2, 55.1, 5.8, 15.1];

/// How far from its Land a seat may seem to be, in km. The borders are those of a map at 1 : 10 million, where a line is
/// drawn to about 3 km, simplified to 0.01 degree, which is 1.1 km; a position with two decimals is off by up to 0.7 km.
/// Together these are 4.8 km.
const TOLERANCE: f64 = 5.0;

/// Checks the position of a seat.
pub(super) fn check(document: &Document<Cluster>, borders: &Borders, notes: &mut Notes<'_>) -> Vec<Diagnostic> {
    let seat = &document.value.seat;
    if !["seat.latitude", "seat.longitude", "seat.land"].into_iter().all(|field| document.is_sure_of(field)) {
        return Vec::new();
    }
    let position = match (seat.latitude, seat.longitude) {
        (None, None) => return Vec::new(),
        (Some(latitude), Some(longitude)) => Position { latitude, longitude },
        (latitude, _) => {
            let written = if latitude.is_some() { "seat.latitude" } else { "seat.longitude" };
            let error = Diagnostic::error(Code::POSITION, "a position needs both latitude and longitude")
                .hint("write both or neither");
            return vec![document.locate(error, written)];
        }
    };
    if let Some(error) = swapped_or_abroad(document, seat.land, position) {
        return vec![error];
    }
    let place = borders.atlas.view.projection.project(position);
    let wrong = seat.land.and_then(|land| wrong_land(document, borders, land, place));
    if seat.land.is_none() {
        missing_land(document, borders, place, notes);
    }
    wrong.or_else(|| off_map(document, borders, "seat", position)).into_iter().collect()
}

/// Reports a position far outside Germany of a seat with a Land.
fn swapped_or_abroad(document: &Document<Cluster>, land: Option<Land>, position: Position) -> Option<Diagnostic> {
    let Position { latitude, longitude } = position;
    let inside = |latitude: f64, longitude: f64| {
        (COUNTRY[0]..=COUNTRY[1]).contains(&latitude) && (COUNTRY[2]..=COUNTRY[3]).contains(&longitude)
    };
    let swapped = inside(longitude, latitude);
    if inside(latitude, longitude) || (land.is_none() && !swapped) {
        return None;
    }
    let error = if swapped {
        Diagnostic::error(Code::POSITION, "latitude and longitude are swapped")
            .hint(format!("write latitude = {longitude} and longitude = {latitude}"))
    } else {
        abroad("the position is outside Germany")
    };
    Some(document.locate(error, "seat.latitude"))
}

fn abroad(message: &str) -> Diagnostic {
    Diagnostic::error(Code::POSITION, message)
        .hint("write decimal degrees, such as latitude = 51.31 and longitude = 9.48; for a seat abroad, remove `land`")
}

/// Reports a position in another Land, or in another country. Nothing is reported at sea: the map does not have every
/// island.
fn wrong_land(document: &Document<Cluster>, borders: &Borders, land: Land, place: Point) -> Option<Diagnostic> {
    let own = borders.lands.iter().find(|shape| Land::from_iso(&shape.code) == Some(land))?;
    let distance = own.distance(place);
    if distance <= TOLERANCE {
        return None;
    }
    let Some(other) = land_at(borders, place) else {
        let country = borders.countries.iter().find(|shape| shape.contains(place))?;
        let message = format!("the position is outside Germany, in {}", country.code);
        return Some(document.locate(abroad(&message), "seat.latitude"));
    };
    let message =
        format!("the position is in {} ({other}), {distance:.0} km from {} ({land})", other.name(), land.name());
    let error = Diagnostic::error(Code::WRONG_LAND, message)
        .hint(format!("write land = \"{other}\", or correct latitude and longitude"));
    Some(document.locate(error, "seat.land"))
}

/// Warns of a seat without a Land whose position is in one.
fn missing_land(document: &Document<Cluster>, borders: &Borders, place: Point, notes: &mut Notes<'_>) {
    let Some(land) = land_at(borders, place) else { return };
    let message = format!("the seat has no Land, but its position is in {} ({land})", land.name());
    let warning = Diagnostic::warning(Code::MISSING_LAND, message)
        .hint(format!("add land = \"{land}\", or correct the position of a seat abroad"));
    notes.add(Note::MissingLand, document.locate(warning, "seat"));
}

fn land_at(borders: &Borders, place: Point) -> Option<Land> {
    borders.lands.iter().find(|shape| shape.contains(place)).and_then(|shape| Land::from_iso(&shape.code))
}

/// Reports a seat or the place of a visit that the maps do not show. Only a frame that the edition sets can be too small.
pub(super) fn off_map(
    document: &Document<Cluster>,
    borders: &Borders,
    table: &str,
    position: Position,
) -> Option<Diagnostic> {
    let view = &borders.atlas.view;
    if view.shows(position) {
        return None;
    }
    let message = "the position is off the map that the edition asks for";
    let error = Diagnostic::error(Code::OFF_MAP, message)
        .hint("correct it, or write frame = \"auto\" in [map] of edition.toml: the map then shows all stations");
    let along = view.projection.project(position).y;
    let north_or_south = !(view.extent.top..=view.extent.bottom).contains(&along);
    let key = if north_or_south { "latitude" } else { "longitude" };
    Some(document.locate(error, &format!("{table}.{key}")))
}
