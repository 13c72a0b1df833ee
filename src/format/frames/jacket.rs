//! The frames of the jacket.

use serde::{Deserialize, Serialize};

/// The front of the jacket.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct CoverFrame {
    /// Baseline of edition and date.
    pub edition: f64,
    /// Left edge of the large word.
    pub large_left: f64,
    /// Baseline of the large word's last line.
    pub large: f64,
    /// Its baseline where the smaller line comes first.
    pub large_second: f64,
    /// Baseline of the smaller line.
    pub small: f64,
    /// Its baseline where it comes first.
    pub small_first: f64,
    /// Baseline of the subtitle's first line.
    pub subtitle: f64,
    /// Its baseline where the smaller line comes first.
    pub subtitle_first: f64,
    /// Width of the subtitle.
    pub subtitle_columns: f64,
    /// Radius of a disc.
    pub disc: f64,
    /// Left edge of what the maps show, on the front.
    pub map_left: f64,
    /// Its upper edge.
    pub map_top: f64,
    /// Its right edge.
    pub map_right: f64,
    /// Its lower edge.
    pub map_bottom: f64,
    /// Least distance of the subtitle from a disc.
    pub disc_clear: f64,
    /// Distance of the route from discs of other stations.
    pub leg_clear: f64,
    /// Reach of a mountain against that on its opener.
    pub reach: f64,
    /// Distance of the foot of a mountain, in reaches.
    pub foot: f64,
    /// Cell of the relief's grid.
    pub cell: f64,
    /// Distance of contours from letters.
    pub cut_clear: f64,
    /// The least length of a piece of a contour.
    pub cut_least: f64,
    /// Size of edition and date, in points.
    pub edition_size: f64,
    /// Size of the large word, in points.
    pub large_size: f64,
    /// Size of the smaller line, in points.
    pub small_size: f64,
    /// Size of the subtitle, in points.
    pub subtitle_size: f64,
}

/// Marks of the publisher and of funders.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct LogosFrame {
    /// The side of a square with the area that each of them has.
    pub side: f64,
    /// The greatest width and height.
    pub most: (f64, f64),
    /// The least space around one on the front.
    pub clear: f64,
}

/// The spine of a book that is glued.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct SpineFrame {
    /// The fewest pages of such a book.
    pub pages: usize,
    /// The place of the first letter.
    pub top: f64,
    /// The least width that has words.
    pub least: f64,
}
