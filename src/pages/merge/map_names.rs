//! Names on the map page besides those of the stations: places of visits, regions, cities.

use super::Context;
use super::front_frames::MapMeasures;
use super::maps::label_box;
use crate::edition::load::{Document, bare_code};
use crate::edition::records::{Cluster, MapNames};
use crate::geometry::geodata::{GeoFeature, GeoShape};
use crate::geometry::map::largest_ring;
use crate::geometry::map_labels::{Ground, NamedSign, place_inside, place_labels};
use crate::geometry::projection::Position;
use crate::geometry::shape::{Bounds, Point};
use crate::pages::values::{MapCity, MapCode};

/// The most cities without a station on a map.
const MOST_CITIES: usize = 16;

/// A name with a cost up to here crosses at most a border.
const FREE: f64 = 20.0;

/// The sign of a visit and its city.
pub(super) struct Visited {
    pub sign: NamedSign,
    pub name: String,
}

/// Returns the visits at another place than the seat, on the map and not on the disc.
pub(super) fn visits(context: &Context<'_>, measures: &MapMeasures, places: &[Option<Point>]) -> Vec<Visited> {
    let note = context.design.setting(context.design.frames.roles.note);
    let visit = |(record, seat): (&Document<Cluster>, &Option<Point>)| {
        let visit = record.value.visit.as_ref()?;
        let (latitude, longitude) = visit.position()?;
        let name = context.locale.name(visit.city.as_ref()?).to_owned();
        let at = context.maps.frame.place_stations(&[Some(Position { latitude, longitude })]).into_iter().next()??;
        let apart = seat.is_none_or(|seat| seat.distance(at) > 2.0 * measures.disc);
        let (width, height) = (context.measure(&name, note), note.height);
        let sign = NamedSign { at, radius: measures.visit, width, height };
        (apart && measures.page.contains(at)).then_some(Visited { sign, name })
    };
    context.clusters().iter().zip(places).filter_map(visit).collect()
}

/// Returns the codes or names of the regions, each in the largest of its areas, as far as they have room there.
pub(super) fn regions(context: &Context<'_>, ground: &Ground<'_>, signs: &[NamedSign]) -> Vec<MapCode> {
    let language = context.locale.language().code();
    let name = |region: &GeoFeature| match context.maps.settings.names {
        MapNames::None => None,
        // A number says nothing to a reader.
        MapNames::Codes => bare_code(region).filter(|code| code.contains(char::is_alphabetic)).map(str::to_owned),
        MapNames::Full => Some(region.name(language).to_owned()),
    };
    let role = context.design.setting(context.design.frames.roles.map_code);
    let regions = context.maps.regions.iter().filter_map(|(feature, shape)| Some((name(feature)?, shape)));
    let code = |(code, shape): (String, &GeoShape)| {
        let largest = largest_ring(shape, &context.maps.frame)?;
        let size = (context.measure(&code, role), role.height);
        let at = place_inside(&largest, size, ground, signs)?.middle();
        Some(MapCode { at, code })
    };
    regions.filter_map(code).collect()
}

/// Returns the largest cities without a station whose names have room.
pub(super) fn cities(
    context: &Context<'_>,
    measures: &MapMeasures,
    ground: &Ground<'_>,
    signs: &[NamedSign],
    codes: &[MapCode],
) -> Vec<MapCity> {
    let language = context.locale.language().code();
    let roles = &context.design.frames.roles;
    let (code, note) = (context.design.setting(roles.map_code), context.design.setting(roles.note));
    let code_box = |it: &MapCode| {
        let (width, height) = (context.measure(&it.code, code) / 2.0, code.height / 2.0);
        Bounds::new(it.at.x - width, it.at.y - height, it.at.x + width, it.at.y + height)
    };
    let mut ground = ground.clone();
    ground.taken.extend(codes.iter().map(code_box));
    let mut cities = Vec::new();
    // The map data has the largest first; a folder of an edition may not.
    let mut known: Vec<_> = context.geodata.maps.cities.iter().collect();
    known.sort_by(|a, b| b.population.total_cmp(&a.population));
    for city in known {
        let Some(&place) = city.shape.parts.first().and_then(|part| part.first()) else { continue };
        let at = context.maps.frame.place_degrees(place);
        let apart = signs.iter().all(|sign| sign.at.distance(at) > sign.radius + measures.city_apart);
        if !measures.page.contains(at) || !apart || cities.len() >= MOST_CITIES {
            continue;
        }
        let name = city.name(language).to_owned();
        let (width, height) = (context.measure(&name, note), note.height);
        let sign = NamedSign { at, radius: measures.city, width, height };
        let own = std::iter::once(sign).chain(signs.iter().map(|sign| NamedSign { width: 0.0, height: 0.0, ..*sign }));
        let own: Vec<_> = own.collect();
        let Some(label) = place_labels(&own, &ground, measures.gaps).into_iter().next() else { continue };
        if label.cost < FREE {
            ground.taken.push(label.bounds);
            ground.taken.push(Bounds::around(at, measures.city));
            cities.push(MapCity { at, name, label: label_box(&label) });
        }
    }
    cities
}
