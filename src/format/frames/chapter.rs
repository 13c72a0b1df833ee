//! The frames of the pages of a chapter.

use serde::{Deserialize, Serialize};

/// The page beside an opener.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct TitlePageFrame {
    /// The most people.
    pub people: usize,
    /// The most people where a function is below its name.
    pub people_narrow: usize,
}

/// The number of a chapter as dots.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct NumberFrame {
    /// Radius of the disc of dots.
    pub radius: f64,
    /// Its middle.
    pub middle: (f64, f64),
}

/// The card of a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct CardFrame {
    /// Its upper edge, below other things.
    pub top: f64,
    /// The least height above it that holds a life strip.
    pub least: f64,
}

/// The page that opens a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct OpenerFrame {
    /// Baseline of station and position.
    pub head: f64,
    /// Baseline of the numeral.
    pub numeral: f64,
    /// Its left edge.
    pub numeral_left: f64,
    /// Baseline of the name's last line.
    pub name: f64,
    /// Baseline of the place.
    pub place: f64,
    /// Baseline of the title's first line, on a massif.
    pub title: f64,
    /// Baseline of the lead's first line, on a massif.
    pub lead: f64,
    /// The highest place of a text.
    pub text_top: f64,
    /// The lowest place of a text.
    pub text_bottom: f64,
    /// Width of title and lead.
    pub text_columns: f64,
    /// Radius of the ring around the summit.
    pub ring: f64,
    /// Distance of the figure from the ring.
    pub beside: f64,
    /// Distance of texts from the route and from each other.
    pub clear: f64,
    /// Distance of texts from the gutter.
    pub gutter_clear: f64,
    /// Distance from the gutter at which the route ends.
    pub route_end: f64,
    /// Distance of the route from the letters that cut it.
    pub route_clear: f64,
    /// The least length of a piece of the route.
    pub route_least: f64,
    /// Distance of contours from letters.
    pub cut_clear: f64,
    /// The least length of a piece of a contour.
    pub cut_least: f64,
    /// Cell of the grid on one page.
    pub cell: f64,
    /// Cell of the grid on two pages.
    pub cell_massif: f64,
    /// Left edge of the area for summits.
    pub seat_left: f64,
    /// Its top edge.
    pub seat_top: f64,
    /// Its width.
    pub seat_width: f64,
    /// Its height.
    pub seat_height: f64,
    /// Left edge of the field on two pages.
    pub massif_left: f64,
    /// Its width.
    pub massif_width: f64,
    /// Place of the summit without a position, to the right.
    pub summit_x: f64,
    /// and downwards.
    pub summit_y: f64,
    /// Steps in which the name of a ridge moves outwards.
    pub ridge_step: f64,
    /// How far it moves at most.
    pub ridge_farthest: f64,
    /// Radius from which a mountain takes two pages.
    pub massif_least: f64,
    /// The farthest that the reach of one member goes.
    pub reach_one: f64,
    /// The farthest reach of the largest mountain.
    pub reach_largest: f64,
    /// Size of station and position, in points.
    pub head_size: f64,
    /// Size of the numeral, in points.
    pub numeral_size: f64,
    /// Size of the name, in points.
    pub name_size: f64,
    /// Size of a name of two lines, in points.
    pub name_small: f64,
    /// Size of the place, in points.
    pub place_size: f64,
    /// Size of the title, in points.
    pub title_size: f64,
    /// Size of a longer title, in points.
    pub title_small: f64,
    /// Size of the lead, in points.
    pub lead_size: f64,
    /// Size of the figure at the summit, in points.
    pub figure_size: f64,
    /// Its size on two pages, in points.
    pub figure_massif: f64,
    /// Size of its qualifier, in points.
    pub qualifier_size: f64,
    /// Size of the words on the mountain, in points.
    pub small_size: f64,
}
