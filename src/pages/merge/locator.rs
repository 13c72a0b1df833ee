//! The small map of a chapter: its seat, its working area, and the other stations.

use super::map_base::lines;
use super::{Context, facts};
use crate::edition::records::Visit;
use crate::geometry::geodata::{GeoFeature, GeoShape};
use crate::geometry::hatch::hatch;
use crate::geometry::locator::Locator;
use crate::geometry::map_view::{MapView, mainland};
use crate::geometry::projection::Position;
use crate::geometry::seams::find_seams;
use crate::geometry::shape::{Bounds, Point};
use crate::pages::values::{ChapterLocator, LocatorGround, Part};

/// A place this much outside the view of the book, in km, is still on its small map.
const ON_EDGE: f64 = 1.0;

/// Returns the small map of a chapter.
#[must_use]
pub(super) fn locator(context: &Context<'_>, station: usize) -> ChapterLocator {
    let view = view(context, station);
    if view == context.maps.view {
        return draw(context, station, &context.maps.locator, None);
    }
    let frame = context.design.frames.locator;
    let locator = Locator::new(&view, frame.width, frame.height);
    let ground = draw_ground(context, station, &locator);
    draw(context, station, &locator, Some(ground))
}

/// Returns the working area as a large map, for a page that has room for it: its own, that of the projects, or one
/// without life strip or without projects above the card.
#[must_use]
pub(super) fn area_map(
    context: &Context<'_>,
    station: usize,
    parts: &[Part],
    (has_strip, on_card): (bool, bool),
) -> Option<ChapterLocator> {
    let alone = parts.iter().any(|part| match part {
        Part::Area | Part::Projects => true,
        Part::Strip => !has_strip,
        Part::Card => !on_card,
        _ => false,
    });
    let frame = context.design.frames.locator;
    alone.then(|| {
        let locator = Locator::new(&view(context, station), frame.large_width, frame.large_height);
        let ground = draw_ground(context, station, &locator);
        draw(context, station, &locator, Some(ground))
    })
}

/// Returns what the map of a chapter shows: the view of the book, and what of its working area is outside.
fn view(context: &Context<'_>, station: usize) -> MapView {
    let book = context.maps.view;
    let area = context.geodata.maps.area(&context.clusters()[station].value);
    let places = area.regions.iter().chain(&area.countries).flat_map(|feature| mainland(feature));
    let extent = Bounds::enclosing(places.map(|place| book.projection.project_degrees(place)));
    match extent {
        Some(extent) if !book.extent.expand(ON_EDGE).encloses(extent) => {
            MapView { extent: book.extent.union(extent), ..book }
        }
        _ => book,
    }
}

fn draw_ground(context: &Context<'_>, station: usize, locator: &Locator) -> LocatorGround {
    let maps = &context.geodata.maps;
    let area = maps.area(&context.clusters()[station].value);
    // A region abroad is shown in its country.
    let around = area.regions.iter().filter_map(|region| maps.country(&region.country));
    let further: Vec<&GeoFeature> = area.countries.iter().copied().chain(around).collect();
    let mut shapes: Vec<GeoShape> = context.maps.project(&further);
    shapes.dedup_by(|a, b| a.code == b.code);
    context.maps.draw_ground(locator, &shapes)
}

fn draw(context: &Context<'_>, station: usize, locator: &Locator, ground: Option<LocatorGround>) -> ChapterLocator {
    let (maps, clusters) = (&context.maps, context.clusters());
    let cluster = &clusters[station].value;
    let area = context.geodata.maps.area(cluster);
    let regions = maps.project(&area.regions);
    let rings: Vec<_> = regions.iter().flat_map(|shape| locator.rings(shape)).collect();
    let countries = maps.project(&area.countries);
    let positions = context.tour.positions.iter().enumerate();
    let others = positions.filter(|(index, _)| *index != station).filter_map(|(_, place)| locator.place(*place));
    let seat = locator.place(context.tour.positions[station]);
    let visit = cluster.visit.as_ref().and_then(Visit::position);
    let visit = visit.map(|(latitude, longitude)| Position { latitude, longitude });
    let apart = |visit: &Point| seat.is_none_or(|seat| seat.distance(*visit) > context.design.frames.locator.apart);
    let known = context.tour.positions[station].is_some();
    let caption = if seat.is_some() { None } else { Some(if known { "seat-off-map" } else { "position-unknown" }) };
    ChapterLocator {
        size: [locator.width, locator.height],
        strong: lines(locator, &find_seams(&countries).single)
            .into_iter()
            .chain(lines(locator, &find_seams(&countries).shared))
            .collect(),
        hatch: hatch(&rings, context.design.frames.locator.pitch),
        outline: lines(locator, &find_seams(&regions).single),
        ground,
        seat,
        visit: locator.place(visit).filter(apart),
        others: others.collect(),
        caption: caption.map(|key| context.locale.word("chapter", key).to_owned()),
        alt: alt(context, station, &area.regions),
    }
}

fn alt(context: &Context<'_>, station: usize, regions: &[&GeoFeature]) -> String {
    let (locale, seat) = (context.locale, &context.clusters()[station].value.seat);
    let city = locale.name(&seat.city);
    let alt = match facts::land(seat, locale) {
        Some(land) => locale.fill("alt", "locator", &[("city", city), ("land", &land)]),
        None => locale.fill("alt", "locator-city", &[("city", city)]),
    };
    if regions.is_empty() {
        return alt;
    }
    let names: Vec<_> = regions.iter().map(|region| region.name(locale.language().code())).collect();
    format!("{alt} {}", locale.fill("alt", "locator-area", &[("list", &names.join(", "))]))
}
