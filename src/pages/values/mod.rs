//! The values that templates get: plain, in one language, ready to be set.
//!
//! Each top-level type is served as one JSON file below `/values/LANG/`, so that a change to one record changes only the
//! file of its chapter and the few that summarise all records. Lengths are in millimetres from the top left corner of
//! the trimmed page, with `y` downwards; numbers, dates and names are texts in the language of the page.

mod book;
mod chapter;
mod chart;
mod glance;
mod map;
mod panorama;
mod topic_lines;

pub(crate) use crate::text::{Block, Inline};
pub(crate) use book::{
    Book, Counts, Cover, ImprintBlock, Interval, Introduction, Jacket, JacketStation, LegendRelief, Meta, PatchRow,
    Patches, SourceGroup, SourceItem, Sources, Station, TextPage,
};
pub(crate) use chapter::{
    Chapter, ChapterLocator, Figure, Opener, OpenerRoute, Picture, ProjectRow, Proof, Row, Share, Shares, Summit, Tab,
    Topics, Voice,
};
pub(crate) use chart::{Axes, Chart, ChartLabel, ChartPoint, Milestone, MilestoneKind, Run};
pub(crate) use glance::{Glance, GlanceCount, GlanceRow, GlanceScale, LabelMark};
pub(crate) use map::{LabelBox, Map, MapCode, MapStation, MapVisit};
pub(crate) use panorama::{Panorama, PanoramaFlag, PanoramaLeg, PanoramaStation};
pub(crate) use topic_lines::{TopicLine, TopicLines, TopicStation};
