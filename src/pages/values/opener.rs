//! The values of the page that opens a chapter.

use serde::Serialize;

use crate::geometry::relief::Relief;
use crate::geometry::shape::{Path, Point};

/// The page that opens a chapter; a massif takes two.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Opener {
    /// Whether the mountain takes two pages. The first then carries title and lead.
    pub massif: bool,
    /// "Station 4".
    pub station: SetLine,
    /// "51° 19′ N  9° 29′ E"; missing where the position is unknown.
    pub position: Option<SetLine>,
    /// The number of the station.
    pub numeral: SetLine,
    /// The short name.
    pub name: Vec<SetLine>,
    /// "Kassel, Hessen", or only the city where both have the same name.
    pub place: Vec<SetLine>,
    /// The chapter title, on a massif.
    pub title: Vec<SetLine>,
    /// The lead, on a massif.
    pub lead: Vec<SetLine>,
    /// The relief of the page or pages.
    pub relief: Relief,
    /// Qualifier, figure and caption at the summit; empty where no count is known.
    pub figure: Vec<SetLine>,
    /// The lines of the route.
    pub routes: Vec<OpenerRoute>,
    /// The topics on the ridges.
    pub ridges: Vec<SetLine>,
    /// Texts that are too long: the slug of their record, their field and by how many mm.
    pub over: Vec<TooLong>,
}

/// A line of text with its place. The contours are cut by its letters, so that a template sets it just here.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SetLine {
    /// The words.
    pub text: String,
    /// The left end of the baseline, in mm.
    pub at: Point,
    /// The face: display, lead or sans.
    pub face: &'static str,
    /// Its weight.
    pub weight: u16,
    /// Its size in points.
    pub size: f64,
    /// Its tracking in em.
    pub tracking: f64,
    /// How far it is turned around its left end, in degrees clockwise.
    pub angle: f64,
}

/// A line of the route with its words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenerRoute {
    /// The line, in the pieces that letters leave of it, in mm.
    pub pieces: Vec<Path>,
    /// Place of the chevron.
    pub chevron: Point,
    /// Direction of travel, in degrees clockwise from upwards.
    pub turn: f64,
    /// "von Kassel, 298 km"; missing where there is no room.
    pub words: Option<SetLine>,
}

/// A text that is too long for its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TooLong {
    /// The slug of the record, or "edition".
    pub record: String,
    /// The field.
    pub field: &'static str,
    /// By how many mm.
    pub over: f64,
}
