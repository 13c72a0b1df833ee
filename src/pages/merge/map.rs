//! The map page: its layers, the tour, and the discs of the stations.

use super::Context;
use super::front_frames::{CITY, MAP, NOTE, Setting};
use super::map_base::Projected;
use super::map_names::{self, Visited};
use super::maps::{Disc, group_discs, separate_discs, settle};
use crate::edition::records::MapLayer;
use crate::geometry::geodata::{GeoFeature, GeoShape};
use crate::geometry::legs::Arc;
use crate::geometry::map::{MapShapes, draw_map};
use crate::geometry::map_labels::{Ground, LabelPlace, NamedSign, place_labels};
use crate::geometry::shape::{Bounds, Point, round2};
use crate::pages::values::{LabelBox, Map, MapStation, MapVisit};

/// Over so many stations only the cities are named, and over so many only the numbers are left.
pub(super) const ONLY_CITIES: usize = 12;
const ONLY_NUMBERS: usize = 24;

/// A name with a cost from here on covers another name or a sign, or leaves the page.
pub(super) const COVERING: f64 = 80.0;

/// The lowest rank of rivers on a map of so small a scale: the number that the scale is divided by, and the rank.
const RIVER_RANKS: [(u64, f64); 3] = [(4_000_000, 9.0), (9_000_000, 4.0), (u64::MAX, 3.0)];

#[must_use]
pub(super) fn map(context: &Context<'_>) -> Map {
    let format = &context.design.format;
    let frame = &context.maps.frame;
    let layers = draw_map(&shapes(context), frame, Bounds::new(0.0, 0.0, format.width, format.height), format.bleed);
    let places = frame.place_stations(&context.tour.positions);
    let crowded = context.clusters().len() > ONLY_NUMBERS;
    let discs = if crowded { separate_discs(&places, MAP.apart) } else { group_discs(&places) };
    let ends: Vec<_> = if crowded { moved(&places, &discs) } else { places.clone() };
    let names: Vec<_> = discs.iter().map(|disc| name_disc(context, disc)).collect();
    let borders: Vec<_> = [&layers.lands, &layers.borders, &layers.coasts].into_iter().flatten().cloned().collect();
    let visits = map_names::visits(context, &places);
    let mut signs = signs(context, &discs, &names);
    signs.extend(visits.iter().map(|visit| visit.sign));
    let plain = Ground { page: MAP.page, taken: Vec::new(), legs: &[], borders: &borders };
    let heading = place_heading(&signs, &plain);
    let taken = vec![heading_bounds(heading)];
    let (legs, labels) = settle(context, &ends, MAP.leg_clear, |legs| {
        let traces: Vec<_> = legs.iter().map(Arc::samples).collect();
        place_labels(&signs, &Ground { taken: taken.clone(), legs: &traces, ..plain.clone() }, MAP.gaps)
    });
    let traces: Vec<_> = legs.iter().map(Arc::samples).collect();
    let mut ground = Ground { taken, legs: &traces, ..plain };
    ground.taken.extend(labels.iter().map(|label| label.bounds));
    let codes = map_names::regions(context, &Ground { borders: &layers.lands, ..ground.clone() }, &signs);
    let cities = map_names::cities(context, &ground, &signs, &codes);
    let stations = discs.iter().zip(names).zip(&labels);
    let visited = visits.into_iter().zip(labels.iter().skip(discs.len()));
    Map {
        stations: stations
            .map(|((disc, (city, names)), label)| MapStation {
                number: disc.number(),
                at: disc.at,
                place: disc.place.filter(|place| place.distance(disc.at) > MAP.moved),
                city,
                names,
                label: label_box(label),
            })
            .collect(),
        visits: visited
            .map(|(Visited { sign, name }, label)| MapVisit { at: sign.at, name, label: label_box(label) })
            .collect(),
        codes,
        cities,
        heading,
        heading_width: MAP.heading_width,
        legs,
        alt: alt(context),
        locator: context.maps.locator_ground.clone(),
        layers,
    }
}

