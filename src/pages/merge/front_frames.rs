//! The measures of the drawings before the chapters, on A4, in mm unless an item says otherwise.

use crate::geometry::map_labels::LabelGaps;
use crate::geometry::panorama::{FlagRules, PanoramaFrame};
use crate::geometry::shape::Bounds;
use crate::geometry::topic_columns::ColumnZones;

/// Height of a line of the grid.
const L: f64 = 4.5;

/// The face and size of a line of text, and the height of its box.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    pub family: &'static str,
    pub weight: u16,
    /// In points.
    pub size: f64,
    pub height: f64,
}

const fn sans(weight: u16, size: f64, height: f64) -> Setting {
    Setting { family: "Source Sans 3", weight, size, height }
}

/// Cities, clusters, codes of Länder: the roles `city`, `note`, and that of the codes.
pub(super) const CITY: Setting = sans(600, 9.5, 0.9 * L);
pub(super) const NOTE: Setting = sans(400, 7.6, 0.75 * L);
pub(super) const CODE: Setting = sans(400, 8.0, 0.75 * L);

/// Names and figures of the panorama: the roles `small` and `summit-value`.
pub(super) const SMALL: Setting = sans(600, 9.0, L);
pub(super) const VALUE: Setting =
    Setting { family: "Source Serif 4 Display", weight: 400, size: 21.0, height: 2.0 * L };

pub(super) const VALUE_SMALL: Setting = Setting { size: 16.0, height: 1.5 * L, ..VALUE };

/// Space between name and figure of a label that reads upwards.
pub(super) const TURNED_GAP: f64 = 2.0;

/// The scale at a glance: columns 5 to 9 and the gutter before the flags.
pub(super) const GLANCE_SCALE: f64 = 78.0;

/// The map page.
#[derive(Clone, Copy, Debug)]
pub(super) struct MapMeasures {
    /// Radius of a disc with its ring.
    pub disc: f64,
    /// Half the side of the triangle of a visit.
    pub visit: f64,
    /// Distance of the legs from stations that they do not lead to.
    pub leg_clear: f64,
    /// Radius of the dot of a city without a station, and its least distance from other signs.
    pub city: f64,
    pub city_apart: f64,
    /// Distance of the numbers of many stations, and how far one is moved before a line leads to its place.
    pub apart: f64,
    pub moved: f64,
    pub gaps: LabelGaps,
    /// Names stay in it.
    pub page: Bounds,
    /// Places of the heading, from the first choice: the left and the upper edge.
    pub headings: [(f64, f64); 4],
    pub heading_width: f64,
    pub heading_height: f64,
}

pub(super) const MAP: MapMeasures = MapMeasures {
    disc: 3.6,
    visit: 1.8,
    leg_clear: 6.0,
    city: 0.6,
    city_apart: 4.0,
    apart: 7.2,
    moved: 2.9,
    gaps: LabelGaps { beside: 1.4, around: 0.8 },
    page: Bounds::new(6.0, 6.0, 204.0, 276.0),
    headings: [(19.5, 4.75 * L), (155.0, 4.75 * L), (19.5, 53.0 * L), (155.0, 53.0 * L)],
    heading_width: 40.0,
    heading_height: 5.5 * L,
};

/// The spread of the panorama.
pub(super) const PANORAMA: PanoramaFrame = PanoramaFrame {
    left: 30.0,
    right: 392.0,
    base: 52.0 * L,
    fold: 210.0,
    fold_room: 9.0,
    least_gap: 9.0,
    interval_height: 2.5,
    // 3 mm × √5.
    interval_reach: 6.708_2,
    full_height: 150.0,
    full_from: 60.0,
    edges: (-3.0, 423.0),
    head: -3.0,
};

pub(super) const FLAGS: FlagRules = FlagRules {
    start: 62.0,
    over_summit: 9.0,
    step: 6.0,
    gap: 1.8,
    page: Bounds::new(10.0, 3.0 * L, 410.0, 52.0 * L),
    base: 52.0 * L,
    fold: 210.0,
    fold_room: 8.0,
};

/// Places of the title of the panorama, from the first choice: its left edge, at the columns 0 and 4 of both pages.
pub(super) const PANORAMA_TITLES: [f64; 4] = [15.0, 75.0, 229.5, 289.5];

/// Its first and last row, and the width of eight columns.
pub(super) const PANORAMA_TITLE: (f64, f64, f64) = (4.75 * L, 15.0 * L, 117.0);

/// The columns of the stations on the page of shared topics: from column 6 on the left page and column 0 on the right.
pub(super) const TOPIC_COLUMNS: ColumnZones = ColumnZones { left: (105.0, 178.8), right: (229.5, 376.5), gap: L };
