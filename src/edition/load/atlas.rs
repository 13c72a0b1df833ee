//! What the maps of an edition show: the frame that it asks for, or that its stations need.

use super::{Maps, Records, settings};
use crate::edition::records::MapFrame as FrameSetting;
use crate::geometry::geodata::GeoFeature;
use crate::geometry::map_view::{MapView, find_filling, mainland};
use crate::geometry::projection::{Degrees, Position};
use crate::geometry::shape::Point;

/// The frame of "europe", from Ireland and Gibraltar to the North Cape and the Dnieper.
const EUROPE: Degrees = Degrees { west: -11.0, south: 34.5, east: 40.0, north: 71.5 };

/// The share of its width and height that is added to the frame of the stations on each side.
const AROUND: f64 = 0.12;

/// What the maps show. All maps of a book have one projection.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Atlas {
    /// The view.
    pub view: MapView,
    /// The codes of the countries that the maps are about: the one in the view, else those with a station.
    pub own: Vec<String>,
}

impl Atlas {
    /// Finds what the maps of an edition show.
    #[must_use]
    pub(crate) fn new(records: &Records, maps: &Maps) -> Self {
        let with_stations = || countries_with_stations(records, maps);
        match settings(&records.edition.value).frame {
            FrameSetting::Box([west, south, east, north]) if west < east && south < north => {
                Self { view: MapView::of_frame(Degrees { west, south, east, north }), own: with_stations() }
            }
            FrameSetting::Named(name) if name == "europe" => {
                Self { view: MapView::of_frame(EUROPE), own: with_stations() }
            }
            FrameSetting::Named(name) => {
                maps.country(&name).and_then(Self::of_country).unwrap_or_else(|| Self::around_stations(records, maps))
            }
            FrameSetting::Box(_) => Self::around_stations(records, maps),
        }
    }

    fn of_country(country: &GeoFeature) -> Option<Self> {
        let view = MapView::of_places(&mainland(country))?;
        Some(Self { view, own: vec![country.code().to_owned()] })
    }

    /// Returns the view of stations, visits and hatched regions, or of the country in which most of that lies.
    fn around_stations(records: &Records, maps: &Maps) -> Self {
        let mut places: Vec<_> = records
            .clusters
            .iter()
            .flat_map(|record| {
                let visit = record.value.visit.as_ref().and_then(crate::edition::records::Visit::position);
                let positions = record.value.seat.position().into_iter().chain(visit);
                let positions = positions.map(|(latitude, longitude)| Point::new(longitude, latitude));
                let area = maps.area(&record.value).regions.into_iter();
                positions.chain(area.flat_map(mainland)).collect::<Vec<_>>()
            })
            .collect();
        places.retain(|place| place.y.abs() < 85.0);
        let Some(frame) = Degrees::around(places.iter().copied()) else {
            return Self { view: MapView::of_frame(EUROPE), own: Vec::new() };
        };
        if let Some(atlas) = find_filling(&maps.countries, frame).and_then(Self::of_country)
            && places.iter().all(|place| atlas.view.shows(Position { latitude: place.y, longitude: place.x }))
        {
            return atlas;
        }
        let view = MapView::of_places(&places).map_or_else(|| MapView::of_frame(EUROPE), |view| view.grow(AROUND));
        Self { view, own: countries_with_stations(records, maps) }
    }
}

fn countries_with_stations(records: &Records, maps: &Maps) -> Vec<String> {
    let seats = records.clusters.iter().filter_map(|record| record.value.seat.position());
    let countries = seats.filter_map(|(latitude, longitude)| maps.country_at(Point::new(longitude, latitude)));
    let mut codes: Vec<_> = countries.map(|country| country.code().to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}