/// Returns the shapes of the layers, in the kilometres of the map.
fn shapes(context: &Context<'_>) -> MapShapes {
    let (base, maps) = (&context.maps, &context.geodata.maps);
    let own = |code: &str| base.own.iter().any(|(feature, _)| feature.code() == code);
    let project = |features: Vec<&GeoFeature>| base.project(&features);
    let rank = RIVER_RANKS.iter().find(|(scale, _)| base.denominator <= *scale).map_or(1.0, |(_, rank)| *rank);
    let shapes =
        |projected: &[Projected<'_>]| projected.iter().map(|(_, shape)| shape.clone()).collect::<Vec<GeoShape>>();
    let regions = if base.settings.shows(MapLayer::Regions) { shapes(&base.regions) } else { Vec::new() };
    MapShapes {
        own: shapes(&base.own),
        others: project(maps.countries.iter().filter(|country| !own(country.code())).collect()),
        regions,
        borders: base.settings.shows(MapLayer::Countries),
        lakes: project(maps.lakes.iter().filter(|lake| lake.rank <= rank).collect()),
        rivers: project(maps.rivers.iter().filter(|river| river.rank <= rank).collect()),
        relief: project(maps.relief.iter().collect()),
    }
}

/// Returns the places of the stations after their discs were pushed apart.
fn moved(places: &[Option<Point>], discs: &[Disc]) -> Vec<Option<Point>> {
    let disc = |station: usize| discs.iter().find(|disc| disc.stations.contains(&station)).map(|disc| disc.at);
    places.iter().enumerate().map(|(station, place)| place.and(disc(station))).collect()
}

/// Returns the words at a disc: the city, and the clusters below it.
fn name_disc(context: &Context<'_>, disc: &Disc) -> (Option<String>, Vec<String>) {
    let stations = context.clusters().len();
    let cluster = |station: usize| &context.clusters()[station].value;
    let city = context.locale.name(&cluster(disc.stations[0]).seat.city).to_owned();
    let names = disc.stations.iter().map(|&station| context.locale.set_spaces(&cluster(station).short_name));
    let names = if stations > ONLY_CITIES { Vec::new() } else { names.collect() };
    ((stations <= ONLY_NUMBERS).then_some(city), names)
}

fn signs(context: &Context<'_>, discs: &[Disc], names: &[(Option<String>, Vec<String>)]) -> Vec<NamedSign> {
    let sign = |(disc, (city, names)): (&Disc, &(Option<String>, Vec<String>))| {
        let widths = city.iter().map(|city| context.measure(city, CITY));
        let widths = widths.chain(names.iter().map(|name| context.measure(name, NOTE)));
        let lines = f64::from(u32::try_from(names.len()).unwrap_or(u32::MAX));
        NamedSign {
            at: disc.at,
            radius: MAP.disc,
            width: widths.fold(0.0, f64::max),
            height: if city.is_some() { CITY.height } else { 0.0 } + lines * NOTE.height,
        }
    };
    discs.iter().zip(names).map(sign).collect()
}

fn heading_bounds(at: Point) -> Bounds {
    Bounds::new(at.x, at.y, at.x + MAP.heading_width, at.y + MAP.heading_height)
}

/// Returns the first of the corners at which the heading covers nothing, else the one at which it covers least.
fn place_heading(signs: &[NamedSign], ground: &Ground<'_>) -> Point {
    let cost = |at: &Point| {
        let bounds = heading_bounds(*at).expand(MAP.gaps.beside);
        let near = signs.iter().filter(|sign| Bounds::around(sign.at, sign.radius + sign.width).overlaps(bounds));
        ground.cost(bounds) + near.map(|_| COVERING).sum::<f64>()
    };
    let corners = MAP.headings.map(|(x, y)| Point::new(x, y));
    corners.into_iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).unwrap_or_default()
}

pub(super) fn label_box(place: &LabelPlace) -> LabelBox {
    let bounds = place.bounds;
    let over = if place.cost < COVERING { 0.0 } else { bounds.right - bounds.left };
    LabelBox {
        at: Point::new(bounds.left, bounds.top),
        width: round2(bounds.right - bounds.left + 0.01),
        align: place.align,
        over: round2(over),
    }
}

fn alt(context: &Context<'_>) -> String {
    let locale = context.locale;
    let clusters = context.clusters().iter().enumerate();
    let stations: Vec<_> = clusters
        .map(|(station, record)| {
            let city = locale.name(&record.value.seat.city);
            let name = format!("{} {city}, {}", station + 1, record.value.short_name);
            let visited = record.value.visit.as_ref().and_then(|visit| visit.city.as_ref());
            let visited = visited.map(|place| locale.name(place)).filter(|place| *place != city);
            let name = visited.map_or(name.clone(), |place| {
                format!("{name}, {}", locale.fill("map", "visited-in", &[("city", place)]))
            });
            match context.tour.arrival(station) {
                Some(leg) => format!("{name} ({})", locale.format_kilometres(leg.km)),
                None => name,
            }
        })
        .collect();
    let count = locale.counted_word(stations.len(), "one-station", "stations");
    let list = stations.join("; ");
    let places = [("stations", count.as_str()), ("list", list.as_str())];
    match context.maps.own.as_slice() {
        [(country, _)] => {
            let name = country.name(locale.language().code());
            locale.fill("alt", "map-of", &[&places[..], &[("name", name)]].concat())
        }
        _ => locale.fill("alt", "map", &places),
    }
}

impl Context<'_> {
    /// Returns the width of a line in mm. A face that the project does not have takes no room: the typesetter reports it.
    #[must_use]
    pub(super) fn measure(&self, text: &str, setting: Setting) -> f64 {
        self.faces.ruler(setting.family, setting.weight).map_or(0.0, |ruler| ruler.width(text, setting.size))
    }
}
