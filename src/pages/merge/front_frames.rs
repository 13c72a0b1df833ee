//! The measures of the drawings before the chapters, as geometry needs them, in mm.

use crate::format::Design;
use crate::geometry::map_labels::LabelGaps;
use crate::geometry::panorama::{FlagRules, PanoramaFrame};
use crate::geometry::shape::{Bounds, Point};
use crate::geometry::topic_columns::ColumnZones;

/// The map page.
#[derive(Clone, Copy, Debug)]
pub(super) struct MapMeasures {
    /// Radius of a disc with its ring.
    pub disc: f64,
    /// Half the side of the triangle of a visit.
    pub visit: f64,
    /// Distance of a leg from stations that it does not lead to.
    pub leg_clear: f64,
    /// Radius of the dot of a city without a station, and its least distance from other signs.
    pub city: f64,
    pub city_apart: f64,
    /// Distance of the discs of many stations, and how far one is moved before a line leads to its place.
    pub apart: f64,
    pub moved: f64,
    pub gaps: LabelGaps,
    /// Names stay in it.
    pub page: Bounds,
    /// Places of the heading, from the first choice: its left and upper edge.
    pub corners: [Point; 4],
    /// Width and height of the heading.
    pub heading_size: (f64, f64),
}

/// Returns the measures of the map page, which is a right one.
#[must_use]
pub(super) const fn map_measures(design: &Design) -> MapMeasures {
    let (format, map) = (&design.format, &design.frames.map);
    let (left, right) = (format.inner, format.width - format.outer - map.heading.0);
    MapMeasures {
        disc: map.disc,
        visit: map.visit,
        leg_clear: map.leg_clear,
        city: map.city,
        city_apart: map.city_apart,
        apart: map.apart,
        moved: map.moved,
        gaps: LabelGaps { beside: map.beside, around: map.around },
        page: Bounds::new(map.edge, map.edge, format.width - map.edge, map.bottom),
        corners: [
            Point::new(left, map.heading_top),
            Point::new(right, map.heading_top),
            Point::new(left, map.heading_foot),
            Point::new(right, map.heading_foot),
        ],
        heading_size: map.heading,
    }
}

/// Returns the spread of the panorama.
#[must_use]
pub(super) const fn panorama_frame(design: &Design) -> PanoramaFrame {
    let (format, panorama) = (&design.format, &design.frames.panorama);
    PanoramaFrame {
        left: panorama.left,
        right: panorama.right,
        base: panorama.base,
        fold: format.width,
        fold_room: panorama.station_fold,
        least_gap: panorama.least_gap,
        interval_height: panorama.interval_height,
        interval_reach: panorama.interval_reach,
        full_height: panorama.full_height,
        full_from: panorama.full_from,
        edges: (-format.bleed, 2.0 * format.width + format.bleed),
        head: -format.bleed,
    }
}

/// Returns where the labels of the panorama may be.
#[must_use]
pub(super) const fn flag_rules(design: &Design) -> FlagRules {
    let (format, panorama) = (&design.format, &design.frames.panorama);
    let right = 2.0 * format.width - panorama.label_edge;
    FlagRules {
        start: panorama.label_start,
        over_summit: panorama.over_summit,
        step: panorama.label_step,
        gap: panorama.label_gap,
        page: Bounds::new(panorama.label_edge, panorama.label_top, right, panorama.base),
        base: panorama.base,
        fold: format.width,
        fold_room: panorama.label_fold,
    }
}

/// Returns the areas of title and lead of the panorama, from the first choice.
#[must_use]
pub(super) fn panorama_titles(design: &Design) -> [Bounds; 4] {
    let panorama = &design.frames.panorama;
    panorama
        .titles
        .map(|left| Bounds::new(left, panorama.title_top, left + panorama.title_width, panorama.title_bottom))
}

/// Returns the areas of the stations on the spread of shared topics.
#[must_use]
pub(super) const fn topic_columns(design: &Design) -> ColumnZones {
    let topics = &design.frames.topics;
    ColumnZones { left: topics.left, right: topics.right, gap: topics.gap }
}
