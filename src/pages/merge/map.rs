//! The map page: its layers, the tour, and the discs of the stations.

use super::Context;
use super::front_frames::{MapMeasures, map_measures};
use super::map_base::Projected;
use super::map_names::{self, Visited};
use super::maps::{COVERING, Disc, group_discs, label_box, separate_discs, settle};
use crate::edition::records::MapLayer;
use crate::format::Setting;
use crate::geometry::geodata::{GeoFeature, GeoShape};
use crate::geometry::legs::Arc;
use crate::geometry::map::{MapShapes, draw_map};
use crate::geometry::map_labels::{Ground, LabelPlace, NamedSign, place_labels};
use crate::geometry::shape::{Bounds, Path, Point};
use crate::pages::values::{Map, MapStation, MapVisit};

/// Over so many stations only the cities are named, and over so many only the numbers are left.
pub(super) const ONLY_CITIES: usize = 12;
const ONLY_NUMBERS: usize = 24;

/// The lowest rank of rivers on a map of so small a scale: the number that the scale is divided by, and the rank.
const RIVER_RANKS: [(u64, f64); 3] = [(4_000_000, 9.0), (9_000_000, 4.0), (u64::MAX, 3.0)];

/// What is written at the discs, from the most to the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Detail {
    /// City and clusters.
    Names,
    /// Only the city.
    Cities,
    /// Nothing: each station has a disc of its own.
    Numbers,
}

/// The discs with their names, the legs, and the places of both.
struct Drawn {
    discs: Vec<Disc>,
    names: Vec<(Option<String>, Vec<String>)>,
    visits: Vec<Visited>,
    signs: Vec<NamedSign>,
    legs: Vec<Arc>,
    labels: Vec<LabelPlace>,
    heading: Point,
}

