//! The frames of the pages before the chapters.

use serde::{Deserialize, Serialize};

/// The map page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct MapSheetFrame {
    /// Distance of what the map is about from the sides of the page.
    pub side: f64,
    /// The same from the head.
    pub head: f64,
    /// The same from the foot.
    pub foot: f64,
    /// Radius of a disc with its ring.
    pub disc: f64,
    /// Half the side of the triangle of a visit.
    pub visit: f64,
    /// Distance of a leg from stations that it does not lead to.
    pub leg_clear: f64,
    /// Radius of the dot of a city without a station.
    pub city: f64,
    /// Its least distance from other signs.
    pub city_apart: f64,
    /// Distance of the discs of many stations from each other.
    pub apart: f64,
    /// How far a disc is moved before a line leads to its place.
    pub moved: f64,
    /// Distance of a name from its disc.
    pub beside: f64,
    /// Distance of names from each other and from discs.
    pub around: f64,
    /// Distance of names from the edges of the page.
    pub edge: f64,
    /// The lowest place of a name.
    pub bottom: f64,
    /// Upper edge of the heading, where it is above.
    pub heading_top: f64,
    /// Upper edge of the heading, where it is below.
    pub heading_foot: f64,
    /// Width and height of the heading.
    pub heading: (f64, f64),
}

/// The table at a glance.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct GlanceFrame {
    /// Width of the scale.
    pub scale: f64,
}

/// The panorama, on its spread.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PanoramaFrames {
    /// Left end of the base line, as near to the edge as a station may be.
    pub left: f64,
    /// Right end of the base line.
    pub right: f64,
    /// The base line.
    pub base: f64,
    /// Distance of stations from the fold.
    pub station_fold: f64,
    /// Distance of labels from the fold.
    pub label_fold: f64,
    /// Least distance of two stations.
    pub least_gap: f64,
    /// Height of an interval.
    pub interval_height: f64,
    /// Reach of a mountain of one interval.
    pub interval_reach: f64,
    /// Height of the highest mountain where that is less than its intervals ask for.
    pub full_height: f64,
    /// Number of intervals from which on mountains have the height of their intervals.
    pub full_from: f64,
    /// Least height of a label above the base line.
    pub label_start: f64,
    /// Least distance of a label from its own summit.
    pub over_summit: f64,
    /// Step by which a label is raised.
    pub label_step: f64,
    /// Space between a leader and its text, and around a label.
    pub label_gap: f64,
    /// Distance of labels from the outer edges.
    pub label_edge: f64,
    /// The highest place of a label.
    pub label_top: f64,
    /// Upper end of title and lead.
    pub title_top: f64,
    /// Left ends of title and lead, from the first choice.
    pub titles: [f64; 4],
    /// Width of title and lead.
    pub title_width: f64,
    /// Lower end of title and lead.
    pub title_bottom: f64,
    /// Space between name and figure of a label that reads upwards.
    pub turned_gap: f64,
    /// Width and height of the label of a summit above the page.
    pub beyond: (f64, f64),
}

/// The topics that stations share, on their spread.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct TopicsFrame {
    /// Left edge of the first and of the last station on the left page.
    pub left: (f64, f64),
    /// The same on the right page.
    pub right: (f64, f64),
    /// Space between two stations.
    pub gap: f64,
}
