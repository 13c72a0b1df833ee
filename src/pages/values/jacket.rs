//! The values of cover and back cover: `jacket.json`.

use serde::Serialize;

use super::{Qr, SetLine, TooLong};
use crate::geometry::contour::Contour;
use crate::geometry::legs::Arc;
use crate::geometry::shape::{Path, Point};

/// The jacket.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Jacket {
    /// The relief on the front.
    pub front: JacketRelief,
    /// The relief on the back, in that page's coordinates.
    pub back: JacketRelief,
    /// The discs on the front.
    pub stations: Vec<JacketStation>,
    /// The route on the front.
    pub legs: Vec<Arc>,
    /// The words on the front.
    pub words: JacketWords,
    /// The tour on the back, in its order.
    pub signpost: Vec<SignpostStation>,
    /// The question on the back.
    pub question: Option<String>,
    /// The way out of the book, on the foot of the back.
    pub next: Option<JacketNext>,
    /// The mark of the publisher on the front.
    pub mark: Option<JacketLogo>,
    /// The marks on the foot of the back.
    pub logos: Vec<JacketLogo>,
    /// The bar code on the foot of the back, in the place of the marks.
    pub barcode: Option<Barcode>,
    /// One sentence about the edition, from the notice of the imprint.
    pub legal: Option<String>,
    /// Texts that are too long.
    pub over: Vec<TooLong>,
}

/// The relief of one side.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JacketRelief {
    /// Contours.
    pub lines: Vec<Contour>,
    /// The ground from the second tone on.
    pub tones: Vec<Vec<Path>>,
}

/// A disc on the cover: one place with the numbers of its stations.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JacketStation {
    /// "4", or "4/5" for two stations at one place.
    pub number: String,
    /// The centre of the disc.
    pub at: Point,
}

/// The words on the front, whose letters cut the contours.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JacketWords {
    /// "Ausgabe 2019".
    pub edition: SetLine,
    /// "Stand November 2026".
    pub as_of: SetLine,
    /// The word across the page.
    pub large: Vec<SetLine>,
    /// The line above or below it.
    pub small: Vec<SetLine>,
    /// Whether the smaller line is read first.
    pub small_first: bool,
    /// The subtitle.
    pub subtitle: Vec<SetLine>,
}

/// A station on the signpost of the back.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SignpostStation {
    /// The number.
    pub number: usize,
    /// The short name.
    pub name: String,
    /// "470 km" to the next station; missing where there is no leg.
    pub distance: Option<String>,
}

/// Where a reader can go on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JacketNext {
    /// The contents of the site.
    pub text: String,
    /// The address.
    pub url: String,
    /// The address without its scheme.
    pub address: String,
    /// Its QR code; missing if the address is too long for one.
    pub qr: Option<Qr>,
}

/// The bar code of an ISBN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Barcode {
    /// "ISBN 978-3-16-148410-0".
    pub text: String,
    /// Its digits: the first, and those of both halves.
    pub digits: [String; 3],
    /// The dark bars of the 95 modules: the first module and the width, in modules.
    pub bars: Vec<(u8, u8)>,
}

/// A mark on the cover.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JacketLogo {
    /// The file as a path from the root of the project.
    pub path: String,
    /// Its alternative text.
    pub name: String,
    /// Whether it belongs to a funder.
    pub funder: bool,
    /// The space around it in mm, if it is not a quarter of its height.
    pub clear: Option<f64>,
    /// Whether it needs a white ground.
    pub white: bool,
}
