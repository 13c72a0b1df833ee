//! The values that templates get: plain, in one language, ready to be set.
//!
//! Each top-level type is served as one JSON file below `/values/LANG/`, so that a change to one record changes only the
//! file of its chapter and the few that summarise all records. Lengths are in millimetres from the top left corner of
//! the trimmed page, with `y` downwards; numbers, dates and names are texts in the language of the page.

mod back;
mod book;
mod card;
mod chapter;
mod contents;
mod foreword;
mod galley;
mod glance;
mod jacket;
mod life_strip;
mod map;
mod marginalia;
mod number;
mod opener;
mod panorama;
mod plan;
mod programme;
mod qr;
mod sections;
mod summit_book;
mod topic_lines;

pub(crate) use crate::text::{Block, Inline};
pub(crate) use back::{
    Ask, ChapterPart, ContactRow, Contacts, Credit, Imprint, ImprintRow, Index, IndexEntry, IndexGroup, IndexKind,
    Knowledge, LinkedLine, MountainPage, NextStep, PatchRow, Patches, PlaceMap, ScaledMountain, SourceGroup,
    SourceItem, Sources, Term,
};
pub(crate) use book::{Book, Counts, Cover, Interval, Meta, Station, TextPage};
pub(crate) use card::{Card, CardBlock, CardGaps, CardLine, ProjectPlace, ProjectRow, ProjectTable};
pub(crate) use chapter::{Chapter, ChapterLocator, LocatorGround, Picture, Proof, Row, Tab, Voice};
pub(crate) use contents::{Contents, ContentsRow, ContentsStation};
pub(crate) use foreword::{Foreword, Signature};
pub(crate) use galley::{GalleyStory, StoryPlace, StoryRoom};
pub(crate) use glance::{Glance, GlanceCount, GlanceRow, GlanceScale, LabelMark};
pub(crate) use jacket::{
    Barcode, Jacket, JacketLogo, JacketNext, JacketRelief, JacketStation, JacketWords, SignpostStation,
};
pub(crate) use life_strip::{
    Lane, LifeStrip, StripEntry, StripLabel, StripMark, StripNote, StripStem, StripVisit, Tick,
};
pub(crate) use map::{LabelBox, Map, MapCity, MapCode, MapStation, MapVisit};
pub(crate) use marginalia::{BlockNotes, Note, SharedTopic};
pub(crate) use number::{NumberPage, Signs, VoicePage, VoicePortrait};
pub(crate) use opener::{Opener, OpenerRoute, SetLine, TooLong};
pub(crate) use panorama::{FlagSetting, Panorama, PanoramaFlag, PanoramaLeg, PanoramaStation};
pub(crate) use plan::{ChapterPlan, Part};
pub(crate) use programme::{
    Criteria, LabelTowers, MemberTowers, Programme, ProgrammeNumbers, Told, Tower, Week, Weeks,
};
pub(crate) use qr::Qr;
pub(crate) use sections::{BookPart, PlannedSection};
pub(crate) use summit_book::{Person, Portrait, SummitBook};
pub(crate) use topic_lines::{TopicLine, TopicLines, TopicStation};
