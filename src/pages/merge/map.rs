//! The map page: its layers, the tour, and the names in their places.

use super::Context;
use super::front_frames::{MapMeasures, map_measures};
use super::maps::{Disc, arcs, group_discs};
use crate::edition::load::{Document, Geodata};
use crate::edition::records::Cluster;
use crate::format::Setting;
use crate::geometry::map::{MapLayers, MapShapes, MapSheet};
use crate::geometry::map_labels::{Ground, LabelPlace, NamedSign, place_inside, place_labels};
use crate::geometry::projection::Position;
use crate::geometry::shape::{Bounds, Point, round2};
use crate::pages::values::{LabelBox, Map, MapCode, MapStation, MapVisit};

/// Over so many stations only the cities are named, and over so many only the numbers are left.
pub(super) const ONLY_CITIES: usize = 12;
const ONLY_NUMBERS: usize = 24;

/// A name with a cost from here on covers another name or a sign, or leaves the page.
pub(super) const COVERING: f64 = 80.0;

#[must_use]
pub(super) fn map(context: &Context<'_>, geodata: &Geodata) -> Map {
    let (measures, sheet) = (map_measures(context.design), MapSheet::new(context.design));
    let layers = sheet.draw(&MapShapes {
        neighbours: &geodata.neighbours,
        country: &geodata.country,
        lands: &geodata.lands,
        rivers: &[],
    });
    let places = sheet.frame.place_stations(&context.tour.positions);
    let legs: Vec<_> = arcs(context, &places).map(|(_, arc)| arc).collect();
    let traces: Vec<_> = legs.iter().map(crate::geometry::legs::Arc::samples).collect();
    let discs = group_discs(&places);
    let names: Vec<_> = discs.iter().map(|disc| name_disc(context, disc)).collect();
    let borders: Vec<_> = layers.lands.iter().chain(&layers.neighbours).cloned().collect();
    let mut ground = Ground { page: measures.page, taken: Vec::new(), legs: &traces, borders: &borders };
    let visits = visits(context, &measures, &places);
    let mut signs = signs(context, &measures, &discs, &names);
    signs.extend(visits.iter().map(|(sign, _)| *sign));
    let heading = measures.place_heading(&signs, &ground);
    ground.taken.push(measures.heading(heading));
    let labels = place_labels(&signs, &ground, measures.gaps);
    let codes = codes(context, geodata, &layers, &ground, &signs, &labels);
    let lands = context.locator.lands.iter();
    let stations = discs.iter().zip(names).zip(&labels);
    Map {
        stations: stations
            .map(|((disc, (city, names)), label)| MapStation {
                number: disc.number(),
                at: disc.at,
                city,
                names,
                label: label_box(label),
            })
            .collect(),
        visits: visits
            .iter()
            .zip(labels.iter().skip(discs.len()))
            .map(|((sign, name), label)| MapVisit { at: sign.at, name: name.clone(), label: label_box(label) })
            .collect(),
        codes,
        heading,
        heading_width: measures.heading_size.0,
        legs,
        alt: alt(context),
        locator_size: [context.locator.width, context.locator.height],
        locator: lands.map(|land| (land.iso.trim_start_matches("DE-").to_owned(), land.paths.clone())).collect(),
        layers,
    }
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

/// Returns the signs and cities of the visits at another place than the seat, on the map and not on the disc.
fn visits(context: &Context<'_>, measures: &MapMeasures, places: &[Option<Point>]) -> Vec<(NamedSign, String)> {
    let frame = MapSheet::new(context.design).frame;
    let note = context.design.setting(context.design.frames.roles.note);
    let visit = |(record, seat): (&Document<Cluster>, &Option<Point>)| {
        let visit = record.value.visit.as_ref()?;
        let (latitude, longitude) = visit.position()?;
        let name = context.locale.name(visit.city.as_ref()?).to_owned();
        let at = frame.place_stations(&[Some(Position { latitude, longitude })]).into_iter().next().flatten()?;
        let apart = seat.is_none_or(|seat| seat.distance(at) > 2.0 * measures.disc);
        let (width, height) = (context.measure(&name, note), note.height);
        let sign = NamedSign { at, radius: measures.visit, width, height };
        (apart && measures.page.contains(at)).then_some((sign, name))
    };
    context.clusters().iter().zip(places).filter_map(visit).collect()
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

/// Returns the codes of the Länder, each in the largest of its areas, as far as they have room there.
fn codes(
    context: &Context<'_>,
    geodata: &Geodata,
    layers: &MapLayers,
    ground: &Ground<'_>,
    signs: &[NamedSign],
    labels: &[LabelPlace],
) -> Vec<MapCode> {
    let taken: Vec<_> = ground.taken.iter().copied().chain(labels.iter().map(|label| label.bounds)).collect();
    let ground = Ground { taken, borders: &layers.lands, ..ground.clone() };
    let (sheet, role) = (MapSheet::new(context.design), context.design.setting(context.design.frames.roles.map_code));
    let code = |shape: &crate::geometry::geodata::GeoShape| {
        let code = shape.code.rsplit('-').next()?.to_owned();
        let largest = sheet.largest_ring(shape)?;
        let size = (context.measure(&code, role), role.height);
        let bounds = place_inside(&largest, size, &ground, signs)?;
        let at = Point::new(f64::midpoint(bounds.left, bounds.right), f64::midpoint(bounds.top, bounds.bottom));
        Some(MapCode { at, code })
    };
    geodata.lands.iter().filter_map(code).collect()
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
    locale.fill("alt", "map", &[("stations", &count), ("list", &stations.join("; "))])
}

impl Context<'_> {
    /// Returns the width of a line in mm. A face that the project does not have takes no room: the typesetter reports it.
    #[must_use]
    pub(super) fn measure(&self, text: &str, setting: Setting<'_>) -> f64 {
        self.faces.ruler(setting.family, setting.weight).map_or(0.0, |ruler| ruler.width(text, setting.size))
    }
}
