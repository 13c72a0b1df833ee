//! Where drawings have their place, as `frames.toml` writes it, in mm on a page.
//!
//! Each kind of page has a table. The measures of the file become millimetres before they are read, so that the
//! types hold plain lengths: positions from the top left corner of the trim, with y downwards.

mod front;
mod jacket;
mod life_strip;

pub(crate) use jacket::CoverFrame;
pub(crate) use life_strip::{LifeStripFrame, StripPlace};

use front::{GlanceFrame, MapSheetFrame, PanoramaFrames, TopicsFrame};
use jacket::{LogosFrame, SpineFrame};
use serde::{Deserialize, Serialize};

use super::roles::Roles;

/// The frames of all page kinds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Frames {
    /// What all pages have in common.
    pub page: PageFrame,
    /// Type that is measured before it is set.
    pub roles: Roles,
    /// The contents.
    pub contents: ContentsFrame,
    /// The foreword.
    pub foreword: ForewordFrame,
    /// The programme.
    pub programme: ProgrammeFrame,
    /// The page beside an opener.
    pub title_page: TitlePageFrame,
    /// The number of a chapter as dots.
    pub number: NumberFrame,
    /// The card of a chapter.
    pub card: CardFrame,
    /// How a mountain is made.
    pub mountain: MountainFrame,
    /// The map of the places behind the index.
    pub places: PlacesFrame,
    /// The small map of a chapter.
    pub locator: LocatorFrame,
    /// The page that opens a chapter.
    pub opener: OpenerFrame,
    /// The life strip of a chapter.
    pub life_strip: LifeStripFrame,
    /// The front of the jacket.
    pub cover: CoverFrame,
    /// Marks of the publisher and of funders.
    pub logos: LogosFrame,
    /// The spine of a book that is glued.
    pub spine: SpineFrame,
    /// The map page.
    pub map: MapSheetFrame,
    /// The table at a glance.
    pub glance: GlanceFrame,
    /// The panorama.
    pub panorama: PanoramaFrames,
    /// The topics that stations share.
    pub topics: TopicsFrame,
    /// Photographs.
    pub pictures: PicturesFrame,
}

/// What all pages have in common.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PageFrame {
    /// Least distance of text from the trim: folding and cutting are no more exact.
    pub clear: f64,
}

/// The contents.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct ContentsFrame {
    /// Upper edge of the first row of a station.
    pub rows_top: f64,
    /// The lowest edge of the last row.
    pub rows_bottom: f64,
    /// The most height of a row.
    pub row_most: f64,
    /// The least height of a row.
    pub row_least: f64,
    /// A row lower than this has a smaller name and no title.
    pub row_low: f64,
    /// Distance of a ring of the strip from the top of its row.
    pub ring: f64,
    /// The same in a low row.
    pub ring_low: f64,
    /// Upper edge of the ground of the relief.
    pub panel: f64,
    /// Width of the key to the jacket.
    pub key_columns: f64,
    /// Height that the key may take.
    pub key_height: f64,
    /// Width of the jacket's front in the relief.
    pub relief_width: f64,
    /// Its left edge.
    pub relief_left: f64,
    /// Its lower edge.
    pub relief_bottom: f64,
    /// Cell of the relief's grid.
    pub cell: f64,
    /// Radius of a disc.
    pub disc: f64,
    /// Distance of a name from its disc.
    pub beside: f64,
    /// Distance of names from each other, from discs, and from contours.
    pub around: f64,
    /// Distance of names from the edges of the ground.
    pub edge: f64,
}

/// The foreword.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct ForewordFrame {
    /// Upper edge of the text.
    pub text: f64,
    /// Upper edge of the portrait, which bleeds at the outer edge.
    pub portrait_top: f64,
    /// Its lower edge.
    pub portrait_bottom: f64,
    /// The rule above signature and name.
    pub sign: f64,
    /// The most width of the signature.
    pub signature_width: f64,
    /// Its most height.
    pub signature_height: f64,
}

/// The programme: its text on the left page, its numbers on the right one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct ProgrammeFrame {
    /// Upper edge of the question.
    pub question: f64,
    /// Upper edge of the lead.
    pub lead: f64,
    /// Upper edge of the two columns of text.
    pub text: f64,
    /// Upper edge of the criteria.
    pub criteria: f64,
    /// Lower edge of the text above the criteria.
    pub text_foot: f64,
    /// Upper edge of the title of the numbers.
    pub title: f64,
    /// Upper edge of the first numbers beside the towers.
    pub numbers: f64,
    /// Foot of the towers of labels.
    pub tower_foot: f64,
    /// Upper edge of the last tower.
    pub tower_head: f64,
    /// Highest edge of the towers before it, which stand below the other numbers.
    pub tower_low: f64,
    /// Width of a tower of labels.
    pub tower_width: f64,
    /// Distance of two lines of a tower.
    pub pitch: f64,
    /// The distance of two lines where there are no labels.
    pub pitch_alone: f64,
    /// The least distance of two lines.
    pub pitch_least: f64,
    /// The most height of a tower of members.
    pub members_height: f64,
    /// The same where there are no labels.
    pub members_alone: f64,
    /// Width of a tower of members.
    pub member_width: f64,
    /// Diameter of a dot, which is an event.
    pub dot: f64,
    /// Distance of two dots.
    pub dot_pitch: f64,
    /// The most height of the dots of a week.
    pub dots_height: f64,
}

/// The page beside an opener.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct TitlePageFrame {
    /// The most people.
    pub people: usize,
    /// The most people where a function stands below its name.
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

/// How a mountain is made.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct MountainFrame {
    /// Width of the relief.
    pub width: f64,
    /// Height of the relief.
    pub height: f64,
    /// Width of the mountain from the side.
    pub side_width: f64,
    /// Height of the mountain from the side.
    pub side_height: f64,
    /// Heights of three mountains at one scale together.
    pub scales_height: f64,
    /// Least distance of a key from the edge and from other keys.
    pub key_room: f64,
}

/// The map of the places behind the index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PlacesFrame {
    /// Its width.
    pub width: f64,
    /// Its most height; a map that is higher is narrower.
    pub height: f64,
}

/// The small map of a chapter.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct LocatorFrame {
    /// Its width.
    pub width: f64,
    /// Its most height; a map that is higher is narrower.
    pub height: f64,
    /// Width of the working area as a large map.
    pub large_width: f64,
    /// Its most height.
    pub large_height: f64,
    /// Distance of the lines of the hatching.
    pub pitch: f64,
    /// The least distance of a visit from the seat to be shown.
    pub apart: f64,
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

/// Photographs in their places.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PicturesFrame {
    /// The lower edge of one that bleeds at the head of a page.
    pub head: f64,
    /// Width and height of one in the columns of the text.
    pub column: (f64, f64),
}