#[must_use]
pub(super) fn map(context: &Context<'_>) -> Map {
    let format = &context.design.format;
    let frame = &context.maps.frame;
    let layers = draw_map(&shapes(context), frame, Bounds::new(0.0, 0.0, format.width, format.height), format.bleed);
    let borders: Vec<_> = [&layers.lands, &layers.borders, &layers.coasts].into_iter().flatten().cloned().collect();
    let measures = map_measures(context.design);
    let drawn = place_all(context, &measures, &borders);
    let traces: Vec<_> = drawn.legs.iter().map(Arc::samples).collect();
    let texts = drawn.labels.iter().map(|label| label.bounds);
    let taken = std::iter::once(measures.heading(drawn.heading)).chain(texts).collect();
    let ground = Ground { page: measures.page, taken, legs: &traces, borders: &borders };
    let codes = map_names::regions(context, &Ground { borders: &layers.lands, ..ground.clone() }, &drawn.signs);
    let cities = map_names::cities(context, &measures, &ground, &drawn.signs, &codes);
    let visited = drawn.visits.into_iter().zip(drawn.labels.iter().skip(drawn.discs.len()));
    let stations = drawn.discs.iter().zip(drawn.names).zip(&drawn.labels);
    Map {
        stations: stations
            .map(|((disc, (city, names)), label)| MapStation {
                number: disc.number(),
                at: disc.at,
                place: disc.place.filter(|place| place.distance(disc.at) > measures.moved),
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
        heading: drawn.heading,
        heading_width: measures.heading_size.0,
        legs: drawn.legs,
        alt: alt(context),
        locator: context.maps.locator_ground.clone(),
        layers,
    }
}

/// Places discs and names. Where not every name has a place, less is written: the table beside the map has all names.
fn place_all(context: &Context<'_>, measures: &MapMeasures, borders: &[Path]) -> Drawn {
    let stations = context.clusters().len();
    let most = if stations > ONLY_NUMBERS {
        Detail::Numbers
    } else if stations > ONLY_CITIES {
        Detail::Cities
    } else {
        Detail::Names
    };
    let has_room = |drawn: &Drawn| drawn.labels.iter().take(drawn.discs.len()).all(|label| label.cost < COVERING);
    let tries = [Detail::Names, Detail::Cities].into_iter().filter(|detail| *detail >= most);
    let drawn = tries.map(|detail| place(context, measures, borders, detail)).find(has_room);
    drawn.unwrap_or_else(|| place(context, measures, borders, Detail::Numbers))
}

fn place(context: &Context<'_>, measures: &MapMeasures, borders: &[Path], detail: Detail) -> Drawn {
    let places = context.maps.frame.place_stations(&context.tour.positions);
    let apart = detail == Detail::Numbers;
    let discs = if apart { separate_discs(&places, measures.apart) } else { group_discs(&places) };
    let ends = if apart { moved(&places, &discs) } else { places.clone() };
    let names: Vec<_> = discs.iter().map(|disc| name_disc(context, disc, detail)).collect();
    let visits = map_names::visits(context, measures, &places);
    let mut signs = signs(context, measures, &discs, &names);
    signs.extend(visits.iter().map(|visit| visit.sign));
    let plain = Ground { page: measures.page, taken: Vec::new(), legs: &[], borders };
    let heading = measures.place_heading(&signs, &plain);
    let taken = vec![measures.heading(heading)];
    let (legs, labels) = settle(context, &ends, measures.leg_clear, |legs| {
        let traces: Vec<_> = legs.iter().map(Arc::samples).collect();
        place_labels(&signs, &Ground { taken: taken.clone(), legs: &traces, ..plain.clone() }, measures.gaps)
    });
    Drawn { discs, names, visits, signs, legs, labels, heading }
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
fn name_disc(context: &Context<'_>, disc: &Disc, detail: Detail) -> (Option<String>, Vec<String>) {
    let cluster = |station: usize| &context.clusters()[station].value;
    let city = || context.locale.name(&cluster(disc.stations[0]).seat.city).to_owned();
    let names = disc.stations.iter().map(|&station| context.locale.set_spaces(&cluster(station).short_name));
    let names = if detail == Detail::Names { names.collect() } else { Vec::new() };
    ((detail < Detail::Numbers).then(city), names)
}

fn signs(
    context: &Context<'_>,
    measures: &MapMeasures,
    discs: &[Disc],
    names: &[(Option<String>, Vec<String>)],
) -> Vec<NamedSign> {
    let roles = &context.design.frames.roles;
    let (city_role, note) = (context.design.setting(roles.city), context.design.setting(roles.note));
    let sign = |(disc, (city, names)): (&Disc, &(Option<String>, Vec<String>))| {
        let widths = city.iter().map(|city| context.measure(city, city_role));
        let widths = widths.chain(names.iter().map(|name| context.measure(name, note)));
        let lines = f64::from(u32::try_from(names.len()).unwrap_or(u32::MAX));
        NamedSign {
            at: disc.at,
            radius: measures.disc,
            width: widths.fold(0.0, f64::max),
            height: if city.is_some() { city_role.height } else { 0.0 } + lines * note.height,
        }
    };
    discs.iter().zip(names).map(sign).collect()
}

impl MapMeasures {
    fn heading(&self, at: Point) -> Bounds {
        Bounds::new(at.x, at.y, at.x + self.heading_size.0, at.y + self.heading_size.1)
    }

    /// Returns the first of the corners at which the heading covers nothing, else the one at which it covers least.
    fn place_heading(&self, signs: &[NamedSign], ground: &Ground<'_>) -> Point {
        let cost = |at: &Point| {
            let bounds = self.heading(*at).expand(self.gaps.beside);
            let near = signs.iter().filter(|sign| Bounds::around(sign.at, sign.radius + sign.width).overlaps(bounds));
            ground.cost(bounds) + near.map(|_| COVERING).sum::<f64>()
        };
        self.corners.into_iter().min_by(|a, b| cost(a).total_cmp(&cost(b))).unwrap_or_default()
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
    pub(super) fn measure(&self, text: &str, setting: Setting<'_>) -> f64 {
        self.faces.ruler(setting.family, setting.weight).map_or(0.0, |ruler| ruler.width(text, setting.size))
    }
}
