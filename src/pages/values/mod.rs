//! The values that templates get: plain, in one language, ready to be set.
//!
//! Each top-level type is served as one JSON file below `/values/LANG/`, so that a change to one record changes only the
//! file of its chapter and the few that summarise all records. Lengths are in millimetres from the top left corner of
//! the trimmed page, with `y` downwards; numbers, dates and names are texts in the language of the page.

mod book;
mod chapter;
mod chart;
mod jacket;
mod opener;

pub(crate) use crate::text::{Block, Inline};
pub(crate) use book::{
    Book, Counts, Cover, ElevationProfile, Glance, GlanceRow, ImprintBlock, Interval, Introduction, Itinerary,
    LabelMark, LegendRelief, Map, MapLeg, MapStation, Meta, PatchRow, Patches, ProfileStation, RouteRow, SourceGroup,
    SourceItem, Sources, Station, TextPage,
};
pub(crate) use chapter::{
    Chapter, ChapterLocator, Figure, Picture, ProjectRow, Proof, Row, Share, Shares, Tab, Topics, Voice,
};
pub(crate) use chart::{Axes, Chart, ChartLabel, ChartPoint, Milestone, MilestoneKind, Run};
pub(crate) use jacket::{Jacket, JacketLogo, JacketNext, JacketRelief, JacketStation, JacketWords, SignpostStation};
pub(crate) use opener::{Opener, OpenerRoute, SetLine, TooLong};
