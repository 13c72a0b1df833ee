//! Where drawings have their place, as `frames.toml` writes it, in mm on a page.
//!
//! Each kind of page has a table. The measures of the file become millimetres before they are read, so that the
//! types hold plain lengths: positions from the top left corner of the trim, with y downwards.

mod chapter;
mod front;
mod jacket;
mod life_strip;

pub(crate) use chapter::OpenerFrame;
pub(crate) use jacket::CoverFrame;
pub(crate) use life_strip::{LifeStripFrame, StripPlace};

use chapter::{CardFrame, NumberFrame, TitlePageFrame};
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
    /// The map of the places after the index.
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
    pub plates: PlatesFrame,
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
    /// Highest edge of the towers before it, which are below the other numbers.
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

/// The map of the places after the index.
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

/// Photographs in their places.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct PlatesFrame {
    /// The highest foot of a picture across the head of a page.
    pub wide_least: f64,
    /// Its lowest foot.
    pub wide_most: f64,
    /// The foot of a picture across the head of a short chapter.
    pub short: f64,
    /// Width of a picture in the text.
    pub column_width: f64,
    /// The most height of a picture in the text.
    pub column_most: f64,
    /// White above and below it.
    pub column_gap: f64,
    /// Width of a picture in the margin.
    pub margin_width: f64,
    /// The most height of a picture in the margin.
    pub margin_most: f64,
    /// Height that its caption may take.
    pub margin_caption: f64,
    /// Width of a picture along the outer edge, without bleed.
    pub strip_width: f64,
    /// White between it and its caption.
    pub strip_gap: f64,
    /// Upper edge of the text of a story.
    pub text_top: f64,
    /// Lower edge of the text of a story.
    pub text_foot: f64,
    /// White between a picture and the text below it.
    pub text_gap: f64,
    /// Height of a line of the text.
    pub text_line: f64,
    /// Upper edge of rows of pictures.
    pub rows_top: f64,
    /// Their upper edge below a title.
    pub rows_titled: f64,
    /// White between pictures.
    pub rows_gap: f64,
    /// The least height of a row of pictures.
    pub row_least: f64,
    /// The most height of a row of pictures.
    pub row_most: f64,
    /// The lowest foot of a picture that bleeds above rows.
    pub first: f64,
    /// The lowest foot of the only picture of a page.
    pub single: f64,
    /// White between pictures and captions.
    pub captions_gap: f64,
    /// Height of a row of captions.
    pub caption: f64,
    /// Width of a caption.
    pub caption_width: f64,
    /// Radius of the disc with the number of a picture.
    pub disc: f64,
    /// Its distance from the edges of the picture.
    pub disc_inset: f64,
    /// Lower edge of a caption on a picture.
    pub label_row: f64,
    /// White around it.
    pub label_inset: (f64, f64),
    /// The most width of its text.
    pub label_width: f64,
    /// Distance of the focus from the gutter.
    pub gutter_clear: f64,
}
