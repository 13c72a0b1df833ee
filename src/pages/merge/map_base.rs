//! What all maps of a book share: their view, its scale on the map page, and the shapes of the countries they are about.

use crate::edition::load::{Atlas, Geodata, Records, settings};
use crate::edition::records::MapSettings;
use crate::format::Design;
use crate::geometry::geodata::{GeoFeature, GeoShape};
use crate::geometry::locator::Locator;
use crate::geometry::map_view::MapView;
use crate::geometry::projection::MapFrame;
use crate::geometry::seams::find_seams;
use crate::geometry::shape::{Bounds, Path, Point};
use crate::pages::values::LocatorGround;

/// A shape of the map data, and the same in the kilometres of the maps.
pub(super) type Projected<'a> = (&'a GeoFeature, GeoShape);

/// What the maps of a book share.
pub(super) struct MapBase<'a> {
    pub settings: MapSettings,
    pub view: MapView,
    /// The frame of the map page.
    pub frame: MapFrame,
    /// The number that its scale is divided by.
    pub denominator: u64,
    /// The countries that the maps are about.
    pub own: Vec<Projected<'a>>,
    /// Their regions.
    pub regions: Vec<Projected<'a>>,
    /// The small map that most chapters share.
    pub locator: Locator,
    pub locator_ground: LocatorGround,
}

impl<'a> MapBase<'a> {
    pub(super) fn new(records: &Records, geodata: &'a Geodata, design: &Design) -> Self {
        let Atlas { view, own } = Atlas::new(records, &geodata.maps);
        let settings = settings(&records.edition.value);
        let (frame, denominator) = view.fit_to_scale(map_window(design));
        let level = settings.regions;
        let is_drawn = |region: &&GeoFeature| {
            own.contains(&region.country) && level.code().is_some() && region.level.as_deref() == level.level()
        };
        let project = |feature: &'a GeoFeature| (feature, feature.project(&view.projection));
        let regions = geodata.maps.regions.iter().filter(is_drawn).map(project).collect();
        let countries = own.iter().filter_map(|code| geodata.maps.country(code)).map(project).collect();
        let small = design.frames.locator;
        let mut base = Self {
            settings,
            view,
            frame,
            denominator,
            own: countries,
            regions,
            locator: Locator::new(&view, small.width, small.height),
            locator_ground: LocatorGround::default(),
        };
        base.locator_ground = base.draw_ground(&base.locator, &[]);
        base
    }

    /// Draws the countries of the book and further ones, with the borders of their regions.
    pub(super) fn draw_ground(&self, locator: &Locator, further: &[GeoShape]) -> LocatorGround {
        let is_own = |shape: &&GeoShape| self.own.iter().any(|(feature, _)| feature.code() == shape.code);
        let own = self.own.iter().map(|(_, shape)| shape);
        let areas = own.chain(further.iter().filter(|shape| !is_own(shape)));
        let seams = find_seams(self.regions.iter().map(|(_, shape)| shape));
        LocatorGround {
            size: [locator.width, locator.height],
            areas: areas.flat_map(|shape| locator.outlines(shape)).collect(),
            borders: lines(locator, &seams.shared),
        }
    }

    /// Returns an area as rings in the kilometres of the maps.
    pub(super) fn project(&self, features: &[&GeoFeature]) -> Vec<GeoShape> {
        features.iter().map(|feature| feature.project(&self.view.projection)).collect()
    }
}

/// Returns lines in kilometres as paths on a small map.
pub(super) fn lines(locator: &Locator, lines: &[Vec<Point>]) -> Vec<Path> {
    lines.iter().flat_map(|line| locator.lines(line)).collect()
}

/// Returns the area of the map page that the view fills.
fn map_window(design: &Design) -> Bounds {
    let (format, map) = (&design.format, &design.frames.map);
    Bounds::new(map.side, map.head, format.width - map.side, format.height - map.foot)
}
